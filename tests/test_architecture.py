"""Who may import whom, and that every module says in one line what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DESK = Path(__file__).parent.parent / "desk"
FILES = sorted(DESK.rglob("*.py"))

ROOMS = {
    "phrasebook": set(),
    "i18n": {"phrasebook"},
    "cases": {"i18n"},
    "store": {"cases", "i18n"},
    "papers": {"cases", "i18n"},
    "ui": {"cases", "store", "papers", "i18n", "ui"},
    "config": {"i18n"},
    "commands": {"cases", "store", "papers", "i18n", "config", "commands"},
    "app": {"cases", "store", "papers", "i18n", "config", "commands", "ui"},
    "__main__": {"app", "commands", "i18n"},
}
FOREIGN = {
    "cases": {"PySide6", "peewee", "playhouse", "apsw", "reportlab", "pikepdf", "babel", "holidays", "argon2"},
    "store": {"PySide6", "reportlab", "pikepdf", "pypdfium2"},
    "papers": {"PySide6", "peewee", "playhouse", "apsw"},
    "ui": {"peewee", "playhouse", "apsw", "reportlab"},
}


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def nodes(tree: ast.AST, types: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if types or not only_for_types(node):
            yield node
            yield from nodes(node, types)


def imports(path: Path, types: bool = True) -> Iterator[str]:
    """Every module a file imports by its whole name, wherever in the file; `types`: those for annotations too."""
    package = ("desk", *path.relative_to(DESK).parent.parts)
    for node in nodes(ast.parse(path.read_text(encoding="utf-8")), types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    first = path.relative_to(DESK).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(DESK)))
def test_a_room_imports_only_the_rooms_below_it(path):
    room = room_of(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        assert top not in FOREIGN.get(room, ()), f"{path} may not import {name}"
        other = rest.split(".")[0]
        if top == "desk" and (DESK / other).is_dir() | (DESK / f"{other}.py").is_file() and other:
            assert other == room or other in ROOMS[room], f"{path} may not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(DESK)))
def test_a_module_opens_with_one_line_that_says_what_it_is_for(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, path
    assert len(said.splitlines()[0]) <= 120
    assert said.splitlines()[0].endswith((".", "!", ")")), said.splitlines()[0]


def test_nobody_imports_the_room_that_puts_the_pieces_together():
    importers = {room_of(p) for p in FILES if any(n.split(".")[:2] == ["desk", "app"] for n in imports(p))}
    assert importers - {"app"} == {"__main__"}


def test_rooms_form_no_circle():
    graph = {p: {n for n in imports(p, types=False) if n.startswith("desk")} for p in FILES}
    names = {p: ".".join(("desk", *p.relative_to(DESK).with_suffix("").parts)).removesuffix(".__init__") for p in FILES}
    edges = {names[p]: {n for n in found if n in names.values() and n != names[p]} for p, found in graph.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for other in edges[name]:
                visit(other, (*path, name))
            done.add(name)

    for name in edges:
        visit(name, ())


def test_nobody_asks_a_layout_for_its_items():
    """PySide6 keeps what it gave for an item when that is long gone, and takes it for whatever comes to lie in the same
    place: the program ends. A layout of our own answers with items that it holds itself."""
    asking = {
        path.name
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "itemAt"
    }
    assert asking - {"flow.py"} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DESK)))
def test_nobody_asks_for_what_a_screen_reader_is_told_through(path: Path) -> None:
    """Qt ends it with the line of a list that it tells of, and Python does not hear of that.

    Whoever still holds it ends the whole program when the next line is made in the same place of memory: a list of the
    window that is filled anew.
    """
    assert not {"queryAccessibleInterface", "accessibleInterface", "QAccessibleInterface"} & {
        getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    }
