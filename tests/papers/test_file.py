"""The case file tells everything, and masked nothing about other people."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from desk.papers.file import case_file
from desk.papers.masking import HIDDEN, Mask

from .conftest import HANOI, PEOPLE, finished, planned, refused
from .reading import pages, read, squeezed
from .test_archive import elements

DONE = finished()
NAMES = {person.id: person.name for person in PEOPLE.values()}


def said(walk=DONE, **more):
    return read(case_file(walk.case, walk.entries, ("en",), branch=HANOI, people=NAMES, **more))


def test_every_entry_is_told_with_who_and_when():
    text = said()
    for entry in DONE.entries:
        assert squeezed(f"{entry.order}. ") in text
        assert entry.digest in text
    for words in ("Complaint recorded", "Solution proposed", "Agreement signed", "Case closed", "Promise kept"):
        assert squeezed(words) in text
    assert squeezed("1. 20/11/2026 09:20, Lê Thị Lan") in text
    assert squeezed("Phạm Thị Hoa đã trả lời") in text


def test_the_summary_says_how_it_stands():
    text = said()
    case = DONE.case
    for words in (case.own_words, case.findings, case.proposal.position, case.talk.apology, case.lesson,
                  "Agreed and resolved", "Trần Quang Minh, 20/11/2026 09:35", "In time", "Biên nhận 17"):  # fmt: skip
        assert squeezed(words) in text


def test_a_decision_stands_in_the_file():
    text = said(refused())
    assert squeezed("Chúng tôi không hoàn tiền toàn bộ.") in text
    assert squeezed("Closed without agreement") in text


def test_masked_it_hides_others_and_keeps_customer_and_signatories():
    open_, masked = said(), said(mask=True)
    for other in ("Phạm Thị Hoa", "0987 654 321", "tu@example.com"):
        assert squeezed(other) in open_
        assert squeezed(other) not in masked
    for known in ("Nguyễn Thị Ngọc Ánh", "0912 345 678", "anh.nguyen@example.vn", "Lê Thị Lan", "Trần Quang Minh",
                  "Đỗ Hồng Quân", "024 3825 1234"):  # fmt: skip
        assert squeezed(known) in masked
    assert squeezed("Names and contact details of other people are hidden") in masked
    assert squeezed("Names and contact details of other people are hidden") not in open_


def test_a_colleague_keeps_one_number_through_the_file():
    walk = finished()
    walk.entries[11] = replace(walk.entries[11], author="hoa")
    masked = said(walk, mask=True)
    assert "PhạmThịHoa" not in masked
    assert masked.count("Colleague1") == 2
    assert "Colleague2" not in masked


CONTACTS = {
    "Gọi 0987 654 321 nhé": f"Gọi {HIDDEN} nhé",
    "Gọi (0987 654 321) nhé": f"Gọi ({HIDDEN}) nhé",
    "Gọi (024) 3825 9999 nhé": f"Gọi {HIDDEN} nhé",
    "+84 987-654-321": HIDDEN,
    "(09) 123 4567 / 050 1234567": f"{HIDDEN} / {HIDDEN}",
    "viết cho a.b@c.vn, x@y.fi": f"viết cho {HIDDEN}, {HIDDEN}",
    "ANH.Nguyen@example.vn": "ANH.Nguyen@example.vn",
    "+84912345678": "+84912345678",
    "HĐ-20261114-0087 giá 12.500.000 ngày 01.11.2026": "HĐ-20261114-0087 giá 12.500.000 ngày 01.11.2026",
    "sê-ri SH-8955-220411, 01/11/2026 09:30": "sê-ri SH-8955-220411, 01/11/2026 09:30",
}


@pytest.mark.parametrize("text", CONTACTS)
def test_contact_details_that_are_not_the_customers_are_hidden(text):
    assert Mask(DONE.case, DONE.entries, on=True).text(text) == CONTACTS[text]


def test_without_a_mask_nothing_changes():
    assert Mask(DONE.case, DONE.entries).text("0987 654 321 Phạm Thị Hoa") == "0987 654 321 Phạm Thị Hoa"


def test_bookmarks_lead_to_every_section(tmp_path):
    (tmp_path / "file.pdf").write_bytes(case_file(DONE.case, DONE.entries, ("en",), branch=HANOI))
    with pikepdf.open(tmp_path / "file.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        heads = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/H2"]
        targets = [pdf.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
    assert titles[0] == "1. Customer"
    assert "9. The whole story" in titles
    assert len(titles) == len(heads)
    assert targets == sorted(targets)
    assert targets[-1] > targets[0]


def test_a_short_paper_has_no_bookmarks(tmp_path):
    walk = planned()
    (tmp_path / "file.pdf").write_bytes(case_file(walk.case, walk.entries[:1], ("en",), branch=HANOI))
    with pikepdf.open(tmp_path / "file.pdf") as pdf:
        assert len(pdf.pages) < 4
        assert "/Outlines" not in pdf.Root


def test_an_erased_entry_says_that_it_was_erased():
    walk = finished()
    walk.entries[0] = replace(walk.entries[0], erased=True, answers={})
    assert squeezed("The personal text was erased") in said(walk)


def test_a_correction_shows_both_values():
    walk = planned().step("lan", "correct", what="telephone", value="0912 000 111", reason="Nghe nhầm.")
    text = said(walk)
    assert text.index(squeezed("Telephone Before 0912 345 678")) < text.index(squeezed("Telephone Now 0912 000 111"))
    assert squeezed("Nghe nhầm.") in text


def test_an_entry_of_a_newer_version_is_told_as_such():
    walk = planned()
    walk.entries.append(replace(walk.entries[-1], step="teleport", order=99, changes={}, answers={}))
    assert squeezed("Recorded by a newer version of the desk") in said(walk)


def test_the_number_stands_on_every_sheet():
    assert all("HN-2026-0042" in sheet for sheet in pages(case_file(DONE.case, DONE.entries, ("fi",), branch=HANOI)))


def test_without_entries_there_is_no_file():
    with pytest.raises(ValueError, match="without entries"):
        case_file(DONE.case, [], ("en",))
