"""What happens when something breaks: it is written down without personal data, said once, and the desk goes on."""

from __future__ import annotations

import faulthandler
import sys
import threading
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from desk.store.problems import StoreProblem

LOG = "desk.log"
CRASH = "crash.log"
SIZE, KEPT = 500_000, 3

#: Said by the platform plug-ins, about nothing of ours.
_NOISE = ("This plugin does not support", "XDG_RUNTIME_DIR")

if TYPE_CHECKING:
    from logging import Logger


class Faults(QObject):
    """Writes faults down from any thread, and says on the window's thread that there was one."""

    happened = Signal()
    troubled = Signal(object)  # Words: no fault of ours but trouble with the store, which has a sentence of its own

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / LOG
        self._crash = _crash_file(folder)
        self._logged: Logger | None = None
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._fault
        threading.excepthook = self._fault_in_thread
        qInstallMessageHandler(self._qt_said)

    def _fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._log().error("%s\n%s", kind.__name__, place(error, trace))
        if isinstance(error, StoreProblem):
            self.troubled.emit(error.words)
        else:
            self.happened.emit()

    def _fault_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._fault(args.exc_type, args.exc_value, args.exc_traceback)

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith(_NOISE):
            self._log().warning("Qt %s: %s", kind.name, text[:300])

    def _log(self) -> Logger:
        self._logged = log(self.file)
        return self._logged

    def release(self) -> None:
        """Give the hooks back: the desk is closing."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        faulthandler.disable()
        for handler in self._logged.handlers if self._logged else ():
            handler.close()
        if self._crash:
            self._crash.close()


def place(error: BaseException, trace: TracebackType | None) -> str:
    """Where it happened. The error's own words are left out: they may hold what a customer said."""
    import traceback  # late, as the log

    lines = [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    if cause := error.__cause__ or error.__context__:
        lines += [f"from {type(cause).__name__}", place(cause, cause.__traceback__)]
    return "\n".join(lines)


@lru_cache(maxsize=4)
def log(file: Path) -> Logger:
    """The log in that file, opened when there is something to write; where nothing can be written it is silent."""
    import logging  # late: 8 ms that a start without a fault does not need
    from logging.handlers import RotatingFileHandler

    logger = logging.Logger("desk", logging.INFO)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    return logger


def _crash_file(folder: Path) -> TextIO | None:
    """Where the interpreter writes its last words; it needs a file that stays open."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / CRASH).open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file
