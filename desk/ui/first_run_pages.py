"""The five questions of the first start, one page each: what is asked, and what is still wrong with it."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desk.cases.branch import Branch
from desk.cases.text import SHORT, BadText, clean
from desk.i18n import CURRENCIES, LANGUAGES, N_, Catalogue, Words

from . import style
from .folded import Folded
from .labels import Label
from .pin import PinField, pin_problem
from .tiles import Tiles

#: Country pack: its words, time zone and currency. "general" asks for zone and currency.
COUNTRIES = {
    "vn": (N_("Vietnam"), "Asia/Ho_Chi_Minh", "VND"),
    "fi": (N_("Finland"), "Europe/Helsinki", "EUR"),
    "general": (N_("Another country"), "", ""),
}
_COUNTRY_OF = {"vi": "vn", "fi": "fi"}


class Question(QWidget):
    """One page. `wrong()` says what keeps it from going on; `enter()` puts the keyboard where to begin."""

    title = ""
    hint = ""
    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = style.heading(Label(parent=self))
        self._hint = Label(parent=self, tone="muted", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * style.GRID)
        self.column.addWidget(self._title)
        self.column.addWidget(self._hint)

    def wrong(self) -> tuple[Words | str, QWidget] | None:
        """What is still wrong, and where; None when nothing is."""
        return None

    def enter(self) -> None:
        """Put the keyboard where to begin."""

    def advance(self) -> bool:
        """Enter was pressed: whether there is another field on this page, which has the keyboard now."""
        return False

    def retranslate(self, words: Catalogue) -> None:
        self._title.setText(words.gettext(self.title))
        self._hint.setText(words.gettext(self.hint))
        self._hint.setVisible(bool(self.hint))


class LanguageQuestion(Question):
    """The first of all: in which language to go on."""

    title = N_("Welcome")
    hint = N_("Which language do you work in? It can be changed at any time.")

    def __init__(self, language: str) -> None:
        super().__init__()
        self.tiles = Tiles(1, self)
        self.tiles.fill(LANGUAGES)
        for code, name in LANGUAGES.items():
            self.tiles.say(code, name)
        self.tiles.choose(language)
        self.tiles.taken.connect(lambda _: self.answered.emit())
        self.column.addWidget(self.tiles)
        self.column.addStretch()

    def enter(self) -> None:
        self.tiles.enter()


class CountryQuestion(Question):
    """The country pack: time zone, currency and holidays."""

    title = N_("Where is the branch?")
    hint = N_("This sets the clock, the currency and the public holidays.")

    def __init__(self) -> None:
        super().__init__()
        self.tiles = Tiles(1, self)
        self.tiles.fill(COUNTRIES)
        self.tiles.taken.connect(self._taken)
        self.tiles.chosen.connect(self._country_chosen)
        self.zone, self.currency = Folded(self), Folded(self)
        zones = {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc")} | {"UTC"}
        self.zone.addItems(sorted(zones))
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self.zone.setCurrentText(here if here in zones else "UTC")
        self.currency.addItems(list(CURRENCIES))
        self.currency.setCurrentText("EUR")
        self._labels = Label(parent=self), Label(parent=self)
        self.own = QWidget(self)
        form = _form(self.own)
        for label, box in zip(self._labels, (self.zone, self.currency), strict=True):
            form.addRow(label, box)
            label.setBuddy(box)
        self.column.addWidget(self.tiles)
        self.column.addWidget(self.own)
        self.column.addStretch()
        self.own.hide()

    def suggest(self, language: str) -> None:
        """Begin with the country in which the language is spoken."""
        if not self.tiles.choice():
            self.tiles.choose(_COUNTRY_OF.get(language, "general"))

    def _taken(self, key: str) -> None:
        """On to the next question, or to what nobody knows of another country."""
        if key == "general":
            self.zone.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.answered.emit()

    def _country_chosen(self, key: str) -> None:
        self.own.setVisible(key == "general")

    def enter(self) -> None:
        self.tiles.enter()

    def facts(self) -> tuple[str, str, str]:
        """Country pack, time zone and currency."""
        key = self.tiles.choice()
        _, zone, currency = COUNTRIES[key]
        return key, zone or self.zone.currentText(), currency or self.currency.currentText()

    def retranslate(self, words: Catalogue) -> None:
        super().retranslate(words)
        for key, (name, _, _) in COUNTRIES.items():
            self.tiles.say(key, words.gettext(name))
        for label, box, text in zip(
            self._labels, (self.zone, self.currency), (N_("Time zone"), N_("Currency")), strict=True
        ):
            label.setText(words.gettext(text))
            box.setAccessibleName(words.gettext(text))


class FormQuestion(Question):
    """Fields one under the other; `required` must be filled in."""

    fields: tuple[tuple[str, str], ...] = ()
    required: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.inputs = {name: self._input(name) for name, _ in self.fields}
        self._labels = {name: Label(parent=self) for name, _ in self.fields}
        form = _form(self)
        for name, label in self._labels.items():
            form.addRow(label, self.inputs[name])
            label.setBuddy(self.inputs[name])
        self.column.addLayout(form)
        self.column.addStretch()

    def _input(self, name: str) -> QLineEdit:
        field = PinField(self) if name.startswith("pin") else QLineEdit(self)
        return field

    def advance(self) -> bool:
        fields = list(self.inputs.values())
        here = next((n for n, field in enumerate(fields) if field.hasFocus()), len(fields) - 1)
        if here + 1 == len(fields):
            return False
        fields[here + 1].setFocus()
        return True

    def value(self, name: str) -> str:
        return clean(self.inputs[name].text(), SHORT, lines=False)

    def wrong(self) -> tuple[Words | str, QWidget] | None:
        for name, label in self.fields:
            try:
                empty = not self.value(name)
            except BadText as error:
                return error.words, self.inputs[name]
            if empty and name in self.required:
                return Words(N_("Please fill in: {label}."), {"label": Words(label)}), self.inputs[name]
        return None

    def enter(self) -> None:
        next(iter(self.inputs.values())).setFocus()

    def retranslate(self, words: Catalogue) -> None:
        super().retranslate(words)
        for name, text in self.fields:
            self._labels[name].setText(words.gettext(text))
            self.inputs[name].setAccessibleName(words.gettext(text))


class BranchQuestion(FormQuestion):
    """What papers print about the branch."""

    title = N_("The branch")
    hint = N_("Papers for the customer carry these. Settings can change them later.")
    fields = (
        ("name", N_("Name of the branch")),
        ("code", N_("Short code, for case numbers")),
        ("company", N_("Company")),
        ("address", N_("Address")),
        ("telephone", N_("Telephone")),
    )
    required = frozenset(("name", "code", "company"))

    def __init__(self) -> None:
        super().__init__()
        self.inputs["code"].setText(Branch().code)
        self.inputs["code"].setMaxLength(8)


class ManagerQuestion(FormQuestion):
    """The first person: the one who can add the others."""

    title = N_("The manager")
    hint = N_("The manager adds the other people afterwards, in Settings. The PIN is 4 to 12 digits.")
    fields = (("name", N_("Name")), ("pin", N_("PIN")), ("pin_again", N_("The same PIN again")))
    required = frozenset(("name", "pin", "pin_again"))

    def wrong(self) -> tuple[Words | str, QWidget] | None:
        if missing := super().wrong():
            return missing
        if problem := pin_problem(self.inputs["pin"].text(), self.inputs["pin_again"].text()):
            return problem, self.inputs["pin"]
        return None


class StartQuestion(Question):
    """One's own branch, or something to look at first."""

    title = N_("How to begin?")
    hint = N_("Sample data is a branch of its own: it never mixes with your cases, and Settings removes it at once.")
    choices = (("empty", N_("Set up my own branch")), ("sample", N_("Look around with sample data")))

    def __init__(self) -> None:
        super().__init__()
        self.tiles = Tiles(1, self)
        self.tiles.fill(key for key, _ in self.choices)
        self.tiles.choose("empty")
        self.tiles.taken.connect(lambda _: self.answered.emit())
        self.column.addWidget(self.tiles)
        self.column.addStretch()

    def enter(self) -> None:
        self.tiles.enter()

    def retranslate(self, words: Catalogue) -> None:
        super().retranslate(words)
        for key, text in self.choices:
            self.tiles.say(key, words.gettext(text))


def _form(parent: QWidget) -> QFormLayout:
    form = QFormLayout() if parent.layout() else QFormLayout(parent)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(3 * style.GRID)
    form.setVerticalSpacing(style.GRID)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
