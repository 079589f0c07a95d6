"""What the window is told about the machine it stands on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from desk.i18n import Words


class Around(NamedTuple):
    """What the window is told about this machine: where it keeps its size, the log, the sample; what sign-in adds."""

    geometry: Path | None = None
    log: str = ""
    hint: Words | None = None
    sample: Path | None = None
