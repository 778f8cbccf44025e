"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .news import Author, Channel, News

VERSION = "https://jsonfeed.org/version/1.1"


def _author(of: Author) -> dict[str, str]:
    return {"name": of.name, "url": of.url}


def _written(of: dict[str, Any]) -> bytes:
    """An object without what is empty."""
    told = {key: value for key, value in of.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def entry(of: News) -> bytes:
    """An item."""
    return _written(
        {
            "id": of.id,
            "url": of.url,
            "title": of.title,
            "content_html": of.content,
            "summary": of.summary,
            "image": of.image,
            "date_published": of.published.isoformat(),
            "date_modified": of.updated.isoformat(),
            "authors": [_author(one) for one in of.authors],
            "tags": of.categories,
            "language": of.language,
        }
    )


def whole(channel: Channel, entries: Iterable[bytes]) -> bytes:
    """The whole feed."""
    head = _written(
        {
            "version": VERSION,
            "title": channel.title,
            "home_page_url": channel.page,
            "feed_url": channel.url,
            "description": channel.subtitle,
            "language": channel.language,
            "authors": [_author(channel.author)],
        }
    )
    return head.removesuffix(b"}") + b',"items":[' + b",\n".join(entries) + b"]}\n"
