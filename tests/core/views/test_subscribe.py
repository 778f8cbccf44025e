"""What can be subscribed to: all of it, in every language, each at one place of the page."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import SUBSCRIBE_SCRIPT, Address
from coalition.core.showing import Said
from coalition.core.views.subscribe import subscribe_page
from core.in_memory import COALITION, Files, by_path, item, reader, text
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"
FILES: Files = {
    "members/tara/index.ro.md": text("name: Tara", "slug: țara"),
    "members/plecat/index.ro.md": text("name: Plecat", "status: former"),
    "members/retras/index.ro.md": text("name: Retras", WITHDRAWN),
    "members/ciorna/index.ro.md": text("name: Ciorna", "draft: true"),
    "content/places.yaml": (
        "vulcan: {label: Vulcan}\npetrila: {label: Petrila}\ncasa: {label: Casa, town: petrila}\n"
    ),
    "content/topics.yaml": (
        "sport: {label: {ro: Sport}}\nculture: {label: {ro: Cultură, en: Culture}}\n"
    ),
    **item("projects"),
    **item("calls", "standing: true"),
}


def view(files: Files | None = None, language: str = "ro") -> Any:
    [(path, made)] = by_path(subscribe_page(reader(files, language))).items()
    assert path == {"ro": "abonare/", "en": "en/subscribe/"}[language]
    return made


@pytest.mark.parametrize(("language", "root"), [("ro", ""), ("en", "en/")])
def test_the_whole_site_has_its_calendars_and_its_feeds(language: str, root: str) -> None:
    made = view(FILES, language)
    files = (made.calendar, made.deadlines, made.code, made.all_feeds)
    assert [one.path for one in files] == [
        f"{root}calendar.ics",
        f"{root}deadlines.ics",
        f"{root}qr.svg",
        f"{root}feeds.opml",
    ]
    assert made.script == SUBSCRIBE_SCRIPT


@pytest.mark.parametrize(
    ("language", "roots"),
    [
        ("ro", ["", "blog/", "evenimente/", "apeluri/"]),
        ("en", ["en/", "en/blog/", "en/events/", "en/calls/"]),
    ],
)
def test_there_are_feeds_of_everything_and_of_what_is_told_in_three_formats(
    language: str, roots: list[str]
) -> None:
    news = view(FILES, language).news
    assert [one.kind for one in news] == ["", "post", "event", "call"]
    for one, root in zip(news, roots, strict=True):
        assert [(name, address.path) for name, address in one.formats] == [
            ("Atom", f"{root}feed.xml"),
            ("RSS", f"{root}rss.xml"),
            ("JSON Feed", f"{root}feed.json"),
        ]
        assert one.atom == Address(f"{root}feed.xml")


@pytest.mark.parametrize("language", ["ro", "en"])
def test_all_that_has_a_calendar_can_be_subscribed_to(language: str) -> None:
    made = view(FILES, language)
    groups = (made.towns, made.topics, made.projects, made.members)
    assert [[one.key[1] for one in group] for group in groups] == [
        ["vulcan", "petrila"],
        ["culture", "sport"],
        ["apa"],
        ["alfa", "plecat", "tara"],
    ]
    assert {one.key[0] for one in made.towns} == {"place"}
    found = [one for group in groups for one in group]
    assert sorted(found, key=lambda one: one.key) == sorted(
        reader(FILES, language).subjects, key=lambda one: one.key
    )
    assert made.members[1].name == Said("Plecat", "" if language == "ro" else "ro")


def test_a_subject_has_its_files_below_its_page_and_one_name_in_every_language() -> None:
    romanian, english = (view(FILES, language).members[2] for language in ("ro", "en"))
    assert romanian.anchor == english.anchor == "member-tara"
    assert [one.path for one in (romanian.calendar, romanian.feed, romanian.code)] == [
        "membri/țara/calendar.ics",
        "membri/țara/feed.xml",
        "membri/țara/qr.svg",
    ]
    assert english.code == Address("en/members/tara/qr.svg")


def test_places_on_the_page_are_never_the_same() -> None:
    made = view({**FILES, "members/sport/index.ro.md": text("name: Sport")})
    anchors = [
        one.anchor
        for group in (made.towns, made.topics, made.projects, made.members)
        for one in group
    ]
    assert {"topic-sport", "member-sport"} < set(anchors)
    assert len(set(anchors)) == len(anchors)


def test_a_coalition_with_nothing_yet_has_the_page_too() -> None:
    made = view({path: None for path in BASE if path != COALITION})
    assert (made.towns, made.topics, made.projects, made.members) == ((), (), (), ())
    assert [one.kind for one in made.news] == [""]
    assert (made.deadlines, made.calendar.path) == (None, "calendar.ics")
