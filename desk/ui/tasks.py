"""Work away from the window's thread: values go in, values come back, nothing else is shared."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from desk.store.connection import MEMORY
from desk.store.database import Store, open_store

Done: TypeAlias = Callable[[Any], None]
Failed: TypeAlias = Callable[[Exception], None]


class _Courier(QObject):
    """Carries every outcome back to the window's thread.

    There is one, and it stays: an object of Qt that comes to its end on the other thread, as the last to hold it, while
    this one handles its events, takes the whole program with it. So the other thread holds numbers only.
    """

    finished = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.finished.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(int, object, object)
    def deliver(self, number: int, value: Any, error: Exception | None) -> None:
        _tell(*_waiting.pop(number), value, error)


def _tell(done: Done, failed: Failed | None, value: Any, error: Exception | None) -> None:
    told = done if error is None else failed
    if told is None:
        raise error  # type: ignore[misc]  # nobody takes it, so it is a fault of ours
    if _is_there(told):
        told(value if error is None else error)


def _is_there(told: Callable[[Any], None]) -> bool:
    """Whether the widget that wanted to know has not been closed meanwhile."""
    return all(isValid(owner) for owner in _owners(told) if isinstance(owner, QObject))


def _owners(told: Any) -> Iterator[object]:
    """Whose method it is, or what a function made inside one still holds."""
    if isinstance(told, partial):
        yield from (*told.args, *_owners(told.func))
    yield getattr(told, "__self__", None)
    for cell in getattr(told, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue  # nothing was put into it yet


class _Run(QRunnable):
    def __init__(self, work: Callable[[], Any], number: int, courier: _Courier) -> None:
        super().__init__()
        self._work, self._number, self._courier = work, number, courier

    def run(self) -> None:
        self._courier.finished.emit(self._number, *_outcome(self._work))


#: Who wants to know the outcome of each task.
_waiting: dict[int, tuple[Done, Failed | None]] = {}
_numbers = count()


@cache
def _courier() -> _Courier:
    """Made when it is first needed. What still runs at the end of the program ends before Qt takes the courier away."""
    atexit.register(QThreadPool.globalInstance().waitForDone)
    return _Courier()


def run(work: Callable[[], Any], done: Done, failed: Failed | None = None) -> None:
    """Do `work` on another thread, then call `done(value)` or `failed(error)` on this one.

    `work` must not touch a widget or the window's store. Without `failed` an error is raised here.
    """
    number = next(_numbers)
    _waiting[number] = done, failed
    QThreadPool.globalInstance().start(_Run(work, number, _courier()))


def run_with_store(
    store: Store,
    work: Callable[[Store], Any],
    done: Done,
    failed: Failed | None = None,
) -> None:
    """Do `work` with another connection to the same store, which belongs to the other thread alone.

    A store in memory has only one connection: its work is done here and now.
    """
    if store.path != MEMORY:
        path = store.path
        run(lambda: _with_store(path, work), done, failed)
        return
    value, error = _outcome(lambda: work(store))
    _tell(done, failed, value, error)


def _with_store(path: str, work: Callable[[Store], Any]) -> Any:
    store = open_store(path)
    try:
        return work(store)
    finally:
        store.close()


def _outcome(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return work(), None
    except Exception as error:  # whatever it is, it is raised again on the window's thread
        return None, error
