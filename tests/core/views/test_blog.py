"""The blog: lists page by page, and each post."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.blog import PER_PAGE, blog_pages, post_pages
from core.in_memory import POST, Files, post, reader, text


def posts(count: int) -> dict[str, str | bytes | None]:
    """``count`` posts and no other; the first is the oldest."""
    files: dict[str, str | bytes | None] = {POST: None}
    for number in range(count):
        day = f"{number // 28 + 1:02}-{number % 28 + 1:02}"
        files |= post(f"published: 2025-{day}", id_=f"p{number}")
    return files


def one(files: Files, id_: str = "alta", language: str = "ro") -> Any:
    """The view of one post."""
    return next(
        page.view
        for page in post_pages(reader(files, language))
        if page.address.path.endswith(f"/{id_}/")
    )


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (PER_PAGE, [PER_PAGE]),
        (PER_PAGE + 1, [PER_PAGE, 1]),
        (2 * PER_PAGE + 3, [PER_PAGE, PER_PAGE, 3]),
    ],
)
def test_posts_stand_page_by_page_the_latest_first(count: int, sizes: list[int]) -> None:
    pages = list(blog_pages(reader(posts(count))))
    assert [len(page.view.posts) for page in pages] == sizes
    assert [page.address.path for page in pages] == [
        "blog/",
        *(f"blog/{number}/" for number in range(2, len(sizes) + 1)),
    ]
    shown = [card.address.path for page in pages for card in page.view.posts]
    assert shown == [f"blog/p{number}/" for number in reversed(range(count))]


def test_pages_lead_to_each_other() -> None:
    first, second, third = (page.view for page in blog_pages(reader(posts(2 * PER_PAGE + 1))))
    assert (first.newer, first.older) == (None, Address("blog/2/"))
    assert (second.newer, second.older) == (Address("blog/"), Address("blog/3/"))
    assert (third.newer, third.older) == (Address("blog/2/"), None)
    assert [(view.number, view.count) for view in (first, third)] == [(1, 3), (3, 3)]


def test_what_was_withdrawn_is_in_no_list_and_keeps_its_page() -> None:
    files = post("published: 2026-05-01", "withdrawn: {date: 2026-05-02, reason: Era greșit.}")
    [page] = blog_pages(reader(files))
    assert [card.address.path for card in page.view.posts] == ["blog/stire/"]
    assert one(files).withdrawn == Said("Era greșit.")


def test_a_post_tells_who_when_and_about_what() -> None:
    view = one(
        post(
            "summary: Pe scurt.",
            "published: 2026-05-01",
            "date: 2026-04-30",
            "form: statement",
            "authors: [alfa, coalition]",
            "topics: culture",
            "about: [event/ziua, member/alfa, organisation/primaria, place/casa, topic/culture]",
            "links: [{title: Ziarul, url: https://z.example.org/}]",
        )
    )
    assert (view.title, view.summary, view.form) == (Said("Alta"), Said("Pe scurt."), "statement")
    assert (view.date, view.iso) == ("30 aprilie 2026", "2026-04-30")
    assert [link.said.text for link in view.authors] == ["Alfa", "Coaliția de probă"]
    assert view.topics == (Said("Cultură"),)
    assert view.about == (
        Link(Said("Ziua porților deschise"), Address("evenimente/ziua/")),
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Primăria")),
        Link(Said("Casa de cultură")),
        Link(Said("Cultură")),
    )
    assert view.links == (Link(Said("Ziarul"), url="https://z.example.org/"),)


def test_a_post_about_a_draft_does_not_name_it() -> None:
    files = {
        "content/events/2026/secret/index.ro.md": text(
            "title: Secret", "start: 2026", "draft: true"
        ),
        **post("about: [event/secret]"),
    }
    assert one(files).about == ()


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(
        post("published: 2026-05-01", "links: [{title: Ziarul, url: https://z.example.org/}]"),
        language="en",
    )
    assert (view.frame.language, view.title) == ("en", Said("Alta", "ro"))
    assert view.links[0].said == Said("Ziarul", "ro")
    assert (view.date, view.text.language) == ("1 May 2026", "ro")
    assert view.colophon.from_language == "ro"
