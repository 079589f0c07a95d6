"""A store in a folder of its own, with its people, and PINs that cost little."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desk.commands import sample
from desk.store import accounts
from desk.store.connection import Store
from desk.store.database import create
from desk.store.journal import Journal
from tests.makers import branch

from .listed import NOW, Samples
from .way import STAFF, START


@pytest.fixture(autouse=True)
def _light_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))


@pytest.fixture(scope="session")
def sample_of(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Makes sample stores, each size once."""

    @cache
    def made(cases: int) -> Path:
        path = tmp_path_factory.mktemp("sample") / "sample.desk"
        sample.many(path, cases, NOW, lambda text: None)
        return path

    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "branch.desk"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = create(path, branch(), START)
    for person in STAFF.values():
        accounts.add_person(store, person, "", now=START)
    yield store
    store.close()


@pytest.fixture
def journal(store: Store) -> Journal:
    return Journal(store)
