"""Settings of the policy: times, opening hours, closed days; each change is kept with who and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk.cases.branch import Policy
from desk.cases.packs import facts_as_of
from desk.i18n import N_, Words
from desk.store import accounts
from desk.store.database import StoreProblem

from . import messages, policy_history, style
from .desk import Desk
from .draft_line import DraftLine
from .folded import Folded
from .kept_typing import KeptPage
from .labels import Label
from .policy_history import CLOSED, COUNTRIES, COUNTRY, HOLIDAYS, NAMES, OPENING
from .problem_line import ProblemLine
from .tab_order import tell_as_laid
from .toasts import toast
from .typed import read_day

_MINUTES, _HOURS, _DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_SHOWN = {_MINUTES: N_("minutes"), _HOURS: N_("hours"), _DAYS: N_("days")}

#: Each time: the unit it is set in, and the least and the most of it.
TIMES = {
    "consult_within": (_MINUTES, 0, 24 * 60),
    "answer_within": (_HOURS, 1, 30 * 24),
    "appointment_grace": (_MINUTES, 0, 4 * 60),
    "follow_up_after": (_HOURS, 1, 60 * 24),
    "follow_up_after_hurt": (_HOURS, 1, 60 * 24),
}

#: Days after the delivery on which the customer is asked again, and shares in per cent.
SERIES = ("follow_up_later", "follow_up_later_hurt")
SHARES = ("fair_percent",)

_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")

#: How wide one of the two columns is at most.
WIDTH = 56 * style.GRID


class Wrong(Exception):
    """Something typed cannot be taken; the words say what, the widget is where."""

    def __init__(self, words: Words, where: QWidget) -> None:
        super().__init__(str(words))
        self.words, self.where = words, where


def read_span(text: str) -> tuple[str, str] | None:
    """Opening hours as typed (8:00-21:00); None for a closed day. ValueError for anything else."""
    if not text.strip():
        return None
    found = _SPAN.fullmatch(text.strip())
    start, end = (f"{int(found[n]):02}:{found[n + 1]}" for n in (1, 3)) if found else ("", "")
    if not found or not (start < end <= "23:59" and int(found[2]) < 60 and int(found[4]) < 60):
        raise ValueError(text)
    return start, end


def _begun(name: str) -> str:
    """As the first word of a sentence."""
    return name[:1].upper() + name[1:]


class PolicySection(QWidget):
    """Fields and one button; below, who changed what and when. Closed cases keep the deadlines of their day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        draft = DraftLine(self)
        self.times = {n: QSpinBox(self, minimum=least, maximum=most) for n, (_, least, most) in TIMES.items()}
        self.series = {name: QLineEdit(self) for name in SERIES}
        self.shares = {name: QSpinBox(self, minimum=1, maximum=1000) for name in SHARES}
        self.days = [QLineEdit(self) for _ in range(7)]
        self.closed = QPlainTextEdit(self)
        self.closed.setTabChangesFocus(True)
        self.closed.setFixedHeight(14 * style.GRID)
        self.country = Folded(self)  # after the closed days, as Tab goes
        for pack in COUNTRIES:
            self.country.addItem("", pack)
        self.hint, self.fixed, self.facts, self.history = (Label(parent=self, wrap=True) for _ in range(4))
        self.heading = style.heading(Label(parent=self), 2)
        self.problem = ProblemLine(self)
        self.save = QPushButton(self)
        style.kind(self.save, "primary")
        self.save.clicked.connect(self._save)
        self._labels: list[tuple[Label, QWidget, str]] = []
        self._columns: list[QVBoxLayout] = []
        self._lay_out()
        fields = {name: widget for _, widget, name in self._labels}
        draft.setMaximumWidth(2 * WIDTH + 5 * style.GRID)
        self.kept = KeptPage(self, desk, "settings:policy", fields, draft, self.refresh)
        self._blamed: QWidget | None = None
        for field in (*self.days, *self.series.values()):
            field.textChanged.connect(self._forgive)
        self.closed.textChanged.connect(self._forgive)

    def _lay_out(self) -> None:
        named = [*self.times.items(), *self.series.items(), *self.shares.items()]
        days = [*((f"day{n}", field) for n, field in enumerate(self.days)), ("holidays", self.closed),
                ("country", self.country)]  # fmt: skip
        both = QHBoxLayout()
        both.setSpacing(5 * style.GRID)
        for rows in (named, days):
            both.addLayout(self._rows(rows), 1)
        both.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * style.GRID)
        for label in (self.hint, self.fixed):
            column.addWidget(label)
        column.addLayout(both)
        for widget in (self.save, self.facts, self.heading, self.history):
            column.addWidget(widget)
            widget.setMaximumWidth(2 * WIDTH)
        column.addStretch()
        self.save.setFixedWidth(20 * style.GRID)
        self.problem.setMaximumWidth(WIDTH)

    def _rows(self, named: Sequence[tuple[str, QWidget]]) -> QVBoxLayout:
        """Each field below its words."""
        column = QVBoxLayout()
        column.setSpacing(style.GRID)
        self._columns.append(column)
        for name, widget in named:
            label = Label(parent=self, wrap=True)
            label.setBuddy(widget)
            label.setMaximumWidth(WIDTH)
            widget.setMaximumWidth(WIDTH)
            if isinstance(widget, QSpinBox):
                widget.setFixedWidth(12 * style.GRID)
                widget.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._labels.append((label, widget, name))
            column.addWidget(label)
            column.addWidget(widget)
        column.addStretch()
        return column

    # Showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """What holds now and how it came to be, and over it what was typed and not saved."""
        with self.kept.filling():
            self._fill(accounts.policy(self.desk.store))
        self.history.setText("\n".join(policy_history.told(self.desk)))
        self._forgive()

    def _fill(self, policy: Policy) -> None:
        for name, spin in self.times.items():
            spin.setValue(getattr(policy, name) // TIMES[name][0])
        for name, spin in self.shares.items():
            spin.setValue(getattr(policy, name))
        for name, field in self.series.items():
            field.setText(", ".join(str(span // _DAYS) for span in getattr(policy, name)))
        for field, span in zip(self.days, policy.opening, strict=True):
            field.setText("–".join(self.desk.words.clock(time.fromisoformat(at)) for at in span or ()))
            field.setPlaceholderText(self.desk.say(CLOSED))
        days = sorted(day for day in policy.holidays if day >= self._from())
        self.closed.setPlainText("\n".join(map(self.desk.words.day, days)))
        self.country.setCurrentIndex(max(0, self.country.findData(self.desk.branch.country)))

    def _from(self) -> date:
        """Closed days of earlier years are kept and not shown."""
        return date(self.desk.now().astimezone(self.desk.branch.tz).year, 1, 1)

    # Changing ----------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        before = accounts.policy(self.desk.store)
        try:
            after = self._typed(before)
        except Wrong as wrong:
            self._blame(wrong)
            return
        was, chosen = self.desk.branch.country, self.country.currentData()
        if after == before and chosen == was:
            self._done()
            toast(self, self.desk.say(N_("Nothing was changed.")))
        elif self._put(after, chosen):
            self._done()
            said = self.desk.say(N_("The policy is changed from now on. Deadlines that already run stay as they are."))
            toast(self, said, lambda: self._take_back(before, was))

    def _done(self) -> None:
        """What was typed holds now, and is no draft any more."""
        self.kept.forget()
        self.retranslate()

    def _take_back(self, policy: Policy, pack: str) -> None:
        if self._put(policy, pack):
            self.retranslate()

    def _blame(self, wrong: Wrong) -> None:
        """The sentence stands right below what it is about, wherever the button was."""
        self._forgive()
        self._blamed = wrong.where
        column = next(column for column in self._columns if column.indexOf(wrong.where) >= 0)
        column.insertWidget(column.indexOf(wrong.where) + 1, self.problem)
        tell_as_laid(self)
        style.wrong(wrong.where, True)
        self.problem.tell(self.desk.say(wrong.words))
        wrong.where.setFocus()

    def _forgive(self) -> None:
        """Nothing is wrong any more, or it is being put right."""
        self.problem.hide()
        if self._blamed is not None:
            style.wrong(self._blamed, False)
            self._blamed = None

    def _put(self, policy: Policy, pack: str) -> bool:
        """Both or neither; the public holidays of another country follow it."""
        from desk.store import country  # late: a country is seldom changed

        person, store, now = self.desk.person, self.desk.store, self.desk.now()
        assert person is not None
        try:
            with store.writing():
                if policy != accounts.policy(store):
                    accounts.set_policy(store, policy, person.id, now)
                country.change(store, pack, person, now)
        except StoreProblem as trouble:
            messages.problem(self, trouble)
            return False
        self.desk.branch = accounts.branch(store)
        return True

    def _typed(self, before: Policy) -> Policy:
        """The policy as typed. What a field cannot show exactly, such as 90 seconds, stays unless it was changed."""
        new: dict[str, Any] = {"opening": self._opening(), "holidays": self._holidays(before)}
        for name, spin in self.times.items():
            unit = TIMES[name][0]
            if spin.value() != getattr(before, name) // unit:
                new[name] = spin.value() * unit
        new |= {name: spin.value() for name, spin in self.shares.items()}
        new |= {name: self._spans(name, field) for name, field in self.series.items()}
        return replace(before, **new)

    def _spans(self, name: str, field: QLineEdit) -> tuple[timedelta, ...]:
        """Days after the delivery, each later than the one before."""
        parts = [part for part in re.split(r"[,;\s]+", field.text()) if part]
        days = [int(part) for part in parts if part.isascii() and part.isdigit() and 0 < int(part) <= 366]
        if len(days) != len(parts) or days != sorted(set(days)):
            text = N_("{label}: please write days in rising order, such as 7, 30.")
            raise Wrong(Words(text, {"label": Words(NAMES[name])}), field)
        return tuple(timedelta(days=day) for day in days)

    def _opening(self) -> tuple[tuple[str, str] | None, ...]:
        out = []
        for number, field in enumerate(self.days):
            try:
                out.append(read_span(field.text()))
            except ValueError:
                text = N_("{day}: please write the hours like 08:00–21:00, or leave it empty for a closed day.")
                raise Wrong(Words(text, {"day": _begun(self._day(number))}), field) from None
        if not any(out):
            text = N_("The store must be open on some day: nothing could be promised otherwise.")
            raise Wrong(Words(text), self.days[0])
        return tuple(out)

    def _holidays(self, before: Policy) -> frozenset[date]:
        today = self.desk.now().astimezone(self.desk.branch.tz).date()
        found = {day for day in before.holidays if day < self._from()}
        for line in self.closed.toPlainText().split("\n"):
            if line.strip():
                day = read_day(line, today)
                if day is None:
                    text = N_("“{line}” is no date. Please write one date on each line.")
                    raise Wrong(Words(text, {"line": line.strip()[:40]}), self.closed)
                found.add(day)
        return frozenset(found)

    def _day(self, number: int) -> str:
        return QLocale(self.desk.words.locale).standaloneDayName(number + 1)

    def _named(self, name: str) -> str:
        if name.startswith("day"):
            text = Words(N_("{hours}, {day}"), {"hours": Words(OPENING), "day": self._day(int(name[3:]))})
            return self.desk.say(text)
        if name in ("holidays", "country"):
            return self.desk.say({"holidays": HOLIDAYS, "country": COUNTRY}[name])
        unit = Words(_SHOWN[TIMES[name][0]]) if name in TIMES else Words(N_("days") if name in SERIES else N_("%"))
        return self.desk.say(Words(N_("{what} ({unit})"), {"what": Words(NAMES[name]), "unit": unit}))

    def retranslate(self) -> None:
        say = self.desk.say
        for label, widget, name in self._labels:
            label.setText(self._named(name))
            widget.setAccessibleName(label.text())
        for place in range(self.country.count()):
            self.country.setItemText(place, say(COUNTRIES[self.country.itemData(place)]))
        hint = N_("Changes hold from now on. Deadlines that already run, and closed cases, stay as they are.")
        self.hint.setText(say(hint))
        self.fixed.setText(say(N_("24 hours to record a complaint are the standard itself and cannot be changed.")))
        facts = date.fromisoformat(facts_as_of(self.desk.branch.country))
        text = N_("Papers print the law of the branch's country as of {day}. A lawyer must confirm it before use.")
        self.facts.setText(say(Words(text, {"day": facts})))
        self.heading.setText(say(N_("What was changed, and by whom")))
        self.save.setText(say(N_("S&ave")))
        self.save.setAccessibleName(say(N_("Save")))
        self.history.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refresh()
