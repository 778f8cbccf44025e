"""One page of each kind, as people open it: any width, light or dark, keyboard, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from browser.pages import AAA, COLOURS, DESK, KINDS, PHONE, Served, faults, wider_than_the_screen
from playwright.sync_api import Page, expect
from sites import ROOT, TODAY, coalition, make_site

SUB_PATH = "/coalitions/demo/"

# The demo has every kind; of the other sites see test_sites.
PAGES = [("demo", kind) for kind in KINDS if kind != "blog, page 2"]
EVERY_PAGE = pytest.mark.parametrize(("site", "kind"), PAGES)


Sites = dict[str, Served]
Watch = Callable[..., Any]


@pytest.fixture(scope="session")
def sites(demo: Path, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The demo site, and as it is built for a sub-path."""
    below = tmp_path_factory.mktemp("below") / "out"
    done = coalition(
        "build", "--site", ROOT / "examples/demo", "--output", below, "--today", TODAY,
        "--siteurl", f"https://example.org{SUB_PATH}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {
        "demo": Served(demo, serve(demo)),
        "below": Served(below, serve(below, SUB_PATH)),
    }


@EVERY_PAGE
def test_a_page_opens_without_a_complaint_and_fits(
    sites: Sites, watch: Watch, site: str, kind: str
) -> None:
    opened = watch(sites[site].kind(kind), sites[site].url, PHONE)
    expect(opened.page.locator("h1")).to_have_count(1)
    assert wider_than_the_screen(opened.page) == []
    opened.page.set_viewport_size({"width": DESK, "height": 800})
    assert wider_than_the_screen(opened.page) == []
    assert opened.wrong == []


@EVERY_PAGE
def test_a_page_says_the_same_without_javascript(
    sites: Sites, watch: Watch, site: str, kind: str
) -> None:
    url = sites[site].kind(kind)
    texts = []
    for javascript in (True, False):
        opened = watch(url, sites[site].url, PHONE, java_script_enabled=javascript)
        if javascript:  # made of the list that stands below it
            opened.page.evaluate(
                "document.querySelectorAll('#chooser').forEach(one => one.remove())"
            )
        texts.append((opened.page.title(), opened.page.locator("body").inner_text()))
        assert opened.wrong == []
    assert texts[0] == texts[1]
    assert len(texts[0][1]) > 100


# What depends on colours is looked at in each scheme at each width, the rest once at each width.
@EVERY_PAGE
def test_axe_finds_nothing(sites: Sites, watch: Watch, site: str, kind: str) -> None:
    page = watch(sites[site].kind(kind), sites[site].url, PHONE).page
    assert faults(page) == []


def test_axe_is_asked_for_any_contrast_below_that_of_aaa(watch: Watch) -> None:
    page = watch("about:blank", "about:blank").page
    # On white: 2.3, 4.5 and 7.0 to 1.
    for grey, found in (("#aaa", [AAA]), ("#767676", [AAA]), ("#595959", [])):
        page.set_content(f"<p style='background: white; color: {grey}'>Some text.</p>")
        assert [one[2] for one in faults(page, ((DESK, "light", COLOURS),))] == found, grey


def test_axe_finds_nothing_in_the_page_of_an_old_address(sites: Sites, watch: Watch) -> None:
    site = sites["demo"]
    old = site.redirects()[0]
    stays = site.file(old).read_text("utf-8").replace('http-equiv="refresh"', 'name="refresh"')
    opened = watch(site.url, site.url, PHONE)
    opened.page.route(old, lambda route: route.fulfill(body=stays, content_type="text/html"))
    opened.page.goto(old)
    assert faults(opened.page) == []
    assert wider_than_the_screen(opened.page) == []
    assert opened.wrong == []


