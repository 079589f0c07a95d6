"""This machine's few facts: where the data, the store and the log are, and how the window looks."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

NAME = "complaint-desk"
FILE = "desk.toml"
STORE = "desk.store"

#: The folder of the sample branch, inside the data folder.
SAMPLE = "sample"


@dataclass(frozen=True)
class Config:
    """Empty language and scheme mean: as the machine is set."""

    data: Path
    store: Path
    log: Path
    file: Path
    language: str = ""
    scheme: str = ""

    @property
    def sample(self) -> Path:
        """Where the sample branch is, when somebody looked around."""
        return self.data / SAMPLE / STORE


def load(store: Path | None = None) -> Config:
    """The facts of this machine; a file that cannot be read counts as an empty one. `store` overrides the usual one."""
    data, log, settings = _folders()
    file = settings / FILE
    kept = _read(file)
    usual = Path(kept.get("store") or data / STORE)
    return Config(data, store or usual, log, file, kept.get("language", ""), kept.get("scheme", ""))


def _folders() -> tuple[Path, Path, Path]:
    """Where this system keeps a program's data, its log and its settings."""
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(home):  # asking platformdirs takes a start 3 ms
        data, state, settings = (
            Path(given if os.path.isabs(given := os.environ.get(f"XDG_{what}_HOME", "")) else f"{home}/{usual}", NAME)
            for what, usual in (("DATA", ".local/share"), ("STATE", ".local/state"), ("CONFIG", ".config"))
        )
        return data, state / "log", settings
    import platformdirs  # late, as said

    folders = platformdirs.PlatformDirs(NAME, appauthor=False)
    return folders.user_data_path, folders.user_log_path, folders.user_config_path


def keep(config: Config, **changes: str) -> Config:
    """The facts with changes, written down for the next start. OSError when the file cannot be written."""
    changed = replace(config, **changes)  # type: ignore[arg-type]
    lines = _read(config.file) | {"language": changed.language, "scheme": changed.scheme}
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines.items() if value)
    config.file.parent.mkdir(parents=True, exist_ok=True)
    fresh = config.file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, config.file)
    return changed


def _read(file: Path) -> dict[str, str]:
    try:
        found = _parsed(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, not readable or not TOML: the usual facts hold
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _parsed(text: str) -> dict[str, Any]:
    """The TOML. As keep() writes it, each line is a name and a JSON text; anything else is read by the whole parser."""
    try:
        pairs = [line.split(" = ", 1) for line in text.splitlines()]
        return {name: json.loads(value) for name, value in pairs}
    except ValueError:
        import tomllib  # late: 6 ms at every start, and needed only when somebody wrote into the file

        return tomllib.loads(text)
