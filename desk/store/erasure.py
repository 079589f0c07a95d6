"""Erasing a customer's personal texts by law: they go for ever, and the chain still proves itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import apsw

from desk.cases.case import Case
from desk.cases.moment import Problem, Refused
from desk.cases.people import Person, may
from desk.cases.text import BadText, clean, fold
from desk.cases.values import canonical
from desk.i18n import N_, Words

from . import accounts, attachments, derived, drafts, early, indexing, names
from .connection import Store
from .entries import NewEntry, append, in_order, parted, personal_of
from .instants import micros
from .problems import StoreProblem
from .search import indexed

STEP = "erase"


#: Nobody can be asked again, so no later contact is waited for.
_NOTHING_DUE = in_order({"next_step": "", "due_at": 0, "due_rule": "", "due_since": 0})


def erase(store: Store, case: Case | None, last: int, *, by: Person, now: datetime, reason: str) -> None:
    """Delete every personal text of a closed case, in the store, its papers, its index, its log and its drafts.

    What is left says that it was done, when, by whom and why. Refused for an open case or anybody but a manager.
    """
    person = accounts.people(store).get(by.id, by)
    reason = _reason(reason)
    case = _closed(case, person, reason)
    case_id = bytes.fromhex(case.id)
    with store.writing() as connection:
        connection.execute("delete from personal where entry in (select id from entry where case_id=?)", (case_id,))
        connection.execute("delete from paper where case_id=?", (case_id,))
        connection.execute("delete from draft where key in (?,?)", (case.id, drafts.OF_CASES))
        public, personal = parted({"reason": reason}, {"erased": True})
        append(
            connection,
            NewEntry(
                case_id=case_id, lamport=last + 1, at=micros(now), step=STEP, author=person.id,
                operation=names.fresh(now), typed=_NOTHING_DUE, body=canonical(public),
                personal=personal_of(personal, None, None),
            ),
        )  # fmt: skip
        _forget(connection, case_id)
    # deleted pages are overwritten (secure_delete); what is left is the log of the last moments
    store.rows("pragma wal_checkpoint(truncate)")
    attachments.forget(store)
    early.forget(store, case.id)
    drafts.let_go(store, case.id)


def _closed(case: Case | None, person: Person, reason: str) -> Case:
    if not may(person, "erase"):
        raise Refused((Problem("role", Words(N_("Only a manager can erase a customer's data."))),))
    if case is None or case.state != "closed":
        raise Refused((Problem("order", Words(N_("The customer's data is needed until the case is closed."))),))
    if not reason:
        raise Refused((Problem("required", Words(N_("Please say why the customer's data is erased.")), "reason"),))
    return case


def _reason(reason: str) -> str:
    try:
        return clean(reason)
    except BadText as error:
        raise StoreProblem(error.words) from None


def _forget(connection: apsw.Connection, case_id: bytes) -> None:
    """Take the customer out of list, promises and search, also out of the index's older layers."""
    found: Any = connection.execute("select id, number from case_list where case_id=?", (case_id,)).fetchone()
    row, number = found
    derived.change(connection, row, derived.listed(_NOTHING_DUE, None, None))
    connection.execute(
        "update case_list set customer=null, about=null, customer_key='', about_key='' where id=?", (row,)
    )
    connection.execute("delete from promise where case_row=?", (row,))
    indexing.forget(connection, row)
    indexing.find_by(connection, row, indexed(fold(number)))
    connection.execute("insert into search(search) values('optimize')")
