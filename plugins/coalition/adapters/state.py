"""What a build leaves for the next one: a file of plain data beside the public tree.

It is a convenience, as the trees are: missing, damaged or somebody else's, it is not believed, and
the next build does everything. The file is a row of blocks. The first is a whole state, each other
one what a build changed in it; a block begins with a hash of itself and of the block before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict

from ..core.index import Key
from ..core.ledger import Records
from ..core.memory import pack, unpack
from ..core.opening import Recalled
from .disk import Seen
from .publication import Table

Name = TypeVar("Name")
Value = TypeVar("Value")
Plain = dict[str, Any]

FORMAT: Final = b"coalition state 1"
# The file is written whole again when its changes have grown to this part of it.
_PART: Final = 0.25
_HASH: Final = 40


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


# --- reading -------------------------------------------------------------------------------------


def load(path: Path) -> State | None:
    """The state in the file at ``path``; None when there is none that can be believed."""
    try:
        raw = path.read_bytes()
        plain: Plain | None = None
        origin = Origin(FORMAT, 0, 0)
        for chain, block in _blocks(raw):
            if plain is None:
                plain = _whole(block)
                origin = Origin(chain, len(block), len(raw))
            else:
                _change(plain, json.loads(block))
                origin = Origin(chain, origin.whole, len(raw))
        return _state(plain, origin) if plain is not None else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


def _blocks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each block with its hash; ValueError where one is not what it was."""
    chain, at = FORMAT, 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        found, length = raw[at:end].split(b" ")
        block = raw[end + 1 : end + 1 + int(length)]
        chain = _hash(chain, block)
        if found != chain or len(block) != int(length):
            raise ValueError("damaged")
        yield chain, block
        at = end + 1 + int(length)


def _hash(chain: bytes, block: bytes) -> bytes:
    return hashlib.blake2b(chain + block, digest_size=_HASH // 2).hexdigest().encode()


def _whole(block: bytes) -> Plain:
    """A whole state: a line for each section, then a line for the front matter of each item."""
    first, *rest = block.split(b"\n")
    names = json.loads(first)
    plain: Plain = {name: json.loads(line) for name, line in zip(names, rest, strict=False)}
    fronts = rest[len(names) :]
    plain["items"] = {
        key: [values, line]
        for (key, values), line in zip(plain["items"].items(), fronts, strict=True)
    }
    return plain


def _change(plain: Plain, changes: Plain) -> None:
    """Do to ``plain`` what one build changed."""
    for name, change in changes.items():
        if name == "names":
            plain[name] += change
        elif name == "tree":
            # The spare was brought up to date, and is the public tree now.
            tree = plain["trees"][0 if plain["turned"] else 1]
            tree["build"] = change["build"]
            _update(tree["files"], *change["files"])
            _update(tree["folders"], *change["folders"])
            plain["turned"] = not plain["turned"]
        elif name == "facts":
            plain[name] = change
        else:
            _update(plain[name], *change)


def _update(section: Plain, changed: Plain, gone: list[str]) -> None:
    for key in gone:
        del section[key]
    section.update(changed)


def _state(plain: Plain, origin: Origin) -> State:
    items = [
        unpack(values, line if isinstance(line, bytes) else line.encode())
        for values, line in plain["items"].values()
    ]
    one, other = (_table(tree) if tree is not None else None for tree in plain["trees"])
    public, spare = (other, one) if plain["turned"] else (one, other)
    return State(
        plain["program"],
        plain["facts"],
        plain["words"],
        {
            path: Seen(digest, tuple(stamp) if stamp else None)
            for path, (digest, stamp) in plain["seen"].items()
        },
        {one.brief.key: one for one in items},
        Records(plain["names"], plain["work"], plain["answers"]),
        public,
        spare,
        origin,
    )


def _table(tree: Plain) -> Table:
    return Table(
        tree["build"],
        {path: (digest, tuple(stamp)) for path, (digest, stamp) in tree["files"].items()},
        {path: tuple(stamp) for path, stamp in tree["folders"].items()},
    )


# --- writing -------------------------------------------------------------------------------------


def save(path: Path, state: State, before: State | None) -> None:
    """Write ``state``, or what is different from ``before``, when that is what the file holds.

    Where that cannot be done, the next build has more to do, and that is all.
    """
    changes = _changes(before, state) if before is not None and before.origin is not None else None
    if changes is not None and before is not None and before.origin is not None:
        origin, block = before.origin, _json(changes)
        if origin.size + len(block) < origin.whole * (1 + _PART):
            with contextlib.suppress(OSError), open(path, "ab") as file:
                if file.tell() == origin.size:
                    file.write(_head(origin.chain, block) + block)
                    return
    block = _pack(state)
    beside = path.with_name(f"{path.name}.new")
    with contextlib.suppress(OSError):
        beside.write_bytes(_head(FORMAT, block) + block)
        os.replace(beside, path)
        return
    for one in (beside, path):  # an older state would not be believed either
        with contextlib.suppress(OSError):
            one.unlink()


def _head(chain: bytes, block: bytes) -> bytes:
    return _hash(chain, block) + f" {len(block)}\n".encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _pack(state: State) -> bytes:
    assert state.public is not None
    sections: Plain = {
        "program": state.program,
        "facts": state.facts,
        "words": state.words,
        "seen": {path: _seen(one) for path, one in state.seen.items()},
        "names": state.records.names,
        "work": state.records.work,
        "answers": state.records.answers,
        "trees": [asdict(state.public), asdict(state.spare) if state.spare else None],
        "turned": False,
        "items": {_key(key): pack(one) for key, one in state.items.items()},
    }
    lines = [_json(list(sections)), *map(_json, sections.values())]
    return b"\n".join([*lines, *(one.fronts for one in state.items.values())])


def _changes(before: State, now: State) -> Plain | None:
    """What is different; None where that is everything."""
    assert now.public is not None
    if before.program != now.program or before.spare is None or now.spare != before.public:
        return None
    names = before.records.names
    if now.records.names[: len(names)] != names:
        return None
    return {
        "facts": now.facts,
        "tree": {
            "build": now.public.build,
            "files": _different(before.spare.files, now.public.files),
            "folders": _different(before.spare.folders, now.public.folders),
        },
        "seen": _different(before.seen, now.seen, str, _seen),
        "names": now.records.names[len(names) :],
        "work": _different(before.records.work, now.records.work),
        "answers": _different(before.records.answers, now.records.answers),
        "items": _different(
            before.items, now.items, _key, lambda one: [pack(one), one.fronts.decode()]
        ),
    }


def _different(
    before: Mapping[Name, Value],
    now: Mapping[Name, Value],
    name: Callable[[Name], str] = str,
    plain: Callable[[Value], Any] = lambda value: value,
) -> list[Any]:
    """What came or is another one, and what went."""
    changed = {
        name(key): plain(value)
        for key, value in now.items()
        if (then := before.get(key)) is not value and then != value
    }
    return [changed, [name(key) for key in before if key not in now]]


def _key(key: Key) -> str:
    return f"{key[0]}/{key[1]}"


def _seen(one: Seen) -> list[Any]:
    return [one.digest, one.stamp]
