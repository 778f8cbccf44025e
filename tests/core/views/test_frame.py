"""What stands around every page: menu, languages, feeds, and what robots are told."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.addresses import ICON, SCRIPT, STYLESHEET, Address
from coalition.core.showing import Reader, Said
from coalition.core.views import pages
from coalition.core.views.frame import Frame, MenuEntry, entry_frame, item_frame
from coalition.core.views.heads import head
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    Files,
    drawn,
    event,
    item,
    reader,
    site,
    text,
    the,
)
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
        ("despre/", ["coalition"]),
        ("membri/", ["member"]),
        ("membri/locuri/", ["member"]),
        ("membri/alfa/", ["member"]),
        ("evenimente/", ["event"]),
        ("evenimente/2026/", ["event"]),
        ("evenimente/2026/05/", ["event"]),
        ("evenimente/ziua/", ["event"]),
        ("blog/", ["post"]),
        ("blog/stire/", ["post"]),
        ("implica-te/", ["involved"]),
        ("organizatii/primaria/", ["organisation"]),
        ("locuri/", ["place"]),
        ("locuri/casa/", ["place"]),
        ("teme/culture/", ["topic"]),
        ("finantatori/uniunea/", ["funder"]),
        ("abonare/", ["subscribe"]),
        ("404.html", []),
    ],
)
def test_the_menu_says_where_one_is(path: str, current: list[str]) -> None:
    made = frame(path, {MEMBER: text("name: Alfa", "town: casa")})
    assert [entry.key for entry in made.around.menu + made.around.more if entry.current] == current
    assert [entry.address.path for entry in made.around.menu] == [
        "despre/", "membri/", "evenimente/", "blog/", "implica-te/",
    ]  # fmt: skip
    assert [entry.address.path for entry in made.around.more] == [
        "organizatii/", "locuri/", "teme/", "finantatori/", "abonare/",
    ]  # fmt: skip


NO_LISTS: Files = {
    "content/organisations.yaml": None,
    "content/places.yaml": None,
    "content/topics.yaml": None,
    "content/funders.yaml": None,
    EVENT: None,
    EVENT_EN: None,
    "content/blog/2026/stire/index.ro.md": None,
    "members/alfa/index.ro.md": None,
    "members/alfa/index.en.md": None,
}


def keys(entries: tuple[MenuEntry, ...]) -> list[str]:
    return [entry.key for entry in entries]


def test_a_section_with_nothing_in_it_is_not_in_the_menu() -> None:
    made = frame("", NO_LISTS)
    # What every coalition has is there from the first day.
    assert keys(made.around.menu) == ["about", "involved"]
    assert keys(made.around.more) == ["subscribe"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("projects", "project"), ("calls", "call"), ("documents", "document"), ("plans", "plan"), ("pages", "page")],
)  # fmt: skip
def test_a_section_is_in_the_menu_as_soon_as_it_has_an_item(folder: str, kind: str) -> None:
    for files, there in ((item(folder), True), (item(folder, "draft: true"), False)):
        made = frame("", files)
        assert (kind in keys(made.around.menu + made.around.more)) is there


def test_a_section_of_withdrawn_items_is_in_no_menu() -> None:
    gone = item("calls", "withdrawn: {date: 2026-01-01, reason: Nu.}")
    assert "call" not in keys(frame("", gone).around.more)


def test_a_page_below_a_withdrawn_one_stands_in_the_menu_itself() -> None:
    gone = {
        **item("pages", "menu: 1", "withdrawn: {date: 2026-01-01, reason: Nu.}"),
        "content/pages/sub/index.ro.md": text("title: Sub", "menu: 2", "parent: apa"),
    }
    made = frame("", gone)
    assert [entry.said.text for entry in made.around.menu if not entry.key] == ["Sub"]


def test_sections_stand_in_one_order_whatever_there_is() -> None:
    files = {path: made for folder in ("calls", "documents", "pages", "plans", "projects") for path, made in item(folder).items()}  # fmt: skip
    made = frame("en/", files)
    assert keys(made.around.menu) == ["coalition", "member", "event", "project", "post", "involved"]
    assert keys(made.around.more) == [
        "call", "document", "plan", "organisation", "place", "topic", "funder", "page", "subscribe",
    ]  # fmt: skip
    assert made.around.more[0].address == Address("en/calls/")


def test_most_people_come_for_what_stays_on_a_narrow_screen() -> None:
    made = frame("", {**item("projects"), **item("pages", "menu: 1")})
    assert keys(tuple(entry for entry in made.around.menu if entry.chief)) == [
        "member", "event", "post", "involved",
    ]  # fmt: skip
    assert [entry.said.text for entry in made.around.menu if not entry.chief] == ["", "", "Apa"]


WITHOUT_MEMBERS: Files = {
    **NO_LISTS,
    "content/organisations.yaml": BASE["content/organisations.yaml"],
}


def test_organisations_stand_in_the_menu_where_there_are_no_members() -> None:
    made = frame("organizatii/", {**WITHOUT_MEMBERS, **item("projects"), **item("plans")})
    # Without members they are not called the other ones.
    assert [(one.key, one.current) for one in made.around.menu] == [
        ("about", False), ("organisations", True), ("project", False), ("involved", False),
    ]  # fmt: skip
    assert keys(made.around.more) == ["plan", "subscribe"]
    # What most people come for is not there: others take its place on a narrow screen.
    assert all(entry.chief for entry in made.around.menu)


def test_a_coalition_can_choose_what_stands_in_the_menu() -> None:
    menu = "menu: [event, call, project, place, topic, event, document]\n"
    made = frame("", {**item("projects"), COALITION: BASE[COALITION] + menu})
    assert keys(made.around.menu) == ["event", "project", "place", "topic"]
    assert keys(made.around.more) == [
        "coalition", "member", "post", "involved", "organisation", "funder", "subscribe",
    ]  # fmt: skip


def test_a_page_of_the_content_can_stand_in_the_menu() -> None:
    files = {
        **item("pages", "menu: 2", id_="doi"),
        **item("pages", "menu: 1", id_="unu"),
        "content/pages/unu/index.en.md": text("title: One"),
        **item("pages", "menu: 2", id_="alt-doi"),
        **item("pages", id_="fara"),
        **item("pages", "menu: 1", "parent: unu", id_="capitol"),
        **item("pages", "menu: 1", "withdrawn: {date: 2026-05-01, reason: a}", id_="retras"),
        **item("pages", "menu: 1", "draft: true", id_="ciorna"),
    }
    made = frame("en/pages/doi/", files)
    assert [
        (one.said, one.address.path, one.current) for one in made.around.menu if not one.key
    ] == [
        (Said("One"), "en/pages/unu/", False),
        (Said("Alt-Doi", "ro"), "en/pages/alt-doi/", False),
        (Said("Doi", "ro"), "en/pages/doi/", True),
    ]
    assert [entry.key for entry in made.around.more if entry.current] == ["page"]
    assert not [one for one in frame("en/pages/", files).around.menu if one.current]


# --- the way to a page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "trail"),
    [
        ("", []),
        ("404.html", []),
        ("membri/", []),
        ("evenimente/", []),
        ("despre/", []),
        ("membri/locuri/", [("home", ""), ("member", "membri/")]),
        ("membri/alfa/", [("home", ""), ("member", "membri/")]),
        ("evenimente/2026/05/", [("home", ""), ("event", "evenimente/")]),
        (
            "en/events/ziua/",
            [("home", "en/"), ("event", "en/events/"), ("2026", "en/events/2026/")],
        ),
        ("en/blog/stire/", [("home", "en/"), ("post", "en/blog/")]),
        ("locuri/casa/", [("home", ""), ("place", "locuri/")]),
        ("en/topics/culture/", [("home", "en/"), ("topic", "en/topics/")]),
    ],
)
def test_the_way_to_a_page_leads_over_its_section(path: str, trail: list[tuple[str, str]]) -> None:
    made = frame(path, {MEMBER: text("name: Alfa", "town: petrila")})
    # A section has its word from the theme; what comes from the content brings its own.
    assert [(one.said.text or one.key, one.address.path) for one in made.around.trail] == trail


def test_every_step_of_the_way_is_there() -> None:
    files: Files = {
        **item("projects"),
        **item("pages", "menu: 1", id_="carte"),
        **item("pages", "parent: carte", id_="capitol"),
        MEMBER: text("name: Alfa", "town: petrila", "fields: culture"),
    }
    made = {page.address: page.view for page in pages(site(files), date(2026, 5, 4))}
    steps = [
        one.address
        for view in made.values()
        if hasattr(view, "frame")
        for one in (*view.frame.around.trail, *view.frame.around.menu, *view.frame.around.more)
    ]
    assert len(steps) > 100
    assert {*steps} <= {*made}


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("", "en/"),
        ("membri/alfa/", "en/members/alfa/"),
        ("evenimente/ziua/", "en/events/ziua/"),
        ("evenimente/2026/05/", "en/events/2026/05/"),
        ("blog/stire/", "en/blog/stire/"),
        ("locuri/casa/", "en/places/casa/"),
        ("teme/", "en/topics/"),
        ("membri/locuri/", "en/members/places/"),
        ("implica-te/", "en/get-involved/"),
        ("404.html", "en/"),
    ],
)
def test_the_language_switcher_stays_on_the_item(path: str, other: str) -> None:
    romanian, english = frame(path, {MEMBER: text("name: Alfa", "town: petrila")}).languages
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
    assert (made.around.demonstration, made.around.fictional, made.indexed, made.listed) == (
        True,
        False,
        False,
        True,
    )
    assert made.around.official_site == "https://official.example.org/"


def test_an_invented_coalition_says_so() -> None:
    made = frame("", {COALITION: BASE[COALITION] + "fictional: true\n"})
    assert (made.around.demonstration, made.around.fictional, made.indexed) == (False, True, True)


def test_names_are_those_of_the_readers_language() -> None:
    files = {COALITION: BASE[COALITION] + ABOUT}
    assert frame("", files).around.site_name == Said("Coaliția de probă")
    assert frame("en/", files).around.site_name == Said("Test Coalition")
    assert frame("en/", files).around.tagline == Said("Împreună", "ro")


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
        (
            "locuri/petrila/",
            [
                ("Petrila", "locuri/petrila/feed.xml", "locuri/petrila/calendar.ics"),
                ("", "feed.xml", "calendar.ics"),
            ],
        ),
        (
            "en/topics/culture/",
            [
                ("Culture", "en/topics/culture/feed.xml", "en/topics/culture/calendar.ics"),
                ("", "en/feed.xml", "en/calendar.ics"),
            ],
        ),
        # A venue is told of in the feed of its town, an organisation in none of its own.
        ("locuri/casa/", [("", "feed.xml", "calendar.ics")]),
        ("organizatii/primaria/", [("", "feed.xml", "calendar.ics")]),
        ("evenimente/ziua/", [("", "feed.xml", "calendar.ics")]),
    ],
)
def test_a_page_offers_its_feeds(path: str, feeds: list[tuple[str, str, str]]) -> None:
    made = frame(path)
    offered = [one for one in (made.feed, made.around.feed) if one is not None]
    assert [(one.of, one.feed.path, one.calendar.path) for one in offered] == feeds


ATOM = "application/atom+xml"


@pytest.mark.parametrize(
    ("path", "offers"),
    [
        (
            "",
            [
                (ATOM, "feed.xml", "", ""),
                ("application/rss+xml", "rss.xml", "", "RSS"),
                ("application/feed+json", "feed.json", "", "JSON Feed"),
            ],
        ),
        ("en/blog/", [(ATOM, "en/blog/feed.xml", "post", ""), (ATOM, "en/feed.xml", "", "")]),
        ("blog/stire/", [(ATOM, "blog/feed.xml", "post", ""), (ATOM, "feed.xml", "", "")]),
        (
            "en/events/2026/05/",
            [(ATOM, "en/events/feed.xml", "event", ""), (ATOM, "en/feed.xml", "", "")],
        ),
        (
            "en/calls/apel/",
            [(ATOM, "en/calls/feed.xml", "call", ""), (ATOM, "en/feed.xml", "", "")],
        ),
        ("en/members/alfa/", [(ATOM, "en/feed.xml", "", "")]),
        ("404.html", [(ATOM, "feed.xml", "", "")]),
    ],
)
def test_a_page_offers_the_feeds_of_its_section_first(
    path: str, offers: list[tuple[str, str, str, str]]
) -> None:
    call = "content/calls/apel/index.ro.md"
    made = frame(path, {call: text("title: a", "issuer: alfa", "standing: true")})
    assert [(one.type, one.address.path, one.section, one.form) for one in made.around.offers] == (
        offers
    )


def test_the_feeds_of_a_subject_are_not_those_of_the_site() -> None:
    own = frame("en/members/alfa/").feed
    assert own is not None
    assert own.of == "Alpha"
    assert frame("en/").feed is None


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


def test_a_page_knows_the_files_of_the_theme_and_its_manifest() -> None:
    for path, manifest in (("", "manifest.webmanifest"), ("en/blog/", "en/manifest.webmanifest")):
        made = frame(path)
        assert (made.around.stylesheet, made.around.icon) == (STYLESHEET, ICON)
        assert made.around.script == SCRIPT
        assert made.around.manifest == Address(manifest)


def test_the_sign_of_the_site_is_its_short_name() -> None:
    assert frame("en/").around.brand == Said("Test Coalition")
    files = {COALITION: BASE[COALITION] + "short_name: {ro: CP}\n"}
    assert frame("en/", files).around.brand == Said("CP", "ro")
    assert frame("en/", files).around.site_name == Said("Test Coalition")


# --- for machines ------------------------------------------------------------------------------------


PICTURE = "content/events/2026/alt/a.jpg"


def test_a_page_is_shared_with_the_picture_of_its_item() -> None:
    files: Files = {**event("start: 2026", "image: a.jpg", "image_alt: Un pod"), PICTURE: b"1"}
    of = reader(files)
    alt, ziua = the(of, "event", "alt"), the(of, "event", "ziua")
    assert item_frame(of, alt, head(of, alt)).image is None  # not drawn
    of = drawn(of, PICTURE)
    assert item_frame(of, alt, head(of, alt)).image == of.site.pictures[PICTURE].best
    assert item_frame(of, ziua, head(of, ziua)).image is None


def test_of_what_was_withdrawn_machines_are_told_nothing() -> None:
    files: Files = {
        **event("start: 2026", "image: a.jpg", "withdrawn: {date: 2026-05-01, reason: a}"),
        PICTURE: b"1",
    }
    of = drawn(reader(files), PICTURE)
    told = {"@type": "Event"}
    alt, ziua = the(of, "event", "alt"), the(of, "event", "ziua")
    made = item_frame(of, alt, head(of, alt), described=told)
    assert (made.image, made.described) == (None, {})
    assert item_frame(of, ziua, head(of, ziua), described=told).described == told
    assert item_frame(of, ziua, head(of, ziua)).described == {}


def test_the_page_of_an_entry_is_real_in_every_language() -> None:
    of = reader({"content/topics.yaml": "culture: {label: {ro: Cultură}}\n"}, "en")
    made = entry_frame(of, of.site.entries["topic", "culture"], {"@type": "Thing"})
    assert paths(made.alternates) == {
        "ro": "teme/culture/",
        "en": "en/topics/culture/",
        "x-default": "teme/culture/",
    }
    assert made.canonical == made.address == Address("en/topics/culture/")
    assert (made.indexed, made.listed, made.changed) == (True, True, "")
    assert made.described == {"@type": "Thing"}


def test_the_direction_is_that_of_the_language() -> None:
    files: Files = {COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, ar]")}
    assert frame("ar/", files).around.direction == "rtl"
    assert Reader(site(files), "ar", date(2026, 5, 4)).language == "ar"
