"""From what was measured to the figures that have a bar and an aim."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from .peers import COLD, EDIT, HUGO, NOCHANGE, PELICAN
from .results import Measured, Row


class Goal(NamedTuple):
    """What has to be reached, and what we would like to reach; at most."""

    bar: float
    aim: float


@dataclass(frozen=True)
class Figure:
    """One of our builds against the full build of a peer."""

    words: str
    scenario: str
    against: str
    goals: Mapping[str, Goal]  # by size
    what: str = "cpu"


FIGURES: Final = (
    Figure("cold build / Pelican + i18n-subsites", COLD, PELICAN, {"M": Goal(0.12, 0.06)}),
    Figure("cold build / Hugo’s full build", COLD, HUGO, {"M": Goal(1.0, 0.5)}),
    Figure(
        "one event edited / Hugo’s full build",
        EDIT,
        HUGO,
        {"M": Goal(0.10, 0.03), "L": Goal(0.08, 0.02)},
    ),
    Figure("nothing changed / Hugo’s full build", NOCHANGE, HUGO, {"M": Goal(0.04, 0.01)}),
    Figure("peak memory, cold / Hugo", COLD, HUGO, {"M": Goal(0.5, 0.15)}, what="peak"),
)
GROWTH: Final = Goal(1.1, 1.05)


class Spread(NamedTuple):
    """The median of some values, the least and the greatest."""

    middle: float
    least: float
    most: float


def spread(values: Iterable[float]) -> Spread | None:
    """The spread of some values; None when there are none."""
    found = list(values)
    return Spread(statistics.median(found), min(found), max(found)) if found else None


def values(rows: Iterable[Row], peer: str, scenario: str, what: str) -> dict[int, float]:
    """What was measured of a peer, by repetition."""
    return {
        row.repetition: getattr(row, what)
        for row in rows
        if (row.peer, row.scenario) == (peer, scenario) and getattr(row, what) is not None
    }


def ratios(rows: Sequence[Row], figure: Figure, ours: str) -> list[float]:
    """Ours over theirs, within each repetition that has both: a busy hour is busy for both."""
    theirs = values(rows, figure.against, COLD, figure.what)
    return [
        value / theirs[repetition]
        for repetition, value in values(rows, ours, figure.scenario, figure.what).items()
        if repetition in theirs
    ]


def growth(less: Measured, more: Measured, peer: str) -> float | None:
    """By which power of the number of documents the CPU of a cold build grows; 1 is in step."""
    cost = [spread(values(one.rows, peer, COLD, "cpu").values()) for one in (less, more)]
    if cost[0] is None or cost[1] is None:
        return None
    documents = more.run.documents / less.run.documents
    return math.log(cost[1].middle / cost[0].middle) / math.log(documents)


def reached(value: float | None, limit: float) -> bool | None:
    """Whether a figure is at its limit or below; None when it was not measured."""
    return None if value is None else value <= limit
