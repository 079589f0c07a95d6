"""The look: colours that can be read, signs that follow them, labels and messages that interpret nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from desk import RESOURCES
from desk.app.program import of_the_machine
from desk.i18n import Words
from desk.store.problems import problem
from desk.ui import icons, language, messages, style, tasks
from desk.ui.clock_face import face
from desk.ui.labels import Label
from desk.ui.toasts import SHOWN_MS, toast

from .conftest import START

#: What is written on what, in both palettes.
WRITTEN = [
    *((ink, back) for ink in ("ink", "muted") for back in ("surface", "raised", "hover", "accent_soft")),
    *((t, back) for t in ("ok", "warn", "late", "info", "accent") for back in ("surface", "raised", "accent_soft")),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "late", "info")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("raised", "ink"),
    ("ink", "found"),
    ("muted", "found"),
]
#: What is only seen: outlines of controls and the ring around the one with the keyboard.
SEEN = [(line, back) for line in ("edge", "focus") for back in ("surface", "raised")]


def brightness(color: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(QColor(one)), brightness(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def in_light(look: QApplication):
    yield look
    style.apply(look, "light")


@pytest.mark.parametrize("name", style.PALETTES)
@pytest.mark.parametrize(("ink", "back"), WRITTEN)
def test_words_stand_out_from_what_is_behind_them(name, ink, back):
    assert contrast(style.PALETTES[name][ink], style.PALETTES[name][back]) >= 4.5


@pytest.mark.parametrize("name", style.PALETTES)
@pytest.mark.parametrize(("line", "back"), SEEN)
def test_outlines_of_controls_can_be_seen(name, line, back):
    assert contrast(style.PALETTES[name][line], style.PALETTES[name][back]) >= 3


@pytest.mark.parametrize(
    ("strong", "dark", "expected"),
    [(True, True, "contrast"), (True, False, "contrast"), (False, True, "dark"), (False, False, "light")],
)
def test_the_first_start_follows_the_machine(strong, dark, expected):
    asked = Qt.ContrastPreference.HighContrast if strong else Qt.ContrastPreference.NoPreference
    hints = SimpleNamespace(
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: asked),
        colorScheme=lambda: Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light,
    )
    assert of_the_machine(hints) == expected


def test_all_palettes_have_the_same_names():
    assert len({frozenset(palette) for palette in style.PALETTES.values()}) == 1


@pytest.mark.parametrize(("ink", "back"), WRITTEN)
def test_high_contrast_is_high(ink, back):
    palette = style.PALETTES["contrast"]
    assert contrast(palette[ink], palette[back]) >= 7


@pytest.mark.parametrize("name", style.PALETTES)
def test_a_tick_is_drawn_in_every_palette(in_light, name):
    style.apply(in_light, name)
    assert style.scheme() == name
    assert (RESOURCES / "icons" / "control" / f"check-{name}.svg").is_file()


@pytest.mark.parametrize("name", style.PALETTES)
@pytest.mark.parametrize("sign", ["chevron-down", "chevron-up"])
def test_an_arrow_of_a_choice_is_as_strong_as_its_palette(in_light, name, sign):
    style.apply(in_light, name)
    assert f"/{sign}-{name}.svg" in style._sheet()
    drawn = (RESOURCES / "icons" / "control" / f"{sign}-{name}.svg").read_text("utf-8")
    assert f'stroke="{style.PALETTES[name]["muted"]}"' in drawn


def test_the_sheet_names_no_colour_that_a_palette_lacks(in_light):
    assert "@" not in style._sheet()


def test_light_and_dark_change_at_once(in_light, qtbot):
    button = QPushButton("x")
    qtbot.addWidget(button)
    icons.wear(button, "plus")
    before = button.icon().pixmap(18, 18).toImage()
    style.apply(in_light, "dark")
    assert in_light.palette().color(QPalette.ColorRole.Window) == QColor(style.PALETTES["dark"]["surface"])
    assert button.icon().pixmap(18, 18).toImage() != before


def test_a_sign_that_does_not_exist_is_not_drawn(look):
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-sign", 16)


def test_a_label_shows_markup_letter_by_letter(look, qtbot):
    label = Label("<b>fat</b> <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > Label("fat").sizeHint().width() * 3


def test_a_label_that_was_cleared_says_nothing(look):
    label = Label("Please fill in the name.", wrap=True)
    label.clear()
    assert label.text() == ""


@pytest.mark.parametrize(
    ("used", "tone", "sign", "strong"),
    [(0.0, "ok", "clock", False), (0.49, "ok", "clock", False), (0.5, "warn", "clock", False),
     (0.74, "warn", "clock", False), (0.75, "warn", "clock", True), (1.01, "late", "triangle-alert", True)],
)  # fmt: skip
def test_a_clock_changes_its_look_at_50_75_and_100_per_cent(used, tone, sign, strong):
    from datetime import timedelta

    whole = timedelta(hours=10)
    shown = face(START, START + whole, START + whole * used)
    assert (shown.tone, shown.sign, shown.strong) == (tone, sign, strong)


def test_a_toast_can_be_undone_and_leaves_the_keyboard_alone(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    field = QPushButton("field", window)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    undone: list[bool] = []
    news = toast(window, "<i>Gone</i>", lambda: undone.append(True))
    assert QApplication.focusWidget() is field
    assert news.accessibleName() == news.label.text() == "<i>Gone</i>"
    assert SHOWN_MS >= 6000
    news.findChild(QPushButton).click()
    assert undone == [True]
    assert not news.isVisible()


def test_a_new_toast_takes_the_place_of_the_old_one(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    old, new = toast(window, "old"), toast(window, "new")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(type(new)) == [new]
    assert new is not old


def test_a_message_interprets_nothing_and_says_it_in_the_last_language(look, qtbot):
    language.install("fi")
    try:
        box = messages.tell(None, Words("{what}", {"what": "<b>x</b>"}))
        qtbot.addWidget(box)
        assert box.textFormat() == Qt.TextFormat.PlainText
        assert box.text() == "<b>x</b>"
        assert language.words_of(None).language == "fi"
    finally:
        language.install("en")


def test_known_trouble_is_told_in_its_own_sentence(look, qtbot):
    box = messages.problem(None, problem("{path} is full.", "/shop/desk.store"))
    qtbot.addWidget(box)
    assert box.text() == "/shop/desk.store is full."


def test_a_question_acts_only_on_its_own_button(look, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[bool] = []
    for role, expected in ((QMessageBox.ButtonRole.RejectRole, []), (QMessageBox.ButtonRole.AcceptRole, [True])):
        box = messages.ask(parent, "Throw it away?", "Throw away", lambda: done.append(True))
        next(b for b in box.buttons() if box.buttonRole(b) == role).click()
        assert done == expected


def test_qts_own_buttons_follow_the_language(look, qtbot):
    try:
        for code, word in (("vi", "Lưu"), ("fi", "Tallenna"), ("en", "Save")):
            language.install(code)
            box = QMessageBox()
            qtbot.addWidget(box)
            box.setStandardButtons(QMessageBox.StandardButton.Save)
            assert box.buttons()[0].text().replace("&", "") == word
    finally:
        language.install("en")


def test_work_elsewhere_brings_its_value_or_its_error_back(look, qtbot):
    came: list[object] = []
    tasks.run(lambda: 6 * 7, came.append)
    tasks.run(lambda: [][1], came.append, lambda error: came.append(type(error)))
    qtbot.waitUntil(lambda: len(came) == 2)
    assert set(came) == {42, IndexError}
