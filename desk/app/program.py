"""One run of the desk: the only place that puts the pieces together."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from desk import config
from desk.i18n import LANGUAGES, N_, Words
from desk.store import accounts
from desk.store.database import Behind, Store, StoreProblem, open_store
from desk.ui import language, style
from desk.ui.around import Around
from desk.ui.desk import Desk
from desk.ui.faults import Faults
from desk.ui.only_one import OnlyOne
from desk.ui.window import MainWindow

from .lean.enums import fill_up

if TYPE_CHECKING:
    from desk.store.warming import Warming

OK, REFUSED = 0, 1

#: Everybody is new in the sample branch.
SAMPLE_HINT = N_("Sample data: everybody's PIN is {pin}.")

#: The first picture is on screen by then; what it did not need follows in steps, so far apart.
AFTERWARDS_MS, STEP_MS = 300, 20

#: So many seconds later the machine begins to read the store's file: signing in needs the drive first.
WARMING_S = 2.0


def _now() -> datetime:
    return datetime.now(UTC)


class Program:
    """One run of the desk, from the first check to the last word."""

    def __init__(self, facts: config.Config, sample: bool = False, place: OnlyOne | None = None) -> None:
        """`place`: the store's, which is being taken meanwhile."""
        self.facts, self.sample, self._own = facts, sample, facts.store
        self.app = application(facts.scheme)
        self.faults = Faults(facts.log)
        self.faults.happened.connect(self._fault, Qt.ConnectionType.QueuedConnection)
        self.faults.troubled.connect(self._fault, Qt.ConnectionType.QueuedConnection)
        self.one: OnlyOne | None = None
        self._place = place
        self.window: MainWindow | None = None
        self.warming: Warming | None = None
        self._told = self._again = False

    def run(self) -> int:
        """Everything in its order; each trouble is said in a sentence and ends the run."""
        language.install(self.facts.language if self.facts.language in LANGUAGES else language.system_language())
        try:
            return self._run()
        except StoreProblem as trouble:
            return self._give_up(trouble.words)
        finally:
            for one in (self._place, self.one):
                if one:
                    one.release()
            self.faults.release()

    def _run(self) -> int:
        """From the first check to the last window; once more where the sample that was open is removed."""
        ended = self._once()
        while self._again:
            self._again = self.sample = False
            if self.one:
                self.one.release()
            self._remove_sample()
            self.facts = replace(self.facts, store=self._own)
            ended = self._once()
        return ended

    def _once(self) -> int:
        looked = self._looked_around()
        if self.sample or looked:
            self.facts = replace(self.facts, store=self.facts.sample)
        if not self._take(self.facts.store):
            return self._other()
        if looked:
            self.sample = True
        elif self.sample:
            self._make_sample()
        elif self._is_new() and not self._first_run():
            return OK
        return self._show()

    def _looked_around(self) -> bool:
        """Whether there is a sample from before and no branch of one's own yet: then the sample goes on."""
        usual = self._own.parent == self.facts.data
        return not self.sample and usual and not self._own.exists() and self.facts.sample.exists()

    def _show(self) -> int:
        store = self._opened()
        try:
            window = self.open(store)
            window.show_sign_in()
            window.show()
            return self.app.exec()
        finally:
            self.close(store)

    def _opened(self) -> Store:
        """The store; one of an older desk is brought up to date first, where somebody can see how far that is."""
        try:
            return open_store(self.facts.store, far=None)
        except Behind:
            from desk.ui.updating import Updating  # late: once after an update

            Updating(self.facts.store).wait()
            return open_store(self.facts.store)

    def _is_new(self) -> bool:
        """Whether there is no store yet, but a place for one."""
        return not self.facts.store.exists() and self.facts.store.parent.is_dir()

    def _take(self, store: Path) -> bool:
        """Take the place on a store; its usual folder is made when it is not there."""
        if store.is_relative_to(self.facts.data):
            store.parent.mkdir(parents=True, exist_ok=True)
        begun, self._place = self._place, None
        if self.one:
            self.one.release()
        if begun and begun.store != store:  # the sample is opened in its place
            begun.release()
            begun = None
        self.one = begun or OnlyOne(store)
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
        from desk.ui import messages  # late: only when there is something to say

        box = messages.tell(None, words)
        print(box.text(), file=sys.stderr)
        box.exec()
        return REFUSED

    def _first_run(self) -> bool:
        """Ask the first questions; whether there is a store now."""
        from desk.ui.first_run import FirstRun  # late: once in the life of a desk

        wanted: list[bool] = []
        dialog = FirstRun(self.facts.store, _now)
        dialog.begun.connect(wanted.append)
        if dialog.exec() != FirstRun.DialogCode.Accepted:
            return False
        self.facts = self._kept(language=dialog.words.language)
        if wanted == [True]:
            self.sample, self.facts = True, replace(self.facts, store=self.facts.sample)
            if not self._take(self.facts.store):
                return False
            self._make_sample()
        return True

    def _make_sample(self) -> None:
        from .sample import make  # late: only where sample data is wanted

        make(self.facts.store, _now())

    # While the window is open ------------------------------------------------------------------------------------

    def open(self, store: Store) -> MainWindow:
        """The window on an open store; it is shown by whoever decides what is on it."""
        self.desk = desk = Desk(store, self.facts.language if self.facts.language in LANGUAGES else "")
        language.install(desk.words.language)
        self.window = window = MainWindow(
            desk,
            Around(self.facts.store.with_name("window.ini"), str(self.facts.log), self._hint(), self.facts.sample),
        )
        window.sample_unwanted.connect(self._sample_unwanted)
        desk.language_changed.connect(self._spoken)
        window.language_wanted.connect(self._speak)
        window.scheme_wanted.connect(self._dye)
        self.app.setQuitOnLastWindowClosed(True)
        self._late, self._steps = QTimer(window, singleShot=True), self._afterwards()
        self._late.timeout.connect(self._step)
        self._late.start(AFTERWARDS_MS)
        return window

    def _hint(self) -> Words | None:
        if not self.sample:
            return None
        from desk.commands.demo import PIN  # late: only where sample data is shown

        return Words(SAMPLE_HINT, {"pin": PIN})

    def _sample_unwanted(self) -> None:
        """Away with it: at once, or when its own window is closed, which then leads to one's own branch."""
        assert self.window is not None
        if self.sample:
            self._again = True
            self.window.close()
            return
        from desk.ui.toasts import toast  # late: not for the first picture

        words = N_("The sample data is removed.")
        if not self._remove_sample():
            words = N_("The sample data is open in another window. Please close that one first.")
        toast(self.window, self.desk.say(words))
        self.window.page("settings").sections["about"].refresh()

    def _remove_sample(self) -> bool:
        """Whether it is gone; it stays while another desk has it open."""
        place = OnlyOne(self.facts.sample)
        if not place.take():
            return False
        place.release()
        shutil.rmtree(self.facts.sample.parent)
        return True

    def _step(self) -> None:
        """A little of what the first picture did not need; then whoever clicks or types, and a little more."""
        with suppress(StopIteration):  # all of it is there
            next(self._steps)
            self._late.start(STEP_MS)

    def _afterwards(self) -> Iterator[None]:
        """What the first picture did not need. Each step is shorter than a click can feel."""
        gc.freeze()  # what the start has made stays; nothing of it is looked through again
        from desk.ui.garbage import Collecting  # late, as everything here
        from desk.ui.tidying import Tidying

        assert self.window is not None
        self.collecting = Collecting(self.window)
        self.tidying = Tidying(self.desk, self.window)
        yield
        yield from fill_up()
        style.load_fonts("Italic", "BoldItalic")
        language.write_dates()
        yield
        self.desk.words.number(0.5)  # Babel reads how the language writes: whoever opened the settings waited for it
        yield
        import PySide6.QtNetwork  # noqa: F401 (only so that it is there for the next step)

        yield
        if self.one:
            self.one.asked_for.connect(self._come_forward)
            self.one.listen()
        yield
        from desk.store.warming import Warming

        self.warming = Warming(self.desk.store.path, WARMING_S)
        self.warming.start()

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
            with suppress(StoreProblem):  # on a full drive it holds until somebody signs in again
                accounts.set_language(self.desk.store, person.id, code)

    def _spoken(self) -> None:
        language.install(self.desk.words.language)
        language.write_dates()

    def _dye(self, scheme: str) -> None:
        """Light or dark, at once and for the next time."""
        style.apply(self.app, scheme)
        self.facts = self._kept(scheme=scheme)

    def _kept(self, **changes: str) -> config.Config:
        try:
            return config.keep(self.facts, **changes)
        except OSError:  # it holds for this run; that it is forgotten afterwards harms nobody
            return replace(self.facts, **changes)  # type: ignore[arg-type]

    def _fault(self, trouble: Words | None = None) -> None:
        """Say it once, and known trouble in its own words; what repeats itself must not bury the window in dialogs."""
        if not self._told:
            from desk.ui import messages  # late, as above

            self._told = True
            log = str(self.faults.file)
            box = messages.tell(self.window, trouble) if trouble else messages.fault(self.window, log)
            box.finished.connect(lambda _: setattr(self, "_told", False))

    def close(self, store: Store) -> None:
        """Let what was begun end, then close the store."""
        QThreadPool.globalInstance().waitForDone(5000)
        if self.window:
            self._late.stop()
            self.window.deleteLater()
            self.window = None
            self.app.setQuitOnLastWindowClosed(False)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the window's last words to its files
        store.close()
        if self.warming:
            self.warming.end()
            self.warming = None


def application(scheme: str = "") -> QApplication:
    """The application with the desk's font and palette; "" is as the machine is set."""
    # as an argument: asking the style object itself costs 5 ms for its enumerations
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName(config.NAME)
    app.setDesktopFileName(config.NAME)
    app.setQuitOnLastWindowClosed(False)  # until there is a window to close
    style.load_fonts()
    style.apply(app, scheme or of_the_machine(QGuiApplication.styleHints()))
    # on Windows Qt tells whether effects were turned off for the whole machine; elsewhere it does not know
    style.keep_still(sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General))
    return app


def of_the_machine(hints: QStyleHints) -> str:
    """The palette the machine asks for: who needs high contrast there needs it here, from the first window on."""
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
