"""RSS as other people's readers see it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import feedparser
from coalition.core.exports import rss
from coalition.core.exports.news import News
from core.exports.told import ANY_NEWS, CHANNEL, NEWS, PLAIN
from hypothesis import given
from msgspec.structs import replace

DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
ATOM = "{http://www.w3.org/2005/Atom}"


def document(*news: News) -> ET.Element:
    return ET.fromstring(rss.whole(CHANNEL, map(rss.entry, news)))


def test_a_feed_says_what_it_is() -> None:
    read = feedparser.parse(rss.whole(CHANNEL, [rss.entry(NEWS)]))
    assert (read.bozo, read.version) == (False, "rss20")
    assert (read.feed.link, read.feed.subtitle, read.feed.language) == (
        CHANNEL.page,
        CHANNEL.subtitle,
        "ro",
    )
    [own] = document().iter(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", CHANNEL.url)
    assert document().findtext("channel/lastBuildDate") == "Mon, 20 Apr 2026 00:00:00 +0300"


def test_what_a_channel_says_of_itself_stays_text() -> None:
    made = ET.fromstring(rss.whole(replace(CHANNEL, subtitle="<b onclick=x>A & B</b>"), []))
    said = made.findtext("channel/description")
    assert said == "&lt;b onclick=x&gt;A &amp; B&lt;/b&gt;"


def test_an_item_says_all_that_is_told() -> None:
    [one] = document(NEWS).iter("item")
    assert one.findtext("title") == NEWS.title
    assert one.findtext("link") == NEWS.url
    assert one.findtext("description") == "Pe &lt;scurt&gt; &amp; bine."
    assert one.findtext(f"{CONTENT}encoded") == NEWS.content
    assert one.findtext("pubDate") == "Fri, 10 Apr 2026 00:00:00 +0300"
    assert one.findtext(f"{ATOM}updated") == "2026-04-20T10:00:00+03:00"
    assert [author.text for author in one.iter(f"{DC}creator")] == ["Alfa", "Primăria"]
    assert [category.text for category in one.iter("category")] == ["Cultură", "A & B"]
    [guid] = one.iter("guid")
    assert (guid.text, guid.get("isPermaLink")) == (NEWS.id, "false")


def test_a_reader_sees_the_last_change() -> None:
    [one] = feedparser.parse(rss.whole(CHANNEL, [rss.entry(NEWS)])).entries
    assert one.updated == "2026-04-20T10:00:00+03:00"


def test_what_is_in_another_language_says_so() -> None:
    items = document(NEWS, replace(NEWS, language="hu")).iter("item")
    assert [one.findtext(f"{DC}language") for one in items] == [None, "hu"]


def test_what_is_empty_is_left_out_but_a_channel_is_described() -> None:
    [item] = document(PLAIN).iter("item")
    assert item.find("description") is None
    assert item.find(f"{DC}creator") is None
    made = ET.fromstring(rss.whole(replace(CHANNEL, subtitle=""), []))
    assert made.findtext("channel/description") == CHANNEL.title.replace("&", "&amp;")


@given(ANY_NEWS)
def test_a_feed_is_well_formed_whatever_is_in_it(news: News) -> None:
    assert len(list(document(news, NEWS).iter("item"))) == 2
