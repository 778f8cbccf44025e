"""Templates are rendered as Jinja renders them; what is kept is what would be written anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from coalition.adapters.theme import Renderer
from coalition.adapters.words import read_words
from coalition.core.views import Page, pages
from core.in_memory import COALITION, Files, item, site, text
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
