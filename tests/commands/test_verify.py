"""desk verify and desk seal on the command line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from desk.__main__ import main
from desk.papers import seal_key, strange

PASSPHRASE = "a long passphrase"


@pytest.fixture
def paper(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An agreement of the newest case that has one, as the command writes it."""
    assert main(["list", "--store", str(store), "--chip", "closed"]) == 0
    number = re.search(r"^\S+-\d{5}", capsys.readouterr().out, re.MULTILINE)[0]
    path = tmp_path / "agreement.pdf"
    assert main(["paper", "agreement", number, "--store", str(store), "--out", str(path)]) == 0
    capsys.readouterr()
    return path


def verified(store: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["verify", str(path), "--store", str(store)])
    return code, capsys.readouterr().out


def test_what_the_desk_makes_is_genuine(store: Path, paper: Path, capsys) -> None:
    code, said = verified(store, paper, capsys)
    assert (code, said.splitlines()[0]) == (0, "Genuine")


def test_a_changed_one_ends_with_one_and_says_what(store: Path, paper: Path, capsys) -> None:
    data = bytearray(paper.read_bytes())
    data[data.rindex(b"startxref") - 40] ^= 1
    paper.write_bytes(data)
    code, said = verified(store, paper, capsys)
    assert (code, said.splitlines()[0]) == (1, "Altered")


def test_a_photograph_is_told_as_a_picture_of_it(store: Path, paper: Path, capsys) -> None:
    path = paper.with_suffix(".png")
    strange.pictures(paper.read_bytes(), 120, 1)[0].save(path)
    code, said = verified(store, path, capsys)
    assert (code, said.splitlines()[0]) == (1, "A picture of our paper")


def test_a_huge_file_is_not_read_to_its_end(store: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2 * 2**30)
    code, said = verified(store, path, capsys)
    assert code == 1
    assert "larger than" in said


def test_no_file_is_one_sentence(store: Path, tmp_path: Path, capsys) -> None:
    assert main(["verify", str(tmp_path / "none.pdf"), "--store", str(store)]) == 1
    assert "none.pdf" in capsys.readouterr().err


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No key store on this system; what is asked for, in order, is answered with one passphrase."""
    questions: list[str] = []
    monkeypatch.setattr(seal_key, "system", lambda: None)
    monkeypatch.setattr("getpass.getpass", lambda text: questions.append(text) or PASSPHRASE)
    return questions


def test_the_first_seal_makes_the_stores_certificate_and_the_next_uses_it(store, paper, asked, capsys) -> None:
    for number in (1, 2):
        out = paper.with_name(f"sealed-{number}.pdf")
        assert main(["seal", str(paper), "--store", str(store), "--out", str(out)]) == 0
        capsys.readouterr()
        code, said = verified(store, out, capsys)
        assert (code, "This store sealed it" in said) == (0, True)
    assert ["new seal" in text for text in asked] == [True, False]
    assert Path(f"{store}.seal").is_file()


def test_only_a_genuine_paper_is_sealed_and_only_once(store, paper, asked, tmp_path, capsys) -> None:
    out = tmp_path / "sealed.pdf"
    assert main(["seal", str(paper), "--store", str(store), "--out", str(out)]) == 0
    other = tmp_path / "other.pdf"
    for path in (out, Path(shutil.copy(store, tmp_path / "no.pdf"))):
        assert main(["seal", str(path), "--store", str(store), "--out", str(other)]) == 1
    assert not other.exists()
    assert "already" in capsys.readouterr().err


def test_a_wrong_passphrase_seals_nothing(store, paper, asked, tmp_path, monkeypatch, capsys) -> None:
    out = tmp_path / "sealed.pdf"
    assert main(["seal", str(paper), "--store", str(store), "--out", str(out)]) == 0
    monkeypatch.setattr("getpass.getpass", lambda text: "not the passphrase")
    again = tmp_path / "again.pdf"
    assert main(["seal", str(paper), "--store", str(store), "--out", str(again)]) == 1
    assert "does not open" in capsys.readouterr().err
    assert not again.exists()
