"""RSS 2.0 (rssboard.org), with the modules for whole texts (content) and for authors (dc)."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.feedgenerator import rfc3339_date

from . import feedxml
from .news import Channel, News

_MODULES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class _Feed(Rss201rev2Feed):  # type: ignore[misc]  # the library has no types
    """The library's, with whole texts, several authors, the last change, and foreign items."""

    def latest_post_date(self) -> datetime:
        date: datetime = self.feed["updated"]  # never the clock's
        return date

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **_MODULES}

    def add_item_elements(self, handler: feedxml.Writer, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        # RSS has no word for it: Atom's is what readers know.
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author.name)
        if item["language"]:
            handler.addQuickElement("dc:language", item["language"])
        handler.addQuickElement("content:encoded", item["content"])


def entry(of: News) -> bytes:
    """An ``item``; its ``description`` is HTML, as readers take it."""
    return feedxml.entry(
        _Feed("", "", None),
        title=of.title,
        link=of.url,
        description=html.escape(of.summary, quote=False) or None,
        unique_id=of.id,
        unique_id_is_permalink=False,
        pubdate=of.published,
        updateddate=of.updated,
        authors=of.authors,
        content=of.content,
        categories=of.categories,
        language=of.language,
    )


def whole(channel: Channel, entries: Iterable[bytes]) -> bytes:
    """A whole ``rss`` with its ``channel``, which has to be described; readers take that as HTML, too."""
    made = _Feed(
        title=channel.title,
        link=channel.page,
        description=html.escape(channel.subtitle or channel.title, quote=False),
        language=channel.language,
        feed_url=channel.url,
        updated=channel.updated,
    )
    return feedxml.whole(made, entries, "</channel></rss>", channel.style)
