"""Items as they appear in lists, and the parts that several pages share."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from .. import languages
from ..addresses import Address
from ..reads import once
from ..recurrence import ONLINE, Occurrence
from ..showing import Happening, Link, Reader, Said, date_of
from ..site import ORIGINAL, Entry, Item
from ..spoken import Spoken, spoken
from ..times import When

# How many measures of a plan are done, when nobody said of any how far it is.
NOT_KNOWN = -1
# Characters of an address that stands for the name of a source.
SHORT = 60


class MemberCard(Struct, frozen=True):
    """A member in a list."""

    name: Said
    address: Address
    summary: Said
    form: str
    town: Said
    fields: tuple[Link, ...]


class EntryCard(Struct, frozen=True):
    """An organisation or a place in a list."""

    name: Said
    address: Address
    summary: Said
    form: str
    town: Said


class EventCard(Struct, frozen=True):
    """An event, or one occurrence of it, in a list; only of a whole event how it repeats is told.

    ``end`` is the moment from which it is over (ISO 8601 with its offset from UTC), so that a list
    of what comes can let go of it between two builds; empty for a repeating event as a whole.
    """

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
    end: str
    repeats: Spoken | None = None

    @property
    def clock(self) -> str:
        """The hour at which it starts, when it is known."""
        return self.iso[11:16]


class PostCard(Struct, frozen=True):
    """A post in a list."""

    title: Said
    address: Address
    summary: Said
    date: str
    iso: str
    authors: tuple[Link, ...]


class Span(Struct, frozen=True):
    """From when to when, in words; ``since`` is the beginning of what has no known end."""

    words: str = ""
    since: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.since)


class ProjectCard(Struct, frozen=True):
    """A project in a list."""

    title: Said
    address: Address
    summary: Said
    status: str
    period: Span
    lead: tuple[Link, ...]


class DocumentCard(Struct, frozen=True):
    """A document in a list; ``held`` is ``file``, ``elsewhere`` or ``not-held``."""

    title: Said
    address: Address
    summary: Said
    form: str
    date: str
    owners: tuple[Link, ...]
    languages: tuple[str, ...]
    held: str


class CallCard(Struct, frozen=True):
    """A call in a list; ``state`` is one of ``records.call.CallState``."""

    title: Said
    address: Address
    summary: Said
    state: str
    opens: str
    deadline: str
    issuer: tuple[Link, ...]
    results: bool


class PlanCard(Struct, frozen=True):
    """A plan in a list, with how many of its measures are done."""

    title: Said
    address: Address
    summary: Said
    period: Span
    owners: tuple[Link, ...]
    done: int
    measures: int


class Origin(Struct, frozen=True):
    """A source of what a page says."""

    title: str
    url: str
    accessed: str


class Colophon(Struct, frozen=True):
    """What a page says of its own text: sources, translation, dates."""

    sources: tuple[Origin, ...]
    sources_note: Said
    translation: str
    from_language: str
    seen_in: str
    updated: str
    original: Address | None


@once
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


def entry_card(reader: Reader, entry: Entry) -> EntryCard:
    """An organisation, place or topic as lists show it."""
    record = entry.record
    return EntryCard(
        reader.label(entry.label),
        reader.site.entry_address(entry.kind, entry.id, reader.language),
        reader.label(getattr(record, "summary", None)),
        getattr(record, "form", None) or "",
        reader.place(getattr(record, "town", None)),
    )


def _day_and_month(reader: Reader, when: date, precision: str) -> tuple[str, str]:
    if precision == "year":
        return "", ""
    day = str(when.day) if precision != "month" else ""
    return day, languages.short_month(reader.language, when.month)


def iso(one: Occurrence) -> str:
    """The start of an occurrence for machines, as precisely as it is known."""
    return one.start.date().isoformat() if one.all_day else one.start.isoformat(timespec="minutes")


@once
def happening_card(reader: Reader, happening: Happening) -> EventCard:
    """One occurrence as lists show it."""
    one, item = happening.occurrence, happening.item
    day, month = _day_and_month(reader, one.start.date(), "day")
    return EventCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.at(one),
        iso(one),
        day,
        month,
        "" if one.start.year == reader.this_year else str(one.start.year),
        one.status,
        reader.place(one.place),
        end_of(reader, item, one),
    )


@once
def event_card(reader: Reader, item: Item) -> EventCard:
    """A whole event as lists show it that do not tell of single days."""
    record = item.record
    one = reader.next_of(item) if record.repeat is None else None
    if one is not None:  # a change may have moved it
        return happening_card(reader, Happening(item, one))
    start: When = record.start
    day, month = _day_and_month(reader, start.first_day, start.precision)
    whole = record.repeat is None
    return EventCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.period(start, record.end),
        str(start),
        day,
        month,
        "" if start.year == reader.this_year else str(start.year),
        record.status,
        reader.place(None if record.status == ONLINE else record.place),
        _end(reader, item, _midnight((record.end or start).last_day)) if whole else "",
        _repeats(item),
    )


def _repeats(item: Item) -> Spoken | None:
    """How an event repeats, without its single days: those of a card would soon be over."""
    return spoken(item.record, lambda _: True) if item.record.repeat is not None else None


def _midnight(day: date) -> datetime:
    """When ``day`` is over."""
    return datetime.combine(day, time()) + timedelta(days=1)


def end_of(reader: Reader, item: Item, one: Occurrence) -> str:
    """When an occurrence is over; without an hour of its end, when its last day is."""
    if one.end is None or one.all_day or one.end <= one.start:
        return _end(reader, item, _midnight(one.last_day))
    return _end(reader, item, one.end)


def _end(reader: Reader, item: Item, local: datetime) -> str:
    """A local time of an event with its offset, which a browser understands without knowing zones."""
    zone = item.record.timezone or reader.site.coalition.timezone
    return local.replace(tzinfo=ZoneInfo(zone)).isoformat(timespec="minutes")


@once
def post_card(reader: Reader, item: Item) -> PostCard:
    """A post as lists show it."""
    when = date_of(item)
    return PostCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        reader.when(when) if when else "",
        str(when.first_day) if when and when.is_full else "",
        reader.parties(reader.authors(item)),
    )


def coming_cards(
    reader: Reader, of: Collection[Item] | None = None, limit: int | None = None
) -> tuple[EventCard, ...]:
    """The first events to come (of all, or of some items), each once, the soonest first.

    Those of which only the month or the year is known come last.
    """
    agenda = reader.agenda
    if of is None:
        first: dict[str, Occurrence] = {}
        for id_, one in agenda.coming():
            first.setdefault(id_, one)
        dated = list(first.items())
        undated = agenda.undated()
    else:
        dated = [(one.id, coming[0]) for one in of if (coming := agenda.coming_of(one.id))]
        dated.sort(key=lambda one: (one[1].start, one[0]))
        vague = [one for one in of if not (one.record.start.is_full or reader.is_over(one))]
        vague.sort(key=lambda one: (one.record.start.last_day, one.id))
        undated = tuple(one.id for one in vague if not one.withdrawn)

    def whole(one: Happening) -> EventCard:
        return replace(happening_card(reader, one), repeats=_repeats(one.item))

    cards = (
        *(partial(whole, one) for one in reader.happenings(dated)),
        *(partial(event_card, reader, reader.site.items["event", id_]) for id_ in undated),
    )
    return tuple(make() for make in cards[:limit])


def span(reader: Reader, record: Any) -> Span:
    """How long a project or a plan lasts."""
    period = record.period
    if period is None or (period.start is None and period.end is None):
        return Span()
    if period.start is None:
        return Span(f"– {reader.when(period.end)}")
    if period.end is None:
        start = reader.when(period.start)
        return Span(since=start) if record.is_open else Span(start)
    return Span(reader.period(period.start, period.end))


@once
def project_card(reader: Reader, item: Item) -> ProjectCard:
    """A project as lists show it."""
    record = item.record
    return ProjectCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        record.status or "",
        span(reader, record),
        reader.parties(record.lead),
    )


def document_card(reader: Reader, item: Item) -> DocumentCard:
    """A document as lists show it."""
    record = item.record
    versions = [one.record for one in item.versions.values()]
    held = "file" if any(one.file for one in versions) else "not-held"
    if held == "not-held" and any(one.url for one in versions):
        held = "elsewhere"
    return DocumentCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        record.form,
        reader.when(record.date) if record.date else "",
        reader.parties(record.owners),
        tuple(languages.name_in(reader.language, one) for one in record.languages),
        held,
    )


@once
def call_card(reader: Reader, item: Item) -> CallCard:
    """A call as lists show it."""
    record = item.record
    return CallCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        record.state(reader.today),
        reader.when(record.opens) if record.opens else "",
        reader.when(record.deadline) if record.deadline else "",
        reader.parties(record.issuer),
        record.results is not None,
    )


def plan_card(reader: Reader, item: Item) -> PlanCard:
    """A plan as lists show it."""
    record = item.record
    degrees = [one.degree for one in record.measures]
    return PlanCard(
        reader.heading(item),
        reader.address(item),
        reader.summary(item),
        span(reader, record),
        reader.parties(record.owners),
        degrees.count("completed") if any(degrees) else NOT_KNOWN,
        len(degrees) - degrees.count("dropped"),
    )


def short_address(url: str) -> str:
    """A web address as people read it: without scheme and tail, cut where it gets long."""
    parts = urlsplit(url)
    path = parts.path
    with suppress(UnicodeDecodeError):  # what is no text in UTF-8 stays as it is
        decoded = unquote(path, errors="strict")
        path = decoded if decoded.isprintable() else path
    whole = f"{parts.netloc.removeprefix('www.')}{path.rstrip('/')}"
    return whole if len(whole) <= SHORT else f"{whole[: SHORT - 1]}…"


def origins(reader: Reader, sources: tuple[Any, ...]) -> tuple[Origin, ...]:
    """Sources as pages show them."""
    return tuple(
        Origin(
            source.title or short_address(source.url or ""),
            source.url or "",
            reader.when(source.accessed) if source.accessed else "",
        )
        for source in sources
    )


def colophon(reader: Reader, item: Item) -> Colophon:
    """Sources and translation of an item, for the foot of its page."""
    version = reader.told_in(item)
    record = item.record
    changed = record.updated or record.published
    return Colophon(
        origins(reader, record.sources),
        reader.label(reader.site.coalition.sources_note),
        "" if version.state == ORIGINAL else version.state,
        "" if version.language == reader.language else version.language,
        languages.name_in(reader.language, version.language),
        reader.when(changed) if changed else "",
        reader.site.addresses(item)[item.original] if version.language != item.original else None,
    )


def entry_colophon(reader: Reader, sources: tuple[Any, ...]) -> Colophon:
    """Sources of an entry of a list, or of the coalition."""
    note = reader.label(reader.site.coalition.sources_note)
    return Colophon(origins(reader, sources), note, "", "", "", "", None)
