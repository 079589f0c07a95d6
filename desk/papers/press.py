"""From drawn pages to one file: tagged (PDF/UA-1), archival (PDF/A-2a), and the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zlib import compress

from .colour import srgb
from .fonts import NAMES, Style, face
from .objects import PDF, stream, string
from .tags import Node, outline, plant

PRODUCER = "Complaint desk"

#: Counted up when pages come to look different from the same case, so that an older paper is not called altered.
LAYOUT = 2

#: What XML must not read as markup. Its own module for this would load the whole network client.
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

#: From so many pages on a paper has bookmarks.
_LONG = 4


@dataclass(frozen=True)
class About:
    """What the file says about itself. `moment` is when the matter stood as printed, never the clock."""

    title: str
    author: str
    subject: str
    language: str
    moment: datetime


class Press:
    """One document in the making: pages are drawn one after the other, then it is finished."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.sheets: list[Sheet] = []
        self.used: dict[str, set[str]] = {}  # the characters drawn in each style

    def sheet(self, size: tuple[float, float], scale: float = 1.0) -> Sheet:
        """The next page, to be drawn on, and printed `scale` times as large."""
        self.sheets.append(Sheet(self, size, len(self.sheets), scale))
        return self.sheets[-1]

    def finish(self, root: Node) -> bytes:
        """The whole file, its structure as in `root`."""
        doc, nodes = PDF(), list(root.walk())
        places = [doc.later() for _ in self.sheets]
        tree, resources = doc.later(), doc.add(self._resources(doc))
        for number, (sheet, place) in enumerate(zip(self.sheets, places, strict=True)):
            doc.fill(place, sheet.page(doc, tree, resources, number))
        doc.fill(tree, f"<</Type/Pages/Count {len(places)}/Kids[{' '.join(places)}]>>")
        long = len(places) >= _LONG and any(node.title and node.place for node in nodes)
        marks = f"/Outlines {outline(doc, nodes, places)}/PageMode/UseOutlines" if long else ""
        packet = doc.stream(metadata(self.about), "/Type/Metadata/Subtype/XML", packed=False)
        catalog = (
            f"<</Type/Catalog/Pages {tree}/Lang{string(self.about.language)}/MarkInfo<</Marked true>>{marks}"
            f"/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot {plant(doc, nodes, places)}"
            f"/Metadata {packet}/OutputIntents{intent(doc)}>>"
        )
        return doc.written(doc.add(catalog), doc.add(information(self.about)))

    def _resources(self, doc: PDF) -> str:
        """Fonts and pictures, shared by all pages."""
        fonts = "".join(f"/{NAMES[style]} {face(style).embed(doc, used)}" for style, used in sorted(self.used.items()))
        pictures = {picture: doc.add(picture) for sheet in self.sheets for picture in sheet.pictures}
        named = "".join(f"/P{n} {reference}" for n, reference in enumerate(pictures.values()))
        return f"<</Font<<{fonts}>>{f'/XObject<<{named}>>' if named else ''}>>"


class Sheet:
    """One page while it is drawn. Distances in points from the lower left corner, moved by `left` where folded."""

    def __init__(self, press: Press, size: tuple[float, float], number: int, scale: float = 1.0) -> None:
        self.press, self.size, self.number, self.scale = press, size, number, scale
        self.left = 0.0
        self.code: list[str] = []
        self.pictures: list[bytes] = []
        self._marks = 0

    def page(self, doc: PDF, tree: str, resources: str, number: int) -> str:
        """The page as an object of the file."""
        wide, high = (length * self.scale for length in self.size)
        code = self.code if self.scale == 1 else [f"{self.scale:g} 0 0 {self.scale:g} 0 0 cm", *self.code]
        return (
            f"<</Type/Page/Parent {tree}/MediaBox[0 0 {wide:.2f} {high:.2f}]/Resources {resources}"
            f"/Contents {doc.stream(chr(10).join(code))}/Tabs/S/StructParents {number}>>"
        )

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """What is drawn inside is no content: rules, running heads, marks."""
        self.code.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else "/Artifact BMC")
        yield
        self.code.append("EMC")

    @contextmanager
    def content(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to the element."""
        node.marks.append((self.number, self._marks))
        self.code.append(f"/{node.role} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        self.code.append("EMC")

    def text(self, x: float, y: float, words: str, style: Style) -> None:
        """A drawable line with its baseline starting at x, y."""
        self._show(f"1 0 0 1 {x + self.left:.2f} {y:.2f}", words, style)

    def turned(self, matrix: tuple[float, ...], words: str, style: Style) -> None:
        """A drawable line placed by a text matrix (PDF 32000, 9.4.2)."""
        a, b, c, d, x, y = matrix
        self._show(f"{a:.4g} {b:.4g} {c:.4g} {d:.4g} {x + self.left:.2f} {y:.2f}", words, style)

    def _show(self, place: str, words: str, style: Style) -> None:
        self.press.used.setdefault(style.face, set()).update(words)
        codes = words.encode("utf-16-be").hex()
        self.code.append(
            f"BT {colour(style.colour)} rg {place} Tm /{NAMES[style.face]} {style.size:g} Tf <{codes}> Tj ET"
        )

    def box(self, x: float, y: float, wide: float, high: float, fill: tuple[float, float, float]) -> None:
        """A filled rectangle; a thin one is a rule."""
        self.code.append(f"{colour(fill)} rg {x + self.left:.2f} {y:.2f} {wide:.2f} {high:.2f} re f")

    def picture(self, x: float, y: float, wide: float, high: float, body: bytes) -> None:
        """A picture, its body as picture_body() gives it. One picture a paper: it is named P0."""
        self.pictures.append(body)
        self.code.append(f"q {wide:.2f} 0 0 {high:.2f} {x + self.left:.2f} {y:.2f} cm /P0 Do Q")


@cache
def colour(rgb: tuple[float, float, float]) -> str:
    return " ".join(f"{part:g}" for part in rgb)


def picture_body(pixels: bytes, wide: int, high: int) -> bytes:
    """Red, green and blue pixels, one byte each, as a picture of the file."""
    return stream(
        compress(pixels),
        f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8"
        "/Interpolate false/Filter/FlateDecode",
    )


def creator() -> str:
    """What a file says it was laid out by."""
    return f"{PRODUCER}, layout {LAYOUT}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def information(about: About) -> str:
    at = string(about.moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    words = {"Title": about.title, "Author": about.author, "Subject": about.subject,
             "Creator": creator(), "Producer": PRODUCER}  # fmt: skip
    return "<<" + "".join(f"/{k}{string(v)}" for k, v in words.items()) + f"/CreationDate{at}/ModDate{at}>>"


@cache
def _profile() -> bytes:
    return stream(compress(srgb()), "/N 3/Filter/FlateDecode")


def intent(doc: PDF) -> str:
    intent = f"/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {doc.add(_profile())}"
    return f"[<</Type/OutputIntent{intent}>>]"


def metadata(about: About) -> str:
    """The metadata packet; it stays uncompressed as archives want it (ISO 19005-2, 6.6.2)."""
    words = {name: getattr(about, name).translate(_XML) for name in ("title", "author", "subject")}
    return _PACKET.format(**words, language=about.language, at=_stamp(about.moment), producer=PRODUCER,
                          creator=creator())  # fmt: skip


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate><xmp:MetadataDate>{at}</xmp:MetadataDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
