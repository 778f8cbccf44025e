"""Items as they appear in lists, and the parts that several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import languages
from ..addresses import Address
from ..showing import Happening, Link, Reader, Said, date_of
from ..site import ORIGINAL, Item
from ..times import When


@dataclass(frozen=True)
class MemberCard:
    """A member in a list."""

    name: Said
    address: Address
    summary: Said
    form: str
    town: Said
    fields: tuple[Said, ...]


@dataclass(frozen=True)
class EventCard:
    """An event, or one occurrence of it, in a list."""

    title: Said
    address: Address
    summary: Said
    when: str
    iso: str
    day: str
    month: str
    year: str
    status: str
    place: Said
    organisers: tuple[Link, ...]


@dataclass(frozen=True)
class PostCard:
    """A post in a list."""

    title: Said
    address: Address
    summary: Said
    date: str
    iso: str
    authors: tuple[Link, ...]


@dataclass(frozen=True)
class Origin:
    """A source of what a page says."""

    title: str
    url: str
    accessed: str


@dataclass(frozen=True)
class Colophon:
    """What a page says of its own text: sources, translation, dates."""

    sources: tuple[Origin, ...]
    translation: str
    from_language: str
    updated: str
    original: Address | None


def member_card(reader: Reader, item: Item) -> MemberCard:
    """A member as lists show it."""
    record = item.record
    return MemberCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        record.form or "",
        reader.place(record.town),
        reader.topics(record.fields),
    )


def _day_and_month(reader: Reader, when: date, precision: str) -> tuple[str, str]:
    if precision == "year":
        return "", ""
    day = str(when.day) if precision != "month" else ""
    return day, languages.short_month(reader.language, when.month)


def happening_card(reader: Reader, happening: Happening) -> EventCard:
    """One occurrence as lists show it."""
    one, item = happening.occurrence, happening.item
    day, month = _day_and_month(reader, one.start.date(), "day")
    return EventCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.at(one),
        one.start.date().isoformat() if one.all_day else f"{one.start:%Y-%m-%dT%H:%M}",
        day,
        month,
        "" if one.start.year == reader.today.year else str(one.start.year),
        one.status,
        reader.place(one.place),
        reader.parties(item.record.organisers),
    )


def event_card(reader: Reader, item: Item) -> EventCard:
    """A whole event as lists of past events show it."""
    record = item.record
    start: When = record.start
    day, month = _day_and_month(reader, start.first_day, start.precision)
    return EventCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.period(start, record.end),
        str(start),
        day,
        month,
        "" if start.year == reader.today.year else str(start.year),
        record.status,
        reader.place(record.place),
        reader.parties(record.organisers),
    )


def post_card(reader: Reader, item: Item) -> PostCard:
    """A post as lists show it."""
    when = date_of(item)
    return PostCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.when(when) if when else "",
        str(when.first_day) if when and when.is_full else "",
        reader.parties(item.record.authors),
    )


def colophon(reader: Reader, item: Item) -> Colophon:
    """Sources and translation of an item, for the foot of its page."""
    version = reader.version(item)
    record = item.record
    return Colophon(
        tuple(
            Origin(
                source.title or source.url or "",
                source.url or "",
                reader.when(source.accessed) if source.accessed else "",
            )
            for source in record.sources
        ),
        "" if version.state == ORIGINAL else version.state,
        "" if version.language == reader.language else version.language,
        reader.when(record.updated or record.published)
        if record.updated or record.published
        else "",
        reader.site.address(item, item.original) if version.language != item.original else None,
    )
