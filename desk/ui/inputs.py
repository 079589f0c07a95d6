"""Which input takes which kind of field: a new kind is one line here."""

from __future__ import annotations

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.i18n import Catalogue

from .choice_inputs import ChoicesInput, CommitmentInput, ImprovementInput, PersonInput, TickInput, choice_input
from .input import Input, Make
from .rows_input import RowsInput
from .strokes_input import StrokesInput
from .text_inputs import LinesInput, PointsInput, TextInput
from .typed_inputs import DayInput, MomentInput, MoneyInput


def make(field: Field, moment: Moment, words: Catalogue) -> Input:
    """The input for a field, empty. KeyError for a kind that has none."""
    return KINDS[field.kind](field, moment, words)


def _rows(field: Field, moment: Moment, words: Catalogue) -> Input:
    return RowsInput(field, moment, words, make)


KINDS: dict[str, Make] = {
    "text": TextInput,
    "lines": LinesInput,
    "points": PointsInput,
    "tick": TickInput,
    "choice": choice_input,
    "choices": ChoicesInput,
    "day": DayInput,
    "moment": MomentInput,
    "money": MoneyInput,
    "person": PersonInput,
    "commitment": CommitmentInput,
    "improvement": ImprovementInput,
    "rows": _rows,
    "strokes": StrokesInput,
}
