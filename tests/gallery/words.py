"""A page of words: every refusal and every coach text, in the three languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from desk.cases import coach as coach_texts
from desk.cases.coach import Tip
from desk.cases.standards import RULES
from desk.cases.steps import STEPS
from desk.i18n import LANGUAGES, Words, catalogue
from tests.cases.beside_rows import BESIDE_THE_WAY
from tests.cases.rows import ON_THE_WAY

CELLS = tuple[str, ...]


def write(out: Path) -> None:
    """Write words.html beside the pictures."""
    parts = [
        ("Every refusal of a gate", ("what is tried", "rule"), refusals()),
        ("Every question that must be answered", ("step", "rule"), questions()),
        ("Every standard", ("rule", "source"), standards()),
        ("Every coach text", ("where", "rule"), tips()),
    ]
    body = "".join(_table(title, heads, rows) for title, heads, rows in parts)
    style = "body{font:15px sans-serif;margin:24px}td,th{border:1px solid #ccc;padding:6px;vertical-align:top}"
    page = f"<!doctype html><meta charset='utf-8'><title>Words</title><style>{style}</style>{body}"
    (out / "words.html").write_text(page, encoding="utf-8")


def said(words: Words | str) -> CELLS:
    return tuple(catalogue(language).say(words) for language in LANGUAGES)


def refusals() -> Iterator[CELLS]:
    """Each sentence that a gate has refused with, once."""
    known: set[CELLS] = set()
    for row in ON_THE_WAY + BESIDE_THE_WAY:
        for problem in row.met():
            texts = said(problem.words)
            if texts not in known:
                known.add(texts)
                yield row.says, problem.rule, *texts


def questions() -> Iterator[CELLS]:
    for step in STEPS.values():
        for field in step.fields:
            if field.required:
                yield step.name, field.rule or "required", *said(field.label)


def standards() -> Iterator[CELLS]:
    for rule in RULES.values():
        yield rule.name, rule.source, *said(rule.sentence)
        if rule.falls_short:
            yield f"{rule.name}: falls short", rule.source, *said(rule.falls_short)


def tips() -> Iterator[CELLS]:
    """Each text of the coach, under the place where it is told."""
    for name, told in vars(coach_texts).items():
        if name.startswith("_") or name == "ASIDE_TIPS":
            continue  # told again under the steps
        if isinstance(told, dict):
            for where, some in told.items():
                yield from _tips(f"{name.lower()} {where}", some if isinstance(some, tuple) else ())
        elif isinstance(told, tuple | Tip):
            yield from _tips(name.lower(), told if isinstance(told, tuple) else (told,))


def _tips(where: str, some: Iterable[object]) -> Iterator[CELLS]:
    for tip in some:
        if isinstance(tip, Tip):
            yield f"{where} ({tip.kind})", tip.rule, *said(tip.text)


def _table(title: str, heads: CELLS, rows: Iterable[CELLS]) -> str:
    top = "".join(f"<th>{escape(text)}</th>" for text in (*heads, *LANGUAGES.values()))
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{escape(title)}</h2><table><tr>{top}</tr>{lines}</table>"
