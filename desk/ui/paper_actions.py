"""Papers from the window: made off the thread, looked at, saved or printed, and only then recorded as issued."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSaveFile
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desk.cases import guide
from desk.cases.branch import Branch
from desk.cases.case import Case, apply
from desk.cases.moment import Refused
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.papers import PAPERS
from desk.store.database import StoreProblem

from . import messages
from .desk import Desk
from .step_form import StepForm
from .tasks import run
from .toasts import toast

#: Sharp enough to read on screen, and what printers want (the default of Qt's printer makes files of many megabytes).
SCREEN_DPI, PRINT_DPI = 110, 300


@dataclass(frozen=True)
class Made:
    """A paper as bytes, its pages as pictures, and what is recorded when it is issued."""

    paper: str
    languages: tuple[str, ...]
    pdf: bytes
    pages: tuple[QImage, ...]
    name: str

    def answers(self) -> dict[str, Any]:
        """The answers of the step that records the issue."""
        more = {"second_language": self.languages[1]} if len(self.languages) > 1 else {}
        digest = hashlib.sha256(self.pdf).hexdigest()
        return {"paper": self.paper, "language": self.languages[0], "sha256": digest, **more}


def make(paper: str, case: Case, languages: tuple[str, ...], branch: Branch) -> Made:
    """The paper of a frozen case. Touches no widget and no store: it may run on another thread."""
    pdf = PAPERS[paper].make(case, languages, branch=branch)
    return Made(paper, languages, pdf, pictures(pdf, SCREEN_DPI), f"{case.number} {paper}.pdf")


def pictures(pdf: bytes, dpi: int) -> tuple[QImage, ...]:
    """The pages as pictures."""
    import pypdfium2  # late: it is needed for papers only

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(page, dpi) for page in document)
    finally:
        document.close()


def _picture(page: Any, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / 72, prefer_bgrx=True)
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    return image.copy()  # the bitmap's memory goes with the page


class PaperActions(QObject):
    """Everything a case page does with papers."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page
        self.view: QWidget | None = None

    def offered(self, case: Case) -> list[tuple[str, str]]:
        """The papers that can be looked at now, with their titles."""
        titles = [("slip", PAPERS["slip"].title)]
        if case.proposal is not None or case.agreement is not None:
            titles.append(("agreement", PAPERS["agreement"].title))
        return titles

    def show(self, paper: str, case_id: str) -> None:
        """Make a paper of what is recorded and show it, ready to be saved or printed."""
        journal = self.desk.journal
        case = journal.as_recorded(case_id) if paper == "slip" else journal.as_agreed(case_id) or journal.case(case_id)
        if case is not None:
            self._make(paper, case, self._languages(paper, case), case_id)

    def preview(self, form: StepForm) -> None:
        """Show the agreement as it would be, from answers not yet recorded; it can be neither saved nor printed."""
        try:
            decision = guide.decide("agree", form.answers(), self.desk.moment(form.case_id))
        except Refused:
            form.record_refused()
            return
        case = apply(form.moment.case, decision.changes)
        self._make("agreement", case, self._languages("agreement", case), "")

    def _languages(self, paper: str, case: Case) -> tuple[str, ...]:
        agreement = case.agreement if paper == "agreement" else None
        first = (agreement.language if agreement else case.language) or self.desk.branch.language
        second = agreement.second_language if agreement else ""
        return (first, second) if second else (first,)

    def _make(self, paper: str, case: Case, languages: tuple[str, ...], case_id: str) -> None:
        toast(self.page, self.desk.say(N_("The paper is being made…")))
        branch = self.desk.branch
        run(
            lambda: make(paper, case, languages, branch),
            lambda made: self._show(made, case_id),
            lambda error: self._failed(error),
        )

    def _show(self, made: Made, case_id: str) -> None:
        from .paper_view import PaperView  # late: Qt's printing is loaded with the first paper

        if self.desk.person is None:
            return  # somebody locked the desk meanwhile
        self.view = view = PaperView(made, self, case_id, self.page)
        view.open()

    def _failed(self, error: Exception) -> None:
        messages.tell(self.page, N_("The paper could not be made. The case is safe; please try again."), str(error))

    def save(self, made: Made, case_id: str, path: Path) -> bool:
        """Write the file, then record that the paper was issued. False when it could not be written."""
        file, size = QSaveFile(str(path)), len(made.pdf)
        if not (file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(made.pdf) == size and file.commit()):
            text = N_("The file could not be written: {path}. The case is safe; please choose another folder.")
            messages.tell(self.page, Words(text, {"path": str(path)}))
            return False
        return self.issued(made, case_id)

    def issued(self, made: Made, case_id: str) -> bool:
        """Record that the paper exists, with its fingerprint."""
        try:
            self.desk.record(STEPS["issue_paper"].name, made.answers(), case_id)
        except StoreProblem as trouble:
            messages.problem(self.page, trouble)
            return False
        except Refused as error:
            messages.tell(self.page, error.problems[0].words)
            return False
        toast(self.page, self.desk.say(N_("The paper is recorded in the story.")))
        return True
