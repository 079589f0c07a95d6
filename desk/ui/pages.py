"""The pages of the window: what each is made of, and whom it tells what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .window import MainWindow


def make(name: str, window: MainWindow) -> QWidget:
    """The page of that name. Each is imported when it is first shown: the first window needs only one of them."""
    return _MAKERS[name](window)


def take_keyboard(page: Any) -> None:
    """Into the form of the page, or to what can be done in a case that waits for somebody else."""
    if page.form is not None:
        page.form.focus_first()
    elif (panel := getattr(page, "panel", None)) is not None:
        (*panel.buttons, page.tabs)[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _today(window: MainWindow) -> QWidget:
    from .today import TodayPage

    page = TodayPage(window.desk, window.pages)
    page.case_wanted.connect(window.open_case)
    page.draft_wanted.connect(window.new_complaint)
    page.list_wanted.connect(window.show_list)
    page.people_wanted.connect(lambda: _add_somebody(window))
    return page


def _add_somebody(window: MainWindow) -> None:
    from .settings_parts import add_somebody

    add_somebody(window)


def _cases(window: MainWindow) -> QWidget:
    from .cases_page import CasesPage

    page = CasesPage(window.desk, window.pages)
    page.case_wanted.connect(window.open_case)
    page.words_wanted.connect(window.bar.show_words)
    page.letters_typed.connect(window.find_case_with)
    return page


def _promises(window: MainWindow) -> QWidget:
    from .promises_page import PromisesPage

    page = PromisesPage(window.desk, window.pages)
    page.case_wanted.connect(window.open_case)
    return page


def _settings_page(window: MainWindow) -> QWidget:
    from .settings_page import SettingsPage

    page = SettingsPage(window.desk, window.around.log, window.around.sample, window.pages)
    page.language_wanted.connect(window.language_wanted)
    page.scheme_wanted.connect(window.scheme_wanted)
    page.branch_changed.connect(window.bar.retranslate)
    page.branch_changed.connect(window.entitle)
    page.branch_changed.connect(window.count_idle)
    page.sample_unwanted.connect(window.sample_unwanted)
    return page


def _case(window: MainWindow) -> QWidget:
    from .case_page import CasePage

    page = CasePage(window.desk, window.pages)
    page.closed.connect(window.back)
    return page


def _intake(window: MainWindow) -> QWidget:
    from .intake import Intake

    page = Intake(window.desk, window.pages)
    page.recorded.connect(window.go_on_with)
    page.case_wanted.connect(window.open_case)
    page.left.connect(window.back)
    page.quick_wanted.connect(window.small_matter)
    page.draft_wanted.connect(window.new_complaint)
    return page


def _quick(window: MainWindow) -> QWidget:
    from .quick import Quick

    page = Quick(window.desk, window.pages)
    page.recorded.connect(window.go_on_with)
    page.left.connect(window.back)
    return page


def _learning(window: MainWindow) -> QWidget:
    from .learning_page import LearningPage
    from .practising import Practising

    page = LearningPage(window.desk, window.pages)
    window.practising = Practising(window.desk, window.rooms)
    page.practice_wanted.connect(window.practising.begin)
    window.practising.customer_came.connect(window.new_complaint)
    return page


_MAKERS = {
    "today": _today, "cases": _cases, "promises": _promises, "settings": _settings_page, "case": _case,
    "intake": _intake, "quick": _quick, "learning": _learning,
}  # fmt: skip
