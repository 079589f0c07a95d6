"""Imports Qt without what PySide6 only needs to explain itself, and Python's own parts that nobody asks yet.

It takes nearly half of a start away, and leans on how one Python and one PySide6 are made. With any other of either it
does nothing, and Qt is imported as everybody imports it; a source that is not the known one is left as it is. What it
takes away for good: `from PySide6.QtCore import *` finds nothing, and no module may ask for names in snake case.
"""

from __future__ import annotations

import builtins
import importlib.util
import os
import sys
from collections.abc import Callable
from threading import RLock
from types import CodeType
from typing import Any
from zlib import crc32

from .quick_enums import KNOWN as PYTHON
from .quick_enums import begin

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
    before = builtins.__import__
    builtins.compile = _compiled  # type: ignore[assignment]
    try:
        import PySide6.QtWidgets  # noqa: F401 (only so that it is there)
    finally:
        builtins.compile = _compile
        builtins.__import__ = before


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
            exec(_compile(source, file, "exec"), space)
    if name not in space:
        raise AttributeError(name)
    return space[name]


def later(name: str) -> None:
    """Let a module of Python's own wait in the same way, as long as nobody has imported it."""
    if not PYTHON or name in sys.modules or not (spec := importlib.util.find_spec(name)) or not spec.loader:
        return
    module, loader = importlib.util.module_from_spec(spec), spec.loader

    def wanted(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        with _lock:
            if module.__dict__.pop("__getattr__", None):
                loader.exec_module(module)
        return getattr(module, attribute)

    module.__dict__["__getattr__"] = wanted
    sys.modules[name] = module


later("inspect")  # dataclasses imports it, and hardly ever asks it anything: a tenth of a bare start
