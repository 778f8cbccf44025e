"""What a build leaves for the next one: a file of plain data beside the public tree.

It is a convenience, as the trees are: missing, damaged or somebody else's, it is not believed, and
the next build does everything. The file is a row of blocks of JSON. The first is a whole state, each
other one what a build changed in it; a block begins with a hash of itself and of the block before.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, Generic, TypeVar

import msgspec
from msgspec import Struct, field

from ..core.index import Key
from ..core.ledger import Records, Work
from ..core.opening import Recalled
from .disk import Seen
from .looks import Look
from .publication import Table

Name = TypeVar("Name")
Value = TypeVar("Value")

FORMAT: Final = b"coalition state 4"
# The file is written whole again when its changes have grown to this part of it.
_PART: Final = 0.25
# Entries of a table that are written in one piece.
_AT_ONCE: Final = 2000


class Origin(Struct, frozen=True):
    """Where a state was read from: the hash of the last block, bytes of the whole and in all."""

    chain: bytes
    whole: int
    size: int


class State(Struct, frozen=True):
    """What is remembered: of the program and its settings, texts, items, work, and both trees.

    ``program`` names all that makes the same texts give the same site; ``facts`` is what else may
    differ from build to build.
    """

    program: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    # The words of the theme, which is part of the program.
    words: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    items: Mapping[Key, Recalled] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    public: Table | None = None
    spare: Table | None = None
    origin: Origin | None = None


class _Different(Struct, Generic[Value], array_like=True):
    """What came or is another one, and what went."""

    came: dict[str, Value]
    went: list[str]


class _Changed(Struct, array_like=True):
    """A table by what is different from another one; most files of both trees are the same."""

    build: str
    files: _Different[tuple[str, Look]]
    folders: _Different[Look]


class _Whole(Struct, array_like=True):
    """A whole state as it stands in the file."""

    program: str
    facts: dict[str, Any]
    words: dict[str, Any]
    seen: dict[str, Seen]
    names: list[str]
    work: dict[str, Work]
    answers: dict[str, str]
    public: Table
    spare: _Changed | None
    items: dict[str, Recalled]


class _Change(Struct, array_like=True):
    """What one build changed; it brought the spare up to date and made it the public tree."""

    facts: dict[str, Any]
    public: _Changed
    seen: _Different[Seen]
    names: list[str]
    work: _Different[Work]
    answers: _Different[str]
    items: _Different[Recalled]


# --- reading -------------------------------------------------------------------------------------


def load(path: Path) -> State | None:
    """The state in the file at ``path``; None when there is none that can be believed."""
    try:
        raw = path.read_bytes()
        whole: _Whole | None = None
        spare: Table | None = None
        origin = Origin(FORMAT, 0, 0)
        for chain, block in _blocks(raw):
            if whole is None:
                whole = msgspec.json.decode(block, type=_Whole)
                spare = _changed_table(whole.public, whole.spare) if whole.spare else None
                origin = Origin(chain, len(block), len(raw))
            else:
                spare = _change(whole, spare, msgspec.json.decode(block, type=_Change))
                origin = Origin(chain, origin.whole, len(raw))
        return _state(whole, spare, origin) if whole is not None else None
    except (OSError, ValueError, KeyError, msgspec.MsgspecError):
        return None


def _blocks(raw: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Each block with its hash; ValueError where one is not what it was."""
    chain, at, view = FORMAT, 0, memoryview(raw)
    while at < len(raw):
        end = raw.index(b"\n", at)
        found, length = raw[at:end].split(b" ")
        block = view[end + 1 : end + 1 + int(length)]
        chain = _hash(chain, block)
        if found != chain or len(block) != int(length):
            raise ValueError("damaged")
        yield chain, block
        at = end + 1 + int(length)


def _hash(chain: bytes, block: bytes | memoryview) -> bytes:
    whole = hashlib.sha256(chain)
    whole.update(block)
    return whole.hexdigest().encode()


def _change(whole: _Whole, spare: Table | None, change: _Change) -> Table:
    """Do to ``whole`` what one build changed; gives the spare after it."""
    if spare is None:
        raise ValueError("no spare")
    public = whole.public
    whole.public = _changed_table(spare, change.public)
    whole.facts = change.facts
    whole.names += change.names
    _update(whole.seen, change.seen)
    _update(whole.work, change.work)
    _update(whole.answers, change.answers)
    _update(whole.items, change.items)
    return public


