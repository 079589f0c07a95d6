"""Where a picture is taken: an application in one language and palette, and desks on copies of prepared stores."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from desk.app.program import SAMPLE_HINT
from desk.commands.demo import PIN
from desk.i18n import Words
from desk.store import accounts
from desk.store.database import open_store
from desk.ui import language, style
from desk.ui.around import Around
from desk.ui.desk import Desk
from desk.ui.garbage import collect
from desk.ui.sheets import Sheets
from desk.ui.window import MainWindow
from tests.gallery import data

WIDTH, HEIGHT = 1366, 768


class Stage:
    """Makes windows for one picture after the other, and clears them away."""

    def __init__(
        self, app: QApplication, folder: Path, words: str, scheme: str, size: tuple[int, int] = (WIDTH, HEIGHT)
    ) -> None:
        gc.disable()  # as in the window: no other thread looks for garbage
        self.size = size
        self.app, self.folder, self.words, self.scheme = app, folder, words, scheme
        self._numbers: Iterator[int] = count()
        self._desks: list[Desk] = []
        style.apply(app, scheme)
        language.install(words)
        language.write_dates()

    def desk(self, store: str = "full") -> Desk:
        """A desk on a copy of a prepared store ("full" or "bare"); nobody is signed in."""
        path = self.folder / f"{self.words}-{self.scheme}-{next(self._numbers)}.store"
        shutil.copy(self.folder / f"{store}.store", path)
        desk = Desk(open_store(path), self.words, lambda: data.SHOWN)
        self._desks.append(desk)
        return desk

    def window(self, page: str = "", store: str = "full", person: str = "binh", sample: bool = False) -> MainWindow:
        """The main window at a page, or at the sign-in when nobody is named."""
        desk = self.desk(store)
        hint = Words(SAMPLE_HINT, {"pin": PIN}) if sample else None
        place = Path(desk.store.path) if sample else None
        window = MainWindow(desk, Around(log="~/.local/state/complaint-desk/log", hint=hint, sample=place))
        window.resize(*self.size)
        window.show()
        if person:
            desk.sign_in(accounts.people(desk.store)[person])
            desk.set_language(self.words)
            window.go(page or "today")
        else:
            window.show_sign_in()
        self.settle()
        return window

    def speak(self, words: str) -> None:
        """Change the language of what is on screen, as somebody may at any time."""
        self.words = words
        language.install(words)
        language.write_dates()
        for desk in self._desks:
            desk.set_language(words)
        self.settle()

    def settle(self) -> None:
        """Let everything that was begun come to its end, a paper at the size at which it is shown too."""
        for _ in range(4):
            QThreadPool.globalInstance().waitForDone()
            self.app.processEvents()
            for window in QApplication.topLevelWidgets():
                for sheets in window.findChildren(Sheets):
                    sheets.rest()

    def picture(self, widget: QWidget, file: Path) -> None:
        widget.ensurePolished()
        self.settle()
        widget.grab().save(str(file))

    def clear(self) -> None:
        """Close and delete every window, then the stores under them."""
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()
        while self._desks:
            self._desks.pop().store.close()
        collect()


#: A function that shows something, and what is pictured of it.
Screen = Callable[[Stage], QWidget]
