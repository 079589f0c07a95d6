"""Numbers of an old list that name something, a telephone or a device, with the digits that a spreadsheet took away."""

from __future__ import annotations

import re

from desk.i18n import N_, Words

from .fields import BadValue
from .text import plain_digits, seen

#: A number that a spreadsheet shows, and saves in a CSV file, without most of its digits.
_CUT = re.compile(r"(\d)(?:[.,](\d+))?E\+(\d{1,2})", re.IGNORECASE)
CUT = N_(
    "A spreadsheet has cut this number short: {said}. Please show the column there with all its digits, save the list "
    "again, and choose it once more."
)

#: An apostrophe that somebody, or another program, has put before a number.
_LED = re.compile(r"^\s*['\u2018\u2019`\u00b4](?=[\d+(])")

#: A column too narrow for its number, and a formula that keeps a number a text.
_NARROW = re.compile(r"\s*#{3,}\s*")
NARROW = N_(
    "The column was too narrow for this cell, and only {said} was saved. Please make it wider, save the list again, "
    "and choose it once more."
)
_KEPT = re.compile(r'\s*="([^"]*)"\s*')

_DIGITS = re.compile(r"\d{6,15}")

#: What begins without 0 at home, too: a number inside of the town, or one of a service.
_WITHOUT = {"vn": re.compile(r"\d{6,7}|1[89]00\d{4,6}")}

#: Countries in which every number begins with 0 at home, with their codes from abroad.
_ABROAD = {"vn": "84", "fi": "358"}

#: What only a number that has lost its 0 looks like where a list holds nothing but texts.
_LOST = {"vn": re.compile(r"84\d{9,10}|[35789]\d{8}|2\d{9}"), "fi": re.compile(r"358\d{6,10}|(?:4\d|50)\d{5,8}")}


def all_digits(text: str) -> str:
    """A number as it is seen, written out where a spreadsheet has made it 8.4912345678E+10, without the apostrophe that
    keeps a spreadsheet from doing so. BadValue when digits are gone."""
    if '="' in text and (kept := _KEPT.fullmatch(text)):
        text = kept[1]
    refuse_narrow(text)
    text = _LED.sub("", seen(text))
    match = _CUT.fullmatch(text.strip()) if "+" in text else None
    if not match:
        return text
    digits, places = match[1] + (match[2] or ""), int(match[3]) + 1
    if len(digits) < places:
        raise BadValue(Words(CUT, {"said": text.strip()}))
    return digits if len(digits) == places else text


def refuse_narrow(text: str) -> None:
    """BadValue for nothing but ####, which a spreadsheet shows, and saves, where a column is too narrow."""
    if "###" in text and _NARROW.fullmatch(text):
        raise BadValue(Words(NARROW, {"said": text.strip()[:9]}))


def telephone(said: str, country: str, counted: bool) -> str:
    """With the 0 that a spreadsheet took from it, also on its way into a list of texts; `counted`: a number there."""
    digits, lost = plain_digits(said), _LOST.get(country)
    return with_zero(digits, country) if counted or (lost and lost.fullmatch(digits)) else digits


def with_zero(digits: str, country: str) -> str:
    """A telephone number that a spreadsheet took for a number: it has lost its 0, or its +."""
    code = _ABROAD.get(country)
    if code is None or not _DIGITS.fullmatch(digits) or (country in _WITHOUT and _WITHOUT[country].fullmatch(digits)):
        return digits
    return f"+{digits}" if digits.startswith(code) and len(digits) >= 11 else f"0{digits}"
