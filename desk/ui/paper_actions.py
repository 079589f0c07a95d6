"""Papers from the window: made off the thread, looked at, saved or printed, and only then recorded as issued."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal
from PySide6.QtWidgets import QWidget

from desk.cases import guide
from desk.cases.case import Case, apply
from desk.cases.moment import Refused
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.papers import PAPERS
from desk.store.database import StoreProblem

from . import messages
from .desk import Desk
from .paper_making import Made, make
from .step_form import StepForm
from .tasks import run
from .toasts import toast


class PaperActions(QObject):
    """Everything a case page does with papers."""

    shown = Signal()

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
        from .paper_view import Issue, PaperView  # late: Qt's printing is loaded with the first paper

        if self.desk.person is None:
            return  # somebody locked the desk meanwhile
        issue = Issue(partial(self.save, made, case_id), partial(self.issued, made, case_id)) if case_id else None
        self.view = view = PaperView(made, self.desk.say, issue, self.page)
        view.open()
        self.shown.emit()

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
