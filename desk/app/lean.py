"""Imports Qt without what PySide6 only needs to explain itself, and Python's own parts that nobody asks yet.

It takes nearly half of a start away, and leans on how one Python and one PySide6 are made. With any other of either it
does nothing, and Qt is imported as everybody imports it; a source that is not the known one is left as it is. What it
takes away for good: `from PySide6.QtCore import *` finds nothing, and no module may ask for names in snake case.
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

from .quick_enums import KNOWN as PYTHON
from .quick_enums import begin, wait_no_longer
from .quick_records import begin as make_records_when_called

#: The PySide6 whose sources are known; an update is looked at with the tests of this module before it stands here.
PYSIDE = "6.11.3"

#: At every start PySide6 compiles 3,000 lines of Python that come inside its library: signatures, help texts, messages
#: for wrong arguments. It takes a third of its import. Here each of those files waits until somebody asks for a name
#: of it; then it is compiled and is as it would have been.
_INSIDE = "shibokensupport/"

#: Those that can wait, with the checksum of what they hold.
SOURCES = {
    "feature.py": 0x16ACCFE1,
    "signature/mapping.py": 0x4DB0F7BA,
    "signature/errorhandler.py": 0x097485F4,
    "signature/layout.py": 0x5A9065C3,
    "signature/parser.py": 0x105CFC9F,
    "signature/lib/enum_sig.py": 0x2DAA4418,
    "signature/lib/pyi_generator.py": 0x66004E69,
    "signature/lib/tool.py": 0x35E890F1,
}

#: PySide6 looks at every import statement of the process, and reads the source of what was imported, to see whether
#: the module wants names in snake case. The desk does not, and takes it off again.
_FEATURES = "feature.py"
_NO_FEATURES = "def feature_import(*given, **named): return None\nfeature_imported = feature_import"

#: What PySide6 reads all of this with; most of it unpacks those files into a folder, which is what nobody asks for.
_FIRST = "signature_bootstrap.py"
_FIRST_CRC = 0x5B6ADDB1
_UNPACKS = b"def find_incarnated_files():", b"# New functionality: Loading from a zip archive."
_UNPACKS_NOT = b"def find_incarnated_files(): return None\n"

_WAITING = """
def __getattr__(name):
    from desk.app import lean
    return lean.name_in(globals(), {file!r}, name)
"""

#: The library itself looks this name up, past __getattr__, when it has to complain about an argument.
_MAPPING = "mapping.py"
_ASKED_BY_NAME = """
def update_mapping():
    return __getattr__("update_mapping")()
"""

_compile: Callable[..., Any] = builtins.compile
_sources: dict[str, bytes] = {}
_lock = RLock()


def qt() -> None:
    """Import Qt's widgets. ImportError where a library is missing; a second time it costs nothing."""
    if "PySide6.QtWidgets" in sys.modules:
        return
    if not _known():
        import PySide6.QtWidgets

        return
    begin()
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
    """Python has a library look up every function it may call as it is loaded; of Qt's 12,000 hardly any are called."""
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
    spec = importlib.util.find_spec("PySide6") if PYTHON else None
    if spec is None or not spec.origin:
        return False
    try:
        with open(os.path.join(os.path.dirname(spec.origin), "_config.py"), encoding="utf-8") as file:
            return f'version = "{PYSIDE}"' in file.read().splitlines()
    except OSError:
        return False


def _compiled(source: Any, file: Any, mode: str, *rest: Any, **named: Any) -> CodeType:
    """In the place of compile() while Qt is imported."""
    if file == _FIRST and isinstance(source, bytes) and crc32(source) == _FIRST_CRC:
        before, (_, mark, after) = source.partition(_UNPACKS[0])[0], source.partition(_UNPACKS[1])
        source = before + _UNPACKS_NOT + mark + after
    if isinstance(file, str) and file.startswith(_INSIDE) and isinstance(source, bytes):
        name = file.removeprefix(_INSIDE)
        if crc32(source) != SOURCES.get(name):
            pass  # needed at once, or not the one that is known
        elif name == _FEATURES:
            source = _NO_FEATURES
        else:
            _sources[file] = source
            source = _WAITING.format(file=file) + (_ASKED_BY_NAME if file.endswith(_MAPPING) else "")
    code: CodeType = _compile(source, file, mode, *rest, **named)
    return code


def name_in(space: dict[str, Any], file: str, name: str) -> Any:
    """A name of a file that waited: the file is run now, in the module that stands for it."""
    if name.startswith("__"):  # the import machinery feels for these; they do not come from the file
        raise AttributeError(name)
    with _lock:
        if source := _sources.pop(file, None):
            wait_no_longer()  # these files call enumerations by short names
            exec(_compile(source, file, "exec"), space)
    if name not in space:
        raise AttributeError(name)
    return space[name]


def later(name: str) -> None:
    """Let a module of Python's own wait in the same way, as long as nobody has imported it."""
    if not PYTHON or name in sys.modules or not (spec := importlib.util.find_spec(name)) or not spec.loader:
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


def _know_the_zones() -> None:
    """Import zoneinfo where zones lie in the usual folder; it asks how Python was built for it, which takes 1 ms."""
    if PYTHON and _ZONES_AT not in os.environ and os.path.isdir(_ZONES):
        later("sysconfig")
        os.environ[_ZONES_AT] = _ZONES
        try:
            import zoneinfo  # noqa: F401 (only so that it is there)
        finally:
            del os.environ[_ZONES_AT]


_ZONES_AT, _ZONES = "PYTHONTZPATH", "/usr/share/zoneinfo"

#: What is imported at a start and hardly ever asked for anything: by dataclasses, by what reads a file of type zip, by
#: PySide6 for messages of its own.
for _name in ("inspect", "copy", "bz2", "lzma", "shutil", "tempfile", "textwrap", "traceback"):
    later(_name)
make_records_when_called()
_know_the_zones()
