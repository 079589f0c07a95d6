"""The guide: what may be recorded now, why not, and what it changes. The one engine behind every window and command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from desk.i18n import N_, Words

from . import answer_gates, clocks, consult, gates, shop_gates
from .case import Case
from .changes import CHANGES
from .checks import doubts
from .fields import BadValue, Field, Step, is_empty, take
from .gates import RULES_OF, Gate, role
from .moment import Doubt, Moment, Problem, Refused
from .people import may
from .steps import STEPS, WAY
from .timekeeping import TOLERANCE
from .values import changed, freeze, stamp

#: Every gate by step: what must hold of the case, and what must hold of the answers.
BEFORE: dict[str, tuple[Gate, ...]] = {**gates.BEFORE, **shop_gates.BEFORE}
AFTER: dict[str, tuple[Gate, ...]] = {**answer_gates.AFTER, **shop_gates.AFTER}

#: How a missing answer is asked for, where it is not written.
_CHOOSE = N_("Please choose an answer to “{label}”.")
_MISSING = {
    "tick": N_("Please tick “{label}”."),
    **dict.fromkeys(("choice", "choices", "person", "commitment", "improvement"), _CHOOSE),
}


class Decision(NamedTuple):
    """An accepted step: the answers as kept, what they change, and the doubts that were shown."""

    answers: Mapping[str, Any]
    changes: Mapping[str, Any]
    doubts: tuple[Doubt, ...]


def may_refuse(step: Step) -> set[str]:
    """Every rule that may refuse a step: those of its fields, of its gates, and the order of the house."""
    asked = {f.rule or "required" for f in step.fields if f.required}
    named = (*BEFORE[step.name], *AFTER.get(step.name, ()))
    return asked | {"role", "unknown-field", "bad-value"} | {rule for gate in named for rule in RULES_OF[gate]}


def before(step: Step, moment: Moment) -> tuple[Problem, ...]:
    """Why the step cannot be taken now by this person, whatever the answers; empty when it can."""
    if not may(moment.person, step.name):
        return tuple(role(moment, step.name))
    found = [p for gate in BEFORE[step.name] for p in gate(moment)]
    if not found:
        return ()
    return tuple(p for i, p in enumerate(found) if p not in found[:i])  # two gates may say the same


def examine(step: Step, raw: Mapping[str, Any], moment: Moment) -> tuple[Moment, tuple[Problem, ...]]:
    """The answers taken one by one, and everything that is still wrong with them."""
    problems: list[Problem] = []
    answers: dict[str, Any] = {}
    if not raw.keys() <= step.names:
        problems += _not_asked(step, raw)
    here = changed(moment, {"answers": answers})  # sees each answer as soon as it is taken
    for field in step.fields:
        given = raw.get(field.name)
        if given is None and not field.required:
            continue  # nobody needs to know whether it is asked
        asked = field.when is None or field.when(here)
        if given is not None and (asked or not is_empty(given)):
            try:
                if (value := take(field, given, here)) is not None:
                    answers[field.name] = value
            except BadValue as error:
                problems.append(_bad(field, error))
        empty = asked and field.required and is_empty(answers.get(field.name))
        if empty and not any(p.field == field.name for p in problems):
            problems.append(Problem(field.rule or "required", _missing(field), field.name))
    if not any(p.rule == "bad-value" for p in problems):
        problems += [p for gate in AFTER.get(step.name, ()) for p in gate(here)]
    return here, tuple(problems)


def _not_asked(step: Step, raw: Mapping[str, Any]) -> Iterator[Problem]:
    text = N_("This step does not ask “{name}”.")
    return (Problem("unknown-field", Words(text, {"name": name[:60]})) for name in raw if name not in step.names)


def _bad(field: Field, error: BadValue) -> Problem:
    words = Words(N_("{label}: {problem}"), {"label": Words(field.label), "problem": error.words})
    return Problem("bad-value", words, field.name)


def _missing(field: Field) -> Words:
    text = _MISSING.get(field.kind, N_("Please fill in “{label}”."))
    return Words(text, {"label": Words(field.label)})


def problems(step: Step, raw: Mapping[str, Any], moment: Moment) -> tuple[Problem, ...]:
    """Everything that keeps this step from being recorded now."""
    return before(step, moment) or examine(step, raw, moment)[1]


def decide(name: str, raw: Mapping[str, Any], moment: Moment) -> Decision:
    """The decision on a step under today's rules. Refused when the guide does not allow it."""
    if name not in STEPS:
        raise Refused((Problem("unknown-step", Words(N_("There is no step called “{name}”."), {"name": name[:60]})),))
    step = STEPS[name]
    refused = before(step, moment)
    if not refused:
        moment, refused = examine(step, raw, moment)
    if refused:
        raise Refused(refused)
    changes = {**CHANGES[name](moment), **_clock(moment)}
    return Decision(moment.answers, freeze(changes), tuple(doubts(name, moment)))


def _clock(moment: Moment) -> dict[str, int]:
    """What shows on the case for ever: the machine's clock was wrong when this was recorded."""
    if abs(moment.off) <= TOLERANCE:
        return {}
    return {f"clock_off/{stamp(moment.now)}": int(moment.off.total_seconds())}


def defaults(step: Step, moment: Moment) -> dict[str, Any]:
    """What the fields hold before anybody types."""
    out: dict[str, Any] = {}
    here = replace(moment, answers=out)  # sees each answer as soon as it is known
    for field in step.fields:
        value = field.default(here) if field.default else None
        if not is_empty(value):
            out[field.name] = value
    return out


def open_steps(moment: Moment) -> Iterator[Step]:
    """Every step this person could take now."""
    return (step for step in STEPS.values() if not before(step, moment))


def next_step(case: Case) -> str:
    """The one step that brings the case forward; empty when it is closed."""
    if case.state == "new":
        return "receive"
    if case.state == "closed":
        return "follow_up" if clocks.follow_up(case) else ""
    if case.step == "consult" and case.proposal is not None:
        return "approve"
    if case.step == "talk":
        mandate = case.proposal is not None and case.proposal.mandate
        return "talk" if case.appointment_at or mandate else "appoint"
    if case.step == "agree":
        return "sign" if case.is_agreed else "agree"
    return _FORWARD.get(case.step, case.step)


#: The step that ends a stage, where it is not called like it.
_FORWARD = {"consult": "propose", "fulfil": "deliver"}


def waiting_for(case: Case) -> str:
    """Who must act before the clerk can: manager or head_office, else the colleague with an offered hand-over."""
    asked = consult.missing(case) if case.state == "open" and case.step == "consult" else ()
    up = case.escalation
    if up and case.proposal and up.digest == case.proposal.digest and up.role in asked:
        return up.role
    return asked[0] if asked else case.hand_over.to if case.hand_over else ""


def way(case: Case) -> Iterator[tuple[str, str]]:
    """Each stage of the way with its state: done, now, waiting or ahead."""
    here = WAY.index(case.step)
    for number, stage in enumerate(WAY):
        if number < here or case.outcome == "agreed":
            yield stage, "done"
        elif case.state == "closed" or number > here:
            yield stage, "ahead"
        else:
            yield stage, "waiting" if waiting_for(case) in consult.BOTH else "now"
