"""Inputs for dates, moments and money: typed in the language's own way, kept in one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.i18n import N_, Catalogue

from . import icons, style
from .input import Input
from .labels import Label
from .text_inputs import afresh
from .typed import (
    DAY_SHAPE,
    MOMENT_SHAPE,
    local,
    raw_moment,
    read_day,
    read_moment,
    show_amount,
    show_moment,
    step_moment,
)

#: A moment whose digits are among the widest.
_WIDE = datetime(2028, 8, 28, 20, 48)


class _TypedInput(Input):
    """A line that holds something typed in the language's way; what cannot be read stays and is said back."""

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.edit = QLineEdit()
        self.edit.setMaxLength(80)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(style.GRID // 2)
        self.line.addWidget(self.edit, 1)
        self.adopt(self.edit)
        self.edit.textChanged.connect(self.changed)
        # an answer that was filled in and not touched is given back as it came, to the second
        self._filled: tuple[str, Any] = ("", "")
        self.name_it()

    def read(self) -> Any:
        text, raw = self._filled
        return raw if self.edit.text() == text else self._raw(self.edit.text().strip())

    def _show(self, raw: Any) -> None:
        text = self._text(str(raw or ""))
        self._filled = (text, str(raw or ""))
        if self.edit.text() != text:
            self.edit.setText(text)

    def _begin(self, raw: Any) -> None:
        text = self._text(str(raw or ""))
        self._filled = (text, str(raw or ""))
        afresh(self.edit, text)
        self.edit.end(False)

    def _tidy(self) -> None:
        raw = self.read()
        text = self._text(raw)
        if text != self.edit.text():
            self._show(raw)

    def _raw(self, text: str) -> str:
        raise NotImplementedError

    def _text(self, raw: str) -> str:
        raise NotImplementedError


class DayInput(_TypedInput):
    """A date: typed, stepped with the arrow keys, or picked from a calendar (Alt+Down)."""

    shape = DAY_SHAPE

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.pick = QPushButton()
        style.kind(self.pick, "quiet")
        icons.wear(self.pick, "calendar", "muted")
        self.pick.setFixedWidth(36)
        self.pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down does the same
        self.pick.clicked.connect(self.open_calendar)
        self.line.addWidget(self.pick)
        self._speak()

    def name_it(self) -> None:
        super().name_it()
        if hasattr(self, "pick"):
            self.pick.setAccessibleName(self.words.gettext(N_("Calendar")))
            self.pick.setToolTip(self.words.gettext(N_("Calendar (Alt+Down)")))

    def _speak(self) -> None:
        self.edit.setPlaceholderText(self.words.gettext(self.shape))
        self.name_it()

    def _begin(self, raw: Any) -> None:
        super()._begin(raw)
        for calendar in self.findChildren(_Calendar):
            calendar.close()

    def today(self) -> date:
        return self.at.now.astimezone(self.at.branch.tz).date()

    def value(self) -> datetime | date | None:
        raw = self.read()
        return local(raw, self.at.branch.tz) if raw else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._arrow(event)
        return super().eventFilter(watched, event)

    def _arrow(self, event: QKeyEvent) -> bool:
        """Up and down change the day, or the time of day under the cursor; anything else is typed."""
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        down = event.key() == Qt.Key.Key_Down
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        place, value = self.edit.cursorPosition(), self.value()
        on_time = place > self.edit.text().find(" ") >= 0
        self._put(step_moment(value, on_time, -1 if down else 1) if value else self._start())
        self.edit.setCursorPosition(place)
        return True

    def _start(self) -> datetime | date:
        return self.today()

    def _put(self, value: datetime | date) -> None:
        self.edit.setText(show_moment(value, self.words, self.at.branch.tz))

    def open_calendar(self) -> None:
        value = self.value() or self.today()
        calendar = _Calendar(self, value)
        calendar.adjustSize()
        calendar.move(self._room_for(calendar.size()))
        calendar.show()

    def _room_for(self, size: QSize) -> QPoint:
        """Below the field, or above it where the screen ends before that."""
        screen, gap = self.screen().availableGeometry(), style.GRID // 2
        above, below = self.mapToGlobal(QPoint(0, -size.height() - gap)), self.mapToGlobal(QPoint(0, self.height()))
        last = screen.bottomRight() - QPoint(size.width() + gap, size.height() + gap)
        at = below if below.y() <= last.y() else above
        return QPoint(max(screen.left(), min(at.x(), last.x())), max(screen.top(), min(at.y(), last.y())))

    def picked(self, day: date) -> None:
        value = self.value()
        at = datetime.combine(day, value.time()) if isinstance(value, datetime) else day
        self._put(at)
        self.edit.setFocus()

    def _raw(self, text: str) -> str:
        day = read_day(text, self.today())
        return raw_moment(day) if day else text

    def _text(self, raw: str) -> str:
        value = local(raw, self.at.branch.tz) if raw else None
        return show_moment(value, self.words, self.at.branch.tz) if value else raw


class MomentInput(DayInput):
    """A date and time of day in branch time. A date alone means closing time, a time alone means today."""

    shape = MOMENT_SHAPE

    def _speak(self) -> None:
        """Never so narrow that the end of the time is cut off: the wide digits of any moment fit."""
        super()._speak()
        texts = self.words.gettext(self.shape), show_moment(_WIDE, self.words, self.at.branch.tz)
        widest = max(map(self.edit.fontMetrics().horizontalAdvance, texts))
        self.edit.setMinimumWidth(widest + 3 * style.GRID)

    def _start(self) -> datetime | date:
        now = self.at.now.astimezone(self.at.branch.tz)
        return now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0, tzinfo=None)

    def _raw(self, text: str) -> str:
        value = read_moment(text, self.today())
        return raw_moment(value) if value else text


class _Calendar(QFrame):
    """A month to pick a day from; it closes by itself and gives the keyboard back."""

    def __init__(self, owner: DayInput, value: date) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._owner = owner
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(owner.words.locale))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(QDate(value.year, value.month, value.day))
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.GRID, style.GRID, style.GRID, style.GRID)
        layout.addWidget(self.month)
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        self._owner.picked(date(day.year(), day.month(), day.day()))
        self.close()


class MoneyInput(_TypedInput):
    """An amount in the case's currency, grouped as the language does once the keyboard has left."""

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.currency = Label(moment.currency, tone="muted")
        self.line.addWidget(self.currency)

    def _begin(self, raw: Any) -> None:
        super()._begin(raw)
        if self.currency.text() != self.at.currency:
            self.currency.setText(self.at.currency)

    def _raw(self, text: str) -> str:
        return text

    def _text(self, raw: str) -> str:
        return show_amount(raw, self.at.currency, self.words) if raw else ""
