"""Ctrl+K: what can be done here, anywhere, the cases and the colleagues, by a few letters without marks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk.ui import aloud, kept_lists
from desk.ui.finder import Finder
from desk.ui.hand_over_many import HandOverMany
from desk.ui.person_dialog import PersonDialog
from desk.ui.toasts import Toast

from .shell import key, opened, record

NOTHING = "Nothing fits. Fewer letters may help."


class Silent:
    """An announcement that nobody hears."""

    def setPoliteness(self, kind: object) -> None:
        pass


def find(window, letters: str) -> Finder:
    window.find_anything()
    finder = window.findChildren(Finder)[-1]
    finder.field.setText(letters)
    finder.look()
    return finder


def words(finder: Finder) -> list[str]:
    return [finder.found.item(row).text() for row in range(finder.found.count())]


def test_a_colleague_is_found_without_marks_and_their_cases_are_shown(window, desk, sign_in):
    record(desk, 1)
    sign_in("eeva")
    record(desk, 2)
    sign_in("lan")
    finder = find(window, "makinen eeva")
    assert words(finder) == ["Eeva Mäkinen · Front desk"]
    key(finder.field, Qt.Key.Key_Return)
    page = window.page("cases")
    assert window.here() == "cases"
    assert (page.person_chip.text(), page.person_chip.isChecked()) == ("With Eeva Mäkinen  1", True)
    assert [page.model.row(n).customer for n in range(page.model.rowCount())] == ["Khách 002"]


def test_the_case_of_exactly_that_number_comes_first_and_then_the_newest(window, desk, clock):
    for number in range(1, 14):
        clock.advance(minutes=1)
        record(desk, number, own_words="Máy B1 hỏng 12 lần.")
    shown = [text.split(" · ")[0] for text in words(find(window, "b1-12"))]
    assert shown == ["B1-00012", "B1-00013", *(f"B1-{number:05d}" for number in range(11, 5, -1))]


def test_a_closed_filter_can_be_brought_back(window, desk):
    record(desk, 1)
    window.show_list_of("eeva")
    page = window.page("cases")
    assert page.empty.words.text() == "No open case is with this colleague."
    page.person_chip.click()
    assert (page.shown_list().person, page.person_chip.isVisible(), page.model.rowCount()) == ("", False, 1)
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert (page.shown_list().person, page.person_chip.isVisible()) == ("eeva", True)


def test_somebody_s_cases_are_a_list_that_can_be_kept(window, desk):
    window.show_list_of("eeva")
    page = window.page("cases")
    kept_lists.keep(desk, page.shown_list())
    page.choose("all")
    finder = find(window, "eeva")
    assert words(finder) == ["With Eeva Mäkinen", "Eeva Mäkinen · Front desk"]
    key(finder.field, Qt.Key.Key_Return)
    assert page.shown_list().person == "eeva"


def test_over_a_case_its_steps_and_papers_come_first(window, walk):
    case_id = walk("agree")
    window.open_case(case_id)
    finder = find(window, "")
    assert "Hand over to a colleague" in words(finder)
    assert words(finder).index("Acknowledgement slip") < words(finder).index("New complaint")
    finder.field.setText("hand over")
    key(finder.field, Qt.Key.Key_Return)
    assert window.page("case").form.step.name == "offer_hand_over"


def test_the_marked_cases_are_handed_over_from_here(window, desk):
    for number in range(2):
        record(desk, number)
    window.go("cases")
    key(window.page("cases").table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    finder = find(window, "marked over")
    key(finder.field, Qt.Key.Key_Return)
    assert window.page("cases").findChild(HandOverMany).ids == window.page("cases").marks.ids


def test_head_office_is_offered_nothing_it_may_not_do(qtbot, desk, sign_in):
    sign_in("lan")
    case_id = record(desk, 1)
    desk.sign_out()
    window = opened(qtbot, desk, "ho")
    window.open_case(case_id)
    assert not {"New complaint", "Hand over to a colleague"} & set(words(find(window, "")))


def test_what_is_found_is_shown_letter_by_letter(window, desk):
    record(desk, 1, customer_name="<b>Hạnh</b>")
    assert any("<b>Hạnh</b>" in text for text in words(find(window, "hanh")))


def test_every_part_of_the_settings_is_found_as_far_as_the_person_may(qtbot, desk, window, sign_in):
    assert words(find(window, "settings:")) == ["Settings: This window", "Settings: About the desk"]
    assert words(find(window, "back up")) == [NOTHING]
    sign_in("minh")
    assert len(words(find(window, "settings:"))) == 6
    key(find(window, "policy").field, Qt.Key.Key_Return)
    page = window.page("settings")
    assert (window.here(), page.parts.currentIndex()) == ("settings", list(page.sections).index("policy"))
    key(find(window, "add some").field, Qt.Key.Key_Return)
    assert window.findChild(PersonDialog).isVisible()
    assert words(find(window, "back up")) == ["Back up now…"]


def test_where_nothing_fits_that_is_said_and_enter_does_nothing(window):
    finder = find(window, "qqq")
    assert words(finder) == [NOTHING]
    key(finder.field, Qt.Key.Key_Return)
    assert finder.isVisible()


def test_the_finder_leaves_nothing_behind_however_often_it_is_opened(window):
    def held() -> int:
        window.find_anything()
        window.findChild(Finder).close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(window.findChildren(QObject))

    first = held()
    assert [held() for _ in range(3)] == [first] * 3


def test_the_marked_line_is_said_while_the_keyboard_stays_in_the_field(window, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(aloud, "QAccessibleAnnouncementEvent", lambda widget, text: said.append(text) or Silent())
    monkeypatch.setattr(aloud.QAccessible, "updateAccessibility", lambda event: None)
    finder = find(window, "cases")
    said.clear()
    key(finder.field, Qt.Key.Key_Down)
    assert said == [words(finder)[1]]
