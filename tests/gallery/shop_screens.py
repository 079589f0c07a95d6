"""Pictures of what the shop records about itself: changes, wishes, late answers, and somebody who leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from desk.store import accounts, lists
from desk.store.leaving import open_cases
from desk.ui import case_menus
from desk.ui.person_dialog import PersonDialog
from desk.ui.why_clocks import WhyClocks
from desk.ui.window import MainWindow
from tests.gallery.stage import Stage


def _first(window: MainWindow, step: str) -> str:
    rows = lists.page(window.desk.store, lists.Filter("open"), limit=200, now=window.desk.now())
    return next(row.case_id for row in rows if row.step == step)


def _changing(stage: Stage, person: str = "binh") -> MainWindow:
    """A change is begun, and a customer has a further wish."""
    window = stage.window("cases", person=person)
    desk = window.desk
    desk.record("improve", {
        "change": "Cắm thử mỗi nồi năm phút tại quầy trước khi giao cho khách.", "owner": "anh",
        "due": (desk.now() + timedelta(days=3)).isoformat(),
    }, _first(window, "fulfil"))  # fmt: skip
    desk.record("follow_up", {
        "reached_by": "telephone", "resolved": "yes", "words": "Nồi nấu tốt rồi em ạ.", "late_reason": "Kiểm kê.",
        "further_needs": "Chị muốn được báo khi có đợt thu nồi cũ đổi nồi mới.",
    }, _first(window, "follow_up"))  # fmt: skip
    return window


def promises_with_changes(stage: Stage) -> QWidget:
    window = _changing(stage)
    window.go("promises")
    return window


def promises_wishes(stage: Stage) -> QWidget:
    window = _changing(stage)
    window.go("promises")
    window.page("promises").tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
    return window


def step_improve(stage: Stage) -> QWidget:
    window = _changing(stage)
    window.open_case(_first(window, "fulfil"))
    window.page("case").open("improve")  # type: ignore[attr-defined]
    return window


def answer_late(stage: Stage) -> QWidget:
    """Nobody has answered for a month: who can, and what to do."""
    window = stage.window("cases", person="anh")
    window.desk.now = lambda now=window.desk.now: now() + timedelta(days=30)  # type: ignore[misc]
    window.open_case(_waiting(window))
    return window


def step_escalate(stage: Stage) -> QWidget:
    window = answer_late(stage)
    window.page("case").open("escalate")  # type: ignore[attr-defined]
    return window


def _waiting(window: MainWindow) -> str:
    rows = lists.page(window.desk.store, lists.Filter("waiting"), limit=200, now=window.desk.now())
    return next(row.case_id for row in rows if row.step == "consult" and row.waiting in ("manager", "head_office"))


def consult_both(stage: Stage) -> QWidget:
    """The manager weighs a proposal: the wish, the solution, and both answers side by side."""
    window = stage.window("cases")
    window.open_case(_waiting(window))
    return window


def person_leaves(stage: Stage) -> QWidget:
    window = stage.window("settings")
    desk = window.desk
    others = [person for person in accounts.people(desk.store).values() if person.id != "binh"]
    leaver = next(person for person in others if open_cases(desk.store, person.id, desk.now()))
    dialog = PersonDialog(desk, leaver, window)
    dialog.active.setChecked(False)
    dialog.open()
    return dialog


def why_clocks(stage: Stage) -> QWidget:
    """Each clock of a case with its standard and source."""
    window = stage.window("cases")
    window.open_case(_first(window, "fulfil"))
    case_menus.why_clocks(window.page("case"))
    return window.page("case").findChildren(WhyClocks)[-1]


SHOP: tuple[Callable[[Stage], QWidget], ...] = (
    promises_with_changes, promises_wishes, step_improve, answer_late, step_escalate, consult_both, person_leaves,
    why_clocks,
)  # fmt: skip
