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


#: What a start with another Python or another PySide6 leaves as it is.
PLAIN = """
print(lean._sources, enum.EnumType._create_ == created, builtins.compile is compiled, hasattr(inspect, "__getattr__"))
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
print(Qt.AlignmentFlag.AlignLeft.value, QRect(1, 2, 3, 4).width(), "shibokensupport.signature.parser" in sys.modules)
"""
BEFORE = "import builtins, enum, sys\ncreated, compiled = enum.EnumType._create_, builtins.compile\n"


def test_with_another_pyside_qt_is_imported_as_everybody_imports_it():
    code = BEFORE + "from desk.app import lean\nlean.PYSIDE = '6.11.9'\nlean.qt()\n"
    plain = PLAIN.replace(', hasattr(inspect, "__getattr__")', "")
    assert said(code + plain).split("\n") == ["{} True True", "1 3 True"]


def test_with_another_python_nothing_is_done_at_all():
    code = BEFORE + "real, sys.version_info = sys.version_info, (3, 12, 0, 'final', 0)\nfrom desk.app import lean\n"
    code += "sys.version_info = real\nlean.qt()\nimport inspect\n"
    assert said(code + PLAIN).split("\n") == ["{} True True False", "1 3 True"]


def test_a_source_of_pyside_that_is_not_the_known_one_is_compiled_as_it_is():
    code = """
from desk.app import lean
lean.SOURCES["signature/lib/tool.py"] += 1
lean.qt()
print(sorted(file.rpartition("/")[2] for file in lean._sources))
from shibokensupport.signature.lib import tool
print("__getattr__" in vars(tool))
"""
    waiting = ["enum_sig.py", "errorhandler.py", "layout.py", "mapping.py", "parser.py", "pyi_generator.py"]
    assert said(code).split("\n") == [str(waiting), "False"]


def test_the_known_pyside_is_the_one_that_is_tested():
    from PySide6 import __version__

    from desk.app import lean

    assert __version__ == lean.PYSIDE, "an update: try this file with it, then name it in desk/app/lean.py"


def test_the_desk_without_a_command_opens_the_window_and_reads_no_command_line():
    code = """
import sys
from desk import app
app.display_trouble = lambda: None
app.run = lambda store: print(store, "argparse" in sys.modules) or 7
from desk.__main__ import main
print(main([]), main(["--store", "some.desk"]), "argparse" in sys.modules)
"""
    assert said(code).split("\n") == ["None False", "some.desk True", "7 7 True"]
