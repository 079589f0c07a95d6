"""Country packs: complete in every language, dated, and free of what must not be printed."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from desk import RESOURCES
from desk.i18n import LANGUAGES
from desk.papers.agreement import agreement
from desk.papers.code import verification_code
from desk.papers.country import country
from desk.papers.text import drawable

from .reading import read, squeezed
from .samples import papers

PAPER = papers()

CODES = sorted(path.stem for path in (RESOURCES / "countries").glob("*.toml"))


def texts(code):
    pack = country(code)
    for language in LANGUAGES:
        yield from (pack.rights[language], pack.personal_data[language], *pack.next_steps[language],
                    *pack.your_rights[language])  # fmt: skip


def test_there_is_a_pack_for_each_country_the_desk_knows():
    assert CODES == ["fi", "general", "vn"]


@pytest.mark.parametrize("code", CODES)
def test_a_pack_speaks_every_language_equally_long(code):
    pack = country(code)
    assert set(pack.rights) == set(pack.personal_data) == set(pack.next_steps) == set(pack.your_rights)
    assert set(pack.rights) == set(LANGUAGES)
    for lists in (pack.next_steps, pack.your_rights):
        assert len({len(texts) for texts in lists.values()}) == 1


@pytest.mark.parametrize("code", CODES)
def test_a_pack_is_dated_and_drawable(code):
    assert date(2026, 1, 1) < country(code).facts_as_of
    assert all(drawable(text) == text for text in texts(code))


@pytest.mark.parametrize("code", CODES)
def test_the_closed_platform_of_the_eu_is_never_printed(code):
    assert not any("odr" in text.lower() or "ec.europa.eu" in text.lower() for text in texts(code))


def test_the_general_pack_names_no_law_and_serves_unknown_countries():
    assert not any(sign in text for text in texts("general") for sign in ("/QH15", "GDPR", "Act", ".fi"))
    assert country("se") is not None
    assert country("se").next_steps == country("general").next_steps


def test_each_country_names_where_to_turn():
    for language in LANGUAGES:
        assert any("Sở Công Thương" in step for step in country("vn").next_steps[language])
        assert any("kuluttajariita" in step for step in country("fi").next_steps[language])


def test_a_pack_holds_nothing_that_no_paper_reads():
    facts = tomllib.loads((RESOURCES / "countries" / "fi.toml").read_text(encoding="utf-8"))
    assert set(facts) == {"name", "facts_as_of", "sources", "rights", "your_rights", "next_steps", "personal_data"}


#: Each pack as it is printed, by code and date. A line is added for a new date, never changed: see the packs' README.
FINGERPRINTS = {
    ("fi", "2026-11-21"): "89548113b67acb38",
    ("general", "2026-11-21"): "e0764da5763dabd0",
    ("vn", "2026-11-21"): "7cc877875a4563a3",
}


def fingerprint(code, day):
    pack = country(code, day)
    said = [pack.rights, pack.your_rights, pack.next_steps, pack.personal_data]
    return hashlib.sha256(repr([sorted(texts.items()) for texts in said]).encode()).hexdigest()[:16]


@pytest.mark.parametrize(("code", "day"), FINGERPRINTS)
def test_a_pack_of_a_date_says_what_it_always_said(code, day):
    assert fingerprint(code, day) == FINGERPRINTS[code, day], "keep the old pack in older/ and give the new one a date"


@pytest.mark.parametrize("code", CODES)
def test_every_pack_that_is_kept_has_its_fingerprint(code):
    kept = [path.stem.partition("-")[2] for path in (RESOURCES / "countries" / "older").glob(f"{code}-*.toml")]
    days = {day for known, day in FINGERPRINTS if known == code}
    assert days == {country(code).facts_as_of.isoformat(), *kept}


@pytest.fixture
def moved(tmp_path, monkeypatch):
    """Packs whose facts were changed on 1 February 2027; the old ones are kept."""
    folder = tmp_path / "countries"
    shutil.copytree(RESOURCES / "countries", folder)
    (folder / "older").mkdir(exist_ok=True)
    shutil.copy(folder / "fi.toml", folder / "older" / "fi-2026-11-21.toml")
    text = (folder / "fi.toml").read_text(encoding="utf-8").replace("2026-11-21", "2027-02-01", 1)
    (folder / "fi.toml").write_text(text.replace("käräjäoikeuteen", "markkinaoikeuteen"), encoding="utf-8")
    monkeypatch.setattr("desk.papers.country.RESOURCES", tmp_path)
    country.cache_clear()
    yield
    country.cache_clear()


@pytest.mark.usefixtures("moved")
def test_an_agreement_is_printed_with_the_facts_of_its_day(helsinki):
    old = replace(helsinki, agreement=replace(helsinki.agreement, facts_as_of="2026-11-21"))
    new = replace(helsinki, agreement=replace(helsinki.agreement, facts_as_of="2027-02-01"))
    assert "käräjäoikeuteen" in read(agreement(old, ("fi",)))
    assert squeezed("21.11.2026") in read(agreement(old, ("fi",)))
    assert "markkinaoikeuteen" in read(agreement(new, ("fi",)))
    assert verification_code(old) != verification_code(new)


def test_facts_that_are_not_kept_are_not_made_up(helsinki):
    lost = replace(helsinki, agreement=replace(helsinki.agreement, facts_as_of="2019-01-01"))
    with pytest.raises(LookupError, match="no facts of 2019-01-01"):
        agreement(lost, ("fi",))


@pytest.mark.parametrize("code", ["../fi", "", "older/fi", "FI"])
def test_a_strange_country_code_reads_no_other_file(code):
    assert country(code).code == "general"


SILENCE = ("confidential", "keep silent", "bí mật", "giữ im lặng", "vaitiol", "salassa")
WAIVER = ("waive", "give up", "no further claim", "từ bỏ", "không khiếu nại", "luovut", "vaatimuksista")


@pytest.mark.parametrize("code", CODES)
def test_no_pack_asks_for_silence_or_takes_a_right_away(code):
    said = " ".join(texts(code)).lower()
    assert not [word for word in (*SILENCE, *WAIVER) if word in said]
    for language, none in (("en", "none of your rights"), ("fi", "ei vie"), ("vi", "không làm mất quyền")):
        assert none in country(code).rights[language]


@pytest.mark.parametrize("name", PAPER)
@pytest.mark.parametrize("languages", [("vi",), ("en",), ("fi",)])
def test_no_paper_prints_the_closed_platform_or_a_silence_clause(name, languages):
    said = read(PAPER[name](languages)).lower()
    assert "ec.europa.eu" not in said
    assert "/odr" not in said
    assert "confidential" not in said
