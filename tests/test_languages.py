"""The catalogues: complete, current, with the same placeholders, and compiled as they are written."""

import ast
import gettext
import io
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from desk import RESOURCES
from desk.cases.wording import KINDS, examine
from desk.i18n import DAYS, LANGUAGES, LOCALES, THOUSANDS
from desk.papers.agreement import PREVAILS
from desk.papers.country import country
from desk.papers.numerals import number
from desk.phrasebook import Phrasebook

ROOT = Path(__file__).parent.parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


def catalogue(language):
    path = RESOURCES / "locale" / language / "LC_MESSAGES" / "desk.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def texts(read):
    return {tuple(forms(m.id)): tuple(forms(m.string)) for m in read if m.id}


def extracted():
    return {
        forms(message)[0]
        for _, _, message, _, _ in extract_from_dir(str(ROOT / "desk"), [("**.py", "python")], {"**.py": {}})
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_fuzzy(language):
    messages = [m for m in catalogue(language) if m.id]
    assert [m.id for m in messages if not all(forms(m.string)) or m.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_holds_exactly_the_messages_of_the_code(language):
    assert {forms(m.id)[0] for m in catalogue(language) if m.id} == extracted()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_placeholders(language):
    for message in catalogue(language):
        if message.id:
            wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
            for text in forms(message.string):
                assert set(PLACEHOLDER.findall(text)) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_the_written_one(language):
    """Message by message: the header also names the version of the tool that compiled it."""
    path = RESOURCES / "locale" / language / "LC_MESSAGES" / "desk.mo"
    with path.open("rb") as file:
        compiled = texts(read_mo(file))
    assert compiled == texts(catalogue(language)), "pybabel compile: see CONTRIBUTING.md"


@pytest.mark.parametrize("language", TRANSLATED)
def test_sentences_end_as_the_english_ones_do(language):
    """A full stop, a question mark or a colon that went missing is a cut sentence."""
    wrong = [
        m.id
        for m in catalogue(language)
        if m.id and isinstance(m.id, str) and m.id[-1] in ".?:" and m.string[-1] != m.id[-1]
    ]
    assert wrong == []


def test_no_text_is_put_together_before_it_is_translated():
    """An f-string or a sum inside a call for translation can never be found in a catalogue."""
    names = {"_", "N_", "gettext", "ngettext"}
    for path in (ROOT / "desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in names or getattr(node.func, "attr", "") == "say":
                    assert not isinstance(node.args[0], ast.JoinedStr), f"{path}:{node.lineno}"


# What no catalogue can hold ----------------------------------------------------------------------------------------


PACKS = sorted(path.stem for path in (RESOURCES / "countries").glob("*.toml"))


@pytest.mark.parametrize("table", [LOCALES, THOUSANDS, DAYS, PREVAILS])
def test_every_language_has_its_line_in_each_table(table):
    assert table.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_numbers_its_law_and_its_doubtful_phrases(language):
    assert number(21, language)
    again = tomllib.loads((RESOURCES / "wording" / "again.toml").read_text(encoding="utf-8"))
    assert again[language]
    assert [examine(kind, "", language) for kind in sorted(KINDS)]
    for facts in map(country, PACKS):
        told = facts.rights, facts.your_rights, facts.next_steps, facts.personal_data
        assert all(said.get(language) for said in told), facts.code


# Read one by one ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_said_as_gettext_says_it(language):
    file = RESOURCES / "locale" / language / "LC_MESSAGES" / "desk.mo"
    ours = Phrasebook(file)
    with file.open("rb") as opened:
        theirs = gettext.GNUTranslations(opened)
    for text in [*texts(catalogue(language)), ("not in the file", "not in the file either")]:
        assert ours.gettext(text[0]) == theirs.gettext(text[0])
        for n in (0, 1, 2, 5, 21) if len(text) > 1 else ():
            assert ours.ngettext(*text, n) == theirs.ngettext(*text, n)


@pytest.mark.parametrize("language", ["pl", "fr", "ar", "ja"])
def test_a_further_language_may_have_other_forms(tmp_path, language):
    book = Catalog(locale=language)
    book.add(("{n} case", "{n} cases"), [f"{number}: {{n}}" for number in range(book.num_plurals)])
    kept = io.BytesIO()
    write_mo(kept, book)
    (tmp_path / "desk.mo").write_bytes(kept.getvalue())
    ours, theirs = Phrasebook(tmp_path / "desk.mo"), gettext.GNUTranslations(io.BytesIO(kept.getvalue()))
    for n in range(130):
        assert ours.ngettext("{n} case", "{n} cases", n) == theirs.ngettext("{n} case", "{n} cases", n)


def test_without_a_file_everything_is_said_as_it_is_written():
    plain = Phrasebook()
    assert (plain.gettext("One"), plain.ngettext("one", "many", 1), plain.ngettext("one", "many", 2)) == (
        "One", "one", "many",
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"msgid", b"\0" * 40])
def test_a_file_of_another_kind_is_refused(tmp_path, data):
    (tmp_path / "desk.mo").write_bytes(data)
    with pytest.raises(ValueError, match="compiled"):
        Phrasebook(tmp_path / "desk.mo")
