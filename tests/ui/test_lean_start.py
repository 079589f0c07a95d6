"""Qt imported in short: nothing of it is missing when somebody asks."""

import subprocess
import sys

#: Makes every enumeration both ways, as Qt asks for it, and compares what can be asked of them.
BOTH_WAYS = """
import enum, importlib
from desk.app import lean
from desk.app.lean import enums

in_full, quick, differing, made = enums._in_full, enums._create, [], 0

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
    if enums._from_qt(names, more):
        made += 1
        thrown_away = quick(cls, name, names, **more)  # asking leaves traces in a class of flags
        if facts(thrown_away) != facts(in_full(cls, name, names, **more)):
            differing.append(name)
    return one

enums._create = both
lean.qt()
for module in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport"):
    found = importlib.import_module("PySide6." + module)
    for name in dir(found):
        getattr(found, name)
print(made > 500 or not enums.KNOWN, differing)
"""


def said(code: str) -> str:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_every_enumeration_is_as_python_itself_makes_it():
    assert said(BOTH_WAYS) == "True []"


#: What can be asked of a class first; each asks one that has no members yet.
ASKED = """
import copy, enum, pickle
from desk.app import lean
from desk.app.lean import enums
enums.begin()

def first(one):
    return next(iter(one.__members__.values()))

questions = [
    lambda one: one.b.value, lambda one: one(1).name, lambda one: one["a"].value, lambda one: [m.name for m in one],
    lambda one: [m.name for m in reversed(one)], len, bool, repr, str, dir, lambda one: sorted(vars(one)),
    lambda one: list(one.__members__), lambda one: first(one) in one, lambda one: isinstance(first(one), one),
    lambda one: issubclass(one, enum.Flag), lambda one: (first(one) | one.b).value, lambda one: one.__name__,
    lambda one: type(first(one)) is one, lambda one: hasattr(one, "no_such_name"), lambda one: repr(one(77)),
    lambda one: (type(one).__name__, first(one).name)[1], lambda one: type("More", (one,), {}),
    lambda one: delattr(one, "a"), lambda one: setattr(first(one), "name", "z"), lambda one: hash(one.a) == hash(one.a),
]

def told(question, one):
    try:
        return question(one)
    except Exception as error:
        return type(error).__name__, str(error)

names, more, differing = [("a", 0), ("b", 1), ("c", 4), ("b_too", 1)], {"boundary": enum.KEEP}, []
for kind in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag):
    for number, question in enumerate(questions):
        quick, full = (make(kind, "X", list(names), **more) for make in (enums._create, enums._in_full))
        if told(question, quick) != told(question, full):
            differing.append((kind.__name__, number, told(question, quick), told(question, full)))
print(differing)
"""


def test_a_class_without_members_gets_them_whatever_it_is_asked_first():
    assert said(ASKED) == "[]"


def test_short_names_are_found_once_the_first_picture_is_there():
    code = """
from desk.app import lean
from desk.app.lean import enums
lean.qt()
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
waited = bool(enums._waiting)
enums.wait_no_longer()
print(waited or not lean.enums.KNOWN, len(enums._waiting), Qt.AlignLeft.name, type(Qt.AlignmentFlag).__name__)
from PySide6.QtWidgets import QListWidgetItem
print(len(enums._waiting), QListWidgetItem.UserType.value)
"""
    assert said(code).split("\n") == ["True 0 AlignLeft EnumType", "0 1000"]


def test_a_wrong_argument_is_still_explained_by_the_signatures_that_waited():
    code = """
from desk.app import lean
from desk.app.lean import archive
lean.qt()
assert archive.waiting
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


#: Parts of Python that a start lets wait.
WAITING = ["copy", "inspect", "ipaddress", "shutil", "sysconfig", "tempfile", "textwrap", "traceback", "zipfile"]


def test_what_waits_is_whole_when_somebody_asks():
    names = "sorted(name for name in vars({0}) if not name.startswith('__'))"
    asked = "\n".join(f"print({names.format(module)})" for module in WAITING)
    lean = "from desk.app import lean\n" + "\n".join(
        f"import {module}\nassert '__getattr__' in vars({module}) or not lean.enums.KNOWN\n"
        f"getattr({module}, 'no_such_name', None)" for module in WAITING
    )  # fmt: skip
    plain = "\n".join(f"import {module}" for module in WAITING)
    assert said(f"{lean}\n{asked}") == said(f"{plain}\n{asked}")


def test_the_window_of_every_day_lets_them_wait_and_a_command_does_not():
    code = "import sys\nsys.argv = {argv}\nimport desk.__main__\nprint('ast' in sys.modules)"
    lean = said("from desk.app import lean\nprint(lean.enums.KNOWN)") == "True"
    assert said(code.format(argv=["desk"])) == str(not lean)
    assert said(code.format(argv=["desk", "roles"])) == "True"


def test_python_imports_as_before_once_qt_is_there():
    code = """
import builtins, gc, os, sys
def all_of_it():
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else 0
    return builtins.__import__, builtins.compile, gc.isenabled(), flags, dict(os.environ)
