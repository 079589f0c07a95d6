"""Sign-in: who is here, and their PIN. The desk locks itself to this page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases.people import ROLES
from desk.i18n import LANGUAGES, N_, Words
from desk.store import accounts
from desk.store.database import StoreProblem

from . import style, tasks
from .aloud import announce
from .by_name import by_name
from .desk import Desk
from .labels import Label
from .pin import PinField, PinPad
from .room import scrolled
from .tiles import Tiles
from .working import Working


class SignIn(QWidget):
    """Says who signed in. The check runs on another thread with a store of its own: it is slow on purpose."""

    signed_in = Signal(object)
    language_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, hint: Words | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._hint_words = hint
        self._busy = False
        self._said: Words | str = ""
        self.title = style.heading(Label(parent=self))
        self.field = PinField(self)
        self.tiles = Tiles(1, self)
        self.tiles.chosen.connect(self._person_chosen)
        self.tiles.taken.connect(lambda _: self.field.setFocus())
        self.label = Label(parent=self, bold=True)
        self.field.returnPressed.connect(self._check)
        self.pad = PinPad(self.field, self)
        self.pad.finished.connect(self._check)
        self.message = Label(parent=self, tone="late", wrap=True)
        self.hint = Label(parent=self, tone="info_soft", wrap=True)
        self.sign = Working(self)
        self._slow = QTimer(self, singleShot=True, interval=100)
        self._slow.timeout.connect(self.sign.show)
        self._lay_out()
        self.retranslate()
        QShortcut(QKeySequence("F1"), self, self.explain, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def explain(self) -> None:
        """How one signs in, and what to do where one cannot."""
        from .help import Help  # late: seldom asked for

        Help(self.desk, "sign_in", self.window()).open()

    def _lay_out(self) -> None:
        inside, around = QWidget(), QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(*(3 * style.GRID,) * 4)
        whole.addLayout(self._languages())
        whole.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(6 * style.GRID)
        middle.addStretch(1)
        middle.addLayout(self._who())
        middle.addLayout(self._secret())
        middle.addStretch(1)
        whole.addLayout(middle, 12)
        whole.addStretch(1)

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for code, name in LANGUAGES.items():
            button = QPushButton(name, self)
            button.setAccessibleName(name)
            style.kind(button, "quiet")
            button.clicked.connect(lambda _=False, code=code: self.language_wanted.emit(code))
            row.addWidget(button)
        return row

    def _who(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.title)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        style.kind(inside, "page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, style.GRID, 0)
        box.addWidget(self.tiles)
        box.addStretch()
        scroll.setWidget(inside)
        scroll.setMinimumWidth(36 * style.GRID)
        scroll.setMaximumWidth(50 * style.GRID)
        scroll.setMinimumHeight(24 * style.GRID)
        column.addWidget(scroll, 1)
        return column

    def _secret(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(style.GRID)
        self.label.setBuddy(self.field)
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())  # the pad stands still below it
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.label, self.field, self.sign, self.message):
            column.addWidget(widget)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(style.GRID)
        column.addWidget(self.hint)
        column.addStretch()
        self.field.setFixedWidth(self.pad.sizeHint().width())
        for widget in (self.sign, self.message, self.hint):
            widget.setFixedWidth(self.field.width())
        return column

    def begin(self, last: str = "") -> None:
        """Show who works here now, with the last person marked and the keyboard in the PIN field."""
        if last:
            from .second_click import let_go  # late: at the start nothing is pressed

            let_go(self.window())
        people = [p for p in by_name(accounts.people(self.desk.store).values()) if p.active]
        self.tiles.fill((p.id for p in people), "user")
        self._say_people()
        self._write("")
        self.field.clear()
        self.sign.hide()
        self.tiles.choose(last if any(p.id == last for p in people) else people[0].id if len(people) == 1 else "")
        if self.tiles.choice():
            self.field.setFocus()
        else:
            self.tiles.enter()

    def _say_people(self) -> None:
        people = accounts.people(self.desk.store)
        for key in self.tiles.tiles:
            role = self.desk.say(ROLES[people[key].role])
            self.tiles.say(key, f"{people[key].name}\n{role}", f"{people[key].name}, {role}")

    def _person_chosen(self, person: str) -> None:
        self._write("")
        self.field.clear()

    def _check(self) -> None:
        person = self.tiles.choice()
        if self._busy:
            return
        if not person:
            self._say(N_("Please choose your name first."))
            self.tiles.enter()
        elif not self.field.text():
            self._say(N_("Please type your PIN."))
        else:
            self._begin_check(person, self.field.text())

    def _begin_check(self, person: str, pin: str) -> None:
        self._busy = True
        self._slow.start()
        self._write("")
        now = self.desk.now()
        tasks.run_with_store(
            self.desk.store,
            lambda store: accounts.check_pin(store, person, pin, now),
            lambda right: self._checked(person, right),
            self._refused,
        )

    def _checked(self, person: str, right: bool) -> None:
        self._rest()
        self.field.clear()
        if right:
            self.signed_in.emit(accounts.people(self.desk.store)[person])
        else:
            self._say(N_("This PIN is not right. Please try again."))
            self.field.setFocus()

    def _refused(self, error: Exception) -> None:
        self._rest()
        self.field.clear()
        if isinstance(error, (accounts.Locked, StoreProblem)):
            self._say(error.words)
        else:
            raise error

    def _rest(self) -> None:
        self._busy = False
        self._slow.stop()
        self.sign.hide()

    def _say(self, words: Words | str) -> None:
        self._write(words)
        announce(self, self.message.text(), urgent=True)

    def _write(self, words: Words | str) -> None:
        """What is wrong, in whatever language the window speaks by now."""
        self._said = words
        self.message.setText(self.desk.say(words) if words else "")
        self.message.setAccessibleName(self.message.text())

    def retranslate(self) -> None:
        say = self.desk.say
        self.title.setText(say(N_("Who is here?")))
        self.label.setText(say(N_("PIN")))
        self.field.setAccessibleName(say(N_("PIN")))
        self.sign.setAccessibleName(say(N_("Checking the PIN")))
        self._write(self._said)
        self.hint.setText(say(self._hint_words) if self._hint_words else "")
        self.hint.setVisible(bool(self._hint_words))
        self.pad.retranslate()
        self._say_people()
