"""What was measured, one JSON object a line. A run counts once its last line, ``Run``, is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One command: either timed or weighed, never both."""

    run: str
    peer: str
    scenario: str
    repetition: int
    user: float | None = None
    system: float | None = None
    wall: float | None = None
    peak: float | None = None

    @property
    def cpu(self) -> float | None:
        """Seconds of processor time."""
        return None if self.user is None or self.system is None else self.user + self.system


@dataclass(frozen=True)
class Built:
    """What a peer made of the corpus."""

    pages: int
    xml: int
    files: int
    bytes: int


@dataclass(frozen=True)
class Run:
    """One call of the task; ``run`` is the time when it began, in UTC."""

    run: str
    size: str
    documents: int
    repetitions: int
    machine: str
    versions: str
    commit: str
    disk: str
    load: float
    built: Mapping[str, Built] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """A whole run."""

    run: Run
    rows: tuple[Row, ...]


def append(path: Path, one: Row | Run) -> None:
    """Add a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps({type(one).__name__: asdict(one)}, ensure_ascii=False) + "\n")


def last(path: Path) -> dict[str, Measured]:
    """The last whole run of each size."""
    rows: dict[str, list[Row]] = {}
    runs: dict[str, Run] = {}
    for line in _lines(path):
        for name, values in line.items():
            if name == "Row":
                rows.setdefault(values["run"], []).append(Row(**values))
            else:
                built = {peer: Built(**one) for peer, one in values.pop("built").items()}
                runs[values["size"]] = Run(**values, built=built)
    return {size: Measured(run, tuple(rows[run.run])) for size, run in runs.items()}


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
