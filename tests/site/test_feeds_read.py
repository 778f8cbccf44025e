"""Every feed of three sites as other people's programs read it, and as a browser shows it."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import fastfeedparser
import feedparser
import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import SECTIONS
from oracle import complaints
from sites import BASE, SITES, TODAY, coalition, make_site

ENTRY, ITEM = "{http://www.w3.org/2005/Atom}entry", "item"
HARD_URL = "https://coalition.example.org/"
# What is hard to write by hand: markup, entities, the end of CDATA, signs of text that runs from
# right to left or changes direction, letters of more than two bytes, and very long words.
TITLES = {
    "marcaj": "<b>Joi</b> & vineri; \"a\", 'b' &amp; &lt; &#65; ]]> <!-- -->",
    "emoji": "Ziua 👩‍👩‍👧 și 🎪 la Petroșani",
    "directii": "שלום \u2067مرحبا\u2069 \u202eexe.fdp\u202c",
    "lung": "a" * 190,
    "spatii": "un\u00a0spațiu\u2009și\u200bunul ascuns",
}
BODY = """\
<script>alert(1)</script> <b onclick="alert(1)">b</b> ]]> &nbsp; &lt;b&gt;

| a | b |
|---|---|
| [titlu](https://a.example.org/?a=1&b=2) | 🎪 |

```
</content></entry> ]]>
```
"""
STATUSES = {
    "anulat": ("status: cancelled", "Cancelled: "),
    "amanat": ("status: postponed", "Postponed: "),
    "mutat": ("status: rescheduled", "New date: "),
    "online": ("status: moved-online", "Online: "),
    "nesigur": ("status: tentative", "Not yet certain: "),
    "sters": ("withdrawn: {date: 2026-05-02, reason: Nu a avut loc.}", "Cancelled: "),
}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in English, with posts in Romanian that are hard to write, and no calls."""
    folder = tmp_path_factory.mktemp("hard")
    english = BASE["content/coalition.yaml"].replace("[ro, en]", "[en, ro]")
    files: dict[str, str | bytes | None] = {"content/coalition.yaml": english}
    for id_, title in TITLES.items():
        quoted = title.replace("'", "''")
        head = f"title: '{quoted}'\nsummary: '{quoted}'\npublished: 2026-04-20\noriginal: true"
        files[f"content/blog/2026/{id_}/index.ro.md"] = f"---\n{head}\n---\n\n{BODY}"
    for number in range(25):
        head = f"title: Post {number}\npublished: 2025-01-{number + 1:02}"
        files[f"content/blog/2025/p{number}/index.en.md"] = f"---\n{head}\n---\n\nText.\n"
    for id_, (line, _) in STATUSES.items():
        head = (
            "title: Open day\nstart: 2026-05-20\npublished: 2026-04-10\nupdated: 2026-04-30 09:00\n"
        )
        head += f"organisers: [alfa]\nplace: casa\n{line}"
        files[f"content/events/2026/{id_}/index.en.md"] = f"---\n{head}\n---\n\nText.\n"
    for path in ("content/events/2026/ziua", "content/blog/2026/stire", "members/alfa"):
        text = BASE[f"{path}/index.ro.md"].replace("\n---\n\n", "\noriginal: true\n---\n\n")
        files[f"{path}/index.ro.md"] = text
    site = make_site(folder / "site", files)
    done = coalition("build", "--site", site, "--output", folder / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(params=[*SITES, "hard"])
def built(request: pytest.FixtureRequest, output_of: Callable[[str], Path]) -> Path:
    """Each of the sites."""
    if request.param in SITES:
        return output_of(request.param)
    folder: Path = request.getfixturevalue(request.param)
    return folder


def feeds(root: Path, *names: str) -> list[Path]:
    return sorted(path for name in names for path in root.rglob(name))


def told(path: Path) -> list[tuple[str, str]]:
    """Id and title of each entry, as they stand in the file."""
    if path.suffix == ".json":
        return [(one["id"], one["title"]) for one in json.loads(path.read_bytes())["items"]]
    root = ElementTree.fromstring(path.read_bytes())
    names = ("{*}id", "{*}title") if root.tag.endswith("feed") else ("guid", "title")
    kind = ENTRY if root.tag.endswith("feed") else ITEM
    return [(one.findtext(names[0]) or "", one.findtext(names[1]) or "") for one in root.iter(kind)]


def signed(path: Path) -> list[list[str]]:
    """Who signs each entry, as it stands in the file: on a demonstration, maybe nobody."""
    root = ElementTree.fromstring(path.read_bytes())
    kind, name = (ENTRY, "{*}author/{*}name") if root.tag.endswith("feed") else (ITEM, "{*}creator")
    return [[author.text or "" for author in one.iterfind(name)] for one in root.iter(kind)]


def as_typed(text: str) -> str:
    """What a reader gives that hands out texts as HTML, or with spaces made alike."""
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def same(read: list[tuple[str, str]], written: list[tuple[str, str]]) -> bool:
    return [(id_, as_typed(title)) for id_, title in read] == [
        (id_, as_typed(title)) for id_, title in written
    ]


def test_the_hard_site_has_no_complaint(hard: Path) -> None:
    assert complaints(hard, HARD_URL) == []


def test_each_site_has_all_of_its_feeds(built: Path) -> None:
    homes = [path.parent for path in built.rglob("feeds.opml")]
    assert built in homes
    first = (built / "index.html").read_text("utf-8")
    site = first.partition('rel="canonical" href="')[2].partition('"')[0]  # maybe below a path
    for home in homes:
        listed = ElementTree.parse(home / "feeds.opml").iter("outline")
        urls = [str(one.get("xmlUrl")) for one in listed if one.get("type") == "rss"]
        # A section has its feeds from the first day, and is listed as soon as it has a page. The feed
        # for those who translate is told on their own page only.
        below = {
            path.relative_to(built).as_posix()
            for path in feeds(home, "feed.xml")
            if path.with_name("index.html").exists()
            and path.parent.name not in SECTIONS["translation"].values()
        }
        if home == built:  # the other languages stand below it, and have lists of their own
            others = tuple(f"{one.name}/" for one in homes if one != built)
            below = {one for one in below if not one.startswith(others)}
        assert sorted(urls) == sorted(site + path for path in below)
        assert (
            len(feeds(home, "rss.xml"))
            == len(feeds(home, "feed.json"))
            == (4 if home != built else 4 * len(homes))
        )


def test_feedparser_reads_every_feed(built: Path) -> None:
    for path in feeds(built, "feed.xml", "rss.xml"):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert same([(one.id, one.title) for one in read.entries], told(path)), path
        assert read.feed.language
        assert all(one.content[0].value and one.updated_parsed for one in read.entries)
        names = [[author.name for author in one.get("authors", ())] for one in read.entries]
        assert names == signed(path), path


def test_fastfeedparser_reads_every_feed(built: Path) -> None:
    for path in feeds(built, "feed.xml", "rss.xml", "feed.json"):
        document = path.read_text("utf-8")
        try:
            read: Any = fastfeedparser.parse(document)
        except ValueError as error:  # it takes a feed without entries for none at all
            assert told(path) == [], (path, error)
            continue
        assert same([(one.id, one.title) for one in read.entries], told(path)), path


def subscribed(feed: Path, folder: Path) -> list[tuple[str, str]]:
    """What newsboat keeps of a feed that it has been told to follow, in a folder of its own.

    In one cache it would take the same entry in two feeds for one.
    """
    program = shutil.which("newsboat")
    assert program, "These tests need newsboat: apt install newsboat"
    folder.mkdir()
    (folder / "urls").write_text(feed.as_uri() + "\n", "utf-8")
    cache = folder / "cache.db"
    where = ("-u", folder / "urls", "-c", cache, "-C", os.devnull)
    done = subprocess.run(
        [program, *map(str, where), "-x", "reload", "print-unread"],
        env={"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    with sqlite3.connect(cache) as found:
        items = found.execute("select guid, title from rss_item order by id").fetchall()
    found.close()
    assert done.stdout.split()[:1] == [str(len(items))]
    return items


def test_newsboat_follows_every_feed(built: Path, tmp_path: Path) -> None:
    """It knows no JSON Feed."""
    paths = feeds(built, "feed.xml", "rss.xml")
    folders = [tmp_path / str(number) for number in range(len(paths))]
    with ThreadPoolExecutor() as crew:  # each of them mostly waits for the disk
        found = list(crew.map(subscribed, paths, folders))
    for path, read in zip(paths, found, strict=True):
        assert same(sorted(read), sorted(told(path))), path


def test_three_formats_tell_the_same(built: Path) -> None:
    for rss in feeds(built, "rss.xml"):
        entries = told(rss)
        assert told(rss.with_name("feed.xml")) == entries
        assert told(rss.with_name("feed.json")) == entries
        assert len(entries) <= 20


def test_an_entry_has_one_id_in_all_feeds_of_a_language(built: Path) -> None:
    for path in feeds(built, "feed.xml", "rss.xml", "feed.json"):
        first = path.relative_to(built).parts[0]
        home = built / first if (built / first / "feeds.opml").is_file() else built
        language = json.loads((home / "feed.json").read_bytes())["language"]
        assert {id_.rpartition("/")[2] for id_, _ in told(path)} <= {language}, path


def test_titles_arrive_as_typed(hard: Path) -> None:
    for name in ("feed.xml", "rss.xml", "feed.json"):
        titles = {id_.split("/")[-2]: title for id_, title in told(hard / "blog" / name)}
        assert {id_: titles[id_] for id_ in TITLES} == TITLES


def test_what_became_of_an_event_is_told_in_every_format(hard: Path) -> None:
    for name in ("feed.xml", "rss.xml", "feed.json"):
        entries = told(hard / "events" / name)
        assert entries[0][0].endswith("event/sters/en")
        titles = {id_.split("/")[-2]: title for id_, title in entries}
        for id_, (_, prefix) in STATUSES.items():
            assert titles[id_] == f"{prefix}Open day (Wednesday, 20 May 2026)"
    read = feedparser.parse((hard / "events/rss.xml").read_bytes())
    changed = {
        one.id.split("/")[-2] for one in read.entries if one.updated_parsed > one.published_parsed
    }
    assert changed == set(STATUSES)


def test_a_post_that_was_not_translated_says_its_language(hard: Path) -> None:
    read = json.loads((hard / "blog/feed.json").read_bytes())
    assert read["language"] == "en"
    languages = {one["id"].split("/")[-2]: one.get("language") for one in read["items"]}
    assert {languages[id_] for id_ in TITLES} == {"ro"}
    assert languages["p24"] is None


def test_only_the_last_are_told(hard: Path) -> None:
    ids = [id_.split("/")[-2] for id_, _ in told(hard / "blog/feed.xml")]
    assert len(ids) == 20
    assert (ids[-1], set(ids) >= set(TITLES)) == ("p11", True)


def test_a_feed_without_entries_is_one_all_the_same(hard: Path) -> None:
    for path in feeds(hard / "calls", "feed.xml", "rss.xml"):
        read = feedparser.parse(path.read_bytes())
        assert (read.bozo, read.entries) == (False, [])
        assert read.feed.title == "Calls · Test Coalition"
        assert read.feed.link == HARD_URL
    assert json.loads((hard / "calls/feed.json").read_bytes())["items"] == []


def found(page: Path) -> list[tuple[str, str, str]]:
    """What a program finds on a page that looks there for feeds: type, title, address."""
    head = BeautifulSoup(page.read_bytes(), "html.parser").find_all("link", rel="alternate")
    return [
        (str(one["type"]), str(one["title"]), str(one["href"])) for one in head if one.get("type")
    ]


def test_programs_find_the_feeds_of_a_page_the_nearest_first(hard: Path) -> None:
    atom, calendar = "application/atom+xml", ("text/calendar", "Test Coalition", "calendar.ics")
    assert found(hard / "index.html") == [
        (atom, "Test Coalition", "feed.xml"),
        ("application/rss+xml", "Test Coalition (RSS)", "rss.xml"),
        ("application/feed+json", "Test Coalition (JSON Feed)", "feed.json"),
        calendar,
    ]
    assert found(hard / "events/index.html")[:2] == [
        (atom, "Test Coalition · Events", "feed.xml"),
        (atom, "Test Coalition", "../feed.xml"),
    ]
    assert found(hard / "members/alfa/index.html") == [
        (atom, "Alpha", "feed.xml"),
        ("text/calendar", "Alpha", "calendar.ics"),
        (atom, "Test Coalition", "../../feed.xml"),
        ("text/calendar", "Test Coalition", "../../calendar.ics"),
    ]
