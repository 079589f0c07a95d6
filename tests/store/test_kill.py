"""A desk killed at any moment loses nothing that it acknowledged."""

from pathlib import Path

from .kill import run


def test_ten_kills_lose_nothing_and_leave_the_store_whole(tmp_path: Path) -> None:
    assert run(tmp_path, times=10, seed=2026) == []
