"""Romanian letters: ș and ț have a comma below; old keyboards and programs write a cedilla.

Only words of the texts are looked at: no code, no addresses, nothing in another language. A word with
a letter that Romanian does not have (*Beyoğlu*) is a name of another language, in which ş is right. One
whose letters Romanian has, too (*Ayşe*), is told from a slip only by a ``lang`` around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any, Final

import yaml
from msgspec import Struct

from .engines import cmark
from .fields import Fields, Shape, shapes
from .frontmatter import LOADER, Data, Document
from .languages import primary
from .problems import Place, Problem

LANGUAGE: Final = "ro"

_COMMA: Final = {
    "Ş": "Ș",
    "ş": "ș",
    "Ţ": "Ț",
    "ţ": "ț",
    **{f"{letter}\u0327": f"{letter}\u0326" for letter in "SsTt"},  # letter and mark apart
}
_CEDILLA: Final = re.compile("|".join(_COMMA))
_MARKS: Final = "ŞşŢţ\u0327"
_WORD: Final = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_ROMANIAN: Final = re.compile("[A-Za-zĂăÂâÎîȘșȚțŞşŢţ\u0302\u0306\u0326\u0327]+")


Span = tuple[int, int]


class Slip(Struct, frozen=True):
    """A word that is written with a cedilla, where it stands, and how it is written right."""

    place: Place
    found: str
    right: str


def is_romanian(language: str) -> bool:
    """Whether ``language`` (BCP 47) is Romanian."""
    return primary(language) == LANGUAGE


def with_commas(text: str) -> str:
    """``text`` with a comma below wherever a letter has a cedilla."""
    return _CEDILLA.sub(lambda one: _COMMA[one.group()], text)


def in_document(document: Document, path: str, model: type[Fields]) -> tuple[Slip, ...]:
    """The slips in a Romanian file: in the fields of ``model`` that hold text, and below them."""
    front = in_fields(document.data, model)
    if not _may_hold(document.body):
        return front
    prose = _prose(document.body)
    return *front, *_slips(prose, path, document.body_line, [(0, len(prose))])


def in_fields(data: Data, model: type[Fields], default: str = "") -> tuple[Slip, ...]:
    """The slips in the texts of a mapping, and in its Romanian labels.

    A label that is written once for all languages is of the language ``default``.
    """
    return _in_mapping(data, lambda node: _texts(node, model, is_romanian(default)))


def in_entries(data: Data, model: type[Fields], default: str = "") -> tuple[Slip, ...]:
    """As ``in_fields``, of a list whose entries are of ``model``."""

    def texts(node: Any) -> Iterator[Any]:
        for _, entry in node.value:
            yield from _texts(entry, model, is_romanian(default))

    return _in_mapping(data, texts)


def hint(slips: tuple[Slip, ...]) -> Iterator[Problem]:
    """One hint for all slips of a file, at the first of them."""
    if slips:
        first = slips[0]
        yield Problem.at(
            first.place, "cedilla", found=first.found, example=first.right, number=str(len(slips))
        )


def _may_hold(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def _slips(text: str, path: str, first_line: int, spans: Iterable[Span]) -> Iterator[Slip]:
    """The slips in those ``spans`` of ``text``, which begins on ``first_line`` of the file."""
    starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))
    for word in (word for span in spans for word in _WORD.finditer(text, *span)):
        found = word.group()
        if _CEDILLA.search(found) and _ROMANIAN.fullmatch(found):
            line = bisect_right(starts, word.start()) - 1
            place = Place(path, first_line + line, word.start() - starts[line] + 1)
            yield Slip(place, found, with_commas(found))


# --- fields ------------------------------------------------------------------------------------


def _in_mapping(data: Data, texts: Callable[[Any], Iterator[Any]]) -> tuple[Slip, ...]:
    """The slips in the YAML nodes that ``texts`` gives of the mapping."""
    node = yaml.compose(data.text, LOADER) if _may_hold(data.text) else None
    if not isinstance(node, yaml.MappingNode):
        return ()
    spans = ((one.start_mark.index, one.end_mark.index) for one in texts(node))
    return tuple(_slips(data.text, data.path, data.first_line, spans))


def _texts(node: Any, model: type[Fields], plain: bool) -> Iterator[Any]:
    """The YAML scalars in which a text stands; with ``plain``, labels for all languages, too."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        shape = shapes(model).get(key.value)
        if shape is not None:
            yield from _of_field(value, shape, plain)


