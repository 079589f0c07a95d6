"""One run of the desk as a program, from the first check to its last word, and what its first picture imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desk import config
from desk.app.program import Program
from desk.store import accounts, upkeep
from desk.store.database import StoreProblem, create, open_store
from desk.store.journal import Journal
from desk.store.problems import DAMAGED, problem
from desk.ui import style
from desk.ui.first_run import FirstRun
from desk.ui.only_one import OnlyOne

from .conftest import BRANCH, PEOPLE, PIN, START
from .straight_way import WAY

#: What a start can do without until the first list is painted.
LATE = tuple(
    """babel peewee reportlab argon2 holidays pypdfium2 pikepdf phonenumbers logging.handlers tomllib desk.papers
    PySide6.QtNetwork PySide6.QtPrintSupport ast dis logging argparse hashlib uuid gettext locale random linecache
    platformdirs _sysconfigdata__linux_x86_64-linux-gnu""".split()
)

#: All of the desk, and of others, that may be there by then; a line more here is milliseconds more at every start.
MAY = set(
    """desk desk.app desk.app.display desk.app.lean desk.app.lean.archive desk.app.lean.enums desk.app.lean.records
    desk.app.program desk.config desk.i18n desk.phrasebook desk.cases desk.cases.branch desk.cases.clock
    desk.cases.mandate desk.cases.people desk.cases.text desk.cases.timekeeping desk.cases.values desk.cases.way
    desk.store desk.store.accounts desk.store.calendars desk.store.connection desk.store.database
    desk.store.derived_schema desk.store.fence desk.store.instants desk.store.lists desk.store.migrate
    desk.store.order desk.store.permission desk.store.places desk.store.policies desk.store.problems desk.store.rows
    desk.store.settings desk.store.timekeeper desk.store.today desk.store.window desk.ui desk.ui.around desk.ui.bar
    desk.ui.beside desk.ui.case_cells desk.ui.case_chips desk.ui.case_columns desk.ui.case_model desk.ui.cases_page
    desk.ui.chip desk.ui.clock_face desk.ui.desk desk.ui.faults desk.ui.flow desk.ui.icons desk.ui.idle desk.ui.labels
    desk.ui.language desk.ui.marks desk.ui.memory desk.ui.only_one desk.ui.pages desk.ui.rail desk.ui.room
    desk.ui.style desk.ui.tab_order desk.ui.table desk.ui.window desk.ui.window_keys PySide6
    PySide6.QtCore PySide6.QtGui PySide6.QtWidgets apsw""".split()
)


@pytest.fixture
def made(facts: config.Config, monkeypatch: pytest.MonkeyPatch) -> config.Config:
    """A store with its people at the usual place."""
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    facts.store.parent.mkdir(parents=True, exist_ok=True)
    store = create(facts.store, BRANCH, START)
    for person in PEOPLE:
        accounts.add_person(store, person, PIN, now=START)
    store.close()
    return facts


@pytest.fixture
def back_to_light(look: QApplication):
    yield look
    style.apply(look, "light")
    look.setQuitOnLastWindowClosed(False)


# One desk on one store -------------------------------------------------------------------------------------------


def test_the_place_begun_for_another_store_is_given_up(back_to_light, made, monkeypatch):
    begun, other = OnlyOne(made.store), OnlyOne(made.store)
    begun.begin()
    program = Program(made, sample=True, place=begun)
    monkeypatch.setattr(program, "_make_sample", lambda: None)
    monkeypatch.setattr(program, "_show", lambda: int(other.take()))
    assert program.run() == 1
    other.release()


def test_the_place_begun_for_the_store_is_the_one_that_is_kept(back_to_light, made, monkeypatch):
    begun, other = OnlyOne(made.store), OnlyOne(made.store)
    begun.begin()
    program = Program(made, place=begun)
    monkeypatch.setattr(program, "_show", lambda: int(program.one is begun and not other.take()))
    assert program.run() == 1
    assert other.take()
    other.release()


# The whole run ---------------------------------------------------------------------------------------------------


def close_box() -> None:
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    box.accept()


def test_a_store_that_cannot_be_opened_is_said_and_left_as_it_was(back_to_light, facts, capsys):
    facts.store.parent.mkdir(parents=True)
    facts.store.write_text("not a store of ours, and somebody's own file")
    QTimer.singleShot(0, close_box)
    assert Program(facts).run() == 1
    assert "is not a store of this desk" in capsys.readouterr().err
    assert facts.store.read_text().startswith("not a store")


def test_a_run_shows_the_sign_in_and_ends_with_its_window(qtbot, back_to_light, made):
    program = Program(made)
    seen: list[str] = []

    def look_and_close() -> None:
        assert program.window is not None
        seen.append(type(program.window.rooms.currentWidget()).__name__)
        program.window.close()

    QTimer.singleShot(0, look_and_close)
    assert program.run() == 0
    assert seen == ["SignIn"]
    assert not made.store.with_name("desk.store.lock").exists()


def test_the_running_desk_tidies_its_store_up_after_a_recording(qtbot, back_to_light, made, monkeypatch):
    program, moved = Program(made), []
    monkeypatch.setattr(upkeep, "move_log", moved.append)

    def record() -> None:
        assert program.window is not None
        program.desk.sign_in(accounts.people(program.desk.store)["lan"])
        program.desk.record("receive", WAY["receive"])

    when(lambda: program.window and hasattr(program, "tidying"), record)
    when(lambda: moved, lambda: program.window and program.window.close())
    assert program.run() == 0
    assert set(moved) == {str(made.store)}


def test_the_running_desk_has_its_store_read_once_and_lets_go_of_it_at_the_end(qtbot, back_to_light, made, monkeypatch):
    monkeypatch.setattr("desk.app.program.WARMING_S", 0.0)
    program, seen = Program(made), []

    def close() -> None:
        seen.append(program.warming)
        program.window.close()

    when(lambda: program.warming and program.warming.read == made.store.stat().st_size, close)
    assert program.run() == 0
    assert not seen[0].is_alive()
    assert program.warming is None


def test_a_store_that_is_found_damaged_is_not_called_safe(qtbot, back_to_light, made):
    program, said = Program(made), []

    def break_and_close() -> None:
        window = program.window
        assert window is not None
        sys.excepthook(StoreProblem, problem(DAMAGED, "desk.store"), None)
        QApplication.processEvents()
        said.extend(box.text() for box in window.findChildren(QMessageBox))
        window.close()

    QTimer.singleShot(0, break_and_close)
    assert program.run() == 0
    assert said == [
        "The store desk.store is damaged. Please stop working in it, keep the file, and restore the newest backup."
    ]


def test_on_a_full_drive_another_language_is_spoken_all_the_same(qtbot, back_to_light, made):
    program, said, faults = Program(made), [], []
    program.faults.happened.connect(lambda: (faults.append(1), program.app.quit()))

    def choose_and_close() -> None:
        window = program.window
        assert window is not None
        desk = window.desk
        desk.sign_in(accounts.people(desk.store)["lan"])
        QTimer.singleShot(0, window.close)
        desk.store.connection.execute("pragma query_only=1")  # nothing can be written
        window.language_wanted.emit("fi")
        desk.store.connection.execute("pragma query_only=0")
        said.append((desk.words.language, desk.person.language))

    QTimer.singleShot(0, choose_and_close)
    assert (program.run(), said, faults) == (0, [("fi", "fi")], [])


def test_a_choice_of_language_goes_with_the_person_and_of_light_with_the_machine(qtbot, back_to_light, made):
    program = Program(made)

    def choose_and_close() -> None:
        window = program.window
        assert window is not None
        window.desk.sign_in(accounts.people(window.desk.store)["lan"])
        window.language_wanted.emit("fi")
        window.scheme_wanted.emit("dark")
        assert window.windowTitle().endswith(window.desk.say("Complaint desk"))
        assert accounts.people(window.desk.store)["lan"].language == "fi"
        window.close()

    QTimer.singleShot(0, choose_and_close)
    assert program.run() == 0
    assert style.scheme() == "dark"
    assert config._read(made.file) == {"language": "fi", "scheme": "dark"}


def test_a_fault_is_said_once_and_calmly(qtbot, back_to_light, made):
    program = Program(made)
    said: list[str] = []

    def break_and_close() -> None:
        for _ in range(3):
            program._fault()
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
        said.extend(box.text() for box in boxes)
        for box in boxes:
            box.accept()
        assert program.window is not None
        program.window.close()

    QTimer.singleShot(0, break_and_close)
    assert program.run() == 0
    assert len(said) == 1
    assert "safe" in said[0] or program.window is None


def test_sample_data_lives_in_a_folder_of_its_own(qtbot, back_to_light, facts, monkeypatch):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    program = Program(replace(facts, language="en"), sample=True)
    hints: list[str] = []

    def read_and_close() -> None:
        window = program.window
        if window is None:
            QTimer.singleShot(20, read_and_close)
            return
        hints.append(window.rooms.currentWidget().hint.text())
        window.close()

    QTimer.singleShot(0, read_and_close)
    assert program.run() == 0
    assert hints == ["Sample data: everybody's PIN is 2468."]
    assert not facts.store.exists()


def first_run() -> FirstRun:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, FirstRun) and w.isVisible())


def test_a_first_start_that_is_left_leaves_nothing(back_to_light, facts):
    QTimer.singleShot(0, lambda: first_run().close())
    assert Program(facts).run() == 0
    assert not facts.store.exists()


@pytest.mark.parametrize("choice", ["empty", "sample"])
def test_a_first_start_leads_to_the_sign_in(back_to_light, facts, monkeypatch, choice):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    program = Program(facts)
    names: list[str] = []

    def answer() -> None:
        dialog = first_run()
        dialog.language.tiles.choose("vi")
        dialog.country.tiles.choose("vn")
        for name in ("name", "code", "company"):
            dialog.branch.inputs[name].setText("B1")
        for name, text in {"name": "Trần Minh", "pin": PIN, "pin_again": PIN}.items():
            dialog.manager.inputs[name].setText(text)
        dialog.start.tiles.choose(choice)
        dialog._show(1 if choice == "sample" else 4)
        dialog.next()
        QTimer.singleShot(0, read_and_close)

    def read_and_close() -> None:
        if program.window is None or not program.window.isVisible():
            QTimer.singleShot(20, read_and_close)
            return
        names.extend(p.name for p in accounts.people(program.window.desk.store).values())
        program.window.close()

    QTimer.singleShot(0, answer)
    assert program.run() == 0
    assert config._read(facts.file)["language"] == "vi"
    assert facts.store.exists() is (choice == "empty")
    assert ("Trần Minh" in names) is (choice == "empty")
    assert ("Vũ Thu Hà" in names) is (choice == "sample")


@pytest.fixture
def looked(facts: config.Config) -> config.Config:
    """Somebody looked around before; there is no branch of their own yet."""
    facts.sample.parent.mkdir(parents=True)
    store = create(facts.sample, BRANCH, START)
    accounts.add_person(store, PEOPLE[2], "", now=START)
    store.close()
    return replace(facts, language="en")


def when(there: Callable[[], object], then: Callable[[], None]) -> None:
    """Do it as soon as something is there; each turn of the event loop looks once."""
    QTimer.singleShot(5, lambda: then() if there() else when(there, then))


def test_the_sample_goes_on_until_it_is_removed_and_then_the_first_questions_come(back_to_light, looked):
    program = Program(looked)
    seen: list[object] = []

    def remove() -> None:
        window = program.window
        seen.append(Path(window.desk.store.path))
        window.desk.sign_in(accounts.people(window.desk.store)["minh"])
        window.go("settings")
        window.page("settings").choose("about")
        about = window.page("settings").sections["about"]
        seen.append(about.remove.isVisible())
        when(lambda: any(isinstance(w, FirstRun) and w.isVisible() for w in QApplication.topLevelWidgets()), leave)
        about.remove.click()

    def leave() -> None:
        seen.append(looked.sample.exists())
        first_run().close()

    when(lambda: program.window and program.window.isVisible(), remove)
    assert program.run() == 0
    assert seen == [looked.sample, True, False]
    assert not looked.store.exists()


@pytest.mark.parametrize("open_elsewhere", [False, True])
def test_the_sample_is_removed_beside_one_s_own_branch_unless_it_is_open(back_to_light, made, looked, open_elsewhere):
    program, other = Program(made), OnlyOne(made.sample)
    seen: list[object] = []
    assert not open_elsewhere or other.take()

    def remove() -> None:
        window = program.window
        window.desk.sign_in(accounts.people(window.desk.store)["lan"])
        window.go("settings")
        window.page("settings").choose("about")
        about = window.page("settings").sections["about"]
        about.remove.click()
        seen.extend((window.isVisible(), about.remove.isVisible()))
        window.close()

    when(lambda: program.window and program.window.isVisible(), remove)
    assert program.run() == 0
    other.release()
    assert seen == [True, open_elsewhere]
    assert (made.store.exists(), made.sample.exists()) == (True, open_elsewhere)


def test_a_trouble_in_making_sample_data_is_told_as_such(back_to_light, facts):
    from desk.app.sample import make

    facts.store.parent.mkdir(parents=True)
    (facts.store.parent / "sub").write_text("")
    with pytest.raises((StoreProblem, OSError)):
        make(facts.store.parent / "sub" / "desk.store", START)


def test_what_the_first_picture_did_not_need_leaves_room_for_a_click(back_to_light, made, monkeypatch):
    program, happened = Program(made), list[str]()
    usual = Program._afterwards

    def afterwards(self):
        for _ in usual(self):
            happened.append("step")
            QTimer.singleShot(0, lambda: happened.append("click"))
            yield
        happened.append("end")

    monkeypatch.setattr(Program, "_afterwards", afterwards)
    when(lambda: "end" in happened, lambda: program.window.close())
    assert program.run() == 0
    assert happened.count("step") >= 3
    assert happened == ["step", "click"] * happened.count("step") + ["end"]


def test_the_first_picture_imports_only_what_it_needs(tmp_path, made):
    """With somebody signed in and the list of cases painted, the slow parts are still not loaded, and no sign drawn."""
    store = open_store(made.store)
    Journal(store).record("receive", WAY["receive"], by=accounts.people(store)["lan"], now=START)
    store.close()
    code = f"""
import sys
before = set(sys.modules)  # what the interpreter itself and its site bring
from pathlib import Path
from desk import app, config
facts = config.Config(*(Path(p) for p in {[str(made.data), str(made.store), str(made.log), str(made.file)]!r}))
started = app.prepare(facts)
from desk.store import accounts
from desk.store.database import open_store
store = open_store(facts.store)
window = started.open(store)
window.first = "cases"
started.desk.sign_in(accounts.people(store)["lan"])
window.show()
started.app.processEvents()
assert window.page("cases").table.isVisible()
from desk.ui import icons
print("drawn" * icons._from_svg.cache_info().currsize)
print(*sorted(name for name in {LATE!r} if name in sys.modules))
inside = ("__feature__", "signature_bootstrap", "shibokensupport", "shiboken6", "PySide6.support")  # PySide6's own
new = {{n for n in sys.modules if n.split(".")[0] not in sys.stdlib_module_names and not n.startswith("_sysconfig")}}
print(*sorted(n for n in new - before - {MAY!r} if not n.startswith(inside)))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.split()) == (0, []), ended.stderr