def _changed_table(table: Table, change: _Changed) -> Table:
    files, folders = dict(table.files), dict(table.folders)
    _update(files, change.files)
    _update(folders, change.folders)
    return Table(change.build, files, folders)


def _update(section: dict[str, Value], change: _Different[Value]) -> None:
    for key in change.went:
        del section[key]
    section.update(change.came)


def _state(whole: _Whole, spare: Table | None, origin: Origin) -> State:
    return State(
        whole.program,
        whole.facts,
        whole.words,
        whole.seen,
        {one.brief.key: one for one in whole.items.values()},
        Records(whole.names, whole.work, whole.answers),
        whole.public,
        spare,
        origin,
    )


# --- writing -------------------------------------------------------------------------------------


def save(path: Path, state: State, before: State | None) -> None:
    """Write ``state``, or what is different from ``before``, when that is what the file holds.

    Where that cannot be done, the next build has more to do, and that is all.
    """
    change = _changed(before, state) if before is not None else None
    if change is not None and before is not None and before.origin is not None:
        origin, block = before.origin, msgspec.json.encode(change)
        if origin.size + len(block) < origin.whole * (1 + _PART):
            with contextlib.suppress(OSError), open(path, "ab") as file:
                if file.tell() == origin.size:
                    file.write(_head(_hash(origin.chain, block), len(block)) + block)
                    return
    beside = path.with_name(f"{path.name}.new")
    with contextlib.suppress(OSError):
        with open(beside, "wb") as file:
            _write(file, _whole(state))
        os.replace(beside, path)
        return
    for one in (beside, path):  # an older state would not be believed either
        with contextlib.suppress(OSError):
            one.unlink()


def _head(chain: bytes, size: int) -> bytes:
    return chain + b" %012d\n" % size


def _write(file: BinaryIO, whole: _Whole) -> None:
    """The first block, piece by piece: all at once would be a copy of everything."""
    size, running = 0, hashlib.sha256(FORMAT)
    file.write(_head(running.hexdigest().encode(), size))  # of the length that it will have
    for piece in _pieces(whole):
        size += file.write(piece)
        running.update(piece)
    file.seek(0)
    file.write(_head(running.hexdigest().encode(), size))


def _pieces(whole: _Whole) -> Iterator[bytes]:
    """The JSON of ``whole``, a part of a table at a time."""
    sign = b"["
    for table in msgspec.structs.astuple(whole):
        yield sign
        if isinstance(table, dict) and table:
            opening, left = b"{", iter(table.items())
            while some := dict(islice(left, _AT_ONCE)):
                yield opening + msgspec.json.encode(some)[1:-1]
                opening = b","
            yield b"}"
        else:
            yield msgspec.json.encode(table)
        sign = b","
    yield b"]"


def _whole(state: State) -> _Whole:
    assert state.public is not None
    return _Whole(
        state.program,
        dict(state.facts),
        dict(state.words),
        dict(state.seen),
        state.records.names,
        state.records.work,
        state.records.answers,
        state.public,
        _difference(state.public, state.spare) if state.spare is not None else None,
        {_key(key): one for key, one in state.items.items()},
    )


def _changed(before: State, now: State) -> _Change | None:
    """What is different; None where that is everything."""
    assert now.public is not None
    if before.program != now.program or before.spare is None or now.spare != before.public:
        return None
    names = before.records.names
    if now.records.names[: len(names)] != names:
        return None
    return _Change(
        dict(now.facts),
        _difference(before.spare, now.public),
        _different(before.seen, now.seen),
        now.records.names[len(names) :],
        _different(before.records.work, now.records.work),
        _different(before.records.answers, now.records.answers),
        _different(before.items, now.items, _key),
    )


def _difference(before: Table, now: Table) -> _Changed:
    return _Changed(
        now.build, _different(before.files, now.files), _different(before.folders, now.folders)
    )


def _different(
    before: Mapping[Name, Value], now: Mapping[Name, Value], name: Callable[[Name], str] = str
) -> _Different[Value]:
    changed = {
        name(key): value
        for key, value in now.items()
        if (then := before.get(key)) is not value and then != value
    }
    return _Different(changed, [name(key) for key in before if key not in now])


def _key(key: Key) -> str:
    return f"{key[0]}/{key[1]}"
