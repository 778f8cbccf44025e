"""Deadlines of calls and due dates of plans, as a calendar (RFC 5545 and RFC 7986).

They are VEVENTs: programs that subscribe to calendars do not show a VTODO. A deadline stays for as
long as ``Agenda.deadlines`` says; a due date known only to the month is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import icalendar

from ..addresses import Address, LinkWriter, absolute
from ..showing import Reader, Said
from ..site import Item
from ..times import When
from ..words import Words
from . import components
from .common import titled
from .components import Zoned


def deadlines(reader: Reader, words: Words, site_url: str, address: Address) -> bytes:
    """The calendar of all deadlines, as readers of one language get it."""
    write = _Writer(reader, words, absolute(site_url))
    heading = words.gettext("Deadlines")
    name = f"{heading} · {reader.label(reader.site.coalition.name)}"
    return components.whole(
        reader.site,
        components.subscribed(reader, words, write.url, name, address),
        write.everything(),
    )


class _Writer:
    """Writes deadlines for readers of one language."""

    def __init__(self, reader: Reader, words: Words, url: LinkWriter) -> None:
        self.reader, self.words, self.url = reader, words, url

    def everything(self) -> Iterator[Zoned]:
        """The deadlines that are held today, calls first."""
        for key, days in self.reader.agenda.deadlines():
            item = self.reader.site.items[key]
            if item.kind == "call":
                yield self._call(item)
            else:
                yield from self._plan(item, days)

    def _call(self, item: Item) -> Zoned:
        """The deadline of a call; results that are out before it close the call.

        With others the deadline was kept, and stays as it was.
        """
        record, words = item.record, self.words
        title = self.reader.heading(item).text
        out = record.results.date if record.is_decided else None
        closed = out is not None and out.before(record.deadline)
        if item.withdrawn:
            title = titled(words, "cancelled", title)
        elif closed:
            title = words.gettext("Closed: {title}", title=title)
        else:
            title = words.gettext("Deadline: {title}", title=title)
        uid = components.uid(self.reader.site, item.kind, item.id)
        one = self._event(item, uid, record.deadline, cancelled=item.withdrawn or closed)
        said = Said(title, self.reader.heading(item).language)
        self._say(item, one, said, [self.reader.summary(item)], record.issuer)
        zone = ZoneInfo(record.timezone or self.reader.site.coalition.timezone)
        return _written(one, zone if record.deadline.clock else None, record.deadline)

    def _plan(self, item: Item, days: tuple[date, ...]) -> Iterator[Zoned]:
        """The due dates of a plan; what is done stays, and says so."""
        told = self.reader.version(item).record
        for objective, said in zip(item.record.objectives, told.objectives, strict=True):
            for measure, text in zip(objective.measures, said.measures, strict=True):
                due = measure.due
                if due is None or not due.is_full or due.first_day not in days:
                    continue
                # Ids of measures may hold anything, and be the same in two objectives.
                own = "/".join(quote(one.id, safe="") for one in (objective, measure))
                uid = components.uid(self.reader.site, "measure", f"{item.id}/{own}")
                dropped = item.withdrawn or measure.degree == "dropped"
                one = self._event(item, uid, due, cancelled=dropped)
                title = self._measure(item, measure, text.title)
                lines = [self.reader.heading(item)]
                self._say(item, one, title, lines, measure.responsible)
                yield _written(one, None, due)

    def _measure(self, item: Item, measure: Any, title: str) -> Said:
        said = self.reader.within(item, "objectives", title)
        words = self.words
        if item.withdrawn or measure.degree == "dropped":
            title = titled(words, "cancelled", said.text)
        elif measure.degree == "completed":
            title = words.gettext("Done: {title}", title=said.text)
        else:
            title = words.gettext("Due: {title}", title=said.text)
        return Said(title, said.language)

    def _event(self, item: Item, uid: str, due: When, *, cancelled: bool) -> icalendar.Event:
        """The facts of a deadline: a whole day, or the moment at which it ends."""
        site, result = self.reader.site, icalendar.Event()
        result.add("uid", uid)
        components.stamp(site, item, result, due)
        if due.clock is None:
            result.add("dtstart", due.first_day)
            result.add("dtend", due.first_day + timedelta(days=1))
        else:
            zone = ZoneInfo(item.record.timezone or site.coalition.timezone)
            result.add("dtstart", due.moment.replace(tzinfo=zone))
        result.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        result.add("transp", "TRANSPARENT")
        return result

    def _say(
        self,
        item: Item,
        one: icalendar.Event,
        title: Said,
        lines: list[Said],
        parties: tuple[str, ...],
    ) -> None:
        reader, address = self.reader, self.url(self.reader.address(item))
        components.say(reader, one, "summary", title)
        if item.withdrawn:
            reason = reader.version(item).record.withdrawn.reason
            lines = [reader.within(item, "withdrawn", reason)]
        else:
            components.about(reader, item.record.topics, parties, one)
        components.tell(reader, self.words, one, lines, address)


def _written(one: icalendar.Event, zone: ZoneInfo | None, due: When) -> Zoned:
    zones = components.named(zone, due.year) if zone is not None else {}
    return Zoned(components.lines(one), zones)