def _of_field(node: Any, shape: Shape, plain: bool) -> Iterator[Any]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _of_field(one, shape, plain)
    elif shape.group is not None:
        yield from _texts(node, shape.group, plain)
    elif shape.labels and isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if is_romanian(key.value))
    elif isinstance(node, yaml.ScalarNode) and (shape.translatable or (shape.labels and plain)):
        yield node


# --- the text below ----------------------------------------------------------------------------

_CODE_BLOCK: Final = re.compile(
    '<pre data-sourcepos="([0-9]{1,6}):[0-9]+-([0-9]{1,6}):([0-9]{1,6})"'
)
# What is no text in Romanian: code, elements in another language, tags, addresses. A text of the
# largest size takes less than a second, whatever stands in it: code looks only so far for its end, and
# nothing else looks over one place many times.
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).{1,5000}?(?<!`)\1(?!`)", re.DOTALL)
_TAG: Final = re.compile("<(/?)([a-z][a-z0-9]*+)([^<>]*+)>", re.IGNORECASE)
_CODE_ELEMENTS: Final = ("code", "pre", "kbd")
_OTHER_LANGUAGE: Final = re.compile(r"""\slang\s*+=\s*+(?!["']?ro\b)""", re.IGNORECASE)
_NO_PROSE: Final = (
    re.compile(r"<[^<>\n]*>"),
    re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE),
    re.compile(r"[\w.+-]{1,64}@\S+"),
)
_DESTINATION: Final = re.compile(
    r"(?:\]\(\s*|^ {0,3}\[[^\]\n]+\]:\s*)([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)", re.MULTILINE
)
# A fragment is the name of a heading: it stays right only if it is mended as the heading is.
_HEADING: Final = re.compile(r"(?:[^#:]*\.ro(?:-\w+)?\.md)?#")


def _prose(body: str) -> str:
    """``body`` with spaces in the place of all that is no text in Romanian."""
    lines = body.split("\n")
    done = (
        0  # what looks like a block here may be an element that somebody wrote: no line comes twice
    )
    for block in _CODE_BLOCK.finditer(cmark(body, True)):
        first, last, column = map(int, block.groups())
        end = min(last if column else last - 1, len(lines))
        for number in range(max(first - 1, done), end):
            lines[number] = " " * len(lines[number])
        done = max(done, end)
    text = _DESTINATION.sub(_without_address, "\n".join(lines))
    text = _without_elements(_CODE.sub(_blank, text))
    for pattern in _NO_PROSE:
        text = pattern.sub(_blank, text)
    return text


def _without_elements(text: str) -> str:
    """``text`` without elements of code or of another language, each up to the next tag that closes it."""
    closing: dict[str, int] = {}  # where the next tag ends that closes an element of this name
    found: list[Span] = []
    for tag in reversed([*_TAG.finditer(text)]):
        name = tag[2].lower()
        if tag[1]:
            closing[name] = tag.end()
        elif name in closing and (name in _CODE_ELEMENTS or _OTHER_LANGUAGE.search(tag[3])):
            found.append((tag.start(), closing[name]))
    kept, done = [], 0
    for start, end in reversed(found):
        if start >= done:
            kept += [text[done:start], _spaces(text[start:end])]
            done = end
    return "".join((*kept, text[done:]))


def _blank(found: re.Match[str]) -> str:
    return _spaces(found.group())


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_address(found: re.Match[str]) -> str:
    before, address = found.group()[: found.start(1) - found.start()], found[1]
    heading = _HEADING.match(address)
    shown = len(address) - heading.end() if heading else 0
    return before + " " * (len(address) - shown) + address[len(address) - shown :]
