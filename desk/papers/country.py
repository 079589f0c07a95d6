"""Country packs: what the law adds to a paper, as dated data in resources/countries."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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
    next_steps: Mapping[str, tuple[str, ...]]
    personal_data: Mapping[str, str]


@lru_cache(maxsize=16)
def country(code: str) -> Country:
    """The pack of a country code; the general one for a country that has none."""
    folder = RESOURCES / "countries"
    packs = {path.stem: path for path in folder.glob("*.toml")}
    known = code if code in packs else GENERAL
    facts = tomllib.loads(packs[known].read_text(encoding="utf-8"))
    steps = {language: tuple(texts) for language, texts in facts["next_steps"].items()}
    return Country(
        known, facts["name"], facts["facts_as_of"], tuple(facts["sources"]), facts["rights"], steps,
        facts["personal_data"],
    )  # fmt: skip
