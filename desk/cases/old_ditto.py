"""Cells of an old list that say "as above": a ditto mark, "nt" and "sama" below a day, or nothing where that is so."""

from __future__ import annotations

from collections.abc import Sequence

from .old_list import DATES, Cell, Columns, blank


def _all(said: str) -> frozenset[str]:
    """These in every case, with and without a blank on each side."""
    cased = {form for word in said.split("|") for form in (word, word.upper(), word.capitalize())}
    return frozenset(f"{before}{word}{after}" for word in cased for before in ("", " ") for after in ("", " "))


#: In any column; and what says so only where a day is expected, and is a name or a word elsewhere.
_MARKS = _all("\"|\u201c|\u201d|\u3003|''|\u2019\u2019|,,|-\"-|-\u201d-|//|-//-")
_WORDS = _all("nt|-nt-|n.t|như trên|sama|ditto|do|-\u201c-|'")


def as_above(
    rows: Sequence[Sequence[Cell]], header: int, columns: Columns, days: bool = False
) -> Sequence[Sequence[Cell]]:
    """The list with what stands above in the place of such cells; where nothing does, with nothing. `days`: also where
    a complaint has no day at all, as somebody has said."""
    changed: dict[int, list[Cell]] = {}
    below = rows[header + 1 :]
    for target, number in [*columns.places, *((("", columns.hour),) if columns.hour is not None else ())]:
        said = _MARKS | _WORDS if target in DATES else _MARKS
        empty = days and target == "raised_at"
        if empty or not said.isdisjoint({row[number] for row in below if number < len(row)}):
            _fill(rows, header, number, said, columns if empty else None, changed)
    return [changed.get(place, row) for place, row in enumerate(rows)] if changed else rows


def _fill(
    rows: Sequence[Sequence[Cell]], header: int, number: int, said: frozenset[str], columns: Columns | None,
    changed: dict[int, list[Cell]],
) -> None:  # fmt: skip
    """One column, from above to below. `columns`: complaints without this cell have that above, too."""
    above: Cell = None
    for place in range(header + 1, len(rows)):
        row = rows[place]
        cell = row[number] if number < len(row) else None
        if cell in said or (columns and undated(row, columns)):
            changed.setdefault(place, [*row, *[None] * (number + 1 - len(row))])[number] = above
        elif not blank(cell) or not all(map(blank, row)):
            above = cell


def undated(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether all of a complaint stands there but its day: many a list says the day once, and not below it again."""
    place = dict(columns.places).get("raised_at", -1)
    return columns.tells(row) and (place >= len(row) or blank(row[place]))
