"""Atom as other people's readers see it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import feedparser
from coalition.core.exports import atom
from coalition.core.exports.news import News
from core.exports.told import ANY_NEWS, CHANNEL, NEWS, PLAIN
from hypothesis import given
from msgspec.structs import replace

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def document(*news: News) -> ET.Element:
    return ET.fromstring(atom.whole(CHANNEL, map(atom.entry, news)))


def test_a_feed_says_what_it_is() -> None:
    read = feedparser.parse(atom.whole(CHANNEL, [atom.entry(NEWS)]))
    assert (read.bozo, read.version) == (False, "atom10")
    assert (read.feed.id, read.feed.title, read.feed.subtitle) == (
        CHANNEL.id,
        CHANNEL.title,
        CHANNEL.subtitle,
    )
    assert (read.feed.language, read.feed.updated) == ("ro", "2026-04-20T00:00:00+03:00")
    assert dict(read.feed.author_detail) == {
        "name": "Coaliția",
        "href": "https://example.org/despre/",
    }
    assert {one.rel: one.href for one in read.feed.links} == {
        "alternate": CHANNEL.page,
        "self": CHANNEL.url,
    }


def test_an_entry_says_all_that_is_told() -> None:
    [one] = feedparser.parse(atom.whole(CHANNEL, [atom.entry(NEWS)])).entries
    assert (one.id, one.link) == (NEWS.id, NEWS.url)
    assert (one.published, one.updated) == (
        "2026-04-10T00:00:00+03:00",
        "2026-04-20T10:00:00+03:00",
    )
    assert [(author.name, author.href) for author in one.authors] == [
        (author.name, author.url) for author in NEWS.authors
    ]
    assert tuple(tag.term for tag in one.tags) == NEWS.categories


def test_titles_and_summaries_are_plain_and_the_content_is_html() -> None:
    [entry] = document(NEWS).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == NEWS.title
    assert entry.findtext(f"{ATOM}summary") == NEWS.summary
    assert entry.findtext(f"{ATOM}content") == NEWS.content
    kinds = {one.tag.removeprefix(ATOM): one.get("type") for one in entry if one.get("type")}
    assert kinds == {"content": "html"}


def test_what_is_in_another_language_says_so() -> None:
    root = document(NEWS, replace(NEWS, language="hu"))
    assert root.get(LANGUAGE) == "ro"
    assert [one.get(LANGUAGE) for one in root.iter(f"{ATOM}entry")] == [None, "hu"]


def test_what_is_empty_is_left_out() -> None:
    [entry] = document(PLAIN).iter(f"{ATOM}entry")
    assert sorted(one.tag.removeprefix(ATOM) for one in entry) == [
        "content",
        "id",
        "link",
        "published",
        "title",
        "updated",
    ]


@given(ANY_NEWS)
def test_a_feed_is_well_formed_whatever_is_in_it(news: News) -> None:
    assert len(list(document(news, NEWS).iter(f"{ATOM}entry"))) == 2
