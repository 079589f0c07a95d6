"""The case as it would be with what is typed so far, for the paper beside the form. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desk.cases.case import Case, apply
from desk.cases.changes import CHANGES
from desk.cases.fields import BadValue, Field, is_empty, take
from desk.cases.moment import Moment
from desk.cases.steps import Step
from desk.cases.values import freeze

#: Steps that write the agreement anew; at these its paper follows the answers.
WRITES = ("agree", "amend")

#: What stands in a promise where nothing is typed yet.
_BLANK = {"what": "…", "kind": "other", "owner": "", "evidence": ""}


def drafted(step: Step, raw: Mapping[str, Any], moment: Moment) -> Case:
    """The case after the step, however little is answered: what is missing or wrong so far stays open on the paper."""
    taken: dict[str, Any] = {"reason": "", "language": moment.case.language or moment.branch.language}
    for field in step.fields:
        if field.kind != "rows":
            taken |= _taken(field, raw.get(field.name), moment)
    rows = [_row(step, row, moment) for row in raw.get("commitments") or [{}]]
    dated = [{**row, "due": row.get("due") or freeze(moment.now)} for row in rows]
    answers = {**taken, "commitments": dated}
    case = apply(moment.case, freeze(CHANGES[step.name](replace(moment, answers=answers))))
    return _undated(case, [row.get("due") is None for row in rows])


def _taken(field: Field, raw: Any, moment: Moment) -> dict[str, Any]:
    try:
        value = take(field, raw, moment)
    except BadValue:
        return {}
    return {} if is_empty(value) else {field.name: value}


def _row(step: Step, raw: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    field = step.field("commitments")
    assert field is not None
    row: dict[str, Any] = dict(_BLANK)
    for column in field.columns:
        row |= _taken(column, raw.get(column.name), moment)
    return row


def _undated(case: Case, missing: Sequence[bool]) -> Case:
    """Promises without a date have none on the paper either, and nobody is asked afterwards before all have one."""
    agreement = case.agreement
    assert agreement is not None
    new = agreement.commitments[-len(missing) :]
    open_ = [key for key, no in zip(new, missing, strict=True) if no]
    bare = {key: replace(case.commitments[key], due=None) for key in open_}  # type: ignore[arg-type]
    if bare:
        agreement = replace(agreement, follow_up_at=None)
    return replace(case, agreement=agreement, commitments={**case.commitments, **bare})
