"""The structure of a paper: headings, paragraphs, tables and figures in reading order, for readers and archives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .objects import PDF, string


@dataclass(eq=False)
class Node:
    """One element of the structure tree (PDF 32000, 14.7). Its marks are the places where it is drawn.

    `title` is what the bookmark of a heading says, `place` where it leads: page from 0, height on the page.
    """

    role: str
    language: str = ""
    scope: str = ""
    alt: str = ""
    title: str = ""
    box: tuple[float, ...] = ()
    place: tuple[int, float] | None = None
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page from 0, number on that page

    def add(self, role: str, language: str = "", *, scope: str = "", alt: str = "", title: str = "") -> Node:
        """A new element at the end of this one."""
        kid = Node(role, language, scope, alt, title)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Node]:
        """This element and everything in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def plant(doc: PDF, nodes: list[Node], pages: list[str]) -> str:
    """Put the tree into the document: all elements from the root on. `pages` are the pages' references."""
    tree = doc.later()
    places = {node: doc.later() for node in nodes}
    up = {kid: places[node] for node in nodes for kid in node.kids} | {nodes[0]: tree}
    for node in nodes:
        kids = [f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>" for page, mark in node.marks]
        kids += [places[kid] for kid in node.kids]
        doc.fill(
            places[node],
            f"<</Type/StructElem/S/{node.role}/P {up[node]}{_attributes(node)}/K[{' '.join(kids)}]>>",
        )
    doc.fill(tree, f"<</Type/StructTreeRoot/K[{places[nodes[0]]}]{_parents(places, len(pages))}>>")
    return tree


def _attributes(node: Node) -> str:
    out = f"/Lang{string(node.language)}" if node.language else ""
    if node.alt:
        out += f"/Alt{string(node.alt)}"
    if node.scope:
        out += f"/A<</O/Table/Scope/{node.scope}>>"
    if node.box:
        out += "/A<</O/Layout/Placement/Block/BBox[" + " ".join(f"{n:.2f}" for n in node.box) + "]>>"
    return out


def _parents(places: dict[Node, str], pages: int) -> str:
    """The way back from a mark on a page to its element (PDF 32000, 14.7.4.4)."""
    found: list[dict[int, str]] = [{} for _ in range(pages)]
    for node, reference in places.items():
        for page, mark in node.marks:
            found[page][mark] = reference
    rows = " ".join(f"{p}[{' '.join(marks[m] for m in sorted(marks))}]" for p, marks in enumerate(found))
    return f"/ParentTree<</Nums[{rows}]>>/ParentTreeNextKey {pages}"


def outline(doc: PDF, nodes: list[Node], pages: list[str]) -> str:
    """The bookmarks: every heading that has a title, in order; the outline's reference."""
    heads = [node for node in nodes if node.title and node.place]
    whole, own = doc.later(), [doc.later() for _ in heads]
    for n, node in enumerate(heads):
        page, height = node.place or (0, 0.0)
        beside = (f"/Prev {own[n - 1]}" if n else "") + (f"/Next {own[n + 1]}" if n + 1 < len(own) else "")
        place = f"[{pages[page]} /XYZ null {height:.0f} null]"
        doc.fill(own[n], f"<</Title{string(node.title)}/Parent {whole}{beside}/Dest{place}>>")
    doc.fill(whole, f"<</Type/Outlines/First {own[0]}/Last {own[-1]}/Count {len(own)}>>")
    return whole
