"""One page of each kind, as people open it: any width, light or dark, keyboard, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect
from sites import ROOT, TODAY, coalition, make_site

PHONE, DESK = 360, 1280
SUB_PATH = "/coalitions/demo/"

# Where the pages of each kind lie; of several the one with the most in it is looked at.
KINDS = {
    "home": "index.html",
    "directory": "membri/index.html",
    "member": "membri/*/index.html",
    "events": "evenimente/index.html",
    "month": "evenimente/[0-9]*/[0-9]*/index.html",
    "year": "evenimente/[0-9]*/index.html",
    "event": "evenimente/[a-z]*/index.html",
    "blog": "blog/index.html",
    "blog, page 2": "blog/2/index.html",
    "post": "blog/[a-z]*/index.html",
    "post in English": "en/blog/[a-z]*/index.html",
    "not found": "404.html",
    "coalition": "despre/index.html",
    "get involved": "implica-te/index.html",
    "subscribe": "abonare/index.html",
    "members by town": "membri/locuri/index.html",
    "members by field": "membri/teme/index.html",
    "projects": "proiecte/index.html",
    "project": "proiecte/*/index.html",
    "calls": "apeluri/index.html",
    "call": "apeluri/*/index.html",
    "documents": "documente/index.html",
    "document": "documente/*/index.html",
    "plans": "planuri/index.html",
    "plan": "planuri/*/index.html",
    "pages": "pagini/index.html",
    "handbook": "pagini/manual/index.html",
    "page": "pagini/*/index.html",
    "organisations": "organizatii/index.html",
    "organisation": "organizatii/*/index.html",
    "towns": "locuri/index.html",
    "town": "locuri/*/index.html",
    "topics": "teme/index.html",
    "topic": "teme/*/index.html",
    "funders": "finantatori/index.html",
    "funder": "finantatori/*/index.html",
    "home in Hungarian": "hu/index.html",
    "member in Hungarian": "hu/tagok/*/index.html",
}
# The demo has every kind; of the real site those are looked at that have most in them.
REAL = (
    "home", "directory", "member", "events", "month", "year", "event", "blog", "blog, page 2",
    "post", "post in English", "not found", "coalition", "get involved", "project", "documents",
    "page", "town", "organisations",
)  # fmt: skip
PAGES = [("real", kind) for kind in REAL] + [
    ("demo", kind) for kind in KINDS if kind != "blog, page 2"
]
EVERY_PAGE = pytest.mark.parametrize(("site", "kind"), PAGES)


class Served:
    """A built site with its address."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def at(self, file: Path) -> str:
        """The address of a file of the site."""
        return self.url + file.relative_to(self.folder).as_posix().removesuffix("index.html")

    def kind(self, kind: str) -> str:
        """The address of the fullest page of ``kind``."""
        files = sorted(self.folder.glob(KINDS[kind]), key=lambda path: path.stat().st_size)
        assert files, f"no page of the kind {kind!r}"
        return self.at(files[-1])

    def redirects(self) -> list[str]:
        """The addresses of all pages that lead to another one."""
        pages = sorted(self.folder.rglob("*.html"))
        return [self.at(one) for one in pages if 'http-equiv="refresh"' in one.read_text("utf-8")]

    def file(self, url: str) -> Path:
        """The file that an address of the site stands for."""
        path = unquote(urlsplit(url).path).removeprefix(urlsplit(self.url).path)
        return self.folder / (path + "index.html" if path.endswith("/") or not path else path)


Sites = dict[str, Served]
Watch = Callable[..., Any]


@pytest.fixture(scope="session")
def sites(
    real: Path, demo: Path, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Sites:
    """The real and the demo site, and the demo site as built for a sub-path."""
    below = tmp_path_factory.mktemp("below") / "out"
    done = coalition(
        "build", "--site", ROOT / "examples/demo", "--output", below, "--today", TODAY,
        "--siteurl", f"https://example.org{SUB_PATH}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {
        "real": Served(real, serve(real)),
        "demo": Served(demo, serve(demo)),
        "below": Served(below, serve(below, SUB_PATH)),
    }


def wider_than_the_screen(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [`${root.scrollWidth} > ${root.clientWidth}`, ...[...document.body.querySelectorAll('*')]
            .filter(one => one.getBoundingClientRect().right > root.clientWidth)
            .map(one => one.outerHTML.slice(0, 80))];
        }"""
    )
    return found


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
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
LOOKS = (
    (PHONE, "light", None),
    (PHONE, "dark", COLOURS),
    (DESK, "light", COLOURS),
    (DESK, "dark", None),
)


def faults(page: Page) -> list[tuple[Any, ...]]:
    """What axe finds, with all its rules, narrow and wide, light and dark."""
    page.evaluate(AXE_SCRIPT)
    every_rule = page.evaluate("axe.getRules().map(rule => rule.ruleId)")
    assert {"target-size", "region", "heading-order", *COLOURS} <= set(every_rule)
    found: list[tuple[Any, ...]] = []
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        told: dict[str, Any] = page.evaluate(
            "rules => axe.run({runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']})",
            rules or every_rule,
        )
        found += [
            (width, scheme, one["id"], one["help"], [node["html"] for node in one["nodes"]])
            for one in told["violations"]
        ]
    return found


@EVERY_PAGE
def test_axe_finds_nothing(sites: Sites, watch: Watch, site: str, kind: str) -> None:
    page = watch(sites[site].kind(kind), sites[site].url, PHONE).page
    assert faults(page) == []


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
    [*(("demo", kind) for kind in (*ITEMS, *LISTS)), *(("real", kind) for kind in ITEMS)],
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


@pytest.mark.parametrize("where", ["real", "demo", "below"])
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
