"""A site of five languages with fallback chains: no list has a hole, and no page pretends.

Of each kind there are four items: in all languages, in two, in the default one only, and in English
only. Titles are Macedonian, so are some addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import SECTIONS
from coalition.core.problems import ERROR
from oracle import complaints
from sites import TODAY, coalition, make_site

URL = "https://coalition.example.org/"
LANGUAGES = ("mk", "sq", "tr", "en", "ar")
NAMES = {"mk": "Македонски", "en": "English"}
# What each item is written in, the original first, and what a reader sees who has none of these.
WRITTEN = {"all": LANGUAGES, "two": ("mk", "en"), "one": ("mk",), "english": ("en",)}
SEEN = {
    ("two", "sq"): "mk",
    ("two", "tr"): "mk",
    ("two", "ar"): "mk",
    **{("one", language): "mk" for language in LANGUAGES[1:]},
    **{("english", language): "en" for language in LANGUAGES if language != "en"},
}
FOLDERS = {
    "member": "members",
    "event": "content/events/2026",
    "post": "content/blog/2026",
    "project": "content/projects",
    "document": "content/documents",
    "plan": "content/plans",
    "call": "content/calls",
    "page": "content/pages",
}
FACTS = {
    "member": "town: cair\nfields: [kultura]\n",
    "event": "start: 2026-05-17 10:00\nend: 2026-05-17 12:00\nplace: cair\norganisers: [member-one]\n",
    "post": "date: 2026-04-01\nauthors: [member-one]\n",
    "project": "lead: [member-one]\nplaces: [cair]\nfunding: [{funder: fond}]\n",
    "document": "form: report\ndate: 2026-01-01\nowners: [member-one]\nurl: https://example.org/d\n",
    "plan": "owners: [member-one]\n",
    "call": "issuer: [member-one]\nasks: [volunteers]\ndeadline: 2026-06-30\n",
    "page": "menu: 1\n",
}
FIVE = "{mk: %s, sq: %s, tr: %s, en: %s, ar: %s}"
LABELS = {
    "topic": FIVE % ("Култура", "Kulturë", "Kültür", "Culture", "ثقافة"),
    "place": FIVE % ("Чаир", "Çair", "Çayır", "Čair", "تشاير"),
    "funder": FIVE % ("Фонд", "Fondi", "Fon", "Fund", "صندوق"),
    "organisation": FIVE % ("Општина", "Komuna", "Belediye", "Municipality", "بلدية"),
}
ENTRIES = {"topic": "kultura", "place": "cair", "funder": "fond", "organisation": "opstina"}


def title(kind: str, which: str, language: str) -> str:
    return f"Наслов {kind} {which} {language}"


def slug(kind: str, which: str, language: str) -> str:
    """Of what is in two languages, each has its own; the Macedonian one in its letters."""
    if which != "two" or language not in WRITTEN[which]:
        return f"{kind}-{which}"
    return f"{kind}-два" if language == "mk" else f"{kind}-second"


def files() -> dict[str, str | None]:
    made: dict[str, str | None] = {
        "content/coalition.yaml": f"""\
