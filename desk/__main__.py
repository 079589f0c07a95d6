"""The command line: what was asked, and one clear sentence when it cannot be done."""

from __future__ import annotations

import sys

if len(sys.argv) == 1:  # the window, as every day: what it can let wait must not be there yet
    import desk.app.lean  # isort: skip  # noqa: F401

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from desk import __version__
from desk.i18n import LANGUAGES, N_, Catalogue, Words, catalogue

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Run = Callable[[argparse.Namespace, Catalogue], int]
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

OK, REFUSED, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 when it was done, 1 when it was refused, 2 when it was called wrongly."""
    if argv is None:
        _utf8()
    given = sys.argv[1:] if argv is None else list(argv)
    args = _parser().parse_args(given) if given else _only_the_window()
    words = catalogue(args.in_language or _spoken())
    run: Run = args.run
    try:
        return run(args, words)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; say no more
        return OK
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else ""
        text = N_("{file}: {reason}. Nothing was changed.") if name else N_("{reason}. Nothing was changed.")
        complain(words.say(Words(text, {"file": name, "reason": error.strerror or type(error).__name__})))
    except Exception as error:
        if not isinstance(getattr(error, "words", None), Words):
            raise
        complain(words.say(error.words))  # type: ignore[attr-defined]
    return REFUSED


def _utf8() -> None:
    """A console that cannot write a letter shows it escaped; it never ends a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _spoken() -> str:
    """The language of the terminal, English when the desk does not speak it."""
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
    return spoken if spoken in LANGUAGES else "en"


def say(text: str) -> None:
    print(text)


def complain(text: str) -> None:
    print(text, file=sys.stderr)


def _now() -> datetime:
    return datetime.now(UTC)


def _only_the_window() -> argparse.Namespace:
    """What is meant where nothing is asked for. So the desk is opened every day, and waits for no command line."""
    return SimpleNamespace(run=_window, store=None, in_language=None)  # type: ignore[return-value]


def _parser() -> argparse.ArgumentParser:
    import argparse  # late: the window is opened without

    parser = argparse.ArgumentParser(
        prog="desk", description="A complaint desk for shops: from the customer's first word to the signed agreement."
    )
    parser.add_argument("--version", action="version", version=f"desk {__version__}")
    parser.add_argument("--in", dest="in_language", choices=LANGUAGES, help="language of what this command says")
    parser.add_argument("--store", type=Path, metavar="FILE", help="open this store instead of the branch's own")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    demo = commands.add_parser("demo", help="look around in a sample branch with cases in every state")
    demo.add_argument("--headless", action="store_true", help="without a window: print the list, write the papers")
    demo.add_argument("--out", type=Path, default=Path("desk-demo"), metavar="DIR", help="where papers are written")
    demo.add_argument("--cases", type=_count, default=0, metavar="N", help="only make a store of so many cases in DIR")
    demo.set_defaults(run=_demo)

    rehearse = commands.add_parser("rehearse", help="replay scenario files and compare with what they expect")
    rehearse.add_argument("files", nargs="*", type=Path, metavar="FILE")
    rehearse.add_argument("--vocabulary", action="store_true", help="print every step, its fields and its rules")
    rehearse.set_defaults(run=_rehearse, parser=rehearse)

    roles = commands.add_parser("roles", help="print what each role may do, step by step and deed by deed")
    roles.set_defaults(run=_roles)

    wording = commands.add_parser("wording", help="look for doubtful wording, line by line of a text file")
    wording.add_argument("kind", choices=("apology", "promise", "neutral"))
    wording.add_argument("file", type=Path, metavar="FILE")
    wording.add_argument("--language", choices=LANGUAGES, required=True, help="the language of the text")
    wording.set_defaults(run=_wording)
    _on_a_store(commands)
    return parser


