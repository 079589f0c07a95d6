"""What is typed in a dialog and not yet done: kept as a draft, and back when the dialog is opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


class KeptTyping(QObject):
    """Lives with the dialog. Locking the desk, Esc, or the end of the program keep what was typed; done, or the way
    out by its button, let go of it."""

    def __init__(
        self, dialog: QDialog, desk: Desk, name: str, fields: Mapping[str, QWidget], key: str, *, until_told: bool
    ) -> None:
        super().__init__(dialog)
        self._reached = {name: _reach(field) for name, field in fields.items()}
        self._fresh = self._read()
        self._desk, self._dialog = desk, dialog
        self.draft = Drafting(desk, key, name, self._typed, self)
        self.line = DraftLine()
        self.line.afresh.connect(self._start_afresh)
        self.draft.failed.connect(lambda trouble: messages.problem(dialog, trouble))
        self._until_told = until_told
        column = dialog.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(0, self.line)
        self._bring_back()
        for _, _, changed in self._reached.values():
            changed.connect(lambda *_: self.draft.touch())
        dialog.finished.connect(self._end)

    def _read(self) -> dict[str, Any]:
        return {name: read() for name, (read, _, _) in self._reached.items()}

    def _typed(self) -> dict[str, Any]:
        """Only what differs from how the dialog begins: that may be another answer next time."""
        return {name: value for name, value in self._read().items() if value != self._fresh[name]}

    def _bring_back(self) -> None:
        if kept := self.draft.kept():
            self._fill(kept.answers)
            self.line.tell(kept.saved_at, self._desk)

    def _fill(self, answers: Mapping[str, Any]) -> None:
        for name, value in answers.items():
            if name in self._reached:
                self._reached[name][1](value)

    def _start_afresh(self) -> None:
        before = self._typed()
        self._fill(self._fresh)
        self.draft.forget()
        self.line.hide()
        self.line.offer_back(self._dialog, self._desk, partial(self._back, before))

    def _back(self, answers: Mapping[str, Any]) -> None:
        self._fill(answers)
        self.draft.touch()

    def _end(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted and not self._until_told:
            self.draft.forget()
        else:
            self.draft.flush()


def keep_typing(
    dialog: QDialog, desk: Desk, name: str, fields: Mapping[str, QWidget], leave: QPushButton,
    key: str = drafts.DIALOG, *, until_told: bool = False,
) -> None:  # fmt: skip
    """Keep what is typed in these fields for who is signed in, and bring back what was. A field of secrets is refused.

    `name` is the dialog's; with `until_told` being accepted is not the end, and whoever ends it calls `forget`.
    """
    if desk.person is None:
        return
    kept = KeptTyping(dialog, desk, name, fields, key, until_told=until_told)
    leave.clicked.connect(kept.draft.forget)


def forget(desk: Desk, name: str, key: str = drafts.DIALOG) -> None:
    """What was typed in the dialog of that name is done."""
    if desk.person is not None:
        drafts.drop(desk.store, desk.person.id, key, name)
