"""A language more, before a word of it is translated: the window opens in it and needs no line of its own."""

from __future__ import annotations

import pytest

from desk import i18n
from desk.ui.first_run_pages import CountryQuestion
from desk.ui.help import written
from desk.ui.settings_policy import PolicySection


@pytest.fixture
def swedish(monkeypatch):
    """Swedish has its lines in i18n, and no catalogue, no help and no country of its own yet."""
    tables = (i18n.LANGUAGES, i18n.LOCALES, i18n.THOUSANDS, i18n.DAYS)
    for table, said in zip(tables, ("Svenska", "sv", "\N{NO-BREAK SPACE}", "yyyy-MM-dd"), strict=True):
        monkeypatch.setitem(table, "sv", said)
    yield "sv"
    i18n.catalogue.cache_clear()  # what was made of it is not for those who come after


def test_every_step_of_the_way_can_be_drawn_in_it(swedish, desk, page, walk, sign_in):
    for step in ("receive", "understand", "approve", "appoint", "talk", "agree", "sign"):
        case_id = walk(step)
        sign_in("lan")
        desk.set_language(swedish)
        page.show_case(case_id)
        assert page.form is not None
    delivered = page.form.blocks["delivered_at"].input
    assert delivered.edit.placeholderText() == "dd/mm/yyyy HH:mm"


def test_qt_knows_what_its_days_are_called(swedish, desk, sign_in, qtbot):
    sign_in("minh")
    desk.set_language(swedish)
    section = PolicySection(desk)
    qtbot.addWidget(section)
    section.retranslate()
    assert section._day(0) == "måndag"


def test_its_help_is_in_english_until_it_is_written(swedish):
    assert written("today", swedish) == written("today", "en")


def test_the_first_start_suggests_no_country_to_it(swedish, look, qtbot):
    question = CountryQuestion()
    qtbot.addWidget(question)
    question.suggest(swedish)
    assert question.tiles.choice() == "general"
