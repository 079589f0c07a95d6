"""The branch, its policy, its people, and their PINs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from desk.cases.branch import Branch, Policy
from desk.cases.mandate import alone
from desk.cases.people import ROLES, Person
from desk.cases.text import SHORT, BadText, clean
from desk.cases.values import freeze, stamp, thaw
from desk.i18n import N_, Words

from . import settings
from .connection import Store
from .instants import at, instant, micros
from .migrate import peewee_alone
from .permission import need
from .policies import kept, policy_of
from .problems import StoreProblem

FREE_TRIES = 5
RESET_AT = 10
FIRST_DELAY = timedelta(seconds=30)


@dataclass(frozen=True)
class Cost:
    """What one guess of a PIN costs: argon2id's memory in KiB, passes and lanes."""

    memory: int
    passes: int
    lanes: int


#: 120 ms on the counter's PC. Tests put a light one here.
COST = Cost(memory=64 * 1024, passes=3, lanes=2)


class Locked(Exception):
    """Nobody signs in as this person now: until a moment, or until a manager sets a new PIN (None)."""

    def __init__(self, until: datetime | None) -> None:
        wait, ask = N_("Too many wrong tries. Please wait until {until}."), N_("Please ask a manager for a new PIN.")
        text = wait if until else ask
        self.until = until
        self.words = Words(text, {"until": _whole_minute(until)} if until else {})
        super().__init__(text)


