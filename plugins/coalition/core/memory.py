"""What is remembered of items from build to build, as plain values and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .briefs import packed, unpacked
from .index import Key
from .opening import Opened, Recalled
from .site import Item


def remembered(item: Item, opened: Opened, paths: frozenset[str]) -> Recalled:
    """What to remember of an item that was read from its files now, all of which are ``paths``."""
    languages = item.brief.languages
    files = {language: opened.parts[language].data.mapping for language in languages}
    return Recalled(
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


def changed(before: Mapping[Key, Recalled], now: Mapping[Key, Recalled]) -> Iterator[str]:
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


def pack(one: Recalled) -> list[Any]:
    """What is remembered of one item as plain values, without its front matter."""
    usual = frozenset(path for _, path in one.brief.paths)
    paths = sorted(one.paths) if one.paths != usual else None
    return [packed(one.brief), one.states, one.marks, paths]


def unpack(values: list[Any], line: bytes) -> Recalled:
    """What was packed; whatever error there is when it was not."""
    about, states, marks, paths = values
    brief = unpacked(about)
    usual = (path for _, path in brief.paths) if paths is None else paths
    return Recalled(
        brief,
        states,
        frozenset(usual),
        {language: (face, text) for language, (face, text) in marks.items()},
        line,
    )
