"""Faults: written down without personal data, said once, and no fault of ours where the trouble is known."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import qWarning

from desk.store.database import StoreProblem
from desk.store.problems import DAMAGED, problem
from desk.ui.faults import CRASH, Faults


@pytest.fixture
def faults(look, facts):
    faults = Faults(facts.log)
    yield faults
    faults.release()


def test_a_fault_is_written_down_without_what_a_customer_said(qtbot, faults):
    with qtbot.waitSignal(faults.happened):
        try:
            raise ValueError("Hạnh, 0903 123 456")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    written = faults.file.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_faults.py" in written
    assert "0903" not in written


def test_a_fault_on_another_thread_is_written_down_too(qtbot, faults):
    thread = threading.Thread(target=lambda: [][1])
    with qtbot.waitSignal(faults.happened):
        thread.start()
    thread.join()
    assert "IndexError" in faults.file.read_text(encoding="utf-8")


def test_trouble_with_the_store_that_nobody_expected_is_no_fault_of_ours(faults):
    told, at_fault = [], []
    faults.troubled.connect(told.append)
    faults.happened.connect(lambda: at_fault.append(1))
    trouble = problem(DAMAGED, "desk.store")
    sys.excepthook(StoreProblem, trouble, None)
    assert (told, at_fault) == ([trouble.words], [])
    assert "StoreProblem" in faults.file.read_text(encoding="utf-8")


def test_qts_own_warnings_are_written_down(faults):
    qWarning("something of Qt's")
    assert "something of Qt's" in faults.file.read_text(encoding="utf-8")


def test_a_place_for_the_log_that_cannot_be_written_stops_nobody(look, tmp_path):
    (tmp_path / "file").write_text("")
    faults = Faults(tmp_path / "file" / "log")
    faults._fault(ValueError, ValueError("x"), None)
    faults.release()
    assert not (tmp_path / "file" / "log" / CRASH).exists()
