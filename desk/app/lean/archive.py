"""The archive of Python inside PySide6's library: what a start needs is read, the rest waits until it is asked.

At every start PySide6 unpacks and compiles 3,000 lines: signatures, help texts, messages for wrong arguments. It takes
a third of its import. Here each of those files waits until somebody asks for a name of it; then it is compiled and is
as it would have been.
"""

from __future__ import annotations

import sys
from binascii import a2b_base64
from importlib.machinery import ModuleSpec
from struct import unpack_from
from threading import RLock
from types import ModuleType
from typing import Any
from zlib import decompress

from .enums import wait_no_longer

#: What PySide6 reads its files with, and its checksum; ours, which stands in its place, unpacks only what is wanted.
READER, READER_CRC = "signature_bootstrap.py", 0x5B6ADDB1
READER_OF_OURS = """
def bootstrap():
    from desk.app.lean import archive
    return archive.loader(zipstring_sequence)
"""

_TOP = "shibokensupport/"

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
_NO_FEATURES = b"def feature_import(*given, **named): return None\nfeature_imported = feature_import"

_WAITING = """
def __getattr__(name):
    from desk.app.lean import archive
    return archive.name_in(globals(), {file!r}, name)
"""

#: The library itself looks this name up, past __getattr__, when it has to complain about an argument.
_MAPPING = "mapping.py"
_ASKED_BY_NAME = """
def update_mapping():
    return __getattr__("update_mapping")()
"""

#: Files that nobody has asked for yet.
waiting: dict[str, _Part] = {}
_lock = RLock()


def loader(parts: list[str]) -> ModuleType:
    """PySide6's own module for signatures, imported from the archive inside the library."""
    finder = _Finder(_archive(a2b_base64("".join(parts))))
    sys.meta_path.insert(0, finder)
    try:
        from shibokensupport.signature import loader as found  # type: ignore[import-not-found]
    finally:
        sys.meta_path.remove(finder)
    module: ModuleType = found
    return module


def name_in(space: dict[str, Any], file: str, name: str) -> Any:
    """A name of a file that waited: the file is run now, in the module that stands for it."""
    if name.startswith("__"):  # the import machinery feels for these; they do not come from the file
        raise AttributeError(name)
    with _lock:
        if part := waiting.pop(file, None):
            wait_no_longer()  # these files call enumerations by short names
            exec(compile(part.text(), file, "exec"), space)
    if name not in space:
        raise AttributeError(name)
    return space[name]


class _Part:
    """A file of the archive, packed."""

    def __init__(self, crc: int, method: int, packed: bytes) -> None:
        self.crc, self._method, self._packed = crc, method, packed

    def text(self) -> bytes:
        return decompress(self._packed, -15) if self._method else self._packed


def _archive(data: bytes) -> dict[str, _Part]:
    """The files of a zip archive by their names. Python's own zipfile takes a start 2 ms."""
    count, _, at = unpack_from("<HLL", data, data.rindex(b"PK\5\6") + 10)
    out = {}
    for _ in range(count):
        method, crc, packed, name, extra, comment, first = unpack_from("<10xH4xLL4xHHH8xL", data, at)
        begins = first + 30 + sum(unpack_from("<HH", data, first + 26))
        out[data[at + 46 : at + 46 + name].decode()] = _Part(crc, method, data[begins : begins + packed])
        at += 46 + name + extra + comment
    return out


class _Finder:
    """Finds PySide6's modules in the archive while its loader is imported, as its own does."""

    def __init__(self, parts: dict[str, _Part]) -> None:
        self._parts = parts

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if self._file(name) else None  # type: ignore[arg-type]

    def _file(self, name: str) -> str:
        path = name.replace(".", "/")
        return next((file for file in (f"{path}/__init__.py", f"{path}.py") if file in self._parts), "")

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        file = self._file(name)
        exec(compile(self._source(file), file, "exec"), module.__dict__)
        module.__file__, module.__loader__ = file, self  # type: ignore[assignment]
        module.__package__ = name.rpartition(".")[0]
        if file.endswith("/__init__.py"):
            module.__path__, module.__package__ = [], name

    def _source(self, file: str) -> bytes | str:
        """What is run now: the file itself, or what stands for it until somebody asks."""
        part, name = self._parts[file], file.removeprefix(_TOP)
        if part.crc != SOURCES.get(name):
            if name in SOURCES:  # not the one that is known: it may ask at any time
                wait_no_longer()
            return part.text()
        if name == _FEATURES:
            return _NO_FEATURES
        waiting[file] = part
        return _WAITING.format(file=file) + (_ASKED_BY_NAME if name.endswith(_MAPPING) else "")
