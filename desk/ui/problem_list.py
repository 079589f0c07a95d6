"""What keeps a step from being recorded: one list by standard, each line a jump, each standard with its why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases.moment import Problem
from desk.cases.standards import RULES, title
from desk.i18n import N_, Words

from . import icons, style
from .labels import Label, unbroken
from .room import write_anew

#: How a sentence is said in the window's language, its moments in branch time.
Say = Callable[[Words | str], str]

#: What its frame and margins take of its width.
EDGES = 26

#: Taller than this, or than two fifths of its form, the list scrolls, so that the form stays in sight.
TALLEST, LEAST = 208, 96


class JumpLine(QAbstractButton):
    """A sentence that goes to what it speaks of; it wraps, which a push button cannot."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = unbroken(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setVerticalPolicy(policy.Policy.Minimum)  # a button would stay one line high, and its second not be seen
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._box(width).height() + 10

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(10_000))

    def _box(self, width: int) -> QRect:
        room = QRect(0, 0, max(40, width - 24), 10_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.color("accent"))
        painter.drawPixmap(0, 6, icons.pixmap("arrow-right", 16, style.color("accent")))
        painter.drawText(self.rect().adjusted(22, 5, -2, -5), Qt.TextFlag.TextWordWrap, self.words)
        if self.hasFocus():
            painter.setPen(style.color("focus"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)


class Why(QWidget):
    """The question "why does the desk ask this?" and, once asked, the standard's answer with its source."""

    def __init__(self, rule: str, say: Say) -> None:
        super().__init__()
        self.button = QPushButton(say(N_("Why does the desk ask this?")))
        self.button.setCheckable(True)
        style.kind(self.button, "link")
        self.answer = Label(because(rule, say), size=9, wrap=True)
        self.answer.setContentsMargins(8, 0, 0, 0)
        self.answer.hide()
        self.button.toggled.connect(self.answer.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 0, 0, 0)  # its words begin where those of the sentences do
        layout.setSpacing(0)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.answer)


def because(name: str, say: Say) -> str:
    """The standard in its own words, what falls short of it, and where it comes from."""
    rule = RULES[name]
    parts = [say(rule.sentence)]
    if rule.falls_short:
        parts.append(say(Words(N_("What falls short of it: {what}"), {"what": Words(rule.falls_short)})))
    source = N_("Source: the standard “{title}”, document {source}.")
    parts.append(say(Words(source, {"title": Words(rule.title), "source": rule.source})))
    return "\n".join(parts)


class ProblemList(QFrame):
    """Shown on top of the form after a try to record, or where a step cannot be taken yet."""

    chosen = Signal(object)  # Problem

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        style.kind(self, "card")
        self.problems: tuple[Problem, ...] = ()
        self._heading, self._form = "", parent
        self.lines: list[JumpLine] = []
        self.whys: list[Why] = []
        self._walked: list[QWidget] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 4, 8)
        layout.addWidget(self._scroll)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], heading: str, say: Say) -> None:
        """List the problems under a heading; nothing at all when there are none."""
        if not (problems or self.problems):
            return
        self.problems, self._heading = tuple(problems), heading
        before, self.lines, self.whys, self._walked = self._walked, [], [], []
        page = QWidget()
        style.kind(page, "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(0)
        layout.addLayout(_head(heading))
        for rule in dict.fromkeys(p.rule for p in problems):
            self._group(layout, rule, say)
        layout.addStretch(1)
        write_anew(self._scroll, page, before, self._walked)
        self.setVisible(bool(problems))
        self._fit()

    def aloud(self) -> str:
        """The whole list in one breath, for a screen reader."""
        return " ".join((self._heading, *(line.accessibleName() for line in self.lines))).strip()

    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in reading order."""
        return list(self._walked)

    def _group(self, layout: QVBoxLayout, rule: str, say: Say) -> None:
        layout.addSpacing(style.GRID)
        layout.addWidget(Label(say(title(rule)), bold=True, wrap=True))
        for problem in (p for p in self.problems if p.rule == rule):
            line = JumpLine(say(problem.words))
            line.clicked.connect(lambda _=False, p=problem: self.chosen.emit(p))
            self.lines.append(line)
            self._walked.append(line)
            layout.addWidget(line)
        if rule in RULES:
            why = Why(rule, say)
            why.button.toggled.connect(lambda _: self._fit())
            self.whys.append(why)
            self._walked.append(why.button)
            layout.addWidget(why)

    def _fit(self) -> None:
        page = self._scroll.widget()
        layout = page.layout() if page is not None else None
        if layout is not None:
            layout.activate()
            wanted = layout.heightForWidth(max(240, self.width() - EDGES))
            share = max(LEAST, self._form.height() * 2 // 5)
            self._scroll.setFixedHeight(min(wanted, TALLEST, share))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._form.installEventFilter(self)
        QTimer.singleShot(0, self, self._fit)  # the letters have their size only after the first layout

    def hideEvent(self, event: QHideEvent) -> None:
        self._form.removeEventFilter(self)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A form that becomes lower leaves less room above it."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)


def _head(heading: str) -> QHBoxLayout:
    sign = Label()
    icons.show(sign, "triangle-alert", "warn", 18)
    row = QHBoxLayout()
    row.setSpacing(style.GRID)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(heading, bold=True, wrap=True), 1)
    return row
