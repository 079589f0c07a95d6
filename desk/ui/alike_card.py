"""What similar cases got and whether it held, above the questions of a proposal and of its approval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desk.cases.alike import Alike, line
from desk.cases.moment import Moment
from desk.i18n import N_, Words
from desk.store.database import Store
from desk.store.journal import Journal

from .desk import Desk
from .facts_card import FactsCard
from .step_form import StepForm
from .tasks import run_with_store

#: The steps at which it helps.
HELPS = ("propose", "approve", "return", "head_office_answer")

#: So many are read before one decides.
MOST = 4


class AlikeCard(FactsCard):
    """Looks for them on another thread; stands there as soon as they are found, and not at all where there is none."""

    def __init__(self, desk: Desk, form: StepForm) -> None:
        super().__init__(form.page)
        self.desk, self._form = desk, form
        self.begin()

    def begin(self) -> None:
        """Look for those of the case that the form asks about now."""
        self.found: tuple[Alike, ...] = ()
        self.speak()
        form = self._form
        form.moment = replace(form.moment, alike=lambda: self.found)  # the form waits for nobody
        run_with_store(self.desk.store, _looking_for(form.moment), self._show)

    def _show(self, outcome: tuple[str, tuple[Alike, ...]]) -> None:
        case_id, found = outcome
        if case_id != self._form.case_id:
            return  # another case stands here now
        self.found = found
        self.speak()
        self._form.settle()

    def speak(self) -> None:
        """Those that were found, in the language of the window."""
        self.show_facts(told(self.found), self.desk.say)


def told(found: Sequence[Alike]) -> list[tuple[str, Words]]:
    """The first of them, each on a line of its own."""
    return [(N_("Similar cases"), line(one)) for one in found[:MOST]]


def _looking_for(moment: Moment) -> Callable[[Store], tuple[str, tuple[Alike, ...]]]:
    case_id, person, now = moment.case.id, moment.person, moment.now

    def work(store: Store) -> tuple[str, tuple[Alike, ...]]:
        return case_id, tuple(Journal(store).moment(case_id, person, now).alike())

    return work
