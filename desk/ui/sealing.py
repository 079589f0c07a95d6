"""The store's seal on an agreement that leaves as a file; its key is unlocked once, until the desk is closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.i18n import N_
from desk.store import papers

from .desk import Desk
from .paper_making import Made, Order
from .toasts import toast

if TYPE_CHECKING:
    from desk.papers.seal import Identity

SEAL = N_("Seal of the store")

LOCKED = N_("The seal is locked, so this paper leaves without it. Unlock it in the menu of papers.")

#: Keys that were unlocked with their passphrase, by certificate: in memory only.
_unlocked: dict[bytes, Identity] = {}


def key_file(desk: Desk) -> Path:
    """Where the key lies when the system has no place for keys."""
    from desk.papers import seal_key  # late: most stores have no seal

    return Path(desk.store.path + seal_key.FILE)


def unlock(desk: Desk, passphrase: str) -> None:
    """Open the newest seal's key until the desk is closed. SealTrouble when the passphrase does not open it."""
    from desk.papers import seal_key  # late, as above

    newest = papers.certificates(desk.store)[-1]
    _unlocked[newest] = seal_key.fetch(newest, key_file(desk), passphrase)


def remember(who: Identity) -> None:
    """A seal that was just made needs no passphrase today."""
    _unlocked[who.certificate] = who


def locked(desk: Desk) -> bool:
    """Whether papers are to be sealed here, and the key waits for its passphrase."""
    from desk.papers import seal, seal_key  # late, as above

    known = papers.certificates(desk.store)
    if not papers.seals(desk.store) or not seal.available() or known[-1] in _unlocked:
        return False
    return not seal_key.reachable(known[-1]) and key_file(desk).is_file()


def sealer(desk: Desk) -> Identity | None:
    """Who seals here now; None where papers leave unsealed. SealTrouble when a key cannot be read."""
    known = papers.certificates(desk.store)
    if not papers.seals(desk.store):
        return None
    from desk.papers import seal, seal_key  # late, as above

    if not seal.available():
        return None
    if known[-1] in _unlocked:
        return _unlocked[known[-1]]
    if not seal_key.reachable(known[-1]):
        return None
    return seal_key.fetch(known[-1], key_file(desk))


def wants_seal(order: Order) -> bool:
    """Agreements are sealed; one that went out before stays as it is."""
    return order.paper == "agreement" and order.case.is_agreed and not order.kept


def sealed(desk: Desk, made: Made, page: QWidget) -> Made:
    """The agreement with the seal; what is no agreement, or went out before, stays as it is.

    Without a seal, or without its key, the paper is as good as before: it leaves unsealed, and that is said.
    """
    if not papers.seals(desk.store) or not wants_seal(made.order):
        return made
    from desk.papers import seal  # late, as above

    try:
        who = sealer(desk)
        if who is not None:
            return replace(made, pdf=seal.sealed(made.pdf, who, desk.say(SEAL)))
    except seal.SealTrouble as trouble:
        toast(page, desk.say(trouble.words))
    else:
        if locked(desk):
            toast(page, desk.say(LOCKED))
    return made
