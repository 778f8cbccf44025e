"""The calendar: what comes, each month as a table, each year as a list, each event."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import languages
from ..addresses import Address
from ..showing import Happening, Link, Reader, Said
from ..site import Item
from . import described
from .cards import EventCard, event_card, happening_card, iso
from .frame import Crumb, Frame, Page, item_frame, section_frame
from .heads import Head, head
from .related import Related, ended, related

# Months with at least one event get a page, from the first event to this far ahead.
MONTHS_AHEAD = 13
LISTED_AHEAD, LISTED_BACK = 60, 8


@dataclass(frozen=True)
class PageLink:
    """A link to another page of the calendar."""

    words: str
    address: Address
    current: bool = False


@dataclass(frozen=True)
class EventsView:
    """What comes next, and the way to everything else."""

    frame: Frame
    coming: tuple[EventCard, ...]
    undated: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    years: tuple[PageLink, ...]
    months: tuple[PageLink, ...]


@dataclass(frozen=True)
class YearView:
    """All events of one year."""

    frame: Frame
    year: int
    events: tuple[EventCard, ...]
    years: tuple[PageLink, ...]
    months: tuple[PageLink, ...]


@dataclass(frozen=True)
class Day:
    """A cell of the month table; ``number`` is 0 outside the month."""

    number: int
    iso: str
    words: str
    today: bool
    events: tuple[EventCard, ...]


@dataclass(frozen=True)
class MonthView:
    """One month as a table, with what is known to the month only below it."""

    frame: Frame
    words: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Day, ...], ...]
    undated: tuple[EventCard, ...]
    before: PageLink | None
    after: PageLink | None
    year: PageLink


@dataclass(frozen=True)
class Registration:
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


@dataclass(frozen=True)
class EventView:
    """An event."""

    frame: Frame
    item: Head
    when: str
    iso: str
    zone: str
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
    occurrences: tuple[EventCard, ...]
    changes: tuple[tuple[str, str, Said], ...]
    related: Related


Months = dict[tuple[int, int], list[Happening]]


def _years(reader: Reader, months: Months) -> dict[int, tuple[EventCard, ...]]:
    """What took or takes place in each year, in order; a repeating event once a year."""
    found: dict[int, dict[str, tuple[date, EventCard]]] = defaultdict(dict)
    for item in reader.site.all("event"):
        if item.record.withdrawn is None:
            day = _first_day(reader, item)
            found[day.year][item.id] = (day, event_card(reader, item))
    for (year, _month), happenings in months.items():
        for one in happenings:
            day = one.occurrence.start.date()
            if day.year == year and one.item.id not in found[year]:
                found[year][one.item.id] = (day, happening_card(reader, one))
    # An event over the turn of the year is listed where it begins, and leads to both years.
    for year, _month in months:
        found.setdefault(year, {})
    return {
        year: tuple(card for _day, card in sorted(cards.values(), key=lambda one: one[0]))
        for year, cards in sorted(found.items())
    }


def _first_day(reader: Reader, item: Item) -> date:
    """The day under which an event is listed; a change may have moved the only one."""
    one = reader.next_of(item) if item.record.repeat is None else None
    first: date = one.start.date() if one is not None else item.record.start.first_day
    return first


def _year_links(reader: Reader, years: Iterable[int], current: int = 0) -> tuple[PageLink, ...]:
    section = reader.site.scheme.section
    return tuple(
        PageLink(str(year), section("event", reader.language, str(year)), year == current)
        for year in sorted(years, reverse=True)
    )


def _months(reader: Reader) -> Months:
    """Occurrences by month; a month known without a day is there too, maybe empty."""
    months: dict[tuple[int, int], list[Happening]] = defaultdict(list)
    first = min(
        (one.record.start.first_day for one in reader.site.all("event")), default=reader.today
    )
    last_year, last_month = divmod(
        reader.today.year * 12 + reader.today.month - 1 + MONTHS_AHEAD, 12
    )
    last = date(last_year, last_month + 1, 1)
    for one in reader.between(first, last):
        day = one.occurrence.start.date().replace(day=1)
        while day <= min(one.occurrence.last_day, last):
            months[day.year, day.month].append(one)
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    for item in reader.site.all("event"):
        start = item.record.start
        if start.precision == "month" and item.record.withdrawn is None:
            months.setdefault((start.year, start.month), [])
    return dict(sorted(months.items()))


def _month_link(reader: Reader, year: int, month: int) -> PageLink:
    return PageLink(
        languages.month(reader.language, year, month),
        reader.site.scheme.section("event", reader.language, str(year), f"{month:02}"),
    )


def calendar_pages(reader: Reader) -> Iterator[Page]:
    """What comes, the years and the months."""
    months = _months(reader)
    years = _years(reader, months)
    links = {key: _month_link(reader, *key) for key in months}
    now = (reader.today.year, reader.today.month)
    upcoming = EventsView(
        section_frame(reader, "event"),
        tuple(happening_card(reader, one) for one in reader.coming[:LISTED_AHEAD]),
        tuple(event_card(reader, item) for item in reader.undated),
        tuple(
            event_card(reader, item)
            for item in ended(reader, reader.site.all("event"))[:LISTED_BACK]
        ),
        _year_links(reader, years),
        tuple(link for key, link in links.items() if key >= now),
    )
    yield Page(upcoming.frame.address, "events.html", upcoming)
    for year, cards in years.items():
        view = YearView(
            section_frame(reader, "event", str(year)),
            year,
            cards,
            _year_links(reader, years, year),
            tuple(link for key, link in links.items() if key[0] == year),
        )
        yield Page(view.frame.address, "events_year.html", view)
    vague: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in reader.site.all("event"):
        start = item.record.start
        if start.precision == "month" and item.record.withdrawn is None:
            vague[start.year, start.month].append(item)
    keys = list(months)
    for number, key in enumerate(keys):
        month = _month_view(
            reader,
            *key,
            months[key],
            vague[key],
            links[keys[number - 1]] if number else None,
            links[keys[number + 1]] if number + 1 < len(keys) else None,
        )
        yield Page(month.frame.address, "events_month.html", month)


def _month_view(
    reader: Reader,
    year: int,
    month: int,
    happenings: list[Happening],
    vague: list[Item],
    before: PageLink | None,
    after: PageLink | None,
) -> MonthView:
    def cell(day: date) -> Day:
        if day.month != month:
            return Day(0, "", "", False, ())
        events = tuple(
            happening_card(reader, one)
            for one in happenings
            if one.occurrence.start.date() <= day <= one.occurrence.last_day
        )
        words = languages.weekday_and_day(reader.language, day)
        return Day(day.day, day.isoformat(), words, day == reader.today, events)

    undated = tuple(event_card(reader, item) for item in vague)
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    year_link = PageLink(str(year), reader.site.scheme.section("event", reader.language, str(year)))
    return MonthView(
        section_frame(reader, "event", str(year), f"{month:02}"),
        languages.month(reader.language, year, month),
        languages.weekdays(reader.language),
        tuple(tuple(cell(day) for day in week) for week in weeks),
        undated,
        before,
        after,
        year_link,
    )


def event_pages(reader: Reader) -> Iterator[Page]:
    """A page for each event."""
    for item in reader.site.all("event"):
        view = event_view(reader, item)
        yield Page(view.frame.address, "event.html", view)


def event_view(reader: Reader, item: Item) -> EventView:
    """An event: when, where, who, and what was told of it."""
    coming = reader.coming_of.get(item.key, ())
    record: Any = reader.version(item).record

    def field(name: str) -> Said:
        return reader.field(item, name)

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    zone = record.timezone or reader.site.coalition.timezone
    online = record.online
    one = reader.next_of(item)
    place = one.place if one else record.place
    venue = reader.site.entries.get(("place", place)) if place else None
    return EventView(
        frame=item_frame(
            reader,
            item,
            trail=_event_trail(reader, item),
            described=described.event(reader, item, one),
        ),
        item=head(reader, item),
        when=reader.at(one) if one else reader.period(record.start, record.end),
        iso=iso(one) if one else str(record.start),
        zone="" if zone == reader.site.coalition.timezone or record.all_day else zone,
        format=record.format or "",
        status=one.status if one else record.status,
        status_note=field("status_note"),
        previous=reader.when(record.previous_start) if record.previous_start else "",
        over=reader.is_over(item),
        place=reader.place_link(place),
        place_note=field("place_note"),
        place_accessibility=reader.label(venue.record.accessibility if venue else None),
        online_url=(online.url or "") if online else "",
        online_note=within("online", online.note if online else ""),
        organisers=reader.parties(record.organisers),
        partners=reader.parties(record.partners),
        registration=_registration(reader, item, record.registration),
        languages=tuple(languages.name(one) for one in record.languages),
        accessibility=field("accessibility"),
        project=reader.reference(f"project/{record.project}") if record.project else None,
        occurrences=tuple(happening_card(reader, one) for one in coming[:12])
        if record.repeat is not None
        else (),
        changes=tuple(
            (reader.when(change.on), change.status or "", within("changes", change.note))
            for change in record.changes
            if change.on.first_day >= reader.today
        ),
        related=related(reader, item.key),
    )


def _event_trail(reader: Reader, item: Item) -> tuple[Crumb, ...]:
    if item.record.withdrawn is not None:  # its year may have no page
        return ()
    year = str(_first_day(reader, item).year)
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
