"""Whether a window can be shown here, asked without Qt: where it cannot, Qt ends the process instead of saying so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk.i18n import N_, Words

from .lean import qt

NO_DISPLAY = N_(
    "This machine has no display, so the window cannot be shown. Start the desk where there is one, or look around "
    "with: desk demo --headless"
)
NO_ANSWER = N_(
    "The display {display} does not answer, so the window cannot be shown. Please check it, or look around with: "
    "desk demo --headless"
)
NO_LIBRARY = N_(
    "A library that the window needs is missing on this machine: {library}. Please install it, or look around with: "
    "desk demo --headless"
)

WAIT = 3.0  # seconds for a display on another machine


def display_trouble() -> Words | None:
    """Why no window can be shown here; None when one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform.startswith("linux") and not platform and (trouble := _linux()):
        return trouble
    try:
        qt()
    except ImportError as error:
        return Words(NO_LIBRARY, {"library": _library(str(error))})
    return None


def _linux() -> Words | None:
    """No display at all, one that does not answer, or a missing library of the way to it."""
    display, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if not display and not wayland:
        return Words(NO_DISPLAY)
    if wayland and _wayland_answers(wayland):
        return None
    if not display or not _x_answers(display):
        return Words(NO_ANSWER, {"display": display or wayland})
    return _xcb_trouble()


def _wayland_answers(name: str) -> bool:
    return (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).is_socket()


def _x_answers(display: str) -> bool:
    """Whether an X server listens: host:number.screen, a socket of this machine without a host."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    import socket  # late: not every start asks

    if host in ("", "unix") or host.startswith("/"):
        path = f"/tmp/.X11-unix/X{number}"
        return any(_connects(socket.AF_UNIX, address) for address in (f"\0{path}", path))
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    import socket  # late, as above

    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(WAIT)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True


def _xcb_trouble() -> Words | None:
    """Load Qt's way to X as Qt will: a library it misses ends the process there, and has a name here."""
    import ctypes  # late, as above
    import importlib.util

    spec = importlib.util.find_spec("PySide6")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    plugins = [p for f in folders for p in (f / "Qt" / "plugins" / "platforms").glob("libqxcb.so")]
    try:
        for plugin in plugins:
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return Words(NO_LIBRARY, {"library": _library(str(error))})
    return None


def _library(text: str) -> str:
    """The name of the library in what the loader says: libxcb-cursor.so.0: cannot open shared object file."""
    return text.partition(":")[0].strip() or text
