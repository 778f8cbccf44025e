"""Calendars to subscribe to (iCalendar, RFC 5545 and RFC 7986)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar
from msgspec import Struct

from ..addresses import Address, LinkWriter, absolute
from ..reads import Kept
from ..recurrence import Occurrence, last_sure_day, starts
from ..showing import Reader, Subject
from ..site import Item, Site
from ..words import Words
from .common import dates, notice, utc
from .timezones import vtimezone

PRODID = "-//Coalition//Calendar//EN"
STATUS = {
    "tentative": "TENTATIVE",
    "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
}


def uid(site: Site, item: Item) -> str:
    """The UID of an event: from the identity and the id, never from the site's address."""
    identity = site.coalition.identity
    return f"{item.kind}-{item.id}-{identity.year}@{identity.domain}"


_END = b"END:VCALENDAR\r\n"
_FOLDED = 75  # bytes of a line from which on it has to be folded


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
    kept = Kept() if kept is None else kept
    site = reader.site
    url = absolute(site_url)
    name = reader.label(site.coalition.name).text
    if subject is not None:
        name = f"{subject.name} · {name}"
    result = icalendar.Calendar()
    result.add("prodid", PRODID)
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        result.add(key, icalendar.vText(name))  # the library escapes no property it does not know
    if told := notice(site, words):
        result.add("description", told)
        result.add("x-wr-caldesc", icalendar.vText(told))
    result.add("x-wr-timezone", site.coalition.timezone)
    result.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", icalendar.vDuration(timedelta(hours=12)))
    result.add("source", url(address), parameters={"VALUE": "URI"})
    named = site.all("event") if subject is None else reader.naming(*subject.keys)
    events = [
        (item, facts)
        for item in named
        if item.kind == "event"
        and (facts := kept.get(item.key, partial(_facts, site, item))) is not None
    ]
    zones: dict[str, set[int]] = {}
    for _, facts in events:
        if facts.zone:
            zones.setdefault(facts.zone, set()).update(facts.years)
    for zone, years in sorted(zones.items()):
        result.add_component(vtimezone(zone, min(years), max(years)))

    def written(item: Item, facts: _Facts) -> bytes:
        return b"".join(
            _lines(_event(reader, words, url, item, one, told)) for one, told in facts.events
        )

    head = _lines(result).removesuffix(_END)
    return b"".join(
        (
            head,
            *(
                kept.get((reader.language, item.key), partial(written, item, facts))
                for item, facts in events
            ),
            _END,
        )
    )


def _lines(component: icalendar.Component) -> bytes:
    """``component.to_ical()``, which looks at every letter of every line to fold the long ones."""
    lines = ((line, line.encode()) for line in component.content_lines() if line)
    return b"".join(
        (written if len(written) < _FOLDED else line.to_ical()) + b"\r\n" for line, written in lines
    )


class _Facts(Struct, frozen=True):
    """What is the same of an event in every language.

    ``zone`` is empty when it has no hours. ``events`` are its VEVENTs, which lack what is said in
    words, with the occurrences that they tell of.
    """

    zone: str
    years: frozenset[int]
    events: tuple[tuple[Occurrence, icalendar.Event], ...]


def _facts(site: Site, item: Item) -> _Facts | None:
    """The facts of an event; None when its day is not known."""
    record = item.record
    if not record.start.is_full:
        return None
    zone = "" if record.all_day else record.timezone or site.coalition.timezone
    years = {record.start.year, record.last.year}
    years |= {one.start.year for one in site.occurrences(item)}
    return _Facts(zone, frozenset(years), tuple(_components(site, item)))


