"""The pages of the content: which stand under which, in which order, and what is beside them."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.texts import text_pages
from core.in_memory import Files, by_path, post, reader, text, the

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: E vechi.}"


def page(id_: str, *lines: str, language: str = "ro", title: str | None = None) -> dict[str, str]:
    name = title or id_.title()
    return {f"content/pages/{id_}/index.{language}.md": text(f"title: {name}", *lines)}


def pages(files: Files, language: str = "ro") -> dict[str, Any]:
    return by_path(text_pages(reader(files, language)))


def one(files: Files, id_: str, language: str = "ro") -> Any:
    of = reader(files, language)
    return by_path(text_pages(of))[of.address(the(of, "page", id_)).path]


def titles(cards: Any) -> list[str]:
    return [card.title.text for card in cards]


BOOK: Files = {
    **page("manual", "menu: 2", "summary: Pe scurt."),
    **page("unu", "parent: manual", "menu: 1"),
    **page("zece", "parent: manual", "menu: 10", "summary: Zece pe scurt."),
    **page("doi", "parent: manual", "menu: 2"),
    **page("anexa", "parent: manual"),
    **page("b-anexa", "parent: manual"),
    **page("retras", "parent: manual", "menu: 3", WITHDRAWN),
    **page("ciorna", "parent: manual", "menu: 4", "draft: true"),
    **page("adanc", "parent: doi"),
    **page("contact", "menu: 1"),
    **page("altele"),
}
CHAPTERS = ["Unu", "Doi", "Zece", "Anexa", "B-Anexa"]


# --- the list ------------------------------------------------------------------------------------


def test_without_pages_there_is_no_list() -> None:
    assert pages({}) == {}
    assert pages(page("a", "draft: true")) == {}


def test_the_list_and_each_page_stand_in_each_language() -> None:
    files = {**page("a"), **page("a", language="en", title="English")}
    assert list(pages(files)) == ["pagini/", "pagini/a/"]
    english = pages(files, "en")
    assert list(english) == ["en/pages/", "en/pages/a/"]
    assert titles(english["en/pages/"].texts) == ["English"]


def test_the_list_has_what_stands_under_nothing_in_the_order_of_the_menu() -> None:
    view = pages(BOOK)["pagini/"]
    assert titles(view.texts) == ["Contact", "Manual", "Altele"]
    _, manual, other = view.texts
    assert (manual.link, manual.summary) == (
        Link(Said("Manual"), Address("pagini/manual/")),
        Said("Pe scurt."),
    )
    assert [link.said.text for link in manual.inner] == CHAPTERS
    assert manual.inner[0].address == Address("pagini/unu/")
    assert other.inner == ()


def test_a_menu_of_zero_stands_before_one_and_before_none() -> None:
    files = {**page("a"), **page("b", "menu: 1"), **page("c", "menu: 0")}
    assert titles(pages(files)["pagini/"].texts) == ["C", "B", "A"]


def test_a_page_under_a_draft_stands_under_nothing() -> None:
    files = {**page("manual", "draft: true"), **page("unu", "parent: manual")}
    assert titles(pages(files)["pagini/"].texts) == ["Unu"]
    view = one(files, "unu")
    assert (view.parent, len(view.frame.around.trail)) == (None, 2)


def test_a_page_under_a_withdrawn_one_is_still_in_the_list() -> None:
    files = {**page("manual", WITHDRAWN), **page("unu", "parent: manual")}
    assert "Unu" in titles(pages(files)["pagini/"].texts)


# --- one page ------------------------------------------------------------------------------------


def test_a_page_shows_its_chapters_and_what_stands_under_them() -> None:
    view = one(BOOK, "manual")
    assert titles(view.inner) == CHAPTERS
    assert [[link.said.text for link in card.inner] for card in view.inner] == [
        [],
        ["Adanc"],
        [],
        [],
        [],
    ]
    assert view.inner[2].summary == Said("Zece pe scurt.")
    assert (view.parent, view.before, view.after) == (None, None, None)


@pytest.mark.parametrize(
    ("id_", "before", "after"),
    [
        ("unu", None, "doi"),
        ("doi", "unu", "zece"),
        ("zece", "doi", "anexa"),
        ("anexa", "zece", "b-anexa"),
        ("b-anexa", "anexa", None),
        ("adanc", None, None),
        ("contact", None, None),
        ("retras", None, None),
    ],
)
def test_a_chapter_stands_between_its_neighbours(
    id_: str, before: str | None, after: str | None
) -> None:
    view = one(BOOK, id_)

    def link(name: str | None) -> Link | None:
        return Link(Said(name.title()), Address(f"pagini/{name}/")) if name else None

    assert (view.before, view.after) == (link(before), link(after))


def test_a_chapter_leads_back_to_what_it_stands_under() -> None:
    view = one(BOOK, "adanc")
    assert view.parent == Link(Said("Doi"), Address("pagini/doi/"))
    assert [
        (crumb.key, crumb.said.text, crumb.address.path) for crumb in view.frame.around.trail
    ] == [
        ("home", "", ""),
        ("page", "", "pagini/"),
        ("", "Manual", "pagini/manual/"),
        ("", "Doi", "pagini/doi/"),
    ]


def test_pages_that_stand_under_each_other_in_a_circle_are_shown() -> None:
    files = {
        **page("a", "parent: c"),
        **page("b", "parent: a"),
        **page("c", "parent: b"),
        **page("d", "parent: c"),
        **page("singur", "parent: singur"),
    }
    assert len(pages(files)) == 6
    trails = {
        id_: [crumb.said.text for crumb in one(files, id_).frame.around.trail[2:]]
        for id_ in ("a", "d", "singur")
    }
    assert trails == {"a": ["B", "C"], "d": ["A", "B", "C"], "singur": []}
    assert one(files, "a").parent == Link(Said("C"), Address("pagini/c/"))
    assert one(files, "singur").parent is None


def test_pages_that_stand_under_each_other_in_a_circle_are_in_the_list() -> None:
    files = {**page("a", "parent: b"), **page("b", "parent: a"), **page("c")}
    view = pages(files)["pagini/"]
    listed = {*titles(view.texts), *(link.said.text for one in view.texts for link in one.inner)}
    assert listed == {"A", "B", "C"}


def test_what_belongs_to_a_page_stands_on_it() -> None:
    files = {**BOOK, **post("published: 2026-05-01", "about: page/manual")}
    related = one(files, "manual").related
    assert [card.address.path for card in related.posts] == ["blog/alta/"]
    assert not one(BOOK, "manual").related


def test_a_page_tells_what_was_written() -> None:
    view = one(page("a", "summary: Pe scurt.", "topics: culture"), "a")
    assert (view.item.title, view.item.summary) == (Said("A"), Said("Pe scurt."))
    assert "Text." in view.item.text.body.html
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)


def test_links_between_pages_say_in_which_language_a_title_is() -> None:
    files = {**BOOK, **page("doi", language="en", title="Two")}
    view = one(files, "unu", "en")
    assert view.after == Link(Said("Two"), Address("en/pages/doi/"))
    assert view.parent == Link(Said("Manual", "ro"), Address("en/pages/manual/"))
    assert view.frame.around.trail[-1].said == Said("Manual", "ro")
    manual = one(files, "manual", "en")
    assert [card.title for card in manual.inner[:2]] == [Said("Unu", "ro"), Said("Two")]
    assert manual.inner[2].summary == Said("Zece pe scurt.", "ro")


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(BOOK, "manual", "en")
    assert view.frame.canonical == Address("pagini/manual/")
    assert (view.item.title, view.item.summary) == (Said("Manual", "ro"), Said("Pe scurt.", "ro"))
    assert view.item.text.language == view.item.colophon.from_language == "ro"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    files = {**page("a", "menu: 1", WITHDRAWN), **page("b")}
    view = one(files, "a", language)
    assert view.item.withdrawn == Said("E vechi.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.described) == (False, {})
    assert titles(next(iter(pages(files, language).values())).texts) == ["B"]
