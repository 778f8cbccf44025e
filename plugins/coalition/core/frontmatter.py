"""Front matter and YAML lists: bytes in, text values with their places out, or problems.

What is typed is what is shown: every scalar stays text (``no``, ``18:00``, ``0740``, ``3.10``)
until a field of the model says otherwise. Anchors, aliases, tags and second documents are
refused, so a small file cannot become a large one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from sys import intern
from typing import Any, Final

import yaml
from msgspec import Struct

from .problems import Place, Problem, Problems

FILE_LIMIT: Final = 256 * 1024
FRONT_MATTER_LIMIT: Final = 64 * 1024
BODY_LIMIT: Final = 100 * 1024
NESTING_LIMIT: Final = 20

Path = tuple[str | int, ...]
Mark = tuple[int, int]

# Only its events are read.
LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BOM: Final = b"\xef\xbb\xbf"
_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
# Everything of category Cc but tab and line feed, and the two private-use characters that
# `markup` uses as brackets of its own.
_CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ufffe\uffff"
CONTROL: Final = re.compile(f"[{_CONTROL}]")
_CLEAN: Final = re.compile(f"[^{_CONTROL}]*")


class Data(Struct, frozen=True, dict=True):
    """A YAML mapping of text, lists and mappings, with the ``text`` that it was read from.

    The text begins on ``first_line`` of the file. It is kept to tell where a key or value stands,
    which is asked of few files: only these are looked through a second time.
    """

    path: str
    mapping: dict[str, Any]
    text: str = ""
    first_line: int = 1

    @cached_property
    def _marks(self) -> tuple[dict[Path, Mark], dict[Path, Mark]]:
        """(line, column), counted from 1, of every key and of every value.

        By path: ``("sources", 0, "url")``.
        """
        keys: dict[Path, Mark] = {}
        values: dict[Path, Mark] = {}
        _note(yaml.compose(self.text, LOADER), (), self.first_line, keys, values)
        return keys, values

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where ``path`` stands; the nearest known parent when it is not there itself."""
        keys, values = self._marks
        tables = (keys, values) if key else (values, keys)
        for length in range(len(path), 0, -1):
            for table in tables:
                if path[:length] in table:
                    return Place(self.path, *table[path[:length]])
        return Place(self.path, self.first_line)

    def lines(self, name: str) -> set[int]:
        """The lines on which the field ``name`` and all within it stand."""
        return {
            mark[0] for table in self._marks for path, mark in table.items() if path[:1] == (name,)
        }


def _note(
    node: Any, path: Path, first_line: int, keys: dict[Path, Mark], values: dict[Path, Mark]
) -> None:
    """Note where all stands that is in ``node``, which the reader found to be in order."""
    if node is None:  # there is no text
        return
    values[path] = _mark(node, first_line)
    if isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _note(value, (*path, number), first_line, keys, values)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            keys[here] = _mark(key, first_line)
            _note(value, here, first_line, keys, values)


def _mark(standing: Any, first_line: int) -> Mark:
    """The line and column of an event or node in a text that begins on ``first_line``."""
    mark = standing.start_mark
    return mark.line + first_line, mark.column + 1


class Document(Struct, frozen=True):
    """A Markdown file taken apart."""

    data: Data
    body: str
    body_line: int


