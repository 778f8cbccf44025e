"""Atom feeds (RFC 4287): the last entries of the site, a member, a town or a topic, in full."""

from __future__ import annotations

import html
import io
from datetime import UTC, datetime

from feedgenerator import Atom1Feed

from ..addresses import Address, absolute
from ..showing import Reader, Subject
from ..site import Item, Site
from ..words import Words
from .common import appeared_and_changed, notice

ENTRIES = 20
# What is news: profiles, plans and pages change in place.
KINDS_TOLD = ("post", "event", "call", "project", "document")


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed whose own date is never the clock's."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        empty: datetime = self.feed["empty_since"]
        return max(dates, default=empty)


def tag(site: Site, *parts: str) -> str:
    """A permanent id for the world (RFC 4151), from the coalition's identity and an item's id."""
    identity = site.coalition.identity
    return f"tag:{identity.domain},{identity.year}:" + "/".join(parts)


def _authors(reader: Reader, item: Item) -> str:
    fields = ("authors", "organisers", "issuer", "lead", "owners")
    ids = next((found for name in fields if (found := getattr(item.record, name, ()))), ())
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
    reader: Reader, words: Words, site_url: str, subject: Subject | None, address: Address
) -> bytes:
    """The feed of the site, or of one subject, as readers of one language get it."""
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
    atom = _Feed(
        title=title,
        link=url(page),
        description=subtitle or None,
        language=reader.language,
        author_name=name,
        feed_url=url(address),
        feed_guid=tag(site, "feed", *(subject.key if subject else ("site",)), reader.language),
        empty_since=datetime(site.coalition.identity.year.year, 1, 1, tzinfo=UTC),
    )
    dated = [
        (*appeared_and_changed(site, told), tells_of, key)
        for key, told, tells_of in news
        if key[0] in KINDS_TOLD
    ]
    dated.sort(key=lambda one: (one[1], one[0], one[2], one[3]), reverse=True)
    for appeared, changed, _, key in dated[:ENTRIES]:
        item = site.items[key]
        withdrawn = reader.version(item).record.withdrawn
        summary = withdrawn.reason if withdrawn else reader.summary(item).text
        atom.add_item(
            title=_title(reader, words, item),
            link=url(reader.address(item)),
            description=html.escape(summary, quote=False) if summary else None,
            content=None if withdrawn else reader.text(item).write(url) or None,
            unique_id=tag(site, item.kind, item.id, reader.language),
            author_name=_authors(reader, item),
            pubdate=appeared,
            updateddate=changed,
            categories=[topic.said.text for topic in reader.topics(item.record.topics)],
        )
    out = io.StringIO()
    atom.write(out, "utf-8")
    return out.getvalue().encode()
