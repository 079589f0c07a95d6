"""Imports Qt without what PySide6 only needs to explain itself, and Python's own parts that nobody asks yet."""

from __future__ import annotations

import builtins
import importlib.util
import sys
from collections.abc import Callable
from threading import RLock
from types import CodeType
from typing import Any

from .quick_enums import begin

#: At every start PySide6 compiles 3,000 lines of Python that come inside its library: signatures, help texts, messages
#: for wrong arguments. It takes a third of its import. Here each of those files waits until somebody asks for a name
#: of it; then it is compiled and is as it would have been.
_INSIDE = "shibokensupport/"

#: These are needed at once, and short.
_AT_ONCE = ("__init__.py", "loader.py", "importhandler.py")

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
    begin()
    before = builtins.__import__
    builtins.compile = _compiled  # type: ignore[assignment]
    try:
        import PySide6.QtWidgets  # noqa: F401 (only so that it is there)
    finally:
        builtins.compile = _compile
        builtins.__import__ = before


def _compiled(source: Any, file: Any, mode: str, *rest: Any, **named: Any) -> CodeType:
    """In the place of compile() while Qt is imported."""
    if isinstance(file, str) and file.startswith(_INSIDE):
        if file.endswith(_FEATURES):
            source = _NO_FEATURES
        elif not file.endswith(_AT_ONCE):
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
    if name in sys.modules or not (spec := importlib.util.find_spec(name)) or not spec.loader:
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
