"""Kinds of change to a paper: saved anew, edited, swapped, overlaid, photographed."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2

from desk.papers import strange


def saved_anew(pdf: bytes) -> bytes:
    """As another program saves it: other objects, other packing, another description."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    return out.getvalue()


def by_qpdf(pdf: bytes, **how) -> bytes:
    """As qpdf saves it, by its own library."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, **how)
    return out.getvalue()


def by_pypdf(pdf: bytes) -> bytes:
    """As pypdf clones and saves it."""
    writer, out = pypdf.PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    writer.write(out)
    return out.getvalue()


def pages_by_pypdf(pdf: bytes) -> bytes:
    """As scripts put files together with pypdf: the pages alone."""
    writer, out = pypdf.PdfWriter(), BytesIO()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        writer.add_page(page)
    writer.write(out)
    return out.getvalue()


def printed_to_pdf(pdf: bytes) -> bytes:
    """As PDFium saves it, without description, structure and seal."""
    document, target = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    target.import_pages(document)
    out = BytesIO()
    target.save(out)
    target.close()
    document.close()
    return out.getvalue()


def edited(pdf: bytes, change) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def one_byte(pdf: bytes, where: bytes, step: int = 0) -> bytes:
    out = bytearray(pdf)
    out[pdf.index(where) + step] ^= 1
    return bytes(out)


def content_byte(pdf: bytes) -> bytes:
    """One bit inside the packed drawing of the first page."""
    page = int(re.search(rb"/Kids\[(\d+) 0 R", pdf)[1])
    drawn = int(re.search(rb"^%d 0 obj\n.*?/Contents (\d+) 0 R" % page, pdf, re.MULTILINE)[1])
    out = bytearray(pdf)
    out[re.search(rb"^%d 0 obj\n.*?stream\n" % drawn, pdf, re.MULTILINE | re.DOTALL).end() + 500] ^= 1
    return bytes(out)


def another_amount(document: pikepdf.Pdf) -> None:
    """1.250.000 becomes 9.250.000, in the paper's own letters."""
    for page in document.pages:
        data = page.Contents.read_bytes()
        old, new = (text.encode("utf-16-be").hex().encode() for text in ("1.250.000", "9.250.000"))
        page.Contents = document.make_stream(data.replace(old, new))


def swapped(document: pikepdf.Pdf) -> None:
    document.pages[0], document.pages[1] = document.pages[1], document.pages[0]


def covered(document: pikepdf.Pdf) -> None:
    """A white box over a line, and nothing else: the text is still in the file."""
    document.pages[1].contents_add(document.make_stream(b"q 1 1 1 rg 80 500 300 14 re f Q"))


def noted(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[60, 700, 300, 740],
                              Contents="Refund 99 000 000", DA="/Helv 12 Tf 0 g")  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def scripted(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")


def unsealed(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm
    del document.pages[0].Annots
    if "/Perms" in document.Root:
        del document.Root.Perms


def pages_of_both(first: bytes, second: bytes) -> bytes:
    """The second page of the older version put into the newer one."""
    out = BytesIO()
    with pikepdf.open(BytesIO(second)) as document, pikepdf.open(BytesIO(first)) as other:
        document.pages[1] = other.pages[1]
        document.save(out)
    return out.getvalue()


def overlaid(pdf: bytes) -> bytes:
    """An update behind the last byte that draws over the first page, as a tool for filling forms does."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    more = writer.add_object(generic.StreamObject(stream_data=b"q 0.8 0 0 rg 60 640 260 30 re f Q"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def photographed(pdf: bytes) -> bytes:
    out = BytesIO()
    strange.pictures(pdf, 130, 1)[0].rotate(4, fillcolor=90).save(out, "JPEG")
    return out.getvalue()


def scanned(pdf: bytes) -> bytes:
    first, *others = strange.pictures(pdf, 120, 9)
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=120)
    return out.getvalue()


def recognised(pdf: bytes) -> bytes:
    """As a scanner with text recognition writes it: wrong words lie unseen over the picture."""

    def words(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
            page.Resources.Font = pikepdf.Dictionary(F=font)
            page.contents_add(document.make_stream(b"BT 3 Tr /F 9 Tf 60 700 Td (B1en b4n th0a thu4n) Tj ET"))

    return edited(scanned(pdf), words)
