"""Public holidays of the branch's country, written into the policy once a year."""

from __future__ import annotations

from datetime import date, datetime

from desk.cases.values import stamp

from . import settings
from .connection import Store

#: Country packs that have a public calendar.
CALENDARS = {"vn": "VN", "fi": "FI"}


def public_holidays(country: str, year: int) -> frozenset[date]:
    """The country's public holidays of a year; none for a country without a calendar."""
    if country not in CALENDARS:
        return frozenset()
    from holidays import country_holidays  # late: 50 ms, and needed once a year

    return frozenset(country_holidays(CALENDARS[country], years=year))


def keep_current(store: Store, now: datetime) -> None:
    """See to it that the policy knows the public holidays of this year and the next.

    They are added once for each year, so that a holiday on which the store opens can be taken out for good.
    """
    known: list[int] = settings.get(store, "holiday_years", [])
    missing = [year for year in (now.year, now.year + 1) if year not in known]
    if not missing:
        return
    country = settings.get(store, "branch")["country"]
    found = frozenset[date]().union(*(public_holidays(country, year) for year in missing))
    with store.writing():
        versions = settings.get(store, "policy")
        days = sorted({*versions[-1]["policy"]["holidays"], *(day.isoformat() for day in found)})
        newest = {**versions[-1]["policy"], "holidays": days}
        if known:
            from . import house  # late: needed once a year

            versions.append({"from": stamp(now), "by": "", "policy": newest})
            house.append(store, house.POLICY, {"holidays": days}, "", now)
        else:
            versions[-1]["policy"] = newest  # a store that is being made
        settings.put(store, "policy", versions)
        settings.put(store, "holiday_years", [*known, *missing])
