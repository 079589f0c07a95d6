"""A draft outlives the process that wrote it, however that process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from desk.store import drafts
from desk.store.database import open_store
from desk.ui.intake import Intake

#: Opens the intake, types, says when the draft is kept, and then waits to be killed.
CHILD = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desk.store import accounts
from desk.store.database import open_store
from desk.ui.desk import Desk
from desk.ui.intake import Intake

app = QApplication([])
desk = Desk(open_store(sys.argv[1]))
desk.sign_in(accounts.people(desk.store)["lan"])
intake = Intake(desk)
intake.start()
intake.form.draft.saved.connect(lambda: print("kept", flush=True))
for letter in sys.argv[2]:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    app.sendEvent(intake.form.blocks["own_words"].input.edit, event)
app.exec()
"""

WORDS = "Nồi cơm cháy, tôi rất bực"


def test_what_was_typed_is_there_after_the_desk_was_killed(desk, sign_in):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, desk.store.path, WORDS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    store = open_store(desk.store.path)
    (kept,) = drafts.all_of(store, "lan")
    store.close()
    assert kept.answers == {"own_words": WORDS}
    sign_in("lan")
    intake = Intake(desk)
    intake.start()
    assert intake.form.blocks["own_words"].input.edit.toPlainText() == WORDS
    assert intake.form.draft.operation() == kept.operation
