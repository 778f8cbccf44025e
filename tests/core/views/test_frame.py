"""What stands around every page: menu, languages, feeds, and what robots are told."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Reader, Said
from coalition.core.views import pages
from coalition.core.views.frame import Frame
from core.in_memory import COALITION, EVENT, Files, event, site, text
from sites import BASE

EVENT_EN = EVENT.replace(".ro.", ".en.")
ABOUT = "tagline: {ro: Împreună}\nofficial_site: https://official.example.org/\n"


def frame(path: str, files: Files | None = None) -> Frame:
    """The frame of the page at ``path``."""
    found = {page.address.path: page.view for page in pages(site(files), date(2026, 5, 4))}
    made: Frame = found[path].frame
    return made


def paths(pairs: tuple[tuple[str, Address], ...]) -> dict[str, str]:
    return {language: address.path for language, address in pairs}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("", []),
        ("membri/", ["members"]),
        ("membri/alfa/", ["members"]),
        ("evenimente/", ["events"]),
        ("evenimente/2026/", ["events"]),
        ("evenimente/2026/05/", ["events"]),
        ("evenimente/ziua/", ["events"]),
        ("blog/", ["blog"]),
        ("blog/stire/", ["blog"]),
        ("404.html", []),
    ],
)
def test_the_menu_says_where_one_is(path: str, current: list[str]) -> None:
    made = frame(path)
    assert [entry.key for entry in made.menu if entry.current] == current
    assert [entry.address.path for entry in made.menu] == ["membri/", "evenimente/", "blog/"]


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("", "en/"),
        ("membri/alfa/", "en/members/alfa/"),
        ("evenimente/ziua/", "en/events/ziua/"),
        ("evenimente/2026/05/", "en/events/2026/05/"),
        ("blog/stire/", "en/blog/stire/"),
        ("404.html", "en/"),
    ],
)
def test_the_language_switcher_stays_on_the_item(path: str, other: str) -> None:
    romanian, english = frame(path).languages
    assert (romanian.name, romanian.current, romanian.address.path) == ("Română", True, path)
    assert (english.name, english.current, english.address.path) == ("English", False, other)


def test_a_page_in_two_languages_names_both() -> None:
    for path in ("evenimente/ziua/", "en/events/ziua/"):
        made = frame(path)
        assert paths(made.alternates) == {
            "ro": "evenimente/ziua/",
            "en": "en/events/ziua/",
            "x-default": "evenimente/ziua/",
        }
        assert made.canonical == made.address
        assert (made.indexed, made.listed) == (True, True)


def test_a_page_that_only_falls_back_names_the_real_one() -> None:
    made = frame("en/blog/stire/")
    assert made.language == "en"
    assert made.canonical.path == "blog/stire/"
    assert (made.indexed, made.listed, made.alternates) == (False, False, ())
    real = frame("blog/stire/")
    assert (real.indexed, real.listed, real.alternates) == (True, True, ())
    assert real.canonical == real.address


def test_an_item_without_the_default_language_has_another_default() -> None:
    files: Files = {
        COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, hu]"),
        EVENT: None,
        EVENT_EN: text("title: Open day", "start: 2026-05-17", "original: true"),
        EVENT.replace(".ro.", ".hu."): text("title: Nyílt nap"),
    }
    made = frame("hu/esemenyek/ziua/", files)
    assert paths(made.alternates) == {
        "en": "en/events/ziua/",
        "hu": "hu/esemenyek/ziua/",
        "x-default": "en/events/ziua/",
    }
    assert frame("evenimente/ziua/", files).canonical.path == "en/events/ziua/"


def test_a_site_in_one_language_has_no_alternates() -> None:
    files: Files = {
        COALITION: BASE[COALITION].replace("[ro, en]", "[ro]"),
        EVENT_EN: None,
        "members/alfa/index.en.md": None,
    }
    assert frame("", files).alternates == ()
    assert len(frame("", files).languages) == 1


def test_what_was_withdrawn_is_not_listed() -> None:
    made = frame(
        "evenimente/alt/", event("start: 2026", "withdrawn: {date: 2026-05-01, reason: a}")
    )
    assert (made.indexed, made.listed) == (False, False)


def test_the_page_of_what_is_not_there_is_not_listed() -> None:
    assert (frame("404.html").indexed, frame("404.html").listed) == (False, False)


def test_a_demonstration_says_so_and_is_not_indexed() -> None:
    made = frame("", {COALITION: BASE[COALITION] + ABOUT + "demonstration: true\n"})
    assert (made.demonstration, made.fictional, made.indexed, made.listed) == (
        True,
        False,
        False,
        True,
    )
    assert made.official_site == "https://official.example.org/"


def test_an_invented_coalition_says_so() -> None:
    made = frame("", {COALITION: BASE[COALITION] + "fictional: true\n"})
    assert (made.demonstration, made.fictional, made.indexed) == (False, True, True)


def test_names_are_those_of_the_readers_language() -> None:
    files = {COALITION: BASE[COALITION] + ABOUT}
    assert frame("", files).site_name == Said("Coaliția de probă")
    assert frame("en/", files).site_name == Said("Test Coalition")
    assert frame("en/", files).tagline == Said("Împreună", "ro")


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("", [("", "feed.xml", "calendar.ics")]),
        ("en/blog/", [("", "en/feed.xml", "en/calendar.ics")]),
        (
            "en/members/alfa/",
            [
                ("Alpha", "en/members/alfa/feed.xml", "en/members/alfa/calendar.ics"),
                ("", "en/feed.xml", "en/calendar.ics"),
            ],
        ),
    ],
)
def test_a_page_offers_its_feeds(path: str, feeds: list[tuple[str, str, str]]) -> None:
    assert [(one.of, one.feed.path, one.calendar.path) for one in frame(path).feeds] == feeds


@pytest.mark.parametrize(
    ("lines", "changed"),
    [
        (("published: 2026-04-01",), "2026-04-01"),
        (("published: 2026-04-01 10:00", "updated: 2026-04-03 11:00"), "2026-04-03"),
        ((), ""),
    ],
)
def test_the_day_of_the_last_change_is_known(lines: tuple[str, ...], changed: str) -> None:
    assert frame("evenimente/alt/", event("start: 2026", *lines)).changed == changed


def test_the_direction_is_that_of_the_language() -> None:
    files: Files = {COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, ar]")}
    assert frame("ar/", files).direction == "rtl"
    assert [link.direction for link in frame("", files).languages] == ["ltr", "ltr", "rtl"]
    assert Reader(site(files), "ar", date(2026, 5, 4)).language == "ar"
