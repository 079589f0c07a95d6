"""The windows around papers: signing, checking, attaching, the logo, the seal, the leaflet and the report."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PySide6.QtWidgets import QWidget

from desk.papers import PAPERS, seal_key
from desk.papers.strange import ONE_AT_A_TIME
from desk.store import lists, papers
from desk.ui.case_page import CasePage
from desk.ui.pad import Pad
from desk.ui.sign_pad import SigningView
from tests.gallery import data
from tests.gallery.stage import Stage
from tests.papers.samples import png


def _page(stage: Stage, person: str = "binh", step: str = "fulfil") -> CasePage:
    """The page of a case that has an agreement."""
    window = stage.window("cases", person=person)
    rows = lists.page(window.desk.store, lists.Filter("all"), sort="number", limit=100, now=data.SHOWN)
    window.open_case(next(row.case_id for row in rows if row.step == step))
    page: CasePage = window.page("case")  # type: ignore[assignment]
    return page


def _scan(page: CasePage) -> bytes:
    """The first page of the case's agreement, as from a scanner."""
    case = page.desk.journal.as_agreed(page.case_id)
    assert case is not None
    out = BytesIO()
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(PAPERS["agreement"].make(case, ("vi",), branch=page.desk.branch))
        document[0].render(scale=150 / 72).to_pil().convert("L").save(out, "PNG")
        document.close()
    return out.getvalue()


def _write(pad: Pad) -> None:
    """A signature of two strokes."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    for points in (((30, 60), (60, 20), (80, 70), (120, 30)), ((90, 50), (160, 48))):
        at = [QPointF(x, y).toPoint() for x, y in points]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=at[0])
        for point in at[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=at[-1])


def signing(stage: Stage) -> QWidget:
    page = _page(stage)
    assert page.moment is not None
    view = SigningView(page.moment.case, page.desk)
    view.resize(1366, 768)
    view.show()
    stage.settle()
    _write(view.customer.pad)
    return view


def paper_checked(stage: Stage) -> QWidget:
    page = _page(stage)
    page.papers.show_check()
    path = stage.folder / f"{stage.words}-{stage.scheme}-scan.png"
    path.write_bytes(_scan(page))
    view = page.papers.view
    view.check(path)  # type: ignore[union-attr]
    return view  # type: ignore[return-value]


def attaching(stage: Stage) -> QWidget:
    page = _page(stage)
    page.files.take(page.case_id, "IMG_2041.png", _scan(page))
    return page.files.dialog  # type: ignore[return-value]


def attached_in_story(stage: Stage) -> QWidget:
    page = _page(stage)
    page.files.attach(page.case_id, _scan(page), "gallery", "IMG_2041.png", "signed_paper")
    page.tabs.setCurrentIndex(1)
    stage.settle()
    page.story.verticalScrollBar().setValue(page.story.verticalScrollBar().maximum())
    return page.window()


def logo(stage: Stage) -> QWidget:
    page = _page(stage)
    papers.set_logo(page.desk.store, png())
    page.papers.show_logo()
    return page.papers.view  # type: ignore[return-value]


def sealing(stage: Stage) -> QWidget:
    page = _page(stage)
    kept, seal_key.system = seal_key.system, lambda: None  # what this machine keeps is not for the picture to say
    try:
        page.papers.show_seal()
    finally:
        seal_key.system = kept
    return page.papers.view  # type: ignore[return-value]


def leaflet_and_report(stage: Stage) -> QWidget:
    page = _page(stage)
    page.papers.show_of_branch()
    return page.papers.view  # type: ignore[return-value]


SCREENS = [signing, paper_checked, attaching, attached_in_story, logo, sealing, leaflet_and_report]