def _whole_minute(moment: datetime) -> datetime:
    """The minute as it is said: the one in which it is over, not the one in which it begins."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


# The branch and its policy ---------------------------------------------------------------------------------------


def branch(store: Store) -> Branch:
    """Where this desk stands."""
    return _branch_of(store.row("select value from setting where name='branch'")[0])


def set_branch(store: Store, branch: Branch, by: Person | None = None) -> None:
    need(by, "branch")
    settings.put(store, "branch", freeze(branch))


_POLICY = "select value from setting where name='policy'"


def policy(store: Store) -> Policy:
    """The policy valid from now on; earlier ones stay in the store with their dates."""
    return _policy_of(store.row(_POLICY)[0])


class Facts(NamedTuple):
    """What every step asks for: the people, where the desk stands, its policy."""

    people: Mapping[str, Person]
    branch: Branch
    policy: Policy


def facts(store: Store, seen: tuple[int, int]) -> Facts:
    """All three, read once for as long as nobody writes any of them; `seen` is what store.seen() says now."""
    written = (*seen, store.facts_written)
    if store.facts is None or store.facts[0] != written:
        store.facts = written, Facts(people(store), branch(store), policy(store))
    found: Facts = store.facts[1]
    return found


def set_policy(store: Store, policy: Policy, by: str, now: datetime) -> None:
    """A new policy from this moment on, set by the person with that id; an entry says what changed.

    StoreProblem when it is not theirs to change, or a mandate would stand on one person alone.
    """
    from . import house  # late: the first window reads the policy and changes nothing

    person = people(store).get(by)
    before = _policy_of(store.row(_POLICY)[0])
    only_mandates = before != policy and replace(before, mandates=policy.mandates) == policy
    need(person, "mandates" if only_mandates else "policy")
    if person is not None and (why := alone(before.mandates, policy.mandates, person)):
        raise StoreProblem(why)
    with store.writing():
        versions = settings.get(store, "policy")
        settings.put(store, "policy", [*versions, {"from": stamp(now), "by": by, "policy": kept(policy)}])
        house.append(store, house.POLICY, house.changed(before, policy), by, now)


@lru_cache(maxsize=8)
def _branch_of(text: str) -> Branch:
    found: Branch = thaw(Branch, json.loads(text))
    return found


@lru_cache(maxsize=8)
def _policy_of(text: str) -> Policy:
    return policy_of(json.loads(text)[-1]["policy"])


# People ----------------------------------------------------------------------------------------------------------


def people(store: Store) -> Mapping[str, Person]:
    """Everybody who works or worked here, by id, in order of their names."""
    rows = store.rows(
        "select id, name, role, active, stand_in_from, stand_in_until, language from person order by name, id"
    )
    return _people_of(tuple(rows))


@lru_cache(maxsize=8)
def _people_of(rows: tuple[Any, ...]) -> Mapping[str, Person]:
    return MappingProxyType(
        {r[0]: Person(r[0], r[1], r[2], bool(r[3]), instant(r[4]), instant(r[5]), r[6]) for r in rows}
    )


def add_person(store: Store, person: Person, pin: str, *, now: datetime, by: Person | None = None) -> None:
    """Somebody new. Without a PIN they cannot sign in until a manager sets one. StoreProblem when it cannot be."""
    need(by, "people")
    columns = _columns(person)
    if person.id in people(store):
        raise StoreProblem(Words(N_("There is already somebody called {name} here."), {"name": person.id}))
    secret = {"pin_hash": _hashed(pin), "needs_reset": 0} if pin else {"pin_hash": "", "needs_reset": 1}
    _write(store, lambda table: table.insert(**columns, **secret))


def update_person(store: Store, person: Person, by: Person | None = None) -> None:
    """Name, role, stand-in days or language changed; the PIN stays."""
    need(by, "people")
    columns = _columns(person)
    _known(store, person.id)
    _write(store, lambda table: table.update(**columns).where(table.id == person.id))


def set_language(store: Store, person_id: str, language: str) -> None:
    """The language somebody reads; everybody chooses their own."""
    _known(store, person_id)
    _write(store, lambda table: table.update(language=language).where(table.id == person_id))


def set_pin(store: Store, person_id: str, pin: str, now: datetime, by: Person | None = None) -> None:
    """A new PIN; wrong tries are forgotten. StoreProblem when it is too easy."""
    need(by, "people")
    _known(store, person_id)
    fresh = {"pin_hash": _hashed(pin), "failures": 0, "locked_until": 0, "needs_reset": 0}
    _write(store, lambda table: table.update(**fresh).where(table.id == person_id))


def _write(store: Store, query: Any) -> None:
    with peewee_alone():  # late: nobody's sign-in screen needs it
        from .tables import Person as Table
        from .tables import bound
    store.facts_written += 1
    with store.writing() as connection, bound(connection):
        query(Table).execute()


def _columns(person: Person) -> dict[str, Any]:
    try:
        names = {n: clean(getattr(person, n), SHORT, lines=False) for n in ("id", "name")}
    except BadText as error:
        raise StoreProblem(error.words) from None
    if not all(names.values()):
        raise StoreProblem(Words(N_("Everybody needs a name. Please fill it in.")))
    if person.role not in ROLES:
        raise StoreProblem(Words(N_("There is no role called {role}."), {"role": person.role[:60]}))
    return {
        **names, "role": person.role, "active": int(person.active), "language": person.language,
        "stand_in_from": micros(person.stand_in_from), "stand_in_until": micros(person.stand_in_until),
    }  # fmt: skip


def _known(store: Store, person_id: str) -> None:
    if person_id not in people(store):
        raise StoreProblem(Words(N_("Nobody called {name} works at this desk."), {"name": person_id[:60]}))


# PINs ------------------------------------------------------------------------------------------------------------


def _hashed(pin: str) -> str:
    pin = unicodedata.normalize("NFC", pin)
    shortest, longest = (4, 12) if pin.isascii() and pin.isdigit() else (8, SHORT)
    if not shortest <= len(pin) <= longest:
        text = N_("A PIN has 4 to 12 digits, a password at least 8 characters. Please choose another.")
        raise StoreProblem(Words(text))
    return str(_hasher().hash(pin.encode("utf-8", "surrogatepass")))


def _hasher() -> Any:
    from argon2 import PasswordHasher  # late: 20 ms, and needed at sign-in only

    return PasswordHasher(time_cost=COST.passes, memory_cost=COST.memory, parallelism=COST.lanes)


def check_pin(store: Store, person_id: str, pin: str, now: datetime) -> bool:
    """Whether it is this person's PIN. The try is counted and on disk before it is compared.

    Locked when there were too many wrong ones. Nobody's PIN, and nobody who has left, is a wrong one.
    """
    kept_hash = _count(store, person_id, now)
    if not kept_hash or not _matches(kept_hash, pin):
        return False
    with store.writing() as connection:
        connection.execute("update person set failures=0, locked_until=0, needs_reset=0 where id=?", (person_id,))
    return True


_LOCKS = "select pin_hash, failures, locked_until, needs_reset from person where id=? and active"


def _count(store: Store, person_id: str, now: datetime) -> str:
    """Count one more wrong try, as it will be one unless the PIN is right; the hash to compare with."""
    with store.writing() as connection:
        row: Any = connection.execute(_LOCKS, (_plain(person_id),)).fetchone()
        if row is None:
            return ""
        kept_hash, failures, locked_until, needs_reset = row
        if needs_reset or not kept_hash:
            raise Locked(None)
        still = _still_locked(failures, locked_until, now)
        if not still:
            failures += 1
            until = micros(now + _delay(failures)) if failures >= FREE_TRIES else 0
            connection.execute(
                "update person set failures=?, locked_until=?, needs_reset=? where id=?",
                (failures, until, int(failures >= RESET_AT), person_id),
            )
        elif still != locked_until:
            connection.execute("update person set locked_until=? where id=?", (still, person_id))
    if still:
        raise Locked(at(still))
    return str(kept_hash)


def _delay(failures: int) -> timedelta:
    """How long to wait after so many wrong tries: 30 s, 1, 2, 4, 8 min."""
    return FIRST_DELAY * int(2 ** (failures - FREE_TRIES))


def _still_locked(failures: int, locked_until: int, now: datetime) -> int:
    """Until when the lock still holds, 0 when it is over. A clock that was set back starts the delay again:
    that wins nothing, and one that was set forward and back does not lock anybody out for years."""
    if micros(now) >= locked_until:
        return 0
    return min(locked_until, micros(now + _delay(failures)))


def _matches(kept_hash: str, pin: str) -> bool:
    from argon2.exceptions import VerificationError  # late, as above

    try:
        return bool(_hasher().verify(kept_hash, unicodedata.normalize("NFC", pin).encode("utf-8", "surrogatepass")))
    except VerificationError:
        return False


def _plain(text: str) -> str:
    """A text that SQLite can be asked for; halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode()
