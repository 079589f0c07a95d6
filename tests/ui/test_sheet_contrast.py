"""Contrast, read out of the style sheet itself: whoever adds a rule is held to AA without adding it to a list."""

from __future__ import annotations

import re

import pytest

from desk.ui import style

from .test_shell_look import contrast

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NAMED = re.compile(r"@(\w+)")
#: What a rule that paints nothing behind its words can stand on.
BEHIND = ("surface", "raised")
#: What bears no words.
WORDLESS = ("handle", "separator", '[kind="line"]', '[kind="upright"]')
#: Words on these stand on a ground which another rule paints.
GROUNDS = {'QFrame[kind="practice_strip"]': "info_soft", 'QFrame[kind="toast"]': "ink"}


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Every rule as (selectors, what it sets), in the order of the sheet."""
    found = []
    for selectors, body in RULE.findall(sheet):
        pairs = (line.split(":", 1) for line in body.split(";") if ":" in line)
        found.append((" ".join(selectors.split()), {key.strip(): value.strip() for key, value in pairs}))
    return found


def named(value: str) -> str:
    return match[1] if (match := NAMED.search(value)) else ""


def written(sheet: str) -> set[tuple[str, str, str]]:
    """(selectors, ink, ground) for every rule that colours words or what is behind them."""
    pairs = set()
    for selectors, sets in rules(sheet):
        ink = named(sets.get("color", ""))
        ground = named(sets.get("background", ""))
        if (not ink and not ground) or any(part in selectors for part in WORDLESS):
            continue
        owner = next((g for start, g in GROUNDS.items() if selectors.startswith(start)), "")
        if "indicator" in selectors or (owner and not ink):
            continue  # bears no words, or is measured with the words that stand on it
        if 'kind="primary"]:hover' in selectors:
            ink = "on_accent"
        for back in (ground,) if ground else (owner,) if owner else BEHIND:
            pairs.add((selectors, ink or "ink", back))
        if marked := named(sets.get("selection-background-color", "")):
            pairs.add((selectors, named(sets["selection-color"]), marked))
    return pairs


def outlined(sheet: str) -> set[tuple[str, str]]:
    """(selectors, colour) for every outline of something that is pressed or typed into, or holds the keyboard."""
    found = set()
    for selectors, sets in rules(sheet):
        if "QFrame" in selectors or "QHeaderView" in selectors or ":disabled" in selectors:
            continue  # WCAG 1.4.11 leaves out what only divides, and what cannot be used
        for key in ("border", "border-color", "border-bottom-color"):
            if color := named(sets.get(key, "")):
                found.add((selectors, color))
    return found


def sheet() -> str:
    return style._SHEET + "".join(style._TONE.replace("@tone", f"@{t}").replace("NAME", t) for t in style._TONES)


@pytest.mark.parametrize("name", style.PALETTES)
def test_words_can_be_read_on_every_ground_the_sheet_paints(name):
    palette = style.PALETTES[name]
    measured = {pair: contrast(palette[pair[1]], palette[pair[2]]) for pair in written(sheet())}
    assert len(measured) > 30
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", style.PALETTES)
def test_outlines_in_the_sheet_can_be_seen(name):
    palette = style.PALETTES[name]
    measured = {(*pair, b): contrast(palette[pair[1]], palette[b]) for pair in outlined(sheet()) for b in BEHIND}
    assert len(measured) > 20
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < 3} == {}


def test_a_grey_rule_would_be_found():
    weak = 'QLabel[tone="x"] { color: @line; background: @surface; } QPushButton { border: 1px solid @line; }'
    assert written(weak) == {('QLabel[tone="x"]', "line", "surface")}
    assert outlined(weak) == {("QPushButton", "line")}
    assert contrast(style.PALETTES["light"]["line"], style.PALETTES["light"]["surface"]) < 3
