"""What belongs to the store and not to a case: its logo, its seal, the leaflet, the report; and freezing at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from desk.cases import reports
from desk.cases.strokes import Signature
from desk.papers import seal, seal_key
from desk.store import papers
from desk.ui import paper_orders, sealing
from desk.ui.branch_papers import BranchPapers, months
from desk.ui.logo_dialog import LogoDialog
from desk.ui.paper_making import make, sizes
from desk.ui.seal_dialog import SealDialog

from . import test_batch

cases, dialog = test_batch.cases, test_batch.dialog  # its fixtures, for sealing many at once

DRAWN = Signature(name="Đặng Thị Mỹ Hạnh")


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch):
    """A computer without a place for keys, and nothing unlocked."""
    monkeypatch.setattr(seal_key, "system", lambda: None)
    monkeypatch.setattr(seal_key, "_ROUNDS", 1000)
    monkeypatch.setattr(sealing, "_unlocked", {})


def logo(tmp_path, kind="PNG"):
    path = tmp_path / f"logo.{kind.lower()}"
    Image.new("RGB", (900, 300), (180, 20, 20)).save(path, kind)
    return path


# Signing on the screen ------------------------------------------------------------------------------------------------


def test_what_is_signed_on_the_screen_is_kept_at_once(qtbot, desk, page, walk):
    case_id = walk("agree")
    page.show_case(case_id)
    ticks = dict.fromkeys(("customer_signed", "store_signed", "copy_given"), True)
    recorded = desk.record("sign", {"how": "screen", "customer_strokes": DRAWN.written(), **ticks}, case_id)
    page._on_recorded(recorded)
    (kept,) = papers.of_case(desk.store, case_id)
    assert (kept.paper, kept.version) == ("agreement", 1)
    order = paper_orders.order(desk.journal, desk.branch, "agreement", case_id)
    assert make(order).pdf == kept.pdf  # whatever is printed later
    page.papers.view.close()


def test_what_is_signed_on_paper_is_not_frozen_by_the_desk(qtbot, desk, page, walk):
    case_id = walk("sign")
    assert papers.of_case(desk.store, case_id) == []


# The logo -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_stands_on_new_papers_and_goes_again(qtbot, desk, page, walk, sign_in, tmp_path, kind):
    case_id = walk("agree")
    sign_in("minh")

    def pdf() -> bytes:
        return make(paper_orders.order(desk.journal, desk.branch, "agreement", case_id)).pdf

    plain, dialog = pdf(), LogoDialog(desk, page)
    qtbot.addWidget(dialog)
    assert dialog.take(logo(tmp_path, kind))
    assert b"/Subtype/Image" in pdf()
    assert Image.open(BytesIO(papers.logo(desk.store))).size == (500, 167)
    dialog.remove.click()
    assert pdf() == plain
    assert not dialog.remove.isEnabled()


def test_what_is_no_picture_leaves_the_logo_as_it_is(qtbot, desk, page, sign_in, tmp_path):
    sign_in("minh")
    dialog = LogoDialog(desk, page)
    qtbot.addWidget(dialog)
    dialog.take(logo(tmp_path))
    before, path = papers.logo(desk.store), tmp_path / "logo.svg"
    path.write_text("<svg onload='alert(1)'/>")
    assert not dialog.take(path)
    assert not dialog.take(tmp_path / "missing.png")
    assert papers.logo(desk.store) == before
    assert "stays as it is" in dialog.told.text()


def test_a_frozen_paper_keeps_its_logo(qtbot, desk, page, walk, tmp_path):
    case_id = walk("sign")
    order = paper_orders.order(desk.journal, desk.branch, "agreement", case_id)
    first = make(order)
    page.papers.issued(case_id, first)
    papers.set_logo(desk.store, logo(tmp_path).read_bytes())
    assert make(paper_orders.order(desk.journal, desk.branch, "agreement", case_id)).pdf == first.pdf


# The seal -------------------------------------------------------------------------------------------------------------


def shown(qtbot, desk, page) -> SealDialog:
    dialog = SealDialog(desk, page)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def make_seal(dialog, passphrase="mật khẩu dài", again=None) -> None:
    dialog.passphrase.setText(passphrase)
    dialog.again.setText(passphrase if again is None else again)
    dialog.go.click()


def test_a_manager_makes_the_seal_and_papers_carry_it(qtbot, desk, page, walk, sign_in, tmp_path):
    case_id = walk("agree")
    sign_in("minh")
    dialog = shown(qtbot, desk, page)
    make_seal(dialog)
    assert "from now on" in dialog.told.text()
    order = paper_orders.order(desk.journal, desk.branch, "agreement", case_id)
    pdf = sealing.sealed(desk, make(order), page).pdf
    assert seal.state(pdf, papers.certificates(desk.store)) == seal.OURS


@pytest.mark.parametrize(
    ("passphrase", "again", "said"), [("short", "short", "8 characters"), ("a" * 9, "b" * 9, "differ")]
)
def test_a_passphrase_that_will_not_do_makes_nothing(qtbot, desk, page, sign_in, passphrase, again, said):
    sign_in("minh")
    dialog = shown(qtbot, desk, page)
    make_seal(dialog, passphrase, again)
    assert said in dialog.trouble.text()
    assert papers.certificates(desk.store) == ()


def test_the_next_day_the_seal_is_unlocked_by_whoever_knows_the_passphrase(
    qtbot, desk, page, sign_in, walk, monkeypatch
):
    case_id = walk("agree")
    sign_in("minh")
    make_seal(shown(qtbot, desk, page))
    sealing._unlocked.clear()
    sign_in("lan")
    said: list[str] = []
    monkeypatch.setattr("desk.ui.sealing.toast", lambda page, text: said.append(text))
    made = make(paper_orders.order(desk.journal, desk.branch, "agreement", case_id))
    assert sealing.sealed(desk, made, page) is made
    assert "locked" in said[0]
    dialog = shown(qtbot, desk, page)
    dialog.passphrase.setText("wrong passphrase")
    dialog.go.click()
    assert "does not open" in dialog.trouble.text()
    dialog.passphrase.setText("mật khẩu dài")
    dialog.go.click()
    assert sealing.sealed(desk, made, page) is not made


def test_a_clerk_makes_no_seal(qtbot, desk, page):
    dialog = shown(qtbot, desk, page)
    assert dialog.go.isHidden()
    assert "Only a manager" in dialog.told.text()


def test_sealing_can_be_stopped_and_begun_again(qtbot, desk, page, sign_in):
    sign_in("minh")
    dialog = shown(qtbot, desk, page)
    make_seal(dialog)
    dialog.stop.click()
    assert (papers.seals(desk.store), len(papers.certificates(desk.store))) == (False, 1)
    dialog.go.click()
    assert (papers.seals(desk.store), len(papers.certificates(desk.store))) == (True, 1)


def test_without_the_parts_it_says_how_to_install_them(qtbot, desk, page, sign_in, monkeypatch):
    sign_in("minh")
    monkeypatch.setattr(seal, "available", lambda: False)
    dialog = shown(qtbot, desk, page)
    assert "pip install" in dialog.told.text()
    assert dialog.go.isHidden()


def test_papers_of_the_day_are_sealed_too(qtbot, desk, page, sign_in, dialog, tmp_path):
    sign_in("minh")
    make_seal(shown(qtbot, desk, page))
    test_batch.make(qtbot, dialog, tmp_path)
    written = [path.read_bytes() for path in tmp_path.glob("*.pdf")]
    states = [seal.state(pdf, papers.certificates(desk.store)) for pdf in written]
    assert states == [seal.OURS] * 3
    issued = {kept.pdf for row in desk.store.rows("select distinct case_id from paper")
              for kept in papers.of_case(desk.store, row[0].hex())}  # fmt: skip
    assert issued == set(written)


# The leaflet and the report -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["leaflet", "report"])
@pytest.mark.parametrize("languages", [("en",), ("en", "vi")])
def test_leaflet_and_report_are_saved(qtbot, desk, page, walk, tmp_path, paper, languages):
    walk("agree")
    dialog = BranchPapers(desk, page)
    dialog.open()
    dialog.paper.setCurrentIndex(dialog.paper.findData(paper))
    index = next(n for n in range(dialog.languages.count()) if tuple(dialog.languages.itemData(n)) == languages)
    dialog.languages.setCurrentIndex(index)
    assert dialog.month.isEnabled() is (paper == "report")
    path = tmp_path / "out.pdf"
    dialog.save_to(path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    wide, high = sizes(path.read_bytes())[0]
    assert (wide > high) is (paper == "leaflet")  # folded from A4 across
    if paper == "leaflet":
        assert len(sizes(path.read_bytes())) == 2 * len(languages)


def test_a_report_says_how_far_it_is_and_can_be_cancelled(qtbot, desk, page, walk, tmp_path, monkeypatch):
    walk("agree")
    dialog, count = BranchPapers(desk, page), reports.count
    dialog.open()
    dialog.paper.setCurrentIndex(dialog.paper.findData("report"))

    def count_slowly(*facts):
        assert dialog.job._stop.wait(20)
        return count(*facts)

    monkeypatch.setattr(reports, "count", count_slowly)
    dialog.save_to(tmp_path / "out.pdf")
    assert (dialog.progress.isVisible(), dialog.progress.words.text()) == (True, "0 of 1 cases…")
    with qtbot.waitSignal(dialog.job.failed, timeout=20_000):
        dialog.progress.cancel.click()
    assert (dialog.told.text(), dialog.save.isEnabled()) == ("Cancelled. No file was written.", True)
    assert not dialog.progress.isVisible()
    assert not list(tmp_path.glob("out*"))


def test_the_months_offered_end_with_this_one(clock):
    found = months(clock.now.replace(month=2))
    assert (found[0], found[1], found[2], len(set(found))) == ((2026, 2), (2026, 1), (2025, 12), 12)
