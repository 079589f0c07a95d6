"""The look: three palettes on Fusion, one font, one grid. Every colour on screen comes from here by name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget

from desk import RESOURCES

#: Everything is placed on multiples of this many pixels.
GRID = 8

#: No control that is pressed or typed into is lower than this.
CONTROL = 36

FAMILY = "Be Vietnam Pro"

#: `edge` outlines controls (3 : 1 on what is behind them), `line` only divides.
PALETTES: dict[str, dict[str, str]] = {
    "light": {
        "ink": "#1b2430", "muted": "#556070", "line": "#dde1e7", "edge": "#858e9a",
        "surface": "#f6f7f9", "raised": "#ffffff", "hover": "#eceff3",
        "accent": "#2457b3", "on_accent": "#ffffff", "accent_hover": "#1d4892", "accent_soft": "#e3ebfa",
        "focus": "#2457b3", "found": "#ffe08a",
        "ok": "#1b6e3c", "ok_soft": "#e4f3e9", "warn": "#855000", "warn_soft": "#fcf0d9",
        "late": "#ad251d", "late_soft": "#fceae8", "info": "#554a9e", "info_soft": "#eeecf9",
    },
    "dark": {
        "ink": "#e8eaee", "muted": "#a9b0bb", "line": "#353b44", "edge": "#7b8491",
        "surface": "#1a1d22", "raised": "#24282f", "hover": "#2d323a",
        "accent": "#8fb4ff", "on_accent": "#0d1b36", "accent_hover": "#aac6ff", "accent_soft": "#2b3a58",
        "focus": "#a9c5ff", "found": "#4d3c0d",
        "ok": "#82d49d", "ok_soft": "#1e3528", "warn": "#f1c36b", "warn_soft": "#3b3018",
        "late": "#ffa198", "late_soft": "#452523", "info": "#bdb5ff", "info_soft": "#2d2b49",
    },
    "contrast": {
        "ink": "#ffffff", "muted": "#ffffff", "line": "#6e6e6e", "edge": "#ffffff",
        "surface": "#000000", "raised": "#000000", "hover": "#2b2b2b",
        "accent": "#ffe14d", "on_accent": "#000000", "accent_hover": "#fff1a8", "accent_soft": "#1d2c66",
        "focus": "#ffe14d", "found": "#7a4a00",
        "ok": "#7dff9b", "ok_soft": "#00210a", "warn": "#ffd27a", "warn_soft": "#2a1b00",
        "late": "#ffb3ab", "late_soft": "#3a0500", "info": "#d5ccff", "info_soft": "#150c3d",
    },
}  # fmt: skip


class _News(QObject):
    """Tells those who paint by themselves that the palette changed."""

    changed = Signal()


news = _News()
_scheme = "light"

#: What Qt moves by itself takes so long at most; nothing at all where somebody wants stillness.
MOVES_MS = 120
_still = False


def scheme() -> str:
    """The palette in use: light, dark or contrast."""
    return _scheme


def is_still() -> bool:
    """Whether nothing on screen may move by itself."""
    return _still


def keep_still(still: bool) -> None:
    """Let nothing move by itself, or as little as usual."""
    global _still
    app = QApplication.instance()
    if still != _still and isinstance(app, QApplication):
        _still = still
        _dress(app)


def color(name: str) -> QColor:
    """A colour of the palette in use. KeyError for a name that is not in it."""
    return QColor(PALETTES[_scheme][name])


def apply(app: QApplication, scheme: str) -> None:
    """Put the whole application into a palette, at once; light for one that is not there."""
    global _scheme
    _scheme = scheme if scheme in PALETTES else "light"
    app.setFont(font(10))
    _dress(app)
    news.changed.emit()


def _dress(app: QApplication) -> None:
    """Colours and sheet of the palette in use.

    The old sheet goes first: to put one in the place of another, Qt takes five to eight times as long.
    """
    bars = [widget for widget in app.allWidgets() if isinstance(widget, QScrollBar) and widget.value()]
    places = [bar.value() for bar in bars]
    app.setStyleSheet("")
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())
    for bar, place in zip(bars, places, strict=True):  # what is scrolled moves with the measures of a plain bar
        bar.setValue(place)


def load_fonts(*styles: str) -> None:
    """Make the desk's own letters known: Regular and Bold are enough for the first window."""
    for name in styles or ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"BeVietnamPro-{name}.ttf"))


