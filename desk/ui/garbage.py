"""Garbage is looked for on the window's thread alone.

Python looks for it on whichever thread it happens to be. A widget that another thread finds is ended later, when its
parent may have taken it along: it would be ended twice, and the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: How often it is looked whether there is enough of it.
EVERY_MS = 500


def collect() -> None:
    """Look for garbage where Python would have: of what is young often, of what has grown old seldom."""
    counts, most = gc.get_count(), gc.get_threshold()
    if counts[0] <= most[0]:
        return
    oldest = 0
    while oldest < 2 and counts[oldest + 1] > most[oldest + 1]:
        oldest += 1
    gc.collect(oldest)


class Collecting(QObject):
    """From here on only this thread collects; for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect)
        self._timer.start()
