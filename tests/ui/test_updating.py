"""A store of an older desk is brought up to date in sight, on another thread, and nobody can end it halfway."""

import gzip
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desk import config
from desk.app import program as program_module
from desk.app.program import Program
from desk.commands import reading
from desk.i18n import LANGUAGES, catalogue
from desk.store.database import Behind, StoreProblem, open_store
from desk.ui import language
from desk.ui.updating import Updating

OLDER = Path(__file__).parents[1] / "data" / "stores" / "format-2.desk.gz"


@pytest.fixture
def older(tmp_path):
    path = tmp_path / "shop" / "desk.store"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(OLDER.read_bytes()))
    return path


def test_the_window_shows_how_far_it_is_and_opens_the_store_then(qtbot, older):
    data = older.parent
    shown = []

    def look():
        box = QApplication.activeModalWidget()
        assert isinstance(box, Updating)
        box.bar.valueChanged.connect(lambda _: shown.append(box.far.text()))
        box.close()
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert box.isVisible()

    QTimer.singleShot(0, look)
    program = Program(config.Config(data, older, data / "log", data / "desk.toml"))
    language.install("en")
    store = program._opened()
    assert shown[-1] == "The desk is being brought up to date: 100%"
    assert store.row("select count(*) from case_list") == (5,)
    store.close()
    program.faults.release()


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_said_in_every_language(qtbot, older, code):
    language.install(code)
    box = Updating(older)
    qtbot.addWidget(box)
    box.show_far(34, 100)
    assert box.far.text().endswith("34 %" if code == "fi" else ": 34%")
    assert (box.far.text().startswith("The desk is")) is (code == "en")
    language.install("en")


def test_what_goes_wrong_is_said_and_the_older_store_stays(qtbot, older, monkeypatch):
    def gone(path, far):
        raise StoreProblem(program_module.Words("No room."))

    language.install("en")
    monkeypatch.setattr("desk.ui.updating.open_store", gone)
    with pytest.raises(StoreProblem, match="No room"):
        Updating(older).wait()
    with pytest.raises(Behind):
        open_store(older, far=None)


def test_a_command_says_how_far_it_is(older, capsys):
    with reading.opened(older, catalogue("en")) as store:
        assert store.row("select count(*) from case_list") == (5,)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "The desk is being brought up to date: 0%"
    assert said[-1] == "The desk is being brought up to date: 100%"
    with reading.opened(older, catalogue("en")):
        assert capsys.readouterr().err == ""
