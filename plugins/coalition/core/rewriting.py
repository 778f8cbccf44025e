"""Changes of front matter that leave every other byte as it is: comments, order, quotes, line ends.

A value is found by the node that YAML makes of it, and only its own characters are exchanged. What
is new stands on lines of its own, or inside the brackets where its neighbours stand inside brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

import yaml

from .frontmatter import LOADER, Document, split
from .problems import Place, Problem, Problems

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_OPENING: Final = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING: Final = re.compile(r"(?<![^\r\n])---[ \t]*(?=[\r\n]|\Z)")
_TOO_LARGE: Final = {"file_too_large", "front_matter_large"}


class NoList(Exception):
    """Groups stand here without dashes or brackets, so that no further one can be written."""


class Rewriting:
    """A Markdown file whose front matter is changed; it was read without a problem."""

    def __init__(self, text: str) -> None:
        self._text = text
        opening = _OPENING.match(text)
        assert opening is not None
        self._start = opening.end()
        closing = _CLOSING.search(text, self._start)
        self._length = (closing.start() if closing is not None else len(text)) - self._start
        # None when there is no field.
        self.root: Any = yaml.compose(text[self._start :][: self._length], LOADER)
        newline = _BREAK.search(text)
        self._newline = newline.group() if newline is not None else "\n"
        # From where to where; whether it comes after others of that place; the new text.
        self._changes: list[tuple[int, int, bool, str]] = []

    @property
    def text(self) -> str:
        """The whole file with all changes."""
        parts, at = [], 0
        for start, end, _, new in sorted(self._changes, key=lambda one: one[:3]):
            parts += [self._text[at:start], new]
            at = end
        return "".join((*parts, self._text[at:]))

    def read(self, path: str, mapping: Mapping[str, Any], body: str) -> Document:
        """The file with all changes, read again.

        Raises Problems when it is too large now, or does not say just ``mapping`` above ``body``.
        """
        try:
            made = split(self.text.encode(), path)
        except Problems as refused:
            if {one.code for one in refused.problems} <= _TOO_LARGE:
                raise
        else:
            if made.data.mapping == mapping and made.body == body:
                return made
        example = "title: Open day"
        raise Problems([Problem.at(Place(path), "not_rewritten", example=example)])

    def set(
        self,
        group: Any,
        name: str,
        value: str,
        before: Collection[str] | None = None,
        quote: str | None = None,
    ) -> None:
        """Write a word or a date into the field ``name`` of the mapping node ``group``.

        A new field stands after the last of those in ``before``, or of all. The ``quote`` around it
        is the one that is there, where none is given.
        """
        node = field(group, name)
        sign = quote or ""
        if node is None:
            self._add(group, before, f"{name}: {sign}{value}{sign}")
        elif node.start_mark.index == node.end_mark.index:
            self._put(_end(node), f" {sign}{value}{sign}")
        else:
            if quote is None and node.style in ("'", '"'):
                sign = node.style
            after = self._newline if node.style in ("|", ">") else ""
            self._put(_start(node), f"{sign}{value}{sign}{after}", _end(node))

    def append(
        self, group: Any, name: str, values: Mapping[str, str], before: Collection[str]
    ) -> None:
        """Write one more group of ``values`` into the list ``name`` of ``group``.

        Raises NoList when the one that is there stands without a dash.
        """
        node = field(group, name)
        inline = f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in values.items())}}}"
        column = _column(group) + 2
        if node is None and group.flow_style:
            self._add(group, before, f"{name}: [{inline}]")
        elif node is None:
            self._add(group, before, f"{name}:{self._newline}{self._item(column, values)}")
        elif node.start_mark.index == node.end_mark.index:
            if group.flow_style:
                self._put(_end(node), f" [{inline}]")
            else:
                self._put(self._below(node), self._item(column, values) + self._newline)
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            if node.value:
                self._put(_end(node.value[-1]), f", {inline}")
            else:
                self._put(_start(node) + 1, inline)
        elif isinstance(node, yaml.SequenceNode):
            new = self._item(node.start_mark.column, values)
            self._put(self._below(node), new + self._newline)
        elif node.flow_style:
            self._put(_start(node), "[")
            self._put(_end(node), f", {inline}]")
        else:
            raise NoList

    def _item(self, column: int, values: Mapping[str, str]) -> str:
        """A group of a list whose dashes stand in ``column``, without its last line end."""
        lines = [f"{key}: {scalar(value)}" for key, value in values.items()]
        inside = f"{self._newline}{' ' * (column + 2)}"
        return f"{' ' * column}- {inside.join(lines)}"

    def _add(self, group: Any, before: Collection[str] | None, new: str) -> None:
        """Write a new field of ``group``."""
        if group is None:
            self._put(self._length, f"{new}{self._newline}")
            return
        if group.flow_style and not group.value:
            self._put(_start(group) + 1, new)
            return
        if group.flow_style:
            # The value of the last field may be written, too: where it was empty, at the same place.
            self._put(_last(group.value[-1][1]), f", {new}", comes_after=True)
            return
        after = [value for key, value in group.value if before is None or key.value in before]
        node = after[-1] if after else group.value[0][1]
        self._put(self._below(node), f"{' ' * _column(group)}{new}{self._newline}")

    def _below(self, node: Any) -> int:
        """Where the line below ``node`` begins."""
        at = _last(node)
        before = self._text[self._start + at - 1]
        if before in "\r\n":  # of a text of several lines, the end is on the next one
            return at
        found = _BREAK.search(self._text, self._start + at)
        assert found is not None  # the closing hyphens stand on a line of their own
        return found.end() - self._start

    def _put(
        self, start: int, new: str, end: int | None = None, *, comes_after: bool = False
    ) -> None:
        stop = start if end is None else end
        self._changes.append((self._start + start, self._start + stop, comes_after, new))


def field(group: Any, name: str) -> Any:
    """The node of the value of a field; None when there is no such field."""
    there = group.value if group is not None else ()
    return next((value for key, value in there if key.value == name), None)


def groups(group: Any, name: str) -> list[Any]:
    """The nodes of a list of groups, which may be a single one without dashes."""
    node = field(group, name)
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [node] if isinstance(node, yaml.MappingNode) else []


def scalar(text: str) -> str:
    """``text`` as YAML, in quotes only where it needs them."""
    try:
        node = yaml.compose(f"[{text}]", LOADER)
    except yaml.YAMLError:
        node = None
    inner = node.value if isinstance(node, yaml.SequenceNode) else []
    if len(inner) == 1 and isinstance(inner[0], yaml.ScalarNode):
        is_plain = not inner[0].style and inner[0].value == text
        if is_plain and inner[0].tag == "tag:yaml.org,2002:str":
            return text
    return json.dumps(text, ensure_ascii=False)


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _end(node: Any) -> int:
    return int(node.end_mark.index)


def _column(group: Any) -> int:
    return int(group.start_mark.column)


def _last(node: Any) -> int:
    """Where the last sign of ``node`` stands; YAML ends a block only where the next one begins."""
    if not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        return _last(inner[1] if isinstance(inner, tuple) else inner)
    return _end(node)
