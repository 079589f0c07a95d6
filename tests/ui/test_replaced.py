"""A changed agreement marks its old version as replaced: on the paper, when it is checked, and in the new one."""

from __future__ import annotations

import pytest

from desk.papers import verify
from desk.store import papers
from desk.ui import paper_orders
from desk.ui.verify_page import VerifyDialog

from .straight_way import WAY
from .test_paper_out import shown, words
from .test_verify_page import checked

CHANGE = {"reason": "The cooker comes a day later", "consent": True, "commitments": WAY["agree"]["commitments"]}


@pytest.fixture
def case_id(desk, walk, sign_in) -> str:
    """Agreed and signed, then changed with the customer's consent."""
    case_id = walk("sign")
    sign_in("lan")
    desk.record("amend", CHANGE, case_id)
    return case_id


def test_the_old_version_is_offered_by_name_once_there_is_a_new_one(desk, case_id, walk):
    offered = list(paper_orders.offered(desk.journal.case(case_id)))
    assert offered[:3] == ["slip", "agreement", "agreement_version_1"]
    assert desk.say(paper_orders.title(offered[2])) == "Resolution agreement, version 1 (replaced)"
    assert "agreement_version_1" not in paper_orders.offered(desk.journal.case(walk("agree")))


def test_the_old_paper_says_that_it_was_replaced_and_the_new_one_what_it_replaces(qtbot, page, case_id):
    old = shown(qtbot, page, "agreement_version_1", case_id)
    assert "REPLACED by version 2. This version no longer counts." in words(old.made.pdf)
    assert old.made.order.name.endswith("agreement 1 en.pdf")
    new = shown(qtbot, page, "agreement", case_id)
    assert "REPLACED" not in words(new.made.pdf)
    assert "Replaces" in words(new.made.pdf)


def test_both_the_first_print_and_the_marked_one_are_called_replaced_when_checked(
    qtbot, desk, page, walk, sign_in, tmp_path
):
    case_id = walk("sign")
    shown(qtbot, page, "agreement", case_id).save_to(tmp_path / "first.pdf")
    desk.record("amend", CHANGE, case_id)
    shown(qtbot, page, "agreement_version_1", case_id).save_to(tmp_path / "marked.pdf")
    dialog = VerifyDialog(desk, page, case_id)
    qtbot.addWidget(dialog)
    for name in ("first.pdf", "marked.pdf"):
        found = checked(qtbot, dialog, tmp_path, (tmp_path / name).read_bytes(), "again.pdf")
        assert (found.kind, found.version, found.newest) == (verify.REPLACED, 1, 2), name
    assert dialog.title.text() == "Replaced by a newer version"
    assert [paper.version for paper in papers.of_case(desk.store, case_id)] == [1, 1]
