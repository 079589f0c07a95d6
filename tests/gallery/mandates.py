"""Pictures of policy and mandates: the settings of both, the dialog that writes one, and the lanes of a proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from desk.cases.mandate import Mandate
from desk.store import accounts, lists
from desk.store.connection import Store
from desk.ui.window import MainWindow
from tests.gallery import data
from tests.gallery.stage import Screen, Stage

SMALL = Mandate(
    "M-2026-01 Việc nhỏ tại quầy", frozenset(("refund", "exchange", "store_credit", "discount")), 500_000, "VND",
    "Lê Văn Bình", "Vũ Thu Hà", frozenset(), frozenset(("clerk",)),
    date(2026, 1, 1), date(2026, 12, 31),
)  # fmt: skip


def give(store: Store) -> None:
    """One mandate in force, one that waits for the other signature, one that ended and one taken back."""
    others = (
        replace(SMALL, name="M-2026-02 Giao hàng trễ", head_office="", limit=200_000),
        replace(SMALL, name="M-2025-04 Quý bốn", valid_from=date(2025, 10, 1), valid_to=date(2025, 12, 31)),
        replace(SMALL, name="M-2025-03 Hàng Tết", revoked_by="Vũ Thu Hà"),
    )
    policy = replace(accounts.policy(store), mandates=(SMALL, *others))
    accounts.set_policy(store, policy, "", data.SHOWN - timedelta(days=1))
    changed = replace(policy, answer_within=timedelta(hours=8), consult_within=timedelta(minutes=30))
    accounts.set_policy(store, changed, "binh", data.SHOWN - timedelta(hours=1))


def _settings(part: str, person: str) -> Screen:
    def screen(stage: Stage) -> QWidget:
        window = stage.window("settings", person=person)
        give(window.desk.store)
        window.page("settings").choose(part)
        return window

    screen.__name__ = f"settings_{part}_{person}"
    return screen


def policy_wrong(stage: Stage) -> QWidget:
    window = _settings("policy", "binh")(stage)
    assert isinstance(window, MainWindow)
    section = window.page("settings").sections["policy"]
    section.days[5].setText("08:00")
    section.save.click()
    return window


def mandate_dialog(stage: Stage) -> QWidget:
    window = _settings("mandates", "binh")(stage)
    assert isinstance(window, MainWindow)
    dialog: QWidget = window.page("settings").sections["mandates"].write()
    return dialog


def lane(name: str, amount: str, **answers: str) -> Screen:
    """A proposal while it is typed, with the sentence that says which way it goes."""

    def screen(stage: Stage) -> QWidget:
        window = stage.window("cases", person="anh")
        give(window.desk.store)
        row = next(r for r in _open(window) if r.step == "consult" and r.customer != data.LONG_NAME)
        window.open_case(row.case_id)
        page = window.page("case")
        page.open("propose")
        rows = [{"kind": "exchange", "what": "Đổi cái mới", "amount": amount}]
        for field, value in {"remedies": rows, **answers}.items():
            page.form.blocks[field].input.fill(value)
            page.form.blocks[field].input.changed.emit()
        page.form.settle()
        return window

    screen.__name__ = f"lane_{name}"
    return screen


def _open(window: MainWindow) -> list[lists.Row]:
    return lists.page(window.desk.store, lists.Filter("open"), sort="number", limit=100, now=data.SHOWN)


SCREENS: list[Screen] = [
    _settings("policy", "binh"),
    _settings("mandates", "binh"),
    _settings("mandates", "ha"),
    policy_wrong,
    mandate_dialog,
    lane("within", "400.000"),
    lane("beyond", "900.000"),
    lane("unreasonable", "400.000", reasonable="no"),
]
