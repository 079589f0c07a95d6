"""Which papers a case has and what each is made of, read from the store on the window's thread."""

from __future__ import annotations

from collections.abc import Iterator

from desk.cases.branch import Branch
from desk.cases.case import Case
from desk.i18n import LANGUAGES, N_, Words
from desk.papers import PAPERS
from desk.store import papers
from desk.store.journal import Journal

from .paper_making import Order, version_of

#: The case file with what is not the customer's left out: the same paper, asked for by another name.
MASKED = "file_masked"

_TITLES = {MASKED: N_("Case file, others' details hidden")}

#: An older version of the agreement, by its number behind this: it is shown with the mark that it was replaced.
OLDER = "agreement_version_"

Languages = tuple[str, ...]


def title(paper: str) -> Words | str:
    if paper.startswith(OLDER):
        return Words(N_("Resolution agreement, version {version} (replaced)"), {"version": paper.removeprefix(OLDER)})
    return _TITLES.get(paper) or PAPERS[paper].title


def offered(case: Case) -> Iterator[str]:
    """The papers that can be looked at now."""
    yield "slip"
    if case.proposal is not None or case.agreement is not None:
        yield "agreement"
    if case.agreement is not None:
        yield from (f"{OLDER}{version}" for version in range(case.agreement.version - 1, 0, -1))
    if case.decision is not None:
        yield "letter"
    yield "file"
    yield MASKED


def order(
    journal: Journal, branch: Branch, paper: str, case_id: str, languages: Languages = ()
) -> Order | None:
    """What the paper is made of, as the case stands in the store; without languages, in its own. None without a case.

    A signed agreement that was issued before is given as it was, byte for byte; anything else is marked as a copy.
    """
    if paper == "agreement":
        return _agreement(journal, branch, case_id, languages)
    if paper.startswith(OLDER):
        return _older(journal, branch, int(paper.removeprefix(OLDER)), case_id, languages)
    case = journal.as_recorded(case_id) if paper == "slip" else journal.case(case_id)
    if case is None:
        return None
    spoken, kind = languages or own_languages(paper, case, branch), "file" if paper == MASKED else paper
    return Order(
        kind, case, spoken, branch, masked=paper == MASKED,
        again=paper == "slip" and papers.again(journal.store, case_id, paper, spoken) is not None,
        entries=tuple(journal.entries(case_id)) if kind == "file" else (), logo=papers.logo(journal.store),
    )  # fmt: skip


def _agreement(journal: Journal, branch: Branch, case_id: str, languages: Languages) -> Order | None:
    case, now = papers.to_print(journal, case_id), journal.case(case_id)
    if case is None or now is None:
        return None
    spoken, number = languages or own_languages("agreement", case, branch), version_of("agreement", case)
    on_screen = case.agreement.signed_at if case.agreement else None
    issued = papers.again(journal.store, case_id, "agreement", spoken, number, on_screen)
    signed = now.agreement is not None and now.agreement.signed_at is not None
    return Order(
        "agreement", case, spoken, branch, again=issued is not None,
        kept=issued.pdf if issued is not None and signed else b"",
        before=journal.as_agreed(case_id, number - 1) if number > 1 else None, logo=papers.logo(journal.store),
    )  # fmt: skip


def _older(journal: Journal, branch: Branch, version: int, case_id: str, languages: Languages) -> Order | None:
    """A version that was replaced, made anew as it was agreed, with the mark of what replaced it on every sheet."""
    agreed, signed = papers.as_agreed(journal, case_id)
    case = signed.get(version) or agreed.get(version)
    if case is None:
        return None
    spoken = languages or own_languages("agreement", case, branch)
    return Order(
        "agreement", case, spoken, branch, before=agreed.get(version - 1), logo=papers.logo(journal.store),
        replaced_by=max(agreed),
    )  # fmt: skip


def own_languages(paper: str, case: Case, branch: Branch) -> Languages:
    """The languages of the agreement, or that of the customer."""
    made = case.agreement if paper == "agreement" and case.is_agreed else None
    decided = case.decision.language if paper == "letter" and case.decision else ""
    first = (made.language if made else decided or case.language) or branch.language
    second = made.second_language if made else ""
    return (first, second) if second and second != first else (first,)


def choices(own: Languages) -> list[Languages]:
    """What one may choose from: its own languages first, then each alone, then pairs that begin with its first."""
    pairs: list[Languages] = [(own[0], other) for other in LANGUAGES if other != own[0]]
    return list(dict.fromkeys([own, *((code,) for code in LANGUAGES), *pairs]))
