"""A guess is counted before it is compared: killing the desk in between wins nobody a try."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk.store import accounts
from desk.store.database import open_store

from .way import START

#: Guesses once, says when it is about to compare, and then waits there to be killed.
CHILD = """
import signal, sys
from datetime import datetime
from desk.store import accounts
from desk.store.database import open_store

def compare(kept, pin):
    print("comparing", flush=True)
    signal.pause()

accounts._matches = compare
accounts.check_pin(open_store(sys.argv[1]), "clerk", "0000", datetime.fromisoformat(sys.argv[2]))
"""


def guess_and_kill(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), START.isoformat()],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "comparing\n"
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
def test_a_desk_killed_before_each_comparison_locks_after_five_guesses(store, path):
    accounts.set_pin(store, "clerk", "2580", START)
    for _ in range(accounts.FREE_TRIES):
        guess_and_kill(path)
    again = open_store(path)
    with pytest.raises(accounts.Locked) as locked:
        accounts.check_pin(again, "clerk", "2580", START)
    assert locked.value.until == START + accounts.FIRST_DELAY
    assert accounts.check_pin(again, "clerk", "2580", START + accounts.FIRST_DELAY)
    again.close()
