"""Many papers in one file: still tagged and archival, each with its own language, and a bookmark to each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .objects import PDF, string
from .press import About, information, intent, metadata

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)

#: A reference; strings are passed over, for a customer may write "12 0 R".
_REFERENCE = re.compile(rb"\((?:\\.|[^()\\])*\)|\b(\d+) 0 R")
_TITLE = re.compile(rb"/Title(\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]*>)")
_LANGUAGE = re.compile(rb"/Lang\((.*?)\)")
_MADE = re.compile(rb"/CreationDate\(D:(\d{14})Z\)")
_MARKS = re.compile(rb"\d+\[([^\]]*)\]")
_TRAILER = re.compile(rb"/Root (\d+) 0 R/Info (\d+) 0 R.*\nstartxref\n(\d+)\n$", re.DOTALL)
_STREAM = b">>\nstream\n"

#: What each paper has of its own and the common file once: bookmarks are found by how they begin.
_BOOKMARKS = (b"<</Title", b"<</Type/Outlines")


@dataclass
class _Whole:
    """The common file in the making. `tree` and `top` are the places of all pages and of the whole structure."""

    doc: PDF = field(default_factory=PDF)
    pages: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # one element of the structure for each paper
    marks: list[str] = field(default_factory=list)  # of each page: the elements drawn on it
    bookmarks: list[tuple[str, str]] = field(default_factory=list)  # title and page
    known: dict[bytes, str] = field(default_factory=dict)  # fonts and pictures that stand there already

    def __post_init__(self) -> None:
        self.tree, self.top = self.doc.later(), self.doc.later()


def joined(papers: Iterable[bytes], title: str, author: str = "") -> bytes:
    """The papers in their order, in one file of PDF/UA-1 and PDF/A-2a. The same papers give the same bytes.

    A seal proves one file as it left the desk, so it does not come along: the papers' own files keep theirs.
    The papers must come from our own press: their objects are taken over as they stand. ValueError for others.
    """
    whole, language, made = _Whole(), "", _EARLIEST
    for pdf in papers:
        paper = _Paper(pdf)
        _add(whole, paper)
        language, made = language or paper.language, max(made, paper.made)
    if not whole.parts:
        raise ValueError("no papers to put into one file")
    return _finish(whole, About(title, author, title, language, made))


class _Paper:
    """A paper of our press, taken apart: its objects by number, as objects.PDF.written() wrote them."""

    def __init__(self, pdf: bytes) -> None:
        end = pdf.find(b"%%EOF\n")  # a seal stands behind it
        found = _TRAILER.search(pdf[max(end - 400, 0) : max(end, 0)])
        if found is None or not pdf.startswith(b"%PDF-1.7\n"):
            raise ValueError("a paper that our press did not make")
        self.root, self.info, table = (int(number) for number in found.groups())
        starts = [int(line[:10]) for line in pdf[table:end].split(b"\n")[3:] if line.endswith(b"n ")]
        ends = [*starts[1:], table]
        self.bodies = {
            number: pdf[start + len(b"%d 0 obj\n" % number) : stop - len(b"\nendobj\n")]
            for number, (start, stop) in enumerate(zip(starts, ends, strict=True), 1)
        }
        catalog = self.bodies[self.root]
        self.tree, self.structure, self.packet, self.profile = (
            _named(catalog, name) for name in ("Pages", "StructTreeRoot", "Metadata", "DestOutputProfile")
        )
        self.language = _first(_LANGUAGE, catalog).decode("ascii")
        self.title = _first(_TITLE, self.bodies[self.info]).decode("latin-1")
        made = _first(_MADE, self.bodies[self.info]).decode("ascii")
        self.made = datetime.strptime(made, "%Y%m%d%H%M%S").replace(tzinfo=UTC)

    def taken(self) -> Iterator[tuple[int, bytes]]:
        """The objects that come along."""
        own = {self.root, self.info, self.tree, self.structure, self.packet, self.profile}
        return ((n, body) for n, body in self.bodies.items() if n not in own and not body.startswith(_BOOKMARKS))


def _named(body: bytes, name: str) -> int:
    return int(_first(re.compile(rb"/%b (\d+) 0 R" % name.encode()), body))


def _first(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    if found is None:
        raise ValueError("a paper that our press did not make")
    return found[1]


def _add(whole: _Whole, paper: _Paper) -> None:
    """The objects under new numbers, hung below the common pages and the common structure."""
    new = {paper.tree: whole.tree, paper.structure: whole.top}
    waiting: list[int] = []
    for number, body in paper.taken():
        alone = _STREAM in body and not any(r[1] for r in _REFERENCE.finditer(body[: body.index(_STREAM)]))
        if alone:
            new[number] = whole.known.get(body) or whole.known.setdefault(body, whole.doc.add(body))
        else:
            new[number] = whole.doc.later()
            waiting.append(number)
    pages = _references(paper.bodies[paper.tree].partition(b"/Kids")[2])
    (part,) = _references(paper.bodies[paper.structure].partition(b"/ParentTree")[0])
    for number in waiting:
        body = paper.bodies[number]
        if number in pages:
            place = len(whole.pages) + pages.index(number)
            body = re.sub(rb"/StructParents \d+", b"/StructParents %d" % place, body)
        if number == part:
            body = body.replace(b"/S/Document", b"/S/Part", 1)
        whole.doc.fill(new[number], _renumbered(body, new))
    whole.bookmarks.append((paper.title, new[pages[0]]))
    whole.pages += [new[number] for number in pages]
    whole.parts.append(new[part])
    rows = _MARKS.findall(paper.bodies[paper.structure].partition(b"/Nums[")[2])
    whole.marks += [_renumbered(row, new).decode("ascii") for row in rows]


def _references(text: bytes) -> list[int]:
    return [int(found[1]) for found in _REFERENCE.finditer(text) if found[1]]


def _renumbered(body: bytes, new: dict[int, str]) -> bytes:
    """The body with its references under their new numbers; what is packed stays as it is."""
    head, stream, packed = body.partition(_STREAM)
    return _REFERENCE.sub(lambda r: new[int(r[1])].encode() if r[1] else r[0], head) + stream + packed


def _finish(whole: _Whole, about: About) -> bytes:
    doc = whole.doc
    doc.fill(whole.tree, f"<</Type/Pages/Count {len(whole.pages)}/Kids[{' '.join(whole.pages)}]>>")
    rows = " ".join(f"{place}[{row}]" for place, row in enumerate(whole.marks))
    structure = doc.add(
        f"<</Type/StructTreeRoot/K[{whole.top}]/ParentTree<</Nums[{rows}]>>/ParentTreeNextKey {len(whole.pages)}>>"
    )
    doc.fill(whole.top, f"<</Type/StructElem/S/Document/P {structure}/K[{' '.join(whole.parts)}]>>")
    packet = doc.stream(metadata(about), "/Type/Metadata/Subtype/XML", packed=False)
    marks = f"/Outlines {_outline(whole)}/PageMode/UseOutlines" if len(whole.bookmarks) > 1 else ""
    catalog = (
        f"<</Type/Catalog/Pages {whole.tree}/Lang{string(about.language)}/MarkInfo<</Marked true>>{marks}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot {structure}/Metadata {packet}"
        f"/OutputIntents{intent(doc)}>>"
    )
    return doc.written(doc.add(catalog), doc.add(information(about)))


def _outline(whole: _Whole) -> str:
    """A bookmark to the first page of each paper."""
    doc, top = whole.doc, whole.doc.later()
    own = [doc.later() for _ in whole.bookmarks]
    for n, (title, page) in enumerate(whole.bookmarks):
        beside = (f"/Prev {own[n - 1]}" if n else "") + (f"/Next {own[n + 1]}" if n + 1 < len(own) else "")
        doc.fill(own[n], f"<</Title{title}/Parent {top}{beside}/Dest[{page} /Fit]>>")
    doc.fill(top, f"<</Type/Outlines/First {own[0]}/Last {own[-1]}/Count {len(own)}>>")
    return top
