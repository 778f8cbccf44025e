"""The directory, and each member's own space."""

from __future__ import annotations

from typing import Any

from coalition.core.showing import Link, Said
from coalition.core.views.members import directory_page, member_feed, member_pages, present
from core.in_memory import MEMBER, Files, event, post, reader, text, the
from sites import BASE

MANY: Files = {
    "members/sus/index.ro.md": text("name: Sus"),
    "members/sura/index.ro.md": text("name: Șura"),
    "members/plecat/index.ro.md": text("name: Plecat", "status: former", "left: 2024-03", "left_reason: S-a desființat."),
    "members/retras/index.ro.md": text("name: Retras", "withdrawn: {date: 2026-01-01, reason: a}"),
    "members/retras-plecat/index.ro.md": text("name: R", "status: former", "withdrawn: {date: 2026-01-01, reason: a}"),
    "members/ciorna/index.ro.md": text("name: Ciornă", "draft: true"),
    "members/tara/index.ro.md": text("name: Țara", "status: observer"),
}  # fmt: skip


def space(files: Files | None = None, id_: str = "alfa", language: str = "ro") -> Any:
    """The view of one member."""
    of = reader(files, language)
    path = of.address(the(of, "member", id_)).path
    return next(page.view for page in member_pages(of) if page.address.path == path)


def test_the_directory_is_sorted_and_those_who_left_stand_apart() -> None:
    view = directory_page(reader(MANY)).view
    assert [card.name.text for card in view.members] == ["Alfa", "Sus", "Șura", "Țara"]
    assert [card.name.text for card in view.former] == ["Plecat"]
    assert len(present(reader(MANY))) == 4


def test_an_empty_directory_has_its_page() -> None:
    alone: Files = {path: None for path in BASE if not path.endswith(".yaml")}
    page = directory_page(reader(alone))
    assert (page.address.path, page.view.members, page.view.former) == ("membri/", (), ())


FULL: Files = {
    MEMBER: text(
        "name: Alfa",
        "legal_name: Asociația Alfa",
        "abbreviation: AA",
        "summary: Noi.",
        "form: association",
        "status: founding",
        "founded: 2011-05",
        "joined: 2020",
        "town: petrila",
        "area_served: [petrila, casa]",
        "fields: culture",
        'fiscal_code: "0012"',
        "website: https://alfa.example.org/",
        "links: [{title: Facebook, url: https://f.example.org/}]",
        "contacts: [{role: birou, email: a@example.org}, {phone: +40 254 000 000}]",
        "support: {donate: https://d.example.org/, volunteer: https://v.example.org/}",
        "awards: [{name: Premiul, year: 2019, note: Pentru tot.}]",
        "offers: [{id: sala, what: O sală.}]",
        "needs: [{id: masini, what: Mașini.}]",
    ),
}


def test_a_member_tells_all_that_is_known() -> None:
    view = space(FULL)
    assert (view.name, view.legal_name) == (Said("Alfa"), Said("Asociația Alfa"))
    assert (view.form, view.status, view.abbreviation) == ("association", "founding", "AA")
    assert (view.founded, view.joined, view.left) == ("mai 2011", "2020", "")
    assert view.fiscal_code == "0012"
    assert view.town == Said("Petrila")
    assert [place.text for place in view.area] == ["Petrila", "Casa de cultură, Petrila"]
    assert view.fields == (Said("Cultură"),)
    assert view.links == (Link(Said("Facebook"), url="https://f.example.org/"),)
    assert view.contacts == (
        (Said("birou"), "a@example.org", ""),
        (Said(""), "", "+40 254 000 000"),
    )
    assert view.support == (
        ("donate", "https://d.example.org/"),
        ("volunteer", "https://v.example.org/"),
    )
    assert view.awards == (("Premiul", "2019", Said("Pentru tot.")),)
    assert (view.offers, view.needs) == ((Said("O sală."),), (Said("Mașini."),))


def test_a_member_of_whom_only_the_name_is_known_has_a_page() -> None:
    view = space({"members/beta/index.ro.md": text("name: Beta")}, "beta")
    assert (view.name, view.website, view.support) == (Said("Beta"), "", ())
    assert view.coming == view.past == view.posts == view.contacts == ()


def test_the_translation_of_a_member_has_its_words() -> None:
    files: Files = {
        **FULL,
        "members/alfa/index.en.md": text(
            "name: Alpha",
            "offers: [{id: sala, what: A hall.}]",
            "contacts: [{email: a@example.org, role: office}]",
        ),
    }
    view = space(files, language="en")
    assert view.offers == (Said("A hall."),)
    assert view.contacts[0] == (Said("office"), "a@example.org", "")
    assert view.town == Said("Petrila")
    assert view.legal_name == Said("Asociația Alfa", "ro")


def test_events_and_posts_of_a_member_stand_in_its_space() -> None:
    files = {
        **event("start: 2026-05-20", "partners: alfa", id_="vine"),
        **event(
            "start: 2026-06-01",
            "organisers: alfa",
            "repeat: {rule: FREQ=WEEKLY;COUNT=9}",
            id_="des",
        ),
        **event("start: 2026-04-20", "organisers: [alfa]", id_="a-fost"),
        **event("start: 2026-05-21", "organisers: primaria", id_="altul"),
        **event(
            "start: 2026-05-22",
            "organisers: alfa",
            "withdrawn: {date: 2026-05-01, reason: a}",
            id_="retras",
        ),
        **post("published: 2026-05-01", "about: member/alfa", id_="despre"),
        **post(
            "published: 2026-05-02",
            "authors: alfa",
            "withdrawn: {date: 2026-05-03, reason: a}",
            id_="retrasa",
        ),
        **post("published: 2026-05-03", id_="a-coalitiei"),
    }
    view = space(files)
    assert [card.address.path for card in view.coming] == [
        "evenimente/ziua/",
        "evenimente/vine/",
        "evenimente/des/",
    ]
    assert [card.address.path for card in view.past] == ["evenimente/a-fost/"]
    assert [card.address.path for card in view.posts] == ["blog/despre/", "blog/stire/"]


def test_a_member_has_a_feed_and_a_calendar_below_its_page() -> None:
    of = reader({MEMBER: text("name: Alfa", "slug: asociația")})
    feed = member_feed(of, the(of, "member", "alfa"))
    assert feed.of == "Alfa"
    assert feed.feed.path == "membri/asociația/feed.xml"
    assert feed.calendar.path == "membri/asociația/calendar.ics"


def test_a_member_that_left_says_when_and_why() -> None:
    view = space(MANY, "plecat")
    assert (view.status, view.left, view.left_reason.text) == (
        "former",
        "martie 2024",
        "S-a desființat.",
    )
