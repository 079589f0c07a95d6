"""The structure of a paper: headings, paragraphs, tables and figures in reading order, for readers and archives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .objects import PDF, Raw, Reference, number, string


@dataclass(eq=False)
class Node:
    """One element of the structure tree (PDF 32000, 14.7). Its marks are the places where it is drawn."""

    role: str
    language: str = ""
    scope: str = ""
    alt: str = ""
    box: tuple[float, ...] = ()
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page from 0, number on that page

    def add(self, role: str, language: str = "", *, scope: str = "", alt: str = "") -> Node:
        """A new element at the end of this one."""
        kid = Node(role, language, scope, alt)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Node]:
        """This element and everything in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def plant(doc: PDF, root: Node, pages: list[str]) -> Reference:
    """Put the tree into the document. `pages` are the pages' references; returns the tree's own."""
    tree = Raw()
    reference = doc.Reference(tree)
    own = {node: Raw() for node in root.walk()}
    places = {node: number(doc.Reference(raw), doc) for node, raw in own.items()}
    up = {kid: places[node] for node in own for kid in node.kids} | {root: number(reference, doc)}
    for node, raw in own.items():
        kids = " ".join([*_content(node, pages), *(places[k] for k in node.kids)])
        raw.text = f"<</Type/StructElem/S/{node.role}/P {up[node]}{_attributes(node, doc)}/K[{kids}]>>"
    tree.text = f"<</Type/StructTreeRoot/K[{places[root]}]{_parents(own, places, len(pages))}>>"
    return reference


def _content(node: Node, pages: list[str]) -> Iterator[str]:
    return (f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>" for page, mark in node.marks)


def _attributes(node: Node, doc: PDF) -> str:
    out = f"/Lang{string(node.language, doc)}" if node.language else ""
    if node.alt:
        out += f"/Alt{string(node.alt, doc)}"
    if node.scope:
        out += f"/A<</O/Table/Scope/{node.scope}>>"
    if node.box:
        out += "/A<</O/Layout/Placement/Block/BBox[" + " ".join(f"{n:.2f}" for n in node.box) + "]>>"
    return out


def _parents(own: dict[Node, Raw], places: dict[Node, str], pages: int) -> str:
    """The way back from a mark on a page to its element (PDF 32000, 14.7.4.4)."""
    found: list[dict[int, str]] = [{} for _ in range(pages)]
    for node in own:
        for page, mark in node.marks:
            found[page][mark] = places[node]
    rows = " ".join(f"{p}[{' '.join(marks[m] for m in sorted(marks))}]" for p, marks in enumerate(found))
    return f"/ParentTree<</Nums[{rows}]>>/ParentTreeNextKey {pages}"
