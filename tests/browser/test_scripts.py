"""The two scripts of the theme: what has passed goes by itself, and addresses are easy to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coalition.core.addresses import SECTIONS
from playwright.sync_api import Page, expect
from sites import TODAY, coalition, make_site

Watch = Callable[..., Any]
Serve = Callable[..., str]

LANGUAGES = {"ro": "abonare/", "en": "en/subscribe/", "hu": "hu/feliratkozas/"}
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PUBLIC = "https://demo.example.org/"
# What can be subscribed to, by the name of its file.
OUTLETS = {"calendar.ics", "deadlines.ics", "feed.xml", "rss.xml", "feed.json", "feeds.opml"}


def visible(page: Page, selector: str) -> list[str]:
    """The texts of what is to be seen of ``selector``."""
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


# --- the subscribe page --------------------------------------------------------------------------


def outlets(site: Path, language: str) -> set[str]:
    """Every calendar and feed of a built site in one language.

    The file of an event is none, and the feed for those who translate is told on their page only.
    """
    home = {"ro": "", "en": "en/", "hu": "hu/"}[language]
    others = tuple(f"{one}/" for one in LANGUAGES if one not in (language, "ro"))
    found = [
        one.relative_to(site).as_posix()
        for one in site.rglob("*")
        if one.name in OUTLETS and one.parent.name not in SECTIONS["translation"].values()
    ]
    return {one for one in found if one.startswith(home) and (home or not one.startswith(others))}


@EVERY_LANGUAGE
def test_without_javascript_the_list_is_complete(
    demo: Path, serve: Serve, watch: Watch, language: str
) -> None:
    url = serve(demo)
    page = watch(url + LANGUAGES[language], url, 360, java_script_enabled=False).page
    expect(page.locator("#chooser")).to_be_hidden()
    links = page.locator("main a[href]")
    hrefs = [str(link.get_attribute("href")) for link in links.all() if link.is_visible()]
    files = {_file(LANGUAGES[language], one) for one in hrefs if not one.startswith("webcal:")}
    theirs = outlets(demo, language)
    assert len(theirs) > 40
    assert theirs - files == set()
    subscribed = {one.replace("webcal:", "https:").removeprefix(PUBLIC) for one in hrefs if one.startswith("webcal:")}  # fmt: skip
    assert {one for one in theirs if one.endswith("/calendar.ics")} - subscribed == set()


def _file(here: str, href: str) -> str:
    """The path in the site that a relative link from the page at ``here`` leads to."""
    parts = [one for one in here.split("/") if one]
    for one in href.split("/"):
        parts = parts[:-1] if one == ".." else [*parts, one]
    return "/".join(parts)


@pytest.fixture
def chooser(demo: Path, serve: Serve, watch: Watch) -> Callable[..., Page]:
    def opened(address: str = LANGUAGES["ro"], **options: Any) -> Page:
        url = serve(demo)
        watched = watch(url + address, url, 360, **options)
        assert watched.wrong == []
        page: Page = watched.page
        expect(page.locator("#chooser")).to_be_visible()
        return page

    return opened


def test_all_that_is_listed_can_be_chosen(chooser: Callable[..., Page]) -> None:
    page = chooser()
    offered = page.locator("#choice option")
    listed = page.locator("[data-choice]")
    assert offered.evaluate_all("all => all.map(one => one.value)") == listed.evaluate_all(
        "all => all.map(one => one.id)"
    )
    names = page.locator("[data-choice] .choice-name").all_inner_texts()
    assert offered.evaluate_all("all => all.map(one => one.label)") == names
    groups = page.locator("#choice optgroup").evaluate_all("all => all.map(one => one.label)")
    assert groups == page.locator("main h3").all_inner_texts()
    assert len(groups) == 4


def test_what_is_chosen_has_its_addresses_in_full(chooser: Callable[..., Page]) -> None:
    page = chooser()
    calendar, feed = page.locator("#chosen-calendar"), page.locator("#chosen-feed")
    expect(calendar).to_have_value(f"{PUBLIC}calendar.ics")
    expect(feed).to_have_value(f"{PUBLIC}feed.xml")
    page.select_option("#choice", "topic-heritage")
    expect(calendar).to_have_value(f"{PUBLIC}teme/heritage/calendar.ics")
    expect(feed).to_have_value(f"{PUBLIC}teme/heritage/feed.xml")
    button, code = page.locator("#chooser .actions a").all()
    expect(button).to_have_attribute("href", "webcal://demo.example.org/teme/heritage/calendar.ics")  # fmt: skip
    assert page.request.get(str(code.evaluate("one => one.href"))).ok
    assert str(code.evaluate("one => one.href")).endswith("teme/heritage/qr.svg")
    # The deadlines have a calendar only.
    page.select_option("#choice", "deadlines")
    expect(calendar).to_have_value(f"{PUBLIC}deadlines.ics")
    expect(feed).to_be_hidden()
    expect(code).to_be_hidden()


def test_an_address_is_copied_and_that_is_told(chooser: Callable[..., Page]) -> None:
    page = chooser(permissions=("clipboard-read", "clipboard-write"))
    told = page.get_by_role("status")
    expect(told).to_have_text("")
    for number, name in enumerate(("calendar.ics", "feed.xml")):
        page.locator("#chooser button").nth(number).click()
        expect(told).to_have_text(str(told.get_attribute("data-copied")))
        assert page.evaluate("navigator.clipboard.readText()") == f"{PUBLIC}{name}"
    page.select_option("#choice", "deadlines")
    expect(told).to_have_text("")


NO_CLIPBOARD = {
    "an old browser": "() => { Object.defineProperty(navigator, 'clipboard', {value: undefined}); }",
    "a reader who refuses": "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }",
}


@pytest.mark.parametrize("who", NO_CLIPBOARD)
def test_without_a_clipboard_the_address_is_marked(chooser: Callable[..., Page], who: str) -> None:
    page = chooser()
    page.evaluate(NO_CLIPBOARD[who])
    page.locator("#chooser button").first.click()
    told = page.get_by_role("status")
    expect(told).to_have_text(str(told.get_attribute("data-selected")))
    assert page.evaluate("getSelection().toString()") == f"{PUBLIC}calendar.ics"
    expect(page.locator("#chosen-calendar")).to_be_focused()


def test_the_chooser_works_from_the_keyboard(chooser: Callable[..., Page]) -> None:
    page = chooser(permissions=("clipboard-read", "clipboard-write"))
    page.locator("#choice").focus()
    page.keyboard.press("End")
    chosen = page.locator("#choice").evaluate("one => one.value")
    assert chosen.startswith("member-")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text("")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{PUBLIC}membri/{chosen.removeprefix('member-')}/calendar.ics"
    fields = page.locator("#chooser").get_by_role("textbox").all()
    assert [str(one.evaluate("one => one.labels[0].textContent")) != "" for one in fields] == [True, True]  # fmt: skip


def test_a_code_on_a_poster_leads_to_what_it_was_made_for_in_any_language(
    chooser: Callable[..., Page],
) -> None:
    page = chooser(f"{LANGUAGES['ro']}#topic-heritage")
    expect(page.locator("#choice")).to_have_value("topic-heritage")
    expect(page.locator("#chosen-feed")).to_have_value(f"{PUBLIC}teme/heritage/feed.xml")
    page.wait_for_timeout(300)  # the browser goes to the fragment, too
    assert 0 <= page.locator("#chooser").evaluate("one => one.getBoundingClientRect().top") < 50
    page.locator("#chooser").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/subscribe/#topic-heritage")
    expect(page.locator("#chosen-feed")).to_have_value(f"{PUBLIC}en/topics/heritage/feed.xml")
    # What is chosen can be handed on, and nonsense does no harm.
    page.select_option("#choice", "everything")
    assert page.url.endswith("#everything")
    page.goto(page.url.partition("#")[0] + "#nothing-of-ours")
    expect(page.locator("#chosen-calendar")).to_have_value(f"{PUBLIC}en/calendar.ics")


# --- what has passed since the build -------------------------------------------------------------


def event(title: str, *lines: str) -> str:
    facts = "\n".join((f"title: {title}", *lines, "place: casa", "organisers: [alfa]"))
    return f"---\n{facts}\nformat: assembly\n---\n\nVeniți.\n"


EVENTS = {
    "content/events/2026/ziua/index.ro.md": None,
    "content/events/2026/ziua/index.en.md": None,
    "content/blog/2026/stire/index.ro.md": None,
    "content/events/2026/azi/index.ro.md": event("Azi", "start: 2026-05-04 10:00", "end: 2026-05-04 12:00"),
    "content/events/2026/seara/index.ro.md": event("Seara", "start: 2026-05-04 20:00"),
    "content/events/2026/zile/index.ro.md": event("Zile", "start: 2026-05-04", "end: 2026-05-06"),
    "content/events/2026/luna/index.ro.md": event("Luna", "start: 2026-05"),
    "content/events/2026/des/index.ro.md": event(
        "Des", "start: 2026-04-28 18:00", "end: 2026-04-28 19:00",
        "repeat: {rule: FREQ=WEEKLY, until: 2026-05-12}",
    ),
    "content/events/2026/ieri/index.ro.md": event("Ieri", "start: 2026-05-03 10:00"),
}  # fmt: skip


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a few events, as it was built on ``TODAY``."""
    folder = tmp_path_factory.mktemp("yesterday")
    site = make_site(folder / "site", EVENTS)
    done = coalition("build", "--site", site, "--output", folder / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.mark.parametrize("zone", ["Europe/Bucharest", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-05-04T11:59:00+03:00", {"Azi", "Seara", "Zile", "Des", "Luna"}),
        ("2026-05-04T12:00:00+03:00", {"Seara", "Zile", "Des", "Luna"}),
        ("2026-05-05T00:01:00+03:00", {"Zile", "Des", "Luna"}),
        ("2026-05-07T00:01:00+03:00", {"Des", "Luna"}),
        ("2026-05-12T19:01:00+03:00", {"Luna"}),
        ("2026-06-01T00:01:00+03:00", set()),
    ],
)
def test_what_has_passed_is_in_no_list_of_what_comes(
    yesterday: Path, serve: Serve, watch: Watch, now: str, left: set[str], zone: str
) -> None:
    url = serve(yesterday)
    for address in ("evenimente/", "membri/alfa/", "locuri/petrila/", "implica-te/", ""):
        opened = watch(url + address, url, 360, now=now, timezone_id=zone)
        shown = set(visible(opened.page, "[data-coming] .card-title"))
        # Elsewhere than in the calendar a repeating event stands once, with its next date.
        assert shown <= left, address
        if address:
            assert left - shown <= (set() if address == "evenimente/" else {"Des"}), address
        assert opened.wrong == []
    opened = watch(f"{url}evenimente/", url, 360, now=now, timezone_id=zone)
    assert visible(opened.page, "[aria-labelledby=past] .card-title") == ["Ieri"]


def test_a_list_in_which_nothing_is_left_says_so_or_goes(
    yesterday: Path, serve: Serve, watch: Watch
) -> None:
    url, long_after = serve(yesterday), "2026-08-01T12:00:00+03:00"
    for now, none in ((f"{TODAY}T08:00:00+03:00", False), (long_after, True)):
        for address in ("evenimente/", ""):
            page = watch(url + address, url, 360, now=now).page
            expect(page.locator("#coming")).to_be_visible()
            expect(page.locator("[data-none]")).to_be_visible(visible=none)
        page = watch(f"{url}membri/alfa/", url, 360, now=now).page
        expect(page.locator("#coming")).to_be_visible(visible=not none)


def test_the_dates_of_a_repeating_event_go_one_by_one(
    yesterday: Path, serve: Serve, watch: Watch
) -> None:
    url = serve(yesterday)
    for now, dates in (
        (f"{TODAY}T08:00:00+03:00", 2),
        ("2026-05-05T19:00:00+03:00", 1),
        ("2026-05-13T08:00:00+03:00", 0),
    ):
        page = watch(f"{url}evenimente/des/", url, 360, now=now).page
        assert len(visible(page, "[data-coming] li")) == dates
        expect(page.locator("#occurrences")).to_be_visible(visible=bool(dates))


def test_today_is_marked_in_the_month_as_it_is_for_the_reader(
    yesterday: Path, serve: Serve, watch: Watch
) -> None:
    url = serve(yesterday)
    for now, day in (("2026-05-04T12:00:00+03:00", "2026-05-04"), ("2026-05-06T12:00:00+03:00", "2026-05-06")):  # fmt: skip
        page = watch(f"{url}evenimente/2026/05/", url, 1280, now=now, timezone_id="Europe/Bucharest").page  # fmt: skip
        marked = page.locator(".is-today time")
        assert marked.evaluate_all("all => all.map(one => one.dateTime)") == [day]


def test_a_page_of_yesterday_lists_what_the_page_of_today_lists(
    yesterday: Path, serve: Serve, watch: Watch, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site", EVENTS)
    for day in ("2026-05-05", "2026-05-07", "2026-06-01"):
        done = coalition("build", "--site", site, "--output", tmp_path / "out", "--today", day)
        assert done.returncode == 0, done.stderr
        lists = []
        for folder in (yesterday, tmp_path / "out"):
            url = serve(folder)
            page = watch(f"{url}evenimente/", url, 360, now=f"{day}T00:01:00+03:00").page
            lists.append(visible(page, "[data-coming] .card-title, [data-coming] time"))
        assert lists[0] == lists[1], day
