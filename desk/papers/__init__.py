"""Papers: one short file a document, from a frozen case and its languages to PDF bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk.i18n import N_


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its title, and how it is made: (case, languages, *, branch, country) → PDF bytes."""

    title: str
    make: Callable[..., bytes]


# Imported when a paper is made: reportlab takes longer to load than the window to open.


def _agreement(*args: Any, **more: Any) -> bytes:
    from .agreement import agreement

    return agreement(*args, **more)


def _slip(*args: Any, **more: Any) -> bytes:
    from .slip import slip

    return slip(*args, **more)


PAPERS = {
    "slip": Paper(N_("Acknowledgement slip"), _slip),
    "agreement": Paper(N_("Resolution agreement"), _agreement),
}
