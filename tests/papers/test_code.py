"""The verification code: the same for the same paper, another for any other, and readable from the QR code."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
from reportlab.graphics.barcode import qrencoder

from desk.papers.agreement import agreement
from desk.papers.code import payload, verification_code
from desk.papers.qr import modules, path

from .conftest import planned, settled
from .reading import read


def changed(value):
    """Another value of the same kind; None where there is nothing to change."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value + "x" if value else "x"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, (datetime, date)):
        return value + timedelta(days=1)
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return (*value, value[0])
    return None


def variants(thing):
    """The thing with one value changed, for every value in it."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if is_dataclass(value):
            yield from ((f"{field.name}.{n}", replace(thing, **{field.name: v})) for n, v in variants(value))
        elif isinstance(value, dict):
            for key, item in value.items():
                news = variants(item) if is_dataclass(item) else [("", changed(item))]
                for name, new in news:
                    yield f"{field.name}.{key}.{name}", replace(thing, **{field.name: {**value, key: new}})
        elif (new := changed(value)) is not None:
            yield field.name, replace(thing, **{field.name: new})


def said(case):
    return read(agreement(case, ("en", "fi"))).replace(verification_code(case), "")


def test_any_change_of_a_printed_value_changes_the_code():
    case = settled(agreed={"if_late": "Chúng tôi gọi trước.", "representative": "Bình", "interpreter": "Hà"})
    before, code = said(case), verification_code(case)
    seen = set()
    for name, other in variants(case):
        if name in ("zone", "currency", "talk.responsibility", "agreement.facts_as_of"):
            continue  # no other value that a paper could be made with
        text = said(other)
        if text != before and "DRAFT" not in text:  # a draft carries no code
            seen.add(name)
            assert verification_code(other) != code, name
    assert len(seen) > 45
    assert {"own_words", "proposal.position", "agreement.if_late", "commitments.1.due", "talk.apology"} <= seen


@pytest.mark.parametrize("change", [
    {"zone": "UTC"}, {"currency": "EUR"}, {"country": "fi"}, {"customer_name": "Nguyễn Thị Ngọc Anh"},
], ids=str)  # fmt: skip
def test_zone_currency_country_and_a_single_mark_change_the_code(hanoi, change):
    assert verification_code(replace(hanoi, **change)) != verification_code(hanoi)


def test_a_promise_less_changes_the_code(hanoi):
    fewer = replace(hanoi.agreement, commitments=("1",))
    assert verification_code(replace(hanoi, agreement=fewer)) != verification_code(hanoi)


def test_another_answer_about_responsibility_changes_the_code(hanoi):
    assert verification_code(replace(hanoi, talk=replace(hanoi.talk, responsibility="shared"))) != verification_code(
        hanoi
    )


def test_what_happens_later_does_not_change_the_code():
    walk = planned().approved().talked().agreed()
    code = verification_code(walk.case)
    assert verification_code(walk.signed().delivered("1").case) == code


def test_the_code_is_three_groups_of_four_and_the_same_each_time(hanoi):
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){2}", verification_code(hanoi))
    assert verification_code(hanoi) == verification_code(settled())


def test_a_new_version_has_another_code():
    walk = planned().approved().talked().agreed()
    code = verification_code(walk.case)
    assert verification_code(walk.amended().case) != code


# The QR code: read back from the drawn squares as a scanner would, but without error correction -----------------


def unmasked(rows):
    """The squares with the mask of the format bits taken off (ISO/IEC 18004, 7.8 and 7.9)."""
    bits = [rows[8][0], rows[8][1], rows[8][2], rows[8][3], rows[8][4]]
    number = "".join("1" if dark else "0" for dark in bits)
    mask = int(number, 2) ^ 0b10101
    rule = (
        lambda i, j: (i + j) % 2, lambda i, j: i % 2, lambda i, j: j % 3, lambda i, j: (i + j) % 3,
        lambda i, j: (i // 2 + j // 3) % 2, lambda i, j: i * j % 2 + i * j % 3,
        lambda i, j: (i * j % 2 + i * j % 3) % 2, lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
    )[mask & 7]  # fmt: skip
    assert mask >> 3 == 0, "error correction M"
    return [[dark != (rule(i, j) == 0) for j, dark in enumerate(row)] for i, row in enumerate(rows)]


def is_data(i, j, size):
    corner = (i < 9 and j < 9) or (i < 9 and j >= size - 8) or (i >= size - 8 and j < 9)
    pattern = size > 21 and abs(i - (size - 7)) <= 2 and abs(j - (size - 7)) <= 2
    return not (corner or pattern or i == 6 or j == 6)


def decoded(rows):
    """The text of a QR code of version 1 to 3 with one block."""
    size, data = len(rows), unmasked(rows)
    columns = [c for c in range(size - 1, 0, -1) if c % 2 == (0 if c > 6 else 1) and c != 6]
    bits = []
    for turn, right in enumerate(columns):
        order = range(size - 1, -1, -1) if turn % 2 == 0 else range(size)
        bits += [data[i][j] for i in order for j in (right, right - 1) if is_data(i, j, size)]
    stream = "".join("1" if bit else "0" for bit in bits)
    assert stream[:4] == "0100", "byte mode"
    count = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(count)).decode()


def test_the_qr_code_holds_the_payload(hanoi):
    assert decoded(modules(payload(hanoi))) == payload(hanoi)
    assert payload(hanoi) == f"desk1|HN-2026-0042|1|{verification_code(hanoi)}"


def test_the_path_draws_exactly_the_dark_squares():
    rows = modules("desk1|A|1|B")
    drawn = [[False] * len(rows) for _ in rows]
    for box in re.findall(r"(\d+) (\d+) (\d+) 1 re", path("desk1|A|1|B", 0, 0, 62)):
        x, y, wide = map(int, box)
        for column in range(x, x + wide):
            drawn[len(rows) - 1 - y][column] = True
    assert drawn == rows


@pytest.mark.parametrize("count", [1, 14, 15, 26, 42, 62, 84, 106, 107, 122, 152, 180, 181, 213])
def test_the_code_is_square_for_square_what_another_encoder_makes(count):
    text = "".join("desk1|HN-2026-0042|7|ABCD"[n * 7 % 25] for n in range(count))
    other = qrencoder.QRCode(None, 0)
    other.addData(qrencoder.QR8bitByte(text))
    other.version = other.calculate_version()
    other.makeImpl(False, 2)
    assert modules(text) == [[bool(square) for square in row] for row in other.modules]


def test_what_no_code_on_paper_could_hold_is_refused():
    with pytest.raises(ValueError, match="too long"):
        modules("x" * 214)


def test_the_printed_code_reads_back_from_the_picture_of_the_sheet(hanoi):
    document = pypdfium2.PdfDocument(agreement(hanoi, ("vi",)))
    image = document[0].render(scale=4).to_pil().convert("L")
    wide, high = image.size
    corner = image.crop((int(wide * 0.75), 0, wide, int(high * 0.2))).point(lambda n: 255 if n < 40 else 0)
    left, top, right, _ = corner.getbbox()
    size = 29
    side = (right - left) / size
    rows = [[corner.getpixel((int(left + (j + 0.5) * side), int(top + (i + 0.5) * side))) > 0 for j in range(size)]
            for i in range(size)]  # fmt: skip
    document.close()
    assert decoded(rows) == payload(hanoi)
