"""Writing a standing mandate: what is asked, and the draft that comes of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.i18n import N_, Words

from . import choices as c
from . import guide
from .fields import Field, Step
from .mandate import Mandate, alone, signed
from .moment import Moment, Problem, Refused
from .people import CLERK, MANAGER, ROLES


def _today(moment: Moment) -> Any:
    return moment.now.astimezone(moment.branch.tz).date().isoformat()


def _year_on(moment: Moment) -> Any:
    """A year less a day: what nobody looks at again should end by itself."""
    day = moment.now.astimezone(moment.branch.tz).date()
    return date.fromordinal(day.toordinal() + 364).isoformat()


FORM = Step(
    "mandate", "aside", N_("Write a standing mandate"), N_("Mandate written"),
    (
        Field("name", N_("Number and name of the mandate"), required=True, rule="act",
              help=N_("Papers and cases will name it, for example “M-2026-01 Small matters at the counter”.")),
        Field("remedies", N_("What may be offered"), "choices", required=True, rule="act", choices=c.REMEDIES),
        Field("limit", N_("Up to, for one customer and matter"), "money", required=True, rule="act"),
        Field("categories", N_("Only for complaints about (nothing ticked: all)"), "choices", choices=c.CATEGORIES),
        Field("roles", N_("Only for the role (nothing ticked: all)"), "choices",
              choices=((CLERK, ROLES[CLERK]), (MANAGER, ROLES[MANAGER]))),
        Field("valid_from", N_("Valid from"), "day", required=True, rule="act", default=_today),
        Field("valid_to", N_("Valid to"), "day", required=True, rule="act", default=_year_on),
    ),
)  # fmt: skip


def draft(raw: Mapping[str, Any], moment: Moment) -> Mandate:
    """The mandate that was written, with the writer's own signature. Refused when something is missing or wrong."""
    here, problems = guide.examine(FORM, raw, moment)
    if problems:
        raise Refused(problems)
    answers = here.answers
    start, end = (date.fromisoformat(answers[name]) for name in ("valid_from", "valid_to"))
    if end < start:
        raise Refused((Problem("act", Words(N_("The mandate ends before it begins.")), "valid_to"),))
    made = Mandate(
        name=answers["name"], remedies=frozenset(answers["remedies"]), limit=answers["limit"],
        currency=moment.branch.currency, manager="", head_office="",
        categories=frozenset(answers.get("categories") or ()), roles=frozenset(answers.get("roles") or ()),
        valid_from=start, valid_to=end,
    )  # fmt: skip
    mine = signed(made, moment.person)
    why = alone(moment.policy.mandates, (*moment.policy.mandates, mine), moment.person)
    if why:
        raise Refused((Problem("act", why, "name"),))
    return mine
