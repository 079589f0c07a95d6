"""What the desk says about itself: its versions, its store, and where the log is."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk import __version__
from desk.cases.files import reason
from desk.cases.people import may
from desk.i18n import N_, Words
from desk.store import backup
from desk.store.database import StoreProblem

from . import icons, messages, style, tasks
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
    ("backup", N_("Last backup")),
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
        self.back_up = QPushButton(self)
        icons.wear(self.back_up, "shield")
        self.back_up.clicked.connect(self.ask_where)
        self.remove = QPushButton(self)
        icons.wear(self.remove, "x")
        self.remove.clicked.connect(self.sample_unwanted)
        self.remove_hint = Label(parent=self, tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * style.GRID)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(style.GRID)
        for button in (self.copy, self.back_up):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove_hint)
        column.addStretch()

    def refresh(self) -> None:
        for name, value in self.facts().items():
            self.values[name].setText(value)
        person = self.desk.person
        self.back_up.setVisible(person is not None and may(person, "backup"))
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
            "backup": self._last_backup(),
            "log": at_home(self._log),
        }

    def _last_backup(self) -> str:
        made = backup.last(self.desk.store)
        return self.desk.words.moment(made, self.desk.branch.tz) if made else self.desk.say(N_("None yet"))

    def ask_where(self) -> None:
        """Ask for a place, another drive if there is one, then write the backup there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self.desk.branch.code}-{self.desk.now():%Y-%m-%d}.desk"
        dialog = QFileDialog(self, self.back_up.text(), str(Path(folder, name)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.write_backup(Path(path)))
        dialog.open()

    def write_backup(self, path: Path) -> None:
        """Write a backup and read it back, away from the window; nobody waits for it."""
        if Path(self.desk.store.path).resolve() == path.resolve():
            toast(self, self.desk.say(N_("This is the store itself. Please choose another name for the backup.")))
            return
        self.back_up.setEnabled(False)
        now, me = self.desk.now(), self.desk.person
        tasks.run_with_store(
            self.desk.store, lambda store: backup.keep(store, path, now, me), self._backed_up, self._not_backed_up
        )

    def _backed_up(self, path: Path) -> None:
        self.back_up.setEnabled(True)
        self.refresh()
        text = N_("The backup is written and was read back: {file}.")
        toast(self, self.desk.say(Words(text, {"file": at_home(str(path))})))

    def _not_backed_up(self, error: Exception) -> None:
        self.back_up.setEnabled(True)
        if isinstance(error, StoreProblem):
            messages.problem(self, error)
        elif isinstance(error, OSError):
            text = N_("{file} cannot be written: {reason}. There is no backup; please choose another place.")
            values = {"file": error.filename or "", "reason": reason(error)}
            messages.tell(self, Words(text, values))
        else:
            raise error

    def _copy(self) -> None:
        names = {name: self.desk.say(words) for name, words in FACTS}
        QGuiApplication.clipboard().setText("\n".join(f"{names[n]}: {value}" for n, value in self.facts().items()))
        toast(self, self.desk.say(N_("Copied.")))

    def retranslate(self) -> None:
        for name, words in FACTS:
            self._names[name].setText(self.desk.say(words))
        self.copy.setText(self.desk.say(N_("Copy")))
        self.copy.setAccessibleName(self.desk.say(N_("Copy these facts")))
        self.back_up.setText(self.desk.say(N_("Back up now…")))
        self.back_up.setAccessibleName(self.back_up.text())
        self.remove.setText(self.desk.say(N_("Remove the sample data")))
        self.remove.setAccessibleName(self.remove.text())
        self.remove_hint.setText(self.desk.say(N_("Your own branch and its cases are not touched.")))
        self.refresh()
