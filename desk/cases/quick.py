"""A small matter inside a mandate: one page of answers, played through the guide as the six steps that it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from desk.i18n import N_, Words

from . import choices as c
from . import defaults as d
from . import guide
from .case import Case, apply
from .fields import Field, Step, is_empty
from .lanes import WITHIN, Lane, lane
from .moment import Moment, Problem, Refused
from .people import may
from .steps import AGREE, PROPOSE, RECEIVE, SIGN, STEPS, TALK, UNDERSTAND
from .values import freeze

SIGNED = frozenset(("customer_strokes", "store_strokes", "customer_signed", "store_signed", "copy_given"))
ORDER = ("receive", "understand", "propose", "talk", "agree", "sign")


def _asked(step: Step, *names: str, **changed: Any) -> tuple[Field, ...]:
    """Questions of a step as they are; nothing that a gate asks is ticked for anybody."""
    return tuple(replace(f, **changed) for name in names if (f := step.field(name)) is not None)


_COLUMNS = {column.name: column for column in PROPOSE.field("remedies").columns}  # type: ignore[union-attr]
_KIND, _WHAT, _AMOUNT = (replace(_COLUMNS[name], required=True, rule="act") for name in ("kind", "what", "amount"))

FORM = Step(
    "quick", "aside", N_("Small matter, all on one page"), N_("Small matter settled"),
    (
        *_asked(RECEIVE, "customer_name", "own_words", "heard_out"),
        *_asked(RECEIVE, "category", default=None, required=True, rule="act"),
        *_asked(UNDERSTAND, "wish", "permission", "summary", "confirmed", default=None),
        *_asked(UNDERSTAND, "effects"),
        replace(_KIND, label=N_("What we would do")), _WHAT, _AMOUNT,
        *_asked(PROPOSE, "position"),
        *_asked(TALK, "apology", "thanks", "responsibility", "responsibility_words"),
        *_asked(TALK, "answer", choices=c.ANSWERS),
        Field("feasible", N_("We can do it today: staff, stock and authority"), "tick", required=True,
              rule="realistic-promise"),
        *_asked(AGREE, "consent"),
        *_asked(SIGN, "how", default=lambda moment: "screen"),
        *_asked(SIGN, "customer_strokes", "store_strokes"),
        *_asked(SIGN, "customer_signed", "store_signed", "copy_given", when=d.on_screen),
        *_asked(RECEIVE, "telephone", "product"),
        Field("evidence", N_("What will show that it is done"), required=True, rule="keep-agreement"),
    ),
)  # fmt: skip

#: Where on the page a refusal of a step is solved, if it names a question that the page asks under another name.
_PLACES = {"remedies": "amount", "commitments": "feasible", "explained": "position"}


@dataclass(frozen=True)
class Played:
    """What would come of the page: each step with its answers, the case as it would stand, and what is refused."""

    steps: tuple[tuple[str, Mapping[str, Any]], ...]
    case: Case
    problems: tuple[Problem, ...] = ()


def is_offered(moment: Moment) -> bool:
    """Whether some mandate is in force for this person at this desk: without one every solution is asked about."""
    day = moment.now.astimezone(moment.branch.tz).date()
    return may(moment.person, "receive") and any(
        m.is_in_force(day) and m.currency == moment.branch.currency and (not m.roles or moment.person.role in m.roles)
        for m in moment.policy.mandates
    )


def lane_of(answers: Mapping[str, Any], moment: Moment) -> Lane:
    """Which way the page's remedy goes, from answers as they were taken."""
    case = replace(
        moment.case, currency=moment.branch.currency, country=moment.branch.country,
        category=answers.get("category", ""), customer_name=answers.get("customer_name", ""),
        telephone=answers.get("telephone", ""),
    )  # fmt: skip
    row = {"kind": answers.get("kind", ""), "what": answers.get("what", ""), "amount": answers.get("amount") or 0}
    rows = [row] if row["kind"] else []  # until something is chosen, the sentence names the mandate and its limit
    return lane(replace(moment, case=case, answers={"reasonable": "yes", "remedies": rows}))


def play(raw: Mapping[str, Any], moment: Moment, unsigned: bool = False) -> Played:
    """The steps in order on a case in memory, each through every gate. With a problem nothing may be recorded.

    `unsigned` stops before the signatures: what the customer then reads and signs.
    """
    here, problems = guide.examine(FORM, raw, moment)
    if unsigned:
        problems = tuple(p for p in problems if p.field not in SIGNED)
    if problems:
        return Played((), moment.case, problems)
    found = lane_of(here.answers, moment)
    if found.name != WITHIN:
        return Played((), moment.case, (Problem("act", found.words, "amount"),))
    if here.answers["answer"] != "agrees":
        text = N_("This page is for a customer who agrees. Record it the ordinary way and go on from there.")
        return Played((), moment.case, (Problem("keep-agreement", Words(text), "answer"),))
    done: list[tuple[str, Mapping[str, Any]]] = []
    for name in ORDER if here.answers["how"] == "screen" and not unsigned else ORDER[:-1]:
        answers = {n: v for n, v in _MADE[name](raw, moment).items() if not is_empty(v)}
        try:
            decision = guide.decide(name, answers, moment)
        except Refused as refused:
            return Played(tuple(done), moment.case, tuple(_placed(refused)))
        done.append((name, answers))
        moment = replace(moment, case=apply(moment.case, decision.changes))
    return Played(tuple(done), moment.case)


def _placed(refused: Refused) -> Iterator[Problem]:
    for problem in refused.problems:
        yield replace(problem, field=_PLACES.get(problem.field, problem.field))


# The answers of each step ----------------------------------------------------------------------------------------


def _from(raw: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: raw.get(name) for name in names}


def _receive(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    asked = ("customer_name", "own_words", "heard_out", "wish", "category", "telephone", "product")
    return guide.defaults(STEPS["receive"], moment) | _from(raw, *asked)


def _understand(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    return {"cause": "unknown", **_from(raw, "permission", "summary", "confirmed", "effects", "wish")}


def _propose(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    row = _from(raw, "kind", "what", "amount")
    return {"reasonable": "yes", "stance": "accepted", "position": raw.get("position"), "remedies": [row]}


def _talk(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    """The plan as it was explained is the remedy itself, and why: both stand on the page before the customer."""
    explained = f"{raw.get('what')}. {raw.get('position')}"
    asked = ("apology", "thanks", "responsibility", "responsibility_words", "answer")
    return {"explained": explained, **_from(raw, *asked)}


def _agree(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    asked = _from(raw, "kind", "what", "amount", "evidence", "feasible")
    row = {"owner": moment.person.id, "due": _due(moment), **asked}
    return {
        "commitments": [row], "consent": raw.get("consent"), "language": moment.case.language,
        "place": d.place(moment), "follow_up_by": moment.person.id,
    }  # fmt: skip


def _due(moment: Moment) -> str:
    """The end of this day's opening, or of the next day's on which the store opens."""
    day, zone = moment.now.astimezone(moment.branch.tz).date(), moment.branch.tz
    for ahead in range(31):
        on = day + timedelta(days=ahead)
        if moment.policy.hours(on) and moment.policy.closing(on, zone) > moment.now:
            return str(freeze(moment.policy.closing(on, zone)))
    return ""


def _sign(raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    return _from(raw, "how", "customer_strokes", "store_strokes", "customer_signed", "store_signed", "copy_given")


_MADE: dict[str, Callable[[Mapping[str, Any], Moment], dict[str, Any]]] = {
    "receive": _receive, "understand": _understand, "propose": _propose, "talk": _talk, "agree": _agree, "sign": _sign,
}  # fmt: skip
