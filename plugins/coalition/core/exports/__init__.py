"""What leaves the site as data: feeds, calendars, tables, the sitemap. Site in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from ..addresses import (
    ATOM,
    CALENDAR,
    DEADLINES,
    FEED_STYLE,
    ICON,
    JSON_FEED,
    MANIFEST,
    OPML,
    RSS,
    Address,
)
from ..reads import Kept
from ..showing import SECTION_NEWS, Reader, reader_of
from ..site import Item, Key, Site
from ..words import Words
from .codes import codes
from .common import Shelf, at_hand


class File(Struct, frozen=True):
    """A file of the site that is not a page, and how its content is made."""

    address: Address
    make: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.make()


def files(
    site: Site,
    today: date,
    site_url: str,
    words: dict[str, Words],
    like_peers: bool = False,
    languages: Sequence[str] = (),
    events: Kept | None = None,
    shelf: Shelf = at_hand,
) -> Iterator[File]:
    """Feeds and calendars, in ``languages`` or all.

    Of the site and of each member, project, town and topic; a file for each event whose day is
    known; a table for each plan; a calendar of deadlines. With ``like_peers`` only the feeds that other generators make, too
    (see ``bench/``). ``events`` keeps what is known of an event in every language; entries that
    several feeds have wait on the ``shelf``.
    """
    events = Kept() if events is None else events
    for language in languages or site.languages:
        reader = reader_of(site, language, today)
        outlets = _Outlets(reader, words[language], site_url, events, shelf)
        if not like_peers:
            yield from (File(place, draw) for place, draw in codes(reader, site_url))
        for key, place in outlets.reader.subject_places:
            atom, ics = place.below(ATOM), place.below(CALENDAR)
            if not like_peers or key[0] in ("", "member"):
                yield File(atom, partial(outlets.feed, key, atom))
            if not like_peers:
                yield File(ics, partial(outlets.calendar, key, ics))
        if not like_peers:
            yield from outlets.of_events()
            yield from outlets.of_plans()
            yield from outlets.of_the_site()


class _Outlets:
    """What is written for readers of one language; who writes is imported when it is needed."""

    def __init__(
        self, reader: Reader, words: Words, site_url: str, events: Kept, shelf: Shelf
    ) -> None:
        self.reader, self._words, self._site_url = reader, words, site_url
        self._entries, self._events, self._shelf = Kept(), events, shelf

    def of_events(self) -> Iterator[File]:
        """A file for each event whose day is known."""
        for item in self.reader.site.all("event"):
            address = self.reader.calendar_file(item)
            if address is not None:
                yield File(address, partial(self._one_event, item))

    def of_plans(self) -> Iterator[File]:
        """The measures of each plan as a table."""
        for item in self.reader.site.all("plan"):
            if not item.withdrawn:
                yield File(self.reader.measures_file(item), partial(self._measures, item))

    def of_the_site(self) -> Iterator[File]:
        """What only the site has, beside the feed in Atom and the calendar of everything."""
        scheme, language = self.reader.site.scheme, self.reader.language
        home = scheme.home(language)
        feeds = [(("", ""), home.below(name)) for name in (RSS, JSON_FEED)]
        for kind in SECTION_NEWS:
            section = scheme.section(kind, language)
            feeds += [(("", kind), section.below(name)) for name in (ATOM, RSS, JSON_FEED)]
        for key, address in feeds:
            yield File(address, partial(self.feed, key, address))
        yield File(home.below(OPML), self._opml)
        yield File(home.below(FEED_STYLE), self._feed_style)
        if len(self.reader.site.languages) > 1:
            page = scheme.section("translation", language)
            yield File(page.below(ATOM), self._to_translate)
        for name, make in ((DEADLINES, self._deadlines), (MANIFEST, self._manifest)):
            yield File(home.below(name), partial(make, home.below(name)))

    def feed(self, key: Key, address: Address) -> bytes:
        from .feeds import feed

        return feed(
            self.reader, self._words, self._site_url, key, address, self._entries, self._shelf
        )

    def _to_translate(self) -> bytes:
        from .to_translate import feed

        return feed(self.reader, self._words, self._site_url)

    def _opml(self) -> bytes:
        from .opml import opml

        return opml(self.reader, self._words, self._site_url)

    def _feed_style(self) -> bytes:
        from .feed_style import feed_style

        return feed_style(self.reader, self._words, self._site_url)

    def calendar(self, key: Key, address: Address) -> bytes:
        from .calendars import calendar

        subject = self.reader.subject(key)
        return calendar(self.reader, self._words, self._site_url, subject, address, self._events)

    def _one_event(self, item: Item) -> bytes:
        from .calendars import one_event

        return one_event(self.reader, self._words, self._site_url, item, self._events)

    def _measures(self, item: Item) -> bytes:
        from .measures import measures

        return measures(self.reader, item)

    def _deadlines(self, address: Address) -> bytes:
        from .deadlines import deadlines

        return deadlines(self.reader, self._words, self._site_url, address)

    def _manifest(self, address: Address) -> bytes:
        from .manifest import manifest

        return manifest(self.reader, address, ICON)
