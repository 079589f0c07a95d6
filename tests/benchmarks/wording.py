"""How long the wording checks take on 500 characters, the length of a long answer: run at each keystroke."""

import argparse
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


def median_ms(kind: str, language: str) -> tuple[float, float]:
    """The median time of one text by the clock and of this thread, after every pattern has been read once."""
    chosen = texts(kind, language)
    examine(kind, chosen[0], language)
    taken, worked = [], []
    for text in chosen * 5:
        start, begun = time.perf_counter(), time.thread_time()
        examine(kind, text, language)
        worked.append((time.thread_time() - begun) * 1000)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.median(worked)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.wording", description=__doc__)
    parser.add_argument("--cases", type=int, help="taken as everywhere, and without effect: no case is looked at")
    parser.parse_args()
    worst = 0.0
    for kind in KINDS:
        for language in LANGUAGES:
            ours, worked = median_ms(kind, language)
            worst = max(worst, ours)
            name = f"wording-{kind}-{language}"
            figures = f"ours_ms={ours:.3f} floor_ms={FLOOR_MS} cpu_ms={worked:.3f}"
            print(f"{name} ratio={ours / FLOOR_MS:.2f} goal=1.0 {figures}")
    return 0 if worst <= FLOOR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
