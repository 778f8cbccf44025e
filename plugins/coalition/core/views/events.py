"""The calendar: what comes, each month as a table, each year as a list, each event."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import languages
from ..addresses import CODE, Address
from ..recurrence import ONLINE, Occurrence, change_of, planned
from ..showing import NOTHING, Happening, Link, Reader, Said
from ..site import Item
from ..spoken import Spoken, spoken
from . import described
from .cards import EventCard, end_of, event_card, happening_card, iso
from .frame import Crumb, Frame, Page, item_frame, item_pages, section_frame
from .heads import Head, head
from .related import Related, related

LISTED_AHEAD, LISTED_BACK = 60, 8
DAYS_SHOWN = 12


class PageLink(Struct, frozen=True):
    """A link to another page of the calendar."""

    words: str
    address: Address
    current: bool = False


class EventsView(Struct, frozen=True):
    """What comes next, and the way to everything else."""

    frame: Frame
    coming: tuple[EventCard, ...]
    undated: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    years: tuple[PageLink, ...]
    months: tuple[PageLink, ...]


class YearView(Struct, frozen=True):
    """All events of one year."""

    frame: Frame
    year: int
    events: tuple[EventCard, ...]
    years: tuple[PageLink, ...]
    months: tuple[PageLink, ...]


class Day(Struct, frozen=True):
    """A cell of the month table; ``number`` is 0 outside the month."""

    number: int
    iso: str
    words: str
    today: bool
    events: tuple[EventCard, ...]


class MonthView(Struct, frozen=True):
    """One month as a table, with what is known to the month only below it."""

    frame: Frame
    words: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Day, ...], ...]
    undated: tuple[EventCard, ...]
    before: PageLink | None
    after: PageLink | None
    year: PageLink


class Registration(Struct, frozen=True):
    """How to sign up; ``price`` is in words, and ``free`` is a price of nothing."""

    required: bool
    url: str
    email: str
    opens: str
    closes: str
    capacity: int
    price: str
    free: bool
    note: Said


class EventDay(Struct, frozen=True):
    """One day of a repeating event; ``previous`` and ``place`` only when a change made them others.

    ``end`` as in ``EventCard``.
    """

    when: str
    iso: str
    status: str
    previous: str
    place: Said
    note: Said
    end: str


class EventView(Struct, frozen=True):
    """An event; ``changes`` are those after the days of ``occurrences``.

    ``calendar`` is its own file, for those who may want to come, and ``code`` its QR code.
    """

    frame: Frame
    item: Head
    when: str
    iso: str
    zone: str
    repeats: Spoken | None
    format: str
    status: str
    status_note: Said
    previous: str
    over: bool
    place: Link | None
    place_note: Said
    place_accessibility: Said
    online_url: str
    online_note: Said
    organisers: tuple[Link, ...]
    partners: tuple[Link, ...]
    registration: Registration | None
    languages: tuple[str, ...]
    accessibility: Said
    project: Link | None
    occurrences: tuple[EventDay, ...]
    changes: tuple[EventDay, ...]
    related: Related
    calendar: Address | None
    code: Address | None


def _year_links(reader: Reader, current: int = 0) -> tuple[PageLink, ...]:
    section = reader.site.scheme.section
    return tuple(
        PageLink(str(year), section("event", reader.language, str(year)), year == current)
        for year in reversed(reader.agenda.years())
    )


def _month_links(reader: Reader, months: Iterable[str]) -> tuple[PageLink, ...]:
    return tuple(_month_link(reader, month) for month in months)


def _month_link(reader: Reader, month: str) -> PageLink:
    year, number = month.split("-")
    return PageLink(
        languages.month(reader.language, int(year), int(number)),
        reader.site.scheme.section("event", reader.language, year, number),
    )


def calendar_pages(reader: Reader, months: bool = True) -> Iterator[Page]:
    """What comes, the years and the months; nothing without any event."""
    if not reader.site.index.every("event"):
        return
    section, language = reader.site.scheme.section, reader.language
    yield Page(section("event", language), "events.html", partial(events_view, reader))
    for year in reader.agenda.years():
        address = section("event", language, str(year))
        yield Page(address, "events_year.html", partial(year_view, reader, year))
    for month in reader.agenda.months() if months else ():
        address = section("event", language, *month.split("-"))
        yield Page(address, "events_month.html", partial(month_view, reader, month))


def events_view(reader: Reader) -> EventsView:
    """What comes next, and the way to everything else."""
    now = f"{reader.today:%Y-%m}"
    agenda = reader.agenda
    return EventsView(
        section_frame(reader, "event"),
        tuple(
            happening_card(reader, one)
            for one in reader.happenings(agenda.coming(str(LISTED_AHEAD)))
        ),
        tuple(event_card(reader, item) for item in reader.undated),
        tuple(event_card(reader, item) for item in reader.ended(LISTED_BACK)),
        _year_links(reader),
        _month_links(reader, (month for month in agenda.months() if month >= now)),
    )


def year_view(reader: Reader, year: int) -> YearView:
    """All events of one year; a repeating one once, with its first day in this year."""
    agenda = reader.agenda
    cards = []
    for id_, one in agenda.year(str(year)):
        item = reader.site.items["event", id_]
        cards.append(
            event_card(reader, item)
            if one is None
            else happening_card(reader, Happening(item, one))
        )
    return YearView(
        section_frame(reader, "event", str(year)),
        year,
        tuple(cards),
        _year_links(reader, year),
        _month_links(reader, (month for month in agenda.months() if month[:4] == f"{year:04}")),
    )


def month_view(reader: Reader, month: str) -> MonthView:
    """One month as a table, with the months around it."""
    agenda = reader.agenda
    months = agenda.months()
    here = months.index(month)
    year, number = (int(part) for part in month.split("-"))
    cards = [
        (one.occurrence, happening_card(reader, one))
        for one in reader.happenings(agenda.month(month))
    ]

    def cell(day: date) -> Day:
        if day.month != number:
            return Day(0, "", "", False, ())
        events = tuple(card for one, card in cards if one.start.date() <= day <= one.last_day)
        words = languages.weekday_and_day(reader.language, day)
        return Day(day.day, day.isoformat(), words, reader.is_today(day), events)

    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, number)
    vague = (reader.site.items["event", id_] for id_ in agenda.vague(month))
    return MonthView(
        section_frame(reader, "event", *month.split("-")),
        languages.month(reader.language, year, number),
        languages.weekdays(reader.language),
        tuple(tuple(cell(day) for day in week) for week in weeks),
        tuple(event_card(reader, item) for item in vague),
        _month_link(reader, months[here - 1]) if here else None,
        _month_link(reader, months[here + 1]) if here + 1 < len(months) else None,
        PageLink(str(year), reader.site.scheme.section("event", reader.language, str(year))),
    )


def event_pages(reader: Reader) -> Iterator[Page]:
    """A page for each event."""
    return item_pages(reader, "event", event_view)


def event_view(reader: Reader, item: Item) -> EventView:
    """An event: when, where, who, and what was told of it."""
    own = head(reader, item)
    record: Any = reader.version(item).record

    def field(name: str) -> Said:
        return reader.field(item, name)

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    zone = record.timezone or reader.site.coalition.timezone
    online = record.online
    one = reader.next_of(item)
    repeats = record.repeat is not None
    coming = reader.agenda.coming_of(item.id) if repeats else ()
    status = one.status if one else record.status
    place = one.place if one else None if status == ONLINE else record.place
    venue = reader.site.entries.get(("place", place)) if place else None
    over, address = reader.is_over(item), reader.address(item)
    ahead = not over and not item.withdrawn
    takes_place = ahead and status not in ("cancelled", "postponed")
    return EventView(
        frame=item_frame(
            reader,
            item,
            own,
            trail=_event_trail(reader, item),
            described=described.event(reader, item, own, one),
        ),
        item=own,
        when=reader.at(one) if one else reader.period(record.start, record.end),
        iso=iso(one) if one else str(record.start),
        repeats=spoken(record, reader.is_past) if repeats else None,
        zone="" if zone == reader.site.coalition.timezone or record.all_day else zone,
        format=record.format or "",
        status=status,
        status_note=reader.status_note(item, one),
        previous=_previous(reader, item, one)
        or (reader.when(record.previous_start) if record.previous_start else ""),
        over=over,
        place=reader.place_link(place),
        place_note=NOTHING if status == ONLINE else field("place_note"),
        place_accessibility=reader.label(venue.record.accessibility if venue else None),
        online_url=(online.url or "") if online else "",
        online_note=within("online", online.note if online else ""),
        organisers=reader.parties(record.organisers),
        partners=reader.parties(record.partners),
        registration=_registration(reader, item, record.registration),
        languages=tuple(languages.name(one) for one in record.languages),
        accessibility=field("accessibility"),
        project=reader.reference(f"project/{record.project}") if record.project else None,
        occurrences=tuple(_event_day(reader, item, one) for one in coming[:DAYS_SHOWN]),
        changes=tuple(
            _event_day(reader, item, one)
            for one in coming[DAYS_SHOWN:]
            if change_of(record, one) is not None
        ),
        related=related(reader, item.key),
        calendar=reader.calendar_file(item) if takes_place else None,
        code=address.below(CODE) if ahead else None,
    )


def _previous(reader: Reader, item: Item, one: Occurrence | None) -> str:
    """When a day was to begin before it was moved; empty when it was not."""
    before = planned(item.record, one) if one else None
    if one is None or before is None or before == one.start:
        return ""
    return reader.at(replace(one, start=before, end=None))


def _event_day(reader: Reader, item: Item, one: Occurrence) -> EventDay:
    return EventDay(
        reader.at(one),
        iso(one),
        one.status,
        _previous(reader, item, one),
        reader.place(one.place) if one.place != item.record.place else NOTHING,
        reader.note_of(item, one),
        end_of(reader, item, one),
    )


def _event_trail(reader: Reader, item: Item) -> tuple[Crumb, ...]:
    if item.withdrawn:  # its year may have no page
        return ()
    year = str(reader.agenda.first_day(item.id).year)
    address = reader.site.scheme.section("event", reader.language, year)
    return (Crumb("", address, Said(year)),)


def _registration(reader: Reader, item: Item, how: Any) -> Registration | None:
    if how is None:
        return None
    price = how.price
    return Registration(
        how.required,
        how.url or "",
        how.email or "",
        reader.when(how.opens) if how.opens else "",
        reader.when(how.closes) if how.closes else "",
        how.capacity or 0,
        languages.money(reader.language, price, how.currency) if price else "",
        price is not None and price == 0,
        reader.within(item, "registration", how.note),
    )