def font(size: float, bold: bool = False) -> QFont:
    """The desk's font at a size in points."""
    out = QFont(FAMILY)
    out.setPointSizeF(size)
    out.setBold(bold)
    return out


def heading(label: QLabel, level: int = 1) -> QLabel:
    """Make a label a heading: 1 names the page, 2 a part of it, 3 a group of fields."""
    label.setFont(font({1: 17, 2: 12.5, 3: 10}[level], bold=True))
    return label


def kind(widget: QWidget, name: str) -> None:
    """What a control is: primary, quiet, chip, nav, tile, link … the sheet knows how each looks."""
    _mark(widget, "kind", name)


def wrong(widget: QWidget, is_wrong: bool) -> None:
    """Whether what stands in a control cannot stay: shown by its frame, besides the words below it."""
    _mark(widget, "wrong", is_wrong)


def tone(widget: QWidget, name: str) -> None:
    """The colour of a label's words: muted, ok, warn, late, info, accent or nothing; `_soft` paints behind them."""
    _mark(widget, "tone", name)


def _mark(widget: QWidget, what: str, value: str | bool) -> None:
    if (widget.property(what) or "") == (value or ""):
        return
    widget.setProperty(what, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def _palette() -> QPalette:
    role, out = QPalette.ColorRole, QPalette()
    pairs = {
        role.Window: "surface", role.WindowText: "ink", role.Base: "raised", role.AlternateBase: "surface",
        role.Text: "ink", role.Button: "raised", role.ButtonText: "ink", role.BrightText: "late",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.ToolTipBase: "raised",
        role.ToolTipText: "ink", role.PlaceholderText: "muted", role.Link: "accent", role.LinkVisited: "info",
        role.Light: "raised", role.Midlight: "line", role.Mid: "line", role.Dark: "edge", role.Shadow: "edge",
        role.Accent: "accent",
    }  # fmt: skip
    for which, name in pairs.items():
        out.setColor(which, color(name))
    for which in (role.Text, role.ButtonText, role.WindowText):
        out.setColor(QPalette.ColorGroup.Disabled, which, color("muted"))
    return out


def _sheet() -> str:
    text = _SHEET + "".join(_TONE.replace("@tone", f"@{t}").replace("NAME", t) for t in _TONES)
    names = PALETTES[_scheme] | {"control": (RESOURCES / "icons" / "control").as_posix(), "scheme": _scheme}
    names["moves"] = str(0 if _still else MOVES_MS)
    for name in sorted(names, key=len, reverse=True):  # accent_soft before accent
        text = text.replace(f"@{name}", names[name])
    return text


_TONES = ("ok", "warn", "late", "info")
_TONE = """
QLabel[tone="NAME"] { color: @tone; }
QLabel[tone="NAME_soft"] { color: @tone; background: @tone_soft; border-radius: 6px; padding: 4px 8px; }
"""

_SHEET = """
QPushButton, QToolButton { outline: 0; }
QScrollBar, QProgressBar, QTabBar, QAbstractItemView, QLineEdit, QMenu, QComboBox { widget-animation-duration: @moves; }
QToolTip { color: @ink; background: @raised; border: 1px solid @edge; padding: 4px; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="accent"] { color: @accent; }
QPushButton, QToolButton { min-height: 34px; padding: 0 15px; border: 1px solid @edge; border-radius: 6px;
  background: @raised; color: @ink; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @focus; padding: 0 14px; min-height: 32px; }
QPushButton:disabled, QToolButton:disabled { color: @muted; border-color: @line; background: @surface; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: bold; }
QPushButton[kind="primary"]:hover { background: @accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid @ink; }
QPushButton[kind="primary"]:disabled { background: @line; color: @muted; border-color: @line; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border-color: @focus; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: @accent; padding: 0 7px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid @focus; padding: 0 6px; }
QPushButton[kind="chip"] { border-radius: 18px; padding: 0 13px; }
QPushButton[kind="chip"]:focus { padding: 0 12px; }
QPushButton[kind="chip"]:checked { background: @accent_soft; border-color: @accent; color: @ink; font-weight: bold; }
QPushButton[kind="nav"] { text-align: left; border-color: transparent; background: transparent; padding: 0 11px;
  min-height: 38px; }
QPushButton[kind="nav"]:hover { background: @hover; }
QPushButton[kind="nav"]:checked { background: @accent_soft; color: @ink; font-weight: bold; }
QPushButton[kind="nav"]:focus { border: 2px solid @focus; padding: 0 10px; min-height: 36px; }
QPushButton[kind="pad"] { min-height: 46px; padding: 0; }
QPushButton[kind="tile"] { text-align: left; padding: 8px 15px; min-height: 46px; }
QPushButton[kind="tile"]:checked { background: @accent_soft; border: 2px solid @accent; padding: 7px 14px; }
QPushButton[kind="tile"]:focus { border: 2px solid @focus; padding: 7px 14px; min-height: 46px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: @raised; color: @ink;
  border: 1px solid @edge; border-radius: 6px; padding: 1px 9px; selection-background-color: @accent;
  selection-color: @on_accent; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 32px; }
QAbstractSpinBox { max-height: 32px; }
QPlainTextEdit, QTextEdit { padding: 5px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid @focus; padding: 0 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 4px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {
  border: 2px solid @late; padding: 0 8px; }
QPlainTextEdit[wrong="true"] { padding: 4px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: @muted;
  background: @surface; border-color: @line; }
QLineEdit QToolButton { min-height: 0; padding: 0; border: 0; background: transparent; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QSpinBox QLineEdit { padding: 0 8px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: 0; width: 32px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url(@control/chevron-down-@scheme.svg); width: 16px;
  height: 16px; }
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button { border: 0; width: 24px; }
QSpinBox::up-arrow, QTimeEdit::up-arrow { image: url(@control/chevron-up-@scheme.svg); width: 14px; height: 14px; }
QSpinBox::down-arrow, QTimeEdit::down-arrow { image: url(@control/chevron-down-@scheme.svg); width: 14px;
  height: 14px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @edge; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 36px; padding: 0 4px; border: 2px solid transparent;
  border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: @focus; }
QCheckBox[kind="tick"] { padding: 0 2px; margin-left: 2px; spacing: 0; }
QCheckBox::indicator, QRadioButton::indicator { width: 18px; height: 18px; border: 1px solid @edge;
  background: @raised; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent;
  image: url(@control/check-@scheme.svg); }
QRadioButton::indicator:checked { border: 6px solid @accent; width: 8px; height: 8px; }
QTableWidget::item { padding: 4px 8px; }
QListView[kind="said"] { padding: 0 8px; }
QListView[kind="said"]::item { padding: 4px 0; }
QAbstractItemView { background: @raised; border: 0; outline: 0; selection-background-color: @accent_soft;
  selection-color: @ink; alternate-background-color: @surface; }
QListView[kind="lines"] { background: transparent; }
QHeaderView { background: @raised; border: 0; }
QHeaderView::section { background: @raised; color: @muted; border: 0; border-bottom: 1px solid @line;
  padding: 0 8px; min-height: 36px; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"] { border: 0; background: transparent; }
QMenu { background: @raised; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu::separator { height: 1px; background: @line; margin: 4px; }
QTabBar::tab { padding: 8px 16px; min-height: 20px; border-bottom: 2px solid transparent; color: @muted; }
QTabBar::tab:selected { color: @ink; border-bottom-color: @accent; }
QTabBar::tab:focus { border: 2px solid @focus; }
QTabWidget::pane { border: 0; }
QFrame[kind="line"] { background: @line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="upright"] { background: @line; border: 0; max-width: 1px; min-width: 1px; }
QFrame[kind="card"], QWidget[kind="card"] { background: @raised; border: 1px solid @line; border-radius: 8px; }
QFrame[kind="rail"], QFrame[kind="bar"] { background: @raised; border: 0; }
QFrame[kind="banner"] { background: @warn_soft; border: 0; border-bottom: 1px solid @line; }
QFrame[kind="practice"] { border: 4px solid @info; }
QFrame[kind="practice_strip"] { background: @info_soft; border: 0; border-bottom: 1px solid @line; }
QFrame[kind="practice_strip"] QLabel { color: @info; }
QFrame[kind="said"] { background: @raised; border: 0; border-bottom: 1px solid @line; }
QFrame[kind="toast"] { background: @ink; border-radius: 8px; }
QFrame[kind="toast"] QLabel { color: @raised; }
QFrame[kind="toast"] QPushButton { background: transparent; color: @raised; border: 1px solid @raised; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: @edge; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: @line; }
"""
