"""A lean start: Qt without what PySide6 only needs to explain itself, and Python's own parts that nobody asks yet.

Nobody needs to read this room to work on the desk: without it everything is the same, and a start takes 170 ms in the
place of 95 (2026-11, `tests.benchmarks.start`, to the first painted list of 10,000 cases). How much longer it takes
where only one part is left out:

    archive     36 ms   PySide6's own Python: read when somebody asks for it
    enums       27 ms   Qt's enumerations: their members are made when somebody asks for one
    later()     11 ms   modules of Python's own: imported when somebody asks them something
    records      9 ms   the functions of dataclasses, and the types of named tuples

It leans on how one Python and one PySide6 are made. With any other of either it does nothing, and Qt is imported as
everybody imports it; a source that is not the known one is left as it is. What it takes away for good:
`from PySide6.QtCore import *` finds nothing, and no module may ask for names in snake case.
"""

from __future__ import annotations

import builtins
import gc
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from types import CodeType
from typing import Any
from zlib import crc32

from . import archive, enums, records

#: The PySide6 whose sources are known; an update is looked at with the tests of this module before it stands here.
PYSIDE = "6.11.3"

_compile: Callable[..., Any] = builtins.compile


def qt() -> None:
    """Import Qt's widgets. ImportError where a library is missing; a second time it costs nothing."""
    if "PySide6.QtWidgets" in sys.modules:
        return
    if not _known():
        import PySide6.QtWidgets

        return
    enums.begin()
    before, collects = builtins.__import__, gc.isenabled()
    builtins.compile = _compiled  # type: ignore[assignment]
    gc.disable()
    try:
        with _names_looked_up_when_called():
            import PySide6.QtWidgets  # noqa: F401 (only so that it is there)
    finally:
        builtins.compile = _compile
        builtins.__import__ = before
        if collects:
            gc.enable()


@contextmanager
def _names_looked_up_when_called() -> Iterator[None]:
    """Python has a library look up every function it may call as it is loaded; few of PySide6's 14,500 are."""
    if not hasattr(sys, "setdlopenflags"):
        yield
        return
    usual = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        yield
    finally:
        sys.setdlopenflags(usual)


def _known() -> bool:
    """Whether this Python and this PySide6 are those that were looked into."""
    spec = importlib.util.find_spec("PySide6") if enums.KNOWN else None
    if spec is None or not spec.origin:
        return False
    try:
        with open(os.path.join(os.path.dirname(spec.origin), "_config.py"), encoding="utf-8") as file:
            return f'version = "{PYSIDE}"' in file.read().splitlines()
    except OSError:
        return False


def _compiled(source: Any, file: Any, mode: str, *rest: Any, **named: Any) -> CodeType:
    """In the place of compile() while Qt is imported."""
    if file == archive.READER and isinstance(source, bytes):
        if crc32(source) == archive.READER_CRC:
            source = archive.READER_OF_OURS
        else:  # then its files are run as they come, and ask enumerations for short names
            enums.wait_no_longer()
    code: CodeType = _compile(source, file, mode, *rest, **named)
    return code


def later(name: str) -> None:
    """Let a module of Python's own wait until somebody asks it something, as long as nobody has imported it."""
    if not enums.KNOWN or name in sys.modules or not (spec := importlib.util.find_spec(name)) or not spec.loader:
        return
    module, loader, lock = importlib.util.module_from_spec(spec), spec.loader, RLock()

    def wanted(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        with lock:  # one for each module, as Python has: two that import each other's parts must not wait for ever
            if module.__dict__.pop("__getattr__", None):
                loader.exec_module(module)
        return getattr(module, attribute)

    module.__dict__["__getattr__"] = wanted
    sys.modules[name] = module


_ZONES_AT, _ZONES = "PYTHONTZPATH", "/usr/share/zoneinfo"


def _know_the_zones() -> None:
    """Import zoneinfo where zones lie in the usual folder; it asks how Python was built for it, which takes 1 ms."""
    if enums.KNOWN and _ZONES_AT not in os.environ and os.path.isdir(_ZONES):
        later("sysconfig")
        os.environ[_ZONES_AT] = _ZONES
        try:
            import zoneinfo  # noqa: F401 (only so that it is there)
        finally:
            del os.environ[_ZONES_AT]


#: What is imported at a start and hardly ever asked for anything: by dataclasses, by paths, by PySide6 for messages of
#: its own, by the desk for what comes later.
for _name in ("inspect", "copy", "ipaddress", "shutil", "tempfile", "textwrap", "traceback", "zipfile"):
    later(_name)
records.begin()
_know_the_zones()
