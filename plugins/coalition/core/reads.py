"""What a piece of work reads, noted by name while it runs: so a build knows when to do it again.

Nobody has to declare on what a page depends, and so nobody can forget it. Whatever can change from
build to build is asked for through something that notes the question here: the text of an item, who
names it, what comes next, what day it is.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, Final, TypeVar

import msgspec

Holder = TypeVar("Holder")
Answer = TypeVar("Answer")


class _Nobody(set[str]):
    """Takes no note of anything."""

    def add(self, _name: str) -> None:
        pass

    def update(self, *_names: object) -> None:
        pass


_NOBODY: Final = _Nobody()
_PACK: Final = msgspec.msgpack.Encoder().encode

# The work that is under way, the innermost last. Nothing is noted while there is none.
_open: list[set[str]] = []


def note(name: str) -> None:
    """The work under way has read what ``name`` stands for."""
    if _open:
        _open[-1].add(name)


@contextmanager
def noted() -> Iterator[set[str]]:
    """Gather the names of all that is read inside, and leave whoever is around out of it."""
    names: set[str] = set()
    _open.append(names)
    try:
        yield names
    finally:
        _open.pop()


class Kept:
    """Answers kept for the next one who asks, who has then read all that was read for the first."""

    def __init__(self) -> None:
        self._kept: dict[Any, tuple[Any, tuple[str, ...]]] = {}

    def get(self, key: Any, make: Callable[..., Answer], *about: Any) -> Answer:
        """What ``make`` gives of ``about``, made once for each ``key``."""
        found = self._kept.get(key)
        if found is None:
            names: set[str] = set()
            _open.append(names)
            try:
                made = make(*about)
            finally:
                _open.pop()
            found = self._kept[key] = made, tuple(names)  # sets of a few take much memory
        if _open:
            _open[-1].update(found[1])
        value: Answer = found[0]
        return value


def once(make: Callable[[Any, Any], Answer]) -> Callable[[Any, Any], Answer]:
    """What is made of a thing for a reader, made once and kept with the reader."""

    @functools.wraps(make)
    def get(reader: Any, about: Any) -> Answer:
        value: Answer = reader.kept[make].get(about, make, reader, about)
        return value

    return get


def asked(
    answer: Callable[[Holder, str], Answer],
) -> Callable[Concatenate[Holder, ...], Answer]:
    """A question to the whole site, noted as its own name with the argument.

    The answer is made of what never is a text, so it can be compared from build to build: whoever
    asked is done again only when it is another one (``fingerprint``).
    """
    word = answer.__name__

    @functools.wraps(answer)
    def ask(holder: Holder, about: str = "") -> Answer:
        if not _open or _open[-1] is _NOBODY:
            return answer(holder, about)
        _open[-1].add(f"{word} {about}")
        _open.append(_NOBODY)  # what the answer is made of is in the answer
        try:
            return answer(holder, about)
        finally:
            _open.pop()

    return ask


def fingerprint(value: object) -> str:
    """A short hash of a value made of structs, mappings, tuples, texts, numbers and dates.

    It tells two values of one type apart; a date and its text are alike.
    """
    try:
        written = _PACK(value)
    except UnicodeEncodeError:  # half of a pair of surrogates is no text
        written = repr(value).encode()
    return hashlib.blake2b(written, digest_size=8).hexdigest()
