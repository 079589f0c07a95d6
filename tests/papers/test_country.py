"""Country packs: complete in every language, dated, and free of what must not be printed."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from desk import RESOURCES
from desk.i18n import LANGUAGES
from desk.papers.country import country
from desk.papers.text import drawable

CODES = sorted(path.stem for path in (RESOURCES / "countries").glob("*.toml"))


def texts(code):
    pack = country(code)
    for language in LANGUAGES:
        yield from (pack.rights[language], pack.personal_data[language], *pack.next_steps[language])


def test_there_is_a_pack_for_each_country_the_desk_knows():
    assert CODES == ["fi", "general", "vn"]


@pytest.mark.parametrize("code", CODES)
def test_a_pack_speaks_every_language_equally_long(code):
    pack = country(code)
    assert set(pack.rights) == set(pack.personal_data) == set(pack.next_steps) == set(LANGUAGES)
    assert len({len(steps) for steps in pack.next_steps.values()}) == 1


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
    assert set(facts) == {"name", "facts_as_of", "sources", "rights", "next_steps", "personal_data"}
