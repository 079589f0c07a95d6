"""What the shop records about itself, in the store: duplicates, corrective actions, wishes, later contacts."""

from dataclasses import replace
from datetime import timedelta

from desk.cases.people import MANAGER, Person
from desk.store import accounts, attachments, drafts, leaving, lists
from desk.store.journal import Journal
from tests.makers import BESIDE, people

from .way import START, take, until

MIKKO = Person("manager", "Mikko Väisänen", MANAGER)
IMPROVE = {**BESIDE["improve"], "due": "2026-03-02 15:00"}
ZONE = START.tzinfo


def hurt_closed(journal: Journal) -> str:
    case_id = until(journal, "receive")
    take(journal, "understand", case_id, minutes=10, effects=["time"])
    for n, (by, step) in enumerate(
        [("clerk", "propose"), ("manager", "approve"), ("ho", "approve"), ("clerk", "appoint"), ("clerk", "talk"),
         ("clerk", "agree"), ("clerk", "sign"), ("clerk", "deliver"), ("colleague", "follow_up"), ("clerk", "close")],
        2,
    ):  # fmt: skip
        at = (START + timedelta(minutes=10 * n)).isoformat()
        take(journal, step, case_id, by, 10 * n, **({"delivered_at": at} if step == "deliver" else {}))
    return case_id


def test_a_merged_duplicate_joins_the_case_that_goes_on_in_the_same_action(journal):
    kept, twin = until(journal, "receive"), until(journal, "receive", minutes=5)
    number = journal.case(kept).number
    take(journal, "merge", twin, minutes=9, into=number.lower(), reason="Sama kone.")
    assert journal.case(kept).duplicates == (journal.case(twin).number,)
    assert [entry.step for entry in journal.entries(kept)] == ["receive", "take_in"]
    assert journal.find(journal.case(twin).number) == twin
    assert journal.joined(kept) == [kept, twin]
    assert journal.length(kept) == len(journal.entries(kept)) + len(journal.entries(twin))
    assert journal.check() == []


def test_the_files_of_a_duplicate_are_found_in_the_case_that_goes_on(journal):
    kept, twin = until(journal, "receive"), until(journal, "receive", minutes=5)
    take(journal, "attach", twin, minutes=6, **BESIDE["attach"])
    take(journal, "merge", twin, minutes=9, into=journal.case(kept).number, reason="Sama kone.")
    assert [file.file_name for file in attachments.of_case(journal, kept)] == ["Kuitti.jpg"]


def test_the_cases_of_who_left_go_to_a_colleague_but_not_to_who_approved_them(journal, store):
    open_, approved, done = until(journal, "understand"), until(journal, "talk", 20), until(journal, "close", 40)
    accounts.update_person(store, replace(people()["clerk"], active=False))
    now = START + timedelta(days=1)
    given = {"by": people()["manager"], "now": now, "briefing": "Aino lähti."}
    assert leaving.give_on(store, "clerk", "manager", **given) == [open_]
    assert leaving.give_on(store, "clerk", "colleague", **given) == [approved]
    owners = [journal.case(id_).owner for id_ in (open_, approved, done)]
    assert (owners, leaving.open_cases(store, "clerk", now)) == (["manager", "colleague", "clerk"], [])


def test_a_corrective_action_stands_with_the_promises_until_it_is_done_even_in_a_closed_case(journal, store):
    case_id = until(journal, "close")
    take(journal, "improve", case_id, minutes=200, **IMPROVE)
    (line,) = lists.promises(store)
    assert (line.improves, line.what, line.owner_name) == (True, IMPROVE["change"], "Nguyễn Thùy Linh")
    today = lists.today(store, MIKKO, START + timedelta(hours=5), ZONE)
    assert [(found.kind, found.key) for found in today] == [("promise", "improve/1")]
    take(journal, "improved", case_id, minutes=300, improvement="1", evidence="Ohje on seinällä.")
    assert lists.promises(store) == []
    assert journal.rebuild() == 1
    assert journal.check() == []


def test_wishes_are_listed_for_the_manager_and_not_among_the_promises(journal, store):
    case_id = until(journal, "deliver")
    take(journal, "follow_up", case_id, "colleague", 200, further_needs="Kampanjoista saisi soittaa.")
    (line,) = lists.needs(store)
    assert (line.what, line.owner_name, lists.promises(store)) == (
        "Kampanjoista saisi soittaa.", "Nguyễn Thùy Linh", [],
    )  # fmt: skip
    assert "promise" not in {found.kind for found in lists.today(store, MIKKO, START + timedelta(days=1), ZONE)}
    take(journal, "need_seen", case_id, "manager", 210, words="Soitamme.")
    assert lists.needs(store) == []
    assert journal.check() == []


def test_a_later_contact_of_a_closed_case_is_on_today_on_its_day_and_not_before(journal, store):
    case_id = hurt_closed(journal)
    assert journal.case(case_id).state == "closed"
    assert lists.today(store, MIKKO, START + timedelta(days=1), ZONE) == []
    (line,) = lists.today(store, MIKKO, START + timedelta(days=7), ZONE)
    assert (line.kind, line.row.next_step, line.row.due_rule) == ("follow_up", "follow_up", "follow-steps")
    assert journal.check() == []


def test_what_somebody_typed_in_a_dialog_about_cases_goes_with_the_erased_customer(journal, store):
    case_id = hurt_closed(journal)
    for key, step in ((drafts.OF_CASES, "offer_hand_over"), (drafts.DIALOG, "mandate")):
        drafts.save(store, "anna", key, step, {"briefing": "She still waits"}, START)
    journal.erase(case_id, by=MIKKO, now=START + timedelta(days=2), reason="Asiakas pyysi.")
    assert [draft.step for draft in drafts.all_of(store, "anna")] == ["mandate"]


def test_nobody_is_asked_again_once_the_customer_is_erased(journal, store):
    case_id = hurt_closed(journal)
    journal.erase(case_id, by=MIKKO, now=START + timedelta(days=2), reason="Asiakas pyysi.")
    assert lists.today(store, MIKKO, START + timedelta(days=8), ZONE) == []
    assert journal.check() == []
