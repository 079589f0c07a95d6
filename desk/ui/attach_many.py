"""Several files at once: what each looks like, what they are, which cannot be taken and why; then all are attached."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.cases import choices
from desk.cases.files import a_file, reason
from desk.cases.moment import Refused
from desk.cases.people import Person
from desk.cases.text import SHORT
from desk.i18n import N_, Words
from desk.store import attachments
from desk.store.database import Store, StoreProblem
from desk.store.journal import Journal

from . import icons, style
from .aloud import announce
from .desk import Desk
from .folded import Folded
from .job import Job, ProgressLine
from .labels import Label
from .room import Dialog, foot
from .tasks import run
from .thumbnails import thumbnail
from .toasts import toast

#: More at once nobody looks through.
MOST = 50

_SIDE = 6 * style.GRID


@dataclass(frozen=True)
class Looked:
    """A file that was looked at: its picture, or why it cannot be attached."""

    path: Path
    picture: QImage
    refused: Words | None = None


@dataclass
class Outcome:
    """How many were attached, and a sentence for each that was not."""

    attached: int = 0
    refused: list[Words] = field(default_factory=list)


def read(path: Path) -> bytes:
    """The file, no more of it than shows that it is too large. StoreProblem when it cannot be read."""
    try:
        a_file(path)
        with path.open("rb") as file:
            return file.read(attachments.MOST_BYTES + 1)
    except OSError as error:
        raise StoreProblem(Words(N_("This file cannot be read: {reason}"), {"reason": reason(error)})) from error


def look(path: Path) -> Looked:
    """Read and picture a file; touches no widget and no store."""
    try:
        data = read(path)
        return Looked(path, thumbnail(data, attachments.examined(data), _SIDE))
    except StoreProblem as trouble:
        return Looked(path, QImage(), trouble.words)


def attach_each(
    case_id: str, files: Sequence[tuple[Path, str]], kind: str, by: Person, now: datetime, job: Job, store: Store
) -> Outcome:
    """Attach every file under its operation. What was attached before a cancel stays."""
    journal, outcome = Journal(store), Outcome()
    for number, (path, operation) in enumerate(files, 1):
        if job.stopped():
            break
        try:
            attachments.attach(
                journal, path.name[:SHORT], kind, read(path), by=by, now=now, case_id=case_id, operation=operation
            )
            outcome.attached += 1
        except StoreProblem as trouble:
            outcome.refused.append(_of(path, trouble.words))
        except Refused as error:
            outcome.refused.append(_of(path, error.problems[0].words))
        job.advanced.emit(number, len(files))
    return outcome


def _of(path: Path, why: Words) -> Words:
    return Words(N_("{file}: {why}"), {"file": path.name, "why": why})


class AttachMany(Dialog):
    """Shows what was dropped; Delete leaves one out, and it can be brought back."""

    attached = Signal(object)  # Outcome

    def __init__(self, desk: Desk, case_id: str, paths: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.case_id, self.job = desk, case_id, Job()
        self.files = [(path, str(uuid.uuid4())) for path in paths[:MOST]]
        self.too_many = len(paths) - MOST
        self.looked: dict[Path, Looked] = {}
        self.list, self.kind, self.said = QListWidget(), Folded(), Label(wrap=True, tone="late")
        self.remove, self.start, self.leave = (QPushButton() for _ in range(3))
        self.progress = ProgressLine(desk.say, N_("{done} of {total} files…"))
        self.setWindowTitle(desk.say(N_("Attach several files")))
        self._lay_out()
        self.remove.clicked.connect(self.leave_out)
        self.start.clicked.connect(self.attach)
        style.news.changed.connect(self._show)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self.leave_out)
        self._show()
        for path, _ in self.files:
            run(partial(look, path), self._take)

    def _lay_out(self) -> None:
        say = self.desk.say
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setWordWrap(True)  # why a file is refused is read whole
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say(N_("Files to attach")))
        for value, words in choices.ATTACHMENTS:
            self.kind.addItem(say(words), value)
        self.kind.setAccessibleName(say(N_("What they are")))
        self.remove.setText(say(N_("Leave out")))
        self.leave.setText(say(N_("Cancel")))
        icons.wear(self.remove, "x")
        icons.wear(self.start, "paperclip", "on_accent")
        style.kind(self.remove, "quiet")
        label = Label(say(N_("What they are")), size=9, tone="muted")
        label.setBuddy(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        column.addWidget(self.list, 1)
        for widget in (self.said, label, self.kind, self.progress):
            column.addWidget(widget)
        column.addLayout(foot(self.leave, self.remove, self.start))
        self.resize(72 * style.GRID, 62 * style.GRID)

    # What is shown ---------------------------------------------------------------------------------------------

    def _take(self, looked: Looked) -> None:
        self.looked[looked.path] = looked
        self._show()

    def wanted(self) -> list[tuple[Path, str]]:
        """The files that will be attached."""
        return [(p, name) for p, name in self.files if p not in self.looked or self.looked[p].refused is None]

    def _show(self) -> None:
        """Write the list anew; what cannot be taken says why."""
        row = self.list.currentRow()
        self.list.clear()
        for path, _ in self.files:
            looked = self.looked.get(path)
            why = f"\n{self.desk.say(looked.refused)}" if looked and looked.refused else ""
            item = QListWidgetItem(self._picture(looked), path.name + why, self.list)
            if not why:  # which may need more lines than a picture is high
                item.setSizeHint(QSize(0, _SIDE + style.GRID))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        text = self.desk.words.ngettext("Attach {count} file", "Attach {count} files", len(self.wanted()))
        self.start.setText(text.format(count=len(self.wanted())))
        self.start.setEnabled(bool(self.wanted()))
        self.remove.setEnabled(bool(self.files))
        words = Words(N_("At most {most} files at once; the others are left out."), {"most": MOST})
        self.said.setText(self.desk.say(words) if self.too_many > 0 else "")
        self.said.setVisible(self.too_many > 0)

    def _picture(self, looked: Looked | None) -> QIcon:
        if looked is None or looked.picture.isNull():
            sign = "triangle-alert" if looked and looked.refused else "file-text"
            return icons.icon(sign, style.color("late" if looked and looked.refused else "muted"), _SIDE)
        picture = QPixmap.fromImage(looked.picture)
        out = QIcon(picture)
        out.addPixmap(picture, QIcon.Mode.Selected)  # or Qt paints the marked photo over with a colour
        return out

    def leave_out(self) -> None:
        """The marked file stays where it is and is not attached."""
        row = self.list.currentRow()
        if 0 <= row < len(self.files):
            gone = self.files.pop(row)
            self._show()
            said = Words(N_("“{name}” is left out."), {"name": gone[0].name})
            toast(self, self.desk.say(said), partial(self._bring_back, row, gone))

    def _bring_back(self, row: int, gone: tuple[Path, str]) -> None:
        self.files.insert(row, gone)
        self._show()

    # What is done ----------------------------------------------------------------------------------------------

    def attach(self) -> None:
        """Attach them all, on another thread; trying again doubles nothing."""
        desk, wanted = self.desk, self.wanted()
        assert desk.person is not None  # locking closes the dialog
        self.job = Job()
        self.start.setDisabled(True)
        self.remove.setDisabled(True)
        self.progress.follow(self.job, len(wanted))
        work: Callable[[Job, Store], Outcome] = partial(
            attach_each, self.case_id, wanted, self.kind.currentData(), desk.person, desk.now()
        )
        self.job.done.connect(partial(_spread, desk, self.case_id))  # also when the dialog was closed meanwhile
        self.job.done.connect(self._finish)
        self.job.failed.connect(self._fail)
        self.job.start_with_store(desk.store, work)

    def _finish(self, outcome: Outcome) -> None:
        text = self.desk.words.ngettext("{count} file is attached.", "{count} files are attached.", outcome.attached)
        said = text.format(count=outcome.attached)
        self.attached.emit(outcome)
        if not outcome.refused:
            toast(self.parentWidget() or self, said)
            self.accept()
            return
        self._show()
        self.said.setText("\n".join([said, *(self.desk.say(words) for words in outcome.refused[:5])]))
        self.said.show()
        announce(self, self.said.text(), urgent=True)

    def _fail(self, error: Exception) -> None:
        self._show()
        raise error

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)


def _spread(desk: Desk, case_id: str, outcome: Outcome) -> None:
    if outcome.attached:
        desk.case_changed.emit(case_id)
