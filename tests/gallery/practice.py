"""Learning and practice: the list, a customer who speaks, a colleague who is waited for, and the score."""

from __future__ import annotations

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from desk import RESOURCES
from desk.cases.scenario import load
from desk.ui.practice_room import PracticeRoom
from tests.gallery.stage import Screen, Stage

#: A scenario in each language.
OF = {"vi": "straight-way", "fi": "absent-manager", "en": "head-office-by-telephone"}


def learning(stage: Stage) -> QWidget:
    window = stage.window("learning", person="anh")
    QThreadPool.globalInstance().waitForDone()
    return window


def practice(steps: int, name: str, end: bool = False) -> Screen:
    """The room after the first steps of its scenario; `end`: with the score."""

    def screen(stage: Stage) -> QWidget:
        window = stage.window("learning", person="anh")
        scenario = load(RESOURCES / "scenarios" / f"{OF[stage.words]}.toml")
        page = window.page("learning")
        page.practice_wanted.emit(scenario)
        room = window.practising.room
        assert isinstance(room, PracticeRoom)
        for line in [x for x in scenario.lines if x.by == room.practice.person.id][:steps]:
            room.desk.record(line.step, line.answers, room.practice.case_id)
        if steps:
            room._open_case(room.practice.case_id)
        if end:
            room.practice.refusals.update({"consult-first": 2, "restate": 1})
            room.end()
        return window

    screen.__name__ = f"practice_{name}"
    return screen


SCREENS = [learning, practice(0, "customer_speaks"), practice(2, "solution"), practice(3, "score", end=True)]
