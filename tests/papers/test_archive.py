"""Every paper is accessible (PDF/UA-1) and archival (PDF/A-2a), and says what it is."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest

from desk import RESOURCES
from desk.papers import PAPERS
from desk.papers.agreement import agreement
from desk.papers.code import verification_code
from desk.papers.objects import stream
from desk.papers.slip import slip

from .conftest import HANOI, HELSINKI, planned, settled, with_words
from .reading import verdict
from .test_text import HOSTILE


def papers():
    hanoi, helsinki = settled(), settled(HELSINKI)
    second = planned().approved(telephone=True).talked().agreed(interpreter="Hà").delivered("2").amended().case
    hostile = with_words(hanoi, "\n".join(text for text, _ in HOSTILE.values()))
    many = {str(n): replace(hanoi.commitments["1"], what=f"Lời hứa {n}") for n in range(1, 61)}
    sixty = replace(hanoi, commitments=many, agreement=replace(hanoi.agreement, commitments=tuple(many)))
    return {
        "vi": lambda: agreement(hanoi, ("vi",)),
        "en": lambda: agreement(hanoi, ("en",)),
        "fi": lambda: agreement(helsinki, ("fi",)),
        "vi and en": lambda: agreement(hanoi, ("vi", "en")),
        "fi and en": lambda: agreement(helsinki, ("fi", "en")),
        "draft": lambda: agreement(planned().case, ("en", "vi"), branch=HANOI),
        "second version": lambda: agreement(second, ("vi",)),
        "hostile": lambda: agreement(hostile, ("vi", "fi")),
        "long": lambda: agreement(with_words(hanoi, "ữ" * 10_000), ("vi",)),
        "sixty": lambda: agreement(sixty, ("en",)),
        "slip": lambda: slip(hanoi, ("vi",), branch=HANOI),
        "slip in two": lambda: slip(helsinki, ("fi", "en"), branch=HELSINKI),
    }


PAPER = papers()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", PAPER)
def test_the_validator_finds_nothing(name, profile, tmp_path):
    assert verdict(PAPER[name](), profile, tmp_path) == []


def test_the_validator_would_find_something(hanoi, tmp_path):
    with pikepdf.open(_file(tmp_path, agreement(hanoi, ("vi",)))) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(tmp_path / "plain.pdf")
    assert verdict((tmp_path / "plain.pdf").read_bytes(), "ua1", tmp_path)


def test_a_stream_that_ends_in_a_carriage_return_keeps_its_length():
    assert stream(b"data\r", "") == b"<</Length 5>>\nstream\ndata\r\r\nendstream"


def _file(folder, pdf):
    path = folder / "agreement.pdf"
    path.write_bytes(pdf)
    return path


def elements(node):
    """Every structure element below a node, in order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.fixture
def tagged(tmp_path, hanoi):
    with pikepdf.open(_file(tmp_path, agreement(hanoi, ("vi", "en")))) as pdf:
        yield pdf


def test_headings_tables_and_lists_are_what_they_look_like(tagged):
    roles = [str(e.S) for e in elements(tagged.Root.StructTreeRoot)]
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 12
    assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/BlockQuote", "/Figure", "/P"} <= set(roles)
    assert all(str(e.A.Scope) in ("/Row", "/Column") for e in elements(tagged.Root.StructTreeRoot) if e.S == "/TH")


def test_the_second_language_is_marked_as_such(tagged):
    spoken = {str(e.Lang) for e in elements(tagged.Root.StructTreeRoot) if "/Lang" in e}
    assert str(tagged.Root.Lang) == "vi"
    assert spoken == {"vi", "en"}


def test_the_customers_words_carry_the_customers_language(tmp_path, hanoi):
    with pikepdf.open(_file(tmp_path, agreement(replace(hanoi, language="fi"), ("en",)))) as pdf:
        quoted = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/BlockQuote"]
        assert [str(e.K[0].Lang) for e in quoted[:2]] == ["fi", "fi"]


def test_the_code_has_words_for_who_cannot_see_it(tagged, hanoi):
    figures = [e for e in elements(tagged.Root.StructTreeRoot) if e.S == "/Figure"]
    assert [verification_code(hanoi) in str(e.Alt) for e in figures] == [True]


def test_the_file_is_dated_by_the_case_and_not_by_the_clock(tagged):
    assert str(tagged.docinfo["/CreationDate"]) == "D:20261120025500Z"
    with tagged.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"] == "2026-11-20T02:55:00Z"
        assert metadata["dc:title"].endswith("HN-2026-0042/v1")


def test_every_font_is_embedded_and_ours(tagged):
    fonts = {str(f.BaseFont) for sheet in tagged.pages for f in sheet.Resources.Font.values()}
    assert all("+BeVietnamPro-" in name for name in fonts)
    letters = [f.DescendantFonts[0] for sheet in tagged.pages for f in sheet.Resources.Font.values()]
    assert all("/FontFile2" in font.FontDescriptor for font in letters)


def test_another_process_writes_the_same_bytes(tmp_path, hanoi):
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1].split('|')\n"
        "from papers.conftest import settled\n"
        "from desk.papers.agreement import agreement\n"
        "print(hashlib.sha256(agreement(settled(), ('vi', 'en'))).hexdigest())"
    )
    paths = "|".join(p for p in sys.path if p)
    done = subprocess.run([sys.executable, "-c", code, paths], capture_output=True, text=True, check=True,
                          env={"PYTHONHASHSEED": "7", "TZ": "America/Lima"})  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(agreement(hanoi, ("vi", "en"))).hexdigest()


def test_papers_made_at_the_same_time_do_not_disturb_each_other(hanoi, helsinki):
    wanted = [(case, languages) for case in (hanoi, helsinki) for languages in (("vi",), ("fi", "en"))] * 4
    alone = [agreement(*each) for each in wanted]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda each: agreement(*each), wanted))
    assert together == alone


def test_papers_are_found_by_name(hanoi):
    assert PAPERS["agreement"].make(hanoi, ("en",)) == agreement(hanoi, ("en",))
    assert PAPERS["slip"].make(hanoi, ("en",), branch=HANOI) == slip(hanoi, ("en",), branch=HANOI)


def test_no_pdf_library_is_loaded_before_a_paper_is_made():
    code = "import sys, desk.papers; print([m for m in ('reportlab', 'pikepdf', 'babel') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=RESOURCES.parent
    )
    assert done.stdout.strip() == "[]"


def test_the_first_paper_loads_neither_a_network_client_nor_another_pdf_library(hanoi, tmp_path):
    """Each of these would cost a fresh process more than setting the paper."""
    (tmp_path / "case").write_bytes(pickle.dumps(hanoi))
    heavy = ("reportlab", "pikepdf", "pypdfium2", "PIL", "http", "urllib.request", "ssl", "asyncio", "xml.sax")
    code = (
        "import pickle, sys\ncase = pickle.load(open(sys.argv[1], 'rb'))\n"
        "from desk.papers.agreement import agreement\nagreement(case, ('vi', 'en'))\n"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "case"], capture_output=True, text=True, check=True,
                          cwd=RESOURCES.parent)  # fmt: skip
    assert done.stdout.strip() == "[]"
