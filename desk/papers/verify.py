"""Whether a paper that somebody shows is ours, unchanged and the newest: bytes in, verdict out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desk.cases.case import Case
from desk.cases.issued import Issued, Known
from desk.i18n import LANGUAGES, N_, Words

from . import PAPERS, press, scan, seal
from .code import verification_code
from .compare import differing, resembles, where_bytes_differ
from .strange import HIDDEN, Contents, Unreadable, contents, pictures, texts

GENUINE, REPLACED, RESAVED, ALTERED, NOT_OURS, UNREADABLE, SHOWN, DRAFT = (
    "genuine", "replaced", "resaved", "altered", "not_ours", "unreadable", "shown", "draft",
)  # fmt: skip

#: What each verdict is called.
TITLES = {
    GENUINE: N_("Genuine"),
    REPLACED: N_("Replaced by a newer version"),
    RESAVED: N_("Saved by another program, text unchanged"),
    ALTERED: N_("Altered"),
    NOT_OURS: N_("Not ours"),
    UNREADABLE: N_("Cannot be checked"),
    SHOWN: N_("A picture of our paper"),
    DRAFT: N_("A draft, not agreed"),
}

#: A file that reads less like any paper of the case than this was not made from it.
_LIKE = 0.5

#: Sharp enough for the code on a first page.
_DPI = 120

_NUMBER = re.compile(r"([^/\s]{1,40})(?:/v(\d{1,6}))?")


@dataclass(frozen=True)
class Claim:
    """What a file says it is. `trouble` says why it cannot be opened; a picture, also one in a PDF, has codes only."""

    sha256: str
    number: str = ""
    version: int = 0
    codes: tuple[scan.Code, ...] = ()
    contents: Contents | None = None
    trouble: Words | None = None
    picture: bool = False


@dataclass(frozen=True)
class Verdict:
    """The verdict, in one sentence and some more; `number` and `version` of the paper meant, `pages` that differ."""

    kind: str
    words: Words
    more: tuple[Words, ...] = ()
    number: str = ""
    version: int = 0
    newest: int = 0
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Ours:
    """A paper of ours that the file may be a copy of. `sealed`: all that left the desk of its kind carried our seal.

    `issued`: it left the desk just so; else it is what the desk makes today.
    """

    pdf: bytes
    version: int
    sealed: bool
    issued: bool = False


def claim(pdf: bytes) -> Claim:
    """What the file is by its fingerprint, its description and the code on its first page."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    if pdf.startswith(scan.PICTURES):
        return _claim_of_picture(pdf, sha256)
    try:
        inside = contents(pdf)
        if inside.scanned:
            return _claim_of_picture(pdf, sha256)
        first = pictures(pdf, _DPI, 1)[0]
    except Unreadable as error:
        return Claim(sha256, trouble=error.words)
    codes = tuple(code for text in scan.seen(first) if (code := scan.parsed(text)))
    match = _NUMBER.fullmatch(inside.subject.strip())
    number, version = (match[1], int(match[2] or 0)) if match else ("", 0)
    if codes:  # what is printed counts; a description is easily lost and easily written
        number, version = codes[0].number, codes[0].version
    return Claim(sha256, number, version, codes, inside)


def _claim_of_picture(data: bytes, sha256: str) -> Claim:
    """The claim of a scan or a photograph is the code in it."""
    try:
        codes = tuple(code for text in scan.codes(data) if (code := scan.parsed(text)))
    except Unreadable as error:
        return Claim(sha256, trouble=error.words, picture=True)
    if not codes:
        return Claim(sha256, trouble=Words(scan.NO_CODE), picture=True)
    return Claim(sha256, codes[0].number, codes[0].version, codes, picture=True)


def judge(pdf: bytes, said: Claim, known: Known) -> Verdict:
    """The verdict on a file, by what the store knows about the paper it claims to be."""
    if known.same:
        return _the_very_bytes(pdf, known.same, known)
    if said.trouble is not None:
        return Verdict(UNREADABLE, said.trouble)
    if not known.agreed and not known.issued:
        text = N_("This store has no case {number}.") if said.number else N_("Nothing on it names a case of this desk.")
        return Verdict(NOT_OURS, Words(text, {"number": said.number}), number=said.number, version=said.version)
    if not _bears_our_code(said, known):
        return _not_from_our_case(said)
    if said.contents is None:
        return _of_picture(said, known)
    if said.contents.sealed and seal.state(pdf, known.certificates) == seal.OURS:
        return _by_its_seal(said, known)
    return _compared(pdf, said, said.contents, known)