def luminance(colour: str) -> float:
    channels = [float(part) / 255 for part in colour.split("(")[1].rstrip(")").split(",")[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def focused(page: Page) -> dict[str, Any]:
    """What has the focus, how its outline looks, and on which ground."""
    found: dict[str, Any] = page.evaluate(
        """() => {
          const one = document.activeElement, style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          let ground = one.parentElement;
          const clear = colour => colour === 'rgba(0, 0, 0, 0)';
          while (ground.parentElement && clear(getComputedStyle(ground).backgroundColor))
            ground = ground.parentElement;
          return {
            tag: one.tagName, text: one.textContent.trim(), href: one.href || '', id: one.id,
            style: style.outlineStyle, width: parseFloat(style.outlineWidth),
            colour: style.outlineColor, ground: getComputedStyle(ground).backgroundColor,
            inside: box.width > 1 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth
              && box.bottom < innerHeight + 1,
          };
        }"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_keyboard_reaches_every_link_and_shows_where_it_is(
    sites: Sites, watch: Watch, width: int, scheme: str
) -> None:
    page = watch(sites["demo"].kind("home"), sites["demo"].url, width, color_scheme=scheme).page
    # On a narrow screen the lesser entries of the menu stand in the foot only.
    links = page.locator("a[href]").evaluate_all(
        "all => all.filter(one => one.getClientRects().length).map(one => one.href)"
    )
    reached = []
    for _ in links:
        page.keyboard.press("Tab")
        here = focused(page)
        reached.append(here["href"])
        assert here["inside"], here
        assert here["style"] == "solid", here
        assert here["width"] >= 2, here
        assert contrast(here["colour"], here["ground"]) >= 3, here
    assert reached == links


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_skip_link_leads_past_the_menu(sites: Sites, watch: Watch, width: int) -> None:
    page = watch(sites["demo"].kind("events"), sites["demo"].url, width).page
    page.keyboard.press("Tab")
    assert focused(page)["href"].endswith("#main")
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "main"
    page.keyboard.press("Tab")
    first = page.locator("main a[href]").first
    assert focused(page)["href"] == first.evaluate("one => one.href")


@pytest.mark.parametrize("number", range(3))
def test_the_menu_opens_its_pages_from_the_keyboard(
    sites: Sites, watch: Watch, number: int
) -> None:
    page = watch(sites["demo"].kind("home"), sites["demo"].url, PHONE).page
    entry = page.locator("nav.menu a").nth(number)
    wanted, word = entry.evaluate("one => one.href"), entry.inner_text()
    while focused(page)["href"] != wanted:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    expect(page.locator("nav.menu [aria-current]")).to_have_text(word)


ITEMS = ("member", "event", "post")
LISTS = ("home", "directory", "events", "month", "year", "blog")


@pytest.mark.parametrize(
    ("site", "kind"),
    [("demo", kind) for kind in (*ITEMS, *LISTS)],
)
def test_the_language_switcher_stays_on_the_item(
    sites: Sites, watch: Watch, site: str, kind: str
) -> None:
    opened = watch(sites[site].kind(kind), sites[site].url, PHONE)
    page, start = opened.page, opened.page.url
    twin = page.locator("link[hreflang=en]").get_attribute("href")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(lambda url: url != start)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert twin is not None
    assert urlsplit(page.url).path == urlsplit(twin).path
    page.get_by_role("link", name="Română", exact=True).click()
    page.wait_for_url(start)
    assert opened.wrong == []


def test_the_switcher_stays_on_an_item_that_is_not_translated(sites: Sites, watch: Watch) -> None:
    site = sites["demo"]
    foreign = [
        path
        for path in sorted(site.folder.glob("en/*/[a-z]*/index.html"))
        if '<h1 lang="ro">' in path.read_text("utf-8")
    ]
    assert foreign
    page = watch(site.at(foreign[0]), site.url, PHONE).page
    start, title = page.url, page.locator("h1").inner_text()
    page.get_by_role("link", name="Română", exact=True).click()
    page.wait_for_url(lambda url: url != start)
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(start)


@pytest.mark.parametrize(("where", "javascript"), [("demo", False), ("below", True)])
def test_an_old_address_leads_to_the_page(
    sites: Sites, watch: Watch, where: str, javascript: bool
) -> None:
    site = sites[where]
    assert site.redirects()
    for old in site.redirects():
        target = site.file(old).read_text("utf-8").partition("; url=")[2].partition('"')[0]
        page = watch(old, site.url, PHONE, java_script_enabled=javascript).page
        page.wait_for_url(urljoin(old, target))
        expect(page.locator("main article h1")).to_have_count(1)


@pytest.mark.parametrize("where", ["demo", "below"])
@pytest.mark.parametrize("address", ["nothing", "evenimente/2026/nothing/at/all/", "x.html"])
def test_the_page_for_a_wrong_address_works_wherever_it_is_shown(
    sites: Sites, watch: Watch, where: str, address: str
) -> None:
    site = sites[where]
    opened = watch(site.url + address, site.url, PHONE)
    page = opened.page
    missing = f"404: {site.url}{address}"
    assert [one for one in opened.wrong if not one.startswith("console: Failed to load")] == [
        missing
    ]
    assert page.evaluate("document.styleSheets.length") == 1
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
    inside = {one for one in links if one.startswith(site.url) and "#" not in one}
    assert {site.url, f"{site.url}en/", f"{site.url}evenimente/"} <= inside
    assert {one: page.request.get(one).status for one in inside} == dict.fromkeys(inside, 200)
    page.locator("main").get_by_role("link", name="English").click()
    page.wait_for_url(f"{site.url}en/")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "blog, page 2"])
def test_a_site_below_a_sub_path_stays_there(sites: Sites, watch: Watch, kind: str) -> None:
    site = sites["below"]
    opened = watch(site.kind(kind), site.url, DESK)
    assert opened.page.evaluate("document.styleSheets[0].cssRules.length") > 50
    links = opened.page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
    host = f"http://{urlsplit(site.url).netloc}/"
    ours = {one for one in links if one.startswith(host)}
    assert {one for one in ours if not one.startswith(site.url)} == set()
    opened.page.locator("nav.menu a").first.click()
    opened.page.wait_for_url(f"{site.url}*/**")
    assert opened.wrong == []


def test_dark_is_dark_and_light_is_light(sites: Sites, watch: Watch) -> None:
    page = watch(sites["demo"].kind("post"), sites["demo"].url, PHONE).page
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert luminance(seen["light"]) > 0.8
    assert luminance(seen["dark"]) < 0.05


def test_the_month_is_a_table_on_a_desk_and_a_list_on_a_phone(sites: Sites, watch: Watch) -> None:
    page = watch(sites["demo"].kind("month"), sites["demo"].url, DESK).page
    expect(page.get_by_role("columnheader")).to_have_count(7)
    events = set(page.locator("table.month a").evaluate_all("all => all.map(one => one.href)"))
    assert len(events) > 3
    day = page.locator("table.month td.has-events time").last
    assert day.inner_text().isdigit()
    page.set_viewport_size({"width": PHONE, "height": 800})
    expect(page.get_by_role("columnheader")).to_have_count(0)
    assert not day.inner_text().isdigit()
    shown = page.locator("table.month a:visible").evaluate_all("all => all.map(one => one.href)")
    assert set(shown) == events


WORD = "Neîntreruptibilitateaorganizațiilornonguvernamentaleinterjudețene"
LONG = f"https://example.org/{'foarte-lung_' * 12}"
LONG_WORDS = {
    "content/coalition.yaml": f"""\
name: {{ro: Coaliția {WORD}, en: Coalition}}
tagline: {{ro: {WORD} {WORD}}}
languages: [ro, en, hu, mk, sq, tr]
timezone: Europe/Bucharest
url: https://coalition.example.org/
identity: {{domain: coalition.example.org, year: 2020}}
""",
    "members/alfa/index.ro.md": f"""\
---
name: {WORD}
summary: {WORD}
website: {LONG}
---

{WORD} {LONG} `{WORD}{WORD}`

    {WORD}{WORD}

| {WORD} | two |
|--------|-----|
| three  | {WORD} |
""",
    "content/events/2026/ziua/index.ro.md": f"""\
---
title: {WORD}
start: 2026-05-17 10:00
status: cancelled
status_note: {WORD}
place: casa
place_note: {WORD}
organisers: [alfa]
online: {{url: "{LONG}"}}
---

{WORD}
""",
}


def test_long_words_and_six_languages_do_not_widen_a_page(
    watch: Watch, serve: Callable[..., str], tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site", LONG_WORDS)
    done = coalition("build", "--site", site, "--output", tmp_path / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    long = Served(tmp_path / "out", serve(tmp_path / "out"))
    for kind in ("home", "directory", "member", "events", "month", "year", "event", "blog"):
        page = watch(long.kind(kind), long.url, 320).page
        assert (kind, wider_than_the_screen(page)) == (kind, [])
