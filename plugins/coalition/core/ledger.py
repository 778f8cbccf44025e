"""The ledger: what each piece of work read and gave, so that it is done again only when it has to.

A piece of work has a name, the names of all that it read (``reads``), and a small result of plain
JSON values. Whatever it read is either a text of an item, which has a mark, or the answer to a
question, which has a fingerprint. When none of them has changed, neither has the result: no list of
dependencies is written by hand (verifying traces, in the words of “Build systems à la carte”,
Mokhov, Mitchell, Peyton Jones, 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property
from typing import Any, Final

from msgspec import Struct, field

# Words before the name of an item's text; every other name is a question.
MARKED: Final = ("facts", "face", "text")


# More changes than this are not looked for one by one.
_FEW: Final = 40


# What a piece of work read (places in the names of a ledger, as a text with spaces around each), and
# its result.
Work = tuple[str, Any]


class Records(Struct, frozen=True):
    """A ledger as plain values: ``work`` by its name, fingerprints of ``answers`` by their question."""

    names: list[str] = field(default_factory=list)
    work: dict[str, Work] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


class Ledger:
    """What was done in the last build, and what of it still holds in this one."""

    def __init__(self, before: Records | None = None) -> None:
        before = before or Records()
        self._before = before.work
        self._names = list(before.names)
        self._answers = dict(before.answers)
        self._stale: Set[str] = frozenset()
        self._now: dict[str, Work] = {}

    @cached_property
    def _places(self) -> dict[str, str]:
        return {name: str(place) for place, name in enumerate(self._names)}

    def changed(self, texts: Iterable[str], answer: Callable[[str], str] | None) -> None:
        """Take note of what has changed: the names of texts, and questions answered otherwise.

        ``answer`` gives the fingerprint of a question's answer now; None when none can be another.
        """
        names = set(texts)
        if answer is not None:
            for name, before in self._answers.items():
                now = answer(name)
                if now != before:
                    self._answers[name] = now
                    names.add(name)
        places = [self._places[name] for name in names if name in self._places] if names else []
        self._stale = frozenset(self._reading(places))

    def _reading(self, places: list[str]) -> Iterator[str]:
        """The work that read any of the names at ``places``."""
        if len(places) > _FEW:
            changed = set(places)
            for name, (reads, _) in self._before.items():
                if not changed.isdisjoint(reads.split()):
                    yield name
        elif places:
            padded = [f" {place} " for place in places]
            for name, (reads, _) in self._before.items():
                if any(place in reads for place in padded):
                    yield name

    @property
    def stale(self) -> Set[str]:
        """The work of the last build that does not hold any more."""
        return self._stale

    def holds(self, name: str) -> bool:
        """Whether the work ``name`` was done and need not be done again."""
        return name in self._before and name not in self._stale

    def recall(self, name: str) -> Any:
        """The result of the work ``name``, which ``holds``."""
        found = self._now[name] = self._before[name]
        return found[1]

    def carry(self) -> None:
        """All work that holds is recalled, but for what was done again in this build."""
        held = {name: one for name, one in self._before.items() if name not in self._stale}
        self._now = held | self._now

    def result(self, name: str) -> Any:
        """The result of the work ``name``, of this build or else of the last one."""
        return (self._now.get(name) or self._before[name])[1]

    @property
    def done(self) -> Iterable[str]:
        """The names of all work that was done or recalled in this build."""
        return self._now.keys()

    def record(self, name: str, reads: Set[str], result: Any = None) -> None:
        """The work ``name`` was done now."""
        found = list(map(self._places.get, reads))
        places = [*filter(None, found)]
        if len(places) < len(found):
            new = sorted([one for one, place in zip(reads, found, strict=True) if place is None])
            added = [str(place) for place in range(len(self._names), len(self._names) + len(new))]
            self._names += new
            self._places.update(zip(new, added, strict=True))
            places += added
        self._now[name] = f" {' '.join(places)} ", result

    def records(self, answer: Callable[[str], str]) -> Records:
        """All that was done and recalled in this build, with the answer to each question."""
        answers = self._answers
        known = len(answers) + sum(name.startswith(MARKED) for name in self._names)
        if known < len(self._names):
            for name in self._names:
                if name not in answers and not name.startswith(MARKED):
                    answers[name] = answer(name)
        return Records(self._names, self._now, answers)
