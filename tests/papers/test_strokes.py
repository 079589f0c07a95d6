"""Signatures from the screen on the paper: drawn in their boxes, told to who cannot see them, archival as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from desk.cases.case import Case
from desk.cases.strokes import HEIGHT, WIDTH, Signature
from desk.papers.agreement import agreement
from desk.papers.code import verification_code

from .conftest import settled
from .reading import pages, squeezed, verdict
from .test_archive import elements

AT = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)

#: A wave across the whole sheet, and a cross in its corners.
WAVE = tuple((x, 500 + (x * 7919 % 600 - 300), x // 10) for x in range(0, WIDTH + 1, 25))
CROSS = ((0, 0, 400), (WIDTH, HEIGHT, 500))
WRITTEN = Signature((WAVE, CROSS)).written()
TYPED = Signature(name="Lê Thị Lan").written()


def signed(customer: str = WRITTEN, store: str = TYPED, **agreed: object) -> Case:
    case = settled(agreed=agreed)
    assert case.agreement
    made = replace(case.agreement, signed_at=AT, signed_how="screen", customer_strokes=customer, store_strokes=store)
    return replace(case, agreement=made)


CASES = {
    "both": {}, "customer alone": {"store": ""}, "both typed": {"customer": TYPED},
    "four boxes": {"interpreter": "Hà", "store": WRITTEN}, "a representative": {"representative": "Bình"},
}  # fmt: skip


@pytest.mark.parametrize("languages", [("vi",), ("en", "fi")], ids=" ".join)
@pytest.mark.parametrize("kind", CASES)
def test_a_signed_paper_is_archival_and_accessible(kind: str, languages: tuple[str, ...], tmp_path: Path) -> None:
    pdf = agreement(signed(**CASES[kind]), languages)
    assert verdict(pdf, "ua1", tmp_path) == []
    assert verdict(pdf, "2a", tmp_path) == []


def test_the_drawing_is_told_and_the_typed_name_is_text() -> None:
    pdf = agreement(signed(), ("en",))
    with pikepdf.open(BytesIO(pdf)) as document:
        figures = [str(e.Alt) for e in elements(document.Root.StructTreeRoot) if e.S == "/Figure"]
    assert figures[-1] == "Signature of Nguyễn Thị Ngọc Ánh, written on the screen"
    text = squeezed("".join(pages(pdf)))
    assert squeezed("Typed on the screen, 20/11/2026 11:30") in text
    assert squeezed("Signed on the screen, 20/11/2026 11:30") in text
    assert text.count(squeezed("Lê Thị Lan")) > squeezed("".join(pages(agreement(settled(), ("en",))))).count(
        squeezed("Lê Thị Lan")
    )


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Figure" and "Signature" in str(e.Alt)]
        return [tuple(float(n) for n in e.A.BBox) for e in found]


def test_signatures_stay_in_their_own_boxes_side_by_side() -> None:
    left, right = boxes(agreement(signed(store=WRITTEN), ("en",)))
    assert left[2] < right[0]
    assert (left[1], left[3]) == (right[1], right[3])
    assert (left[2] - left[0]) / (left[3] - left[1]) == pytest.approx(WIDTH / HEIGHT, rel=0.01)


def test_the_same_signature_gives_the_same_bytes_and_another_one_others() -> None:
    assert agreement(signed(), ("vi",)) == agreement(signed(), ("vi",))
    assert agreement(signed(), ("vi",)) != agreement(signed(customer=Signature((CROSS,)).written()), ("vi",))


def test_signing_changes_neither_the_code_nor_what_was_agreed() -> None:
    case = signed()
    assert verification_code(case) == verification_code(settled())


@pytest.mark.parametrize("strokes", ["", "[[1,2]]", "rubbish", "[]"])
def test_what_is_no_signature_leaves_the_paper_to_be_signed_by_hand(strokes: str) -> None:
    assert agreement(signed(customer=strokes, store=strokes), ("vi",)) == agreement(settled(), ("vi",))


def test_strokes_without_a_moment_of_signing_are_not_drawn() -> None:
    case = signed()
    assert case.agreement
    unsigned = replace(case, agreement=replace(case.agreement, signed_at=None))
    assert agreement(unsigned, ("vi",)) == agreement(settled(), ("vi",))
