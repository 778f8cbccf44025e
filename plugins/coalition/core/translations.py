"""Originals and translations: what is text, how the two files become one record, which state.

The state of a translation is a pure function of two files: the mark of the original's text, kept
in the translation's ``translates`` by a command, either still fits or does not. A mark also knows
the parts of the text, so where it no longer fits, the two files say what has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from .fields import Fields, Shape, shapes
from .frontmatter import Data, Path, split
from .parsing import unknown_field
from .problems import Problem, nearest
from .rewriting import Rewriting

# What a file may say before it says anything to readers.
_NO_WORDS: Final = frozenset({"slug", "translation", "translates", "original"})
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

CURRENT: Final = "current"
OUTDATED: Final = "outdated"
UNCONFIRMED: Final = "unconfirmed"
MACHINE: Final = "machine"
MISSING: Final = "missing"


def texts(model: type[Fields], mapping: Mapping[str, Any]) -> dict[str, Any]:
    """The translatable part of ``mapping``; groups in lists keep their key field."""
    found: dict[str, Any] = {}
    for name, value in mapping.items():
        shape = shapes(model).get(name)
        if shape is None or value is None:
            continue
        if shape.translatable:
            found[name] = value
        elif shape.group is not None:
            inner: Any
            if isinstance(value, list):
                inner = [
                    {**part, shape.group.key: group.get(shape.group.key, "")}
                    for group in value
                    if isinstance(group, dict) and (part := texts(shape.group, group))
                ]
            else:
                inner = texts(shape.group, value) if isinstance(value, dict) else {}
            if inner:
                found[name] = inner
    return found


@cache
def textual(model: type[Fields]) -> frozenset[str]:
    """The fields of a model that hold words, or that belong to one file; the others are facts."""
    return frozenset(
        name
        for name, shape in shapes(model).items()
        if shape.translatable
        or shape.per_file
        or (shape.group is not None and _has_text(shape.group))
    )


def phrases(model: type[Fields], mapping: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Every text that a file fills in, with the field of the item that it stands in."""
    found = set()
    for name, value in texts(model, mapping).items():
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                found.add((name, squeezed(one)))
            elif isinstance(one, dict):
                waiting += one.values()
            elif isinstance(one, list):
                waiting += one
    return frozenset(found)


