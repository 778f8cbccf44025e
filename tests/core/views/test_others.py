"""The pages that are no content: not found, and redirects from old addresses."""

from __future__ import annotations

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Said
from coalition.core.views.others import not_found_page, redirect_pages
from core.in_memory import event, item, post, reader


def redirects(files: dict[str, str], language: str = "ro") -> dict[str, str]:
    return {
        page.address.path: page.view.target.path for page in redirect_pages(reader(files, language))
    }


def test_what_is_not_there_has_one_page_with_ways_into_each_language() -> None:
    page = not_found_page(reader())
    assert page.address == Address("404.html")
    assert [link.address.path for link in page.view.frame.languages] == ["404.html", "en/"]
    assert page.view.frame.around.home == Address("")


def test_old_addresses_lead_to_the_new_ones() -> None:
    files = {
        **event("start: 2026", "slug: nou", "aliases: [/vechi/, /a/b/pagina.html, știri/lansare]"),
        **event("aliases: [/en/old/]", language="en"),
        **post("aliases: /post-vechi/"),
    }
    assert redirects(files) == {
        "vechi/": "evenimente/nou/",
        "a/b/pagina.html": "evenimente/nou/",
        "știri/lansare/": "evenimente/nou/",
        "post-vechi/": "blog/alta/",
    }
    assert redirects(files, "en") == {"en/old/": "en/events/alt/"}


def test_a_redirect_speaks_the_language_of_its_file() -> None:
    files = {**event("start: 2026", "aliases: /vechi/")}
    [page] = redirect_pages(reader(files))
    assert (page.view.language, page.view.direction, page.view.title) == ("ro", "ltr", Said("Alt"))


@pytest.mark.parametrize(
    ("folder", "target"),
    [
        ("projects", "proiecte/apa/"),
        ("documents", "documente/apa/"),
        ("plans", "planuri/apa/"),
        ("calls", "apeluri/apa/"),
        ("pages", "pagini/apa/"),
    ],
)
def test_every_kind_has_redirects(folder: str, target: str) -> None:
    assert redirects(item(folder, "aliases: /apa/")) == {"apa/": target}
    assert redirects(item(folder, "aliases: /apa/", "draft: true")) == {}


def test_without_old_addresses_there_are_no_redirects() -> None:
    assert redirects({}) == {}
