"""The desk as a program: the only place that puts the pieces together."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog

from desk import __version__, config
from desk.i18n import LANGUAGES, N_, Words
from desk.store import accounts
from desk.store.database import Store, StoreProblem, create, open_store
from desk.ui import language, messages, style, tasks
from desk.ui.desk import Desk
from desk.ui.faults import Faults
from desk.ui.only_one import OnlyOne
from desk.ui.window import Around, MainWindow

OK, REFUSED = 0, 1

SAMPLE = "sample"


def display_trouble() -> Words | None:
    """Why no window can be shown here, asked before Qt is: without a display Qt would end the process."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    return Words(
        N_("This machine has no display, so the window cannot be shown. Start the desk where there is one, "
           "or look around with: desk demo --headless")
    )  # fmt: skip


def run(store_path: Path | None = None, scheme: str = "") -> int:
    """Open the window on a store, or on the branch's own. 0 when it was closed, 1 when it could not be opened."""
    facts = config.load(store_path)
    return _Program(replace(facts, scheme=scheme or facts.scheme)).run()


def demo() -> int:
    """Open the window on a sample branch, made anew in a folder of its own."""
    facts = config.load()
    sample = facts.data / SAMPLE / config.STORE
    return _Program(replace(facts, store=sample), sample=True).run()


def _now() -> datetime:
    return datetime.now(UTC)


