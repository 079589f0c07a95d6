"""What happens when something breaks: it is written down without personal data, said once, and the desk goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

LOG = "desk.log"
CRASH = "crash.log"
SIZE, KEPT = 500_000, 3

#: Said by the platform plug-ins, about nothing of ours.
_NOISE = ("This plugin does not support", "XDG_RUNTIME_DIR")

log = logging.getLogger("desk")


class Faults(QObject):
    """Writes faults down from any thread, and says on the window's thread that there was one."""

    happened = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / LOG
        self._handler = _open(folder)
        self._crash = _crash_file(folder)
        if self._handler:
            log.addHandler(self._handler)
            log.setLevel(logging.INFO)
            log.propagate = False
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._fault
        threading.excepthook = self._fault_in_thread
        qInstallMessageHandler(_qt_said)

    def _fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("%s\n%s", kind.__name__, place(error, trace))
        self.happened.emit()

    def _fault_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._fault(args.exc_type, args.exc_value, args.exc_traceback)

    def release(self) -> None:
        """Give the hooks back: the desk is closing."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._handler:
            log.removeHandler(self._handler)
            self._handler.close()
        if self._crash:
            self._crash.close()


def place(error: BaseException, trace: TracebackType | None) -> str:
    """Where it happened. The error's own words are left out: they may hold what a customer said."""
    lines = [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    if cause := error.__cause__ or error.__context__:
        lines += [f"from {type(cause).__name__}", place(cause, cause.__traceback__)]
    return "\n".join(lines)


def _open(folder: Path) -> RotatingFileHandler | None:
    """The log; None where none can be written: the desk works without it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / LOG, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _crash_file(folder: Path):  # type: ignore[no-untyped-def]
    """Where the interpreter writes its last words; it needs a file that stays open."""
    try:
        file = (folder / CRASH).open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def _qt_said(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if kind != QtMsgType.QtDebugMsg and not text.startswith(_NOISE):
        log.warning("Qt %s: %s", kind.name, text[:300])


