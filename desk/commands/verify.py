"""desk verify and desk seal: is this paper ours, unchanged and the newest; and the store's seal on one that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desk.cases.scenario import ScenarioProblem
from desk.i18n import N_, Catalogue, Words
from desk.papers import scan, seal, seal_key, verify
from desk.papers.strange import LARGEST
from desk.store import accounts, papers
from desk.store.database import Store
from desk.store.journal import Journal

Say = Callable[[str], None]
Ask = Callable[[str], str]


def verify_file(store: Store, path: Path, words: Catalogue, say: Say) -> int:
    """Say the verdict on a PDF, or on a scan or photograph of one. 0 when it is genuine, 1 for anything else."""
    data = _read(path)
    verdict = _verdict(store, data)
    zone = accounts.branch(store).tz
    say(words.gettext(verify.TITLES[verdict.kind]))
    for text in (verdict.words, *verdict.more):
        say(f"  {words.say(text, zone)}")
    return 0 if verdict.kind == verify.GENUINE else 1


def _read(path: Path) -> bytes:
    """The file, or no more of it than shows that it is too large."""
    with path.open("rb") as file:
        return file.read(max(LARGEST, scan.LARGEST) + 1)


def _verdict(store: Store, data: bytes) -> verify.Verdict:
    said = verify.claim(data)
    return verify.judge(data, said, papers.known(Journal(store), said.sha256, said.number))


def seal_file(store: Store, path: Path, out: Path, now: datetime, ask: Ask, words: Catalogue, say: Say) -> int:
    """Put the store's seal on a genuine paper; the seal is made with the first one. 1 when the paper is not genuine."""
    from .writing import write  # late: few commands write files

    pdf = _read(path)
    verdict = _verdict(store, pdf)
    if verdict.kind != verify.GENUINE:
        raise NotSealed(Words(N_("Only a genuine paper of this store can be sealed. {why}"), {"why": verdict.words}))
    if seal.state(pdf, papers.certificates(store)) == seal.OURS:
        raise NotSealed(Words(N_("This paper carries the store's seal already.")))
    write(out, seal.sealed(pdf, _identity(store, now, ask, words), words.gettext(N_("Seal of the store"))))
    say(words.say(Words(N_("Written: {file}"), {"file": out})))
    return 0


class NotSealed(ScenarioProblem):
    """The paper cannot be sealed."""


def _identity(store: Store, now: datetime, ask: Ask, words: Catalogue) -> seal.Identity:
    """The store's identity; made, and its key kept, when there is none yet."""
    path, known = Path(store.path + seal_key.FILE), papers.certificates(store)
    if not known:
        branch = accounts.branch(store)
        who = seal.identity(branch.company or branch.name or branch.code, now)
        new = N_("Passphrase for the key of the new seal (at least 8 characters): ")
        seal_key.keep(who, path, "" if seal_key.system() else ask(words.gettext(new)))
        papers.add_certificate(store, who.certificate)
        return who
    if seal_key.reachable(known[-1]):
        return seal_key.fetch(known[-1], path)
    return seal_key.fetch(known[-1], path, ask(words.gettext(N_("Passphrase of the store's seal: "))))

