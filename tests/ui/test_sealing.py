"""An agreement saved in the window carries the store's seal where there is one; without a key it leaves unsealed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk.papers import seal, seal_key, verify
from desk.store import papers
from desk.ui.seal_dialog import SealDialog
from desk.ui.toasts import Toast

from .conftest import press, write
from .test_paper_out import shown


@pytest.fixture
def identity(desk) -> seal.Identity:
    who = seal.identity(desk.branch.company, desk.now())
    papers.add_certificate(desk.store, who.certificate)
    return who


def saved(qtbot, desk, page, walk, tmp_path, paper: str = "agreement") -> bytes:
    case_id = walk("agree")
    view = shown(qtbot, page, paper, case_id)
    path = tmp_path / "out.pdf"
    assert page.papers.save(case_id, view.made, path)
    view.close()
    return path.read_bytes()


def test_a_saved_agreement_is_sealed_and_kept_so(qtbot, desk, page, walk, tmp_path, identity, monkeypatch) -> None:
    monkeypatch.setattr(seal_key, "_given", lambda certificate: identity)
    pdf = saved(qtbot, desk, page, walk, tmp_path)
    assert seal.state(pdf, papers.certificates(desk.store)) == seal.OURS
    said = verify.claim(pdf)
    found = verify.judge(pdf, said, papers.known(desk.journal, said.sha256, said.number))
    assert found.kind == verify.GENUINE
    assert "seal is whole" in str(found.more[0])


def test_a_slip_is_not_sealed(qtbot, desk, page, walk, tmp_path, identity, monkeypatch) -> None:
    monkeypatch.setattr(seal_key, "_given", lambda certificate: identity)
    assert seal.state(saved(qtbot, desk, page, walk, tmp_path, "slip"), [identity.certificate]) == seal.NONE


def test_without_the_key_at_hand_it_leaves_unsealed(qtbot, desk, page, walk, tmp_path, identity, monkeypatch) -> None:
    monkeypatch.setattr(seal_key, "system", lambda: None)
    assert seal.state(saved(qtbot, desk, page, walk, tmp_path), [identity.certificate]) == seal.NONE


def test_trouble_with_the_seal_is_said_and_keeps_no_paper_back(
    qtbot, desk, page, walk, tmp_path, identity, monkeypatch
) -> None:
    def broken(*args: object) -> bytes:
        raise seal.SealTrouble("This file cannot be sealed. Nothing was changed.")

    monkeypatch.setattr(seal_key, "_given", lambda certificate: identity)
    monkeypatch.setattr(seal, "sealed", broken)
    said: list[str] = []
    monkeypatch.setattr("desk.ui.sealing.toast", lambda page, text: said.append(text))
    assert seal.state(saved(qtbot, desk, page, walk, tmp_path), [identity.certificate]) == seal.NONE
    assert said == ["This file cannot be sealed. Nothing was changed."]


def test_a_store_without_a_seal_saves_as_ever(qtbot, desk, page, walk, tmp_path) -> None:
    assert b"/ByteRange" not in saved(qtbot, desk, page, walk, tmp_path)
    assert page.window().findChild(Toast, "toast") is not None


def test_enter_tries_the_passphrases_and_what_is_wrong_with_them_is_said(desk, page, sign_in, monkeypatch) -> None:
    sign_in("minh")
    monkeypatch.setattr(seal_key, "system", lambda: None)
    dialog = SealDialog(desk, page)
    dialog.show()
    write(dialog.passphrase, "eight letters")
    press(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.trouble.text() == "The two passphrases differ. Please type both again."
    assert dialog.isVisible()
    assert [label.buddy() for label in dialog.asked.values()] == [dialog.passphrase, dialog.again]
    assert [label.text() for label in dialog.asked.values()] == ["Passphrase", "The passphrase once more"]
