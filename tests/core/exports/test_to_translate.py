"""The feed for those who help to translate, as a feed reader gets it."""

from __future__ import annotations

import feedparser
from coalition.core.exports.to_translate import feed
from core.in_memory import Files, post, reader, words

URL = "https://example.org/"


def read(files: Files | None = None, language: str = "en") -> feedparser.FeedParserDict:
    found = feedparser.parse(feed(reader(files, language), words(language), URL))
    assert not found.bozo, found.bozo_exception
    return found


def test_what_waits_is_told_the_latest_first() -> None:
    found = read(post("published: 2026-04-20", id_="noua"))
    assert found.feed.title == "What there is to translate · Test Coalition"
    assert found.feed.link == URL + "en/translations/"
    assert [(one.title, one.link, one.updated) for one in found.entries] == [
        ("Alta – Not translated yet", URL + "en/blog/noua/", "2026-04-20T00:00:00+03:00"),
        ("O știre – Not translated yet", URL + "en/blog/stire/", "2026-04-02T00:00:00+03:00"),
        (
            "Open day – Nobody has confirmed that it fits the original",
            URL + "en/events/ziua/",
            "2026-04-01T00:00:00+03:00",
        ),
        (
            "Alpha – Nobody has confirmed that it fits the original",
            URL + "en/members/alfa/",
            "2026-01-01T00:00:00+02:00",
        ),
    ]
    assert "content/blog/2026/noua/index.ro.md" in found.entries[0].content[0].value


def test_an_original_that_changes_again_is_the_same_entry_with_a_later_date() -> None:
    def stale(day: str) -> feedparser.FeedParserDict:
        files = {
            **post("published: 2026-04-20", f"updated: {day}", id_="noua"),
            **post('translates: "000000000000"', id_="noua", language="en"),
        }
        return read(files).entries[0]

    first, second = stale("2026-04-25"), stale("2026-04-28")
    assert first.id == second.id
    assert first.updated < second.updated
    assert first.title == "Alta – The original has changed"


def test_what_never_said_when_it_appeared_is_on_the_page_only() -> None:
    assert not any("Alta" in one.title for one in read(post(id_="noua")).entries)


def test_titles_stay_text() -> None:
    found = read({"content/blog/2026/x/index.ro.md": "---\ntitle: a <b>b</b>\npublished: 2026-05-01\n---\n\nb\n"})  # fmt: skip
    assert found.entries[0].title == "a <b>b</b> – Not translated yet"
    assert found.entries[0].title_detail.type == "text/plain"


def test_a_feed_without_entries_is_valid() -> None:
    found = read(language="ro")
    assert found.entries == []
    assert found.feed.updated == "2020-01-01T00:00:00+02:00"
