"""Feeds of what is new: which entries stand in which, in Atom, RSS and JSON Feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from heapq import nlargest
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

from ..addresses import ATOM, FEED_STYLE, JSON_FEED, RSS, Address, LinkWriter, absolute, web
from ..reads import Kept
from ..showing import Reader
from ..site import Item, Key
from ..words import Words
from . import atom, jsonfeed, rss
from .common import Shelf, appeared_and_changed, at_hand, notice
from .news import KINDS_TOLD, Author, Channel, News, news, tag

ENTRIES: Final = 20

_Told = tuple[tuple[Key, tuple[str, ...], str], ...]


class Format(Protocol):
    """How a feed is written: its entries one by one, so that other feeds can have the same."""

    def entry(self, of: News) -> bytes:
        """An entry as it stands in a feed."""

    def whole(self, channel: Channel, entries: Iterable[bytes]) -> bytes:
        """The whole feed."""


_FORMATS: Final[Mapping[str, Format]] = {ATOM: atom, RSS: rss, JSON_FEED: jsonfeed}


class Scope(Struct, frozen=True):
    """What a feed is about: its name, empty for the whole site, its page, and what is told of it."""

    name: str
    page: Address
    told: _Told


def section_name(words: Words, kind: str) -> str:
    """What a section is called that has feeds of its own."""
    names = {
        "post": words.gettext("Blog"),
        "event": words.gettext("Events"),
        "call": words.gettext("Calls"),
    }
    return names[kind]


def scope(reader: Reader, words: Words, key: Key) -> Scope:
    """What the feed of ``key`` is about.

    The site has no kind: ``("", "")`` is everything, ``("", "event")`` what is new in a section.
    """
    kind, id_ = key
    index, home = reader.site.index, reader.site.scheme.home(reader.language)
    if kind:
        subject = reader.subject(key)
        assert subject is not None  # who asks has it from the list of those that have a feed
        told = index.news(" ".join("/".join(one) for one in subject.keys))
        return Scope(subject.name.text, subject.address, told)
    if id_:  # a section without anything has no page
        page = reader.sections.get(id_, home)
        return Scope(section_name(words, id_), page, index.news_of(id_))
    return Scope("", home, index.news())


def feed(
    reader: Reader,
    words: Words,
    site_url: str,
    key: Key,
    address: Address,
    kept: Kept | None = None,
    shelf: Shelf = at_hand,
) -> bytes:
    """The feed of ``key`` (see ``scope``) as readers of one language get it at ``address``.

    The format is that of the file's name. ``kept`` knows what was written of each item for another
    feed of the same reader, which waits on the ``shelf``.
    """
    kept = Kept() if kept is None else kept
    site, url = reader.site, absolute(site_url)
    file = address.path.rpartition("/")[2]
    form, about = _FORMATS[file], scope(reader, words, key)
    dated = (
        (*appeared_and_changed(site, told)[::-1], tells_of, one)
        for one, told, tells_of in about.told
        if one[0] in KINDS_TOLD
    )
    latest = nlargest(ENTRIES, dated)
    # The same moments, told by the clock of the place: who opens the feed sees the right day.
    zone = ZoneInfo(site.coalition.timezone)

    def entry(item: Item, appeared: datetime, changed: datetime) -> Callable[[], bytes]:
        dates = appeared.astimezone(zone), changed.astimezone(zone)
        return shelf(form.entry(news(reader, words, url, item, dates)))

    entries = (
        kept.get((file, one), partial(entry, site.items[one], appeared, changed))()
        for changed, appeared, _, one in latest
    )
    empty_since = datetime(site.coalition.identity.year.year, 1, 1, tzinfo=zone)
    updated = latest[0][0].astimezone(zone) if latest else empty_since
    return form.whole(_channel(reader, words, url, key, about, address, updated), entries)


def _channel(
    reader: Reader,
    words: Words,
    url: LinkWriter,
    key: Key,
    about: Scope,
    address: Address,
    updated: datetime,
) -> Channel:
    site = reader.site
    own, home = site.coalition, site.scheme.home(reader.language)
    name = reader.label(own.name).text
    parts = tuple(part for part in key if part) or ("site",)
    return Channel(
        id=tag(site, "feed", *parts, reader.language),
        title=f"{about.name} · {name}" if about.name else name,
        subtitle=notice(site, words) or reader.label(own.tagline).text,
        language=reader.language,
        page=url(about.page),
        url=url(address),
        author=Author(name, url(home)),
        updated=updated,
        style=web(address)(home.below(FEED_STYLE)),
    )
