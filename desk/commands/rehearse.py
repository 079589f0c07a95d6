"""desk rehearse: play scenario files through the guide against a store in memory, and compare with what they expect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk.cases.scenario import Scenario, ScenarioProblem, load
from desk.i18n import Catalogue
from desk.store.journal import Journal
from desk.store.rehearsal import Played, in_memory, play

Say = Callable[[str], None]


def rehearse(paths: list[Path], words: Catalogue, say: Say, complain: Say) -> int:
    """Play every file; 0 when each line met what it expects, 1 otherwise."""
    failed = 0
    for path in paths:
        try:
            scenario = load(path)
        except ScenarioProblem as problem:
            complain(words.say(problem.words))
            failed += 1
            continue
        wrong = sum(_tell(played, scenario, words, say) for played in play(scenario, _opened(scenario, path, say)))
        say(words.gettext("  holds") if not wrong else words.gettext("  does not hold"))
        failed += bool(wrong)
    total = len(paths)
    say(words.ngettext("{n} scenario", "{n} scenarios", total).format(n=total) + ", "
        + words.gettext("{n} held").format(n=total - failed))  # fmt: skip
    return 1 if failed else 0


def _opened(scenario: Scenario, path: Path, say: Say) -> Journal:
    say(f"{path.stem}: {scenario.title}")
    return in_memory(scenario)


def _tell(played: Played, scenario: Scenario, words: Catalogue, say: Say) -> bool:
    """One line on the screen: when, who, what, and what it met. True when it was not as expected."""
    line, zone = played.line, scenario.branch.tz
    met = words.gettext("accepted") if played.accepted else words.gettext("refused")
    say(f"  {line.number:>3}  {line.at:%Y-%m-%d %H:%M}  {line.by:<12} {line.step:<18} {met}")
    for problem in played.problems:
        say(f"       {problem.rule}: {words.say(problem.words, zone)}")
    for difference in played.wrong:
        say("    ✗  " + words.say(difference, zone))
    return bool(played.wrong)
