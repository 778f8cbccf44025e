"""What is remembered of items from build to build, and which names an edit changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Raw, json

from .index import Key
from .opening import Opened, Recalled
from .site import Item


def remembered(item: Item, opened: Opened, paths: frozenset[str]) -> Recalled:
    """What to remember of an item that was read from its files now, all of which are ``paths``."""
    languages = item.brief.languages
    files = {language: opened.data[language].mapping for language in languages}
    return Recalled(
        item.brief,
        {
            "": (opened.facts_mark, ""),
            **{
                one: (opened.parts[one].face_mark, opened.parts[one].text_mark) for one in languages
            },
        },
        Raw(json.encode(files)),
        tuple(sorted(paths.difference(path for _, path in item.brief.paths))),
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
