"""Fixes: what a program may mend in a file for a person, by the code of the problem.

A fix says which words become which, so that not a byte of the file changes beside them. It mends what
is nearly always a slip, and a person looks at the words that it names: in a Romanian text, *Ayşe* without
``<span lang="tr">`` looks like any word with a cedilla.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from . import layout, romanian
from .fields import Fields
from .frontmatter import decode, read_yaml, split
from .layout import TextFile
from .problems import Place
from .records import COALITION_FILE, KINDS, LISTS, Coalition

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")


class Edit(Struct, frozen=True, order=True):
    """The text ``found`` at ``place`` becomes ``instead``."""

    place: Place
    found: str
    instead: str


def cedillas(path: str, raw: bytes, languages: tuple[str, ...]) -> Iterator[Edit]:
    """Comma below for cedilla in the Romanian texts of a file."""
    for slip in _slips(path, raw, languages):
        yield Edit(slip.place, slip.found, slip.right)


def _slips(path: str, raw: bytes, languages: tuple[str, ...]) -> tuple[romanian.Slip, ...]:
    default = languages[0] if languages else ""
    if path == COALITION_FILE:
        return romanian.in_fields(read_yaml(decode(raw, path), path), Coalition, default)
    if layout.is_yaml(path):
        model: type[Fields] = next(one.model for one in LISTS.values() if one.file == path)
        return romanian.in_entries(read_yaml(decode(raw, path), path), model, default)
    where = layout.locate(path, languages)
    if not isinstance(where, TextFile) or not romanian.is_romanian(where.language):
        return ()
    return romanian.in_document(split(raw, path), path, KINDS[where.kind].model)


# By the code of a problem: what there is to mend of it in the file at a path with these bytes, on
# a site with these languages. Problems when the file cannot be read.
Fix = Callable[[str, bytes, tuple[str, ...]], Iterable[Edit]]
FIXES: Final[Mapping[str, Fix]] = {"cedilla": cedillas}


def mended(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """The file ``raw`` after ``edits``, which do not overlap; every other byte is what it was."""
    ends = [0, *(one.end() for one in _LINE_END.finditer(raw)), len(raw)]
    pieces, done = [], 0
    for edit in sorted(edits):
        first, after = ends[edit.place.line - 1 : edit.place.line + 1]
        before = raw[first:after].decode()[: edit.place.column - 1]
        start = first + len(before.encode())
        found = edit.found.encode()
        assert raw.startswith(found, start), edit
        pieces += [raw[done:start], edit.instead.encode()]
        done = start + len(found)
    return b"".join([*pieces, raw[done:]])
