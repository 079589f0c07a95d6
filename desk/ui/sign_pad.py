"""Signing on the screen: the customer view with what is agreed, and under it a sheet for each party to sign."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.cases.case import Case
from desk.cases.strokes import Signature
from desk.cases.text import SHORT, BadText, clean
from desk.i18n import N_, Catalogue, Words, catalogue

from . import icons, style
from .customer_view import CustomerView
from .desk import Desk
from .labels import Label
from .pad import Pad
from .step_form import StepForm
from .strokes_input import StrokesInput
from .tab_order import tell_as_laid

CUSTOMER, STORE = "customer_strokes", "store_strokes"

_HINT = N_("Sign with a pen, a finger or the mouse. Or type your name below and tick the box.")


class Place(QWidget):
    """Where one party signs: their name, the sheet, and the way for who cannot use a pen."""

    changed = Signal()

    def __init__(self, role: str, name: str, words: Catalogue) -> None:
        super().__init__()
        self.pad, self.typed, self.tick = Pad(), QLineEdit(), QCheckBox()
        self.undo, self.redo, self.clear = QPushButton(), QPushButton(), QPushButton()
        self.heading = Label(f"{role}: {name}" if name else role, size=11, bold=True, wrap=True)
        self._dress(role, name, words)
        self._lay_out()
        self._connect()
        self._follow()

    def _dress(self, role: str, name: str, words: Catalogue) -> None:
        who = words.say(Words(N_("{role}: sheet to sign on"), {"role": role}))
        self.pad.setAccessibleName(who)
        self.pad.setAccessibleDescription(words.gettext(_HINT))
        self.pad.setToolTip(words.gettext(_HINT))
        for button, text, sign in ((self.undo, N_("Take back"), "undo-2"), (self.redo, N_("Bring back"), "arrow-right"),
                                   (self.clear, N_("Clear"), "x")):  # fmt: skip
            button.setText(words.gettext(text))
            button.setAccessibleName(f"{role}: {words.gettext(text)}")
            icons.wear(button, sign)
            style.kind(button, "quiet")
        self.typed.setMaxLength(SHORT)
        self.typed.setPlaceholderText(words.gettext(N_("Or type your name")))
        self.typed.setAccessibleName(words.say(Words(N_("{role}: name in place of a signature"), {"role": role})))
        self.tick.setText(words.gettext(N_("This is my signature")))
        self.tick.setAccessibleName(f"{role}: {self.tick.text()}")

    def _lay_out(self) -> None:
        buttons, below = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((buttons, (self.undo, self.redo, self.clear)), (below, (self.typed, self.tick))):
            row.setSpacing(style.GRID)
            for widget in widgets:
                row.addWidget(widget)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.pad, 1)
        layout.addLayout(buttons)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.undo.clicked.connect(self.pad.undo)
        self.redo.clicked.connect(self.pad.redo)
        self.clear.clicked.connect(self._clear)
        self.pad.changed.connect(self._follow)
        self.typed.textChanged.connect(self._follow)
        self.tick.toggled.connect(self._follow)

    def _clear(self) -> None:
        self.pad.clear()
        self.typed.clear()
        self.tick.setChecked(False)

    def _follow(self) -> None:
        """What can be pressed now; a typed name stands only without strokes, and counts only when ticked."""
        drawn = bool(self.pad.strokes)
        self.undo.setEnabled(self.pad.can_undo())
        self.redo.setEnabled(self.pad.can_redo())
        self.clear.setEnabled(drawn or bool(self.typed.text()))
        self.typed.setEnabled(not drawn)
        self.tick.setEnabled(not drawn and bool(self._name()))
        if not self.tick.isEnabled():
            self.tick.setChecked(False)
        self.changed.emit()

    def _name(self) -> str:
        try:
            return clean(self.typed.text(), SHORT, lines=False)
        except BadText:
            return ""  # nothing that could stand on paper

    def fill(self, signature: Signature) -> None:
        """Show what was given before."""
        self.pad.fill(signature)
        self.typed.setText(signature.name)
        self._follow()
        self.tick.setChecked(bool(signature.name))

    def signature(self) -> Signature:
        """What stands here now; nothing while a typed name is not ticked."""
        if self.pad.strokes:
            return Signature(self.pad.strokes)
        return Signature(name=self._name() if self.tick.isChecked() else "")


class SigningView(CustomerView):
    """The customer reads what is agreed and signs below it; then the store. Leaving hands over what was written."""

    customer_signed = Signal(object)  # Signature
    store_signed = Signal(object)

    def __init__(self, case: Case, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(case, desk, parent)
        self.words = catalogue(case.language or desk.branch.language)
        say, made = self.words.gettext, case.agreement
        customer = (made.representative if made else "") or case.customer_name
        clerk = desk.person.name if desk.person else case.owner_name
        self.customer = Place(say(N_("Customer")), customer, self.words)
        self.store = Place(say(N_("For the store")), clerk, self.words)
        self.done = QPushButton(say(N_("Done")))
        style.kind(self.done, "primary")
        icons.wear(self.done, "check", "on_accent")
        self.done.clicked.connect(self.close)
        self._add_places(Label(say(N_("Please read what is agreed. By signing you accept it freely.")), wrap=True))
        self.setWindowTitle(say(N_("Sign the agreement")))
        self.setFocusProxy(self.customer.typed)

    def _add_places(self, sentence: Label) -> None:
        """Under the text: nobody signs without what is agreed above the sheet."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # the customer view's own
        places, foot = QHBoxLayout(), QHBoxLayout()
        places.setSpacing(4 * style.GRID)
        places.addWidget(self.customer)
        places.addWidget(self.store)
        layout.removeWidget(self.leave)
        foot.addWidget(sentence, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.done)
        layout.addSpacing(2 * style.GRID)
        layout.addLayout(places, 1)
        layout.addSpacing(style.GRID)
        layout.addLayout(foot)
        layout.setStretch(0, 2)
        tell_as_laid(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.customer_signed.emit(self.customer.signature())
        self.store_signed.emit(self.store.signature())
        super().closeEvent(event)


def offer(form: StepForm, page: QWidget) -> None:
    """Let the buttons of a form's signatures turn the screen."""
    fields = [form.blocks[name].input for name in (CUSTOMER, STORE) if name in form.blocks]
    for field in fields:
        if isinstance(field, StrokesInput):
            field.asked.connect(lambda: turn(form, page))


def turn(form: StepForm, page: QWidget, case: Case | None = None) -> SigningView:
    """Show the customer what is agreed, with the sheets to sign on; what they wrote goes into the form.

    `case` is one that is agreed on the page only, and not yet recorded.
    """
    view = SigningView(case or form.moment.case, form.desk, page)
    for name, place, given in ((CUSTOMER, view.customer, view.customer_signed), (STORE, view.store, view.store_signed)):
        field = form.blocks[name].input
        assert isinstance(field, StrokesInput)  # as the step says
        place.fill(field.signature)
        given.connect(field.take)
    view.setWindowModality(Qt.WindowModality.ApplicationModal)
    view.showFullScreen()
    return view