def _the_very_bytes(pdf: bytes, same: Issued, known: Known) -> Verdict:
    """A file that left the desk just so."""
    values = {"number": same.number, "paper": _title(same.paper), "version": same.version, "at": same.at}
    more = (Words(N_("The seal is whole and ours."), {}),) if seal.state(pdf, known.certificates) == seal.OURS else ()
    facts: dict[str, Any] = {"more": more, "number": same.number, "version": same.version, "newest": known.newest}
    if same.paper == "agreement" and _is_draft(same, known):
        text = N_("It is our draft of case {number}, issued {at}. It was never agreed and promises nothing.")
        return Verdict(DRAFT, Words(text, values), **facts)
    if not same.version:
        return Verdict(GENUINE, Words(N_("{paper} of case {number}, issued {at}."), values), **facts)
    if same.version < known.newest:
        return _replaced(same.number, same.version, known.newest, more)
    text = N_("{paper} of case {number}, version {version}, issued {at}.")
    return Verdict(GENUINE, Words(text, values), **facts)


def _of_picture(said: Claim, known: Known) -> Verdict:
    """A picture shows which paper it was; whether the rest of the sheet is unchanged must be read on it."""
    version, newest = said.version, known.newest
    if _codes(known).get(version) != said.codes[0].code:
        return _not_from_our_case(said)
    if version < newest:
        return _replaced(said.number, version, newest, ())
    text = N_(
        "The code is ours: case {number}, version {version}. Whether the words are unchanged, a picture cannot show:"
        " please compare them with the file."
    )
    values = {"number": said.number, "version": version}
    return Verdict(SHOWN, Words(text, values), (), said.number, version, newest)


def _by_its_seal(said: Claim, known: Known) -> Verdict:
    """A file that this store sealed and has no record of: sealed by a command, or before a backup was restored."""
    if 0 < said.version < known.newest:
        return _replaced(said.number, said.version, known.newest, ())
    text = N_("This store sealed it: case {number}. Not a byte was changed since.")
    values = {"number": said.number}
    return Verdict(GENUINE, Words(text, values), (), said.number, said.version, known.newest)


def _is_draft(same: Issued, known: Known) -> bool:
    """Whether an agreement was printed before it was one; of an erased case nobody knows any more."""
    case = known.agreed.get(same.version)
    made = case.agreement if case else None
    return bool(same.pdf) and (made is None or same.at < made.at)


def _title(paper: str) -> Words:
    return Words(PAPERS[paper].title if paper in PAPERS else N_("Paper"))


def _replaced(number: str, version: int, newest: int, more: tuple[Words, ...]) -> Verdict:
    values = {"number": number, "version": version, "newest": newest}
    text = N_("It is ours, version {version} of case {number}, but version {newest} replaced it.")
    return Verdict(REPLACED, Words(text, values), more, number, version, newest)


def _codes(known: Known) -> dict[int, str]:
    return {version: verification_code(case) for version, case in known.agreed.items()}


def _not_from_our_case(said: Claim) -> Verdict:
    text = N_("It carries the number {number}, but it was not made from our case.")
    return Verdict(NOT_OURS, Words(text, {"number": said.number}), number=said.number, version=said.version)


def _bears_our_code(said: Claim, known: Known) -> bool:
    """Whether the file carries a code of ours, in the picture or in letters; one without any is compared."""
    ours = set(_codes(known).values())
    texts = "".join(said.contents.texts) if said.contents else ""
    shown = {code.code for code in said.codes}
    return not shown or bool(shown & ours) or any(code in texts for code in ours)


# Comparing with every paper of the case ------------------------------------------------------------------------------


