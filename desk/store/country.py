"""The country pack of the branch: which law papers print and which public holidays count; a change is an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from desk.cases.people import Person

from . import accounts, house, settings
from .calendars import public_holidays
from .connection import Store
from .permission import need

PACKS = ("vn", "fi", "general")


def change(store: Store, country: str, by: Person | None, now: datetime) -> None:
    """From now on: cases that are recorded already keep the country of their day. StoreProblem for who may not."""
    need(by, "policy")
    branch = accounts.branch(store)
    if country == branch.country or country not in PACKS or by is None:
        return
    with store.writing():
        accounts.set_branch(store, replace(branch, country=country), by)
        house.append(store, house.COUNTRY, {"country": country, "was": branch.country}, by.id, now)
        policy, today = accounts.policy(store), now.astimezone(branch.tz).date()
        old, new = (_to_come(store, pack, today) for pack in (branch.country, country))
        days = policy.holidays - old | new
        if days != policy.holidays:
            accounts.set_policy(store, replace(policy, holidays=days), by.id, now)


def _to_come(store: Store, country: str, today: date) -> frozenset[date]:
    """The country's public holidays of the years that the policy knows, as far as they lie ahead."""
    years: list[int] = settings.get(store, "holiday_years", [])
    return frozenset(day for year in years for day in public_holidays(country, year) if day >= today)
