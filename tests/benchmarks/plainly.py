"""What stands on an agreement as plain items, so that every other way sets exactly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desk.papers import blocks
from desk.papers.letterhead import Letterhead
from desk.papers.strips import Said

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One piece: kind is head, title, heading, text, quote, points, facts, table or signatures."""

    kind: str
    texts: Texts = ()
    rows: tuple[tuple[Texts, ...], ...] = ()
    columns: tuple[float, ...] = ()
    code: str = ""


def items(content: Sequence[Any]) -> list[Item]:
    """The blocks of a paper as plain items."""
    found = [item for block in content for item in _item(block)]
    return [item for item in found if item.texts or item.rows]


def _texts(said: Said) -> Texts:
    return tuple(passage.text for passage in said)


def _item(block: Any) -> Iterator[Item]:
    match block:
        case Letterhead():
            code = block.code
            yield Item("head", (block.name, *block.lines, *_texts(code.caption if code else ())),
                       code=code.payload if code else "")  # fmt: skip
        case blocks.Title():
            yield Item("title", _texts(block.said))
        case blocks.Heading():
            yield Item("heading", _texts(block.said))
        case blocks.Prose():
            yield Item("text", _texts(block.said))
        case blocks.Quote():
            yield Item("quote", (block.passage.text,))
        case blocks.Points():
            yield Item("points", rows=tuple((_texts(said),) for said in block.items))
        case blocks.Facts():
            yield Item("facts", rows=tuple((_texts(label), _texts(value)) for label, value in block.rows))
        case blocks.Table():
            head = tuple(_texts(column.head) for column in block.columns)
            rows = (tuple(_texts(cell) for cell in row) for row in block.rows)
            yield Item("table", rows=(head, *rows), columns=tuple(column.share for column in block.columns))
        case blocks.Signatures():
            yield Item("signatures", _texts(block.caption),
                       rows=tuple(((*_texts(role), name),) for role, name in block.parties))  # fmt: skip
        case _:
            raise TypeError(f"no plain way for {block!r}")
