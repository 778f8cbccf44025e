"""Templates are rendered as Jinja renders them; what is kept is what would be written anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from coalition.adapters.theme import Renderer
from coalition.adapters.words import BrokenTheme, read_words
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views import Page, pages
from coalition.core.words import Words
from core.in_memory import COALITION, Files, item, site, text
from msgspec import Struct
from sites import BASE, ROOT

THEME = ROOT / "theme"
URL = "https://coalition.example.org/"
FILES: Files = {
    **item("pages", "menu: 1", id_="carte"),
    "content/pages/capitol/index.ro.md": text("title: Capitol", "menu: 2"),
    "content/pages/sub/index.ro.md": text("title: Sub", "parent: carte"),
    COALITION: BASE[COALITION] + "demonstration: true\nofficial_site: https://e.org/?a&b\n",
}


def renderer(cache: Path | None = None) -> Renderer:
    return Renderer(THEME, read_words(THEME), URL, cache)


@pytest.fixture(scope="module")
def shown() -> list[Page]:
    return list(pages(site(FILES), date(2026, 5, 4)))


def test_what_is_kept_from_another_page_is_what_would_be_written_anew(shown: list[Page]) -> None:
    one = renderer()
    together = [one.render(page) for page in shown]
    assert together == [renderer().render(page) for page in shown]
    assert [one.render(page) for page in reversed(shown)] == together[::-1]


def test_a_page_of_the_menu_says_that_one_is_there(shown: list[Page]) -> None:
    by_path = {page.address.path: renderer().render(page).decode() for page in shown}
    assert by_path["membri/"].count('aria-current="page"') == 2  # in the menu, and in the foot
    assert by_path["membri/alfa/"].count('aria-current="page"') == 0
    assert by_path["membri/alfa/"].count('<a href="../" aria-current="true">') == 2
    assert by_path["pagini/carte/"].count('<a href="./" aria-current="page">') == 2
    assert "aria-current" not in by_path["pagini/sub/"].partition('class="menu"')[2].partition("<main")[0]  # fmt: skip


def test_compiled_templates_are_kept_and_never_needed(tmp_path: Path, shown: list[Page]) -> None:
    cache = tmp_path / "templates"
    made = renderer().render(shown[0])
    assert renderer(cache).render(shown[0]) == made
    kept = {path: path.read_bytes() for path in cache.iterdir()}
    assert len(kept) > 5
    assert renderer(cache).render(shown[0]) == made
    assert {path: path.read_bytes() for path in cache.iterdir()} == kept
    # Whatever else lies there is compiled anew: another build's code, half a file, none.
    damaged = [b"", b"\0" * 40, *kept.values()]
    for path, content in zip(kept, damaged, strict=False):
        path.write_bytes(content[: len(content) - 1])
    assert renderer(cache).render(shown[0]) == made
    assert {path: path.read_bytes() for path in cache.iterdir()} == kept


def test_a_cache_that_cannot_be_written_is_no_problem(tmp_path: Path, shown: list[Page]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert renderer(tmp_path / "file").render(shown[0]) == renderer().render(shown[0])


class View(Struct, frozen=True):
    """What a small template sees."""

    language: str = "en"
    one: Link = Link(Said("<Alfa>", "hu"), Address("a/alfa/", "x"))


def written(folder: Path, template: str, *paths: str) -> list[str]:
    """What one renderer makes of a page of its own theme at each of the addresses."""
    (folder / "page.html").write_text(template)
    one = Renderer(folder, {"en": Words("en")}, URL)
    return [one.render(Page(Address(path), "page.html", View)).decode() for path in paths]


def test_links_are_shared_by_the_pages_of_a_folder_only(tmp_path: Path) -> None:
    paths = ("a/b/", "a/alfa/", "a/e.html", "a/c/", "a/alfa/f/", "", "a/g.html", "404.html")
    links = ["../alfa/#x", "#x", "alfa/#x", "../alfa/#x", "../#x", "a/alfa/#x", "alfa/#x"]
    together = written(tmp_path, "{{ view.one.address|link }}", *paths)
    assert together == [*links, "/a/alfa/#x"]
    assert written(tmp_path, "{{ view.one.address|link }}", *paths[::-1]) == together[::-1]


@pytest.mark.parametrize(
    "template",
    ["{{ view.two }}", "{{ two }}", "{{ two.one }}", "{{ view.one|two }}", "{{ view.one.two() }}", "{% if %}"],
)  # fmt: skip
def test_what_is_not_there_is_a_mistake_of_the_theme(tmp_path: Path, template: str) -> None:
    with pytest.raises(BrokenTheme, match=r"page\.html:.*\(a/b/\)"):
        written(tmp_path, template, "a/b/")


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{{ '<' }}{{ view.one.said }}{{ view.one.said.text }}{{ 1 }}", "&lt;&lt;Alfa&gt;&lt;Alfa&gt;1"),
        ("{% set a %}<i>{{ view.one.said }}{% endset %}{{ a }}", "<i>&lt;Alfa&gt;"),
        ("{% macro m(a, b='<') %}<i>{{ a }}{{ b }}{% endmacro %}{{ m('&') }}{{ m(1, b=2) }}{{ m(3, 4) }}", "<i>&amp;&lt;<i>12<i>34"),
        ("{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m('<') %}<i>{{ '>' }}{% endcall %}", "&lt;<i>&gt;"),
        ("{% macro m(class) %}{{ class }}{% endmacro %}{{ m(class='<') }}{{ ('<' if view else 1)|upper }}", "&lt;&lt;"),
        ("{% for a in ('<', '') %}{{ loop.index }}{{ a }}{{ 'blank' if a is blank }}{% endfor %}", "1&lt;2blank"),
    ],
)  # fmt: skip
def test_templates_escape_whatever_their_code_looks_like(
    tmp_path: Path, template: str, made: str
) -> None:
    assert written(tmp_path, template, "a/b/") == [made]
