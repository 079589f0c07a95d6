"""Country packs: what the law adds to a paper, as dated data in resources/countries."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from desk import RESOURCES

GENERAL = "general"


@dataclass(frozen=True)
class Country:
    """One pack. Texts by language; `facts_as_of` is when the facts were last checked."""

    code: str
    name: str
    facts_as_of: date
    sources: tuple[str, ...]
    rights: Mapping[str, str]
    your_rights: Mapping[str, tuple[str, ...]]
    next_steps: Mapping[str, tuple[str, ...]]
    personal_data: Mapping[str, str]


@lru_cache(maxsize=32)
def country(code: str, as_of: str = "") -> Country:
    """The pack of a country code, the general one for a country that has none, as of its newest facts.

    `as_of` (2026-11-21) asks for the pack with that date, so that a paper printed years later says the same:
    packs that were replaced are kept in `older/`. LookupError when there is none.
    """
    folder = RESOURCES / "countries"
    known = code if code.isalpha() and code.islower() and (folder / f"{code}.toml").is_file() else GENERAL
    newest = _read(folder / f"{known}.toml", known)
    if not as_of or as_of == newest.facts_as_of.isoformat():
        return newest
    path = folder / "older" / f"{known}-{date.fromisoformat(as_of)}.toml"
    if not path.is_file():
        raise LookupError(f"no facts of {as_of} about {known}")
    return _read(path, known)


def _read(path: Path, code: str) -> Country:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {name: {language: tuple(texts) for language, texts in facts[name].items()}
             for name in ("your_rights", "next_steps")}  # fmt: skip
    return Country(
        code, facts["name"], facts["facts_as_of"], tuple(facts["sources"]), facts["rights"], lists["your_rights"],
        lists["next_steps"], facts["personal_data"],
    )  # fmt: skip
