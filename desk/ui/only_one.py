"""One desk on one store: a second start brings the first one's window to the front."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 3000


class OnlyOne(QObject):
    """Holds the store's place on this machine. Says when somebody started the desk again."""

    asked_for = Signal()

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.store, self._taken = store, False
        self._taking: Thread | None = None
        self._real = store.resolve()  # one store may be reached by several names
        self._lock = QLockFile(f"{self._real}.lock")
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not when it is old
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether no other desk is on the store; a lock left by a crash is taken over.

        Where no lock can be written the store cannot be either, and opening it says so.
        """
        if self._taking:
            self._taking.join()
            self._taking = None
        else:
            self._take()
        return self._taken

    def begin(self) -> None:
        """Take it meanwhile: the lock waits for the drive, which may be slow, and there is enough else to do."""
        self._taking = Thread(target=self._take)
        self._taking.start()

    def _take(self) -> None:
        self._taken = self._lock.tryLock(100) or self._lock.error() != QLockFile.LockError.LockFailedError

    @property
    def _name(self) -> str:
        """What those who start the desk again call."""
        return "complaint-desk-" + _short(str(self._real))

    def raise_other(self) -> bool:
        """Ask the desk that is open to come to the front; whether it answered."""
        from PySide6.QtNetwork import QLocalSocket  # late: the first desk does not need it to start

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        answered = socket.waitForReadyRead(WAIT_MS) and bytes(socket.readAll().data()) == b"here"
        socket.disconnectFromServer()
        return answered

    def listen(self) -> None:
        """Answer those who start the desk again."""
        from PySide6.QtNetwork import QLocalServer  # late: after the first paint

        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left by a crash; the lock says that nobody uses it
        server.newConnection.connect(self._answer)
        server.listen(self._name)

    def _answer(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.write(b"here")
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.asked_for.emit()

    def release(self) -> None:
        """Give the place up, also one that is being taken."""
        if self._taking:
            self._taking.join()
            self._taking = None
        if self._server:
            self._server.close()
        self._lock.unlock()


def _short(text: str) -> str:
    """A name for a path that any system takes. Qt's own hash, since Python's costs the start 3 ms."""
    whole = QCryptographicHash.hash(text.encode(), QCryptographicHash.Algorithm.Sha256)
    return bytes(whole.data()).hex()[:24]
