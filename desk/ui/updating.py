"""A store of an older desk is brought up to date before anything else; nobody can stop it, and nobody has to watch."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout

from desk.i18n import N_, Words
from desk.store.database import open_store

from . import style
from .job import Job
from .labels import Label
from .language import say

FAR = N_("The desk is being brought up to date: {percent}%")
MORE = N_(
    "This happens once after an update. What you recorded is safe: if it is interrupted, the next start begins it "
    "again."
)


class Updating(QDialog):
    """Says how far it is, and goes away by itself."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self._store = store
        self._trouble: Exception | None = None
        self.setWindowTitle(say(self, N_("Complaint desk")))
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.far, self.bar = style.heading(Label(wrap=True), 2), QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.far)
        column.addWidget(self.bar)
        column.addWidget(Label(say(self, MORE), wrap=True, tone="muted"))
        self.resize(64 * style.GRID, self.sizeHint().height())
        self.show_far(0, 100)

    def show_far(self, percent: int, of: int) -> None:
        self.far.setText(say(self, Words(FAR, {"percent": percent})))
        self.bar.setAccessibleName(self.far.text())
        self.bar.setValue(percent)

    def wait(self) -> None:
        """Do it, on another thread. StoreProblem and the older store when it cannot be done."""
        job = Job()
        job.advanced.connect(self.show_far)
        job.done.connect(self.accept)
        job.failed.connect(self._fail)
        job.start(lambda job: _bring_up_to_date(self._store, job))
        self.exec()
        self.deleteLater()
        if self._trouble is not None:
            raise self._trouble

    def _fail(self, trouble: Exception) -> None:
        self._trouble = trouble
        self.accept()

    def reject(self) -> None:
        """Escape does not end it."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


def _bring_up_to_date(store: Path, job: Job) -> None:
    told = -1

    def far(share: float) -> None:
        nonlocal told
        if (percent := int(share * 100)) != told:
            told = percent
            job.step(percent, 100)

    open_store(store, far).close()