def _compared(pdf: bytes, said: Claim, found: Contents, known: Known) -> Verdict:
    """The verdict from the paper of ours that comes nearest."""
    issued = list(_issued(said, known))
    for ours in issued:
        if where_bytes_differ(pdf, ours.pdf):  # it is this very file with bytes changed, whatever it reads like now
            return _against(pdf, said, found, ours, known)
    ranked = _ranked(found, issued)
    if not ranked or ranked[0][0] < 1:
        ranked = sorted([*ranked, *_ranked(found, _made(said, found, known))], key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _LIKE:
        return _not_from_our_case(said)
    verdicts = []
    for likeness, ours in ranked:
        if ours.pdf == pdf:  # made from the journal, without being recorded as issued
            return _genuine(said, ours, known)
        if likeness == ranked[0][0]:
            verdicts.append(_against(pdf, said, found, ours, known))
    nearest = min(verdicts, key=lambda verdict: verdict.kind == ALTERED)
    if nearest.kind == ALTERED and not ranked[0][1].issued and _of_an_earlier_layout(found):
        words = Words(_EARLIER, {"number": said.number})
        return Verdict(UNREADABLE, words, (), said.number, said.version, known.newest)
    return nearest


#: Such a paper may be all right; but nobody kept it, and the desk no longer makes pages like it.
_EARLIER = N_(
    "It says that an earlier version of this desk laid it out, and it was not recorded when it left. Please compare its"
    " words with case {number}."
)


def _of_an_earlier_layout(found: Contents) -> bool:
    return found.creator.startswith(press.PRODUCER) and found.creator != press.creator()


def _ranked(found: Contents, papers: Iterable[_Ours]) -> list[tuple[float, _Ours]]:
    """Papers of ours by how much the file reads like them, the likest first."""
    ranked = [(resembles(found.texts, texts(ours.pdf)), ours) for ours in papers]
    return sorted(ranked, key=lambda each: -each[0])


def _genuine(said: Claim, ours: _Ours, known: Known) -> Verdict:
    if ours.version < known.newest:
        return _replaced(said.number, ours.version, known.newest, ())
    text = N_("It is what this desk makes of case {number}, version {version}, byte for byte.")
    values = {"number": said.number, "version": ours.version}
    return Verdict(GENUINE, Words(text, values), (), said.number, ours.version, known.newest)


def _against(pdf: bytes, said: Claim, found: Contents, ours: _Ours, known: Known) -> Verdict:
    """The verdict when the file is held against one paper of ours."""
    facts: dict[str, Any] = {"number": said.number, "version": ours.version, "newest": known.newest}
    own = contents(ours.pdf)
    pages = differing(found, own)
    more = [*_remarks(pdf, found, ours, known)]
    spots = where_bytes_differ(pdf, ours.pdf)
    if pages or found.hidden or spots or _unsealed(found, ours):
        more = [*_where(pages, len(own.texts), len(found.texts)), *spots, *more]
        text = N_("It is a paper of our case {number} that was changed afterwards.")
        return Verdict(ALTERED, Words(text, facts), tuple(more), **facts, pages=pages)
    text = N_("Another program saved it. Text and pages are those of our paper of case {number}.")
    if ours.version:
        text = N_("Another program saved it. Text and pages are those of case {number}, version {version}.")
    if 0 < ours.version < known.newest:
        return _replaced(said.number, ours.version, known.newest, (Words(text, facts), *more))
    return Verdict(RESAVED, Words(text, facts), tuple(more), **facts)


def _where(pages: Sequence[int], ours: int, theirs: int) -> Iterator[Words]:
    if theirs != ours:
        yield Words(N_("It has {theirs} pages, ours has {ours}."), {"theirs": theirs, "ours": ours})
    if pages:
        yield Words(N_("Pages that differ from ours: {pages}."), {"pages": tuple(Words(str(p)) for p in pages)})


def _remarks(pdf: bytes, found: Contents, ours: _Ours, known: Known) -> Iterator[Words]:
    for name in found.hidden:
        yield Words(N_("It holds {things}, which our papers never do."), {"things": Words(HIDDEN[name])})
    state = seal.state(pdf, known.certificates)
    if _unsealed(found, ours):
        yield Words(N_("Our seal was taken off."))
    elif state == seal.BROKEN:
        yield Words(N_("Its seal is broken."))
    elif state == seal.FOREIGN:
        yield Words(N_("Somebody else sealed it; that is not our seal."))


def _unsealed(found: Contents, ours: _Ours) -> bool:
    return ours.sealed and not found.sealed


def _issued(said: Claim, known: Known) -> Iterator[_Ours]:
    """The papers that left the desk, of the version meant first."""
    issued = {paper.sha256: paper for paper in known.issued if paper.pdf}
    for paper in sorted(issued.values(), key=lambda p: (p.version != said.version, -p.at.timestamp())):
        yield _Ours(paper.pdf, paper.version, seal.carried(paper.pdf), issued=True)


def _made(said: Claim, found: Contents, known: Known) -> Iterator[_Ours]:
    """The agreement as the desk makes it today, in the languages that the file reads most like, with every mark."""
    from .agreement import agreement  # late: most papers that somebody shows are known by their fingerprint

    for version in [said.version] if said.version in known.agreed else sorted(known.agreed, reverse=True):
        case = known.agreed[version]
        left = [seal.carried(paper.pdf) for paper in known.issued if paper.pdf and paper.version == version]
        sealed = bool(left) and all(left)
        each = {languages: agreement(case, languages) for languages in _languages(case)}
        spoken = max(each, key=lambda languages: resembles(found.texts, texts(each[languages])))
        for pdf in dict.fromkeys((each[spoken], *_variants(version, spoken, known))):
            yield _Ours(pdf, version, sealed)


def _variants(version: int, languages: tuple[str, ...], known: Known) -> Iterator[bytes]:
    """Signed or not, with what changed against the version before or without, with every mark."""
    from .agreement import agreement  # late, as above
    from .stationery import COPY
    from .stationery import replaced as replaced_by

    marks = [None, COPY, *([replaced_by(known.newest)] if version < known.newest else [])]
    for case in (cases[version] for cases in (known.signed, known.agreed) if version in cases):
        for before in (None, known.agreed[version - 1]) if version - 1 in known.agreed else (None,):
            for mark in marks:
                yield agreement(case, languages, mark=mark, before=before)


def _languages(case: Case) -> list[tuple[str, ...]]:
    """In which languages the agreement may have been printed, the likeliest first."""
    made = case.agreement
    own = tuple(text for text in (made.language, made.second_language) if text) if made else ()
    singles = [(language,) for language in LANGUAGES]
    pairs = [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b]
    return list(dict.fromkeys([*([own] if own else []), *singles, *pairs]))
