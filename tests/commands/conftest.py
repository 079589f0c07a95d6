"""What the tests of the commands share: the papers and the store of a demonstration."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desk.__main__ import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one demonstration, made once; who changes something copies it first."""
    out = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--headless", "--out", str(out)]) == 0
    return out


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Path:
    """The demonstration's store, copied for one test."""
    return Path(shutil.copy(demo / "demo.store", tmp_path / "copy.store"))
