"""Corrections: a value put right passes the border of the field that it was first given to."""

from __future__ import annotations

from typing import Any

from .fields import take
from .moment import Moment
from .steps import STEPS


def corrected(moment: Moment) -> Any:
    """The right value as the journal keeps it. BadValue when it cannot be one."""
    field = STEPS["receive"].field(moment.answers["what"])
    assert field is not None  # what can be corrected is a field of the intake
    return take(field, moment.answers["value"], moment)
