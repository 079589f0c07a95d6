"""Country packs as far as a case needs them: the day of the facts that its papers will print for ever."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from desk import RESOURCES

GENERAL = "general"


@lru_cache(maxsize=8)
def facts_as_of(country: str) -> str:
    """The ISO date of the country's facts as they are today; of the general ones for a country without a pack."""
    folder = RESOURCES / "countries"
    known = country if country.isalpha() and (folder / f"{country}.toml").is_file() else GENERAL
    return str(tomllib.loads((folder / f"{known}.toml").read_text(encoding="utf-8"))["facts_as_of"])
