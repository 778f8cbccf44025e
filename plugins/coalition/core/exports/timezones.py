"""VTIMEZONE components that clients read right (RFC 5545, section 3.6.5).

One STANDARD or DAYLIGHT block for each run of years in which the change falls on the same rule,
as an RRULE with UNTIL; clients that read only the first RDATE of a list, and clients that want
no COMMENT, both get the right hour.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
from msgspec import Struct

from ..recurrence import WEEKDAYS


class _Change(Struct, frozen=True):
    """A change of offset: the local time before it, both offsets, and the name after."""

    local: datetime
    utc: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def rule(self) -> tuple[object, ...]:
        """What has to be equal for two years to share one recurrence rule."""
        week = (self.local.day - 1) // 7 + 1
        in_last_week = (self.local + timedelta(days=7)).month != self.local.month
        return (
            self.local.month,
            -1 if in_last_week else week,
            self.local.weekday(),
            self.local.time(),
            self.before,
            self.after,
            self.name,
            self.daylight,
        )


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


@cache  # events of many years share most of them
def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    found = []
    day, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while day < end:
        after = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, after):
            low, high = day, after
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                if _offset(zone, middle) == _offset(zone, day):
                    low = middle
                else:
                    high = middle
            before = _offset(zone, low)
            local = high.astimezone(zone)
            found.append(
                _Change(
                    (high + before).replace(tzinfo=None),
                    high,
                    before,
                    _offset(zone, high),
                    local.tzname() or "",
                    bool(local.dst()),
                )
            )
        day = after
    return found


def _block(first: _Change) -> icalendar.cal.Component:
    block = icalendar.TimezoneDaylight() if first.daylight else icalendar.TimezoneStandard()
    block.add("dtstart", first.local)
    block.add("tzoffsetfrom", first.before)
    block.add("tzoffsetto", first.after)
    block.add("tzname", first.name)
    return block


def vtimezone(name: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The VTIMEZONE of ``name`` that is right from ``first_year`` to ``last_year``."""
    zone = ZoneInfo(name)
    result = icalendar.Timezone()
    result.add("tzid", name)
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    local = start.astimezone(zone)
    offset = _offset(zone, start)
    runs: dict[tuple[object, ...], list[list[_Change]]] = {}
    for year in range(first_year - 1, last_year + 2):
        for change in _changes(zone, year):
            run = runs.setdefault(change.rule, [])
            if run and run[-1][-1].local.year == change.local.year - 1:
                run[-1].append(change)
            else:
                run.append([change])
    flat = sorted((run for group in runs.values() for run in group), key=lambda run: run[0].utc)
    # What holds before the first change of all.
    result.add_component(
        _block(
            _Change(
                local.replace(tzinfo=None),
                start,
                offset,
                offset,
                local.tzname() or "",
                bool(local.dst()),
            )
        )
    )
    for changes in flat:
        block = _block(changes[0])
        if len(changes) > 1:
            month, week, weekday, *_ = changes[0].rule
            rule: dict[str, object] = {
                "freq": "yearly",
                "bymonth": month,
                "byday": f"{week}{WEEKDAYS[int(str(weekday))]}",
            }
            if changes[-1].local.year <= last_year:
                # A day later: readers that take UNTIL for local time find the last one, too.
                rule["until"] = changes[-1].utc + timedelta(days=1)
            block.add("rrule", icalendar.vRecur(rule))
        result.add_component(block)
    return result