name: {FIVE % ("Коалиција", "Koalicioni", "Koalisyon", "Coalition", "ائتلاف")}
languages: [{", ".join(LANGUAGES)}]
fallback: {{sq: [mk, en], tr: [mk, en], ar: [mk]}}
timezone: Europe/Skopje
url: {URL}
identity: {{domain: coalition.example.org, year: 2020}}
""",
        **{
            f"content/{kind}s.yaml": f"{ENTRIES[kind]}: {{{name}: {LABELS[kind]}}}\n"
            for kind, name in {
                "topic": "label", "place": "label", "funder": "label", "organisation": "name"
            }.items()
        },
    }  # fmt: skip
    for kind, folder in FOLDERS.items():
        for which, written in WRITTEN.items():
            for number, language in enumerate(written):
                lines = (
                    f"{'name' if kind == 'member' else 'title'}: {title(kind, which, language)}\n"
                )
                if which == "two":
                    lines += f"slug: {slug(kind, which, language)}\n"
                if number == 0:
                    lines += f"published: 2026-04-02\ntopics: [kultura]\n{FACTS[kind]}"
                    lines += "original: true\n" if language != "mk" else ""
                if which == "two" and kind == "post" and language == "mk":
                    lines += "aliases: [/стара-вест/]\n"
                path = f"{folder}/{kind}-{which}/index.{language}.md"
                made[path] = f"---\n{lines}---\n\nТекст {language}.\n"
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sites import BASE

    return make_site(
        tmp_path_factory.mktemp("languages") / "site", {**dict.fromkeys(BASE), **files()}
    )


@pytest.fixture(scope="module")
def built(site: Path) -> Path:
    output = site.parent / "out"
    done = coalition("build", "--site", site, "--output", output, "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def section(kind: str, language: str) -> str:
    word = SECTIONS[kind].get(language, SECTIONS[kind]["en"])
    return f"{word}/" if language == "mk" else f"{language}/{word}/"


def address(kind: str, which: str, language: str) -> str:
    return f"{section(kind, language)}{slug(kind, which, language)}/"


def full(path: str) -> str:
    return URL + quote(path)


def page(built: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((built / path / "index.html").read_bytes(), "html.parser")


def leads_to(made: BeautifulSoup, path: str, css: str) -> set[str]:
    found = (urljoin(full(path), str(one["href"])) for one in made.select(css))
    return {unquote(one.partition("#")[0]) for one in found}


def rel(made: BeautifulSoup, name: str) -> list[Any]:
    return made.select(f'head link[rel="{name}"]')


PAGES = [
    pytest.param(kind, which, language, id=f"{kind}-{which}-{language}")
    for kind in FOLDERS
    for which in WRITTEN
    for language in LANGUAGES
]


def test_every_outlet_is_whole(built: Path) -> None:
    assert complaints(built, URL) == []


def test_nothing_is_wrong_with_the_site(site: Path) -> None:
    done = coalition("check", "--site", site, "--today", TODAY, "--format", "json")
    assert [one for one in json.loads(done.stdout) if one["severity"] == ERROR] == []


@pytest.mark.parametrize(("kind", "which", "language"), PAGES)
def test_a_page_says_what_it_is(built: Path, kind: str, which: str, language: str) -> None:
    path = address(kind, which, language)
    made = page(built, path)
    written = WRITTEN[which]
    is_real = language in written
    seen = language if is_real else SEEN[which, language]
    # The title is that of the first language of the chain, and marked when it is another one.
    heading = made.select_one("h1")
    assert heading is not None
    assert heading.get_text() == title(kind, which, seen)
    marks = (None, None) if is_real else (seen, "ltr" if language == "ar" else None)
    assert (heading.get("lang"), heading.get("dir")) == marks
    prose = made.select_one(".prose")
    assert prose is not None
    assert (prose.get("lang"), prose.get("dir")) == marks
    # Search engines are led to the real page, and told of real translations only.
    assert [one["href"] for one in rel(made, "canonical")] == [full(address(kind, which, seen))]
    robots = made.select_one('meta[name="robots"]')
    assert (robots is None) is is_real
    named = {one["hreflang"]: one["href"] for one in rel(made, "alternate") if one.get("hreflang")}
    expected = {}
    if is_real and len(written) > 1:
        expected = {one: full(address(kind, which, one)) for one in written}
        expected["x-default"] = expected["mk"]
    assert named == expected
    # The switcher lands on the same item, in every language.
    others = {full(address(kind, which, one)) for one in LANGUAGES if one != language}
    assert leads_to(made, path, "nav.languages a") == {unquote(one) for one in others}


# Lists and pages in which each item of a kind has to be found, by the reader's language.
LISTS = [
    *((kind, kind, "") for kind in FOLDERS if kind != "page"),
    ("page", "page", ""),
    *((kind, "topic", "kultura/") for kind in ("event", "post", "project", "document", "call")),
    *((kind, "place", "cair/") for kind in ("event", "project", "member")),
    *(
        (kind, "member", "member-one/")
        for kind in ("event", "post", "project", "document", "plan", "call")
    ),
    ("project", "funder", "fond/"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "where", "below"), LISTS)
def test_no_list_has_a_hole(built: Path, kind: str, where: str, below: str, language: str) -> None:
    path = section(where, language) + below
    made = page(built, path)
    for which in WRITTEN:
        there = unquote(full(address(kind, which, language)))
        links = [
            one
            for one in made.select("main a[href]")
            if unquote(urljoin(full(path), str(one["href"]))) == there
        ]
        assert links, which
        seen = SEEN.get((which, language))
        card = links[0]
        assert card.get("lang") == seen
        # A foreign one says in a word which language it is in.
        label = card.find_next_sibling(class_="card-language")
        assert (label is not None) is (seen is not None)
        if label is not None and seen is not None:
            assert (label.get_text(), label["lang"]) == (NAMES[seen], seen)
            assert label.get("dir") == card.get("dir") == ("ltr" if language == "ar" else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_on_and_the_choices_say_the_language_of_foreign_titles(
    built: Path, language: str
) -> None:
    ways = 'a[rel="prev"] > [lang]:first-child, a[rel="next"] > [lang]:first-child'
    posts = [address("post", which, language) for which in WRITTEN]
    choices = [section("subscribe", language)]
    for paths, css in ((posts, ways), (choices, ".choice-name[lang]")):
        titles = [one for path in paths for one in page(built, path).select(css)]
        assert titles, css
        for one in titles:
            label = one.find_next_sibling(class_="card-language")
            assert label is not None
            assert (label.get_text(), label["lang"]) == (NAMES[str(one["lang"])], one["lang"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_has_every_page_of_the_content(built: Path, language: str) -> None:
    home = "" if language == "mk" else f"{language}/"
    menu = leads_to(page(built, home), home, "header a")
    for which in WRITTEN:
        assert unquote(full(address("page", which, language))) in menu


def entries(built: Path, path: str) -> Iterator[tuple[str, str, str]]:
    root = ElementTree.fromstring((built / path).read_bytes())
    atom, xml = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
    for one in root.iter(f"{atom}entry"):
        link = one.find(f"{atom}link")
        content = one.find(f"{atom}content")
        assert link is not None
        assert content is not None
        yield (
            unquote(str(link.get("href"))),
            one.findtext(f"{atom}title", ""),
            str(one.get(f"{xml}lang") or content.get(f"{xml}lang") or ""),
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["post", "event", "call"])
def test_no_feed_has_a_hole(built: Path, kind: str, language: str) -> None:
    found = {
        url: (said, lang)
        for url, said, lang in entries(built, f"{section(kind, language)}feed.xml")
    }
    for which in WRITTEN:
        said, lang = found[unquote(full(address(kind, which, language)))]
        seen = SEEN.get((which, language), language)
        assert title(kind, which, seen) in said
        assert lang in ((seen,) if seen != language else ("", language))
    member = f"{address('member', 'one', language)}feed.xml"
    theirs = {url for url, _, _ in entries(built, member)}
    assert {unquote(full(address(kind, which, language))) for which in WRITTEN} <= theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_calendar_has_a_hole(built: Path, language: str) -> None:
    home = "" if language == "mk" else f"{language}/"
    for path in (f"{home}calendar.ics", f"{address('member', 'one', language)}calendar.ics"):
        calendar = icalendar.Calendar.from_ical((built / path).read_bytes())
        found = {unquote(str(one["URL"])): str(one["SUMMARY"]) for one in calendar.walk("VEVENT")}
        for which in WRITTEN:
            seen = SEEN.get((which, language), language)
            assert (
                title("event", which, seen)
                in found[unquote(full(address("event", which, language)))]
            )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ENTRIES)
def test_labels_have_pages_in_every_language(built: Path, kind: str, language: str) -> None:
    path = f"{section(kind, language)}{ENTRIES[kind]}/"
    label = json.loads(
        "{"
        + ", ".join(
            f'"{one.split(": ")[0]}": "{one.split(": ")[1]}"'
            for one in LABELS[kind].strip("{}").split(", ")
        )
        + "}"
    )[language]
    made = page(built, path)
    heading = made.select_one("h1")
    assert heading is not None
    assert (heading.get_text(), heading.get("lang")) == (label, None)
    named = {one["hreflang"] for one in rel(made, "alternate") if one.get("hreflang")}
    assert named == {*LANGUAGES, "x-default"}


def test_the_sitemap_names_what_is_real(built: Path) -> None:
    root = ElementTree.fromstring((built / "sitemap.xml").read_bytes())
    listed = {one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    for kind in FOLDERS:
        for which, written in WRITTEN.items():
            for language in LANGUAGES:
                assert (full(address(kind, which, language)) in listed) is (language in written)


def test_each_language_has_as_many_pages(built: Path) -> None:
    pages = {
        language: [
            one.relative_to(built / language) for one in (built / language).rglob("index.html")
        ]
        for language in LANGUAGES[1:]
    }
    assert len({len(found) for found in pages.values()}) == 1


# --- addresses in the letters of a language ------------------------------------------------------


def test_an_address_in_cyrillic_stands_as_it_is_read_and_is_written_encoded(built: Path) -> None:
    path = address("post", "two", "mk")
    assert path == "blog/post-два/"
    assert (built / path / "index.html").is_file()
    raw = (built / "blog" / "index.html").read_text("utf-8")
    assert f'href="{quote("post-два/")}"' in raw
    for name in ("sitemap.xml", "blog/feed.xml", "blog/rss.xml", "blog/feed.json", "feed.xml"):
        if (built / name).is_file():
            assert full(path) in (built / name).read_text("utf-8"), name
    feed = feedparser.parse(built / "blog" / "feed.xml")
    assert full(path) in {one["link"] for one in feed.entries}


def test_an_old_address_in_cyrillic_leads_on(built: Path) -> None:
    old = "стара-вест/"
    made = page(built, old)
    refresh = made.select_one('meta[http-equiv="refresh"]')
    assert refresh is not None
    target = str(refresh["content"]).partition("url=")[2]
    assert urljoin(full(old), target) == full(address("post", "two", "mk"))
    assert urlsplit(target).path.isascii()


@pytest.mark.parametrize("written", ["ѓорче", "г\u0301орче", "Ѓорче"])
def test_an_address_is_in_one_unicode_form_however_it_was_typed(
    tmp_path: Path, written: str
) -> None:
    post = "content/blog/2026/stire/index.ro.md"
    lines = f"---\ntitle: Г\u0301орче\npublished: 2026-04-02\nslug: {written}\n---\n\nТекст.\n"
    site = make_site(tmp_path / "site", {post: lines})
    done = coalition("build", "--site", site, "--output", tmp_path / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert {one.name for one in (tmp_path / "out" / "blog").iterdir() if one.is_dir()} == {"ѓорче"}
    heading = page(tmp_path / "out", "blog/ѓорче").select_one("h1")
    assert heading is not None
    assert heading.get_text() == "Ѓорче"