def _on_a_store(commands: _Commands) -> None:
    """The commands that open a store."""
    listing = _stored(commands, "list", "list the cases of a store", _list)
    listing.add_argument("--chip", default="all", help="open, mine, waiting, due_today, late, follow_up, closed, all")
    showing = _stored(commands, "show", "show one case with its clocks and its story", _show)
    showing.add_argument("case", metavar="CASE", help="the case's number")
    paper = _stored(commands, "paper", "write a paper of a case as a PDF file", _paper)
    paper.add_argument("paper", choices=("agreement", "slip"))
    paper.add_argument("case", metavar="CASE", help="the case's number")
    paper.add_argument("--language", choices=LANGUAGES, help="the customer's language when left out")
    paper.add_argument("--second", choices=LANGUAGES, help="a second language beside the first")
    paper.add_argument("--out", type=Path, required=True, metavar="FILE")
    _stored(commands, "check", "prove that a store is whole", _check)
    verify = _stored(commands, "verify", "say whether a paper is genuine, altered, replaced or not ours", _verify)
    verify.add_argument("file", type=Path, metavar="FILE", help="a PDF file, or a scan or photograph (PNG, JPEG)")
    seal = _stored(commands, "seal", "put the store's seal on a genuine paper", _seal)
    seal.add_argument("file", type=Path, metavar="FILE.pdf")
    seal.add_argument("--out", type=Path, required=True, metavar="FILE")
    bringing = _stored(commands, "import", "bring in a list of old complaints (xlsx, xls, ods, CSV)", _import)
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--by", default="", metavar="MANAGER", help="who brings it in; their PIN is asked")
    bringing.add_argument("--sheet", default="", metavar="NAME", help="which sheet of the file")
    bringing.add_argument("--year", type=int, default=0, help="in which year the days without one begin")
    bringing.add_argument("--day-above", action="store_true", help="a complaint without a day is of the day above")
    bringing.add_argument("--open", action="store_true", help="complaints are still open where the list does not say")
    bringing.add_argument("--twins", action="store_true", help="bring in also those that are there already")
    bringing.add_argument("--leave-out", action="store_true", help="leave out rows with trouble, bring in the others")
    bringing.add_argument("--check", action="store_true", help="only say what would happen")


def _count(text: str) -> int:
    import argparse  # late, as above

    number = int(text)  # ValueError is argparse's own "invalid value"
    if not 1 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError("a number from 1 to 10000000")
    return number


def _stored(commands: _Commands, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """A command that reads a store."""
    import argparse  # late, as above

    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.add_argument("--store", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the store to read")
    command.set_defaults(run=run)
    return command


# The commands; each imports what it needs, so that a command starts no slower than its own work. -------------------


def _window(args: argparse.Namespace, words: Catalogue) -> int:
    from desk import app

    if trouble := app.display_trouble():
        complain(words.say(trouble))
        return REFUSED
    return app.run(args.store)


def _demo(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import demo

    if args.cases:
        from desk.commands import sample

        sample.many(demo.fresh(args.out), args.cases, _now(), say)
        return OK
    if not args.headless:
        from desk import app

        trouble = app.display_trouble()
        if trouble is None:
            return app.demo()
        text = N_("This machine has no display, so the demonstration runs without a window. Papers go to {out}.")
        say(words.say(Words(text, {"out": args.out})))
    return demo.headless(args.out, _now(), words, say)


def _rehearse(args: argparse.Namespace, words: Catalogue) -> int:
    if args.vocabulary:
        from desk.commands.vocabulary import vocabulary

        for line in vocabulary(words):
            say(line)
        return OK
    if not args.files:
        args.parser.error("name at least one scenario file, or --vocabulary")
    from desk.commands.rehearse import rehearse

    return rehearse(args.files, words, say, complain)


def _roles(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands.roles import roles

    for line in roles(words):
        say(line)
    return OK


def _wording(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands.wording import wording

    return wording(args.kind, args.language, args.file, words, say)


def _list(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import reading

    with reading.opened(args.store, words) as store:
        return reading.print_list(store, _now(), words, say, args.chip)


def _show(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import reading

    with reading.opened(args.store, words) as store:
        return reading.show(store, args.case, _now(), words, say)


def _paper(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import reading

    with reading.opened(args.store, words) as store:
        languages = tuple(dict.fromkeys(x for x in (args.language, args.second) if x))
        return reading.paper(store, args.paper, args.case, languages, args.out, words, say)


def _check(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import reading

    with reading.opened(args.store, words) as store:
        return reading.check(store, words, say)


def _verify(args: argparse.Namespace, words: Catalogue) -> int:
    from desk.commands import reading, verify

    with reading.opened(args.store, words) as store:
        return verify.verify_file(store, args.file, words, say)


def _seal(args: argparse.Namespace, words: Catalogue) -> int:
    from getpass import getpass

    from desk.commands import reading, verify

    with reading.opened(args.store, words) as store:
        return verify.seal_file(store, args.file, args.out, _now(), getpass, words, say)


def _import(args: argparse.Namespace, words: Catalogue) -> int:
    from getpass import getpass

    from desk.commands import bring_in, reading

    with reading.opened(args.store, words) as store:
        wanted = bring_in.Wanted(
            args.file, args.by, args.open, args.twins, args.leave_out, args.check, args.sheet, args.year,
            args.day_above,
        )  # fmt: skip
        return bring_in.bring_in(store, wanted, _now(), getpass, words, say)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in a bundle, a process for papers starts with this program again
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
