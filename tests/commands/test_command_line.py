"""The command line as a person meets it: what is printed, where, and how it ends."""

import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from desk import RESOURCES
from desk.__main__ import main
from desk.cases.steps import STEPS
from desk.store import accounts
from desk.store.database import open_store
from desk.store.journal import Journal

NOW = datetime.now(UTC)
SCENARIOS = sorted((RESOURCES / "scenarios").glob("*.toml"))


def first_case(store, capsys):
    assert main(["list", "--store", str(store)]) == 0
    return re.search(r"^\S+-\d{5}", capsys.readouterr().out, re.MULTILINE)[0]


def test_every_scenario_holds(capsys):
    assert main(["rehearse", *map(str, SCENARIOS)]) == 0
    said = capsys.readouterr().out
    assert said.endswith(f"{len(SCENARIOS)} scenarios, {len(SCENARIOS)} held\n")
    assert len(SCENARIOS) >= 12


def test_a_broken_expectation_ends_with_one_and_says_which(tmp_path, capsys):
    path = tmp_path / "wrong.toml"
    text = (RESOURCES / "scenarios" / "straight-way.toml").read_text(encoding="utf-8")
    wrong = text.replace('step = "receive"', 'step = "receive"\nexpect = "refused: talk-well"', 1)
    path.write_text(wrong, encoding="utf-8")
    assert main(["rehearse", str(path)]) == 1
    said = capsys.readouterr().out
    assert "✗  expected to be refused" in said
    assert said.endswith("1 scenario, 0 held\n")


def test_the_vocabulary_names_every_step_and_the_rules_that_may_refuse_it(capsys):
    assert main(["rehearse", "--vocabulary"]) == 0
    said = capsys.readouterr().out
    for step in STEPS.values():
        assert f"step {step.name} " in said
        assert all(f"  {field.name}  {field.kind}" in said for field in step.fields)
    talk = said[said.index("step talk ") : said.index("step agree ")]
    assert "rules: " in talk
    assert "consult-first" in talk.split("rules: ")[1]


def test_the_demonstration_lists_cases_in_every_state_and_writes_their_papers(demo, store, capsys):
    assert main(["list", "--store", str(store)]) == 0
    said = capsys.readouterr().out
    for word in ("Open", "Closed", "Understand", "Consult", "Talk", "Agree", "Fulfil", "Follow up"):
        assert word in said, word
    assert list(demo.glob("*-slip-*.pdf"))
    assert list(demo.glob("*-agreement-vi.pdf"))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (Debian: poppler-utils)")
def test_the_papers_hold_the_vietnamese_letters_exactly(demo):
    text = "".join(
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True).stdout
        for path in demo.glob("*-agreement-vi.pdf")
    )
    assert "Nguyễn Thị Ngọc Ánh" in text


def test_a_case_is_shown_with_its_clocks_and_its_story(store, capsys):
    number = first_case(store, capsys)
    assert main(["show", number, "--store", str(store)]) == 0
    said = capsys.readouterr().out
    assert number in said
    assert "Complaint recorded" in said
    assert "Recorded within 24 hours: met in time" in said


def test_a_merged_number_leads_to_the_case_that_goes_on(store, tmp_path, capsys):
    opened = open_store(store)
    journal, anh = Journal(opened), accounts.people(opened)["anh"]
    kept, twin = (
        journal.record("receive", {"customer_name": "Vân", "own_words": words, "heard_out": True}, by=anh, now=NOW).case
        for words in ("Nồi cháy.", "Nồi vẫn cháy.")
    )
    journal.record("merge", {"into": kept.number, "reason": "Gọi hai lần."}, by=anh, now=NOW, case_id=twin.id)
    opened.close()
    assert main(["show", twin.number, "--store", str(store)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{twin.number} was merged into {kept.number}."
    assert said[1].startswith(f"{kept.number}  Vân  Open")
    assert any("Nồi vẫn cháy." in line for line in said)


def test_a_paper_is_written_whole_and_the_same_again(demo, store, tmp_path):
    number = min(path.name for path in demo.glob("*-agreement-vi.pdf")).removesuffix("-agreement-vi.pdf")
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path in (one, two):
        call = ["paper", "agreement", number, "--language", "vi", "--second", "en", "--out", str(path)]
        assert main([*call, "--store", str(store)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().startswith(b"%PDF")


def test_a_whole_store_is_said_to_be_whole(store, capsys):
    assert main(["check", "--store", str(store)]) == 0
    assert "The store is whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (["show", "XX-99999"], "There is no case XX-99999 in this store."),
        (["paper", "slip", "XX-99999", "--out", "x.pdf"], "There is no case XX-99999 in this store."),
    ],
)
def test_an_unknown_case_is_refused_in_one_sentence(store, call, sentence, capsys):
    assert main([*call, "--store", str(store)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", sentence + "\n")


def test_there_is_no_agreement_to_print_before_there_is_a_proposal(store, tmp_path, capsys):
    number = first_case(store, capsys)
    call = ["paper", "agreement", number, "--out", str(tmp_path / "early.pdf"), "--store", str(store)]
    assert main(call) == 1
    assert capsys.readouterr().err == f"Case {number} has no proposal yet, so there is nothing to print.\n"


def test_a_paper_that_cannot_be_written_leaves_nothing_behind(store, tmp_path, capsys):
    number = first_case(store, capsys)
    folder = tmp_path / "taken"
    folder.mkdir()
    assert main(["paper", "slip", number, "--out", str(folder), "--store", str(store)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" not in p.name) == ["taken"]


def damaged(kind, tmp_path):
    path = tmp_path / "store"
    if kind == "folder":
        path.mkdir()
    elif kind == "no database":
        path.write_bytes(b"this is a shopping list" * 100)
    elif kind == "empty":
        path.write_bytes(b"")
    return path


@pytest.mark.parametrize("kind", ["folder", "no database", "empty", "missing"])
@pytest.mark.parametrize("command", ["list", "check"])
def test_what_is_no_store_is_refused_in_one_sentence_and_left_as_it_was(kind, command, tmp_path, capsys):
    path = damaged(kind, tmp_path)
    before = path.read_bytes() if path.is_file() else None
    assert main([command, "--store", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert str(path) in said.err
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("call", [["dance"], ["rehearse"], ["paper", "agreement", "B1-00001"], ["demo", "--colour"]])
def test_wrong_usage_ends_with_two(call, capsys):
    with pytest.raises(SystemExit) as end:
        main(call)
    assert end.value.code == 2
    assert "usage: desk" in capsys.readouterr().err
