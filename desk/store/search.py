"""Search as you type: any text is safe, an exact number or telephone first, then the newest."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from desk.cases.text import fold, plain_digits, usual

from .collation import number_key

_WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'"([^"]*)("?)')
QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)

#: Digits with what people put between them; a letter before makes it part of a word (B1-00017).
_NUMERIC = re.compile(r"(?<![^\W_])(?<![^\W_]-)\+?\(?\d(?:[\d ()./\-]*\d)?(?![^\W_])")

#: What is dialled behind a telephone, as it is written in folded letters.
_EXTENSION = re.compile(
    r"(?<=\d)[\s,;(/-]*(?:[x\uff58#\uff03]|ext(?:ension)?\.?|(?:so )?(?:noi bo|may (?:le|nhanh))|ala(?:numero|nro)\.?)"
    r"[:.\uff1a]?\s*\d{1,6}[\s)]*$"
)

#: What may have as many digits as a telephone and a number behind it, and is a day.
_DAY = re.compile(r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4}))[\s,;(/-]*")
_ONLY_DIGITS = re.compile(r"[\d ()+./-]*")

#: What people put between the parts of a case number.
_JOINED = re.compile(r"\s*[-‐-–]\s*|\s+")

#: What stands before a telephone that was copied from a link.
_LINK = re.compile(r"^\s*tel:\s*(?=[+(\d])")

_NO_DIGITS = bytes(set(range(256)).difference(b"0123456789"))

#: What countries are called from abroad; the same telephone is written with 0 at home.
_CODES = ("84", "358", "44")

MOST_WORDS = 12
MOST_TYPED = 400
FRAGMENT = 3
WHOLE = 7  # digits that are somebody's telephone
PRINTED, MOST_BARE = 5, 6  # digits of a case number: as it is printed, and as many as are one without its beginning
READY = 6  # letters: the longest beginnings of words that the index keeps

#: Before every end of a telephone's digits in the index: no word begins with it, so nobody finds one by "2".
_END_OF = "¤"

#: How a piece begins that asks for digits of a telephone.
DIGITS = f" {_END_OF}"

NEWEST = "select rowid from search where search match ? order by rowid desc limit ?"


#: A part of a text as indexed() keeps it: " word " is a whole word, " wor" the beginning of one.
Piece = str

#: What was typed for one thing: any of these ways to write it, each with all of its pieces.
Ways = tuple[tuple[Piece, ...], ...]


class Asked(NamedTuple):
    """What was typed: what the texts must hold, and the index's question for that (empty: nothing can be asked).

    `phrases` must stand in the texts word by word, which the index does not know. `whole` is what texts with exactly
    this telephone hold. `short` is a question that the index answers at once where `match` would have it read every
    word with a common beginning; it finds more: what is meant holds `begun`, too. Empty where there is nothing to gain.
    """

    match: str
    parts: tuple[Ways, ...] = ()
    phrases: tuple[Piece, ...] = ()
    whole: Piece = ""
    short: str = ""
    begun: tuple[Ways, ...] = ()


def words(folded: str) -> list[str]:
    """The words of a folded text, without punctuation.

    Python cuts the text, not SQLite: the index's own tokenizer only splits at blanks, so both sides always agree.
    """
    return _WORD.findall(folded)


class _Spaces(dict[int, str]):
    """Everything that no word is made of, as a blank; line ends stay.

    One character for one: only then does Python take its quick way through a plain text.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = kept = char if char == "\n" or _WORD.fullmatch(char) else " "
        return kept


_SPACES = _Spaces()

#: The same for plain letters, byte by byte: what a folded text mostly is.
_PLAIN = bytes(code if chr(code) == "\n" or _WORD.fullmatch(chr(code)) else 32 for code in range(256))


def indexed(folded: str, telephone: str = "") -> str:
    """What the index keeps of a folded text: its words line by line, and every end of the telephone's digits."""
    plain = folded.encode().translate(_PLAIN).decode() if folded.isascii() else folded.translate(_SPACES)
    return _kept(plain, telephone)


