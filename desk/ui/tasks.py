"""Work away from the window's thread: values go in, values come back, nothing else is shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from desk.store.connection import MEMORY
from desk.store.database import Store, open_store


class _Task(QObject):
    """Carries the outcome back to the thread that asked for it."""

    finished = Signal(object, object)

    def __init__(self, done: Callable[[Any], None], failed: Callable[[Exception], None] | None) -> None:
        super().__init__()
        self._done, self._failed = done, failed
        self.finished.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object)
    def deliver(self, value: Any, error: Exception | None) -> None:
        _running.discard(self)
        told = self._done if error is None else self._failed
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
    def __init__(self, work: Callable[[], Any], task: _Task) -> None:
        super().__init__()
        self._work, self._task = work, task

    def run(self) -> None:
        self._task.finished.emit(*_outcome(self._work))


#: A task lives until its outcome was delivered, whatever became of the widget that started it.
_running: set[_Task] = set()


def run(
    work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
) -> None:
    """Do `work` on another thread, then call `done(value)` or `failed(error)` on this one.

    `work` must not touch a widget or the window's store. Without `failed` an error is raised here.
    """
    task = _Task(done, failed)
    _running.add(task)
    QThreadPool.globalInstance().start(_Run(work, task))


def run_with_store(
    store: Store,
    work: Callable[[Store], Any],
    done: Callable[[Any], None],
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Do `work` with another connection to the same store, which belongs to the other thread alone.

    A store in memory has only one connection: its work is done here and now.
    """
    if store.path != MEMORY:
        path = store.path
        run(lambda: _with_store(path, work), done, failed)
        return
    value, error = _outcome(lambda: work(store))
    _Task(done, failed).deliver(value, error)


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
