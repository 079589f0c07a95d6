"""What a new version of an agreement changes against the version before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desk.cases.case import Case, Commitment
from desk.i18n import N_

from .blocks import Block, Column, Heading, Prose, Table
from .code import verification_code
from .strips import Said
from .voices import Voices

_NOTHING = N_("The promises are the same as before.")


def changed(before: Case, now: Case, say: Voices) -> Iterator[Block]:
    """The section: promises taken out, changed or new, and other words that differ."""
    old, new = before.agreement, now.agreement
    if old is None or new is None:
        return
    yield Heading(say.say(N_("What changes against the version before")))
    text = N_("Version {version} was made on {at}. Its verification code is {code}.")
    yield Prose(say.say(text, version=old.version, at=old.at, code=verification_code(before)))
    rows = [*_promises(before, now, say), *_words(before, now, say)]
    if not rows:
        yield Prose(say.say(_NOTHING))
        return
    columns = [Column(say.say(N_("What")), 34), Column(say.say(N_("Before")), 33), Column(say.say(N_("Now")), 33)]
    yield Table(columns, rows)


def _promises(before: Case, now: Case, say: Voices) -> Iterator[list[Said]]:
    assert before.agreement
    assert now.agreement  # both are agreements
    gone = {k: before.commitments[k] for k in before.agreement.commitments if k not in now.agreement.commitments}
    come = {k: now.commitments[k] for k in now.agreement.commitments if k not in before.agreement.commitments}
    for old in gone.values():
        key = next((k for k, new in come.items() if (new.kind, new.what) == (old.kind, old.what)), "")
        if not key:
            yield [say.given(old.what), _terms(old, say), say.say(N_("Taken out"))]
            continue
        new = come.pop(key)
        yield from _differing(old, new, say)
    for new in come.values():
        yield [say.given(new.what), say.say(N_("Not promised")), _terms(new, say)]


def _differing(old: Commitment, new: Commitment, say: Voices) -> Iterator[list[Said]]:
    """A row for each term that is no longer as it was."""
    for label, value, shown in _TERMS:
        if value(old) != value(new):
            yield [(*say.given(old.what), *say.say(label)), shown(say, old), shown(say, new)]


def _text(name: str) -> Callable[[Voices, Commitment], Said]:
    return lambda say, promise: say.given(getattr(promise, name) or "–")


#: What a promise says besides what it is: its label, what is compared, and how it is shown.
_TERMS: tuple[tuple[str, Callable[[Commitment], object], Callable[[Voices, Commitment], Said]], ...] = (
    (N_("Amount"), lambda promise: (promise.amount, promise.tax),
     lambda say, promise: say.amount(promise.amount, promise.tax)),
    (N_("By when"), lambda promise: promise.due, lambda say, promise: say.moment(promise.due)),
    (N_("Who"), lambda promise: promise.owner_name, _text("owner_name")),
    (N_("How"), lambda promise: promise.how, _text("how")),
    (N_("What shows it is done"), lambda promise: promise.evidence_wanted, _text("evidence_wanted")),
)


def _terms(promise: Commitment, say: Voices) -> Said:
    """Everything that was promised, below each other."""
    return say.lines(*(shown(say, promise) for _, value, shown in _TERMS if value(promise) not in ("", (0, 0))))


def _words(before: Case, now: Case, say: Voices) -> Iterator[list[Said]]:
    labels = {"customer_part": N_("What the customer does"), "if_late": N_("If we are late")}
    for name, label in labels.items():
        old, new = (getattr(case.agreement, name) for case in (before, now))
        if old != new:
            yield [say.say(label), say.given(old or "–"), say.given(new or "–")]
