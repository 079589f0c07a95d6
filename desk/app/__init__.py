"""The desk as a program. Nothing of Qt is imported before it is known that a window can be shown."""

from __future__ import annotations

from .lean import qt, records  # isort: skip (what they let wait must not be there yet)

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk import config

from .display import display_trouble

if TYPE_CHECKING:
    from .program import Program

__all__ = ["demo", "display_trouble", "prepare", "run"]

records.end()  # as lean began: what comes now may be anybody's


def run(store_path: Path | None = None, scheme: str = "") -> int:
    """Open the window on a store, or on the branch's own. 0 when it was closed, 1 when it could not be opened."""
    facts = config.load(store_path)
    return prepare(replace(facts, scheme=scheme or facts.scheme)).run()


def demo() -> int:
    """Open the window on a sample branch, made anew in a folder of its own."""
    facts = config.load()
    return prepare(facts, sample=True).run()


def prepare(facts: config.Config, sample: bool = False) -> Program:
    """One run of the desk, made ready. Nothing is collected until its window stands: a start only adds."""
    gc.disable()
    qt()
    with records.made_when_called():
        from desk.ui.only_one import OnlyOne  # late: a machine without Qt's libraries gets a sentence, not a traceback

        place = OnlyOne(facts.store) if not sample and facts.store.exists() else None
        if place:
            place.begin()
        from .program import Program  # late, as above

    return Program(facts, sample, place)
