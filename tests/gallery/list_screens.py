"""The list of cases: its chips, its search, the look beside it, what is marked, and lists of one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desk.ui import kept_lists
from desk.ui.hand_over_many import HandOverMany
from desk.ui.kept_lists import KeptList
from desk.ui.window import MainWindow
from tests.gallery.stage import Screen, Stage


def cases(stage: Stage) -> QWidget:
    return _looked_at(stage.window("cases"))


def cases_without_preview(stage: Stage) -> QWidget:
    window = stage.window("cases")
    window.page("cases").toggle_preview()
    return window


def cases_marked(stage: Stage) -> QWidget:
    window = _looked_at(stage.window("cases"))
    window.page("cases").table.selectAll()
    return window


def cases_hand_over(stage: Stage) -> QWidget:
    """Several cases to a colleague: two are offered, the others are not, and why is said."""
    window = stage.window("cases", person="anh")
    page = window.page("cases")
    page.table.selectAll()
    page.hand_over_marked()
    dialog = page.findChild(HandOverMany)
    dialog.to.setCurrentIndex(1)
    dialog.briefing.setPlainText("Tôi nghỉ phép từ mai; khách của các vụ này đang đợi gọi lại.")
    dialog.offer()
    stage.settle()
    return dialog


def cases_of_a_colleague(stage: Stage) -> QWidget:
    window = stage.window("cases")
    window.show_list_of("anh")
    return _looked_at(window)


def cases_view(stage: Stage) -> QWidget:
    window = cases(stage)
    return _menu(window, window.page("cases").view_button)


def cases_my_lists(stage: Stage) -> QWidget:
    window = cases(stage)
    page = window.page("cases")
    for kept in (KeptList("late"), KeptList("all", "máy giặt"), page.shown_list()):
        kept_lists.keep(window.desk, kept)
    return _menu(window, page.lists_button)


def _menu(window: MainWindow, button: QPushButton) -> QWidget:
    menu = button.menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    return menu


def _looked_at(window: MainWindow) -> MainWindow:
    """The preview comes after a pause, and no picture waits for one."""
    window.page("cases").look()
    return window


def cases_all(stage: Stage) -> QWidget:
    window = stage.window("cases")
    window.page("cases").choose("all")
    return _looked_at(window)


def cases_late(stage: Stage) -> QWidget:
    window = stage.window("cases")
    window.page("cases").choose("late")
    return _looked_at(window)


def cases_empty(stage: Stage) -> QWidget:
    return stage.window("cases", store="bare")


def cases_found(stage: Stage) -> QWidget:
    return _searched(stage, "bich phuong")


def cases_nothing_found(stage: Stage) -> QWidget:
    return _searched(stage, "<b>xyz</b>")


def _searched(stage: Stage, text: str) -> QWidget:
    window = stage.window("cases")
    window.find_case()
    window.bar.search.setText(text)
    window.page("cases").search(text)
    return _looked_at(window)


SCREENS: list[Screen] = [
    cases,
    cases_all,
    cases_without_preview,
    cases_marked,
    cases_hand_over,
    cases_of_a_colleague,
    cases_view,
    cases_my_lists,
    cases_late,
    cases_empty,
    cases_found,
    cases_nothing_found,
]
