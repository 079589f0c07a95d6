"""The sheets of a file that have the same headings, such as one for each month, as one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.cases.headings import plain
from desk.cases.old_list import NEEDED, Cell, header_row, headings, numbered, shown, understood
from desk.cases.text import of_file

#: All that are alike, where the name of one is asked for; no program lets a sheet be called so.
ALL = "*"

#: A sheet's name is kept with each complaint, no longer than this.
_LONGEST = 60

#: Among so many of the first rows the headings stand.
FIRST = 20


@dataclass(frozen=True)
class Part:
    """One sheet in the list: after how many rows it begins, its name, and its titles, which may say its year."""

    after: int
    name: str
    titles: tuple[str, ...] = ()


def heading(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """What the columns are called, as it is compared; nothing where that is no list of complaints."""
    names = headings(rows, header_row(rows[:FIRST]))
    if understood(names) < len(NEEDED):
        return ()
    said = tuple(map(plain, names))
    return said[: max(n for n, name in enumerate(said, 1) if name)]  # some sheets are wider than their list


def together(sheets: Iterable[tuple[str, Sequence[Sequence[Cell]]]]) -> tuple[list[Sequence[Cell]], tuple[Part, ...]]:
    """The rows of all, one below the other, each where it stood in its sheet. The titles and the headings of the first
    are those of the list; in the place of the others' are empty rows."""
    rows: list[Sequence[Cell]] = []
    parts: list[Part] = []
    for name, own in sheets:
        head = header_row(own[:FIRST])
        titles = tuple(shown(cell) for row in own[: max(0, head)] for cell in row)
        below = head + 1 + (head + 1 < len(own) and numbered(own[head + 1]))
        parts.append(Part(len(rows), of_file(name)[:_LONGEST], (*titles, name)))
        hidden = below if rows else 0
        rows += [() if number < hidden else row for number, row in enumerate(own)]
    return rows, tuple(parts)


def named(row: int, parts: Sequence[Part]) -> str:
    """A row of the list as people find it: with its sheet, where there are several."""
    part = next((part for part in reversed(parts) if part.after < row), None)
    return f"{row - part.after} ({part.name})" if part else str(row)
