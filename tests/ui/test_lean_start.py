"""Qt imported in short: nothing of it is missing when somebody asks."""

import subprocess
import sys

#: Makes every enumeration both ways, as Qt asks for it, and compares what can be asked of them.
BOTH_WAYS = """
import enum, importlib
from desk.app import lean, quick_enums

in_full, quick, differing, made = quick_enums._in_full, quick_enums._create, [], 0

def facts(one):
    flags = issubclass(one, enum.Flag)
    names = ("_flag_mask_", "_singles_mask_", "_all_bits_", "_boundary_")
    return (
        one.__bases__, sorted(vars(one)), one._member_names_, [repr(m) for m in one], [hash(m) for m in one],
        [(name, m._name_, m._value_, m._sort_order_, type(m) is one, str(m), format(m), m.name, m.value)
         for name, m in one.__members__.items()],
        [(value, m._name_, one(value) is m) for value, m in one._value2member_map_.items()],
        [getattr(one, name, None) for name in names], one._iter_member_.__name__ if flags else "",
        [(repr(~m), repr(m | next(iter(one)))) for m in one] if flags else [],
    )

def both(cls, name, names, **more):
    global made
    one = quick(cls, name, names, **more)
    if quick_enums._from_qt(names, more):
        made += 1
        thrown_away = quick(cls, name, names, **more)  # asking leaves traces in a class of flags
        if facts(thrown_away) != facts(in_full(cls, name, names, **more)):
            differing.append(name)
    return one

quick_enums._create = both
lean.qt()
for module in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport"):
    found = importlib.import_module("PySide6." + module)
    for name in dir(found):
        getattr(found, name)
print(made > 500 or not quick_enums.KNOWN, differing)
"""


def said(code: str) -> str:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_every_enumeration_is_as_python_itself_makes_it():
    assert said(BOTH_WAYS) == "True []"


def test_a_wrong_argument_is_still_explained_by_the_signatures_that_waited():
    code = """
from desk.app import lean
lean.qt()
assert lean._sources
from PySide6.QtCore import QRect
try:
    QRect(1, "two")
except TypeError as error:
    print("QRect" in str(error), "int" in str(error), "Supported signatures" in str(error))
from PySide6.support.signature import get_signature
print(get_signature(QRect.setTop))
"""
    assert said(code).split("\n") == ["True True True", "(self, pos: int, /) -> None"]


def test_inspect_waits_until_somebody_asks_it_something():
    code = """
import sys
from desk import app
import dataclasses, inspect
before = "ast" in sys.modules
print(before, inspect.isfunction(app.prepare), "ast" in sys.modules, inspect.__name__)
"""
    assert said(code) == "False True True inspect"


def test_python_imports_as_before_once_qt_is_there():
    code = """
import builtins
before = builtins.__import__, builtins.compile
from desk.app import lean
lean.qt()
print((builtins.__import__, builtins.compile) == before)
"""
    assert said(code) == "True"
