"""Calendars to subscribe to (iCalendar, RFC 5545 and RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from ..addresses import Address, absolute
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


def calendar(
    reader: Reader,
    words: Words,
    site_url: str,
    subject: Subject | None,
    address: Address,
    kept: Kept | None = None,
) -> bytes:
    """The calendar of the site, or of one subject, as readers of one language get it.

    ``kept`` holds what was written of each event for another calendar of the same reader.
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
        result.add(key, name)
    if told := notice(site, words):
        result.add("description", told)
        result.add("x-wr-caldesc", told)
    result.add("x-wr-timezone", site.coalition.timezone)
    result.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", icalendar.vDuration(timedelta(hours=12)))
    result.add("source", url(address), parameters={"VALUE": "URI"})
    events = [
        item
        for item in (site.all("event") if subject is None else reader.naming(*subject.keys))
        if item.kind == "event" and item.record.start.is_full
    ]
    zones: dict[str, set[int]] = {}
    for item in events:
        if not item.record.all_day:
            zone = item.record.timezone or site.coalition.timezone
            zones.setdefault(zone, set()).update(_years(reader, item))
    for zone, years in sorted(zones.items()):
        result.add_component(vtimezone(zone, min(years), max(years)))

    def written(item: Item) -> bytes:
        return b"".join(one.to_ical() for one in _components(reader, words, url, item))

    head = bytes(result.to_ical()).removesuffix(_END)
    return b"".join((head, *(kept.get(item.key, partial(written, item)) for item in events), _END))


def _years(reader: Reader, item: Item) -> Iterable[int]:
    record = item.record
    found = {record.start.year, record.last.year}
    found |= {one.start.year for one in reader.site.occurrences(item)}
    return found


def _stamp(site: Site, item: Item) -> tuple[datetime, int]:
    """DTSTAMP and SEQUENCE."""
    told = dates(site, item)
    if told is None:
        return utc(site, item.record.start), 0
    appeared, changed = told
    return changed, int((changed - appeared).total_seconds() // 60)


def _components(reader: Reader, words: Words, url: Any, item: Item) -> list[icalendar.Event]:
    site, record = reader.site, item.record
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
    main = _event(reader, words, url, item, first, zone)
    result = [main]
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
    for one in reader.site.occurrences(item):
        if one.recurrence_id is not None and one.recurrence_id.date() in changed:
            override = _event(reader, words, url, item, one, zone)
            override.add("recurrence-id", local(one.recurrence_id))
            result.append(override)
    return result


def _note(reader: Reader, item: Item, one: Occurrence) -> str:
    """What a change of this occurrence tells, in the reader's language."""
    day = (one.recurrence_id or item.record.start.moment).date()
    changes = reader.version(item).record.changes
    return next((two.note or "" for two in changes if two.on.first_day == day), "")


def _event(
    reader: Reader,
    words: Words,
    url: Any,
    item: Item,
    one: Occurrence,
    zone: ZoneInfo,
) -> icalendar.Event:
    site, record = reader.site, item.record
    stamp, sequence = _stamp(site, item)
    withdrawn = record.withdrawn is not None
    status = "cancelled" if withdrawn else one.status
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
    language = reader.version(item).language
    title = reader.heading(item).text
    if status in ("cancelled", "postponed"):
        title = words.gettext("Cancelled: {title}", title=title)
    event.add("summary", title, parameters={"LANGUAGE": language})
    reason = reader.version(item).record.withdrawn
    lines = [reason.reason if reason else reader.summary(item).text]
    lines.append(_note(reader, item, one) or reader.field(item, "status_note").text)
    said = reader.version(item).record
    online = said.online
    if online is not None and not withdrawn:
        lines += [online.note or "", online.url or ""]
    lines.append(url(reader.address(item)))
    event.add(
        "description", "\n".join(line for line in lines if line), parameters={"LANGUAGE": language}
    )
    place = reader.place(one.place).text
    note = reader.field(item, "place_note").text
    if place or note:
        event.add("location", ", ".join(part for part in (place, note) if part))
    entry = site.entries.get(("place", one.place)) if one.place else None
    if entry is not None and entry.record.lat is not None and entry.record.lon is not None:
        event.add("geo", (float(entry.record.lat), float(entry.record.lon)))
    event.add("url", url(reader.address(item)))
    event.add("status", STATUS.get(status, "CONFIRMED"))
    topics = [topic.said.text for topic in reader.topics(record.topics)]
    if topics:
        event.add("categories", topics)
    event.add("transp", "TRANSPARENT")
    return event
