"""desk rehearse --vocabulary: every step, its fields, kinds and choices, and the rules that may refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from desk.cases import guide
from desk.cases.clocks import TITLES
from desk.cases.fields import Field
from desk.cases.people import MAY, ROLES
from desk.cases.standards import HOUSE_RULES, RULES
from desk.cases.steps import STEPS
from desk.i18n import N_, Catalogue

FORMAT = '''\
# A scenario is a TOML file:
#   title = "What it shows"; optional: language (the customer's: vi, en, fi), [titles] vi, en, fi
#   [branch]             code, name, company, business_id, address, telephone,
#                        country (vn, fi, general), zone, currency, language (vi, en, fi)
#   [policy]             optional: record_within_hours, consult_within_minutes, answer_within_hours,
#                        appointment_grace_minutes, follow_up_after_days, follow_up_after_hurt_hours,
#                        follow_up_later_days, follow_up_later_hurt_days (lists),
#                        opening (seven of "08:00-21:00", Monday first, "" = closed), holidays,
#                        [[policy.mandates]] name, remedies, limit, currency, manager, head_office,
#                        categories, roles, valid_from, valid_to
#   [people.ID]          name, role, active, stand_in_from, stand_in_until
#   [[steps]]            at (branch time), by (person ID), step, case (default "1"),
#                        expect = "accepted" or "refused: RULE" (default accepted),
#                        clock.NAME = "met", "late", "running" or "none",
#                        says = "what the customer says then" (shown when the scenario is practised)
#   [steps.answers]      the fields of the step; they may also stand in the step itself
# A moment is "2026-03-02T09:05" in branch time (a date alone means closing time), money is typed as
# 350000, "350.000" or "12,50", a tick is true, choices and points are lists, rows are lists of tables.
'''


def vocabulary(words: Catalogue) -> Iterator[str]:
    """The lines of the vocabulary."""
    yield from FORMAT.splitlines()
    yield ""
    for step in STEPS.values():
        yield f"step {step.name}  ({words.gettext(step.title)}; stage {step.stage}; roles {_list(MAY[step.name])})"
        for field in step.fields:
            yield from _field(field, words, "  ")
        yield f"  rules: {_list(guide.may_refuse(step))}"
        yield ""
    yield f"roles: {_list(ROLES)}"
    yield f"clocks: {_list(TITLES)}"
    yield words.gettext(N_("rules:"))
    for rule in RULES.values():
        yield f"  {rule.name} ({', '.join(rule.kinds)}; {rule.source}): {words.gettext(rule.sentence)}"
    for name, sentence in HOUSE_RULES.items():
        yield f"  {name}: {words.gettext(sentence)}"


def _list(names: object) -> str:
    return ", ".join(sorted(names))  # type: ignore[call-overload]


def _field(field: Field, words: Catalogue, indent: str) -> Iterator[str]:
    asked = "required" if field.required else "optional"
    rule = f", {field.rule}" if field.rule else ""
    when = ", only where it applies" if field.when else ""
    choices = f": {' | '.join(name for name, _ in field.choices)}" if field.choices else ""
    yield f"{indent}{field.name}  {field.kind}{choices}  [{asked}{rule}{when}]  {words.gettext(field.label)}"
    for column in field.columns:
        yield from _field(column, words, indent + "  . ")
