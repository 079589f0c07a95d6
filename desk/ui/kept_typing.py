"""What is typed in a dialog or a page and not yet done: kept as a draft, and back when it is opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, SignalInstance
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from desk.store import drafts

from . import messages
from .desk import Desk
from .draft_line import DraftLine
from .drafting import Drafting
from .input import Input

#: How each kind of field is read, filled, and heard of.
_Reach = tuple[Callable[[], Any], Callable[[Any], Any], SignalInstance]


def _reach(field: QWidget) -> _Reach:
    match field:
        case Input():
            return field.read, field.fill, field.changed
        case QLineEdit():
            if field.echoMode() != QLineEdit.EchoMode.Normal:
                raise ValueError("what is typed in secret is never kept")
            return field.text, field.setText, field.textChanged
        case QPlainTextEdit():
            return field.toPlainText, field.setPlainText, field.textChanged
        case QSpinBox():
            return field.value, field.setValue, field.valueChanged
        case QComboBox():
            return field.currentData, lambda value: _choose(field, value), field.currentIndexChanged
        case QCheckBox():
            return field.isChecked, field.setChecked, field.toggled
        case QDateEdit():
            return lambda: field.date().toString(Qt.DateFormat.ISODate), partial(_set_day, field), field.dateChanged
    raise TypeError(type(field).__name__)


def _choose(box: QComboBox, value: Any) -> None:
    """What is no longer on offer is not chosen."""
    if (at := box.findData(value)) >= 0:
        box.setCurrentIndex(at)


def _set_day(field: QDateEdit, day: str) -> None:
    field.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))


class _Changes(Drafting):
    """Keeps what differs from how the fields begin: one that was emptied differs too."""

    def is_nothing(self, answers: Mapping[str, Any]) -> bool:
        return not answers


class KeptTyping(QObject):
    """What is typed in some fields of a dialog or a page, kept for who is signed in."""

    def __init__(
        self, place: QWidget, desk: Desk, name: str, fields: Mapping[str, QWidget], key: str, line: DraftLine
    ) -> None:
        super().__init__(place)
        self._reached = {name: _reach(field) for name, field in fields.items()}
        self._fresh: dict[str, Any] = {}
        self._desk, self._place, self._name, self._key = desk, place, name, key
        self.draft: Drafting | None = None  # none while nobody is signed in, or while the fields are being filled
        self.line = line
        self.line.afresh.connect(self._start_afresh)
        column = place.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(0, self.line)
        for _, _, changed in self._reached.values():
            changed.connect(lambda *_: self._touch())

    def begin(self) -> None:
        """The fields are as they begin; what was typed over them comes back."""
        self._fresh = self._read()
        self.line.start_again()
        if self._desk.person is None:
            return
        draft = _Changes(self._desk, self._key, self._name, self._typed, self)
        draft.failed.connect(lambda trouble: messages.problem(self._place, trouble))
        if kept := draft.kept():
            self._fill(kept.answers)
            if self._typed():
                self.line.tell(kept.saved_at, self._desk)
            else:
                draft.forget()  # it has come true meanwhile
        self.draft = draft

    @contextmanager
    def filling(self) -> Iterator[None]:
        """For the length of a block the fields are filled with what holds now; then they begin."""
        self.flush()
        if self.draft is not None:
            self.draft.deleteLater()
            self.draft = None
        yield
        self.begin()

    def _read(self) -> dict[str, Any]:
        return {name: read() for name, (read, _, _) in self._reached.items()}

    def _typed(self) -> dict[str, Any]:
        """Only what differs from how the fields begin: that may be another answer next time."""
        return {name: value for name, value in self._read().items() if value != self._fresh[name]}

    def _fill(self, answers: Mapping[str, Any]) -> None:
        for name, value in answers.items():
            if name in self._reached:
                self._reached[name][1](value)

    def _touch(self) -> None:
        if self.draft is not None:
            self.draft.touch()

    def flush(self) -> None:
        """Keep it now."""
        if self.draft is not None:
            self.draft.flush()

    def forget(self) -> None:
        """It is done, or thrown away."""
        if self.draft is not None:
            self.draft.forget()

    def _start_afresh(self) -> None:
        before = self._typed()
        self._fill(self._fresh)
        self.forget()
        self.line.start_again()
        self.line.offer_back(self._place, self._desk, partial(self._back, before))

    def _back(self, answers: Mapping[str, Any]) -> None:
        self._fill(answers)
        self._touch()


class KeptDialog(KeptTyping):
    """Lives with the dialog. Locking the desk, Esc, or the end of the program keep what was typed; done, or the way
    out by its button, let go of it."""

    def __init__(
        self, dialog: QDialog, desk: Desk, name: str, fields: Mapping[str, QWidget], key: str, line: DraftLine,
        *, until_told: bool,
    ) -> None:  # fmt: skip
        super().__init__(dialog, desk, name, fields, key, line)
        self._until_told = until_told
        self.begin()
        dialog.finished.connect(self._end)

    def _end(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted and not self._until_told:
            self.forget()
        else:
            self.flush()


class KeptPage(KeptTyping):
    """Lives with a page that stays: its fields begin with filling(), and again whenever somebody comes."""

    def __init__(
        self, page: QWidget, desk: Desk, name: str, fields: Mapping[str, QWidget], line: DraftLine,
        fill: Callable[[], None],
    ) -> None:  # fmt: skip
        """`line` was made before the fields, so that Tab comes to it first."""
        super().__init__(page, desk, name, fields, drafts.DIALOG, line)
        desk.signed_out.connect(self.flush)
        desk.signed_in.connect(fill)


def keep_typing(
    dialog: QDialog, desk: Desk, name: str, fields: Mapping[str, QWidget], leave: QPushButton, line: DraftLine,
    key: str = drafts.DIALOG, *, until_told: bool = False,
) -> None:  # fmt: skip
    """Keep what is typed in these fields for who is signed in, and bring back what was. A field of secrets is refused.

    `name` is the dialog's; `line` was made before the fields, so that Tab comes to it first. With `until_told` being
    accepted is not the end, and whoever ends it calls `forget`.
    """
    if desk.person is None:
        return
    kept = KeptDialog(dialog, desk, name, fields, key, line, until_told=until_told)
    leave.clicked.connect(kept.forget)


def forget(desk: Desk, name: str, key: str = drafts.DIALOG) -> None:
    """What was typed in the dialog of that name is done."""
    if desk.person is not None:
        drafts.drop(desk.store, desk.person.id, key, name)
