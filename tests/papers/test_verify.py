"""Forgery: every kind of change to a paper and the verdict on it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from desk.cases.case import Case
from desk.cases.issued import Issued, Known
from desk.papers import press, seal, strange, verify
from desk.papers.agreement import agreement
from desk.papers.code import payload
from desk.papers.page import A4
from desk.papers.qr import path
from desk.papers.slip import slip
from desk.papers.stationery import COPY
from desk.papers.stationery import replaced as replaced_by

from .conftest import HANOI, HELSINKI, planned, settled
from .forgery import (
    another_amount,
    by_pypdf,
    by_qpdf,
    content_byte,
    covered,
    edited,
    noted,
    one_byte,
    overlaid,
    pages_by_pypdf,
    pages_of_both,
    photographed,
    printed_to_pdf,
    recognised,
    saved_anew,
    scanned,
    scripted,
    swapped,
    unsealed,
)

AT = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """A store that issued a sealed bilingual agreement in two versions, and a slip."""

    first: bytes
    second: bytes
    plain: bytes
    slip: bytes
    known: Known
    identity: seal.Identity

    def judge(self, pdf: bytes) -> verify.Verdict:
        same = next((p for p in self.known.issued if p.sha256 == hashlib.sha256(pdf).hexdigest()), None)
        said = verify.claim(pdf)
        here = said.number == self.known.agreed[1].number
        return verify.judge(pdf, said, replace(self.known, same=same) if same or here else Known(HANOI))


def paper(case: Case, name: str, languages: tuple[str, ...], version: int, pdf: bytes, hours: int = 0) -> Issued:
    at = AT + timedelta(hours=hours)
    return Issued(case.id, case.number, name, languages, version, at, hashlib.sha256(pdf).hexdigest(), pdf)


@pytest.fixture(scope="module")
def desk() -> Desk:
    walk = planned().approved().talked().agreed()
    one = walk.case
    two = walk.amended().case
    me = seal.identity("Cửa hàng Hàng Bài", AT)
    plain = agreement(one, ("vi", "en"))
    first = seal.sealed(plain, me)
    second = seal.sealed(agreement(two, ("vi", "en"), before=one), me)
    receipt = slip(one, ("vi",), branch=HANOI)
    known = Known(
        HANOI,
        issued=(
            paper(one, "slip", ("vi",), 0, receipt), paper(one, "agreement", ("vi", "en"), 1, first, 1),
            paper(two, "agreement", ("vi", "en"), 2, second, 2),
        ),
        agreed={1: one, 2: two}, certificates=(me.certificate,),
    )  # fmt: skip
    return Desk(first, second, plain, receipt, known, me)


def coded(document: pikepdf.Pdf, desk: Desk) -> None:
    """Our QR code drawn over the one of a paper from elsewhere."""
    drawn = path(payload(desk.known.agreed[2]), 476.57, 717.5, 62)
    white = "q 1 1 1 rg 440 700 140 110 re f Q q 0 0 0 rg"
    document.pages[0].contents_add(document.make_stream(f"{white} {drawn} Q".encode()))


def foreign(desk: Desk) -> bytes:
    return agreement(settled(HELSINKI), ("fi", "en"))


def same_number_elsewhere(desk: Desk) -> bytes:
    """Another store that counts its cases alike: the number is ours, the promise is not."""
    return agreement(settled(own_words="Tôi được hứa mười nồi."), ("vi", "en"))


def not_issued(desk: Desk, **more) -> bytes:
    return agreement(desk.known.agreed[2], ("fi",), **more)


ROWS = [
    ("as issued, newest", lambda d: d.second, "genuine", ""),
    ("as issued, older version shown", lambda d: d.first, "replaced", ""),
    ("slip as issued", lambda d: d.slip, "genuine", ""),
    ("made from the journal, never issued", not_issued, "genuine", "byte for byte"),
    ("the same, marked COPY", lambda d: not_issued(d, mark=COPY), "genuine", ""),
    ("older one marked REPLACED",
     lambda d: agreement(d.known.agreed[1], ("vi", "en"), mark=replaced_by(2)), "replaced", ""),
    ("saved by another program", lambda d: saved_anew(d.second), "resaved", "seal is broken"),
    ("saved by qpdf, for the web", lambda d: by_qpdf(d.second, linearize=True), "resaved", "seal is broken"),
    ("saved by qpdf, unpacked", lambda d: by_qpdf(d.second, qdf=True), "resaved", "seal is broken"),
    ("saved by pypdf", lambda d: by_pypdf(d.second), "resaved", "seal is broken"),
    ("pages put into a new file by pypdf", lambda d: pages_by_pypdf(d.second), "altered", "seal was taken off"),
    ("slip saved by pypdf", lambda d: by_pypdf(d.slip), "resaved", ""),
    ("older one saved by another program", lambda d: saved_anew(d.first), "replaced", "Another program"),
    ("slip saved by another program", lambda d: saved_anew(d.slip), "resaved", ""),
    ("pages printed into a new PDF", lambda d: printed_to_pdf(d.second), "altered", "seal was taken off"),
    ("one byte: drawing of page 1", lambda d: content_byte(d.second), "altered", "page 1"),
    ("one byte: description", lambda d: one_byte(d.second, b"<dc:format>", 13), "altered", "description"),
    ("one byte: a structure element", lambda d: one_byte(d.second, b"/S/H2", 4), "altered", "structure"),
    ("one byte: last line", lambda d: one_byte(d.second, b"startxref", 2), "altered", "Single bytes"),
    ("an amount replaced", lambda d: edited(d.second, another_amount), "altered", "Pages that differ"),
    ("two pages swapped", lambda d: edited(d.second, swapped), "altered", "1, 2"),
    ("a page of the older version", lambda d: pages_of_both(d.first, d.second), "altered", "differ from ours: 2."),
    ("a page taken out", lambda d: edited(d.second, lambda doc: doc.pages.__delitem__(-1)), "altered", "pages, ours"),
    ("a white box over a line", lambda d: edited(d.second, covered), "altered", "differ from ours: 2."),
    ("overlay appended behind the end", lambda d: overlaid(d.second), "altered", "added behind"),
    ("blanks appended behind the end", lambda d: d.second + b"\n\n", "altered", "2 bytes were added"),
    ("a note laid over a page", lambda d: edited(d.second, noted), "altered", "notes or form fields"),
    ("a program put in", lambda d: edited(d.second, scripted), "altered", "programs"),
    ("seal cut off: our file before sealing", lambda d: d.plain, "altered", "seal was taken off"),
    ("seal taken out by a program", lambda d: edited(d.second, unsealed), "altered", "seal was taken off"),
    ("sealed again by somebody else",
     lambda d: seal.sealed(not_issued(d), seal.identity("Cửa hàng Hàng Bài", AT)), "altered", "Somebody else"),
    ("paper of another store", foreign, "not_ours", "no case"),
    ("another store, same number", same_number_elsewhere, "not_ours", "not made from our case"),
    ("sealed by us, never issued", lambda d: seal.sealed(not_issued(d), d.identity), "genuine", "store sealed it"),
    ("photograph, newest", lambda d: photographed(d.second), "shown", "compare them"),
    ("photograph, older version", lambda d: photographed(d.first), "replaced", ""),
    ("photograph, elsewhere, same number", lambda d: photographed(same_number_elsewhere(d)), "not_ours", "not made"),
    ("scanned to PDF, newest", lambda d: scanned(d.second), "shown", "compare them"),
    ("scanned to PDF, older version", lambda d: scanned(d.first), "replaced", ""),
    ("scanned, words recognised", lambda d: recognised(d.second), "shown", "compare them"),
    ("our code on another text", lambda d: edited(foreign(d), lambda doc: coded(doc, d)), "altered", "1, 2, 3, 4"),
    ("photograph of something else", lambda d: photographed(d.slip), "unreadable", "No code"),
    ("a letter from anywhere", lambda d: edited(d.slip, lambda doc: doc.docinfo.__delitem__("/Subject")),
     "not_ours", "Nothing on it"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "make", "verdict", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_the_verdict_on(desk: Desk, kind: str, make, verdict: str, said: str) -> None:
    found = desk.judge(make(desk))
    words = " ".join(str(text) for text in (found.words, *found.more))
    print(f"\n{kind:<40} {found.kind:<10} {words}")
    assert found.kind == verdict, words
    assert said in words


# Files that mean harm -------------------------------------------------------------------------------------------------


def packed(data: bytes) -> bytes:
    return b"%%PDF-1.7\n1 0 obj\n<</Length 9/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % data


def locked(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def locked_for_owners(pdf: bytes) -> bytes:
    """Opens for everybody, and is encrypted all the same."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    return out.getvalue()


