"""The look beside the list shows why a case was found: the passage, the telephone or the promise, marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel

from desk.store.matches import Matches
from desk.ui import style
from desk.ui.labels import Label
from desk.ui.marked_label import LETTERS, MarkedLabel, passage, short

from .shell import record

LONG = "The shop was closed when I came. " * 100


def looked_at(cases, words: str) -> list[MarkedLabel]:
    cases.search(words)
    cases.look()
    return [part for part in cases.pane.preview.parts if isinstance(part, MarkedLabel)]


def marked(label: MarkedLabel) -> list[str]:
    """What has the colour behind it."""
    shown = QLabel.text(label)
    pieces = shown.split(f'<span style="background-color: {style.color("found").name()}">')[1:]
    return [QTextDocumentFragment.fromHtml(piece.partition("</span>")[0]).toPlainText() for piece in pieces]


def test_the_passage_in_which_it_stands_is_shown_and_marked(cases, desk):
    record(desk, 1, own_words=f"{LONG}Then the <b>kettle</b> burst & leaked. {LONG}")
    told = next(label for label in looked_at(cases, "kettle leak") if "kettle" in label.text())
    assert marked(told) == ["kettle", "leak"]
    assert told.text().startswith("… ")
    assert "Then the <b>kettle</b> burst & leaked." in told.text()
    assert len(told.text()) <= LETTERS + len("…  …")


def test_markup_of_a_customer_stays_text_beside_what_is_marked(cases, desk):
    record(desk, 1, own_words='<img src="file:///x"> &amp; kettle')
    told = next(label for label in looked_at(cases, "kettle") if "kettle" in label.text())
    assert told.text() == '<img src="file:///x"> &amp; kettle'
    assert QTextDocumentFragment.fromHtml(QLabel.text(told)).toPlainText() == told.text()


def test_a_telephone_and_a_kept_promise_are_shown_when_they_were_searched_for(window, cases, desk, walk):
    case_id = walk("sign")
    told = {"commitment": "1", "delivered_at": "2026-03-02 10:00", "evidence": "Delivery note 7"}
    desk.record("deliver", told, case_id)
    window.go("cases")
    cases.choose("all")
    assert [label.text() for label in looked_at(cases, "+84 903 123 456") if marked(label)] == ["0903 123 456"]
    promised = [label.text() for label in looked_at(cases, "new cooker") if marked(label)]
    assert "A new cooker of the same kind" in promised
    assert "0903 123 456" not in [label.text() for label in looked_at(cases, "")]


@pytest.mark.parametrize("words", ["", "kettle", "facebook"])
def test_a_long_address_on_the_web_cuts_nothing_that_stands_around_it(qtbot, cases, desk, words):
    told = "See https://www.facebook.com/groups/chobenthanh/posts/10160123456789012345/?comment=98765, the kettle"
    record(desk, 1, own_words=told, customer_name="K" * 200)
    assert told in [label.text() for label in looked_at(cases, words)]
    inside, room = cases.pane.preview.widget(), cases.pane.preview.viewport()
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= room.width() == inside.width())


def test_our_own_words_are_never_marked(cases, desk):
    record(desk, 1, own_words="I cannot understand this.")
    assert [marked(label) for label in looked_at(cases, "understand") if marked(label)] == [["understand"]]


def test_the_colour_follows_the_palette(cases, desk, qapp):
    record(desk, 1, own_words="A kettle.")
    told = next(label for label in looked_at(cases, "kettle") if "kettle" in label.text())
    light = QLabel.text(told)
    style.apply(qapp, "dark")
    try:
        assert QLabel.text(told) != light
        assert marked(told) == ["kettle"]
        assert told.textFormat() == Qt.TextFormat.RichText
    finally:
        style.apply(qapp, "light")


@pytest.mark.parametrize(
    ("typed", "text", "begins"),
    [
        ("shop", LONG, "The shop was closed"),
        ("nothing", LONG, "The shop was closed"),
        ("kettle", f"Kettle. {LONG}kettle", "Kettle. The shop"),
        ("kettle burst", f"Kettle. {LONG}the kettle burst {LONG}", "… closed when I came. The shop"),
        ("kettle", "Kettle", "Kettle"),
        ("kettle", f"{'x' * 500}kettle kettle {LONG}", "… kettle The shop"),
    ],
)
def test_a_long_text_is_cut_to_where_most_of_the_words_stand(typed, text, begins):
    shown = passage(text, Matches(typed).parts(text))
    assert shown.startswith(begins)
    assert not Matches(typed).parts(text) or Matches(typed).parts(shown)


def test_a_text_in_which_nothing_is_marked_is_its_beginning():
    assert passage(LONG, []) == short(LONG)


def test_a_label_that_was_cleared_holds_no_text(look):
    label = Label("wrong", wrap=True)
    label.clear()
    assert label.text() == ""
