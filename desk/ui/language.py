"""The window's language: Qt's own dialogs follow it, and a widget finds the words of the window it stands in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from desk import RESOURCES
from desk.i18n import LOCALES, Catalogue, Words, catalogue

_installed: list[QTranslator] = []
_spoken = "en"


def install(language: str) -> None:
    """Let Qt's buttons, menus and dialogs speak the language; English is what they are written in."""
    global _spoken
    _spoken = language
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    ours = str(RESOURCES / "locale" / "qt")
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Qt ships no Vietnamese, and its Finnish lacks some words of its print and file dialogs
    files = {"vi": ((ours, "qtbase_vi.qm"),), "fi": ((ours, "qtbase_fi_more.qm"), (theirs, "qtbase_fi.qm"))}
    for folder, name in files.get(language, ()):
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def write_dates() -> None:
    """Let Qt's calendars and fields write days and numbers as the language does."""
    from PySide6.QtCore import QLocale  # late: 5 ms for its lists of languages and countries

    QLocale.setDefault(QLocale(LOCALES[_spoken]))


def system_language() -> str:
    """The language this machine is set to, if the desk speaks it; English otherwise."""
    from PySide6.QtCore import QLocale  # late, as above

    language = QLocale.system().name()[:2]
    return language if language in LOCALES else "en"


def words_of(widget: QObject | None) -> Catalogue:
    """The words of the window a widget stands in; the last installed language outside any."""
    while widget is not None:
        found = getattr(widget, "words", None) or getattr(getattr(widget, "desk", None), "words", None)
        if isinstance(found, Catalogue):
            return found
        widget = widget.parent()
    return catalogue(_spoken)


def say(widget: QObject | None, words: Words | str) -> str:
    """A sentence in the language, and the time zone, of the window a widget stands in."""
    spoken, desk = words_of(widget), None
    while widget is not None and desk is None:
        desk, widget = getattr(widget, "desk", None), widget.parent()
    return desk.say(words) if desk is not None else spoken.say(words)
