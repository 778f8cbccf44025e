"""What can be subscribed to: every calendar and every feed of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from ..addresses import (
    ATOM,
    CALENDAR,
    CODE,
    DEADLINES,
    JSON_FEED,
    OPML,
    RSS,
    SUBSCRIBE_SCRIPT,
    Address,
)
from ..showing import Reader, Subject
from .frame import Frame, Page, section_frame

# The formats, by their names, in which the feeds of the site come.
FORMATS = (("Atom", ATOM), ("RSS", RSS), ("JSON Feed", JSON_FEED))
# The kinds that the calendar of deadlines tells of.
WITH_DEADLINES = ("call", "plan")


class SectionFeeds(Struct, frozen=True):
    """The feeds of one kind, or of everything (``kind`` is empty), by the names of their formats."""

    kind: str
    formats: tuple[tuple[str, Address], ...]

    @property
    def atom(self) -> Address:
        """The feed that is named when only one is."""
        return self.formats[0][1]


class SubscribeView(Struct, frozen=True):
    """All feeds and calendars, with the QR code that leads to this page."""

    frame: Frame
    calendar: Address
    deadlines: Address | None
    code: Address
    news: tuple[SectionFeeds, ...]
    all_feeds: Address
    towns: tuple[Subject, ...]
    topics: tuple[Subject, ...]
    projects: tuple[Subject, ...]
    members: tuple[Subject, ...]
    script: Address


def subscribe_page(reader: Reader) -> Iterator[Page]:
    """The page of all that can be subscribed to."""
    address = reader.site.scheme.section("subscribe", reader.language)
    yield Page(address, "subscribe.html", partial(subscribe_view, reader))


def subscribe_view(reader: Reader) -> SubscribeView:
    """Every calendar and every feed of the site."""
    scheme, language = reader.site.scheme, reader.language
    home = scheme.home(language)
    places = {"": home, **{kind: scheme.section(kind, language) for kind in reader.news_sections}}
    has_deadlines = not reader.sections.keys().isdisjoint(WITH_DEADLINES)

    def subjects(kind: str) -> tuple[Subject, ...]:
        return tuple(one for one in reader.subjects if one.key[0] == kind)

    return SubscribeView(
        frame=section_frame(reader, "subscribe"),
        calendar=home.below(CALENDAR),
        deadlines=home.below(DEADLINES) if has_deadlines else None,
        code=home.below(CODE),
        news=tuple(
            SectionFeeds(kind, tuple((name, place.below(file)) for name, file in FORMATS))
            for kind, place in places.items()
        ),
        all_feeds=home.below(OPML),
        towns=subjects("place"),
        topics=subjects("topic"),
        projects=subjects("project"),
        members=subjects("member"),
        script=SUBSCRIBE_SCRIPT,
    )
