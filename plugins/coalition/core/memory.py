"""What is remembered of items from build to build, as plain values and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .briefs import packed, unpacked
from .index import Key
from .opening import Opened, Recalled
from .site import Item

# Marks of what an item says before its text and of the text, by language; without a language, of its
# facts.
Marks = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Kept(Recalled):
    """What is remembered of one item; its front matter is unpacked when somebody looks into it."""

    marks: Marks = field(default_factory=dict)
    line: bytes = b""

    @cached_property
    def _files(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = json.loads(self.line)
        return found

    def front(self, language: str) -> Mapping[str, Any]:
        """The front matter of one language."""
        return self._files[language]


def remembered(item: Item, opened: Opened, paths: frozenset[str]) -> Kept:
    """What to remember of an item that was read from its files now, all of which are ``paths``."""
    languages = item.brief.languages
    files = {language: opened.parts[language].data.mapping for language in languages}
    return Kept(
        item.brief,
        {language: opened.parts[language].state for language in languages},
        paths,
        {
            "": (opened.facts_mark, ""),
            **{
                one: (opened.parts[one].face_mark, opened.parts[one].text_mark) for one in languages
            },
        },
        json.dumps(files, ensure_ascii=False, separators=(",", ":")).encode(),
    )


def changed(before: Mapping[Key, Kept], now: Mapping[Key, Kept]) -> Iterator[str]:
    """The names of all texts that came, went, or are other ones."""
    for key in before.keys() | now.keys():
        one, other = before.get(key), now.get(key)
        if one is other:
            continue
        about = f"{key[0]}/{key[1]}"
        marks = one.marks if one else {}, other.marks if other else {}
        for language in marks[0].keys() | marks[1].keys():
            nothing = ("", "")
            then, today = marks[0].get(language, nothing), marks[1].get(language, nothing)
            if then[0] != today[0]:
                yield f"face {about} {language}" if language else f"facts {about}"
            if then[1] != today[1]:
                yield f"text {about} {language}"


def pack(one: Kept) -> list[Any]:
    """What is remembered of one item as plain values, without its front matter."""
    usual = frozenset(path for _, path in one.brief.paths)
    paths = sorted(one.paths) if one.paths != usual else None
    return [packed(one.brief), one.states, one.marks, paths]


def unpack(values: list[Any], line: bytes) -> Kept:
    """What was packed; whatever error there is when it was not."""
    about, states, marks, paths = values
    brief = unpacked(about)
    usual = (path for _, path in brief.paths) if paths is None else paths
    return Kept(
        brief,
        states,
        frozenset(usual),
        {language: (face, text) for language, (face, text) in marks.items()},
        line,
    )
