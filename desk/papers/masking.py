"""Masking: a case file shows what a customer or a court may see, without the personal data of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desk.cases.case import Case, Entry
from desk.cases.consult import standing
from desk.cases.values import freeze
from desk.i18n import N_, Words

#: What stands where something was taken out.
HIDDEN = "[•••]"

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

#: Telephone numbers as people write them: from a plus or a nought on, nine digits and more; a bracket around the area.
_TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\((?=\+?\d{1,5}\)))?(?:\+\d|0)(?:[ ().-]{0,2}\d){8,14}(?![\w])")

#: A name and whose it is, as the journal keeps them side by side.
_PAIRS = (("by", "by_name"), ("owner", "owner_name"), ("to", "to_name"))


class Mask:
    """Who is named, and what is hidden. Without `on` everybody is named and nothing is hidden.

    Hidden are colleagues who neither made nor approved nor signed what was decided, wherever their full names
    stand, and telephone numbers and e-mail addresses that are not the customer's or the store's own. Names come
    from the entries and from `people` (id to name): some colleagues only wrote a remark, and no entry names them.
    """

    def __init__(
        self, case: Case, entries: Iterable[Entry], own: Iterable[str] = (), people: Mapping[str, str] | None = None,
        *, on: bool = False,
    ) -> None:  # fmt: skip
        entries = list(entries)
        self.on = on
        self.names = {**{e.author: e.author for e in entries}, **dict(_names(entries)), **(people or {})}
        shown = _signatories(case)
        hidden = [person for person, name in self.names.items() if on and name not in shown]
        self._colleagues = {person: number for number, person in enumerate(hidden, 1)}
        self._hidden_names = sorted({self.names[p] for p in hidden if len(self.names[p]) > 3}, key=len, reverse=True)
        self._own = {_plain(text) for text in (case.telephone, case.email, *own) if text}

    def person(self, person: str) -> Words | str:
        """Somebody by id: the name, or which colleague it was."""
        if person in self._colleagues:
            return Words(N_("Colleague {number}"), {"number": self._colleagues[person]})
        return self.names.get(person, person)

    def named(self, name: str) -> Words | str:
        """Somebody by name."""
        person = next((p for p, known in self.names.items() if known == name), "")
        return self.person(person) if person else name

    def text(self, text: str) -> str:
        """A free text without hidden names and other people's contact details."""
        if not self.on:
            return text
        for name in self._hidden_names:
            text = text.replace(name, HIDDEN)
        text = _EMAIL.sub(self._contact, text)
        return _TELEPHONE.sub(self._contact, text)

    def _contact(self, found: re.Match[str]) -> str:
        return found[0] if _plain(found[0]) in self._own else HIDDEN


def _plain(contact: str) -> str:
    """A contact as it is compared: an address in small letters, a number by its last nine digits."""
    return contact.lower() if "@" in contact else re.sub(r"\D", "", contact)[-9:]


def _names(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Everybody whose id and name the entries hold."""
    for entry in entries:
        if "recorded_by_name" in entry.changes:
            yield entry.author, str(entry.changes["recorded_by_name"])
        yield from _pairs(freeze(entry.changes))


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        return
    for person, name in _PAIRS:
        if value.get(person) and value.get(name):
            yield value[person], value[name]
    if "digest" in value and "how" in value and value.get("how") != "telephone" and value.get("name"):
        yield value["by"], value["name"]
    for item in value.values():
        yield from _pairs(item)


def _signatories(case: Case) -> set[str]:
    """Who made, approved or signed what was decided."""
    names = {given.name for given in standing(case).values()}
    names |= {case.agreement.by_name} if case.agreement else set()
    return names | ({case.decision.by_name} if case.decision else set())
