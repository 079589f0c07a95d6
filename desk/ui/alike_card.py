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
        self.found: tuple[Alike, ...] = ()
        self.hide()
        form.moment = replace(form.moment, alike=lambda: self.found)  # the form waits for nobody
        run_with_store(desk.store, _looking_for(form.moment), self._show)

    def _show(self, found: tuple[Alike, ...]) -> None:
        self.found = found
        self.show_facts(told(found), self.desk.say)
        self._form.settle()


def told(found: Sequence[Alike]) -> list[tuple[str, Words]]:
    """The first of them, each on a line of its own."""
    return [(N_("Similar cases"), line(one)) for one in found[:MOST]]


def _looking_for(moment: Moment) -> Callable[[Store], tuple[Alike, ...]]:
    case_id, person, now = moment.case.id, moment.person, moment.now

    def work(store: Store) -> tuple[Alike, ...]:
        return tuple(Journal(store).moment(case_id, person, now).alike())

    return work