def _stamp(site: Site, item: Item) -> tuple[datetime, int]:
    """DTSTAMP and SEQUENCE."""
    told = dates(site, item)
    if told is None:
        return utc(site, item.record.start), 0
    appeared, changed = told
    return changed, int((changed - appeared).total_seconds() // 60)


def _components(site: Site, item: Item) -> list[tuple[Occurrence, icalendar.Event]]:
    record = item.record
    zone = ZoneInfo(record.timezone or site.coalition.timezone)
    repeat = record.repeat
    first = Occurrence(
        record.start.moment,
        record.end.moment if record.end else None,
        record.all_day,
        record.status,
        record.place,
    )
    if repeat is None:  # the one occurrence, as a change may have made it
        first = next(iter(site.occurrences(item)), first)
    main = _bare(site, item, first, zone)
    result = [(first, main)]
    if repeat is None:
        return result
    if repeat.rule is not None:
        rule = icalendar.vRecur.from_ical(repeat.rule)
        sure = last_sure_day(repeat)
        if sure is not None and "COUNT" not in rule:
            rule["UNTIL"] = [
                sure
                if record.all_day
                else datetime.combine(sure, time(23, 59, 59), zone).astimezone(UTC)
            ]
        main.add("rrule", rule)

    def local(when: datetime) -> date | datetime:
        return when.date() if record.all_day else when.replace(tzinfo=zone)

    plain = repeat.model_copy(update={"exceptions": ()})
    every = starts(record.model_copy(update={"repeat": plain}))
    for day in repeat.exceptions:
        for start in every:
            if start.date() == day.first_day:
                main.add("exdate", local(start))
    for extra in repeat.extra:
        start = datetime.combine(extra.first_day, extra.clock or record.start.moment.time())
        main.add("rdate", local(start))
    changed = {change.on.first_day for change in record.changes}
    for one in site.occurrences(item):
        if one.recurrence_id is not None and one.recurrence_id.date() in changed:
            override = _bare(site, item, one, zone)
            override.add("recurrence-id", local(one.recurrence_id))
            result.append((one, override))
    return result


def _note(reader: Reader, item: Item, one: Occurrence) -> str:
    """What a change of this occurrence tells, in the reader's language."""
    day = (one.recurrence_id or item.record.start.moment).date()
    changes = reader.version(item).record.changes
    return next((two.note or "" for two in changes if two.on.first_day == day), "")


def _status(item: Item, one: Occurrence) -> str:
    return "cancelled" if item.record.withdrawn is not None else one.status


def _bare(site: Site, item: Item, one: Occurrence, zone: ZoneInfo) -> icalendar.Event:
    """The VEVENT of an occurrence, without any words."""
    record = item.record
    stamp, sequence = _stamp(site, item)
    event = icalendar.Event()
    event.add("uid", uid(site, item))
    event.add("dtstamp", stamp)
    if record.published is not None:
        event.add("created", utc(site, record.published))
        event.add("last-modified", stamp)
    event.add("sequence", sequence)
    if one.all_day:
        event.add("dtstart", one.start.date())
        event.add("dtend", one.last_day + timedelta(days=1))
    else:
        event.add("dtstart", one.start.replace(tzinfo=zone))
        if one.end is not None:
            event.add("dtend", one.end.replace(tzinfo=zone))
    entry = site.entries.get(("place", one.place)) if one.place else None
    if entry is not None and entry.record.lat is not None and entry.record.lon is not None:
        event.add("geo", (float(entry.record.lat), float(entry.record.lon)))
    event.add("status", STATUS.get(_status(item, one), "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    return event


def _event(
    reader: Reader,
    words: Words,
    url: LinkWriter,
    item: Item,
    one: Occurrence,
    bare: icalendar.Event,
) -> icalendar.Event:
    """The VEVENT of an occurrence, in the words of the reader's language."""
    record = item.record
    event = icalendar.Event(bare)
    said = reader.version(item).record
    language = reader.version(item).language
    title = reader.heading(item).text
    if _status(item, one) in ("cancelled", "postponed"):
        title = words.gettext("Cancelled: {title}", title=title)
    event.add("summary", title, parameters={"LANGUAGE": language})
    reason = said.withdrawn
    lines = [reason.reason if reason else reader.summary(item).text]
    lines.append(_note(reader, item, one) or reader.field(item, "status_note").text)
    online = said.online
    if online is not None and record.withdrawn is None:
        lines += [online.note or "", online.url or ""]
    address = url(reader.address(item))
    lines.append(address)
    event.add(
        "description", "\n".join(line for line in lines if line), parameters={"LANGUAGE": language}
    )
    place = reader.place(one.place).text
    note = reader.field(item, "place_note").text
    if place or note:
        event.add("location", ", ".join(part for part in (place, note) if part))
    event.add("url", address)
    topics = [topic.said.text for topic in reader.topics(record.topics)]
    if topics:
        event.add("categories", topics)
    return event