before = all_of_it()
from desk.app import lean
lean.qt()
print(all_of_it() == before)
"""
    assert said(code) == "True"


def test_zones_lie_where_this_python_looks_for_them():
    code = "from zoneinfo import TZPATH, ZoneInfo\nprint(TZPATH[:1], ZoneInfo('Asia/Ho_Chi_Minh').key)"
    assert said(f"from desk.app import lean\n{code}") == said(code)


#: Kinds of dataclass, what can be asked of each, and what Python says when it must not be.
RECORDS = """
import copy, dataclasses, inspect, pickle
from dataclasses import dataclass, field, replace
from desk.app.lean import records

def classes():
    @dataclass(frozen=True)
    class Plain:
        "One."
        name: str
        many: tuple[int, ...] = ()
        more: list[int] = field(default_factory=list, compare=False, repr=False)
    @dataclass(frozen=True)
    class Younger(Plain):
        "Two."
        last: int = 7
    @dataclass(order=True)
    class Ordered:
        "Three."
        name: str
        size: int = field(default=0, kw_only=True)
        def __post_init__(self): self.size += 1
    @dataclass(slots=True, eq=False)
    class Narrow:
        "Four."
        name: str
    @dataclass(frozen=True)
    class Own:
        "Five."
        name: str
        def __hash__(self): return 5
        def __repr__(self): return "own"
    return Plain, Younger, Ordered, Narrow, Own

def tried(what):
    try:
        return what()
    except Exception as error:
        return type(error).__name__, str(error)

def facts(one):
    a, b, c = one("a"), one("a"), one("b")
    return (
        repr(c), a == b, a == c, a != b, a == 1, tried(lambda: a < c), tried(lambda: a >= c),
        tried(lambda: hash(a) == hash(b)),
        tried(lambda: setattr(a, "name", "z")), tried(lambda: setattr(a, "new", 1)), tried(lambda: delattr(b, "name")),
        tried(one), tried(lambda: one("a", oops=1)), repr(copy.copy(c)), repr(replace(c, name="d")),
        tried(lambda: dataclasses.asdict(c)), str(inspect.signature(one)), one.__doc__, one.__match_args__,
        sorted(vars(one)), [(f.__name__, f.__qualname__) for f in vars(one).values() if inspect.isfunction(f)],
    )

plain = classes()
with records.made_when_called():
    quick = classes()
print("waiting" in quick[0].__init__.__code__.co_name, [[facts(one) == facts(two)] for one, two in zip(plain, quick)])
print("waiting" in quick[0].__init__.__code__.co_name, dataclass(type("Late", (), {})).__init__.__code__.co_name)
"""


TUPLES = """
import typing
from desk.app.lean import records

def classes():
    class Words(typing.NamedTuple):
        "One."
        name: "str"
        many: "tuple[int, ...]" = ()
        def shown(self): return self.name
    class Types(typing.NamedTuple):
        name: str
        more: "int" = 3
    return Words, Types

def facts(one):
    return (
        repr(one("a")), one("a") == one("a"), one("a")._replace(name="b"), one._fields, one._field_defaults,
        one.__doc__, typing.get_type_hints(one), list(one.__annotations__), one.__module__,
        one.__qualname__, one.__mro__[1:],
    )

plain = classes()
with records.made_when_called():
    quick = classes()
print([facts(one) == facts(two) for one, two in zip(plain, quick)], quick[0].__annotations__["name"])
"""


def test_a_named_tuple_is_as_typing_itself_makes_it():
    lean = said("from desk.app import lean\nprint(lean.enums.KNOWN)") == "True"
    assert said(TUPLES) == "[True, True] " + ("str" if lean else "ForwardRef('str')")


def test_a_record_whose_functions_waited_is_as_python_itself_makes_it():
    lean = said("from desk.app import lean\nprint(lean.enums.KNOWN)") == "True"
    assert said(RECORDS).split("\n") == [f"{lean} {[[True]] * 5}", "False __init__"]


#: What a start with another Python or another PySide6 leaves as it is.
PLAIN = """
from desk.app.lean import archive
print(archive.waiting, enum.EnumType._create_ == created, builtins.compile is compiled, hasattr(inspect, "__getattr__"))
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
from desk.app.lean import archive
archive.SOURCES["signature/lib/tool.py"] += 1
lean.qt()
print(sorted(file.rpartition("/")[2] for file in archive.waiting))
from shibokensupport.signature.lib import tool
print("__getattr__" in vars(tool))
"""
    waiting = ["enum_sig.py", "errorhandler.py", "layout.py", "mapping.py", "parser.py", "pyi_generator.py"]
    assert said(code).split("\n") == [str(waiting), "False"]


def test_with_another_reader_pyside_reads_its_sources_by_itself():
    code = """
import sys
from desk.app import lean
from desk.app.lean import archive
archive.READER_CRC += {more}
lean.qt()
print(len(archive.waiting), "__getattr__" in vars(sys.modules["zipfile"]))
from PySide6.support.signature import get_signature
from PySide6.QtCore import QRect
print(get_signature(QRect.setTop), sys.modules["shibokensupport.signature.loader"].__file__, len(sys.meta_path))
"""
    known, other = said(code.format(more=0)).split("\n"), said(code.format(more=1)).split("\n")
    assert (known[0], other[0]) == ("7 True", "0 False")
    assert known[1] == other[1]


def test_the_known_pyside_is_the_one_that_is_tested():
    from PySide6 import __version__

    from desk.app import lean

    assert __version__ == lean.PYSIDE, "an update: try this file with it, then name it in desk/app/lean"


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
