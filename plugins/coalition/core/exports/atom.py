"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from feedgenerator import Atom1Feed

from . import feedxml
from .news import Channel, News


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """The library's, with several authors, summaries that are plain text, and foreign entries."""

    def latest_post_date(self) -> datetime:
        date: datetime = self.feed["updated"]  # never the clock's
        return date

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: feedxml.Writer, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])


def entry(of: News) -> bytes:
    """An ``entry`` (section 4.1.2)."""
    return feedxml.entry(
        _Feed("", "", None),
        title=of.title,
        link=of.url,
        description=None,
        unique_id=of.id,
        pubdate=of.published,
        updateddate=of.updated,
        authors=of.authors,
        summary=of.summary,
        content=of.content,
        categories=of.categories,
        language=of.language,
    )


def whole(channel: Channel, entries: Iterable[bytes]) -> bytes:
    """A ``feed`` (section 4.1.1)."""
    made = _Feed(
        title=channel.title,
        link=channel.page,
        description=channel.subtitle,
        language=channel.language,
        author_name=channel.author.name,
        author_link=channel.author.url,
        feed_url=channel.url,
        feed_guid=channel.id,
        updated=channel.updated,
    )
    return feedxml.whole(made, entries, "</feed>", channel.style)
