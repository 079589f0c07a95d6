"""What holds for every paper in every language and pair: clean for validators, readable, the same each time."""

from __future__ import annotations

import pikepdf
import pytest

from desk.i18n import catalogue
from desk.papers import PAPERS
from desk.papers.blocks import HEAD, Table
from desk.papers.stationery import COPY, replaced
from desk.papers.text import width
from desk.papers.voices import Voices

from .conftest import HANOI, planned, settled
from .reading import READERS, composed, pages, read, rules_passed, squeezed, verdict
from .samples import LANGUAGES, hostile, november, papers
from .test_text import HOSTILE

PAPER = papers()
EVERY = [(name, languages) for name in PAPER for languages in LANGUAGES]
NAMES = [f"{name} {'+'.join(languages)}" for name, languages in EVERY]


def test_every_kind_of_paper_is_among_them():
    assert {name.split(",")[0] for name in PAPER} - {"version 2", "version 1", "draft"} == set(PAPERS)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validators_table_is_clean(profile, tmp_path):
    """Printed with -s: a line for each paper and language, and what was found."""
    found = {}
    for name, languages in EVERY:
        pdf = PAPER[name](languages)
        found[name, languages] = wrong = verdict(pdf, profile, tmp_path)
        rules = rules_passed(pdf, profile, tmp_path)
        size = f"{len(pdf):7} bytes  {rules} rules"
        print(f"{profile:4} {name:22} {'+'.join(languages):6} {size}  {'; '.join(wrong) or 'clean'}")
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("name", "languages"), EVERY, ids=NAMES)
def test_the_same_paper_has_the_same_bytes(name, languages):
    assert PAPER[name](languages) == PAPER[name](languages)


@pytest.mark.parametrize(("name", "languages"), EVERY, ids=NAMES)
def test_two_programs_read_the_same_composed_text(name, languages):
    pdf = PAPER[name](languages)
    said = {reader: "".join(sorted(read(pdf, reader))) for reader in READERS}
    assert len(set(said.values())) == 1
    assert composed(read(pdf))


TITLES = {
    "agreement": "Resolution agreement", "slip": "We have received your complaint",
    "letter": "Our decision on your complaint", "file": "Case file", "leaflet": "Something wrong? Please tell us.",
    "report": "Standards report",
}  # fmt: skip


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("name", TITLES)
def test_the_title_is_said_in_each_language_and_the_file_knows_it(name, languages, tmp_path):
    pdf = PAPER[name](languages)
    titles = [catalogue(language).gettext(TITLES[name]) for language in languages]
    assert all(squeezed(title) in read(pdf) for title in titles)
    (tmp_path / "paper.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "paper.pdf") as file:
        assert str(file.docinfo["/Title"]).startswith(titles[0])
        assert str(file.Root.Lang) == languages[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_drawn_as_they_stand_on_every_paper(text):
    given, shown = HOSTILE[text]
    for name, make in hostile(given).items():
        said = read(make(("en",)))
        assert composed(said), name
        assert squeezed(shown)[:40] in said, name


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_hostile_papers_are_clean_for_the_validator(profile, tmp_path):
    text = "\n".join(given for given, _ in HOSTILE.values())
    assert {name: verdict(make(("vi", "fi")), profile, tmp_path) for name, make in hostile(text).items()} == {
        name: [] for name in hostile("")
    }


@pytest.mark.parametrize("text", ["ữ" * 10_000, "w " * 5_000], ids=["one word", "many words"])
def test_ten_thousand_letters_set_on_every_paper(text):
    for name, make in hostile(text).items():
        assert len(make(("fi", "vi"))) > 10_000, name


def marked(name, mark):
    languages = ("fi", "en")
    if name == "report":
        return PAPERS[name].make(november(settled()), HANOI, languages, mark=mark)
    return PAPERS[name].make(HANOI if name == "leaflet" else settled(), languages, mark=mark)


@pytest.mark.parametrize("mark", [COPY, replaced(3)], ids=lambda mark: mark.word)
@pytest.mark.parametrize("name", ["report", "leaflet", "agreement"])
def test_a_mark_stands_on_every_sheet_and_is_read_aloud(name, mark):
    sheets = pages(marked(name, mark))
    for passage in mark.said(Voices(("fi", "en"), "UTC", "EUR")):
        assert all(squeezed(passage.text) in squeezed(sheet) for sheet in sheets)
        assert squeezed("".join(sheets)).count(squeezed(passage.text)) > len(sheets)


def test_a_marked_slip_says_so_in_each_language():
    said = read(marked("slip", COPY))
    assert all(squeezed(p.text) in said for p in COPY.said(Voices(("fi", "en"), "UTC", "EUR")))


@pytest.mark.parametrize("name", ["agreement", "version 2", "draft", "letter", "file", "report"])
def test_no_word_in_the_head_of_a_table_is_broken(name, monkeypatch):
    wide, inside = [], Table._head

    def head(table, row, frame, frames):
        wide.extend((word, place.width) for column, place in zip(table.columns, frames, strict=True)
                    for word in column.head[0].text.split())  # fmt: skip
        return inside(table, row, frame, frames)

    monkeypatch.setattr(Table, "_head", head)
    for language in ("vi", "en", "fi"):
        PAPER[name]((language,))
    assert wide
    assert [word for word, room in wide if width(word, HEAD) > room] == []


def test_a_draft_stays_one_whatever_else_it_is_marked():
    sheets = pages(PAPERS["agreement"].make(planned().case, ("en",), branch=HANOI, mark=COPY))
    assert all("DRAFT" in sheet and "COPY" not in sheet for sheet in sheets)
