"""The agenda: what happens when, as it is seen on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct

from .index import Brief, Index, Key
from .reads import asked
from .recurrence import Occurrence, within

# How far ahead lists of coming events look, and how many months have a page of their own.
AHEAD: Final = timedelta(days=400)
MONTHS_AHEAD: Final = 13

# How long calendars hold what is over, and what was called off: long enough for the cancellation to
# arrive, and no longer, because many programs go on showing it.
KEPT: Final = timedelta(days=365)
KEPT_CALLED_OFF: Final = timedelta(days=30)

# Statuses of what does not take place on its day.
CALLED_OFF: Final = ("cancelled", "postponed")

Day = tuple[str, Occurrence]


class Agenda(Struct, frozen=True, dict=True):
    """Events as readers see them on the day ``today``; an event is named by its id."""

    index: Index
    today: date

    @cached_property
    def _events(self) -> tuple[Brief, ...]:
        return tuple(one for one in self.index.of_kind("event") if not one.withdrawn)

    def between(self, first: date, last: date) -> tuple[Day, ...]:
        """Occurrences that touch the days from ``first`` to ``last``, in order."""
        found = [(one.id, day) for one in self._events for day in within(one.days, first, last)]
        return tuple(sorted(found, key=lambda one: (one[1].start, one[0])))

    @cached_property
    def _coming(self) -> tuple[Day, ...]:
        near = self.between(self.today, self.today + AHEAD)
        seen = {id_ for id_, _ in near}
        far = [
            (one.id, first)
            for one in self._events
            if one.id not in seen
            and (first := next(iter(within(one.days, self.today, date.max)), None))
        ]
        return (*near, *sorted(far, key=lambda one: (one[1].start, one[0])))

    @asked
    def coming(self, first: str) -> tuple[Day, ...]:
        """Occurrences from today on, as far as lists look ahead, the soonest first.

        Of an event that has none until then its first one is there, however far it is. ``first`` is
        how many of them; without it, all.
        """
        return self._coming[: int(first)] if first else self._coming

    @cached_property
    def _coming_of(self) -> Mapping[str, tuple[Occurrence, ...]]:
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for id_, one in self._coming:
            found[id_].append(one)
        return {id_: tuple(occurrences) for id_, occurrences in found.items()}

    @asked
    def coming_of(self, id_: str) -> tuple[Occurrence, ...]:
        """The occurrences to come of an event, the soonest first."""
        return self._coming_of.get(id_, ())

    @asked
    def next_of(self, id_: str) -> Occurrence | None:
        """The occurrence that an event is known by: the next that takes place, or the only one.

        None when only a month is known, and for a repeating event that is over.
        """
        coming = self._coming_of.get(id_, ())
        sure = (one for one in coming if one.status not in CALLED_OFF)
        found = next(sure, coming[0] if coming else None)
        brief = self.index.briefs["event", id_]
        if found is None and not brief.repeats:
            found = next(iter(brief.days), None)
        return found

    @asked
    def is_over(self, id_: str) -> bool:
        """Whether no occurrence of this event is still to come or under way."""
        return self._is_over(self.index.briefs["event", id_])

    def _is_over(self, brief: Brief) -> bool:
        if not brief.is_full:
            return bool(brief.last and brief.last < self.today)
        return not within(brief.days, self.today, date.max)

    @asked
    def ended(self, first: str) -> tuple[str, ...]:
        """The events that are over, the latest first: as many as ``first`` says, or all."""
        return self._ended[: int(first)] if first else self._ended

    @cached_property
    def _ended(self) -> tuple[str, ...]:
        over = [one for one in self._events if self._is_over(one)]
        order = sorted(over, key=lambda one: (one.first or date.min, one.id), reverse=True)
        return tuple(one.id for one in order)

    @cached_property
    def _place_in_ended(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self._ended)}

    @asked
    def of_those_naming(self, references: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Events that name any of some things: those to come by id, those over the latest first.

        ``references`` as in ``Index.all_naming``.
        """
        naming = (self.index.briefs.get(key) for key in self.index.all_naming(references))
        ids = [one.id for one in naming if one and one.kind == "event" and not one.withdrawn]
        places = self._place_in_ended
        over = sorted((id_ for id_ in ids if id_ in places), key=places.__getitem__)
        return tuple(id_ for id_ in ids if id_ not in places), tuple(over)

    @asked
    def undated(self, _all: str) -> tuple[str, ...]:
        """Events to come of which only the month or the year is known, the soonest first."""
        return self._undated

    @cached_property
    def _undated(self) -> tuple[str, ...]:
        found = [one for one in self._events if not one.is_full and not self._is_over(one)]
        order = sorted(found, key=lambda one: (one.last or date.max, one.id))
        return tuple(one.id for one in order)

    # calendars

    @asked
    def in_calendars(self, references: str) -> tuple[str, ...]:
        """The events that the calendar of some things holds, withdrawn ones too; without any, all.

        ``references`` as in ``Index.all_naming``. What is over stays for ``KEPT`` after its last day,
        what was called off for ``KEPT_CALLED_OFF`` after its last day and after the day on which
        it was changed; a repeating event stays whole while any of its occurrences does.
        """
        if not references:
            return tuple(self._in_calendars)
        naming = self.index.all_naming(references)
        return tuple(id_ for kind, id_ in naming if kind == "event" and id_ in self._in_calendars)

    @cached_property
    def _in_calendars(self) -> Mapping[str, None]:
        events = self.index.of_kind("event")
        return {one.id: None for one in events if self._is_kept(one)}

    def _is_kept(self, brief: Brief) -> bool:
        changed = date.fromisoformat(max(brief.told)[:10]) if brief.told else date.min
        for one in brief.days:
            until = one.last_day + KEPT
            if brief.withdrawn or one.status in CALLED_OFF:
                until = min(until, max(one.last_day, changed) + KEPT_CALLED_OFF)
            if self.today <= until:
                return True
        return False

    @asked
    def deadlines(self, _all: str) -> tuple[tuple[Key, tuple[date, ...]], ...]:
        """Calls and plans with their deadlines to come, or over for no longer than a calendar holds.

        That is ``KEPT_CALLED_OFF``: nobody looks for a deadline that has passed.
        """
        first = self.today - KEPT_CALLED_OFF
        found = (
            (brief.key, tuple(day for day in brief.due if day >= first))
            for kind in ("call", "plan")
            for brief in self.index.of_kind(kind)
        )
        return tuple((key, days) for key, days in found if days)

    # months and years, which have pages

    @cached_property
    def _months(self) -> Mapping[str, tuple[Day, ...]]:
        """Occurrences by month (``2026-05``); one known without a day is there too, maybe empty."""
        months: dict[str, list[Day]] = defaultdict(list)
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + MONTHS_AHEAD, 12)
        last = date(year, month + 1, 1)
        for id_, one in self.between(date.min, last):
            day = one.start.date().replace(day=1)
            while day <= min(one.last_day, last):
                months[f"{day:%Y-%m}"].append((id_, one))
                day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        for brief in self._events:
            if brief.month:
                months.setdefault(brief.month, [])
        return {key: tuple(days) for key, days in sorted(months.items())}

    @asked
    def months(self, _all: str) -> tuple[str, ...]:
        """The months that have a page, in order."""
        return tuple(self._months)

    @asked
    def month(self, month: str) -> tuple[Day, ...]:
        """The occurrences that touch a month, in order."""
        return self._months.get(month, ())

    @asked
    def vague(self, month: str) -> tuple[str, ...]:
        """The events of which only the month is known."""
        return tuple(one.id for one in self._events if one.month == month)

    @asked
    def first_day(self, id_: str) -> date:
        """The day under which an event is listed; a change may have moved the only one."""
        brief = self.index.briefs["event", id_]
        one = None if brief.repeats else self.next_of(id_)
        return one.start.date() if one is not None else brief.first or date.min

    @cached_property
    def _years(self) -> Mapping[int, tuple[tuple[str, Occurrence | None], ...]]:
        """What took or takes place in each year, in order; a repeating event once a year."""
        found: dict[int, dict[str, tuple[date, Occurrence | None]]] = defaultdict(dict)
        for brief in self._events:
            day = self.first_day(brief.id)
            found[day.year][brief.id] = (day, None)
        for month, days in self._months.items():
            year = int(month[:4])
            # An event over the turn of the year is listed where it begins, and leads to both years.
            own = found[year]
            for id_, one in days:
                if one.start.year == year and id_ not in own:
                    own[id_] = (one.start.date(), one)
        return {
            year: tuple(
                (id_, one) for id_, (_day, one) in sorted(events.items(), key=lambda it: it[1][0])
            )
            for year, events in sorted(found.items())
        }

    @asked
    def years(self, _all: str) -> tuple[int, ...]:
        """The years that have a page, in order."""
        return tuple(self._years)

    @asked
    def year(self, year: str) -> tuple[tuple[str, Occurrence | None], ...]:
        """The events of a year; with the day that counts, where it is not the usual one."""
        return self._years.get(int(year), ())

    @asked
    def is_today(self, day: str) -> bool:
        """Whether ``day`` (ISO 8601) is today."""
        return self.today.isoformat() == day

    @asked
    def this_year(self, _all: str) -> int:
        """The year that it is today."""
        return self.today.year
