"""Customers who come back, and cases that are alike: beside the intake, above a proposal and its approval."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desk.ui.window import MainWindow
from tests.gallery import data
from tests.gallery.stage import Screen, Stage


def intake_known(stage: Stage) -> QWidget:
    """Somebody with an open case about the same matter calls again."""
    window: MainWindow = stage.window("cases", person="lan")
    window.new_complaint()
    form = window.page("intake").form
    for name, value in (("customer_name", data.LONG_NAME), ("telephone", "+84 912 345 678"),
                        ("own_words", "Cái tủ lạnh bốn cánh đó vẫn kêu rất to mỗi đêm.")):  # fmt: skip
        form.blocks[name].input.fill(value)
        form.blocks[name].input.changed.emit()
    form.settle()
    known = window.page("intake").known
    known._pause.stop()
    known._look()
    stage.settle()
    return window


def intake_photos(stage: Stage) -> QWidget:
    """Two photos that were dropped while the customer is still talking."""
    window: MainWindow = stage.window("cases", person="lan")
    window.new_complaint()
    page = window.page("intake")
    for number, name in enumerate(("Nồi cơm cháy đáy.png", "Hóa đơn bán hàng tháng Hai.png")):
        picture = QImage(60, 40, QImage.Format.Format_RGB32)
        picture.fill(0x7A5C3E + number)
        picture.save(str(stage.folder / name))
        page.early.take_files([stage.folder / name])
    stage.settle()
    return window


def propose_alike(stage: Stage) -> QWidget:
    """More than the purchase was worth, beside what similar cases got."""
    window: MainWindow = stage.window("cases", person="lan")
    desk = window.desk
    received = {"customer_name": "Trần Thị Mai", "own_words": "Nồi cơm điện cháy.", "heard_out": True,
                "product": "Nồi cơm điện An Tâm 1,8 l", "price": "890 000", "category": "product"}  # fmt: skip
    case_id = desk.record("receive", received).case.id
    understood = {"permission": True, "summary": "Nồi cháy", "confirmed": True, "effects": ["money"], "wish": "Đổi nồi"}
    desk.record("understand", understood, case_id)
    window.open_case(case_id)
    stage.settle()
    form = window.page("case").form
    remedies = [{"kind": "refund", "what": "Hoàn tiền và tặng thêm", "amount": "1 500 000"}]
    form.blocks["remedies"].input.fill(remedies)
    form.blocks["remedies"].input.changed.emit()
    form.settle()
    stage.settle()
    return window


SCREENS: list[Screen] = [intake_known, intake_photos, propose_alike]