class _Program:
    """One run of the desk, from the first check to the last word."""

    def __init__(self, facts: config.Config, sample: bool = False) -> None:
        self.facts, self.sample = facts, sample
        self.app = application(facts.scheme)
        self.faults = Faults(facts.log)
        self.faults.happened.connect(self._fault, Qt.ConnectionType.QueuedConnection)
        self.one: OnlyOne | None = None
        self.window: MainWindow | None = None
        self._told = False

    def run(self) -> int:
        """Everything in its order; each trouble is said in a sentence and ends the run."""
        language.install(self.facts.language if self.facts.language in LANGUAGES else language.system_language())
        try:
            return self._run()
        except StoreProblem as trouble:
            return self._give_up(trouble.words)
        finally:
            if self.one:
                self.one.release()
            self.faults.release()

    def _run(self) -> int:
        if not self._take(self.facts.store):
            return self._other()
        if self.sample:
            self._make_sample()
        elif self._is_new() and not self._first_run():
            return OK
        store = open_store(self.facts.store)
        try:
            self._open(store)
            return self.app.exec()
        finally:
            self._close(store)

    def _is_new(self) -> bool:
        """Whether there is no store yet, but a place for one."""
        return not self.facts.store.exists() and self.facts.store.parent.is_dir()

    def _take(self, store: Path) -> bool:
        """Take the place on a store; its usual folder is made when it is not there."""
        if store.is_relative_to(self.facts.data):
            store.parent.mkdir(parents=True, exist_ok=True)
        if self.one:
            self.one.release()
        self.one = OnlyOne(store)
        return self.one.take()

    def _other(self) -> int:
        """The desk is open already: bring it to the front, or say that it does not answer."""
        assert self.one is not None
        if self.one.raise_other():
            return OK
        return self._give_up(
            N_("The desk is open already, but it does not answer. Please close it, or wait a moment and try again.")
        )

    def _give_up(self, words: Words | str) -> int:
        box = messages.tell(None, words)
        print(box.text(), file=sys.stderr)
        box.exec()
        return REFUSED

    def _first_run(self) -> bool:
        """Ask the five questions; whether there is a store now."""
        from desk.ui.first_run import FirstRun  # late: once in the life of a desk

        wanted: list[bool] = []
        dialog = FirstRun(self.facts.store, _now)
        dialog.begun.connect(wanted.append)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        self.facts = self._kept(language=dialog.words.language)
        if wanted == [True]:
            self.sample, self.facts = True, replace(self.facts, store=self.facts.data / SAMPLE / config.STORE)
            if self._take(self.facts.store):
                self._make_sample()
        return True

    def _make_sample(self) -> None:
        """A fresh sample branch, made while a sign shows that it takes a moment."""
        store = self.facts.store
        for part in ("", "-wal", "-shm"):
            store.with_name(store.name + part).unlink(missing_ok=True)
        wait = QProgressDialog(language.say(None, N_("The sample data is being made …")), "", 0, 0)
        wait.setCancelButton(None)
        loop, failed = QEventLoop(), list[Exception]()

        def give_up(error: Exception) -> None:
            failed.append(error)
            loop.quit()

        tasks.run(lambda: _sample(store), lambda _: loop.quit(), give_up)
        wait.show()
        loop.exec()
        wait.close()
        if failed:
            raise failed[0]

    # While the window is open ------------------------------------------------------------------------------------

    def _open(self, store: Store) -> None:
        self.desk = desk = Desk(store, self.facts.language if self.facts.language in LANGUAGES else "")
        language.install(desk.words.language)
        self.window = window = MainWindow(
            desk, Around(self.facts.store.with_name("window.ini"), str(self.facts.log), self._hint())
        )
        desk.language_changed.connect(lambda: language.install(desk.words.language))
        window.language_wanted.connect(self._speak)
        window.scheme_wanted.connect(self._dye)
        window.show_sign_in()
        window.show()
        self.app.setQuitOnLastWindowClosed(True)
        QTimer.singleShot(0, self._afterwards)

    def _hint(self) -> Words | None:
        if not self.sample:
            return None
        from desk.commands.demo import PIN  # late: only where sample data is shown

        return Words(N_("Sample data: everybody's PIN is {pin}."), {"pin": PIN})

    def _afterwards(self) -> None:
        """What the first picture did not need."""
        assert self.one is not None and self.window is not None  # noqa: PT018
        style.load_fonts("Italic", "BoldItalic")
        self.one.asked_for.connect(self._come_forward)
        self.one.listen()

    def _come_forward(self) -> None:
        assert self.window is not None
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _speak(self, code: str) -> None:
        """Another language, at once and for the next time; a person's own goes with the person."""
        self.desk.set_language(code)
        self.facts = self._kept(language=code)
        person = self.desk.person
        if person and person.language != code:
            self.desk.person = replace(person, language=code)
            accounts.update_person(self.desk.store, self.desk.person)

    def _dye(self, scheme: str) -> None:
        """Light or dark, at once and for the next time."""
        style.apply(self.app, scheme)
        self.facts = self._kept(scheme=scheme)

    def _kept(self, **changes: str) -> config.Config:
        try:
            return config.keep(self.facts, **changes)
        except OSError:  # it holds for this run; that it is forgotten afterwards harms nobody
            return replace(self.facts, **changes)  # type: ignore[arg-type]

    def _fault(self) -> None:
        """Say it once; a fault that repeats itself must not bury the window under dialogs."""
        if not self._told:
            self._told = True
            box = messages.fault(self.window, str(self.faults.file))
            box.finished.connect(lambda _: setattr(self, "_told", False))

    def _close(self, store: Store) -> None:
        QThreadPool.globalInstance().waitForDone(5000)
        if self.window:
            self.window.deleteLater()
            self.window = None
        store.close()


def application(scheme: str = "") -> QApplication:
    """The application with the desk's font and palette; "" is as the machine is set."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(config.NAME)
    app.setDesktopFileName(config.NAME)
    app.setQuitOnLastWindowClosed(False)  # until there is a window to close
    app.setStyle("Fusion")
    style.load_fonts()
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    style.apply(app, scheme or ("dark" if dark else "light"))
    return app


def _sample(path: Path) -> None:
    """Make the sample branch, in a store of this thread's own."""
    from desk.commands import demo  # late: only where sample data is wanted

    store = create(path, demo.BRANCH, _now(), f"desk {__version__}")
    try:
        demo.sample(store, _now())
    finally:
        store.close()
