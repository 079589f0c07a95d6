"""Papers from the window: looked at, saved or printed, and only then recorded as issued."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import N_
from desk.store import papers

from . import messages, paper_orders
from .desk import Desk
from .drafted import WRITES, drafted
from .live_preview import LivePreview
from .paper_making import Made, Order, make, version_of
from .step_form import StepForm
from .toasts import toast


class PaperActions(QObject):
    """Everything a case page does with papers."""

    shown = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page
        self.view: QWidget | None = None

    def show(self, paper: str, case_id: str) -> None:
        """Show a paper of what is recorded, ready to be saved or printed."""
        if self.desk.practice:
            toast(self.page, self.desk.say(N_("This is practice: no paper leaves the desk.")))
            return
        from .paper_view import Issue, PaperView  # late: Qt's printing is loaded with the first paper

        orders = partial(paper_orders.order, self.desk.journal, self.desk.branch, paper, case_id)
        first = orders()
        if first is None:
            return
        issue = Issue(partial(self.save, case_id), partial(self.issued, case_id))
        self.view = view = PaperView(self.desk, paper_orders.title(paper), first, orders, issue, self.page)
        view.ready.connect(self.shown)
        view.open()

    def show_batch(self) -> None:
        """Ask which papers of which cases are wanted, all at once."""
        from .batch import BatchDialog  # late, as above

        self.view = view = BatchDialog(self.desk, self.page)
        view.open()

    def show_check(self) -> None:
        """Ask for a paper that somebody brought, or a scan of it, and say what it is."""
        from .verify_page import VerifyDialog  # late, as above

        self.view = view = VerifyDialog(self.desk, self.page, getattr(self.page, "case_id", ""))
        view.open()

    def show_of_branch(self) -> None:
        """The papers that belong to no case: the leaflet for customers, and the report of a month."""
        from .branch_papers import BranchPapers  # late, as above

        self.view = view = BranchPapers(self.desk, self.page)
        view.open()

    def show_logo(self) -> None:
        """Choose the picture at the head of the papers."""
        from .logo_dialog import LogoDialog  # late, as above

        self.view = view = LogoDialog(self.desk, self.page)
        view.open()

    def show_seal(self) -> None:
        """Make the store's seal, unlock it, or stop sealing."""
        from .seal_dialog import SealDialog  # late, as above

        self.view = view = SealDialog(self.desk, self.page)
        view.open()

    def freeze(self, case_id: str) -> None:
        """Keep the agreement as it was signed on the screen, at once, whether or not it is printed or saved."""
        from .sealing import sealed  # late, as above

        order = paper_orders.order(self.desk.journal, self.desk.branch, "agreement", case_id)
        if order is not None and not order.kept:
            self.issued(case_id, sealed(self.desk, make(order), self.page))

    def follow(self, preview: LivePreview, form: StepForm) -> None:
        """Let the preview beside a form show the agreement as the answers would make it, or as it is recorded."""
        if form.step.name not in WRITES:
            order = paper_orders.order(self.desk.journal, self.desk.branch, "agreement", form.case_id)
            if order is not None:
                preview.follow(lambda: order, recorded=True)
            return
        step, raw, moment, desk = form.step, form.answers(), form.moment, self.desk
        before = desk.journal.as_agreed(form.case_id) if moment.case.is_agreed else None
        logo = papers.logo(desk.store)
        branch, own = desk.branch, partial(paper_orders.own_languages, "agreement", branch=desk.branch)

        def order_now() -> Order:
            case = drafted(step, raw, moment)
            return Order("agreement", case, own(case), branch, before=before, logo=logo)

        preview.follow(order_now, recorded=False)

    def save(self, case_id: str, made: Made, path: Path) -> bool:
        """Write the file, then record that the paper was issued. False when it could not be written."""
        from desk.papers import batch  # late, as above

        from .sealing import sealed

        made = sealed(self.desk, made, self.page)
        try:
            batch.save(path, made.pdf)
        except batch.Unwritten as trouble:
            messages.tell(self.page, trouble.words)
            return False
        return self.issued(case_id, made)

    def issued(self, case_id: str, made: Made) -> bool:
        """Record that the paper exists, and keep it as it is."""
        desk, order = self.desk, made.order
        if desk.person is None:
            return False  # somebody locked the desk meanwhile
        issue = partial(
            papers.issue, desk.journal, made.answers(), made.pdf, by=desk.person, now=desk.now(), case_id=case_id,
            version=version_of(order.paper, order.case),
        )  # fmt: skip
        if not messages.achieved(self.page, issue):
            return False
        desk.case_changed.emit(case_id)
        toast(self.page, desk.say(N_("The paper is recorded in the story.")))
        return True
