"""What is said over every page, below the bar: this computer's clock is wrong, or something falls due soon."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from .tab_order import in_order, inside, tell_as_laid

if TYPE_CHECKING:
    from .window import MainWindow


def tell_clock(window: MainWindow) -> None:
    """Show that this computer's clock is wrong, or no longer is."""
    if window.clock_banner is None:
        from .clock_banner import ClockBanner  # late: clocks are seldom wrong

        window.clock_banner = ClockBanner(window.desk, window)
        _place(window, window.clock_banner)
    else:
        window.clock_banner.refresh()


def remind(window: MainWindow) -> None:
    """Look for what falls due soon."""
    if window.reminding is None:
        from .reminding import Reminding  # late: a wrong clock is shown without it

        window.reminding = Reminding(window.desk, window)
        _place(window, window.reminding.banner)
        window.reminding.case_wanted.connect(partial(_open, window))
    window.reminding.look()


def _open(window: MainWindow, case_id: str) -> None:
    """A real case goes before a practice."""
    if window.practising:
        window.practising.leave()
    window.open_case(case_id)


def _place(window: MainWindow, banner: QWidget) -> None:
    """Below the bar, for the eye, for Tab and for a screen reader."""
    window.column.insertWidget(2, banner)
    if (whole := window.pages.parentWidget()) is not None:
        tell_as_laid(whole)
    in_order([window.bar.person, *inside(banner)])
