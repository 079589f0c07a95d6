"""Every paper of the desk from the same two branches, in any languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from desk.cases.case import Case, Entry
from desk.cases.reports import Month, count
from desk.papers import PAPERS
from desk.papers.stationery import COPY, replaced

from .conftest import HANOI, HELSINKI, PEOPLE, Walk, finished, planned, refused, settled, with_words

Make = Callable[[tuple[str, ...]], bytes]

#: Each language alone, and the pairs that shops print.
LANGUAGES = (("vi",), ("en",), ("fi",), ("vi", "en"), ("fi", "vi"), ("fi", "en"))


def png(wide: int = 300, high: int = 120, mode: str = "RGBA") -> bytes:
    """A logo file."""
    out = BytesIO()
    Image.new(mode, (wide, high), (20, 80, 120, 128) if mode == "RGBA" else (20, 80, 120)).save(out, "PNG")
    return out.getvalue()


def november(*cases: Case) -> Month:
    """The report's figures over these cases."""
    return count(cases, 2026, 11, HANOI.tz, datetime(2026, 12, 2, tzinfo=UTC))


def papers() -> dict[str, Make]:
    """The papers by name."""
    hanoi, helsinki, done, ended = settled(), settled(HELSINKI), finished(), refused()
    walk = planned().approved().talked().agreed()
    first = walk.case
    second = walk.delivered("2").amended().case
    month = november(hanoi, helsinki, done.case, ended.case, first)
    at = {"branch": HANOI, "logo": png()}
    people = {person.id: person.name for person in PEOPLE.values()}
    return {
        "agreement": lambda languages: PAPERS["agreement"].make(hanoi, languages, logo=png()),
        "agreement, Finland": lambda languages: PAPERS["agreement"].make(helsinki, languages),
        "agreement, copy": lambda languages: PAPERS["agreement"].make(hanoi, languages, mark=COPY, logo=png()),
        "version 2": lambda languages: PAPERS["agreement"].make(second, languages, before=first, mark=COPY),
        "version 1, replaced": lambda languages: PAPERS["agreement"].make(first, languages, mark=replaced(2)),
        "draft": lambda languages: PAPERS["agreement"].make(planned().case, languages, branch=HANOI),
        "slip": lambda languages: PAPERS["slip"].make(Walk().received().case, languages, **at),
        "letter": lambda languages: PAPERS["letter"].make(ended.case, languages, logo=png()),
        "file": lambda languages: PAPERS["file"].make(done.case, done.entries, languages, people=people, **at),
        "file, masked": lambda languages: PAPERS["file"].make(done.case, done.entries, languages, mask=True,
                                                              people=people, **at),
        "leaflet": lambda languages: PAPERS["leaflet"].make(HANOI, languages, logo=png()),
        "leaflet, Finland": lambda languages: PAPERS["leaflet"].make(HELSINKI, languages),
        "report": lambda languages: PAPERS["report"].make(month, HANOI, languages),
    }


def hostile(text: str) -> dict[str, Make]:
    """The papers with one text wherever customers and staff write."""
    hanoi, done, ended = settled(), finished(), refused()
    branch = replace(HANOI, name=text, company=text, address=text, telephone=text[:40], code=text[:9])
    decision = replace(ended.case.decision, position=text, reasons=text, by_name=text, branch={"company": text})
    letter = replace(with_words(ended.case, text), decision=decision)
    told = [_with(entry, text) for entry in done.entries]
    month = november(done.case)
    return {
        "agreement": lambda languages: PAPERS["agreement"].make(with_words(hanoi, text), languages),
        "slip": lambda languages: PAPERS["slip"].make(with_words(hanoi, text), languages, branch=branch),
        "letter": lambda languages: PAPERS["letter"].make(letter, languages),
        "file": lambda languages: PAPERS["file"].make(with_words(done.case, text), told, languages, branch=branch,
                                                      mask=True),
        "leaflet": lambda languages: PAPERS["leaflet"].make(branch, languages),
        "report": lambda languages: PAPERS["report"].make(month, branch, languages),
    }  # fmt: skip


def _with(entry: Entry, text: str) -> Entry:
    return replace(entry, answers={**entry.answers, **{n: text for n in ("own_words", "note", "words") if n in
                                                       entry.answers}})  # fmt: skip