def squeezed(text: str) -> str:
    """``text`` in Unicode NFC, with single spaces, as two spellings of one text are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class Passage(Struct, frozen=True):
    """A part of what a translator translates: a field, by its path, or a paragraph (no field)."""

    field: str
    text: str

    @property
    def mark(self) -> str:
        """A hash of four letters: enough to tell the parts of one text apart."""
        return hashlib.sha256(f"{self.field}\n{self.text}".encode()).hexdigest()[:4]


def passages(model: type[Fields], mapping: Mapping[str, Any], body: str) -> tuple[Passage, ...]:
    """The text of a file, part by part, as a translator works through it."""
    words = (part.strip() for part in re.split(r"\n[ \t]*\n", _trimmed(body)))
    return (
        *_passages(model, texts(model, mapping), ""),
        *(Passage("", one) for one in words if one),
    )


def _passages(model: type[Fields], mapping: Mapping[str, Any], at: str) -> Iterator[Passage]:
    for name, shape in shapes(model).items():  # whatever order a file has them in
        if name not in mapping:
            continue
        value = mapping[name]
        groups = value if isinstance(value, list) else [value]
        if shape.translatable:
            yield from (Passage(f"{at}{name}", str(one)) for one in groups if one is not None)
        elif shape.group is not None:
            for one in groups:
                key = f"{one.get(shape.group.key, '')} " if shape.is_list else ""
                yield from _passages(shape.group, one, f"{at}{name} {key}")


def _trimmed(body: str) -> str:
    return "\n".join(line.rstrip() for line in body.strip().split("\n"))


def mark(model: type[Fields], mapping: Mapping[str, Any], body: str) -> str:
    """What a translation of this original carries in ``translates``.

    The hash of all its text, then a short one of each part, with points between them.
    """
    canonical = json.dumps(
        [texts(model, mapping), _trimmed(body)],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    whole = hashlib.sha256(canonical.encode()).hexdigest()[:12]
    return ".".join((whole, *(one.mark for one in passages(model, mapping, body))))


def state(translates: str | None, made_by: str, original_mark: str) -> str:
    """The state of a translation that exists; one that does not is ``MISSING``."""
    if translates is None:
        return MACHINE if made_by == "machine" else UNCONFIRMED
    if translates.partition(".")[0] != original_mark.partition(".")[0]:
        return OUTDATED
    return MACHINE if made_by == "machine" else CURRENT


class Changes(Struct, frozen=True):
    """What changed in an original: passages that are new or other ones, and how many went."""

    new: tuple[Passage, ...]
    gone: int


def changes(translates: str, now: tuple[Passage, ...]) -> Changes | None:
    """What changed since ``translates`` was written; None when it does not know the parts."""
    then = translates.split(".")[1:]
    if not then:
        return None
    steps = SequenceMatcher(None, then, [one.mark for one in now], autojunk=False).get_opcodes()
    others = [one for one in steps if one[0] != "equal"]
    return Changes(
        tuple(passage for _, _, _, start, end in others for passage in now[start:end]),
        sum(max(0, (was_end - was) - (end - start)) for _, was, was_end, start, end in others),
    )


def to_fill_in(
    model: type[Fields],
    original: Mapping[str, Any],
    body: str,
    language: str,
    known: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A file for a translator: each text of the original, in ``language``, as a comment.

    What is ``known`` already (the title, the slug) is filled in. Until something is, the file is
    blank; then it follows the original as it is now.
    """
    # Whatever ends a comment in HTML (section 13.1.6 of the standard) would show the rest.
    text = _trimmed(body).replace("-->", "--&gt;").replace("--!>", "--!&gt;")
    lines = [
        "---",
        *_to_fill_in(model, texts(model, original), "", known),
        *(f"{name}: {_quoted(known[name])}" for name in ("slug",) if name in known),
        f'translates: "{mark(model, original, body)}"',
        "---",
    ]
    if text:
        lines += ["", f"<!-- {language}", text, "-->"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _to_fill_in(
    model: type[Fields], mapping: Mapping[str, Any], at: str, known: Mapping[str, str]
) -> Iterator[str]:
    for name, value in mapping.items():
        shape = shapes(model).get(name)
        if shape is None or not (shape.translatable or shape.group):
            continue
        groups = value if isinstance(value, list) else [value]
        if shape.group is None:
            yield from (f"{at}# {line}" for one in groups for line in str(one).splitlines())
            yield f"{at}{name}: {_quoted(known[name])}" if name in known else f"{at}{name}:"
            continue
        yield f"{at}{name}:"
        for one in groups:
            inner = f"{at}  "
            if shape.is_list:
                yield f"{at}  - {shape.group.key}: {_quoted(str(one.get(shape.group.key, '')))}"
                inner = f"{at}    "
            yield from _to_fill_in(shape.group, one, inner, {})


def says_anything(body: str) -> bool:
    """Whether there is a text, and not only comments."""
    return bool(_COMMENT.sub("", body).strip())


def is_blank(model: type[Fields], mapping: Mapping[str, Any], body: str = "") -> bool:
    """Whether a translation says nothing yet, as some CMSs write one for every language.

    Comments do not count, nor what tells groups apart, nor who translated.
    """
    return not says_anything(body) and all(
        _nothing(model, name, value) for name, value in mapping.items()
    )


def _nothing(model: type[Fields], name: str, value: Any) -> bool:
    shape = shapes(model).get(name)
    if value in (None, "", [], {}) or name in _NO_WORDS:
        return True
    if isinstance(value, str):
        return not value.strip()
    if shape is None or shape.group is None:
        return False
    groups = value if isinstance(value, list) else [value]
    return all(
        isinstance(one, dict)
        and all(
            inner == shape.group.key or _nothing(shape.group, inner, one[inner]) for inner in one
        )
        for one in groups
    )


def confirmed(raw: bytes, value: str, path: str) -> bytes:
    """A translation's file ``raw`` with ``value`` as its ``translates``; every other byte stays.

    Raises Problems when the file cannot be read, or not be changed safely; ``path`` is for these.
    """
    document = split(raw, path)
    rewriting = Rewriting(raw.decode("utf-8"))
    rewriting.set(rewriting.root, "translates", value, quote='"')
    rewriting.read(path, {**document.data.mapping, "translates": value}, document.body)
    return rewriting.text.encode("utf-8")


def merge(
    model: type[Fields], original: Mapping[str, Any], translation: Data, original_path: str
) -> tuple[dict[str, Any], list[Problem]]:
    """The original's facts with the translation's text, as a mapping to parse, and problems."""
    merged = {
        name: value
        for name, value in original.items()
        if not (shape := shapes(model).get(name)) or not shape.per_file
    }
    problems = list(_merge(model, merged, translation.mapping, translation, (), original_path))
    return merged, problems


def _merge(
    model: type[Fields],
    target: dict[str, Any],
    part: Mapping[str, Any],
    data: Data,
    at: Path,
    original_path: str,
) -> Iterator[Problem]:
    for name, value in part.items():
        path = (*at, name)
        shape = shapes(model).get(name)
        if shape is None:
            yield unknown_field(model, data, path)
        elif value is None:
            continue  # not filled in yet: what the original says is shown
        elif shape.translatable or shape.per_file:
            target[name] = value
        elif shape.group is not None and _has_text(shape.group):
            yield from _merge_group(shape, target, value, data, path, original_path)
        elif name != (model.key if at else None):
            yield Problem.at(
                data.place(path, key=True),
                "translation_with_facts",
                field=name,
                original=original_path,
            )


def _has_text(model: type[Fields]) -> bool:
    return any(
        shape.translatable or (shape.group is not None and _has_text(shape.group))
        for shape in shapes(model).values()
    )


def _merge_group(
    shape: Shape, target: dict[str, Any], value: Any, data: Data, path: Path, original_path: str
) -> Iterator[Problem]:
    assert shape.group is not None
    there = target.get(shape.name)
    if not shape.is_list:
        if isinstance(value, dict):
            merged = dict(there) if isinstance(there, dict) else {}
            yield from _merge(shape.group, merged, value, data, path, original_path)
            target[shape.name] = merged
        else:
            target[shape.name] = value  # parsing says what is wrong with it
        return
    key = shape.group.key
    groups = (
        [dict(one) for one in there if isinstance(one, dict)] if isinstance(there, list) else []
    )
    by_key: dict[str, list[dict[str, Any]]] = {}
    for group in groups:
        by_key.setdefault(str(group.get(key, "")), []).append(group)
    for number, one in enumerate(value if isinstance(value, list) else [value]):
        here = (*path, number)
        name = str(one.get(key, "")) if isinstance(one, dict) else str(one)
        if not isinstance(one, dict) or not by_key.get(name):
            yield Problem.at(
                data.place((*here, key)),
                "translation_of_nothing",
                found=name,
                field=shape.name,
                known=", ".join(filter(None, by_key)) or "—",
                suggestion=nearest(name, by_key),
            )
            continue
        # Groups without a key of their own are met in the order in which they stand.
        yield from _merge(shape.group, by_key[name].pop(0), one, data, here, original_path)
    target[shape.name] = groups
