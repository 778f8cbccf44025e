"""What all calendars share (iCalendar, RFC 5545 and RFC 7986): what stands around their events.

There is no METHOD: with it a calendar is a message, for which some programs ask an ORGANIZER.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
from icalendar.timezone.tzid import is_utc
from msgspec import Struct

from ..addresses import Address, LinkWriter
from ..images import AVIF, JPEG, PNG
from ..layout import extension
from ..showing import Reader, Said
from ..site import Item, Site
from ..times import When
from ..words import Words
from .colours import css_name, exact
from .common import dates, notice, utc
from .timezones import vtimezone

PRODID: Final = "-//Coalition//Calendar//EN"
# How often a client should ask again; most ask when they want to.
REFRESH: Final = timedelta(hours=12)

LINE_LIMIT: Final = 75
_END: Final = b"END:VCALENDAR\r\n"
_BEGIN_EVENT: Final = b"BEGIN:VEVENT\r\n"
_END_EVENT: Final = b"END:VEVENT\r\n"
_MEDIA: Final = {AVIF: "image/avif", JPEG: "image/jpeg", PNG: "image/png"}


class Zoned(Struct, frozen=True):
    """Written VEVENTs, with the zones of their hours and the years that they have to be right in."""

    content: bytes
    zones: Mapping[str, frozenset[int]] = {}


def uid(site: Site, *parts: str) -> str:
    """A UID: from the identity and what stays of a thing, never from the site's address.

    It is the same in all languages, so a preview, a new domain or another slug doubles nothing
    (RFC 7986, section 5.3, asks for no more than that it is unique and stays).
    """
    identity = site.coalition.identity
    return f"{'-'.join(parts)}-{identity.year}@{identity.domain}"


def stamp(site: Site, item: Item, one: icalendar.Event, otherwise: When) -> None:
    """DTSTAMP, CREATED, LAST-MODIFIED and SEQUENCE, the minutes since ``item`` appeared.

    From ``published``, ``updated`` and ``withdrawn``: never file times, Git or the clock. What does
    not say when it appeared has the stamp of its own time, and never changes.
    """
    told = dates(site, item)
    if told is None:
        one.add("dtstamp", utc(site, otherwise))
        one.add("sequence", 0)
        return
    appeared, changed = told
    one.add("dtstamp", changed)
    one.add("created", appeared)
    one.add("last-modified", changed)
    one.add("sequence", int((changed - appeared).total_seconds() // 60))


def say(reader: Reader, one: icalendar.Component, name: str, *said: Said) -> None:
    """Texts with their language (RFC 5545, section 3.2.10), as far as there is any."""
    texts = [
        _text(text.text, LANGUAGE=text.language or reader.language) for text in said if text.text
    ]
    if texts:
        one[name] = texts if len(texts) > 1 else texts[0]


def tell(
    reader: Reader, words: Words, one: icalendar.Event, lines: Iterable[Said | str], address: str
) -> None:
    """DESCRIPTION, which ends with the address of the page and what is not official; URL.

    What is plain in ``lines`` is in no language, as addresses are. Programs take all for text of one
    LANGUAGE, so there is none where the lines are in several. Many programs show nothing of what
    the calendar says of itself: the notice stands in each entry.
    """
    told = [line for line in (*lines, address, Said(notice(reader.site, words))) if str(line)]
    text = "\n".join(map(str, told))
    languages = {line.language for line in told if isinstance(line, Said)}
    if len(languages) == 1:
        say(reader, one, "description", Said(text, *languages))
    else:
        one["description"] = _text(text)
    one.add("url", address)


def _text(text: str, **parameters: str) -> icalendar.vText:
    """A text to be escaped: the library does that by itself only for properties that it knows."""
    return icalendar.vText(text, params=parameters)


def picture(reader: Reader, url: LinkWriter, item: Item, one: icalendar.Event) -> None:
    """The picture of ``item``, in a size fit for lists (RFC 7986, section 5.10)."""
    figure = reader.figure(item)
    if figure is not None:
        address = figure.picture.plain[0][0]
        media = _MEDIA[extension(address.path)]
        parameters = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": media}
        one.add("image", url(address), parameters=parameters)


def about(
    reader: Reader, ids: tuple[str, ...], parties: tuple[str, ...], one: icalendar.Event
) -> None:
    """Topics, and who can be asked.

    Who organises is a CONTACT by name: an ORGANIZER needs an address of mail, and turns the event
    of a calendar that one only reads into an invitation.
    """
    topics = [topic.said.text for topic in reader.topics(ids)]
    if topics:
        one.add("categories", topics)
    say(reader, one, "contact", *(party.said for party in reader.parties(parties)))


@cache
def nameless() -> bytes:
    """A calendar that says nothing of itself, for events to be taken over into another one."""
    return lines(_bare())


def _bare() -> icalendar.Calendar:
    result = icalendar.Calendar()
    result.add("prodid", PRODID)
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    return result


def subscribed(reader: Reader, words: Words, url: LinkWriter, name: str, address: Address) -> bytes:
    """A calendar to subscribe to, which says what it is called and where it is had anew.

    With the older names of the same for programs that do not know RFC 7986. The colour is that of
    the coalition, where it has one: as the nearest name, and exactly for Apple. No X-WR-TIMEZONE:
    every hour here says its own zone, and programs that know it put those in UTC into that zone,
    where a weekly hour wanders with the clock.
    """
    coalition = reader.site.coalition
    result = _bare()
    say(reader, result, "name", Said(name))
    result.add("x-wr-calname", _text(name))
    if told := notice(reader.site, words):
        say(reader, result, "description", Said(told))
        result.add("x-wr-caldesc", _text(told))
    result.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", icalendar.vDuration(REFRESH))
    result.add("source", url(address), parameters={"VALUE": "URI"})
    if colour := exact(coalition.colour):
        result.add("color", css_name(colour))
        result.add("x-apple-calendar-color", colour)
    return lines(result)


def whole(site: Site, around: bytes, events: Iterable[Zoned]) -> bytes:
    """The calendar ``around`` its events, and before them each zone once, as far as it is needed.

    One without events has the zone of the site: no calendar may be quite empty (RFC 5545, section
    3.6), and programs refuse a subscription that cannot be read.
    """
    events = tuple(events)
    years: dict[str, set[int]] = {}
    for one in events:
        for zone, own in one.zones.items():
            years.setdefault(zone, set()).update(own)
    if not events:
        years[site.coalition.timezone] = {site.coalition.identity.year.year}
    zones = (_zone(zone, min(own), max(own)) for zone, own in sorted(years.items()))
    return b"".join((around.removesuffix(_END), *zones, *(one.content for one in events), _END))


@cache
def _zone(name: str, first: int, last: int) -> bytes:
    return lines(vtimezone(name, first, last))


def named(zone: ZoneInfo, *years: int) -> Mapping[str, frozenset[int]]:
    """The zone of an event's hours; none for UTC and its other names, which are written with a Z."""
    return {} if is_utc(zone) else {zone.key: frozenset(years)}


