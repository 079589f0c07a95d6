"""Signing on the screen: strokes as written, taken back and brought back; the way without a pen; into the paper."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from desk.cases.moment import Refused
from desk.cases.strokes import HEIGHT, LONGEST, MOST, WIDTH, Signature, read
from desk.papers import strokes as on_paper
from desk.papers.agreement import agreement
from desk.store import papers
from desk.ui import sign_pad, style
from desk.ui.pad import Pad

from .conftest import write
from .straight_way import WAY

LEFT = Qt.MouseButton.LeftButton


class Ticks:
    """Ten milliseconds pass with each look at the clock."""

    def __init__(self) -> None:
        self.now = 5_000

    def __call__(self) -> int:
        self.now += 10
        return self.now


@pytest.fixture
def pad(qtbot, look) -> Pad:
    pad = Pad(clock=Ticks())
    pad.resize(600, 200)
    qtbot.addWidget(pad)
    pad.show()
    return pad


def stroke(pad: Pad, *places: tuple[int, int]) -> None:
    """One stroke with the mouse."""
    QTest.mousePress(pad, LEFT, pos=QPoint(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(pad, QPoint(*place))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*places[-1]))


def test_a_stroke_is_kept_as_points_with_their_times(qtbot, pad: Pad) -> None:
    with qtbot.waitSignal(pad.changed):
        stroke(pad, (60, 40), (120, 80), (300, 100))
    (written,) = pad.strokes
    assert [point[:2] for point in written] == [(300, 200), (600, 400), (1500, 500)]
    assert [point[2] for point in written] == [10, 20, 30]
    assert read(Signature(pad.strokes).written()) == Signature(pad.strokes)


def test_strokes_are_taken_back_and_brought_back(pad: Pad) -> None:
    stroke(pad, (10, 10), (50, 50))
    stroke(pad, (60, 10), (90, 50))
    both = pad.strokes
    pad.undo()
    assert pad.strokes == both[:1]
    pad.redo()
    assert pad.strokes == both
    pad.clear()
    assert pad.strokes == ()
    pad.undo()
    assert pad.strokes == both
    pad.undo()
    stroke(pad, (100, 100), (120, 120))
    assert (pad.can_redo(), pad.strokes[0]) == (False, both[0])


def test_nothing_to_take_back_is_not_an_error(qtbot, pad: Pad) -> None:
    with qtbot.assertNotEmitted(pad.changed):
        pad.undo()
        pad.redo()
        pad.clear()


def test_the_pen_off_the_sheet_stays_at_its_edge(pad: Pad) -> None:
    stroke(pad, (300, 100), (5000, -400), (-50, 900))
    assert [point[:2] for point in pad.strokes[0]] == [(1500, 500), (WIDTH, 0), (0, HEIGHT)]


def test_a_sheet_of_another_shape_holds_the_same_signature(pad: Pad) -> None:
    pad.resize(600, 500)
    stroke(pad, (60, 190), (540, 310))
    assert [point[:2] for point in pad.strokes[0]] == [(300, 200), (2700, 800)]


def test_too_many_points_are_left_out_and_too_long_ends(pad: Pad) -> None:
    pad.begin(QPointF(0, 0))
    for n in range(MOST + 500):
        pad.go_on(QPointF(n % 600, n // 600 * 20))
    pad.end(QPointF(5, 5))
    assert sum(map(len, pad.strokes)) == MOST
    pad._clock.now += 10 * LONGEST
    pad.fill(Signature())
    pad.begin(QPointF(1, 1))
    pad._clock.now += 10 * LONGEST
    pad.end(QPointF(9, 9))
    assert pad.strokes[0][-1][2] == LONGEST
    assert read(Signature(pad.strokes).written())


def test_a_touch_without_moving_is_a_dot(pad: Pad) -> None:
    stroke(pad, (300, 100))
    assert len(pad.strokes[0]) == 1


def tablet(pad: Pad, kind: QEvent.Type, x: float, y: float) -> None:
    pen = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
                          QInputDevice.Capability.Position, 1, 1)  # fmt: skip
    held = LEFT if kind != QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
    at = QPointF(x, y)
    event = QTabletEvent(kind, pen, at, at, 0.7, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, held)
    QApplication.sendEvent(pad, event)
    assert event.isAccepted()


def test_a_pen_writes(pad: Pad) -> None:
    tablet(pad, QEvent.Type.TabletPress, 60, 40)
    tablet(pad, QEvent.Type.TabletMove, 120, 80)
    tablet(pad, QEvent.Type.TabletRelease, 180, 80)
    assert [point[:2] for point in pad.strokes[0]] == [(300, 200), (600, 400), (900, 400)]


def test_a_finger_writes_and_the_hand_beside_it_does_not(pad: Pad) -> None:
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, QPoint(60, 40), pad).commit()
    QTest.touchEvent(pad, screen).move(0, QPoint(120, 80), pad).press(1, QPoint(500, 190), pad).commit()
    QTest.touchEvent(pad, screen).release(0, QPoint(120, 80), pad).release(1, QPoint(500, 190), pad).commit()
    assert [[point[:2] for point in stroke] for stroke in pad.strokes] == [[(300, 200), (600, 400)]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ink_is_seen_in_light_and_dark(pad: Pad, look, scheme: str) -> None:
    style.apply(look, scheme)
    try:
        stroke(pad, (100, 100), (500, 100))
        seen = pad.grab().toImage()
        assert QColor(seen.pixel(300, 100)) == style.color("ink")
        assert QColor(seen.pixel(300, 60)) == style.color("raised")
    finally:
        style.apply(look, "light")


# In the customer view -------------------------------------------------------------------------------------------------


@pytest.fixture
def signing(qtbot, desk, page, walk, sign_in):
    """The form of the step with *on screen* chosen, and the view that its button opens."""
    case_id = walk("agree")
    page.show_case(case_id)
    page.form.blocks["how"].input.fill("screen")
    page.form._changed("how")
    page.form.settle()
    qtbot.mouseClick(page.form.blocks["customer_strokes"].input.button, LEFT)
    (view,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, sign_pad.SigningView))
    yield view
    if isValid(view):
        view.close()


def test_the_sheets_stand_under_what_is_agreed(signing) -> None:
    text = next(label for label in signing.findChildren(QLabel) if "A new cooker of the same kind" in label.text())
    for place in (signing.customer, signing.store):
        assert text.mapTo(signing, QPoint(0, 0)).y() < place.pad.mapTo(signing, QPoint(0, 0)).y()
    assert any("Bought on Saturday" in text for text in signing.texts)
    assert "The heating plate was faulty" not in "\n".join(signing.texts)


def test_no_sheet_to_sign_on_stands_anywhere_but_in_the_customer_view(signing, page) -> None:
    assert page.form.blocks["customer_strokes"].isVisibleTo(page.form)
    pads = [widget for widget in QApplication.allWidgets() if isinstance(widget, Pad)]
    assert {pad.window() for pad in pads} == {signing}
    form = page.form.blocks["customer_strokes"].input
    QTest.mousePress(form, LEFT, pos=QPoint(10, 10))
    QTest.mouseMove(form, QPoint(60, 20))
    QTest.mouseRelease(form, LEFT, pos=QPoint(60, 20))
    assert form.read() in (None, "")


def test_in_paper_signing_nobody_is_asked_for_strokes(page, walk) -> None:
    page.show_case(walk("agree"))
    assert not page.form.blocks["customer_strokes"].isVisibleTo(page.form)


@pytest.mark.parametrize("who", ["customer", "store"])
def test_each_party_signs_and_takes_back_alone(qtbot, signing, page, who: str) -> None:
    mine, other = getattr(signing, who), signing.store if who == "customer" else signing.customer
    stroke(mine.pad, (40, 30), (90, 60))
    stroke(other.pad, (40, 30), (90, 60), (100, 10))
    written = mine.pad.strokes
    qtbot.mouseClick(mine.undo, LEFT)
    assert (len(other.pad.strokes), mine.pad.strokes) == (1, ())
    assert (mine.undo.isEnabled(), mine.redo.isEnabled(), other.undo.isEnabled()) == (False, True, True)
    qtbot.mouseClick(mine.redo, LEFT)
    assert mine.pad.strokes == written
    assert not mine.redo.isEnabled()
    qtbot.mouseClick(signing.done, LEFT)
    assert read(page.form.blocks["customer_strokes"].input.read()).strokes
    assert page.form.blocks["customer_strokes"].input.state.text() == "Signed"


def test_without_a_pen_a_typed_name_counts_once_it_is_ticked(qtbot, signing, page) -> None:
    place = signing.customer
    assert not place.tick.isEnabled()
    write(place.typed, "Đặng Thị Mỹ Hạnh")
    assert place.signature() == Signature()
    qtbot.keyClick(place.tick, Qt.Key.Key_Space)
    assert place.signature() == Signature(name="Đặng Thị Mỹ Hạnh")
    place.typed.clear()
    assert place.signature() == Signature()
    write(place.typed, "Hạnh")
    qtbot.keyClick(place.tick, Qt.Key.Key_Space)
    qtbot.keyClick(signing, Qt.Key.Key_Escape)
    assert page.form.blocks["customer_strokes"].input.read() == '{"name":"Hạnh"}'
    assert "Hạnh" in page.form.blocks["customer_strokes"].input.state.text()


def test_strokes_go_before_a_typed_name(signing) -> None:
    write(signing.customer.typed, "Hạnh")
    signing.customer.tick.setChecked(True)
    stroke(signing.customer.pad, (40, 30), (90, 60))
    assert signing.customer.signature().name == ""
    assert not signing.customer.typed.isEnabled()


def test_what_was_given_is_there_when_the_screen_is_turned_again(qtbot, signing, page) -> None:
    stroke(signing.customer.pad, (40, 30), (90, 60))
    given = signing.customer.pad.strokes
    signing.close()
    again = sign_pad.turn(page.form, page)
    assert again.customer.pad.strokes == given
    stroke(again.customer.pad, (100, 30), (120, 60))
    times = [point[2] for stroke_ in again.customer.pad.strokes for point in stroke_]
    assert times == sorted(times)
    again.close()


def test_every_control_has_a_name_that_tells_the_parties_apart(signing) -> None:
    names = []
    for place in (signing.customer, signing.store):
        for control in (place.pad, place.undo, place.redo, place.clear, place.typed, place.tick):
            names.append(QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name))
    assert all(names)
    assert len(set(names)) == len(names)
    hint = QAccessible.queryAccessibleInterface(signing.customer.pad).text(QAccessible.Text.Description)
    assert "type your name" in hint


def test_the_view_speaks_the_customers_language(qtbot, desk, page, walk) -> None:
    case = replace(desk.journal.case(walk("agree")), language="fi")
    view = sign_pad.SigningView(case, desk, page)
    qtbot.addWidget(view)
    assert view.customer.heading.text().startswith(view.words.gettext("Customer"))
    assert view.words.language == "fi"


# Into the store and onto the paper ------------------------------------------------------------------------------------


def sign(desk, case_id: str, **answers):
    return desk.record("sign", {**WAY["sign"], "how": "screen", **answers}, case_id)


def test_on_the_screen_the_customer_must_have_signed(desk, walk) -> None:
    case_id = walk("agree")
    with pytest.raises(Refused) as refused:
        sign(desk, case_id)
    assert [(p.rule, p.field) for p in refused.value.problems] == [("keep-agreement", "customer_strokes")]


@pytest.mark.parametrize("strokes", [
    "[[1,2]]", "[[0,0,0,3001,0,1]]", "[[0,-1,0]]", "[[0,0,5],[0,0,4]]", "[[0.5,0,0]]", "[[true,0,0]]", "no", "{}",
    "[[]]", '{"name":""}', '{"name":"x","more":1}', "[" * 5000, "[[" + "1,1,1," * 4000 + "1,1,1]]", "[[0,0,600001]]",
    "[[NaN,0,0]]",
])  # fmt: skip
def test_what_is_no_signature_is_refused(desk, walk, strokes: str) -> None:
    with pytest.raises(Refused) as refused:
        sign(desk, walk("agree"), customer_strokes=strokes)
    assert refused.value.problems[0].field == "customer_strokes"


def test_the_strokes_are_personal_and_go_with_the_case(desk, walk) -> None:
    case_id = walk("agree")
    sign(desk, case_id, customer_strokes="[[111,222,0,333,444,50]]")
    bodies = desk.store.rows("select cast(body as text) from entry")
    kept = desk.store.rows("select cast(body as text) from personal")
    assert not any("111,222" in body for (body,) in bodies)
    assert any("111,222" in body for (body,) in kept)


def drawings(pdf: bytes) -> str:
    """Every packed stream of the file, unpacked."""
    found = re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return "\n".join(zlib.decompress(m[1]).decode("latin-1") for m in found if m[1][:1] == b"\x78")


def test_the_strokes_are_set_into_the_box_of_the_paper(desk, walk) -> None:
    case_id = walk("agree")
    unsigned = agreement(papers.to_print(desk.journal, case_id), ("en",))
    sign(desk, case_id, customer_strokes="[[111,222,0,333,444,50]]", store_strokes='{"name":"Nguyễn Thị Lan"}')
    case = papers.to_print(desk.journal, case_id)
    pdf = agreement(case, ("en",))
    assert "111 778 m\n333 556 l" in drawings(pdf)
    assert "111 778 m" not in drawings(unsigned)
    assert agreement(case, ("en",)) == pdf


def test_strokes_that_cannot_be_read_leave_the_box_empty(desk, walk) -> None:
    case_id = walk("agree")
    sign(desk, case_id, customer_strokes="[[111,222,0,333,444,50]]")
    case = papers.to_print(desk.journal, case_id)
    broken = replace(case, agreement=replace(case.agreement, customer_strokes="[[9,9]]"))
    assert " RG " not in drawings(agreement(broken, ("en",)))


def test_a_single_touch_is_drawn_as_a_dot() -> None:
    assert "5 993 m\n5 993 l" in on_paper.path((((5, 7, 0),),), 0, 0, 1)


def test_the_story_says_signed_and_shows_no_numbers(desk, page, walk, sign_in) -> None:
    case_id = walk("agree")
    sign(desk, case_id, customer_strokes="[[111,222,0,333,444,50]]")
    page.show_case(case_id)
    told = [text for told in page.story.told for _, text in told.parts]
    assert "Signed on screen" in told
    assert not any("111" in text for text in told)


def test_after_signing_on_the_screen_the_signed_paper_is_shown(qtbot, signing, page) -> None:
    stroke(signing.customer.pad, (40, 30), (90, 60))
    signing.close()
    for name in ("customer_signed", "store_signed", "copy_given"):
        page.form.blocks[name].input.fill(True)
        page.form._changed(name)
    page.form.settle()
    with qtbot.waitSignal(page.papers.shown, timeout=20_000):
        qtbot.mouseClick(page.form.button, LEFT)
    page.papers.view.close()
