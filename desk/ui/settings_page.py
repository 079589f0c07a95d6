"""Settings: this window, the branch, its people, and what the desk says about itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desk.i18n import N_

from . import style
from .chip import Chip
from .desk import Desk
from .labels import Label
from .settings_about import AboutSection
from .settings_branch import BranchSection
from .settings_mandates import MandatesSection
from .settings_parts import PARTS, parts_for
from .settings_people import PeopleSection
from .settings_policy import PolicySection
from .settings_window import WindowSection

Section = WindowSection | BranchSection | PeopleSection | PolicySection | MandatesSection | AboutSection


class SettingsPage(QWidget):
    """One part at a time; parts for managers are not there for others."""

    language_wanted = Signal(str)
    scheme_wanted = Signal(str)
    branch_changed = Signal()
    sample_unwanted = Signal()

    def __init__(
        self, desk: Desk, log: str = "", sample: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.title = style.heading(Label(parent=self))
        self.parts = QStackedWidget(self)
        self.sections = self._sections(log, sample)
        self.chips = {name: self._chip(name) for name, _, _ in PARTS}
        self._lay_out()
        self.start_again()
        self.retranslate()

    def _sections(self, log: str, sample: Path | None) -> dict[str, Section]:
        window, branch = WindowSection(self.desk), BranchSection(self.desk)
        window.language_wanted.connect(self.language_wanted)
        window.scheme_wanted.connect(self.scheme_wanted)
        branch.changed.connect(self.branch_changed)
        people, about = PeopleSection(self.desk), AboutSection(self.desk, log, sample)
        people.changed.connect(self.branch_changed)  # the bar says who is here
        about.sample_unwanted.connect(self.sample_unwanted)
        policy, mandates = PolicySection(self.desk), MandatesSection(self.desk)
        return {
            "window": window, "branch": branch, "people": people, "policy": policy, "mandates": mandates,
            "about": about,
        }  # fmt: skip

    def _chip(self, name: str) -> Chip:
        button = Chip(self)
        button.clicked.connect(lambda: self.choose(name))
        return button

    def _lay_out(self) -> None:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(style.GRID)
        for name, chip in self.chips.items():
            group.addButton(chip)
            row.addWidget(chip)
            self.parts.addWidget(_scrolled(self.sections[name]))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.parts, 1)

    def choose(self, name: str) -> None:
        """Show a part."""
        self.chips[name].setChecked(True)
        self.parts.setCurrentIndex(list(self.sections).index(name))
        self.sections[name].refresh()

    def enter_list(self) -> None:
        here = list(self.chips.values())[self.parts.currentIndex()]
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_again(self) -> None:
        """Somebody else sits here now: what the role may not see is not there."""
        there = {name for name, _ in parts_for(self.desk.person)}
        for name, chip in self.chips.items():
            chip.setVisible(name in there)
        self.choose("window")

    def retranslate(self) -> None:
        self.title.setText(self.desk.say(N_("Settings")))
        for name, words, _ in PARTS:
            text = self.desk.say(words)
            self.chips[name].setText(text)
            self.chips[name].setAccessibleName(text)
            self.sections[name].retranslate()


def _scrolled(section: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    style.kind(section, "page")
    area.setWidget(section)
    return area
