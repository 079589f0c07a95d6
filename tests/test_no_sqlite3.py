"""One SQLite in the process: a second library would break the locks of the first."""

import ast
from pathlib import Path

DESK = Path(__file__).parents[1] / "desk"
OTHERS = {"sqlite3", "_sqlite3", "pysqlite3", "sqlcipher3", "aiosqlite"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def other_sqlite(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in OTHERS or "QtSql" in name.split(".")}


def test_no_module_of_the_desk_imports_another_sqlite() -> None:
    found = {str(path): other_sqlite(imported(path)) for path in DESK.rglob("*.py")}
    assert len(found) > 20
    assert {path: names for path, names in found.items() if names} == {}


def test_the_search_for_it_finds_every_way_of_importing_one(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "import sqlite3 as db\nfrom PySide6 import QtSql\nfrom PySide6.QtSql import QSqlDatabase\n"
        "def late():\n    from sqlite3 import connect\n"
    )
    assert other_sqlite(imported(path)) == {
        "sqlite3", "PySide6.QtSql", "PySide6.QtSql.QSqlDatabase", "sqlite3.connect",
    }  # fmt: skip
