"""Every step as a form, and what it says when it is recorded too early: in three languages, in the light palette."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.cases.people import MAY
from desk.cases.steps import STEPS
from desk.store import accounts, lists
from desk.ui.drafting import new_key
from desk.ui.step_form import StepForm
from tests.gallery.stage import Screen, Stage

WIDTH, HEIGHT = 860, 720

#: Who shows a step: the first of these whose role may take it.
SHOWN_BY = (("anh", "clerk"), ("binh", "manager"), ("ha", "head_office"))


def step(name: str, early: bool = False) -> Screen:
    """The form of a step on the newest case of the sample; `early`: with everything that is missing said."""

    def screen(stage: Stage) -> QWidget:
        desk = stage.desk()
        who = next(person for person, role in SHOWN_BY if role in MAY[name])
        desk.sign_in(accounts.people(desk.store)[who])
        desk.set_language(stage.words)
        newest = lists.page(desk.store, lists.Filter("open"), sort="number", limit=1, now=desk.now())[0]
        form = StepForm(desk, STEPS[name], new_key(desk.now()) if name == "receive" else newest.case_id)
        form.resize(WIDTH, HEIGHT)
        form.show()
        if early:
            form.record_refused()
        stage.settle()
        return form

    screen.__name__ = f"every_step_{name}{'_refused' if early else ''}"
    return screen


#: What the desk records by itself has no form.
SCREENS = [step(name, early) for name in STEPS if name not in ("take_in", "import") for early in (False, True)]
