"""The papers that belong to no case: the leaflet for customers, and the standards report of a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.cases import reports
from desk.cases.branch import Branch
from desk.cases.case import Case
from desk.cases.people import Person
from desk.i18n import LANGUAGES, N_, Words, catalogue
from desk.papers import PAPERS, batch
from desk.store import export, lists, papers
from desk.store.database import Store
from desk.store.journal import Journal

from . import export_work, icons, in_and_out, messages, paper_orders, saving, style
from .aloud import announce
from .desk import Desk
from .folded import Folded
from .job import Job, ProgressLine, Stopped
from .labels import Label
from .room import Dialog, foot
from .toasts import toast

#: So many months back are offered.
MONTHS = 12

_PAGE = 500


@dataclass(frozen=True)
class Wanted:
    """Which paper, in which languages; `month` as (year, month) for the report, None for the leaflet."""

    branch: Branch
    languages: tuple[str, ...]
    now: datetime
    month: tuple[int, int] | None = None
    by: Person | None = None


def save(wanted: Wanted, path: Path, job: Job, store: Store) -> None:
    """The paper as PDF, or the month's figures as a spreadsheet or CSV, as the path says. Touches no widget.

    Unwritten or Stopped leave no file.
    """
    if path.suffix.lower() != ".pdf":
        month, words = _counted(wanted, job, store), catalogue(wanted.languages[0])
        export.write(path, export_work.figures(month, words), words.language, lambda done: job.check(), wanted.by)
        return
    logo = papers.logo(store) or None
    if wanted.month is None:
        pdf = PAPERS["leaflet"].make(wanted.branch, wanted.languages, logo=logo)
    else:
        pdf = PAPERS["report"].make(_counted(wanted, job, store), wanted.branch, wanted.languages, logo=logo)
    job.check()
    batch.save(path, pdf)


def _counted(wanted: Wanted, job: Job, store: Store) -> reports.Month:
    assert wanted.month is not None  # only a month is counted
    return reports.count(_cases(store, wanted.now, job), *wanted.month, wanted.branch.tz, wanted.now)


def _cases(store: Store, now: datetime, job: Job) -> Iterator[Case]:
    """Every case of the store, one after the other."""
    journal, offset, total = Journal(store), 0, lists.count(store, lists.Filter("all"), now=now)
    while rows := lists.page(store, lists.Filter("all"), sort="recorded", offset=offset, limit=_PAGE, now=now):
        for row in rows:
            if (case := journal.case(row.case_id)) is not None:
                yield case
        offset += len(rows)
        job.step(offset, max(offset, total))


def months(now: datetime) -> list[tuple[int, int]]:
    """This month and those before it, newest first."""
    count = now.year * 12 + now.month - 1
    return [((count - back) // 12, (count - back) % 12 + 1) for back in range(MONTHS)]


class BranchPapers(Dialog):
    """Asks which paper and in which languages, then where to save it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self._page = desk, parent
        self.paper, self.languages, self.month = Folded(), Folded(), Folded()
        self.save, self.leave = QPushButton(desk.say(N_("Save as PDF…"))), QPushButton(desk.say(N_("Close")))
        self.figures = QPushButton(desk.say(N_("Save the figures…")))
        self.told = Label(wrap=True, tone="muted")
        self.progress = ProgressLine(desk.say, N_("{done} of {total} cases…"))
        self.job, self._path = Job(), Path()
        self.setWindowTitle(desk.say(N_("Leaflet and report")))
        self._fill()
        self._lay_out()
        self.paper.currentIndexChanged.connect(self._follow)
        self.save.clicked.connect(lambda: self.ask_where("pdf"))
        self.figures.clicked.connect(lambda: self.ask_where("xlsx"))
        self.leave.clicked.connect(self.reject)
        self._follow()

    def _fill(self) -> None:
        say, branch = self.desk.say, self.desk.branch
        for name in ("leaflet", "report"):
            self.paper.addItem(say(PAPERS[name].title), name)
        for spoken in paper_orders.choices((branch.language,)):
            self.languages.addItem(" + ".join(LANGUAGES[code] for code in spoken), spoken)
        for year, month in months(self.desk.now().astimezone(branch.tz)):
            self.month.addItem(f"{month:02}/{year}", (year, month))

    def _lay_out(self) -> None:
        say, layout = self.desk.say, QVBoxLayout(self)
        layout.setContentsMargins(*(3 * style.GRID,) * 4)
        layout.setSpacing(style.GRID)
        for words, field in (
            (N_("Paper"), self.paper), (N_("Language"), self.languages), (N_("Month"), self.month)
        ):  # fmt: skip
            label = Label(say(words), size=9, tone="muted")
            label.setBuddy(field)
            field.setAccessibleName(say(words))
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addWidget(self.told)
        layout.addWidget(self.progress)
        layout.addStretch(1)
        icons.wear(self.save, "file-text", "on_accent")
        layout.addLayout(foot(self.leave, self.figures, self.save))
        self.setMinimumWidth(56 * style.GRID)

    def _follow(self) -> None:
        report = self.paper.currentData() == "report"
        self.month.setEnabled(report)
        self.figures.setVisible(report and in_and_out.may_take_out(self.desk))
        fold = N_("Print it on both sides of A4 paper, across, flipped on the short edge, and fold it once.")
        self.told.setText("" if report else self.desk.say(fold))

    def wanted(self) -> Wanted:
        """What the answers ask for."""
        month = tuple(self.month.currentData()) if self.paper.currentData() == "report" else None
        desk = self.desk
        return Wanted(desk.branch, tuple(self.languages.currentData()), desk.now(), month, desk.person)

    def ask_where(self, kind: str) -> None:
        """Ask for a file, then make the paper, or a table of its figures, and save it."""
        month = f" {self.month.currentText().replace('/', '-')}" if self.month.isEnabled() else ""
        name = f"{self.paper.currentText()}{month} {'-'.join(self.languages.currentData())}.{kind}"
        button, kinds = (self.save, ("pdf",)) if kind == "pdf" else (self.figures, ("xlsx", "csv"))
        saving.ask_where(self, button.text(), name, kinds, self.save_to)

    def _busy(self, busy: bool) -> None:
        for button in (self.save, self.figures):
            button.setDisabled(busy)

    def save_to(self, path: Path) -> None:
        """Made on another thread: a report reads every case."""
        wanted, self._path = self.wanted(), path
        self._busy(True)
        self._follow()
        self.job = Job()
        if wanted.month is not None:
            self.progress.follow(self.job, lists.count(self.desk.store, lists.Filter("all"), now=wanted.now))
        self.job.done.connect(self._saved)
        self.job.failed.connect(self._failed)
        self.job.start_with_store(self.desk.store, partial(save, wanted, path))

    def _saved(self, _: object) -> None:
        toast(self._page, self.desk.say(Words(N_("Saved: {path}"), {"path": str(self._path)})))
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        if isinstance(error, Stopped):
            self.told.setText(self.desk.say(N_("Cancelled. No file was written.")))
            announce(self, self.told.text())
        elif isinstance(error, (batch.Unwritten, export.Unwritten)):
            messages.tell(self._page, error.words)
        else:
            raise error

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)
