"""The store's seal in the window: made once, unlocked with its passphrase, switched off and on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.cases.people import may
from desk.i18n import N_
from desk.papers import seal, seal_key
from desk.store import papers

from . import icons, sealing, style
from .aloud import announce
from .desk import Desk
from .labels import Label
from .room import Dialog, foot

INSTALL = N_(
    "Sealing needs further parts. Whoever looks after this computer installs them with:"
    " pip install \"complaint-desk[seal]\". Until then papers leave unsealed, and nothing else is missing."
)  # fmt: skip
ABOUT = N_(
    "A sealed agreement proves that it came from this store and that nobody changed a letter. The seal is made on"
    " this computer, without any network."
)  # fmt: skip
KEYS = N_("The key of the seal is kept by this computer. You can lock it with a passphrase of your own instead.")
NO_KEYS = N_("Please choose a passphrase of at least 8 characters. Nobody can find it again when it is lost.")
ON = N_("Agreements are sealed from now on.")
OFF = N_("Agreements are not sealed. What was sealed before stays provable.")
WAITS = N_("The seal is locked. Please give its passphrase; it stays open until the desk is closed.")
MANAGERS = N_("Only a manager makes a seal or switches it off.")


class SealDialog(Dialog):
    """Says how it stands, and offers the one thing that comes next."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say, self.desk = desk.say, desk
        self.told, self.trouble = Label(wrap=True), Label(wrap=True, tone="late")
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        self.go, self.stop = QPushButton(), QPushButton(say(N_("Stop sealing papers")))
        self.leave = QPushButton(say(N_("Close")))
        self.setWindowTitle(say(sealing.SEAL))
        self.asked = {
            field: Label(say(words), size=9, tone="muted")
            for field, words in ((self.passphrase, N_("Passphrase")), (self.again, N_("The passphrase once more")))
        }
        for field, label in self.asked.items():
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(200)
            field.setAccessibleName(label.text())
            label.setBuddy(field)
        self._lay_out()
        self.go.clicked.connect(self._go)
        self.stop.clicked.connect(lambda: self._switch(False))
        self.leave.clicked.connect(self.reject)
        self._show()

    def _lay_out(self) -> None:
        icons.wear(self.go, "shield", "on_accent")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(3 * style.GRID,) * 4)
        layout.setSpacing(2 * style.GRID)
        layout.addWidget(Label(self.desk.say(ABOUT), wrap=True))
        layout.addWidget(self.told)
        for field, label in self.asked.items():
            under = QVBoxLayout()
            under.setSpacing(style.GRID // 2)
            under.addWidget(label)
            under.addWidget(field)
            layout.addLayout(under)
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.stop, self.go))
        self.setMinimumWidth(64 * style.GRID)

    # How it stands ---------------------------------------------------------------------------------------------

    def _next(self) -> str:
        """What comes next: install, make, unlock, start again, or nothing."""
        if not seal.available():
            return "install"
        if not papers.certificates(self.desk.store):
            return "make"
        if not papers.seals(self.desk.store):
            return "start"
        if sealing.locked(self.desk):
            return "unlock"
        return "nothing" if sealing.sealer(self.desk) is not None else "make"

    def _show(self) -> None:
        say, next_ = self.desk.say, self._next()
        manager = self.desk.person is not None and may(self.desk.person, "seal")
        allowed = manager or next_ == "unlock"
        told = {"install": INSTALL, "make": KEYS if seal_key.system() is not None else NO_KEYS, "start": OFF,
                "unlock": WAITS, "nothing": ON}[next_]  # fmt: skip
        verbs = {"make": N_("Seal papers from now on"), "start": N_("Seal papers from now on"), "unlock": N_("Unlock")}
        self.told.setText(say(told if allowed or next_ in ("install", "nothing") else MANAGERS))
        for field, steps in ((self.passphrase, ("make", "unlock")), (self.again, ("make",))):
            field.setVisible(allowed and next_ in steps)
            self.asked[field].setVisible(allowed and next_ in steps)
        self.go.setVisible(allowed and next_ in verbs)
        (self.go if allowed and next_ in verbs else self.leave).setDefault(True)  # nobody stops it with Enter alone
        self.go.setText(say(verbs.get(next_, "")) if next_ in verbs else "")
        self.stop.setVisible(manager and next_ in ("nothing", "unlock"))
        for field in (self.passphrase, self.again):
            field.clear()

    # What is done ----------------------------------------------------------------------------------------------

    def _go(self) -> None:
        self.trouble.setText("")
        try:
            {"make": self._make, "start": lambda: self._switch(True), "unlock": self._unlock}[self._next()]()
        except seal.SealTrouble as trouble:
            self.trouble.setText(self.desk.say(trouble.words))
            announce(self, self.trouble.text(), urgent=True)
        else:
            self._show()

    def _make(self) -> None:
        """The key is kept before the store knows the certificate: never a seal without its key."""
        desk, typed = self.desk, self.passphrase.text()
        if typed != self.again.text():
            raise seal.SealTrouble(N_("The two passphrases differ. Please type both again."))
        who = seal.identity(desk.branch.company or desk.branch.name or desk.branch.code, desk.now())
        seal_key.keep(who, sealing.key_file(desk), typed)
        papers.add_certificate(desk.store, who.certificate, desk.person)
        papers.set_seals(desk.store, True, desk.person)
        sealing.remember(who)

    def _unlock(self) -> None:
        sealing.unlock(self.desk, self.passphrase.text())

    def _switch(self, on: bool) -> None:
        papers.set_seals(self.desk.store, on, self.desk.person)
        self._show()
