"""What pages tell machines is what people read on them: JSON-LD, Open Graph, the web manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from coalition.adapters.theme import Renderer
from coalition.adapters.words import read_words
from coalition.core.addresses import Address
from coalition.core.views import Page, pages
from core.in_memory import site
from msgspec.structs import replace
from sites import ROOT, TODAY, coalition, make_site

URL = "https://coalition.example.org/"
SITES = {"small": URL, "demo": "https://demo.example.org/"}


class Read:
    """A page as a machine and as a person reads it."""

    def __init__(self, root: Path, file: Path, site_url: str) -> None:
        name = file.relative_to(root).as_posix()
        self.url = site_url + name.removesuffix("index.html")
        self.raw = file.read_text("utf-8")
        self.html = BeautifulSoup(self.raw, "html.parser")
        blocks = [
            json.loads(str(one.string))
            for one in self.html.find_all("script", type="application/ld+json")
        ]
        self.trails = [one for one in blocks if one["@type"] == "BreadcrumbList"]
        self.things = [one for one in blocks if one["@type"] != "BreadcrumbList"]

    def one(self, selector: str) -> Tag:
        [found] = self.html.select(selector)
        return found

    def meta(self, **attributes: str) -> str:
        [found] = self.html.find_all("meta", attrs=dict(attributes))
        return str(found["content"])

    @property
    def canonical(self) -> str:
        return unquote(str(self.one("link[rel=canonical]")["href"]))

    @property
    def is_real(self) -> bool:
        """Whether its text exists in the language of the page."""
        return self.canonical == self.url

    def leads(self, tag: Tag) -> str:
        return unquote(urljoin(self.url, str(tag["href"])))


def plain(text: str) -> str:
    return " ".join(text.split())


def read(root: Path, site_url: str) -> list[Read]:
    """All pages of a tree but those at old addresses, which have no head of their own."""
    found = [Read(root, file, site_url) for file in sorted(root.rglob("*.html"))]
    return [one for one in found if one.html.select("link[rel=canonical]") and one.html.header]


@pytest.fixture(scope="module", params=SITES)
def tree(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """The output of a site, with its address."""
    return request.getfixturevalue(request.param), SITES[request.param]


@pytest.fixture(scope="module")
def whole(tree: tuple[Path, str]) -> list[Read]:
    found = read(*tree)
    assert len(found) > 30
    return found


@pytest.fixture(scope="module")
def told(whole: list[Read]) -> list[tuple[Read, dict[str, Any]]]:
    """The pages that tell of a thing, with what they tell."""
    found = [(page, thing) for page in whole for thing in page.things]
    assert len(found) > 10
    return found


# --- JSON-LD -------------------------------------------------------------------------------------


def test_a_page_tells_of_one_thing_at_most(whole: list[Read]) -> None:
    assert {len(page.things) for page in whole} == {0, 1}


def test_the_name_is_the_heading(told: list[tuple[Read, dict[str, Any]]]) -> None:
    for page, thing in told:
        assert thing["name"] == page.one("h1").get_text(), page.url


def test_the_address_is_the_canonical_one(told: list[tuple[Read, dict[str, Any]]]) -> None:
    for page, thing in told:
        named = {unquote(thing[key]) for key in ("@id", "url") if key in thing}
        if not page.is_real:
            assert named == {page.url}
        elif thing["@type"] == "NGO" and "memberOf" not in thing and "inLanguage" not in thing:
            # The coalition is met on the first page; the page about it is its name for machines.
            assert page.url in named
        else:
            assert named == {page.canonical}, page.url


def test_the_language_is_that_of_the_text(
    whole: list[Read], told: list[tuple[Read, dict[str, Any]]]
) -> None:
    languages = {page.url: str(page.one("html")["lang"]) for page in whole}
    for page, thing in told:
        if thing["@type"] != "DigitalDocument" and "inLanguage" in thing:
            assert thing["inLanguage"] == languages[page.canonical], page.url
    assert any(not page.is_real for page, _ in told)


def test_an_event_begins_when_people_read_that_it_begins(
    told: list[tuple[Read, dict[str, Any]]],
) -> None:
    events = [(page, thing) for page, thing in told if thing["@type"] == "Event"]
    assert events
    for page, thing in events:
        shown = str(page.one("p.when time")["datetime"])
        rest = str(thing["startDate"]).removeprefix(shown)
        assert rest != thing["startDate"], page.url
        # To an hour seconds and the zone are added; to a day, a month and a year nothing is.
        assert bool(re.fullmatch(r":00[+-]\d\d:\d\d", rest)) == ("T" in shown), page.url
        assert rest == "" or "T" in shown, page.url


def test_an_event_takes_place_or_not_as_people_read(
    told: list[tuple[Read, dict[str, Any]]],
) -> None:
    for page, thing in told:
        if thing["@type"] == "Event":
            classes = page.one("p.when")["class"]
            [status] = [one.removeprefix("is-") for one in classes if one.startswith("is-")]
            assert thing["eventStatus"].rpartition("/")[2] == STATUS[status], page.url


STATUS = {
    "scheduled": "EventScheduled",
    "tentative": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}


SAID = {"name", "headline", "description", "legalName", "taxID", "identifier", "addressLocality"}


def words(thing: object) -> Iterator[str]:
    """All that JSON-LD says in words."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if isinstance(value, str) and key in SAID:
                yield value
            yield from words(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from words(one)


def test_what_is_told_to_machines_is_said_to_people(
    told: list[tuple[Read, dict[str, Any]]],
) -> None:
    seen = 0
    for page, thing in told:
        # Which towns it works in is said on the page about the coalition.
        is_first = page.html.select(".hero") != []
        todo = {**thing, "areaServed": []} if is_first else thing
        said = plain(page.one("body").get_text())
        assert [one for one in words(todo) if plain(one) not in said] == [], page.url
        seen += len(list(words(todo)))
    assert seen > len(told)


def test_breadcrumbs_are_the_visible_way(whole: list[Read]) -> None:
    for page in whole:
        shown = [(one.get_text(), page.leads(one)) for one in page.html.select("nav.trail a")]
        told = [
            (step["name"], unquote(step["item"]))
            for trail in page.trails
            for step in trail["itemListElement"]
        ]
        assert told == shown, page.url
        positions = [step["position"] for trail in page.trails for step in trail["itemListElement"]]
        assert positions == list(range(1, len(positions) + 1))
        assert len(page.trails) == bool(shown)
    assert any(len(page.html.select("nav.trail a")) > 1 for page in whole)


def test_what_was_withdrawn_tells_nothing(demo: Path) -> None:
    page = Read(demo, demo / "blog/a-venit-trenul-2026/index.html", SITES["demo"])
    assert page.html.find(string=lambda text: "retras" in (text or "").lower())
    assert page.things == []
    assert len(page.trails) == 1


# --- Open Graph ----------------------------------------------------------------------------------


def test_open_graph_says_what_the_head_says(whole: list[Read]) -> None:
    for page in whole:
        title, name = page.one("title").get_text(), page.meta(property="og:site_name")
        assert title in (
            page.meta(property="og:title"),
            f"{page.meta(property='og:title')} · {name}",
        )
        assert page.meta(property="og:description") == page.meta(name="description").strip()
        assert unquote(page.meta(property="og:url")) == page.canonical
        language = str(page.one("html")["lang"])
        assert page.meta(property="og:locale").split("_")[0] == language


def test_the_title_for_others_is_the_heading_of_the_page(
    told: list[tuple[Read, dict[str, Any]]],
) -> None:
    for page, _ in told:
        if page.canonical.rpartition("/")[0].rpartition("/")[2] not in COALITION_PAGES:
            assert page.meta(property="og:title") == page.one("h1").get_text(), page.url


# Their heading is the name of the coalition, their title what the page is.
COALITION_PAGES = {"despre", "about", "rolunk"}


def test_a_picture_for_others_is_the_one_of_the_page(
    tree: tuple[Path, str], whole: list[Read]
) -> None:
    root, site_url = tree
    found = [one for one in whole if one.html.find("meta", property="og:image")]
    assert len(found) > 3 or site_url == URL
    for page in found:
        image = page.meta(property="og:image")
        [thing] = page.things
        assert thing["image"] == image
        assert (root / image.removeprefix(site_url)).is_file()
        shown = [urljoin(page.url, str(one["src"])) for one in page.html.select("main img[src]")]
        assert image in shown, page.url
    pictured = [page for page in whole for thing in page.things if "image" in thing]
    assert pictured == found


# --- the manifest --------------------------------------------------------------------------------


def test_each_language_has_a_manifest_that_leads_to_what_is_there(
    tree: tuple[Path, str], whole: list[Read]
) -> None:
    root, site_url = tree
    found: dict[str, set[str]] = {}
    for page in whole:
        address = page.leads(page.one("link[rel=manifest]"))
        language = str(page.one("html")["lang"])
        found.setdefault(language, set()).add(address)
        made = json.loads((root / address.removeprefix(site_url)).read_text("utf-8"))
        assert made["lang"] == language
        assert made["dir"] == page.one("html")["dir"]
        assert made["name"] == page.meta(property="og:site_name")
        home = urljoin(address, made["start_url"])
        assert home == urljoin(address, made["scope"])
        assert home == page.leads(page.one("a.brand"))
        for icon in made["icons"]:
            assert (root / urljoin(address, icon["src"]).removeprefix(site_url)).is_file()
            assert urljoin(address, icon["src"]) == page.leads(page.one("link[rel=icon]"))
    assert len(found) > 1
    assert {len(addresses) for addresses in found.values()} == {1}


# --- the block itself ----------------------------------------------------------------------------

HOSTILE = "</script><script>alert(1)</script> <!-- <script> ]]> &amp; & \\u003c \" '"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose names try to leave the block in which machines read them."""
    typed = json.dumps(HOSTILE)  # which YAML reads, too
    folder = tmp_path_factory.mktemp("hostile")
    files = {
        "content/events/2026/ziua/index.ro.md": (
            f"---\ntitle: {typed}\nsummary: {typed}\nstart: 2026-05-17 10:00\nplace: casa\norganisers: [alfa]\n---\n"
        ),
        "content/events/2026/ziua/index.en.md": None,
        "content/blog/2026/stire/index.ro.md": f"---\ntitle: {typed}\nauthors: [alfa]\n---\n\nText.\n",
        "members/alfa/index.ro.md": f"---\nname: {typed}\nlegal_name: {typed}\nawards: [{{name: {typed}}}]\n---\n",
        "members/alfa/index.en.md": None,
        "content/pages/manual/index.ro.md": f"---\ntitle: {typed}\n---\n\nText.\n",
        "content/pages/unu/index.ro.md": f"---\ntitle: {typed}\nparent: manual\n---\n\nText.\n",
        "content/places.yaml": f"petrila: {{label: Petrila}}\ncasa: {{label: {typed}, town: petrila}}\n",
    }
    made = make_site(folder / "site", files)
    done = coalition("build", "--site", made, "--output", folder / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return folder / "out"


PAGES = (
    "evenimente/ziua",
    "blog/stire",
    "membri/alfa",
    "pagini/unu",
    "locuri/casa",
    "en/events/ziua",
)


@pytest.mark.parametrize("name", PAGES)
def test_a_name_cannot_leave_the_block_and_is_read_as_it_was_typed(
    hostile: Path, name: str
) -> None:
    page = Read(hostile, hostile / name / "index.html", URL)
    [thing] = page.things
    assert thing["name"] == page.one("h1").get_text() == HOSTILE
    scripts = [one for one in page.html.find_all("script") if not one.get("src")]
    assert [one.get("type") for one in scripts] == ["application/ld+json"] * 2
    for one in scripts:
        assert not set(str(one.string)) & set("<>&")
    assert "alert(1)</script>" not in page.raw
    assert "<!-- <script" not in page.raw


def test_a_hostile_name_is_read_as_it_was_typed_wherever_it_is_told(hostile: Path) -> None:
    def thing(name: str) -> Any:
        return Read(hostile, hostile / name / "index.html", URL).things[0]

    event, member = thing("evenimente/ziua"), thing("membri/alfa")
    assert event["description"] == event["location"][0]["name"] == HOSTILE
    assert event["organizer"][0]["name"] == member["legalName"] == member["award"][0] == HOSTILE
    post = thing("blog/stire")
    assert post["headline"] == post["author"][0]["name"] == HOSTILE
    [trail] = Read(hostile, hostile / "pagini/unu/index.html", URL).trails
    assert trail["itemListElement"][-1]["name"] == HOSTILE


def block(described: Any) -> str:
    """What a page writes of ``described``, through the theme; empty when it writes nothing."""
    made = next(pages(site(), date.fromisoformat(TODAY)))
    frame = replace(made.view.frame, described=described)
    view = replace(made.view, frame=frame)
    page = Page(made.address, made.template, lambda: view)
    renderer = Renderer(ROOT / "theme", read_words(ROOT / "theme"), URL)
    every = BeautifulSoup(renderer.render(page), "html.parser").find_all("script")
    found = [one for one in every if not one.get("src")]
    assert len(found) < 2
    return str(found[0].string) if found else ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", None),
        (None, None),
        ([], None),
        ((), None),
        ({}, None),
        ({"@type": "Place"}, None),
        ({"@type": "Place", "name": ""}, None),
        ({"@type": "Place", "address": {"@type": "PostalAddress", "streetAddress": ""}}, None),
        (["", {}, {"@type": "Place"}], None),
        (["", "a", None], ["a"]),
        ({"@type": "Place", "name": "a", "geo": {}}, {"@type": "Place", "name": "a"}),
        ({"name": "a", "url": ""}, {"name": "a"}),
        ("0", "0"),
        (0, 0),
        (0.0, 0.0),
        (False, False),
        ("A &amp; B", "A &amp; B"),
        (Address("en/a b/ș/"), f"{URL}en/a%20b/%C8%99/"),
        ((Address(""),), [URL]),
    ],
)
def test_what_is_empty_is_left_out_and_nothing_else(value: object, written: object) -> None:
    made = json.loads(block({"@type": "Thing", "name": "N", "value": value}))
    expected = {"@context": "https://schema.org", "@type": "Thing", "name": "N"}
    if written is not None:
        expected["value"] = written  # type: ignore[assignment]
    assert made == expected


def test_a_page_that_tells_nothing_has_no_block() -> None:
    assert block({}) == ""


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029", "</script>", "<!--<script>"])
def test_no_sign_that_ends_a_block_or_a_line_of_a_script_stands_in_it(sign: str) -> None:
    written = block({"@type": "Thing", "name": f"a{sign}b", f"key{sign}": [sign]})
    assert not set(written) & set("<>&\u2028\u2029")
    made = json.loads(written)
    assert (made["name"], made[f"key{sign}"]) == (f"a{sign}b", [sign])
