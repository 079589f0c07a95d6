"""Every message that stops somebody: known trouble, a fault of ours, and the few questions asked beforehand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desk.cases.moment import Refused
from desk.i18n import N_, Words
from desk.store.database import StoreProblem

from .language import say
from .tab_order import tell_all_as_laid

FAULT = N_("Something went wrong on our side. What you recorded is safe.")
FAULT_MORE = N_(
    "Please go on. If it happens again, close the desk and start it once more, and show this file to whoever looks "
    "after the desk: {log}"
)


def problem(parent: QWidget | None, trouble: StoreProblem) -> QMessageBox:
    """Known trouble with the store: what happened, what is safe, what to do."""
    return tell(parent, trouble.words)


def achieved(parent: QWidget, work: Callable[[], object]) -> bool:
    """Do what may be refused. False when it was, or when the store could not take it, which is then said."""
    try:
        work()
    except StoreProblem as trouble:
        problem(parent, trouble)
    except Refused as error:
        tell(parent, error.problems[0].words)
    else:
        return True
    return False


def tell(parent: QWidget | None, words: Words | str, more: Words | str = "") -> QMessageBox:
    """One clear sentence, and a button to go on. It is shown and left to itself: nothing waits for it."""
    box = _box(parent, words, more, QMessageBox.Icon.Warning)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return put_up(box)


def fault(parent: QWidget | None, log: str) -> QMessageBox:
    """A fault of ours: calm, and saying where the details are."""
    return tell(parent, FAULT, Words(FAULT_MORE, {"log": log}))


def ask(parent: QWidget, words: Words | str, verb: str, yes: Callable[[], None], more: Words | str = "") -> QMessageBox:
    """Ask before what cannot be undone. `verb` names the action on its button; `yes` is called when it is pressed."""
    box = _box(parent, words, more, QMessageBox.Icon.Question)
    go = box.addButton(say(parent, verb), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.buttonClicked.connect(lambda button: yes() if button is go else None)
    return put_up(box)


def _box(parent: QWidget | None, words: Words | str, more: Words | str, sign: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(sign)
    box.setWindowTitle(say(parent, N_("Complaint desk")))
    box.setText(say(parent, words))
    if more:
        box.setInformativeText(say(parent, more))
    return box


def put_up(box: QMessageBox) -> QMessageBox:
    """Show it; a screen reader meets its words first, then its buttons as they stand."""
    box.open()
    tell_all_as_laid(box)
    return box
