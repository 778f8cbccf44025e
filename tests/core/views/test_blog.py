"""The blog: lists page by page, and each post."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.blog import PER_PAGE, blog_pages, post_pages, post_view
from coalition.core.views.cards import post_card
from core.in_memory import COALITION, POST, Files, by_path, drawn, event, post, reader, text, the
from sites import BASE


def posts(count: int) -> dict[str, str | bytes | None]:
    """``count`` posts and no other; the first is the oldest."""
    files: dict[str, str | bytes | None] = {POST: None}
    for number in range(count):
        day = f"{number // 28 + 1:02}-{number % 28 + 1:02}"
        files |= post(f"published: 2025-{day}", id_=f"p{number}")
    return files


def one(files: Files, id_: str = "alta", language: str = "ro") -> Any:
    """The view of one post."""
    of = reader(files, language)
    return by_path(post_pages(of))[of.address(the(of, "post", id_)).path]


WITHDRAWN = "withdrawn: {date: 2026-05-02, reason: Era greșit.}"


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
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
        *["blog/"][: len(sizes)],
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


def test_a_page_of_the_list_stands_at_its_number_in_each_language() -> None:
    of = reader(posts(PER_PAGE + 1), "en")
    pages = by_path(blog_pages(of))
    assert list(pages) == ["en/blog/", "en/blog/2/"]
    assert [card.title for card in pages["en/blog/2/"].posts] == [Said("Alta", "ro")]
    frame = pages["en/blog/2/"].frame
    assert [one.address.path for one in frame.languages] == ["blog/2/", "en/blog/2/"]
    assert [one.address.path for one in frame.around.trail] == ["en/", "en/blog/"]


def test_a_post_stands_between_the_one_before_and_the_one_after() -> None:
    files = {**posts(3), **post("published: 2025-01-02", WITHDRAWN, id_="retrasa")}
    oldest, middle, newest = (one(files, f"p{number}") for number in range(3))
    assert (oldest.newer, oldest.older) == (Link(Said("Alta"), Address("blog/p1/")), None)
    assert (middle.newer.address, middle.older.address) == (
        Address("blog/p2/"),
        Address("blog/p0/"),
    )
    assert (newest.newer, newest.older.address) == (None, Address("blog/p1/"))
    assert one(files, "p1", "en").older == Link(Said("Alta", "ro"), Address("en/blog/p0/"))


def test_a_post_alone_has_none_beside_it() -> None:
    view = one({}, "stire")
    assert (view.newer, view.older) == (None, None)


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_in_no_list_and_keeps_its_page(language: str) -> None:
    files: Files = {
        **post("published: 2026-05-01", WITHDRAWN, "image: a.jpg", "image_alt: a"),
        **post("published: 2026-05-03", id_="dupa"),
        "content/blog/2026/alta/a.jpg": b"1",
    }
    of = drawn(reader(files, language), "content/blog/2026/alta/a.jpg")
    [page] = blog_pages(of)
    assert [card.address for card in page.view.posts] == [
        of.address(the(of, "post", id_)) for id_ in ("dupa", "stire")
    ]
    view = by_path(post_pages(of))[of.address(the(of, "post", "alta")).path]
    assert view.item.withdrawn == Said("Era greșit.", "" if language == "ro" else "ro")
    assert (view.newer, view.older) == (None, None)
    assert (view.frame.listed, view.frame.image, view.frame.described) == (False, None, {})


def test_a_post_tells_who_when_and_about_what() -> None:
    view = one(
        post(
            "summary: Pe scurt.",
            "published: 2026-05-01",
            "date: 2026-04-30",
            "form: statement",
            "authors: [alfa, coalition]",
            "topics: culture",
            "about: [event/ziua, member/alfa, organisation/primaria, place/casa, topic/culture, coalition/coalition]",
            "links: [{title: Ziarul, url: https://z.example.org/}]",
        )
    )
    assert (view.item.title, view.item.summary) == (Said("Alta"), Said("Pe scurt."))
    assert view.form == "statement"
    assert (view.date, view.iso) == ("30 aprilie 2026", "2026-04-30")
    assert view.authors == (
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Coaliția de probă"), Address("despre/")),
    )
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)
    assert view.about == (
        Link(Said("Ziua porților deschise"), Address("evenimente/ziua/")),
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Primăria"), Address("organizatii/primaria/")),
        Link(Said("Casa de cultură"), Address("locuri/casa/")),
        Link(Said("Cultură"), Address("teme/culture/")),
        Link(Said("Coaliția de probă"), Address("despre/")),
    )
    assert view.links == (Link(Said("Ziarul"), url="https://z.example.org/"),)


@pytest.mark.parametrize(
    ("lines", "date", "iso"),
    [
        (("date: 2019",), "2019", ""),
        (("published: 2026-05-01 10:00",), "1 mai 2026, 10:00", "2026-05-01"),
        ((), "", ""),
    ],
)
def test_a_post_is_dated_as_precisely_as_it_is_known(
    lines: tuple[str, ...], date: str, iso: str
) -> None:
    view = one(post(*lines))
    assert (view.date, view.iso) == (date, iso)
    assert (view.form, view.authors[0].said.text) == ("news", "Coaliția de probă")


def test_a_post_about_a_draft_does_not_name_it() -> None:
    files = {
        **event("start: 2026", "draft: true", id_="secret"),
        **post("about: [event/secret]", "authors: [ciorna, alfa]"),
        "members/ciorna/index.ro.md": text("name: Secret", "draft: true"),
    }
    assert one(files).about == ()
    assert [link.said.text for link in one(files).authors] == ["Alfa"]


@pytest.mark.parametrize(
    ("lines", "official", "demonstration"),
    [
        ((), ["Coaliția de probă"], []),
        (("authors: []",), ["Coaliția de probă"], []),
        (("authors: [coalition, alfa]",), ["Coaliția de probă", "Alfa"], ["Alfa"]),
        (("authors: [ciorna]",), [], []),
    ],
)
def test_a_post_names_the_coalition_only_if_it_wrote_it(
    lines: tuple[str, ...], official: list[str], demonstration: list[str]
) -> None:
    files = {**post(*lines), "members/ciorna/index.ro.md": text("name: Secret", "draft: true")}
    for more, authors in (("", official), ("demonstration: true\n", demonstration)):
        of = reader({**files, COALITION: BASE[COALITION] + more})
        item = the(of, "post", "alta")
        for shown in (post_view(of, item), post_card(of, item)):
            assert [link.said.text for link in shown.authors] == authors


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(
        post(
            "published: 2026-05-01",
            "summary: Pe scurt.",
            "links: [{title: Ziarul, url: https://z.example.org/}]",
        ),
        language="en",
    )
    assert (view.frame.language, view.item.title) == ("en", Said("Alta", "ro"))
    assert view.item.summary == Said("Pe scurt.", "ro")
    assert view.links[0].said == Said("Ziarul", "ro")
    assert (view.date, view.item.text.language) == ("1 May 2026", "ro")
    assert view.item.colophon.from_language == "ro"


def test_a_translation_has_its_own_words() -> None:
    files = {
        **post(
            "published: 2026-05-01",
            "summary: Pe scurt.",
            "links: [{title: Ziarul, url: https://z.example.org/}]",
        ),
        "content/blog/2026/alta/index.en.md": text(
            "title: Other",
            "links: [{title: The paper, url: https://z.example.org/}]",
            body="English.\n",
        ),
    }
    view = one(files, language="en")
    assert view.links == (Link(Said("The paper"), url="https://z.example.org/"),)
    assert (view.item.title, view.item.summary) == (Said("Other"), Said("Pe scurt.", "ro"))
    assert (view.item.text.language, view.item.colophon.translation) == ("", "unconfirmed")
    assert "English." in view.item.text.body.html


def test_a_post_can_be_shown_alone() -> None:
    of = reader()
    view = post_view(of, the(of, "post", "stire"))
    assert (view.item.title, view.newer, view.older) == (Said("O știre"), None, None)
