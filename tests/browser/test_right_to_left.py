"""The invented coalition in Arabic: the page begins at the right, and foreign texts keep their order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from arabic import arabic_site
from playwright.sync_api import Page

PHONE, DESK = 360, 1280

Watch = Callable[..., Any]
PAGES = {
    "home": "",
    "event": "events/atelier-trotuare-2026/",
    "directory": "members/",
    "member": "members/trotuarul-lat/",
    "month": "events/2026/05/",
    "call": "calls/fondul-de-marunt-2026/",
    "plan": "plans/planul-2024-2027/",
    "coalition": "about/",
    "subscribe": "subscribe/",
}


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    return serve(arabic_site(tmp_path_factory.mktemp("arabic")))


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where the visible elements stand."""
    found: list[dict[str, float]] = page.locator(selector).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(one => one.width > 1)"
    )
    return found


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_begins_at_the_right_and_fits(
    arabic: str, watch: Watch, kind: str, width: int
) -> None:
    opened = watch(f"{arabic}ar/{PAGES[kind]}", arabic, width)
    page = opened.page
    assert opened.wrong == []
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    edge = page.locator(".site-header-inner").evaluate(
        "one => one.getBoundingClientRect().right - parseFloat(getComputedStyle(one).paddingRight)"
    )
    menu = boxes(page, ".menu li:not(.is-lesser)") if width < DESK else boxes(page, ".menu li")
    assert menu[0]["right"] == pytest.approx(edge, abs=1)
    assert menu[0]["left"] > menu[1]["right"]
    # What can be chosen stays inside its row, at either end.
    languages = boxes(page, ".languages a, .languages span")
    assert all(one["right"] <= edge + 1 for one in languages)
    assert all(a["left"] >= b["right"] + 8 for a, b in pairwise(languages))
    # Nothing looks out at the left, where no scroll bar leads.
    assert (
        page.evaluate(
            "[...document.querySelectorAll('main *')].filter("
            "one => one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().left < -1"
            ").map(one => one.outerHTML.slice(0, 80))"
        )
        == []
    )


def test_foreign_texts_are_isolated_and_stay_with_their_neighbours(
    arabic: str, watch: Watch
) -> None:
    page = watch(f"{arabic}ar/members/", arabic, PHONE).page
    foreign = page.locator("main [lang]")
    assert foreign.count() > 10
    assert set(foreign.evaluate_all("all => all.map(one => one.dir)")) == {"ltr"}
    assert set(
        foreign.evaluate_all("all => all.map(one => getComputedStyle(one).unicodeBidi)")
    ) <= {
        "isolate",
        "isolate-override",
    }
    # A name that takes two lines begins each of them at the right.
    aligned = page.locator(".card-title a").evaluate_all(
        "all => all.map(one => getComputedStyle(one).textAlign)"
    )
    assert set(aligned) <= {"right", "start"}
    foreign_names = page.locator(".card-title a[lang]").evaluate_all(
        "all => all.map(one => getComputedStyle(one).textAlign)"
    )
    assert set(foreign_names) == {"right"}


def test_a_foreign_body_begins_at_its_own_edge(arabic: str, watch: Watch) -> None:
    # There is no Arabic text of this one: the whole body is English.
    page = watch(f"{arabic}ar/members/melcii-alpini/", arabic, DESK).page
    body = page.locator(".prose").first
    assert body.get_attribute("dir") == "ltr"
    assert body.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert body.evaluate("one => getComputedStyle(one).textAlign") == "start"


def test_what_leads_on_and_what_grows_points_to_the_left(arabic: str, watch: Watch) -> None:
    page = watch(f"{arabic}ar/events/2026/05/", arabic, DESK).page
    before, after = boxes(page, ".pager [rel=prev], .pager [rel=next]")
    assert before["left"] > after["right"]
    assert page.locator(".pager [rel=prev]").inner_text().startswith("‹")  # mirrored by Unicode
    days = boxes(page, "table.month thead th")
    assert [one["left"] for one in days] == sorted((one["left"] for one in days), reverse=True)
    page = watch(f"{arabic}ar/about/", arabic, DESK).page
    rows = page.locator(".growth-bar")
    for number in range(rows.count()):
        outer = rows.nth(number).evaluate("one => one.getBoundingClientRect().right")
        inner = (
            rows.nth(number).locator("rect").evaluate("one => one.getBoundingClientRect().right")
        )
        assert inner == pytest.approx(outer, abs=1)


def test_addresses_and_telephone_numbers_are_read_from_left_to_right(
    arabic: str, watch: Watch
) -> None:
    page = watch(f"{arabic}ar/subscribe/", arabic, DESK).page
    assert set(page.locator("input[readonly]").evaluate_all("all => all.map(one => one.dir)")) == {
        "ltr"
    }
    page = watch(f"{arabic}ar/members/podul-imaginar/", arabic, DESK).page
    links = page.locator('main a[href^="mailto:"], main a[href^="tel:"]')
    assert links.count() > 0
    assert set(links.evaluate_all("all => all.map(one => one.dir)")) == {"ltr"}
