"""Many papers in one file: still tagged and archival, each with its own language, and a bookmark to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .press import About, metadata

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Whole:
    """The common file in the making."""

    pdf: pikepdf.Pdf
    parts: list[Any] = field(default_factory=list)  # one element of the structure for each paper
    marks: list[Any] = field(default_factory=list)  # number of a page and its elements, in turn
    bookmarks: list[pikepdf.OutlineItem] = field(default_factory=list)


def joined(papers: Iterable[bytes], title: str, author: str = "") -> bytes:
    """The papers in their order, in one file of PDF/UA-1 and PDF/A-2a. The same papers give the same bytes.

    A seal proves one file as it left the desk, so it does not come along: the papers' own files keep theirs.
    """
    with ExitStack() as opened, pikepdf.new() as pdf:
        whole, first, made = _Whole(pdf), None, _EARLIEST
        for paper in papers:
            source = opened.enter_context(pikepdf.open(BytesIO(paper)))
            _add(whole, source)
            first, made = first or source, max(made, _made(source))
        if first is None:
            raise ValueError("no papers to put into one file")
        _finish(whole, first, About(title, author, title, str(first.Root.Lang), made))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _made(source: pikepdf.Pdf) -> datetime:
    """When the matter of a paper stood as printed; what another program dated otherwise is older than all."""
    try:
        return datetime.strptime(str(source.docinfo["/CreationDate"]), "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return _EARLIEST


def _add(whole: _Whole, source: pikepdf.Pdf) -> None:
    """The pages first: the structure finds them again by the way they were copied."""
    start = len(whole.pdf.pages)
    numbers = [page.obj.StructParents for page in source.pages]
    _unsealed(source)
    whole.pdf.pages.extend(source.pages)
    tree = whole.pdf.copy_foreign(source.Root.StructTreeRoot)
    found = dict(_pairs(tree.ParentTree.Nums))
    for place, number in enumerate(numbers, start):
        page = whole.pdf.pages[place].obj
        page.StructParents = place
        whole.marks += [place, found[int(number)]]
    for part in tree.K:
        part.S, part.Lang = Name.Part, String(str(source.Root.Lang))
        whole.parts.append(part)
    whole.bookmarks.append(pikepdf.OutlineItem(str(source.docinfo.get("/Title", "")), start, "Fit"))


def _pairs(numbers: Any) -> Iterator[tuple[int, Any]]:
    yield from ((int(numbers[n]), numbers[n + 1]) for n in range(0, len(numbers), 2))


def _unsealed(source: pikepdf.Pdf) -> None:
    """Take the seal's field from the paper, from its page and from its structure."""
    if Name.AcroForm not in source.Root:
        return
    del source.Root.AcroForm
    for page in source.pages:
        if Name.Annots in page.obj:
            del page.obj.Annots
    for top in source.Root.StructTreeRoot.K:
        top.K = Array([kid for kid in top.K if kid.get("/S") != Name.Form])


def _finish(whole: _Whole, first: pikepdf.Pdf, about: About) -> None:
    pdf, root = whole.pdf, whole.pdf.Root
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTreeNextKey=len(pdf.pages)))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array(whole.parts)))
    for part in whole.parts:
        part.P = top
    tree.K, tree.ParentTree = Array([top]), pdf.make_indirect(Dictionary(Nums=Array(whole.marks)))
    root.StructTreeRoot, root.Lang = tree, String(about.language)
    root.MarkInfo, root.ViewerPreferences = Dictionary(Marked=True), Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array([_intent(pdf, first)])
    root.Metadata = pdf.make_stream(metadata(about).encode(), Type=Name.Metadata, Subtype=Name.XML)
    if len(whole.bookmarks) > 1:
        with pdf.open_outline() as outline:
            outline.root.extend(whole.bookmarks)
        root.PageMode = Name.UseOutlines


def _intent(pdf: pikepdf.Pdf, first: pikepdf.Pdf) -> Any:
    """What the colours mean, as the first paper says it."""
    given = first.Root.OutputIntents[0]
    made = Dictionary({key: value for key, value in given.items() if key != "/DestOutputProfile"})
    made.DestOutputProfile = pdf.copy_foreign(given.DestOutputProfile)
    return made
