"""Checking a paper that somebody brings: choose or drop the file, a scan or a photograph, and read the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.cases.files import a_file, reason
from desk.i18n import N_, Words
from desk.papers import scan, verify
from desk.papers.code import verification_code
from desk.papers.strange import LARGEST
from desk.store import papers
from desk.store.database import StoreProblem

from . import icons, messages, style
from .desk import Desk
from .labels import Label
from .room import Dialog, foot
from .tasks import run

#: How each verdict looks: its sign and the colour of its title.
_LOOKS = {
    verify.GENUINE: ("circle-check", "ok"),
    verify.RESAVED: ("info", "info"),
    verify.SHOWN: ("info", "info"),
    verify.DRAFT: ("info", "warn"),
    verify.REPLACED: ("history", "warn"),
    verify.ALTERED: ("triangle-alert", "late"),
    verify.NOT_OURS: ("x", "late"),
    verify.UNREADABLE: ("circle-question-mark", "muted"),
}

#: What a scan is called when it is held against one case.
_SCANS = {
    scan.THIS: (N_("It belongs to this case"), verify.GENUINE),
    scan.OLDER: (verify.TITLES[verify.REPLACED], verify.REPLACED),
    scan.OTHER_CASE: (N_("It belongs to another case"), verify.NOT_OURS),
    scan.NOT_OURS: (verify.TITLES[verify.NOT_OURS], verify.NOT_OURS),
    scan.UNREADABLE: (verify.TITLES[verify.UNREADABLE], verify.UNREADABLE),
}


class VerifyDialog(Dialog):
    """One file after the other; each verdict replaces the one before."""

    judged = Signal(object)  # Verdict or Finding

    def __init__(self, desk: Desk, parent: QWidget | None = None, case_id: str = "") -> None:
        """With a case, a scan is held against that case: its version, an older one, or another case."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.desk, self.case_id = desk, case_id
        self._asked = 0
        self.choose, self.leave = QPushButton(), QPushButton()
        self.file, self.sign = Label(tone="muted", wrap=True), Label()
        self.title, self.text = style.heading(Label(wrap=True), 2), Label(wrap=True)
        self._build()
        self.resize(560, 380)

    def _build(self) -> None:
        say = self.desk.say
        self.setWindowTitle(say(N_("Check a paper")))
        hint = N_("Choose or drop a PDF file, or a scan or photograph of a paper. Nothing leaves this computer.")
        self.choose.setText(say(N_("Choose a file…")))
        icons.wear(self.choose, "file-text", "on_accent")
        self.choose.clicked.connect(self.ask_which)
        self.leave.setText(say(N_("Close")))
        self.leave.clicked.connect(self.reject)
        self.sign.setFixedWidth(36)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        verdict, layout = QHBoxLayout(), QVBoxLayout(self)
        verdict.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.title, 1)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(2 * style.GRID)
        layout.addWidget(Label(say(hint), wrap=True))
        layout.addWidget(self.file)
        layout.addLayout(verdict)
        layout.addWidget(self.text)
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.choose))

    def ask_which(self) -> None:
        """Ask for a file, then check it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, self.windowTitle(), folder, "PDF, PNG, JPEG (*.pdf *.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.check(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.check(Path(event.mimeData().urls()[0].toLocalFile()))

    # Checking --------------------------------------------------------------------------------------------------

    def check(self, path: Path) -> None:
        """Read the file and show the verdict; a file chosen later is the one that counts."""
        self._asked += 1
        turn = self._asked
        self.file.setText(path.name)
        self._show("", "circle-question-mark", "muted", (Words(N_("The paper is being checked…")),))

        def go_on(read: tuple[bytes, verify.Claim]) -> None:
            if turn == self._asked:
                self._judge(turn, *read)

        run(lambda: _read(path), go_on, partial(self._failed, turn))

    def _judge(self, turn: int, data: bytes, said: verify.Claim) -> None:
        """The store is asked on this thread, the files are compared on the other one."""
        if self.desk.person is None:
            return  # somebody locked the desk meanwhile
        if self.case_id and said.picture:
            self._hold_against_case(turn, data)
            return
        try:
            known = papers.known(self.desk.journal, said.sha256, said.number)
        except StoreProblem as trouble:
            messages.problem(self, trouble)
            return
        self._then(turn, lambda: verify.judge(data, said, known))

    def _hold_against_case(self, turn: int, data: bytes) -> None:
        agreed, _ = papers.as_agreed(self.desk.journal, self.case_id)
        codes = {version: verification_code(case) for version, case in agreed.items()}
        case = self.desk.journal.case(self.case_id)
        number = case.number if case else ""
        self._then(turn, lambda: scan.finding(data, number, codes))

    def _then(self, turn: int, work: Callable[[], verify.Verdict | scan.Finding]) -> None:
        def done(found: verify.Verdict | scan.Finding) -> None:
            if turn == self._asked:
                self._tell(found)

        run(work, done, partial(self._failed, turn))

    def _tell(self, found: verify.Verdict | scan.Finding) -> None:
        if isinstance(found, scan.Finding):
            title, kind = _SCANS[found.kind]
            more: Sequence[Words] = ()
        else:
            title, kind, more = verify.TITLES[found.kind], found.kind, found.more
        self._show(title, *_LOOKS[kind], (found.words, *more))
        self.judged.emit(found)

    def _show(self, title: str, sign: str, tone: str, sentences: Sequence[Words]) -> None:
        self.title.setText(self.desk.say(title) if title else "")
        style.tone(self.title, tone)
        icons.show(self.sign, sign, tone, 28)
        self.text.setText("\n\n".join(self.desk.say(words) for words in sentences))
        self.title.setAccessibleDescription(self.text.text())
        QAccessible.updateAccessibility(QAccessibleEvent(self.title, QAccessible.Event.Alert))

    def _failed(self, turn: int, error: Exception) -> None:
        if turn == self._asked:
            why = reason(error) if isinstance(error, OSError) else Words(N_("it is damaged"))
            words = Words(N_("This file cannot be read: {reason}"), {"reason": why})
            self._show("", *_LOOKS[verify.UNREADABLE], (words,))
        if not isinstance(error, OSError):
            raise error  # whatever is in a file has a verdict: this is a fault of ours


def _read(path: Path) -> tuple[bytes, verify.Claim]:
    """The file, no more of it than shows that it is too large, and what it claims to be."""
    a_file(path)
    with path.open("rb") as file:
        data = file.read(max(LARGEST, scan.LARGEST) + 1)
    return data, verify.claim(data)