def many_pages() -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(strange.PAGES + 1):
        document.new_page(10, 10)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def huge_page() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 14_000)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


BOMB = zlib.compress(bytes(strange.UNPACKED + 2**20))
HARM = {
    "200 MB": (lambda d: bytes(200 * 2**20), "larger than"),
    "nothing": (lambda d: b"", "not a PDF"),
    "a broken picture": (lambda d: b"\x89PNG\r\n\x1a\n" + bytes(2000), "picture"),
    "a spreadsheet": (lambda d: b"PK\x03\x04" + bytes(2000), "not a PDF"),
    "only the head": (lambda d: b"%PDF-1.7\n", "damaged"),
    "cut in half": (lambda d: d.second[: len(d.second) // 8], ""),
    "random bytes behind the head": (lambda d: b"%PDF-1.7\n" + hashlib.shake_256(b"x").digest(50_000), "damaged"),
    "locked": (lambda d: locked(d.second), "locked with a password"),
    "locked for owners": (lambda d: locked_for_owners(d.second), "locked with a password"),
    "a bomb": (lambda d: packed(BOMB), "unpack"),
    "a bomb in a bomb": (lambda d: packed(zlib.compress(BOMB)), "unpack"),
    "many small bombs": (lambda d: packed(zlib.compress(bytes(2**22))) * 40, "unpack"),
    "a million streams": (lambda d: packed(b"x") + b"stream\n" + b"stream\nx\x9c" * 2_000_000, "unpack"),
    "301 pages": (lambda d: many_pages(), "301 pages"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARM)
def test_a_file_that_cannot_be_checked_is_refused_in_one_sentence(desk: Desk, kind: str) -> None:
    make, said = HARM[kind]
    found = desk.judge(make(desk))
    print(f"\n{kind:<40} {found.kind:<10} {found.words}")
    assert found.kind == verify.UNREADABLE
    assert said in str(found.words)


def test_a_page_as_large_as_a_wall_is_pictured_small() -> None:
    assert strange.contents(huge_page()).pictures[0].size[0] ** 2 <= strange.PIXELS * 1.01


def test_a_file_that_cannot_be_opened_is_still_known_by_its_fingerprint(desk: Desk) -> None:
    broken = b"%PDF-1.7 broken, but that is how it left the desk"
    same = paper(desk.known.agreed[1], "slip", ("vi",), 0, broken)
    assert verify.judge(broken, verify.claim(broken), replace(desk.known, same=same)).kind == verify.GENUINE


def test_every_single_byte_of_an_issued_paper_counts(desk: Desk) -> None:
    """Bits all over the file: none is taken for the genuine paper, none only for saved anew, none ends in an error."""
    size = len(desk.second)
    kinds = []
    for place in range(7, size, size // 24):
        changed = bytearray(desk.second)
        changed[place] ^= 0x10
        kinds.append(desk.judge(bytes(changed)).kind)
    assert set(kinds) <= {verify.ALTERED, verify.UNREADABLE, verify.NOT_OURS}
    assert kinds.count(verify.ALTERED) >= 20


def test_without_the_seal_parts_papers_are_judged_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "available", lambda: False)
    assert desk.judge(desk.second).kind == verify.GENUINE
    assert desk.judge(edited(desk.second, covered)).kind == verify.ALTERED


def test_a_paper_signed_on_the_screen_is_made_again_with_its_signature(desk: Desk) -> None:
    case = desk.known.agreed[2]
    made = replace(case.agreement, signed_at=AT, signed_how="screen", customer_strokes="[[10,20,0,900,700,300]]")
    signed = replace(case, agreement=made)
    pdf = agreement(signed, ("en",))
    said = verify.claim(pdf)
    assert verify.judge(pdf, said, replace(desk.known, signed={2: signed})).kind == verify.GENUINE
    forged = replace(signed, agreement=replace(made, customer_strokes="[[10,900,0,2900,100,300]]"))
    pdf = agreement(forged, ("en",))
    found = verify.judge(pdf, verify.claim(pdf), replace(desk.known, signed={2: signed}))
    assert found.kind == verify.ALTERED
    assert len(found.pages) == 1


def test_titles_are_there_for_every_verdict() -> None:
    assert set(verify.TITLES) == {row[2] for row in ROWS} | {verify.UNREADABLE, verify.DRAFT}


def test_a_draft_that_left_the_desk_is_no_agreement(desk: Desk) -> None:
    draft = agreement(planned().case, ("vi",), branch=HANOI)
    early = paper(desk.known.agreed[1], "agreement", ("vi",), 1, draft, hours=-24)
    for known in (replace(desk.known, same=early), replace(desk.known, agreed={}, same=early)):
        found = verify.judge(draft, verify.claim(draft), known)
        assert (found.kind, "never agreed" in str(found.words)) == (verify.DRAFT, True)


def test_a_paper_of_an_erased_case_is_still_known(desk: Desk) -> None:
    gone = replace(desk.known.issued[1], pdf=b"", version=0)
    found = verify.judge(desk.first, verify.claim(desk.first), Known(HANOI, same=gone))
    assert (found.kind, found.number) == (verify.GENUINE, "HN-2026-0042")


# Papers that an earlier version of the desk laid out otherwise -----------------------------------------------------


@pytest.fixture
def earlier(desk: Desk, monkeypatch) -> bytes:
    """The newest agreement as a version of the desk with wider margins laid it out."""
    with monkeypatch.context() as then:
        then.setattr("desk.papers.press.LAYOUT", press.LAYOUT - 1)
        then.setattr("desk.papers.agreement.A4", replace(A4, side=A4.side + 20, top=A4.top + 30))
        return agreement(desk.known.agreed[2], ("vi", "en"))


def test_a_paper_issued_before_the_layout_changed_is_held_against_what_left_the_desk(desk: Desk, earlier) -> None:
    issued = paper(desk.known.agreed[2], "agreement", ("vi", "en"), 2, earlier, hours=2)
    then = replace(desk, known=replace(desk.known, issued=(*desk.known.issued, issued)))
    assert then.judge(earlier).kind == verify.GENUINE
    assert then.judge(saved_anew(earlier)).kind == verify.RESAVED
    assert then.judge(edited(earlier, another_amount)).kind == verify.ALTERED
    assert then.judge(content_byte(earlier)).kind == verify.ALTERED


def test_an_earlier_layout_that_nobody_recorded_is_not_called_altered_and_not_genuine(desk: Desk, earlier) -> None:
    for pdf in (earlier, edited(earlier, another_amount)):
        found = desk.judge(pdf)
        assert (found.kind, "compare its words" in str(found.words)) == (verify.UNREADABLE, True)


def test_a_paper_of_todays_layout_that_nobody_recorded_is_compared_all_the_same(desk: Desk) -> None:
    bare = replace(desk, known=replace(desk.known, issued=()))
    pdf = agreement(desk.known.agreed[2], ("vi",))
    assert bare.judge(saved_anew(pdf)).kind == verify.RESAVED
    assert bare.judge(edited(pdf, another_amount)).kind == verify.ALTERED
