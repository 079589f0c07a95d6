"""How long the wording checks take on 500 characters, the length of a long answer: run at each keystroke."""

import statistics
import sys
import time
from pathlib import Path

from desk.cases.wording import KINDS, examine
from desk.i18n import LANGUAGES

CORPUS = Path(__file__).parent.parent / "data" / "wording"
FLOOR_MS = 2.0
LENGTH = 500
TEXTS = 40


def texts(kind: str, language: str) -> list[str]:
    """Texts of 500 characters, each put together from other lines of the corpus."""
    rows = (CORPUS / f"{kind}.{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    lines = [row.split("\t")[2] for row in rows]
    return [" ".join(lines[n:] + lines[:n])[:LENGTH] for n in range(0, 2 * TEXTS, 2)]


def median_ms(kind: str, language: str) -> float:
    """The median time of one text, after every pattern has been read once."""
    chosen = texts(kind, language)
    examine(kind, chosen[0], language)
    taken = []
    for text in chosen * 5:
        start = time.perf_counter()
        examine(kind, text, language)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> int:
    worst = 0.0
    for kind in KINDS:
        for language in LANGUAGES:
            ours = median_ms(kind, language)
            worst = max(worst, ours)
            name = f"wording-{kind}-{language}"
            print(f"{name} ratio={ours / FLOOR_MS:.2f} goal=1.0 ours_ms={ours:.3f} floor_ms={FLOOR_MS}")
    return 0 if worst <= FLOOR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
