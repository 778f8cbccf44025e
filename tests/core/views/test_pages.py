"""All pages together: no two at one address, and no view leads to what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from coalition.core import exports
from coalition.core.addresses import ICON, SCRIPT, STYLESHEET, SUBSCRIBE_SCRIPT, Address
from coalition.core.published import published_files
from coalition.core.showing import Reader, Text
from coalition.core.site import Site
from coalition.core.views import Page, pages
from core.in_memory import COALITION, EVENT, POST, Files, drawn, event, post, site, text, words
from msgspec import Struct
from sites import BASE, ROOT

TODAY = date(2026, 5, 4)
WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"


def item(folder: str, id_: str, *lines: str, language: str = "ro") -> dict[str, str]:
    return {f"content/{folder}/{id_}/index.{language}.md": text(f"title: {id_}", *lines)}


RICH: Files = {
    COALITION: (
        BASE[COALITION].replace("[ro, en]", "[ro, en, mk]")
        + "sections: {event: {ro: intalniri}}\nofficial_site: https://o.example.org/\narea: [petrila, casa]\n"
        + "bodies: [{id: a, label: Adunarea, members: [alfa, coalition, primaria]}]\n"
        + "channels: [{does: poll, label: Sondaj, run_by: primaria, url: https://p.example.org/}]\n"
    ),
    "content/organisations.yaml": "primaria: {name: Primăria, town: petrila, fields: culture, area_served: casa}\n",
    "content/funders.yaml": "uniunea: {label: Uniunea, emblem: emblema.png, statement: Da.}\n",
    "content/emblema.png": b"1",
    **{
        path: raw
        for number in range(14)
        for path, raw in post(f"published: 2026-03-{number + 1:02}", id_=f"p{number}").items()
    },
    **event("start: 2026-05-20 18:00", "repeat: {rule: FREQ=WEEKLY;COUNT=60}", "image: a.jpg", "image_alt: a", id_="des"),
    **event("start: 2024-08", "slug: vara", "aliases: [/vechi/vara/, /vara.html]", id_="vara"),
    **event("start: 2019", id_="an"),
    **event("start: 2031-02-01", "project: apa", "partners: primaria", id_="departe"),
    **event("start: 2026-05-30", WITHDRAWN, id_="retras"),
    **event("start: 2018-05-30", WITHDRAWN, id_="singur-in-anul-lui"),
    **event("start: 2025-12-30", "end: 2026-01-02", id_="trece", body="![a](a.jpg) [b](../des/index.ro.md)\n"),
    **event("start: 2026-05-21", "topics: culture", "place: petrila", "format: meeting", id_="la-teme"),
    "content/events/2026/des/a.jpg": b"1",
    "content/events/2026/trece/a.jpg": b"1",
    "members/alfa/index.ro.md": text(
        "name: Alfa", "town: casa", "fields: culture", "logo: l.png", "area_served: petrila",
        "support: {donate: https://d.example.org/}", "needs: [{id: a, what: Scaune.}]",
    ),
    "members/alfa/l.png": b"1",
    "members/alfa/index.mk.md": text("name: Алфа", "slug: алфа"),
    "members/beta/index.ro.md": text("name: Beta", "status: former", "left: 2024"),
    "members/gama/index.ro.md": text("name: Gama", WITHDRAWN),
    **item("projects", "apa", "lead: alfa", "partners: [{partner: primaria}]", "places: casa", "funding: [{funder: uniunea}]", "slug: apa-vie"),
    **item("projects", "retras", "lead: alfa", WITHDRAWN),
    **item("documents", "statut", "form: statute", "file: s.pdf", "owners: alfa", "about: [project/apa]"),
    **item("documents", "nou", "form: statute", "supersedes: statut", "url: https://n.example.org/"),
    **item("documents", "statut", "file: t.pdf", language="en"),
    "content/documents/statut/s.pdf": b"1",
    "content/documents/statut/t.pdf": b"1",
    **item("calls", "apel", "issuer: alfa", "asks: volunteers", "standing: true", "about: [event/des]", "collected_by: primaria",
           "goal: {amount: 5, matched_by: primaria}", "results: {table: [{id: a, label: a, party: alfa}]}"),
    **item("calls", "inchis", "issuer: primaria", "deadline: 2020-01-01"),
    **item("plans", "plan", "owners: alfa", "documents: statut",
           "objectives: [{id: a, title: a, measures: [{id: a, title: a, responsible: alfa, partners: primaria,"
           " updates: [{date: 2026-01-01, evidence: [event/des]}]}]}]"),
    **item("pages", "manual", "menu: 1"),
    **item("pages", "unu", "parent: manual", "menu: 1"),
    **item("pages", "doi", "parent: manual", "aliases: /capitolul-doi/"),
    **item("pages", "retras", "parent: manual", WITHDRAWN),
}  # fmt: skip
# Without any item, and without anything but the coalition.
EMPTY: Files = {
    path: None for path in BASE if path.startswith(("members", "content/events", "content/blog"))
}
BARE: Files = {path: None for path in BASE if path != COALITION}
# With one kind of things missing, and nobody who names them.
NO_MEMBERS: Files = {
    **{path: None for path in BASE if path.startswith("members")},
    EVENT: text("title: Ziua", "start: 2026-05-17", "place: casa", "organisers: primaria"),
    POST: text("title: O știre", "published: 2026-04-02"),
    **item("projects", "apa", "lead: primaria"),
    **item("plans", "plan", "owners: primaria"),
}
NO_EVENTS: Files = {
    **{path: None for path in BASE if path.startswith("content/events")},
    POST: text("title: O știre", "published: 2026-04-02"),
}
NO_POSTS: Files = {path: None for path in BASE if path.startswith("content/blog")}
SITES: dict[str, Files] = {
    "small": {},
    "rich": RICH,
    "no members": NO_MEMBERS,
    "no events": NO_EVENTS,
    "no posts": NO_POSTS,
    "empty": EMPTY,
    "bare": BARE,
}


def of(name: str) -> Site:
    """The site of this name, with its pictures drawn."""
    files = SITES[name]
    shown = [path for path in files if path.endswith((".jpg", ".png"))]
    return drawn(Reader(site(files), "ro", TODAY), *shown).site


def made(name: str) -> list[Page]:
    return list(pages(of(name), TODAY))


def addresses(value: Any) -> Iterator[Address]:
    """Every address that a view holds, in its texts and in what it tells machines, too."""
    if isinstance(value, Address):
        yield value
    elif isinstance(value, Text):
        yield from addresses(value.targets)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from addresses(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from addresses(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from addresses(one)


def outlets(one: Site) -> set[Address]:
    """Where all that is no page stands: feeds, calendars, manifests, pictures, downloads."""
    say = {language: words(language) for language in one.languages}
    found = {file.address for file in exports.files(one, TODAY, "https://a.example.org/", say)}
    for published in published_files(one).values():
        found |= {*published}
    return {*found, STYLESHEET, SCRIPT, SUBSCRIBE_SCRIPT, ICON}


@pytest.mark.parametrize("name", SITES)
def test_every_page_has_an_address_of_its_own(name: str) -> None:
    taken = [page.address.file for page in made(name)]
    taken += [address.file for address in outlets(of(name))]
    taken += ["sitemap.xml", "robots.txt"]
    folded = [path.casefold() for path in taken]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("name", SITES)
def test_no_view_leads_to_what_is_not_there(name: str) -> None:
    there = {page.address.path for page in made(name)}
    there |= {address.path for address in outlets(of(name))}
    for page in made(name):
        named = {address.path for address in addresses(page.view)}
        assert named - there == set(), page.address
    assert len(there) > 10


@pytest.mark.parametrize("name", SITES)
def test_every_page_but_old_addresses_can_be_reached_from_the_first(name: str) -> None:
    views = {page.address.path: page.view for page in made(name)}
    seen, todo = set(), [""]
    while todo:
        path = todo.pop()
        if path in views and path not in seen:
            seen.add(path)
            todo += [address.path for address in addresses(views[path])]
    alone = {page.address.path for page in made(name) if page.template == "redirect.html"}
    gone = {
        page.address.path
        for page in made(name)
        if getattr(getattr(page.view, "item", None), "withdrawn", None) is not None
    }
    assert views.keys() - seen == alone | gone | {"404.html"}


@pytest.mark.parametrize("name", SITES)
def test_every_language_has_the_same_pages(name: str) -> None:
    kinds: dict[str, list[str]] = {language: [] for language in of(name).languages}
    for page in made(name):
        if page.template not in ("404.html", "redirect.html"):
            kinds[page.view.frame.language].append(page.template)
    assert len({tuple(templates) for templates in kinds.values()}) == 1


@pytest.mark.parametrize("name", SITES)
def test_a_page_knows_its_own_address_and_its_sisters_know_each_other(name: str) -> None:
    frames = {page.address: page.view.frame for page in made(name) if hasattr(page.view, "frame")}
    for address, frame in frames.items():
        assert frame.address == address
        assert [link.address for link in frame.languages if link.current] == [address]
        for link in frame.languages:
            if address.is_page:
                sister = frames[link.address]
                assert sister.language == link.language
                assert {one.address for one in sister.languages} == {
                    one.address for one in frame.languages
                }


def test_views_are_values() -> None:
    one, other = made("rich"), made("rich")
    assert [(page.address, page.template) for page in one] == [
        (page.address, page.template) for page in other
    ]
    assert [page.view for page in one] == [page.view for page in other]


def parts(value: Any) -> Iterator[Any]:
    """A view and everything in it that is a value of ours."""
    if isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)


def test_nothing_in_a_view_can_be_changed() -> None:
    kinds = {type(part) for page in made("rich") for part in parts((page, page.view))}
    assert len(kinds) > 20
    assert {kind.__name__ for kind in kinds if not kind.__struct_config__.frozen} == set()
    with pytest.raises(AttributeError):
        made("small")[0].view.frame = None


def test_every_template_is_asked_for_by_its_name() -> None:
    there = {path.name for path in Path(ROOT / "theme/pages").glob("*.html")}
    assert {page.template for page in made("rich")} == there
    assert len(there) > 20


ALWAYS = {
    "home.html", "coalition.html", "involved.html", "subscribe.html", "translations.html", "404.html",
}  # fmt: skip
LISTS = {"entries.html", "entry.html"}
MEMBERS = {"members.html", "member.html"}
EVENTS = {"events.html", "event.html", "events_year.html", "events_month.html"}
POSTS = {"blog.html", "post.html"}


@pytest.mark.parametrize(
    ("name", "templates"),
    [
        ("bare", ALWAYS),
        ("empty", ALWAYS | LISTS),
        ("no members", ALWAYS | LISTS | EVENTS | POSTS | {"project.html", "projects.html", "plan.html", "plans.html"}),
        ("no events", ALWAYS | LISTS | MEMBERS | POSTS),
        ("no posts", ALWAYS | LISTS | MEMBERS | EVENTS),
        ("small", ALWAYS | LISTS | MEMBERS | EVENTS | POSTS),
    ],
)  # fmt: skip
def test_a_section_with_nothing_in_it_has_no_page(name: str, templates: set[str]) -> None:
    assert {page.template for page in made(name)} == templates


@pytest.mark.parametrize(
    ("name", "words"),
    [("no members", ["membri", "members"]), ("no events", ["evenimente", "events"]), ("no posts", ["blog"])],
)  # fmt: skip
def test_nothing_stands_where_a_section_would_have_nothing_in_it(
    name: str, words: list[str]
) -> None:
    """No page; its feeds are there from the first day, and nobody is led to them."""
    pages = made(name)
    named = {address.path for page in pages for address in addresses(page.view)}
    leading = [path for path in named if set(words) & set(path.split("/"))]
    assert leading == []
    assert [page.address for page in pages if set(words) & set(page.address.path.split("/"))] == []
    assert {"calendar.ics", "feed.xml", "deadlines.ics", "en/feeds.opml", "blog/feed.xml"} <= {
        address.path for address in outlets(of(name))
    }


def test_another_day_changes_only_what_depends_on_it() -> None:
    before = {page.address: page.view for page in pages(site(), date(2026, 5, 4))}
    after = {page.address: page.view for page in pages(site(), date(2026, 5, 5))}
    changed = {address.path for address in before if before[address] != after[address]}
    assert before.keys() == after.keys()
    assert changed == {"evenimente/2026/05/", "en/events/2026/05/"}
