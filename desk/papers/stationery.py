"""What papers share: the letterhead of a branch, marks such as DRAFT, running heads, and rows of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from desk.cases.branch import Branch
from desk.i18n import N_

from .blocks import WARNING, Block, Facts, Heading, Points, Prose
from .country import Country
from .letterhead import Code, Letterhead
from .page import Furniture
from .picture import logo as picture_of
from .press import About
from .strips import Passage, Said
from .voices import Voices


@dataclass(frozen=True)
class Mark:
    """A word across every sheet, and a sentence at its head that says what it means."""

    word: str
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, say: Voices) -> Said:
        return say.say(self.sentence, **self.values)


DRAFT = Mark(N_("DRAFT"), N_("DRAFT: not approved and not agreed yet. It promises nothing."))
COPY = Mark(N_("COPY"), N_("COPY: printed again. It says the same as the first print."))


def replaced(version: int) -> Mark:
    """The mark of a version that a newer one has replaced."""
    return Mark(N_("REPLACED"), N_("REPLACED by version {version}. This version no longer counts."),
                {"version": version})  # fmt: skip


def marked(say: Voices, mark: Mark | None) -> Iterator[Block]:
    """The mark on the sheets is ornament; this one is also read aloud."""
    if mark:
        yield Prose(mark.said(say), WARNING)


def branch_of(facts: Mapping[str, str]) -> Branch:
    """A branch as it was frozen into an agreement or a decision."""
    known = {f.name for f in fields(Branch)}
    return Branch(**{name: text for name, text in facts.items() if name in known})


def named(branch: Branch) -> str:
    """The branch's name with the code that its numbers begin with."""
    return f"{branch.name} ({branch.code})" if branch.name and branch.code else branch.name or branch.code


def letterhead(branch: Branch, logo: bytes | None = None, code: Code | None = None) -> Block:
    """The head with all that is known about the branch."""
    known = [branch.name, branch.address, branch.telephone, branch.business_id]
    name = branch.company or branch.name or branch.code
    lines = [text for text in known if text and text != name]
    return Letterhead(name, lines, code, picture_of(logo) if logo else None)


def about(say: Voices, branch: Branch, title: Said, number: str, at: datetime) -> About:
    """What the file says about itself."""
    author = branch.company or branch.name or branch.code or "-"
    return About(f"{title[0].text} {number}".strip(), author, number or title[0].text, say.main, at)


def furniture(say: Voices, branch: Branch, title: Said, number: str, mark: Mark | None = None) -> Furniture:
    """What stands on every sheet of a paper."""
    head = " · ".join(text for text in (branch.company, branch.name) if text)
    counts = [c.gettext(N_("Page {page} of {pages}")) for c in say.catalogues]
    word, words = (say.say(mark.word), mark.said(say)) if mark else ((), ())
    return Furniture(head, f"{title[0].text} {number}".strip(), list(dict.fromkeys(counts)), word, words)


def facts(say: Voices, rows: Sequence[tuple[str, Said]], columns: int = 1, label_width: float = 0.0) -> Facts:
    """Labels in every language with what is known; rows about which nothing is known fall away."""
    known = [(say.say(label), value) for label, value in rows if value]
    return Facts(known, label_width or (74 if columns > 1 else 138), columns)


def numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks with their headings counted."""
    number = 0
    for block in blocks:
        number += isinstance(block, Heading)
        yield block.numbered(number) if isinstance(block, Heading) else block


def steps(say: Voices, texts: Mapping[str, Sequence[str]], ordered: bool = True) -> Points:
    """A list that a country pack holds in every language, equally long; numbered where the order counts."""
    each = [texts[c.language] for c in say.catalogues]
    items = [tuple(Passage(text, c.language) for text, c in zip(row, say.catalogues, strict=True))
             for row in zip(*each, strict=True)]  # fmt: skip
    return Points(items, numbered=ordered and len(items) > 1)


def personal_data(say: Voices, country: Country, keep: bool = False) -> Iterator[Block]:
    """What happens with personal data, and how old the facts about the law are. `keep`: with what follows."""
    yield Heading(say.say(N_("Your personal data")))
    yield Prose(say.pack(country.personal_data), keep=keep)
    yield Prose(say.say(N_("Facts about the law as of {day}."), day=country.facts_as_of), keep=keep)
