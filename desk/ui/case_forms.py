"""The forms of a case's page: made once for each step, then asked about one case after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.cases.moment import Moment
from desk.cases.steps import STEPS, Step

from . import lane_line, sign_pad
from .alike_card import HELPS, AlikeCard
from .briefing import facts
from .facts_card import FactsCard
from .step_form import StepForm
from .tab_order import tell_as_laid

if TYPE_CHECKING:
    from .case_page import CasePage

#: So many are kept, those opened last; making one takes ten times as long as filling it.
KEPT = 8


class CaseForm(StepForm):
    """A step of a case, with what one should have before one's eyes above the questions."""

    def __init__(self, page: CasePage, step: Step) -> None:
        super().__init__(page.desk, step, page.case_id, page.middle)
        self.facts = FactsCard(self.page)
        self.above.addWidget(self.facts)
        self.lane = lane_line.offer(self)
        self.alike = AlikeCard(self.desk, self) if step.name in HELPS else None
        if self.alike is not None:
            self.above.addWidget(self.alike)
        self.offered: tuple[tuple[str, str], ...] = ()  # the quiet buttons at its foot: words and sign
        self.show_facts()
        tell_as_laid(self.page)

    def _turn_to(self, key: str, moment: Moment | None = None) -> None:
        super()._turn_to(key, moment)
        if self.step.name in HELPS:  # the card looks for them elsewhere: the form waits for nobody
            self.moment = replace(self.moment, alike=tuple)

    def begin(self, key: str, moment: Moment | None = None) -> None:
        super().begin(key, moment)
        self.show_facts()
        if self.alike is not None:
            self.alike.begin()

    def show_facts(self) -> None:
        """The facts of the case, in the language of the window."""
        self.facts.show_facts(facts(self.step.name, self.moment), self.desk.say)

    def speak(self) -> None:
        super().speak()
        self.show_facts()
        for part in (self.lane, self.alike):
            if part is not None:
                part.speak()


class CaseForms:
    """Those that a page has made. Only the one that is open is seen."""

    def __init__(self, page: CasePage) -> None:
        self._page = page
        self._made: dict[str, CaseForm] = {}

    def kept(self, step: str) -> CaseForm | None:
        """The form of a step if it was made before; its time has come, so it stays longest."""
        form = self._made.pop(step, None)
        if form is not None:
            self._made[step] = form
        return form

    def make(self, step: str) -> CaseForm:
        """The form of a step, made for the case that is open."""
        page = self._page
        form = self._made[step] = CaseForm(page, STEPS[step])
        page.middle.layout().addWidget(form)  # type: ignore[union-attr]
        sign_pad.offer(form, page)
        if len(self._made) > KEPT:
            gone = self._made.pop(next(iter(self._made)))
            gone.deleteLater()
        return form