def lines(component: icalendar.Component) -> bytes:
    """What ``component.to_ical()`` gives, joined and folded here, which takes half of the time."""
    written: list[bytes] = []
    value: Any
    for name, value in component.property_items(sorted=False):
        parameters = getattr(value, "params", None)
        told = parameters.to_ical() if parameters else b""
        start = b"%s;%s:" % (name.encode(), told) if told else b"%s:" % name.encode()
        content = value.to_ical() if hasattr(value, "to_ical") else value
        written.append(start + (content.encode() if isinstance(content, str) else content))
    return b"".join(map(folded, written))


def folded(line: bytes) -> bytes:
    """A content line with its end, in lines of at most 75 octets (RFC 5545, section 3.1).

    No character is split between two of them, and no backslash is split from what it escapes: not
    every program puts lines together before it reads them.
    """
    parts: list[bytes] = []
    while len(line) > (end := LINE_LIMIT - bool(parts)):  # all but the first begin with a space
        while line[end] & 0xC0 == 0x80:
            end -= 1
        end -= (end - len(line[:end].rstrip(b"\\"))) % 2
        parts.append(line[:end])
        line = line[end:]
    return b"\r\n ".join((*parts, line)) + b"\r\n"


def joined(facts: bytes, said: icalendar.Event) -> bytes:
    """One VEVENT of its facts, written for all languages, and what is said in one of them."""
    return facts.removesuffix(_END_EVENT) + lines(said).removeprefix(_BEGIN_EVENT)
