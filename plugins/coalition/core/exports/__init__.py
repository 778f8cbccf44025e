"""What leaves the site as data: feeds, calendars, the sitemap. Site in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..addresses import ICON, MANIFEST, Address
from ..showing import Reader
from ..site import Site
from ..words import Words
from .calendars import Kept, calendar
from .feeds import feed
from .manifest import manifest


@dataclass(frozen=True)
class File:
    """A file of the site that is not a page."""

    address: Address
    content: bytes


def files(site: Site, today: date, site_url: str, words: dict[str, Words]) -> Iterator[File]:
    """Feeds and calendars of the site and of each member, town and topic, in every language."""
    for language in site.languages:
        reader = Reader(site, language, today)
        say = words[language]
        scheme = site.scheme
        atom, ics = scheme.file(language, "feed.xml"), scheme.file(language, "calendar.ics")
        yield File(atom, feed(reader, say, site_url, None, atom))
        kept: Kept = {}
        yield File(ics, calendar(reader, say, site_url, None, ics, kept))
        about = scheme.file(language, MANIFEST)
        yield File(about, manifest(reader, about, ICON))
        for one in reader.subjects:
            yield File(one.feed, feed(reader, say, site_url, one, one.feed))
            yield File(one.calendar, calendar(reader, say, site_url, one, one.calendar, kept))
