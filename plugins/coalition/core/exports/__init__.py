"""What leaves the site as data: feeds, calendars, the sitemap. Site in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from ..addresses import ATOM, CALENDAR, DEADLINES, ICON, MANIFEST, ONE_EVENT, Address
from ..reads import Kept
from ..showing import Reader, reader_of
from ..site import Item, Key, Site
from ..words import Words


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
) -> Iterator[File]:
    """Feeds and calendars, in ``languages`` or all.

    Of the site and of each member, project, town and topic; a file for each event whose day is
    known; a calendar of deadlines. With ``like_peers`` only the feeds that other generators make, too (see ``bench/``). ``events``
    keeps what is known of an event in every language.
    """
    events = Kept() if events is None else events
    for language in languages or site.languages:
        reader = reader_of(site, language, today)
        outlets = _Outlets(reader, words[language], site_url, events)
        for key, place in outlets.reader.subject_places:
            atom, ics = place.below(ATOM), place.below(CALENDAR)
            if not like_peers or key[0] in ("", "member"):
                yield File(atom, partial(outlets.feed, key, atom))
            if not like_peers:
                yield File(ics, partial(outlets.calendar, key, ics))
        if not like_peers:
            home = site.scheme.home(language)
            for item in site.all("event"):
                if item.brief.is_full:
                    own = reader.address(item).below(ONE_EVENT)
                    yield File(own, partial(outlets.one_event, item))
            due, about = home.below(DEADLINES), home.below(MANIFEST)
            yield File(due, partial(outlets.deadlines, due))
            yield File(about, partial(outlets.manifest, about))


class _Outlets:
    """What is written for readers of one language; who writes is imported when it is needed."""

    def __init__(self, reader: Reader, words: Words, site_url: str, events: Kept) -> None:
        self.reader, self._words, self._site_url = reader, words, site_url
        self._entries, self._events = Kept(), events

    def feed(self, key: Key, address: Address) -> bytes:
        from .feeds import feed

        subject = self.reader.subject(key)
        return feed(self.reader, self._words, self._site_url, subject, address, self._entries)

    def calendar(self, key: Key, address: Address) -> bytes:
        from .calendars import calendar

        subject = self.reader.subject(key)
        return calendar(self.reader, self._words, self._site_url, subject, address, self._events)

    def one_event(self, item: Item) -> bytes:
        from .calendars import one_event

        return one_event(self.reader, self._words, self._site_url, item, self._events)

    def deadlines(self, address: Address) -> bytes:
        from .deadlines import deadlines

        return deadlines(self.reader, self._words, self._site_url, address)

    def manifest(self, address: Address) -> bytes:
        from .manifest import manifest

        return manifest(self.reader, address, ICON)
