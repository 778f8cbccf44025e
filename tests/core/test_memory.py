"""What is remembered of the items, and which names an edit changes."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.memory import changed
from coalition.core.opening import Recalled
from coalition.core.relating import Reading
from core.in_memory import EVENT, MEMBER, Files, event, memory_of, sources, text
from core.views.test_pages import RICH
from msgspec import json
from sites import BASE

EVENT_EN = EVENT.replace(".ro.", ".en.")


def kept(files: Files | None = None) -> dict[Any, Recalled]:
    return memory_of(Reading(sources(files)))


def edited(before: Files, after: Files) -> set[str]:
    """The names that have changed between two sites, when only what changed is read again."""
    first = kept(before)
    then = Reading(sources(after, before), memory=first)
    again = memory_of(then, first)
    names = set(changed(first, again))
    # It makes no difference whether the rest was recalled or read.
    assert names == set(changed(first, kept(after)))
    return names


ROMANIAN = BASE[EVENT]


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        ({}, set()),
        ({EVENT: ROMANIAN.replace("title: Ziua", "# de la noi\ntitle:   Ziua")}, set()),
        ({EVENT: ROMANIAN.replace("title: Ziua", "title: Seara")}, {"face ro"}),
        ({EVENT: ROMANIAN.replace("Veniți la", "Haideți la")}, {"text ro"}),
        ({EVENT: ROMANIAN.replace("2026-05-17", "2026-05-18")}, {"facts", "face ro", "face en"}),
        ({EVENT: ROMANIAN.replace("place: casa\n", "")}, {"facts", "face ro", "face en"}),
        ({EVENT: ROMANIAN.replace("place: casa", "draft: true")}, {"facts", "face ro", "face en"}),
        ({EVENT_EN: text("title: The day", body="Come.\n")}, {"face en"}),
        ({EVENT_EN: text("title: Open day", body="Do come.\n")}, {"text en"}),
        ({EVENT_EN: text("title: Open day", "slug: day", body="Come.\n")}, {"face en"}),
        ({EVENT_EN: None}, {"face en", "text en"}),
        ({EVENT_EN: "---\n---\n"}, {"face en", "text en"}),
        ({EVENT: None, EVENT_EN: None}, {"facts", "face ro", "text ro", "face en", "text en"}),
    ],
)  # fmt: skip
def test_an_edit_changes_the_names_of_what_it_touches(edit: Files, names: set[str]) -> None:
    found = edited({}, edit)
    words = (name.partition(" ") for name in names)
    assert found == {f"{word} event/ziua {language}".strip() for word, _, language in words}


def test_what_is_new_has_names_of_its_own() -> None:
    names = {"facts event/alt", "face event/alt ro", "text event/alt ro"}
    assert edited({}, event("start: 2026")) == names
    assert edited(event("start: 2026"), {}) == names


def test_what_was_renamed_went_and_came() -> None:
    found = edited(event("start: 2026"), event("start: 2026", id_="nou"))
    parts = ("facts event/{}", "face event/{} ro", "text event/{} ro")
    assert found == {part.format(id_) for part in parts for id_ in ("alt", "nou")}


def test_a_translation_that_became_outdated_is_another_text() -> None:
    mark = Reading(sources()).opened["event", "ziua"].mark
    told = {EVENT_EN: text("title: Open day", f"translates: {mark}")}
    later = {**told, EVENT: ROMANIAN.replace("Veniți", "Haideți")}
    assert edited(told, later) == {"text event/ziua ro", "text event/ziua en"}


def test_an_item_of_two_changed_texts_and_one_of_none_are_told_apart() -> None:
    edit = {MEMBER: text("name: Alfa doi"), EVENT: ROMANIAN.replace("Veniți", "Haideți")}
    assert edited({}, edit) == {
        "facts member/alfa", "face member/alfa ro", "text member/alfa ro", "face member/alfa en",
        "text event/ziua ro",
    }  # fmt: skip


def test_every_item_is_remembered_as_it_was() -> None:
    for one in kept({**BASE, **RICH}).values():
        again = json.decode(json.encode(one), type=Recalled)
        assert again == one
        for language in one.brief.languages:
            assert again.front(language) == one.front(language)
            assert again.face(language) == one.face(language)


def test_a_file_that_is_no_version_yet_belongs_to_what_is_remembered() -> None:
    stub = "content/blog/2026/stire/index.en.md"
    one = kept({stub: "---\n---\n"})["post", "stire"]
    assert one.brief.languages == ("ro",)
    assert stub in one.paths
    assert json.decode(json.encode(one), type=Recalled).paths == one.paths


def test_the_front_matter_of_an_item_is_remembered() -> None:
    made = Reading(sources({**BASE, **RICH}))
    for key, one in memory_of(made).items():
        for language, data in made.opened[key].data.items():
            assert one.front(language) == data.mapping
