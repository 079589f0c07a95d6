"""Amounts of money in words, in Vietnamese, English and Finnish, as contracts write them below the figures."""

from __future__ import annotations

from collections.abc import Iterator

from desk.i18n import CURRENCIES, Money

#: The most that is written in words; above it the figures stand alone.
MOST = 10**15

#: Whole units and their hundredths by currency: after one, and after any other number.
_UNITS = {
    "vi": {
        "VND": ("đồng", "đồng"), "EUR": ("euro", "euro", "xu", "xu"), "GBP": ("bảng Anh", "bảng Anh", "xu", "xu"),
        "USD": ("đô la Mỹ", "đô la Mỹ", "xu", "xu"), "SEK": ("krona Thuỵ Điển", "krona Thuỵ Điển", "öre", "öre"),
        "JPY": ("yên Nhật", "yên Nhật"),
    },
    "en": {
        "VND": ("dong", "dong"), "EUR": ("euro", "euros", "cent", "cents"),
        "GBP": ("pound", "pounds", "penny", "pence"), "USD": ("US dollar", "US dollars", "cent", "cents"),
        "SEK": ("Swedish krona", "Swedish kronor", "öre", "öre"), "JPY": ("yen", "yen"),
    },
    "fi": {
        "VND": ("dong", "dongia"), "EUR": ("euro", "euroa", "sentti", "senttiä"),
        "GBP": ("punta", "puntaa", "penny", "pennyä"),
        "USD": ("Yhdysvaltain dollari", "Yhdysvaltain dollaria", "sentti", "senttiä"),
        "SEK": ("Ruotsin kruunu", "Ruotsin kruunua", "äyri", "äyriä"), "JPY": ("jeni", "jeniä"),
    },
}  # fmt: skip

_AND = {"vi": " và ", "en": " and ", "fi": " ja "}


def in_words(amount: Money, language: str) -> str:
    """The amount in words, with a capital: One million dong. KeyError for a currency the desk does not keep."""
    units = _UNITS[language][amount.currency]
    whole, part = divmod(amount.minor, 10 ** CURRENCIES[amount.currency])
    said = [f"{number(whole, language)} {units[whole != 1]}"] if whole or not part else []
    if part:
        said.append(f"{number(part, language)} {units[2 + (part != 1)]}")
    text = _AND[language].join(said)
    return text[0].upper() + text[1:]


def number(value: int, language: str) -> str:
    """A whole number from 0 to 10^15 in words. ValueError outside of that."""
    if not 0 <= value <= MOST:
        raise ValueError(f"not written in words: {value}")
    return " ".join(_SPOKEN[language](value))


# Vietnamese ---------------------------------------------------------------------------------------------------------

_VI = "không một hai ba bốn năm sáu bảy tám chín".split()


def _vietnamese(value: int, full: bool = False) -> Iterator[str]:
    """`full`: something larger was said before, so that hundreds are said even where there are none."""
    billions, rest = divmod(value, 10**9)
    if billions:
        yield from _vietnamese(billions, full)
        yield "tỷ"
        full = True
    for size, name in ((10**6, "triệu"), (1000, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            yield from _vietnamese_group(group, full)
            yield from (name,) if name else ()
            full = True
    if not value:
        yield _VI[0]


def _vietnamese_group(group: int, full: bool) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    if hundreds or full:
        yield from (_VI[hundreds], "trăm")
    if tens == 0 and ones:
        yield from ("lẻ", _VI[ones]) if hundreds or full else (_VI[ones],)
    elif tens:
        yield from ("mười",) if tens == 1 else (_VI[tens], "mươi")
        if ones:
            yield "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _VI[ones]


# English ------------------------------------------------------------------------------------------------------------

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_SIZES = ((10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def _english(value: int) -> Iterator[str]:
    rest, larger = value, False
    for size, name in _EN_SIZES:
        group, rest = divmod(rest, size)
        if group:
            yield from (*_english_group(group, False), name)
            larger = True
    if rest or not larger:
        yield from _english_group(rest, larger)


def _english_group(group: int, larger: bool) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    if hundreds:
        yield from (_EN[hundreds], "hundred")
    if rest and (hundreds or larger):
        yield "and"
    if rest >= 20:
        yield _EN_TENS[rest // 10] + (f"-{_EN[rest % 10]}" if rest % 10 else "")
    elif rest or not (hundreds or larger):
        yield _EN[rest]


# Finnish ------------------------------------------------------------------------------------------------------------

_FI = "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen".split()
_FI_SIZES = (
    (10**15, "biljardi", "biljardia"), (10**12, "biljoona", "biljoonaa"), (10**9, "miljardi", "miljardia"),
    (10**6, "miljoona", "miljoonaa"),
)  # fmt: skip


def _finnish(value: int) -> Iterator[str]:
    rest = value
    for size, one, many in _FI_SIZES:
        group, rest = divmod(rest, size)
        if group:
            yield from (_FI[1], one) if group == 1 else (_finnish_group(group), many)
    thousands, rest = divmod(rest, 1000)
    if thousands:
        yield "tuhat" if thousands == 1 else f"{_finnish_group(thousands)}tuhatta"
    if rest or not value:
        yield _finnish_group(rest)


def _finnish_group(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    out = "" if not hundreds else "sata" if hundreds == 1 else f"{_FI[hundreds]}sataa"
    if rest <= 10:
        return out + (_FI[rest] if rest or not hundreds else "")
    if tens == 1:
        return f"{out}{_FI[ones]}toista"
    return f"{out}{_FI[tens]}kymmentä{_FI[ones] if ones else ''}"


_SPOKEN = {"vi": _vietnamese, "en": _english, "fi": _finnish}
