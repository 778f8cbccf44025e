"""Templates are rendered as Jinja renders them; what is kept is what would be written anew."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from coalition.adapters.theme import Renderer
from coalition.adapters.words import BrokenTheme, read_words
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views import Page, pages
from coalition.core.words import Words
from core.in_memory import COALITION, Files, event, item, site, text
from msgspec import Struct
from sites import BASE, ROOT

THEME = ROOT / "theme"
URL = "https://coalition.example.org/"
FILES: Files = {
    **item("pages", "menu: 1", id_="carte"),
    "content/pages/capitol/index.ro.md": text("title: Capitol", "menu: 2"),
    "content/pages/sub/index.ro.md": text("title: Sub", "parent: carte"),
    "content/funders.yaml": "uniunea: {label: Uniunea, statement: Bani., shown_on: [every-page]}\n",
    COALITION: BASE[COALITION] + "demonstration: true\nofficial_site: https://e.org/?a&b\n",
}


WORDS = cache(read_words)


def renderer(kept: Path | None = None) -> Renderer:
    return Renderer(THEME, WORDS(THEME), URL, kept)


@pytest.fixture(scope="module")
def shown() -> list[Page]:
    return list(pages(site(FILES), date(2026, 5, 4)))


def test_what_is_kept_from_another_page_is_what_would_be_written_anew(
    tmp_path: Path, shown: list[Page]
) -> None:
    one = renderer()
    together = [one.render(page) for page in shown]
    # Each by itself; only the compiled templates are shared.
    assert together == [renderer(tmp_path / "compiled").render(page) for page in shown]
    assert [one.render(page) for page in reversed(shown)] == together[::-1]


def test_a_funder_of_all_stands_at_the_foot_of_every_page(shown: list[Page]) -> None:
    one = renderer()
    for page in shown:
        if page.template != "redirect.html":
            foot = one.render(page).decode().partition("<footer")[2]
            assert "Bani." in foot, page.address
            assert ">Uniunea</a>" in foot


def objective(*measures: str) -> dict[str, str]:
    made = ", ".join(f"{{id: m{n}, title: M{n}{one}}}" for n, one in enumerate(measures))
    return item("plans", f"objectives: [{{id: o, title: O, measures: [{made}]}}]")


def test_the_bar_of_a_plan_is_as_long_as_what_there_is_to_do() -> None:
    degrees = (", status: completed", ", status: limited", "", ", status: dropped")
    page = english(objective(*degrees))["en/plans/apa/"]
    assert 'viewBox="0 0 3 1"' in page
    assert '<rect class="bar-limited" x="1" width="1" height="1"/>' in page
    assert "1 of 3 measures done" in page
    assert "style=" not in page.replace("stylesheet", "")


def test_a_plan_of_which_nothing_is_known_claims_nothing() -> None:
    files = objective("", ", due: 2020")
    made = english(files)
    page = made["en/plans/apa/"]
    for claim in ('<svg class="bar"', "Not started", "Overdue", "measures done"):
        assert claim not in page
    assert "2 measures" in made["en/plans/"]
    assert "done" not in made["en/plans/"].partition("<main")[2].partition("</main>")[0]


STATUSES = {
    "tentative": "Not yet certain",
    "cancelled": "Cancelled",
    "postponed": "Postponed, new date not known",
    "rescheduled": "New date",
    "moved-online": "Moved online",
}


def english(files: Files) -> dict[str, str]:
    """The English pages by their path."""
    one = renderer()
    made = pages(site(files), date(2026, 5, 4), languages=["en"])
    return {page.address.path: one.render(page).decode() for page in made}


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_told_wherever_an_event_is(status: str) -> None:
    """On its page, on the first page, in the lists of what comes, of a month and of a year."""
    lines = ("start: 2026-05-20 18:00", f"status: {status}", "published: 2026-05-01")
    made = english(event(*lines, "organisers: [alfa]"))
    for path in ("", "events/", "events/2026/", "events/2026/05/", "events/alt/", "members/alfa/"):
        assert f">{STATUSES[status]}<" in made[f"en/{path}"], path
    assert not any(
        f">{said}<" in made["en/events/alt/"] for one, said in STATUSES.items() if one != status
    )


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_of_one_day_is_told_on_the_page_and_in_lists(status: str) -> None:
    change = f"changes: [{{on: 2026-05-20, status: {status}, note: Din cauza ploii.}}]"
    lines = ("start: 2026-05-13 18:00", "repeat: {rule: FREQ=WEEKLY;COUNT=3}", change)
    made = english(event(*lines))
    own = made["en/events/alt/"]
    assert (
        f'<li class="is-{status}" data-end="2026-05-21T00:00+03:00"><time datetime="2026-05-20T18:00">Wednesday, 20 May 2026, 18:00</time>'
        f' – {STATUSES[status]} – <span lang="ro">Din cauza ploii.</span></li>'
    ) in own
    assert own.count(f'class="is-{status}"') == 1
    for path in ("en/events/", "en/events/2026/05/"):
        assert made[path].count(f">{STATUSES[status]}<") == 1


def test_a_day_that_was_moved_tells_the_old_day_and_the_new_one() -> None:
    lines = (
        "start: 2026-05-13 18:00",
        "repeat: {rule: FREQ=WEEKLY;COUNT=3}",
        "changes: [{on: 2026-05-20, start: 2026-05-21 19:00, place: casa}]",
    )
    own = english(event(*lines))["en/events/alt/"]
    assert (
        '<li class="is-rescheduled" data-end="2026-05-22T00:00+03:00"><time datetime="2026-05-21T19:00">Thursday, 21 May 2026, 19:00</time>'
        " · House of culture, Petrila – New date (planned before: Wednesday, 20 May 2026, 18:00)</li>"
    ) in own


def test_how_an_event_repeats_stands_under_its_time_and_in_lists_of_whole_events() -> None:
    lines = (
        "start: 2026-05-06 18:00",
        "repeat: {rule: FREQ=WEEKLY, until: 2026-06-18, exceptions: 2026-05-27, extra: 2026-05-29}",
        "organisers: [alfa]",
    )
    made = english(event(*lines))
    assert (
        '<p class="repeats">every Wednesday, until 18 June 2026; not on: 27 May 2026'
        "; also on: 29 May 2026</p>"
    ) in made["en/events/alt/"]
    short = '<p class="card-meta">every Wednesday, until 18 June 2026</p>'
    for path in ("en/members/alfa/", "en/events/2026/"):
        assert made[path].count(short) == 1, path
    assert short not in made["en/events/"]  # each day stands there by itself


def test_what_was_withdrawn_says_so_and_stands_in_no_list() -> None:
    made = english(event("start: 2026-05-20", "withdrawn: {date: 2026-05-01, reason: Nu are loc.}"))
    assert "This page was withdrawn:" in made["en/events/alt/"]
    assert "startDate" not in made["en/events/alt/"]
    assert [path for path, text in made.items() if ">Alt<" in text] == ["en/events/alt/"]


def test_a_page_of_the_menu_says_that_one_is_there(shown: list[Page]) -> None:
    one = renderer()
    by_path = {page.address.path: one.render(page).decode() for page in shown}
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


class View(Struct, frozen=True, weakref=True):
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


def test_what_a_page_shows_is_let_go_of_once_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "{% macro twice(one) %}{{ one }}{{ view.one.said }}{% endmacro %}{{ twice(view.one.said) }}"
    )
    renderer = Renderer(tmp_path, {"en": Words("en")}, URL)
    view = View()
    gone = weakref.ref(view)
    gc.disable()  # as during a build
    try:
        renderer.render(Page(Address("a/"), "page.html", lambda made=view: made))
        del view
        assert gone() is None
    finally:
        gc.enable()