def indexed_of(text: str, telephone: str = "") -> str:
    """The same of a text as it was written, with fewer looks at each letter: a rebuild asks for every case."""
    ascii_, usual_ = _folded_and_plain()
    try:
        if text.isascii():
            return _kept(text.encode().translate(ascii_).decode(), telephone)
        letters = codecs.charmap_encode(text, "strict", usual()[0])[0]
        return _kept(letters.translate(usual_).decode(), telephone)
    except UnicodeEncodeError:  # a letter that few texts have
        return indexed(fold(text), telephone)


@lru_cache(maxsize=1)
def _folded_and_plain() -> tuple[bytes, bytes]:
    """Plain letters, and the usual ones as usual() numbers them, to folded ones with a blank for what is no word."""
    plain = bytes(_PLAIN[ord(chr(code).lower())] if code < 128 else 32 for code in range(256))
    folded = usual()[1]
    return plain, bytes(_PLAIN[ord(letter)] if letter.isascii() else 32 for letter in folded.ljust(256))


def _kept(plain: str, telephone: str) -> str:
    """Words line by line, with one blank around each, and the ends of the digits behind them."""
    found = plain.replace("\n", " \n ")
    while "  " in found:
        found = found.replace("  ", " ")
    found = found.strip(" ")
    ends = _ends(telephone)
    return f" {found} \n {ends} " if ends else f" {found} "


def _ends(telephone: str) -> str:
    """Every end of the telephone's digits, also of those without its extension."""
    if _ONLY_DIGITS.fullmatch(telephone) or (plain := without_extension(folded := fold(telephone))) == folded:
        return _ends_of(telephone)
    return f"{_ends_of(plain)} {_ends_of(folded)}"


def _ends_of(telephone: str) -> str:
    digits = telephone.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode()
    home = _at_home(digits) if telephone.lstrip().startswith(("+", "00")) else ""
    ends = [digits[start:] for start in range(len(digits) - FRAGMENT + 1)]
    if home:
        ends.append(f"0{home}")
    return _END_OF + f" {_END_OF}".join(ends) if ends else ""


def _at_home(digits: str) -> str:
    """The number behind the country's code; empty for a country nobody here calls."""
    digits = digits.removeprefix("00")
    code = next((code for code in _CODES if digits.startswith(code)), "")
    return digits[len(code) :].removeprefix("0") if code else ""


# What was typed --------------------------------------------------------------------------------------------------


def asked(text: str) -> Asked:
    """The index's question for what was typed; the last word may be unfinished."""
    typed = without_extension(_LINK.sub("", fold(text[:MOST_TYPED].translate(QUOTES))))
    parts: list[Ways] = []
    phrases: list[Piece] = []
    loose = QUOTED.sub(lambda found: _phrase(found, parts, phrases), typed)
    unfinished = typed[-1:].isalnum() and not (phrases and typed.count('"') % 2)
    whole = ""
    for found in _NUMERIC.finditer(loose):
        if ways := _numeric(found[0], unfinished and found.end() == len(loose), loose[found.end() :] == " "):
            parts.append(ways)
            loose = loose[: found.start()] + " " * len(found[0]) + loose[found.end() :]
            whole = _whole(found[0]) if typed.strip() == found[0] else ""
    parts += [_either(piece) for piece in _pieces(words(loose), unfinished and loose[-1:].isalnum())]
    needed = tuple(parts[:MOST_WORDS])
    return Asked(_question(needed), needed, tuple(phrases), whole, *_shortened(needed))


def without_extension(folded: str) -> str:
    """A folded text without what is dialled behind a telephone: it stands in few cases, and the telephone in all."""
    found = _EXTENSION.search(folded)
    before = folded[: found.start()] if found else ""
    return before if sum(map(str.isdecimal, before)) >= WHOLE and not _DAY.fullmatch(before) else folded


def _pieces(said: list[str], unfinished: bool) -> list[Piece]:
    """The words, each once; the last one may go on."""
    pieces = [f" {word} " for word in dict.fromkeys(said[:-1] if unfinished else said)]
    return [*pieces, f" {said[-1]}"] if unfinished and said else pieces


def _either(piece: Piece) -> Ways:
    """A piece as it was typed; with digits of another script also in plain ones, as most texts hold them."""
    plain = plain_digits(piece)
    return ((piece,),) if plain == piece else ((piece,), (plain,))


