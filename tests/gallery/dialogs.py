"""What comes over the pages: menus, dialogs, messages and news, each a function of the stage."""

from __future__ import annotations

import apsw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.store.problems import SENTENCES, problem
from desk.ui import messages
from desk.ui.finder import Finder
from desk.ui.help import AllKeys, Help
from desk.ui.pin_again import PinAgain
from desk.ui.step_form import VERBS
from desk.ui.toasts import toast
from tests.gallery import data
from tests.gallery.stage import Screen, Stage


def person_menu(stage: Stage) -> QWidget:
    window = stage.window("today")
    window.bar.menu.popup(window.mapToGlobal(window.rect().center()))
    return window.bar.menu


def finder(stage: Stage) -> QWidget:
    window = stage.window("today")
    window.find_anything()
    dialog = window.findChild(Finder)
    dialog.field.setText("ph")
    dialog.look()
    return dialog


def help_(page: str) -> Screen:
    def screen(stage: Stage) -> QWidget:
        window = stage.window("today")
        dialog = Help(window.desk, page, window)
        dialog.open()
        return dialog

    screen.__name__ = f"help_{page}"
    return screen


def all_keys(stage: Stage) -> QWidget:
    dialog = AllKeys(stage.window("today").desk, stage.app.activeWindow())
    dialog.open()
    return dialog


def reminder(stage: Stage) -> QWidget:
    """Somebody's own case is late; the banner says so over whatever page is shown."""
    window = stage.window("promises", person="anh")
    window.refresh()
    return window


def toast_undo(stage: Stage) -> QWidget:
    window = stage.window("today")
    toast(window, window.desk.say(Words(N_("{name} is changed."), {"name": data.LONG_NAME})), lambda: None)
    return window


def person_new(stage: Stage) -> QWidget:
    return _people(stage).add()


def person_change(stage: Stage) -> QWidget:
    section = _people(stage)
    section.table.selectRow(next(n for n, p in enumerate(section.model.people) if p.id == "lan"))
    return section.change()


def person_pin(stage: Stage) -> QWidget:
    return _people(stage).new_pin()


def _people(stage: Stage):  # type: ignore[no-untyped-def]
    page = stage.window("settings").page("settings")
    page.choose("people")
    stage.settle()
    return page.sections["people"]


def pin_again(stage: Stage) -> QWidget:
    """An approval asks for the PIN once more; this one was wrong."""
    window = stage.window("today")
    dialog = PinAgain(window.desk, STEPS["approve"].title, VERBS["approve"], window)
    dialog.open()
    dialog.field.setText("0000")
    dialog.check()
    stage.settle()
    return dialog


def message_problem(stage: Stage) -> QWidget:
    text = SENTENCES[apsw.FullError]
    return messages.problem(stage.window("today"), problem(text, "/home/desk/desk.store"))


def message_fault(stage: Stage) -> QWidget:
    return messages.fault(stage.window("today"), "/home/desk/log/desk.log")


def native_buttons(stage: Stage) -> QWidget:
    """Qt's own words: Save, Cancel, Close in the window's language."""
    kinds = QMessageBox.StandardButton
    box = QMessageBox(stage.window("today"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("Qt")
    box.setStandardButtons(kinds.Yes | kinds.No | kinds.Save | kinds.Cancel | kinds.Close)
    return messages.put_up(box)
