"""Has the machine read the store's file once after the start, so that nobody who looks for a case waits for the drive.

Lists and the search jump about in the file: a page far down a long list is fifty reads at places far apart, and fifty
more at the next place (2.6 ms on a quick drive, where .15 are enough from memory; 2026-11, 100,000 cases). Read from
its beginning to its end the file comes as fast as the drive can, and the machine keeps it in memory that nobody else
wants.
"""

from __future__ import annotations

import os
from threading import Event, Thread
from time import perf_counter

from .connection import MEMORY

#: Bytes read in one go: a hundredth of a second at 100 MB a second, after which whoever waits for the drive has a turn.
PORTION = 1 << 20

#: A file that would take a larger share of the memory that nobody uses is left on the drive.
MOST = 0.5


def room() -> int:
    """How many bytes of memory a file may take."""
    import psutil  # late: nobody waits for it, and a start has no time for it

    return int(psutil.virtual_memory().available * MOST)


class Warming(Thread):
    """Reads the file on a thread of its own, half of the time at most, until it is through or the desk closes."""

    def __init__(self, path: str, after: float = 0.0) -> None:
        """`after`: so many seconds later, when the first clicks have got what they asked for."""
        super().__init__(name="warming", daemon=True)
        self._path, self._after, self._over = path, after, Event()
        self._file = -1
        self.read = 0  # bytes so far

    def run(self) -> None:
        if self._path == MEMORY or self._over.wait(self._after):
            return
        try:
            self._file = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            if os.fstat(self._file).st_size <= room():
                self._read()
        except OSError:  # who needs that page is told what is wrong with it
            return

    def _read(self) -> None:
        start = perf_counter()
        while portion := os.read(self._file, PORTION):
            self.read += len(portion)
            if self._over.wait(perf_counter() - start):
                return
            start = perf_counter()

    def end(self) -> None:
        """Read no further, and let go of the file. To be called when the store is closed.

        Not before: where it closes any file of its own, a process loses all its locks on that file, SQLite's too.
        """
        self._over.set()
        if self.ident:
            self.join()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
