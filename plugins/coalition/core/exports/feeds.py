"""Atom feeds (RFC 4287): the last entries of the site, a member, a town or a topic, in full."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from heapq import nlargest
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator, UnserializableContentError

from ..addresses import Address, LinkWriter, absolute
from ..reads import Kept
from ..showing import Reader, Subject
from ..site import Item, Site
from ..words import Words
from .common import appeared_and_changed, notice

ENTRIES = 20
# What is news (profiles, plans and pages change in place), and the field that says whose it is.
KINDS_TOLD = {
    "post": "authors",
    "event": "organisers",
    "call": "issuer",
    "project": "lead",
    "document": "owners",
}

# Characters that XML 1.0 does not have.
_NOT_IN_XML = bytes(set(range(0x20)) - set(b"\t\n\r"))


class _Writer(SimplerXMLGenerator):  # type: ignore[misc]
    """Writes what its parent would, but an element without children at once."""

    def addQuickElement(  # noqa: N802 - the parent's name
        self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
    ) -> None:
        said = [f" {key}={quoteattr(attrs[key])}" for key in sorted(attrs)] if attrs else ()
        opening = f"<{name}{''.join(said)}"
        self.ignorableWhitespace(  # which is written as it is
            f"{opening}>{escape(contents)}</{name}>" if contents else f"{opening}/>"
        )


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed whose entries are written one by one, so that other feeds can have the same."""

    def latest_post_date(self) -> datetime:
        date: datetime = self.feed["changed"]  # never the clock's
        return date

    def entry(self, **values: Any) -> bytes:
        """An entry as it stands in a feed."""
        self.items.clear()
        self.add_item(**values)
        out = io.StringIO()
        self.write_items(_Writer(out, "utf-8", short_empty_elements=True))
        written = out.getvalue().encode()
        if len(written.translate(None, _NOT_IN_XML)) < len(written):
            raise UnserializableContentError  # as the parent of the writer does
        return written

    def around(self, entries: Iterable[bytes]) -> bytes:
        """The whole feed."""
        self.items.clear()
        out = io.StringIO()
        self.write(out, "utf-8")
        end = "</feed>"
        head = out.getvalue().removesuffix(end)
        return b"".join((head.encode(), *entries, end.encode()))


def tag(site: Site, *parts: str) -> str:
    """A permanent id for the world (RFC 4151), from the coalition's identity and an item's id."""
    identity = site.coalition.identity
    return f"tag:{identity.domain},{identity.year}:" + "/".join(parts)


def _authors(reader: Reader, item: Item) -> str:
    ids = getattr(item.record, KINDS_TOLD[item.kind])
    names = [link.said.text for link in reader.parties(ids)]
    return ", ".join(names) or reader.label(reader.site.coalition.name).text


def _title(reader: Reader, words: Words, item: Item) -> str:
    title = reader.heading(item).text
    if item.kind != "event":
        return title
    record = item.record
    one = reader.next_of(item) if record.repeat is None else None
    status = one.status if one is not None else record.status
    if status == "cancelled" or record.withdrawn is not None:
        title = words.gettext("Cancelled: {title}", title=title)
    when = reader.at(one) if one is not None else reader.period(record.start, record.end)
    return f"{title} ({when})"


def feed(
    reader: Reader,
    words: Words,
    site_url: str,
    subject: Subject | None,
    address: Address,
    kept: Kept | None = None,
) -> bytes:
    """The feed of the site, or of one subject, as readers of one language get it.

    ``kept`` holds what was written of each item for another feed of the same reader.
    """
    kept = Kept() if kept is None else kept
    site = reader.site
    url = absolute(site_url)
    name = reader.label(site.coalition.name).text
    if subject is None:
        news = site.index.news()
        title, page = name, site.scheme.home(reader.language)
    else:
        news = site.index.news(" ".join(f"{kind}/{id_}" for kind, id_ in subject.keys))
        title = f"{subject.name} · {name}"
        page = subject.address
    subtitle = notice(site, words) or reader.label(site.coalition.tagline).text
    dated = (
        (*appeared_and_changed(site, told)[::-1], tells_of, key)
        for key, told, tells_of in news
        if key[0] in KINDS_TOLD
    )
    latest = nlargest(ENTRIES, dated)
    empty_since = datetime(site.coalition.identity.year.year, 1, 1, tzinfo=UTC)
    atom = _Feed(
        title=title,
        link=url(page),
        description=subtitle or None,
        language=reader.language,
        author_name=name,
        feed_url=url(address),
        feed_guid=tag(site, "feed", *(subject.key if subject else ("site",)), reader.language),
        changed=latest[0][0] if latest else empty_since,
    )

    def written(item: Item, appeared: datetime, changed: datetime) -> bytes:
        values = _values(reader, words, url, item)
        return atom.entry(pubdate=appeared, updateddate=changed, **values)

    return atom.around(
        kept.get(key, partial(written, site.items[key], appeared, changed))
        for changed, appeared, _, key in latest
    )


def _values(reader: Reader, words: Words, url: LinkWriter, item: Item) -> dict[str, Any]:
    """What an entry tells of ``item``."""
    withdrawn = reader.version(item).record.withdrawn
    summary = withdrawn.reason if withdrawn else reader.summary(item).text
    return {
        "title": _title(reader, words, item),
        "link": url(reader.address(item)),
        "description": html.escape(summary, quote=False) if summary else None,
        "content": None if withdrawn else reader.text(item).write(url) or None,
        "unique_id": tag(reader.site, item.kind, item.id, reader.language),
        "author_name": _authors(reader, item),
        "categories": [topic.said.text for topic in reader.topics(item.record.topics)],
    }
