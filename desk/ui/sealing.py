"""The store's seal on an agreement that leaves as a file, where the store has one and the key needs no passphrase."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.i18n import N_
from desk.store import papers

from .desk import Desk
from .paper_making import Made
from .toasts import toast


def sealed(desk: Desk, made: Made, page: QWidget) -> Made:
    """The agreement with the seal; what is no agreement, or went out before, stays as it is.

    Without a seal, or without its key, the paper is as good as before: it leaves unsealed.
    """
    known = papers.certificates(desk.store)
    agreed = made.order.paper == "agreement" and made.order.case.is_agreed
    if not known or not agreed or made.order.kept:
        return made
    from desk.papers import seal, seal_key  # late: most stores have no seal

    try:
        if not (seal.available() and seal_key.reachable(known[-1])):
            return made
        who = seal_key.fetch(known[-1], Path(desk.store.path + seal_key.FILE))
        return replace(made, pdf=seal.sealed(made.pdf, who, desk.say(N_("Seal of the store"))))
    except seal.SealTrouble as trouble:
        toast(page, desk.say(trouble.words))
        return made
