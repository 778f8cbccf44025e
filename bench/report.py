"""The figures in docs/performance.md, between two marks; the words around them are a person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from . import figures
from .figures import FIGURES, GROWTH, Figure, Goal, Spread
from .measure import Failed
from .peers import COLD, HUGO, OURS, OURS_FULL, PEERS
from .results import Measured

BEGIN: Final = "<!-- bench:begin -->"
END: Final = "<!-- bench:end -->"
_ORDER: Final = ("S", "M", "L", "Growth")
_HEAD: Final = ("figure", "ours", "bar", "reached", "aim", "reached", "ours, all outputs")
_BUILDS: Final = (
    "build", "times", "CPU s", "clock s", "memory MiB", "HTML", "XML", "files", "MB",
)  # fmt: skip
_NOTHING: Final = "–"


def update(document: str, measured: Mapping[str, Measured], sizes: Iterable[str]) -> str:
    """The document with the sections of ``sizes`` anew; the others stay as they are written.

    Raises Failed when the marks are missing.
    """
    found = re.fullmatch(f"(.*{BEGIN}\n)(.*)({END}.*)", document, re.DOTALL)
    if found is None:
        raise Failed(f"The document has no lines {BEGIN} and {END}.")
    before, between, after = found.groups()
    sections = {
        match[1]: match[0].strip()
        for match in re.finditer(r"^### (\w+):.*?(?=^### |\Z)", between, re.DOTALL | re.MULTILINE)
    }
    for size in sizes:
        if size in measured:
            sections[size] = section(measured[size])
    if "M" in measured and "L" in measured:
        sections["Growth"] = growth(measured["M"], measured["L"])
    written = [sections[name] for name in _ORDER if name in sections]
    if not written:
        return document
    return before + "".join(f"\n{one}\n" for one in written) + "\n" + after


def section(measured: Measured) -> str:
    """What was measured at one size."""
    run = measured.run
    code = f", commit {run.commit}" if run.commit else ""
    facts = (
        f"{run.run[:10]}{code}; repetitions: {run.repetitions}",
        f"{run.machine}; {run.versions}",
        f"sources and outputs on {run.disk}; the machine’s load at the beginning: {run.load:.1f}",
    )
    return "\n".join(
        [
            f"### {run.size}: {run.documents:,} documents",
            "",
            *(f"- {fact}" for fact in facts),
            "",
            *_table(_HEAD, [_figure(measured, one) for one in FIGURES]),
            "",
            *_table(_BUILDS, _builds(measured)),
        ]
    )


def growth(less: Measured, more: Measured) -> str:
    """How the cost of a cold build grows from one size to the other."""
    theirs = figures.growth(less, more, HUGO)
    row = [
        "growth of CPU, exponent, cold",
        *_judged(figures.growth(less, more, OURS), GROWTH),
        _number(figures.growth(less, more, OURS_FULL)),
        _number(theirs),
    ]
    return "\n".join(
        [
            f"### Growth: from {less.run.size} to {more.run.size}",
            "",
            f"- {less.run.size} of {less.run.run[:10]}, {more.run.size} of {more.run.run[:10]}",
            "- 1 means: twice the documents, twice the CPU",
            "",
            *_table((*_HEAD, "Hugo"), [row]),
        ]
    )


def _figure(measured: Measured, figure: Figure) -> list[str]:
    goal = figure.goals.get(measured.run.size)
    ours = figures.spread(figures.ratios(measured.rows, figure, OURS))
    full = figures.spread(figures.ratios(measured.rows, figure, OURS_FULL))
    judged = _judged(ours.middle if ours else None, goal)
    return [figure.words, _spread(ours), *judged[1:], _spread(full)]


def _judged(value: float | None, goal: Goal | None) -> list[str]:
    """The value, and for the bar and for the aim: the limit, and whether it is reached."""
    cells = [_number(value)]
    for limit in goal or ():
        done = figures.reached(value, limit)
        cells += [f"{limit:g}", _NOTHING if done is None else "yes" if done else "**no**"]
    return cells if goal else [*cells, *[_NOTHING] * 4]


def _builds(measured: Measured) -> list[list[str]]:
    rows = []
    for name, peer in PEERS.items():
        built = measured.run.built.get(name)
        if built is None:
            continue
        for scenario in peer.scenarios:
            cpu, wall, peak = (
                figures.values(measured.rows, name, scenario, what)
                for what in ("cpu", "wall", "peak")
            )
            made = (
                f"{built.pages:,}",
                f"{built.xml:,}",
                f"{built.files:,}",
                f"{built.bytes / 1e6:.0f}",
            )
            rows.append(
                [
                    f"{peer.label}, {scenario}",
                    str(len(cpu)),
                    _spread(figures.spread(cpu.values())),
                    _spread(figures.spread(wall.values())),
                    f"{peak[0]:.0f}" if peak else _NOTHING,
                    *(made if scenario == COLD else [""] * 4),
                ]
            )
    return rows


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _spread(found: Spread | None) -> str:
    if found is None:
        return _NOTHING
    if found.least == found.most:
        return _number(found.middle)
    return f"{_number(found.middle)} ({_number(found.least)}–{_number(found.most)})"


def _number(value: float | None) -> str:
    if value is None:
        return _NOTHING
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"
