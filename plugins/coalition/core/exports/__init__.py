"""What leaves the site as data: feeds, calendars, the sitemap. Site in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..addresses import Address
from ..showing import Reader
from ..site import Site
from ..words import Words
from .calendars import calendar
from .feeds import feed


@dataclass(frozen=True)
class File:
    """A file of the site that is not a page."""

    address: Address
    content: bytes


def files(site: Site, today: date, site_url: str, words: dict[str, Words]) -> Iterator[File]:
    """The feeds and calendars of the site and of each member, in every language."""
    for language in site.languages:
        reader = Reader(site, language, today)
        say = words[language]
        scheme = site.scheme
        atom, ics = scheme.file(language, "feed.xml"), scheme.file(language, "calendar.ics")
        yield File(atom, feed(reader, say, site_url, None, atom))
        yield File(ics, calendar(reader, say, site_url, None, ics))
        for member in site.all("member"):
            if member.record.withdrawn is not None:
                continue
            folder = reader.address(member).path
            atom, ics = Address(f"{folder}feed.xml"), Address(f"{folder}calendar.ics")
            yield File(atom, feed(reader, say, site_url, member, atom))
            yield File(ics, calendar(reader, say, site_url, member, ics))
