"""What a choice of an old list means: closed or open, which kind of complaint, which way it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from desk.i18n import LANGUAGES, catalogue

from . import old_dates
from .fields import Field
from .headings import CHANNELS, CLOSED, DONE, KINDS, OPEN, plain

#: A day behind a word, as in "Xong 5/3" and "hoidettu 5.3.".
_DAY = re.compile(r"(?<=\D)(?: \d{1,4}){2,3}$")


#: What begins so is open: "Chưa liên hệ được", "odottaa varaosaa". Unless it goes on to say that it was done after all;
#: and with its marks, as "chữa", mended, is not "chưa".
_STILL = (
    "chưa ", "đang ", "chờ ", "waiting", "awaiting", "pending", "in progress", "not yet", "odottaa", "kesken",
    "ei vielä",
)  # fmt: skip
_MENDED = re.compile("ch[ữứ]a")
_AFTER_ALL = re.compile(r"\b(?:đã|xong|rồi|valmis|hoidet|ratkais|done|closed|resolved|solved)")

#: Marks in a box, and those that say "done" below a heading that says so.
_TICKED, _UNTICKED = "✓✔☑✅", "☐⬜"
_BOXED = {"x": "closed", "v": "closed", "+": "closed", "1": "closed", "có": "closed", "0": "open", "không": "open"}


def meant(field: Field, said: str, heading: str = "") -> tuple[str, bool]:
    """The choice that is meant, empty where it is none of ours; and whether that is all that was said."""
    known, name = _choices(field), plain(said)
    if name in known and not name.startswith("chua"):
        return known[name], True
    written = normalize("NFC", said.strip().lower())
    if _MENDED.match(written):
        return "", False
    if name in known:
        return known[name], True
    if field.name == "was" and (was := _stood(written, plain(heading) in DONE)):
        return was
    return known.get(_DAY.sub("", name), ""), False


def _stood(said: str, done: bool) -> tuple[str, bool] | None:
    """Closed or open by a mark, by how it begins, or below a heading such as "Hoidettu" by a day; None for neither."""
    if said in (*_TICKED, *_UNTICKED):
        return "closed" if said in _TICKED else "open", True
    if said.startswith(_STILL) and not _AFTER_ALL.search(said):
        return "open", False
    if done and said in _BOXED:
        return _BOXED[said], True
    if done and (old_dates.read(said) or old_dates.in_year(said, old_dates.LEAP)):
        return "closed", False
    return None


def _choices(field: Field) -> Mapping[str, str]:
    """Everything a choice of the list may be called, by plain()."""
    if field.name not in _known_choices:
        found = {
            plain(catalogue(language).gettext(words)): name for language in LANGUAGES for name, words in field.choices
        }
        said: Iterable[tuple[str, Iterable[str]]] = {
            "was": (("open", OPEN), ("closed", CLOSED)), "category": KINDS.items(), "channel": CHANNELS.items(),
        }[field.name]
        found |= {plain(word): name for name, words in said for word in words}
        found |= {name: name for name, _ in field.choices}
        _known_choices[field.name] = found
    return _known_choices[field.name]


_known_choices: dict[str, Mapping[str, str]] = {}
