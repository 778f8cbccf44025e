"""Events as iCalendar (RFC 5545 and RFC 7986): calendars to subscribe to, and one file per event.

A calendar holds what is to come, and what is over for as long as ``Agenda.in_calendars`` says. An
event of which no day is known is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
from msgspec import Struct

from ..addresses import Address, LinkWriter, absolute
from ..agenda import CALLED_OFF
from ..reads import Kept
from ..recurrence import Occurrence, Repeating, begins_by_rule, last_sure_day, starts
from ..showing import Reader, Said, Subject
from ..site import Item, Site
from ..words import Words
from . import components
from .common import planned_before, titled
from .components import Zoned

# What is postponed does not take place on its day, so no alarm may ring for it: CANCELLED, as long as
# no new day is known. Its title tells the difference (``titled``). What was moved, to another day or
# to the net, takes place.
STATUS: Final = {"tentative": "TENTATIVE", **dict.fromkeys(CALLED_OFF, "CANCELLED")}

# By frequency, the other parts of the rules that all programs read alike.
_PLAIN: Final = frozenset[str]()
_BY_DAY: Final = frozenset({"BYDAY"})
_READ_ALIKE: Final = {
    "DAILY": {_PLAIN, _BY_DAY},
    "WEEKLY": {_PLAIN, _BY_DAY},
    "MONTHLY": {_PLAIN, _BY_DAY, frozenset({"BYMONTHDAY"})},
    "YEARLY": {_PLAIN, _BY_DAY | {"BYMONTH"}},
}


def uid(site: Site, item: Item) -> str:
    """The UID of an event."""
    return components.uid(site, item.kind, item.id)


def calendar(
    reader: Reader,
    words: Words,
    site_url: str,
    subject: Subject | None,
    address: Address,
    kept: Kept | None = None,
) -> bytes:
    """The calendar of the site, or of one subject, as readers of one language get it.

    ``kept`` holds what was written of each event for another calendar.
    """
    write = _Writer(reader, words, absolute(site_url), Kept() if kept is None else kept)
    site, keys = reader.site, subject.keys if subject is not None else ()
    name = reader.label(site.coalition.name).text
    if subject is not None:
        name = f"{subject.name} · {name}"
    held = reader.agenda.in_calendars(" ".join(f"{kind}/{id_}" for kind, id_ in keys))
    return components.whole(
        site,
        components.subscribed(reader, words, write.url, name, address),
        (write.event(site.items["event", id_]) for id_ in held),
    )


def one_event(
    reader: Reader, words: Words, site_url: str, item: Item, kept: Kept | None = None
) -> bytes:
    """The file of one event whose day is known, to take over into one's own calendar.

    It has no name: programs make a new calendar of a file that has one.
    """
    write = _Writer(reader, words, absolute(site_url), Kept() if kept is None else kept)
    return components.whole(reader.site, components.nameless(), [write.event(item)])


class _Facts(Struct, frozen=True):
    """An event as it is in every language: its VEVENTs without words, each with what it tells of."""

    zone: ZoneInfo | None
    years: frozenset[int]
    events: tuple[tuple[Occurrence, bytes], ...]


class _Writer(Struct, frozen=True):
    """Writes events for readers of one language."""

    reader: Reader
    words: Words
    url: LinkWriter
    kept: Kept

    def event(self, item: Item) -> Zoned:
        """All VEVENTs of an event, written once for all calendars that hold it."""
        return self.kept.get((self.reader.language, item.key), self._event, item)

    def _event(self, item: Item) -> Zoned:
        facts: _Facts = self.kept.get(item.key, partial(_facts, self.reader.site, item))
        content = b"".join(
            components.joined(bare, self._said(item, one)) for one, bare in facts.events
        )
        zones = components.named(facts.zone, *facts.years) if facts.zone is not None else {}
        return Zoned(content, zones)

    def _said(self, item: Item, one: Occurrence) -> icalendar.Event:
        """What is said of an occurrence; of what was withdrawn only that, and why."""
        reader, result = self.reader, icalendar.Event()
        address = self.url(reader.address(item))
        title = reader.heading(item)
        status = _status(item, one)
        said = Said(titled(self.words, status, title.text), title.language)
        components.say(reader, result, "summary", said)
        told: Iterable[Said | str]
        if item.withdrawn:
            reason = reader.version(item).record.withdrawn.reason
            told = [reader.within(item, "withdrawn", reason)]
        else:
            told = self._told(item, one)
            components.say(reader, result, "location", self._where(item, one))
            components.picture(reader, self.url, item, result)
            components.about(reader, item.record.topics, item.record.organisers, result)
        components.tell(reader, self.words, result, told, address)
        return result

    def _told(self, item: Item, one: Occurrence) -> Iterator[Said | str]:
        """The lines of the description."""
        reader = self.reader
        yield reader.summary(item)
        if before := planned_before(item.record, one):
            yield Said(self.words.gettext("Planned before: {day}", day=reader.when(before)))
        yield reader.status_note(item, one)
        online = reader.version(item).record.online
        if online is not None:
            yield from (reader.within(item, "online", online.note), online.url or "")

    def _where(self, item: Item, one: Occurrence) -> Said:
        """The place; the address of the meeting when there is none, or when it moved there."""
        reader, online = self.reader, item.record.online
        place = reader.place(one.place)
        note = reader.field(item, "place_note")
        if one.status == "moved-online" or not (place.text or note.text):
            away = one.status == "moved-online" or online is not None
            return Said((online and online.url) or (self.words.gettext("Online") if away else ""))
        text = ", ".join(part for part in (place.text, note.text) if part)
        return Said(text, place.language if place.text else note.language)


def _status(item: Item, one: Occurrence) -> str:
    return "cancelled" if item.withdrawn else one.status


def _facts(site: Site, item: Item) -> _Facts:
    """The facts of an event whose day is known."""
    record = item.record
    days = site.occurrences(item)
    zone = ZoneInfo(record.timezone or site.coalition.timezone)
    moments = [record.start.moment, record.last.moment]
    moments += [
        moment for one in days for moment in (one.start, one.end, one.recurrence_id) if moment
    ]
    return _Facts(
        None if record.all_day else zone,
        frozenset(moment.year for moment in moments),
        tuple((one, components.lines(bare)) for one, bare in _components(site, item, days, zone)),
    )


def _components(
    site: Site, item: Item, days: tuple[Occurrence, ...], zone: ZoneInfo
) -> Iterator[tuple[Occurrence, icalendar.Event]]:
    """The VEVENT of an event, and one for each occurrence that is otherwise than it says."""
    record = item.record
    first = Occurrence(
        record.start.moment,
        record.end.moment if record.end else None,
        record.all_day,
        record.status,
        record.place,
    )
    if record.repeat is None:  # the one occurrence, as a change may have made it
        first = next(iter(days), first)
        yield first, _bare(site, item, first, zone)
        return
    main = _bare(site, item, first, zone)
    _repeat(record, main, zone)
    yield first, main
    changed = {change.on.first_day for change in record.changes}
    for one in days:
        day = one.recurrence_id
        if day is not None and (day.date() in changed or _lasts(one, zone) != _lasts(first, zone)):
            override = _bare(site, item, one, zone)
            override.add("recurrence-id", _local(record, day, zone))
            yield one, override


def _lasts(one: Occurrence, zone: ZoneInfo) -> timedelta | None:
    """How long it really lasts.

    Occurrences last as long as the first one (RFC 5545, section 3.8.5.3), so those of the night in
    which the clock changes have to say that they end at the hour at which they always do.
    """
    if one.all_day or one.end is None:
        return None
    return one.end.replace(tzinfo=zone).astimezone(UTC) - one.start.replace(tzinfo=zone).astimezone(
        UTC
    )


def _local(record: Any, when: datetime, zone: ZoneInfo) -> date | datetime:
    """A start in the form that DTSTART has."""
    return when.date() if record.all_day else when.replace(tzinfo=zone)


def _is_read_alike(event: Repeating, rule: str) -> bool:
    """Whether all programs find the same days for the rule of an event.

    They do when it gives the start itself (RFC 5545, section 3.8.5.3) and is one of those that people
    write. For others libical and ical.js, the engines of many free calendars, were seen to find days
    that RFC 5545 does not give.
    """
    parts = dict(part.split("=") for part in rule.split(";"))
    return parts.keys() - {"FREQ", "INTERVAL", "COUNT", "WKST"} in _READ_ALIKE[
        parts["FREQ"]
    ] and begins_by_rule(event)


def _repeat(record: Any, main: icalendar.Event, zone: ZoneInfo) -> None:
    """RRULE, EXDATE and RDATE."""
    repeat, first = record.repeat, record.start.moment
    plain = repeat.model_copy(update={"exceptions": ()})
    every = starts(record.model_copy(update={"repeat": plain}))
    if repeat.rule is not None and _is_read_alike(record, repeat.rule):
        rule = icalendar.vRecur.from_ical(repeat.rule)
        sure = last_sure_day(repeat)
        if sure is not None and "COUNT" not in rule:
            # Of the type of DTSTART, and a moment in UTC (RFC 5545, section 3.3.10).
            end = datetime.combine(sure, time(23, 59, 59), zone).astimezone(UTC)
            rule["UNTIL"] = [sure if record.all_day else end]
        if "FREQ=YEARLY" in repeat.rule and "BY" not in repeat.rule:
            # What this means anyway; ical.js puts 29 February on 1 March.
            rule["BYMONTH"], rule["BYMONTHDAY"] = [first.month], [first.day]
        main.add("rrule", rule)
        extra = tuple(
            datetime.combine(one.first_day, one.clock or first.time()) for one in repeat.extra
        )
    else:
        # What programs read each in its own way is told day by day.
        extra = tuple(start for start in every if start != first)
        if extra:  # without any rule, ical.js leaves out the start
            main.add("rrule", icalendar.vRecur({"freq": "daily", "count": 1}))
    for day in repeat.exceptions:
        for start in every:
            if start.date() == day.first_day:
                main.add("exdate", _local(record, start, zone))
    for start in extra:
        main.add("rdate", _local(record, start, zone))


def _bare(site: Site, item: Item, one: Occurrence, zone: ZoneInfo) -> icalendar.Event:
    """The VEVENT of an occurrence, without any words."""
    record = item.record
    event = icalendar.Event()
    event.add("uid", uid(site, item))
    components.stamp(site, item, event, record.start)
    if one.all_day:
        event.add("dtstart", one.start.date())
        event.add("dtend", one.last_day + timedelta(days=1))
    else:
        event.add("dtstart", one.start.replace(tzinfo=zone))
        if one.end is not None and (_lasts(one, zone) or timedelta()) > timedelta():
            event.add("dtend", one.end.replace(tzinfo=zone))  # later than DTSTART, or not at all
    is_there = not item.withdrawn and one.status != "moved-online"
    entry = site.entries.get(("place", one.place or "")) if is_there else None
    if entry is not None and entry.record.lat is not None and entry.record.lon is not None:
        event.add("geo", (float(entry.record.lat), float(entry.record.lon)))
    event.add("status", STATUS.get(_status(item, one), "CONFIRMED"))
    event.add("transp", "TRANSPARENT")  # that something takes place makes nobody busy
    return event
