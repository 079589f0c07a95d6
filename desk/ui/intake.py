"""The intake: who, what happened in their words, heard to the end. One screen, by keyboard; the rest can wait."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desk.cases import quick
from desk.cases.case import Case
from desk.cases.coach import coach
from desk.cases.steps import RECEIVE
from desk.i18n import N_, Words
from desk.store import drafts, early
from desk.store.drafts import Draft
from desk.store.journal import Recorded
from desk.store.problems import StoreProblem

from . import early_files, icons, messages, style
from .desk import Desk
from .drafting import new_key
from .early_files import EarlyFiles
from .field_grid import FieldGrid
from .known_pane import KnownPane
from .labels import Label, line
from .side_pane import SidePane
from .step_form import StepForm
from .tab_order import Walk, inside, tell_as_laid
from .text_inputs import LinesInput
from .toasts import toast

#: Asked of everybody, in the large column; everything else can also be asked later.
FIRST = ("customer_name", "own_words", "heard_out", "wish", "mood")

#: The reason for being late stands right under the time it follows from.
_AFTER_RAISED = "late_reason"


class IntakeForm(StepForm):
    """The questions of *receive* in two columns: what is needed now, and what helps."""

    def lay_out(self) -> QLayout:
        self.above = QVBoxLayout()
        self.first_title, self.rest_title = Label(), Label()
        for title in (self.first_title, self.rest_title):
            style.heading(title, 2)
        first, rest = self._pair = QVBoxLayout(), QVBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.first_title)
        for name in FIRST:
            first.addWidget(self.blocks[name])
        first.addStretch(1)
        rest.setSpacing(12)
        rest.addWidget(self.rest_title)
        rest.addLayout(self._rest())
        rest.addStretch(1)
        self._halves, self._between = QBoxLayout(QBoxLayout.Direction.LeftToRight), line(upright=True)
        self._halves.setContentsMargins(0, 0, 2 * style.GRID, style.GRID)
        self._halves.setSpacing(3 * style.GRID)
        self._halves.addLayout(first, 5)
        self._halves.addWidget(self._between)
        self._halves.addLayout(rest, 6)  # short questions in pairs need the room more
        self._title()
        return self._halves

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """The halves beside each other, or one below the other where the coach or a small window leaves no room."""
        halves, way = self._halves, QBoxLayout.Direction
        both = sum(half.minimumSize().width() for half in self._pair) + 2 * halves.spacing()
        edges = halves.contentsMargins().right() + self.area.verticalScrollBar().sizeHint().width()
        beside = both + edges <= self.width()
        halves.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._between.setVisible(beside)

    def _rest(self) -> FieldGrid:
        self._grid = FieldGrid(12, style.GRID)
        words = self.blocks["own_words"].input
        if isinstance(words, LinesInput):
            words.edit.set_least(6)
        return self._grid

    def order(self) -> list[str]:
        names = [name for name in self.blocks if name not in (*FIRST, _AFTER_RAISED)]
        names.insert(names.index("raised_at") + 1, _AFTER_RAISED)
        return [*FIRST, *names]

    def arrange(self, asked: tuple[str, ...]) -> None:
        self._grid.place(self.blocks, self.order()[len(FIRST):], asked)
        self._stand()

    def _title(self) -> None:
        self.first_title.setText(self.desk.say(N_("Listen, and write it down")))
        self.rest_title.setText(self.desk.say(N_("If there is time")))

    def speak(self) -> None:
        super().speak()
        self._title()


class Intake(QWidget):
    """A new complaint, from any page with F2. What was begun comes back."""

    recorded = Signal(str)
    left = Signal()
    case_wanted = Signal(str)  # an earlier one of the same customer
    quick_wanted = Signal(str, object)  # the draft's key, and what was typed
    draft_wanted = Signal(str)  # one that was put away here, once this page is left

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.known = KnownPane(desk, self)
        self.known.case_wanted.connect(self._open_other)
        self.known.preferences_wanted.connect(self._take_over)
        self.known.shown.connect(self._walk)
        self.form: IntakeForm | None = None
        self._made: IntakeForm | None = None
        self._language, self._order = "", Walk()
        self.title, self.others, self.side = Label(), QWidget(), SidePane(desk, self)
        self.coach = self.side.coach
        style.heading(self.title, 1)
        QHBoxLayout(self.others).setContentsMargins(0, 0, 0, 0)
        self.early = EarlyFiles(desk, self)
        self.early.changed.connect(self._walk)
        self.setAcceptDrops(True)
        self.small, self.attach = QPushButton(), QPushButton()
        icons.wear(self.small, "handshake")
        icons.wear(self.attach, "paperclip")
        style.kind(self.attach, "quiet")
        self.small.clicked.connect(self.make_small)
        self.attach.clicked.connect(self.early.ask_which)
        self._lay_out()
        desk.language_changed.connect(self.retranslate)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, self.leave, context=here)
        QShortcut(QKeySequence("F5"), self, self.make_small, context=here)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.early.paste, context=here)

    def _lay_out(self) -> None:
        self._middle = QVBoxLayout()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(self._middle, 1)
        self._right = right = QVBoxLayout()
        right.setSpacing(style.GRID)
        right.addWidget(self.known, 3)
        right.addWidget(self.side, 2)
        right.addStretch(0)  # where the coach is hidden, what is known stands at the top all the same
        body.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.attach)
        top.addWidget(self.small)
        layout.addLayout(top)
        layout.addWidget(self.others)
        layout.addWidget(self.early)
        layout.addLayout(body, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.early.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.early.take_mime(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.turn()  # there is a coach where there is room for one
        self._place_known()

    def _place_known(self) -> None:
        """What is known stands beside the form, or above it where the form needs the whole width."""
        whole = self.layout()
        if self.known.flat == self.side.narrow or not isinstance(whole, QVBoxLayout):
            return
        self.known.lie(self.side.narrow)
        if self.known.flat:
            whole.insertWidget(whole.count() - 1, self.known)
        else:
            self._right.insertWidget(0, self.known, 3)
        tell_as_laid(self)

    def start(self, draft_key: str = "") -> None:
        """Open the intake: the draft named, or the newest one that was begun, or an empty page."""
        if self.form is not None:
            self.form.draft.flush()
        kept = self._kept()
        early_files.attach_left_over(self.desk, self)
        self._open(draft_key or (kept[0].key if kept else self._begun() or new_key(self.desk.now())))

    def _begun(self) -> str:
        """A complaint of which there is nothing yet but photos."""
        assert self.desk.person is not None
        return early.begun(self.desk.store, self.desk.person.id)

    def _kept(self) -> list[Draft]:
        """What this person began and did not record, the newest first."""
        assert self.desk.person is not None
        kept = drafts.all_of(self.desk.store, self.desk.person.id)
        return [d for d in kept if d.step == RECEIVE.name and d.key.startswith(drafts.NEW)]

    def _open(self, key: str) -> None:
        self.known.start_again()
        if self._made is None:
            self._made = self.form = self._make(key)
        else:
            self.form = self._made
            self.form.begin(key)
        self.form.show()
        self.early.follow(key)
        self._write()
        self._answered()
        self._walk()
        self.form.focus_first()

    def _make(self, key: str) -> IntakeForm:
        """Once: it is begun again for each complaint."""
        form = IntakeForm(self.desk, RECEIVE, key, self)
        self._middle.addWidget(form)
        tell_as_laid(self)
        form.recorded.connect(self._on_recorded)
        form.answered.connect(self._answered)
        form.draft_line.afresh.disconnect()
        form.draft_line.afresh.connect(self._begin_another)
        return form

    def _put_away(self) -> None:
        """The complaint goes on elsewhere, and nothing of it stays in the form."""
        assert self.form is not None
        self.form.hide()
        self.form.clear()
        self.form = None

    def _answered(self) -> None:
        """The answers have settled: the coach follows, and somebody may be known by them."""
        if self.form is None:
            return
        self._show_tips()
        self.known.follow(self.form.standing.answers if self.form.standing else {})

    def _walk(self) -> None:
        """From the form to what is known of the customer, then to the coach."""
        if self.form is None:
            return
        known = self.known.buttons
        first = [self.attach, self.small, *inside(self.others, self.early), *(known if self.known.flat else [])]
        last = [*([] if self.known.flat else known), *self.side.walk()]
        self._order.follow([*first, *self.form.walk(), *last])

    def _open_other(self, case_id: str) -> None:
        """An earlier case; what was typed stays a draft and comes back with F2."""
        assert self.form is not None
        self.form.draft.flush()
        self.case_wanted.emit(case_id)

    def _take_over(self, wishes: dict[str, str]) -> None:
        """What they preferred before, as if somebody had typed it; what was typed stays."""
        assert self.form is not None
        for name, value in wishes.items():
            block = self.form.blocks[name]
            if name == "language" or not block.input.read():
                block.input.fill(value)
                block.input.changed.emit()
        self.form.settle()

    def _begin_another(self) -> None:
        """An empty page; the draft stays in the store and can be gone on with."""
        assert self.form is not None
        before = self.form.draft.key
        self.form.draft.flush()
        self._open(new_key(self.desk.now()))
        toast(self, self.desk.say(N_("The draft is kept.")), lambda: self._go_on(before))

    def _go_on(self, key: str) -> None:
        """With the draft that was put away, from wherever one has gone meanwhile."""
        if self.isVisible():
            self._open(key)
        else:
            self.draft_wanted.emit(key)

    def make_small(self) -> None:
        """Go on on the page of a small matter, where a mandate lets this person offer something at once."""
        if self.form is None or self.small.isHidden():
            return
        key, typed = self.form.draft.key, self.form.typed()
        try:
            self.form.draft.turn_into(quick.FORM.name)  # the other page keeps it from here on, under the same name
        except StoreProblem as trouble:
            messages.problem(self, trouble)
            return
        self._put_away()
        self.quick_wanted.emit(key, typed)

    def leave(self) -> None:
        """Back to where one was; what was typed stays a draft."""
        if self.form is not None:
            self.form.draft.flush()
        self.left.emit()

    def retranslate(self) -> None:
        """Go on in the window's language; what was typed stays."""
        if self.form is None or self.desk.person is None or self._language == self.desk.words.language:
            return
        self.form.speak()
        self.known.write()
        self.early.retranslate()
        self._write()
        self._show_tips()

    def _write(self) -> None:
        self._language = self.desk.words.language
        self.title.setText(self.desk.say(RECEIVE.title))
        assert self.form is not None
        self.small.setVisible(quick.is_offered(self.form.moment))
        self.attach.setText(self.desk.say(early_files.ATTACH))
        self.attach.setAccessibleName(self.attach.text())
        self.small.setText(self.desk.say(N_("Small matter: all on one page (F5)")))
        self.small.setAccessibleName(self.small.text())
        self._offer_others()

    def _offer_others(self) -> None:
        """Other complaints that were begun, each one press away."""
        layout = self.others.layout()
        assert layout is not None
        assert self.form is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        others = [draft for draft in self._kept() if draft.key != self.form.draft.key][:3]
        self.others.setVisible(bool(others))
        for number, draft in enumerate(others):
            if not number:
                layout.addWidget(Label(self.desk.say(N_("Also begun:")), tone="muted"))
            layout.addWidget(self._other(draft))
        if isinstance(layout, QHBoxLayout):
            layout.addStretch(1)

    def _other(self, draft: Draft) -> QPushButton:
        about = str(draft.answers.get("customer_name") or draft.answers.get("own_words") or "")[:30]
        when = self.desk.words.moment(draft.saved_at, self.desk.branch.tz)
        text = self.desk.say(Words(N_("{who}, {when}"), {"who": about or "…", "when": when}))
        button = QPushButton(text.replace("&", "&&"))
        icons.wear(button, "history", "accent")
        style.kind(button, "link")
        button.clicked.connect(lambda: self.start(draft.key))
        return button

    def _show_tips(self) -> None:
        assert self.form is not None
        answers = self.form.standing.answers if self.form.standing else {}
        language = answers.get("language") or self.desk.branch.language
        self.coach.show_tips(coach(Case(""), RECEIVE.name, answers), self.desk.words, language)

    def _on_recorded(self, recorded: Recorded) -> None:
        assert self.form is not None
        early_files.attach(self.desk, self, self.form.draft.key, recorded.case.id)
        self._put_away()
        toast(self, self.desk.say(Words(N_("Recorded as {number}."), {"number": recorded.case.number})))
        self.recorded.emit(recorded.case.id)
