"""From drawn pages to one file: tagged (PDF/UA-1), archival (PDF/A-2a), and the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from .colour import srgb
from .fonts import Style, face
from .objects import PDF, Raw, Reference, Stream, number, string
from .tags import Node, plant

PRODUCER = "Complaint desk"

#: The font files are read with one shared position while they are cut: one paper is finished at a time.
_one_at_a_time = Lock()


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
        self.doc = PDF(compression=1, invariant=1, pdfVersion=(1, 7), lang=about.language)
        self.pages = 0

    def add(self, sheet: Sheet) -> None:
        """The sheet becomes the next page."""
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = sheet.size
        code = "\n".join(sheet.code)
        page.Contents = Stream(code)
        page.ExtGState, page._colorsUsed, page._shadingUsed = None, {}, {}
        page.__Defaults__ = {**page.__Defaults__, "Tabs": pdfdoc.PDFName("S"), "StructParents": self.pages}
        self.doc.updateSignature(code)
        self.doc.addPage(page)
        self.pages += 1

    def finish(self, root: Node) -> bytes:
        """The whole file, its structure as in `root`."""
        doc = self.doc
        pages = [number(Reference(f"Page{n}"), doc) for n in range(1, self.pages + 1)]
        extra = {
            "StructTreeRoot": plant(doc, root, pages),
            "MarkInfo": Raw("<</Marked true>>"),
            "ViewerPreferences": Raw("<</DisplayDocTitle true>>"),
            "Metadata": _metadata(self.about),
            "OutputIntents": Raw(_intent(doc)),
        }
        references = {name: doc.Reference(thing) for name, thing in extra.items()}
        doc.Catalog.__Defaults__ = {**doc.Catalog.__Defaults__, **references}
        doc.info = Raw(_information(self.about, doc))
        doc.info.digest = lambda md5: md5.update(self.about.title.encode())
        with _one_at_a_time:
            return bytes(doc.GetPDFData(None))


class Sheet:
    """One page while it is drawn. Distances in points from the lower left corner."""

    def __init__(self, press: Press, size: tuple[float, float]) -> None:
        self.press, self.size = press, size
        self.code: list[str] = []
        self._marks = 0

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """What is drawn inside is no content: rules, running heads, marks."""
        self.code.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else "/Artifact BMC")
        yield
        self.code.append("EMC")

    @contextmanager
    def content(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to the element."""
        node.marks.append((self.press.pages, self._marks))
        self.code.append(f"/{node.role} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        self.code.append("EMC")

    def text(self, x: float, y: float, words: str, style: Style) -> None:
        """A drawable line with its baseline starting at x, y."""
        self.turned((1, 0, 0, 1, x, y), words, style)

    def turned(self, matrix: tuple[float, ...], words: str, style: Style) -> None:
        """A drawable line placed by a text matrix (PDF 32000, 9.4.2)."""
        font, doc = face(style.face), self.press.doc
        place = " ".join(f"{n:.4g}" if i < 4 else f"{n:.2f}" for i, n in enumerate(matrix))
        out = [f"BT {colour(style.colour)} rg {place} Tm"]
        for subset, codes in font.splitString(words, doc):
            out.append(f"{font.getSubsetInternalName(subset, doc)} {style.size:g} Tf <{codes.hex()}> Tj")
        self.code.append(" ".join([*out, "ET"]))

    def box(self, x: float, y: float, wide: float, high: float, fill: tuple[float, float, float]) -> None:
        """A filled rectangle; a thin one is a rule."""
        self.code.append(f"{colour(fill)} rg {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f")


def colour(rgb: tuple[float, float, float]) -> str:
    return " ".join(f"{part:g}" for part in rgb)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _information(about: About, doc: PDF) -> str:
    at = string(about.moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"), doc)
    words = {"Title": about.title, "Author": about.author, "Subject": about.subject,
             "Creator": PRODUCER, "Producer": PRODUCER}  # fmt: skip
    return "<<" + "".join(f"/{k}{string(v, doc)}" for k, v in words.items()) + f"/CreationDate{at}/ModDate{at}>>"


def _intent(doc: PDF) -> str:
    profile = number(doc.Reference(Stream(srgb(), "/N 3")), doc)
    intent = f"/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile}"
    return f"[<</Type/OutputIntent{intent}>>]"


def _metadata(about: About) -> Stream:
    """The metadata packet, uncompressed as archives want it (ISO 19005-2, 6.6.2)."""
    words = {"title": escape(about.title), "author": escape(about.author), "subject": escape(about.subject)}
    packet = _PACKET.format(**words, language=about.language, at=_stamp(about.moment), producer=PRODUCER)
    return Stream(packet, "/Type/Metadata/Subtype/XML", packed=False)


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
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
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
