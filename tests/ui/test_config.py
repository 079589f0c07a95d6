"""This machine's few facts: kept, read again, and where its system keeps them."""

from __future__ import annotations

import platformdirs
import pytest

from desk import config


def test_the_facts_are_kept_and_read_again(tmp_path, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    facts = config.load()
    assert (facts.language, facts.scheme) == ("", "")
    config.keep(facts, language="vi", scheme="dark")
    again = config.load()
    assert (again.language, again.scheme, again.store) == ("vi", "dark", facts.store)
    assert config.load(tmp_path / "other.store").store == tmp_path / "other.store"


HOMES = "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"


@pytest.mark.parametrize(
    "given",
    [{}, {"XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "/state", "XDG_CONFIG_HOME": "/settings"},
     {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "settings"}, {"HOME": "/srv/desk"}, {"HOME": "home"}],
)  # fmt: skip
def test_the_folders_are_where_this_system_keeps_them(monkeypatch, given):
    for name in HOMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    usual = platformdirs.PlatformDirs(config.NAME, appauthor=False)
    assert config._folders() == (usual.user_data_path, usual.user_log_path, usual.user_config_path)


@pytest.mark.parametrize("text", ["\x00", "language = ", "language = 7\n", "[x]\n", "= =", "\xff"])
def test_a_file_that_says_nothing_useful_counts_as_an_empty_one(facts, text):
    facts.file.parent.mkdir()
    facts.file.write_bytes(text.encode("latin-1"))
    assert config._read(facts.file).get("language", "") == ""


def test_what_somebody_wrote_by_hand_is_understood_and_kept(facts):
    facts.file.parent.mkdir()
    facts.file.write_text("# ours\nstore = '/shop/desk.store'  # big drive\nlanguage = 'fi'\n", encoding="utf-8")
    assert config._read(facts.file) == {"store": "/shop/desk.store", "language": "fi"}
    config.keep(facts, language="fi", scheme="dark")
    assert config._read(facts.file) == {"store": "/shop/desk.store", "language": "fi", "scheme": "dark"}
