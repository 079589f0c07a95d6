"""The whole table of speeds: python -m tests.benchmarks [--sizes 10000,100000] [--stores FOLDER] [--only list,search].

Each measurement runs in a process of its own on a store of each size. The stores are kept in the folder and used
again; those that a measurement writes into stay whole, and grow by a few cases.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from .generate import many

#: In this order; what takes no size is measured once.
SIZED = ("start", "list", "scroll", "search", "chips", "record", "rebuild", "memory")
ONCE = ("opening", "form", "wording", "imports")


def store_of(folder: Path, cases: int) -> Path:
    """The sample store of that size, made when it is not there."""
    path = folder / f"{cases}.desk"
    if not path.exists():
        print(f"# making {path.name}", flush=True)
        many(path, cases)
    return path


def command(name: str, folder: Path, cases: int) -> list[str]:
    """How one measurement is called."""
    call = [sys.executable, "-m", f"tests.benchmarks.{name}"]
    if not cases:
        return call
    call += ["--cases", str(cases), "--store", str(store_of(folder, cases))]
    return [*call, "--small", str(store_of(folder, 10_000))] if name == "memory" else call


def run(name: str, folder: Path, cases: int) -> bool:
    """One measurement; whether it is over one of its goals."""
    print(f"# {name}" + (f" at {cases:,} cases" if cases else ""), flush=True)
    return subprocess.run(command(name, folder, cases), check=False).returncode != 0


def main() -> int:
    """Everything asked for, one after the other. 1 when anything is over its goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="how many cases the stores have")
    parser.add_argument("--stores", type=Path, help="where the sample stores are kept; a million cases take 6.5 GB")
    parser.add_argument("--only", default=",".join((*SIZED, *ONCE)), help="which measurements")
    given = parser.parse_args()
    wanted = given.only.split(",")
    over: list[str] = []
    with tempfile.TemporaryDirectory() as passing:
        folder = given.stores or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for cases in map(int, given.sizes.split(",")):
            over += [f"{name} at {cases:,}" for name in SIZED if name in wanted and run(name, folder, cases)]
        over += [name for name in ONCE if name in wanted and run(name, folder, 0)]
    print(f"# over their goals: {', '.join(over) or 'none'}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
