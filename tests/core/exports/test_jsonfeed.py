"""JSON Feed, every key of it."""

from __future__ import annotations

import json
from typing import Any

import fastfeedparser
from coalition.core.exports import jsonfeed
from coalition.core.exports.news import News
from core.exports.told import ANY_NEWS, CHANNEL, NEWS, PLAIN
from hypothesis import given
from msgspec.structs import replace


def document(*news: News) -> Any:
    return json.loads(jsonfeed.whole(CHANNEL, map(jsonfeed.entry, news)))


def test_a_feed_says_what_it_is() -> None:
    assert document() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": CHANNEL.title,
        "home_page_url": CHANNEL.page,
        "feed_url": CHANNEL.url,
        "description": CHANNEL.subtitle,
        "language": "ro",
        "authors": [{"name": "Coaliția", "url": "https://example.org/despre/"}],
        "items": [],
    }


def test_an_item_says_all_that_is_told() -> None:
    assert document(NEWS)["items"] == [
        {
            "id": NEWS.id,
            "url": NEWS.url,
            "title": NEWS.title,
            "content_html": NEWS.content,
            "summary": NEWS.summary,
            "image": NEWS.image,
            "date_published": "2026-04-10T00:00:00+03:00",
            "date_modified": "2026-04-20T10:00:00+03:00",
            "authors": [{"name": one.name, "url": one.url} for one in NEWS.authors],
            "tags": list(NEWS.categories),
        }
    ]


def test_what_is_empty_is_left_out_and_another_language_is_told() -> None:
    plain, foreign = document(PLAIN, replace(NEWS, language="hu"))["items"]
    assert set(plain) == {"id", "url", "title", "content_html", "date_published", "date_modified"}
    assert foreign["language"] == "hu"


def test_another_program_reads_it() -> None:
    made = jsonfeed.whole(CHANNEL, map(jsonfeed.entry, [NEWS, PLAIN]))
    assert [one.id for one in fastfeedparser.parse(made.decode()).entries] == [NEWS.id, PLAIN.id]


@given(ANY_NEWS)
def test_a_feed_is_json_whatever_is_in_it(news: News) -> None:
    made = document(news, NEWS)
    assert len(made["items"]) == 2
    assert made["items"][0].get("title", "") == news.title.encode("utf-8", "replace").decode()
