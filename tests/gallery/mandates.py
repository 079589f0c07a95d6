"""Pictures of policy, mandates and clock: settings, the mandate dialog, lanes, a small matter, a wrong clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from desk.cases.mandate import Mandate
from desk.cases.timekeeping import Reading
from desk.store import accounts, lists
from desk.store.connection import Store
from desk.store.timekeeper import Timekeeper
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
        window.page("settings").enter_list()
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


def _draft_back(part: str, field: str, words: str) -> Screen:
    """Typed and not saved before the desk locked itself."""

    def screen(stage: Stage) -> QWidget:
        window = _settings(part, "binh")(stage)
        assert isinstance(window, MainWindow)
        section = window.page("settings").sections[part]
        (section.inputs[field] if part == "branch" else section.days[int(field[3:])]).setText(words)
        window.lock()
        window.desk.sign_in(accounts.people(window.desk.store)["binh"])
        return window

    screen.__name__ = f"settings_{part}_draft"
    return screen


def mandate_dialog(stage: Stage) -> QWidget:
    window = _settings("mandates", "binh")(stage)
    assert isinstance(window, MainWindow)
    dialog: QWidget = window.page("settings").sections["mandates"].write()
    return dialog


def approve_weighed(stage: Stage) -> QWidget:
    """What a manager weighs: above the mandate, beside what a similar case got."""
    window = stage.window("cases", person="anh")
    desk = window.desk
    give(desk.store)
    received = {"customer_name": "Trần Thị Mai", "own_words": "Nồi cơm điện mới mua đã cháy đáy.", "heard_out": True,
                "product": "Nồi cơm điện An Tâm 1,8 l", "price": "890 000", "category": "product"}  # fmt: skip
    case_id = desk.record("receive", received).case.id
    understood = {"permission": True, "summary": "Nồi cháy", "confirmed": True, "effects": ["money"],
                  "wish": "Trả lại tiền"}  # fmt: skip
    desk.record("understand", understood, case_id)
    proposed = {
        "reasonable": "yes", "stance": "accepted", "position": "Mâm nhiệt bị lỗi từ nhà máy.",
        "remedies": [{"kind": "refund", "what": "Hoàn lại tiền nồi", "amount": "890 000"}], "told_process": True,
        "expected_answer_at": "2026-03-03 10:00", "preferred_channel": "telephone", "telephone": "0912 000 111",
    }  # fmt: skip
    desk.record("propose", proposed, case_id)
    desk.sign_in(accounts.people(desk.store)["binh"])
    desk.set_language(stage.words)
    window.open_case(case_id)
    stage.settle()
    return window


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


def small_matter(refused: bool) -> Screen:
    """The page of a small matter: filled in, and with what is missing said."""

    def screen(stage: Stage) -> QWidget:
        window = stage.window("today", person="anh")
        give(window.desk.store)
        window.new_complaint("new:a")
        window.page("intake").make_small()
        form = window.page("quick").form
        typed = {
            "customer_name": data.LONG_NAME, "own_words": "Hộp bánh mua tối qua, mở ra bánh mềm hết.",
            "wish": "Đổi hộp khác", "summary": "Hộp bánh mua hôm qua, bánh bị mềm.", "kind": "exchange",
            "what": "Một hộp bánh mới", "amount": "900.000" if refused else "120.000", "category": "product",
            **({} if refused else {"heard_out": True, "permission": True, "confirmed": True, "effects": ["none"]}),
        }
        for name, value in typed.items():
            form.blocks[name].input.fill(value)
            form.blocks[name].input.changed.emit()
        form.settle()
        if refused:
            form.record()
        return window

    screen.__name__ = f"small_matter{'_refused' if refused else ''}"
    return screen


def clock_wrong(stage: Stage) -> QWidget:
    """Somebody turned the computer's clock two hours back; a case was recorded meanwhile."""
    window = stage.window("today", person="binh")
    desk = window.desk
    wall, running = data.SHOWN, [timedelta(hours=1)]
    desk.keeper = Timekeeper(desk.store, lambda: Reading(wall, running[0], "monday"))
    desk.now = desk._time
    desk.now()
    running[0] += timedelta(hours=2)
    window.refresh()
    answers = {
        "customer_name": data.LONG_NAME, "own_words": "Quạt kêu to.", "heard_out": True, "telephone": "0912 345 678",
    }
    window.open_case(desk.record("receive", answers).case.id)
    window.page("case").tabs.setCurrentIndex(1)
    return window


def _open(window: MainWindow) -> list[lists.Row]:
    return lists.page(window.desk.store, lists.Filter("open"), sort="number", limit=100, now=data.SHOWN)


SCREENS: list[Screen] = [
    _settings("policy", "binh"),
    _settings("mandates", "binh"),
    _settings("mandates", "ha"),
    policy_wrong,
    _draft_back("branch", "address", "128 Nguyễn Huệ, phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh, tầng 3"),
    _draft_back("policy", "day6", "09:00–18:00"),
    approve_weighed,
    mandate_dialog,
    clock_wrong,
    small_matter(False),
    small_matter(True),
    lane("within", "400.000"),
    lane("beyond", "900.000"),
    lane("unreasonable", "400.000", reasonable="no"),
]
