"""The paper as it will print, beside the form that fills it: it follows the typing and never holds it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_

from . import icons, style
from .desk import Desk
from .labels import Label
from .paper_making import Order, make
from .problem_list import Say
from .sheets import STEP, Sheets

#: What the buttons above the paper do: sign, words with their key, factor.
ZOOMS = (
    ("minus", N_("Smaller (Ctrl+−)"), 1 / STEP, ("Ctrl+-",)),
    ("plus", N_("Larger (Ctrl+plus)"), STEP, ("Ctrl++", "Ctrl+=")),
    ("move-horizontal", N_("Fit the width (Ctrl+0)"), 0.0, ("Ctrl+0",)),
)


class ZoomButtons(QHBoxLayout):
    """Smaller, larger, and as wide as there is room; their keys work in the whole of `where`."""

    def __init__(self, sheets: Sheets, where: QWidget) -> None:
        super().__init__()
        self.setSpacing(0)
        self.buttons: list[QPushButton] = []
        self.keys: list[QShortcut] = []
        for sign, _, times, keys in ZOOMS:
            button = QPushButton()
            style.kind(button, "quiet")
            icons.wear(button, sign, "muted")
            button.setFixedWidth(36)
            button.clicked.connect(lambda _=False, by=times: sheets.magnify(by))
            self.buttons.append(button)
            self.addWidget(button)
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), where, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(button.click)
                self.keys.append(shortcut)

    def speak(self, say: Say) -> None:
        for button, (_, words, _, _) in zip(self.buttons, ZOOMS, strict=True):
            button.setToolTip(say(words))
            button.setAccessibleName(say(words))

    def wake(self, awake: bool) -> None:
        """Their keys mean something only while the paper is in sight."""
        for key in self.keys:
            key.setEnabled(awake)


class LivePreview(QWidget):
    """Shown instead of the coach at the steps that make a paper; nothing here can be saved or printed."""

    hidden_wanted = Signal()

    def __init__(self, desk: Desk, where: QWidget) -> None:
        """`where` is the page in which the keys for larger and smaller work."""
        super().__init__()
        self.desk = desk
        self.sheets, self.title, self.note = Sheets(), Label(), Label(size=9, tone="muted", wrap=True)
        self.zooms = ZoomButtons(self.sheets, where)
        self.hide_button = QPushButton()
        style.heading(self.title, 2)
        style.kind(self.hide_button, "quiet")
        icons.wear(self.hide_button, "x", "muted")
        self.hide_button.setFixedWidth(36)
        self.hide_button.clicked.connect(self.hidden_wanted)
        self._recorded, self._trouble, self._making = True, False, False
        self._lay_out()
        self.sheets.drawn.connect(self._drawn)
        self.sheets.failed.connect(self._failed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        head.addLayout(self.zooms)
        head.addWidget(self.hide_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self.sheets, 1)

    def follow(self, order: Callable[[], Order], recorded: bool) -> None:
        """Show the paper of an order, which is worked out on another thread; `recorded`: it is no longer only typed."""
        self._recorded, self._making = recorded, not self.sheets.sizes
        self._tell()
        self.sheets.show_paper(lambda: make(order()).pdf)

    def clear(self) -> None:
        """Another case is opened: nobody reads the paper of one beside the answers of the other."""
        self._trouble = self._making = False
        self.sheets.clear()
        self._tell()

    def walk(self) -> list[QWidget]:
        """Where Tab stops."""
        return [*self.zooms.buttons, self.hide_button, self.sheets]

    def speak(self) -> None:
        """Everything in the language of the window; the paper keeps its own."""
        say = self.desk.say
        self.title.setText(say(N_("The paper")))
        self.zooms.speak(say)
        for what in (self.hide_button.setToolTip, self.hide_button.setAccessibleName):
            what(say(N_("Hide the paper (F9)")))
        self.sheets.setAccessibleName(say(N_("The paper")))
        self._tell()

    def _drawn(self) -> None:
        self._trouble = self._making = False
        self._tell()

    def _failed(self, error: Exception) -> None:
        """A fault of ours is reported once, and not again at every key."""
        known, self._trouble = self._trouble, True
        self._tell()
        if not known:
            raise error

    def _tell(self) -> None:
        count, words = len(self.sheets.sizes), self.desk.words
        if self._trouble:
            text = words.gettext(N_("The paper cannot be shown with these answers. Nothing is lost."))
        elif self._making:
            text = words.gettext(N_("The paper is being made…"))
        elif self._recorded:
            text = words.ngettext("{count} page as recorded.", "{count} pages as recorded.", count)
        else:
            text = words.ngettext(
                "{count} page as it will print. Not recorded yet.",
                "{count} pages as they will print. Not recorded yet.", count,
            )  # fmt: skip
        self.note.setText(text.format(count=count) if count or self._trouble or self._making else "")
