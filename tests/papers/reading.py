"""Reading a paper back: its text by two programs, its verdict by the validator."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import page
import pypdfium2

from desk.papers.strange import ONE_AT_A_TIME

#: poppler's reader, where it is installed, is asked too.
READERS = ("pypdfium2", "pdftotext") if shutil.which("pdftotext") else ("pypdfium2",)


def pages(pdf: bytes, reader: str = "pypdfium2") -> list[str]:
    """The text of each page in the order of the file."""
    if reader == "pypdfium2":
        with ONE_AT_A_TIME:  # a window may be drawing pages meanwhile
            document = pypdfium2.PdfDocument(pdf)
            texts = [sheet.get_textpage().get_text_range() for sheet in document]
            document.close()
        return texts
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def squeezed(text: str) -> str:
    """The text without blanks and line ends, which a reader may set where a line was broken.

    Not normalised: letters must come back composed, as they went in.
    """
    return "".join(text.replace("\ufffe", "").replace("\u0002", "").split())


def read(pdf: bytes, reader: str = "pypdfium2") -> str:
    """The whole text, squeezed, without what stands at the head and foot of sheets in between."""
    return squeezed("".join(pages(pdf, reader)))


def composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def rules_passed(pdf: bytes, profile: str, folder: Path) -> str:
    """How many of the validator's rules hold: 154/154."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    rules = page.validate_pdf(str(path), profile=profile).rules
    return f"{rules.passed}/{rules.total}"


def verdict(pdf: bytes, profile: str, folder: Path) -> list[str]:
    """What the validator finds wrong; nothing for a clean file."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    report = page.validate_pdf(str(path), profile=profile)
    return [f"{f.rule_id}: {f.message}" for f in report.failures] + ([] if report.is_compliant else ["refused"])
