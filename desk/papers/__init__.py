"""Papers: one short file a document, from frozen cases and their languages to PDF bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk.i18n import N_


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its title, and how it is made. All take `languages`, `mark=` and `logo=`."""

    title: str
    make: Callable[..., bytes]


# Imported when a paper is made: the window opens without.


def _slip(*args: Any, **more: Any) -> bytes:
    from .slip import slip

    return slip(*args, **more)


def _agreement(*args: Any, **more: Any) -> bytes:
    from .agreement import agreement

    return agreement(*args, **more)


def _letter(*args: Any, **more: Any) -> bytes:
    from .letter import letter

    return letter(*args, **more)


def _file(*args: Any, **more: Any) -> bytes:
    from .file import case_file

    return case_file(*args, **more)


def _leaflet(*args: Any, **more: Any) -> bytes:
    from .leaflet import leaflet

    return leaflet(*args, **more)


def _report(*args: Any, **more: Any) -> bytes:
    from .report import report

    return report(*args, **more)


PAPERS = {
    "slip": Paper(N_("Acknowledgement slip"), _slip),  # (case, languages, branch=)
    "agreement": Paper(N_("Resolution agreement"), _agreement),  # (case, languages, branch=, before=)
    "letter": Paper(N_("Decision letter"), _letter),  # (case, languages, branch=)
    "file": Paper(N_("Case file"), _file),  # (case, entries, languages, branch=, people=, mask=)
    "leaflet": Paper(N_("Leaflet for customers"), _leaflet),  # (branch, languages)
    "report": Paper(N_("Standards report"), _report),  # (month, branch, languages)
}