def _phrase(found: re.Match[str], parts: list[Ways], phrases: list[Piece]) -> str:
    """A quoted part: its words one by one for the index, and all together for the texts of the hits."""
    said = words(found[1])
    if said:
        open_end = not found[2] and found[1][-1:].isalnum()
        parts += [((piece,),) for piece in _pieces(said, open_end)]
        if len(said) > 1:
            phrases.append(f" {' '.join(said)}" + ("" if open_end else " "))
    return " "


def _numeric(typed: str, unfinished: bool, ended: bool) -> Ways:
    """Digits in any notation: the words as typed, or a fragment of a telephone. Nothing for too few of them.

    `ended`: a blank behind the last digit says that the telephone ends with it.
    """
    runs = words(typed)
    digits = plain_digits("".join(runs))
    if len(digits) < FRAGMENT:
        return ()
    end = " " if ended else ""
    ways = [(*(f" {run} " for run in runs[:-1]), f" {runs[-1]}" + ("" if unfinished else " "))]
    if (plain := tuple(map(plain_digits, ways[0]))) != ways[0]:
        ways.append(plain)
    ways.append((f" {_END_OF}{digits}{end}",))
    if home := _behind(digits, typed.startswith(("+", "(+", "00"))):
        ways.append((f" {_END_OF}{home}{end}",))
    return tuple(ways)


def _behind(digits: str, abroad: bool) -> str:
    """The end of a telephone that is the same in every notation: behind the country's code, also one without its plus,
    or behind the 0 that a spreadsheet leaves away."""
    if not abroad and digits[:1] == "0":
        return digits[1:] if len(digits) > WHOLE + 1 else ""
    home = _at_home(digits)
    return home if len(home) >= (FRAGMENT if abroad else WHOLE) else ""


def _whole(typed: str) -> Piece:
    """The piece that texts with exactly this telephone hold, in whatever notation it was written down."""
    digits = plain_digits("".join(words(typed)))
    same = _behind(digits, typed.startswith(("+", "(+", "00"))) or digits
    return f" {_END_OF}{same} " if len(digits) >= WHOLE else ""


def _question(parts: Iterable[Ways]) -> str:
    """What the index is asked for all of these."""
    return " AND ".join(_any(ways) for ways in parts)


def _any(ways: Ways) -> str:
    each = [" AND ".join(f'"{piece.strip()}"' + ("" if piece[-1] == " " else "*") for piece in way) for way in ways]
    return each[0] if len(each) == 1 else f"(({') OR ('.join(each)}))"


def _shortened(parts: Iterable[Ways]) -> tuple[str, tuple[Ways, ...]]:
    """The question with no beginning longer than the index keeps ready, and what had a longer one.

    For a longer one SQLite puts the hits of every word that begins so together before it gives the first of them.
    """
    short, cut = [], []
    for ways in parts:
        short.append(tuple(tuple(ready for piece in way for ready in _ready(piece)) for way in ways))
        if short[-1] != ways:
            cut.append(ways)
    return (_question(short), tuple(cut)) if cut else ("", ())


def _ready(piece: Piece) -> Iterator[Piece]:
    """What the index keeps ready of a beginning; of a telephone all of it, as it knows where every digit stands."""
    if len(piece) <= READY + 1 or piece[-1] == " ":
        yield piece
    elif not piece.startswith(f" {_END_OF}"):
        yield piece[: READY + 1]
    else:
        digits, some = piece[2:], READY - 1
        for start in (*range(0, len(digits) - some, some), len(digits) - some):
            yield f" {_END_OF}{digits[start : start + some]}"


def number_typed(text: str) -> str:
    """The key of the case number somebody means: b1-17, or B1 17, is B1-00017."""
    return number_key(_JOINED.sub("-", text.strip()[:60].encode("utf-8", "replace").decode()))


def bare_number(text: str) -> str:
    """The digits of a case number that somebody types without what stands before them; empty for anything else.

    With a nought in front they are as many as are printed: fewer begin a telephone.
    """
    digits = text.strip()
    bare = digits.isascii() and digits.isdigit() and len(digits) <= MOST_BARE
    return digits if bare and (digits[0] != "0" or len(digits) >= PRINTED) else ""
