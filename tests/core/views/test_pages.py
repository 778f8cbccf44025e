"""All pages together: no two at one address, and no view leads to what is not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from coalition.core import exports
from coalition.core.addresses import Address
from coalition.core.showing import Text, published_files
from coalition.core.views import Page, pages
from coalition.core.views.frame import ICON, STYLESHEET
from core.in_memory import COALITION, Files, event, post, site, text, words
from sites import BASE

TODAY = date(2026, 5, 4)
RICH: Files = {
    COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, mk]") + "sections: {event: {ro: intalniri}}\n",
    **{
        path: raw
        for number in range(14)
        for path, raw in post(f"published: 2026-03-{number + 1:02}", id_=f"p{number}").items()
    },
    **event("start: 2026-05-20 18:00", "repeat: {rule: FREQ=WEEKLY;COUNT=60}", "image: a.jpg", "image_alt: a", id_="des"),
    **event("start: 2024-08", "slug: vara", "aliases: [/vechi/vara/, /vara.html]", id_="vara"),
    **event("start: 2019", id_="an"),
    **event("start: 2031-02-01", id_="departe"),
    **event("start: 2026-05-30", "withdrawn: {date: 2026-05-01, reason: a}", id_="retras"),
    **event("start: 2025-12-30", "end: 2026-01-02", id_="trece", body="![a](a.jpg) [b](../des/index.ro.md)\n"),
    "content/events/2026/des/a.jpg": b"1",
    "content/events/2026/trece/a.jpg": b"1",
    "members/beta/index.ro.md": text("name: Beta", "status: former", "left: 2024"),
    "members/gama/index.ro.md": text("name: Gama", "withdrawn: {date: 2026-05-01, reason: a}"),
    "members/alfa/index.mk.md": text("name: Алфа", "slug: алфа"),
}  # fmt: skip
EMPTY: Files = {
    path: None for path in BASE if path.startswith(("members", "content/events", "content/blog"))
}
SITES: dict[str, Files] = {"small": {}, "rich": RICH, "empty": EMPTY}


def made(name: str) -> list[Page]:
    return list(pages(site(SITES[name]), TODAY))


def addresses(value: Any) -> Iterator[Address]:
    """Every address that a view holds, in its texts too."""
    if isinstance(value, Address):
        yield value
    elif isinstance(value, Text):
        yield from addresses(value.targets)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from addresses(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from addresses(one)


@pytest.mark.parametrize("name", SITES)
def test_every_page_has_an_address_of_its_own(name: str) -> None:
    of = site(SITES[name])
    taken = [page.address.file for page in made(name)]
    say = {language: words(language) for language in of.languages}
    taken += [file.address.file for file in exports.files(of, TODAY, "https://a.example.org/", say)]
    taken += [address.file for address in published_files(of).values()]
    taken += [STYLESHEET.file, ICON.file, "sitemap.xml", "robots.txt"]
    folded = [path.casefold() for path in taken]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("name", SITES)
def test_no_view_leads_to_what_is_not_there(name: str) -> None:
    of = site(SITES[name])
    there = {page.address.path for page in made(name)}
    say = {language: words(language) for language in of.languages}
    there |= {file.address.path for file in exports.files(of, TODAY, "https://a.example.org/", say)}
    there |= {address.path for address in published_files(of).values()}
    there |= {STYLESHEET.path, ICON.path}
    for page in made(name):
        named = {address.path for address in addresses(page.view)}
        assert named <= there, page.address
    assert len(there) > 10


@pytest.mark.parametrize("name", SITES)
def test_every_language_has_the_same_pages(name: str) -> None:
    of = site(SITES[name])
    kinds: dict[str, list[str]] = {language: [] for language in of.languages}
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
    """A view and everything in it that is a dataclass."""
    if dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)


def test_nothing_in_a_view_can_be_changed() -> None:
    kinds = {type(part) for page in made("rich") for part in parts(page)}
    assert len(kinds) > 20
    assert {kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen} == set()
    with pytest.raises(dataclasses.FrozenInstanceError):
        made("small")[0].view.frame = None


def test_every_template_is_asked_for_by_its_name() -> None:
    assert {page.template for page in made("rich")} == {
        "home.html",
        "members.html",
        "member.html",
        "events.html",
        "events_year.html",
        "events_month.html",
        "event.html",
        "blog.html",
        "post.html",
        "redirect.html",
        "404.html",
    }


def test_another_day_changes_only_what_depends_on_it() -> None:
    before = {page.address: page.view for page in pages(site(), date(2026, 5, 4))}
    after = {page.address: page.view for page in pages(site(), date(2026, 5, 5))}
    assert before[Address("membri/")] == after[Address("membri/")]
    assert before[Address("blog/stire/")] == after[Address("blog/stire/")]
    assert before[Address("evenimente/2026/05/")] != after[Address("evenimente/2026/05/")]
