"""``python -m bench``: measure one size, keep the results, write them into docs/performance.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import machine, report
from .corpus import SIZES, make
from .environments import environment
from .measure import Failed
from .peers import HUGO, OURS, OURS_FULL, PEERS, PELICAN
from .peers.common import packages
from .results import Run, append, last
from .running import Running, plan, told, work_folder

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "bench"
RESULTS = CACHE / "results.jsonl"
DOCUMENT = ROOT / "docs" / "performance.md"


def parser() -> argparse.ArgumentParser:
    """The flags."""
    main = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    main.add_argument("--size", choices=SIZES, default="S", help="of the corpus")
    main.add_argument(
        "--reps", type=_number, default=3, metavar="N", help="how often each is timed"
    )
    main.add_argument(
        "--peers",
        type=_peers,
        default=[HUGO, PELICAN],
        metavar="NAMES",
        help="whom to compare with: hugo,pelican (default) or one of them",
    )
    main.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="an empty folder for sources and outputs, which stay there",
    )
    main.add_argument(
        "--report", action="store_true", help="measure nothing, write the last results again"
    )
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure or report; 0 when done, 2 when something around it did not allow it."""
    flags = parser().parse_args(arguments)
    try:
        if not flags.report:
            measure(flags.size, flags.reps, [*flags.peers, OURS, OURS_FULL], flags.work)
        measured = last(RESULTS)
        sizes = SIZES if flags.report else [flags.size]
        document = report.update(DOCUMENT.read_text("utf-8"), measured, sizes)
    except Failed as failed:
        sys.stderr.write(f"{failed}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    DOCUMENT.write_text(document, "utf-8")
    tell(f"The figures are in {DOCUMENT.relative_to(ROOT)}.")
    return 0


def measure(size: str, repetitions: int, names: Sequence[str], work: Path | None) -> None:
    """Measure one size, and add the results to those that are kept. Raises Failed."""
    venvs = {
        name: environment(CACHE / name, peer.requirements, tell)
        for name in names
        if (peer := PEERS[name]).requirements is not None
    }
    corpus = make(SIZES[size])
    begun, load = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), machine.load()
    with work_folder(work, len(corpus.documents)) as folder:
        tell(f"{size}: {len(corpus.documents):,} documents, in {folder}")
        running = Running(begun, corpus, folder, venvs)
        for name in names:
            tell(f"Laying out the sources: {PEERS[name].label}")
            running.lay_out(name)
        steps = plan(size, repetitions, names)
        for number, step in enumerate(steps, 1):
            print(f"{number} of {len(steps)}: {step.words} … ", end="", flush=True)
            try:
                row = running.perform(step)
            except BaseException:
                tell("not finished")
                raise
            tell(told(row))
            append(RESULTS, row)
        run = Run(
            run=begun,
            size=size,
            documents=len(corpus.documents),
            repetitions=repetitions,
            machine=machine.machine(),
            versions=_versions(venvs),
            commit=machine.commit(ROOT),
            disk=machine.disk(folder),
            load=load,
            built=running.built,
        )
    append(RESULTS, run)


def tell(words: str) -> None:
    """Say something to the person who waits."""
    print(words, flush=True)


def _versions(venvs: Mapping[str, Path]) -> str:
    wanted = {HUGO: ("hugo",), PELICAN: ("pelican", "pelican-i18n-subsites", "markdown")}
    return ", ".join(machine.versions(packages(venv), wanted[name]) for name, venv in venvs.items())


def _number(words: str) -> int:
    if not words.isdecimal() or int(words) == 0:
        raise argparse.ArgumentTypeError(f"{words!r} is no number of times")
    return int(words)


def _peers(words: str) -> list[str]:
    names = words.split(",")
    for name in names:
        if name not in (HUGO, PELICAN):
            raise argparse.ArgumentTypeError(f"there is no peer {name!r}")
    return [name for name in PEERS if name in names]


if __name__ == "__main__":
    sys.exit(main())
