"""What the desk says about itself: its versions, its store, and where the log is."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desk import __version__
from desk.i18n import N_

from . import icons, style
from .desk import Desk
from .labels import Label
from .toasts import toast

FACTS = (
    ("desk", N_("Complaint desk")),
    ("qt", N_("Qt")),
    ("sqlite", N_("SQLite")),
    ("system", N_("System")),
    ("branch", N_("Branch")),
    ("store", N_("Data file")),
    ("size", N_("Size of the data")),
    ("log", N_("Log folder")),
)


def at_home(path: str) -> str:
    """A path without the name of whoever is signed in to the machine."""
    home = str(Path.home())
    return f"~{path[len(home):]}" if path.startswith(home + os.sep) else path


class AboutSection(QWidget):
    """A list of facts that can be copied; nothing about customers is among them. `sample` is where sample data is."""

    sample_unwanted = Signal()

    def __init__(self, desk: Desk, log: str = "", sample: Path | None = None) -> None:
        super().__init__()
        self.desk, self._log, self._sample = desk, log, sample
        self._names = {name: Label(parent=self, tone="muted") for name, _ in FACTS}
        self.values = {name: Label(parent=self, wrap=True) for name, _ in FACTS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * style.GRID)
        grid.setVerticalSpacing(style.GRID)
        grid.setColumnStretch(1, 1)
        for number, (name, _) in enumerate(FACTS):
            grid.addWidget(self._names[name], number, 0)
            grid.addWidget(self.values[name], number, 1)
            self.values[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QPushButton(self)
        icons.wear(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        self.remove = QPushButton(self)
        icons.wear(self.remove, "x")
        self.remove.clicked.connect(self.sample_unwanted)
        self.remove_hint = Label(parent=self, tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * style.GRID)
        column.addLayout(grid)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove_hint)
        column.addStretch()

    def refresh(self) -> None:
        for name, value in self.facts().items():
            self.values[name].setText(value)
        for widget in (self.remove, self.remove_hint):
            widget.setVisible(self._sample is not None and self._sample.exists())

    def facts(self) -> dict[str, str]:
        """The facts by name, in the window's language."""
        store, branch, words = self.desk.store, self.desk.branch, self.desk.words
        path = Path(store.path)
        megabytes = path.stat().st_size / 1_000_000 if path.is_file() else 0.0
        return {
            "desk": __version__,
            "qt": qVersion(),
            "sqlite": str(store.row("select sqlite_version()")[0]),
            "branch": f"{branch.code} · {branch.zone} · {branch.currency}",
            "system": f"{platform.system()} {platform.release()} · Python {platform.python_version()}",
            "store": at_home(store.path),
            "size": f"{words.number(round(megabytes, 1))} MB",
            "log": at_home(self._log),
        }

    def _copy(self) -> None:
        names = {name: self.desk.say(words) for name, words in FACTS}
        QGuiApplication.clipboard().setText("\n".join(f"{names[n]}: {value}" for n, value in self.facts().items()))
        toast(self, self.desk.say(N_("Copied.")))

    def retranslate(self) -> None:
        for name, words in FACTS:
            self._names[name].setText(self.desk.say(words))
        self.copy.setText(self.desk.say(N_("Copy")))
        self.copy.setAccessibleName(self.desk.say(N_("Copy these facts")))
        self.remove.setText(self.desk.say(N_("Remove the sample data")))
        self.remove.setAccessibleName(self.remove.text())
        self.remove_hint.setText(self.desk.say(N_("Your own branch and its cases are not touched.")))
        self.refresh()
