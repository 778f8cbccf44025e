"""One run: every peer in turn, again and again, so that each ratio is taken within minutes."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from . import machine
from .corpus import Corpus
from .measure import Failed, timed, weighed
from .peers import COLD, EDIT, FIRST_EDIT, PEERS, coalition
from .results import Built, Row

# Room for a document: its sources and outputs in every layout, and the hungriest peer's memory.
BYTES_PER_DOCUMENT: Final = 300_000
_MEMORY_DISK: Final = Path("/dev/shm")


@dataclass(frozen=True)
class Step:
    """One command to run; number 0 is weighed, the others are timed."""

    peer: str
    scenario: str
    repetition: int

    @property
    def words(self) -> str:
        """What a person reads while it runs."""
        how = f"repetition {self.repetition}" if self.repetition else "for its memory"
        return f"{PEERS[self.peer].label}, {self.scenario}, {how}"


def plan(size: str, repetitions: int, names: Sequence[str]) -> list[Step]:
    """All steps in their order.

    What is weighed comes first, and so also fills the caches of the system and of Python, which
    would otherwise be a cost of whoever is timed first.
    """
    once = {name for name in names if PEERS[name].slow and size == "L"}
    steps = [Step(name, COLD, 0) for name in names if name not in once]
    for repetition in range(1, repetitions + 1):
        for name in names:
            if repetition == 1 or name not in once:
                steps += [Step(name, one, repetition) for one in PEERS[name].scenarios]
    return steps


@contextlib.contextmanager
def work_folder(given: Path | None, documents: int) -> Iterator[Path]:
    """A folder for sources and outputs: ``given``, which stays, or a fresh one, which goes.

    A fresh one lies in memory where there is room, so that no disk is measured. Raises Failed.
    """
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        if any(given.iterdir()):
            raise Failed(f"{given} is not empty; name a folder that is, or none.")
        yield given.resolve()
        return
    place = _MEMORY_DISK if _room_in_memory() > documents * BYTES_PER_DOCUMENT else None
    with tempfile.TemporaryDirectory(prefix="coalition-bench-", dir=place) as folder:
        yield Path(folder).resolve()


def _room_in_memory() -> int:
    if not (_MEMORY_DISK.is_dir() and os.access(_MEMORY_DISK, os.W_OK)):
        return 0
    return min(shutil.disk_usage(_MEMORY_DISK).free, machine.free_memory())


class Running:
    """The steps of one run, in the folder ``work``; ``built`` fills up on the way."""

    def __init__(self, run: str, corpus: Corpus, work: Path, venvs: Mapping[str, Path]) -> None:
        self._run, self._corpus, self._work, self._venvs = run, corpus, work, venvs
        self.built: dict[str, Built] = {}

    def lay_out(self, name: str) -> None:
        """Write the sources of a peer."""
        PEERS[name].lay_out(self._corpus, self._work / name / "site")

    def perform(self, step: Step) -> Row:
        """Do one step, and look whether it did what was asked. Raises Failed."""
        folder = self._work / step.peer
        command = PEERS[step.peer].command(folder, self._venvs.get(step.peer, folder))
        title = ""
        if step.scenario == COLD:
            clear(folder)
        if step.scenario in (FIRST_EDIT, EDIT):
            event = coalition.edited_file(self._corpus, folder / "site")
            title = coalition.edit(event, 2 * step.repetition + (step.scenario == EDIT))
        where = (self._run, step.peer, step.scenario, step.repetition)
        if step.repetition:
            cost = timed(command, folder / "site")
            row = Row(*where, user=cost.user, system=cost.system, wall=cost.wall)
        else:
            row = Row(*where, peak=weighed(command, folder / "site"))
        if step.peer not in self.built:
            self.built[step.peer] = self._count(step.peer)
        if title:
            self._expect(title, folder / "output")
        return row

    def _count(self, name: str) -> Built:
        built = count(self._work / name / "output")
        if built.pages < len(self._corpus.documents):
            raise Failed(f"{PEERS[name].label} built {built.pages} pages only.")
        return built

    def _expect(self, title: str, output: Path) -> None:
        """A build that is fast and wrong is not worth a figure."""
        pages = output.rglob(f"{self._corpus.edited}/index.html")
        if not any(title in page.read_text("utf-8") for page in pages):
            raise Failed(f"After the edit no page says “{title}”.")


def clear(folder: Path) -> None:
    """Remove all but the sources of a peer: output, state, caches."""
    for path in folder.iterdir():
        if path.name == "site":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def count(output: Path) -> Built:
    """The files that a peer built, by kind, and their bytes."""
    files = [path for path in output.rglob("*") if path.is_file()]
    return Built(
        pages=sum(path.suffix == ".html" for path in files),
        xml=sum(path.suffix == ".xml" for path in files),
        files=len(files),
        bytes=sum(path.stat().st_size for path in files),
    )


def told(row: Row) -> str:
    """What a step cost, for a person who waits."""
    if row.cpu is None or row.wall is None:
        return "not told by this system" if row.peak is None else f"{row.peak:.0f} MiB"
    return f"{row.cpu:.2f} s of CPU in {row.wall:.2f} s"