def decode(raw: bytes, path: str) -> str:
    """Bytes of a file as text with line feeds as line ends; Problems when they are not plain UTF-8."""
    if len(raw) > FILE_LIMIT:
        raise Problems(
            [Problem.at(Place(path), "file_too_large", found=str(len(raw)), limit=str(FILE_LIMIT))]
        )
    if raw.startswith(_BOM):
        raise Problems([Problem.at(Place(path), "byte_order_mark")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        raise Problems([Problem.at(Place(path, line, column), "not_utf8")]) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = None if is_clean(text) else CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        place = Place(path, line, column)
        raise Problems([Problem.at(place, "control_character", found=_name(bad.group()))])
    return text


def is_clean(text: str) -> bool:
    """Whether nothing in ``text`` is of ``CONTROL``: in half the time of a search for it."""
    return _CLEAN.fullmatch(text) is not None


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")


def split(raw: bytes, path: str, example: str = "title: Open day") -> Document:
    """Take a Markdown file apart into front matter and body; Problems when it cannot be read."""
    text = decode(raw, path)
    opening = _FENCE.match(text)
    if not opening:
        raise Problems([Problem.at(Place(path), "no_front_matter", example=example)])
    closing = _FENCE.search(text, opening.end())
    if not closing:
        raise Problems([Problem.at(Place(path), "front_matter_open")])
    front = text[opening.end() + 1 : closing.start()]
    # No part is larger than the file, which mostly is small enough.
    if len(raw) > FRONT_MATTER_LIMIT and (size := len(front.encode())) > FRONT_MATTER_LIMIT:
        raise Problems(
            [
                Problem.at(
                    Place(path),
                    "front_matter_large",
                    found=str(size),
                    limit=str(FRONT_MATTER_LIMIT),
                )
            ]
        )
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.start()) + 2
    if len(raw) > BODY_LIMIT and (size := len(body.encode())) > BODY_LIMIT:
        raise Problems(
            [
                Problem.at(
                    Place(path, body_line), "text_too_large", found=str(size), limit=str(BODY_LIMIT)
                )
            ]
        )
    return Document(read_yaml(front, path, 2, example), body, body_line)


def read_yaml(text: str, path: str, first_line: int = 1, example: str = "name: …") -> Data:
    """Read one YAML mapping whose first line is ``first_line`` of the file; Problems otherwise."""
    problems: list[Problem] = []
    try:
        value = _Reader(text, path, first_line, problems).document()
    except yaml.MarkedYAMLError as error:
        raise Problems([*problems, _broken(error, text, path, first_line)]) from None
    except yaml.YAMLError:
        raise Problems(
            [*problems, Problem.at(Place(path, first_line), "bad_yaml", found="?")]
        ) from None
    if value is None:
        value = {}
    if not isinstance(value, dict):
        problems.append(Problem.at(Place(path, first_line), "not_fields", example=example))
    if problems:
        raise Problems(problems)
    return Data(path, value, text, first_line)


def _broken(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    # An open quote or bracket is noticed only further down: its own line is the one to mend.
    opened = error.context and error.context_mark and re.search("quoted|flow", error.context)
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    # libyaml often points at the line after the one that is wrong; step back over empty ones.
    while line > 0 and (line >= len(lines) or not lines[line].strip()):
        line, column = line - 1, 0
    place = Place(path, line + first_line, column + 1)
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return Problem.at(place, "yaml_tab")
    return Problem.at(place, "bad_yaml", found=(error.problem or "?").strip())


class _Reader:
    """Builds plain values from YAML events; keeps no node, follows no alias."""

    def __init__(self, text: str, path: str, first_line: int, problems: list[Problem]) -> None:
        self._text = text
        self._next = LOADER(text).get_event
        self._path = path
        self._first_line = first_line
        self._problems = problems

    def document(self) -> Any:
        value = None
        documents = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "yaml_several")
                    return value
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentEndEvent)):
                value = self._value(event, 0)
        return value

    def _problem(self, event: Any, code: str, **values: str) -> None:
        place = Place(self._path, *_mark(event, self._first_line))
        self._problems.append(Problem.at(place, code, **values))

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, "yaml_alias", found=f"*{event.anchor}")
            return ""
        if event.anchor is not None:
            self._problem(event, "yaml_alias", found=f"&{event.anchor}")
        if event.tag is not None:
            self._problem(event, "yaml_tag", found=event.tag)
        if depth > NESTING_LIMIT:
            self._problem(event, "nested_too_deep", limit=str(NESTING_LIMIT))
            # The rest cannot be told apart any more, and reading on would cost more than it tells.
            raise Problems(self._problems)
        if isinstance(event, yaml.ScalarEvent):
            bad = CONTROL.search(event.value)  # "\\b" in quotes is one, too
            if bad:
                self._problem(event, "control_character", found=_name(bad.group()))
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth + 1)
        return self._mapping(depth + 1)

    def _sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, depth))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(event, "not_fields", example="title: Open day")
                raise Problems(self._problems)
            name = intern(event.value)  # files of a kind have the same few
            bad = CONTROL.search(name)
            if bad or "\n" in name:
                self._problem(event, "control_character", found=_name(bad.group() if bad else "\n"))
                raise Problems(self._problems)
            repeated = name in mapping
            if repeated:
                first, _ = _mark(keys[name], self._first_line)
                self._problem(event, "duplicate_key", field=name, first=str(first))
            else:
                keys[name] = event
            after = self._next()
            value = self._value(after, depth)
            if value == "" and self._is_alone(event, after):
                self._problem(event, "key_alone", found=name)
            # A field without a value is a field not filled in.
            if not repeated and value not in ("", None):
                mapping[name] = value
        return mapping

    def _is_alone(self, key: Any, value: Any) -> bool:
        """Whether no colon stands behind a field: ``MO`` in ``{rule: FREQ=WEEKLY;BYDAY=TH,MO}``."""
        return ":" not in self._text[key.end_mark.index : value.start_mark.index + 1]
