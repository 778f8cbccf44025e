"""When an event takes place: its occurrences within a window of days.

Rules are RFC 5545 recurrence rules, kept to what a community calendar needs, so that no rule can
cost more than a bounded amount of work. ``today`` never appears here: the window is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from typing import Annotated, Any, Final, Protocol

from dateutil.rrule import rrulestr
from msgspec import Struct
from pydantic import PlainValidator

from .fields import Holds, fail
from .times import LAST_YEAR, When

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OCCURRENCE_LIMIT: Final = 4000
ONLINE: Final = "moved-online"
# dateutil looks for the next date up to the year 9999, also when none comes. A rule is tried out
# close to that end, so that one which never comes true (30 February) is known as such at once. All
# combinations of weekday and leap day come round in 40 years.
_TRIAL: Final = datetime(9999 - 40, 1, 1)
# From its own start, a rule is followed close to that end, too: the Gregorian calendar comes round,
# weekdays and all, every 400 years (146 097 days). So much later, LAST_YEAR is the year 9800.
_LATER: Final = timedelta(days=19 * 146_097)

_PART: Final = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"|INTERVAL=[1-9][0-9]{0,2}"
    r"|COUNT=[1-9][0-9]{0,3}"
    r"|BYDAY=[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU))*"
    r"|BYMONTHDAY=-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01]))*"
    r"|BYMONTH=(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*"
    r"|BYSETPOS=-?[1-9][0-9]?"
    r"|WKST=(?:MO|SU)\Z"
)


def _rule(value: Any) -> str:
    text = value.strip().upper().removeprefix("RRULE:") if isinstance(value, str) else ""
    parts = text.split(";")
    names = [part.partition("=")[0] for part in parts]
    if "UNTIL" in names:
        day = re.search(r"UNTIL=(\d{4})(\d\d)(\d\d)", text, re.A)
        raise fail(
            "until_in_rule",
            found=str(value),
            example="-".join(day.groups()) if day else "2026-12-31",
        )
    if (
        not all(_PART.fullmatch(part) for part in parts)
        or len(set(names)) != len(names)
        or "FREQ" not in names
        # RFC 5545, section 3.3.10: numbered weekdays only within months and years, days of the month
        # not within weeks.
        or (re.search(r"FREQ=(DAILY|WEEKLY)", text) and re.search(r"BYDAY=[^;]*[0-9]", text))
        or ("FREQ=WEEKLY" in parts and "BYMONTHDAY" in names)
    ):
        raise fail("bad_rule", found=str(value))
    # Which days an interval leaves out depends on the start; the checks of an event look at that.
    always = ";".join(part for part in parts if not part.startswith("INTERVAL="))
    try:
        if next(iter(rrulestr(always, dtstart=_TRIAL)), None) is None:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise fail("bad_rule", found=str(value)) from None
    return text


Rule = Annotated[
    str,
    PlainValidator(_rule),
    Holds("a recurrence rule (RFC 5545); its end stands in until", "FREQ=WEEKLY;BYDAY=TH"),
]


class _Repeat(Protocol):
    rule: str | None
    until: When | None
    confirmed_until: When | None
    exceptions: tuple[When, ...]
    extra: tuple[When, ...]


class _Change(Protocol):
    on: When
    start: When | None
    end: When | None
    place: str | None
    status: str | None
    note: str | None


class Repeating(Protocol):
    """What this module needs to know of an event."""

    start: When
    end: When | None
    status: str
    place: str | None
    repeat: _Repeat | None
    changes: tuple[_Change, ...]


class Occurrence(Struct, frozen=True, order=True, array_like=True):
    """One day of an event, in its own local time."""

    start: datetime
    end: datetime | None
    all_day: bool
    status: str
    place: str | None = None
    note: str | None = None
    recurrence_id: datetime | None = None

    @property
    def last_day(self) -> date:
        """The last day on which it still takes place."""
        if self.end is None:
            return self.start.date()
        if not self.all_day and self.end > self.start and self.end.time() == time():
            return self.end.date() - timedelta(days=1)  # nobody is there any more at midnight
        return self.end.date()


def last_sure_day(repeat: _Repeat) -> date | None:
    """The day after which a repeating event is no longer listed; None when the rule counts."""
    days = [day.first_day for day in (repeat.until, repeat.confirmed_until) if day is not None]
    return min(days) if days else None


def begins_by_rule(event: Repeating) -> bool:
    """Whether the start is itself a day of the rule, as RFC 5545 (3.8.5.3) wants it to be."""
    return event.start.moment in _given(event)[:1]


def by_rule(event: Repeating) -> tuple[datetime, ...]:
    """The local starts that the rule gives, after the first of all, which always counts.

    At most ``OCCURRENCE_LIMIT`` of them; a check refuses a rule that gives more.
    """
    first, given = event.start.moment, _given(event)
    return given if given[:1] == (first,) else (first, *given[: OCCURRENCE_LIMIT - 1])


def _given(event: Repeating) -> tuple[datetime, ...]:
    """The local starts that the rule itself gives; without a rule, the first of all."""
    first, repeat = event.start.moment, event.repeat
    if repeat is None or repeat.rule is None:
        return (first,)
    return _followed(repeat.rule, first, last_sure_day(repeat) or date(LAST_YEAR, 12, 31))


@lru_cache(32)  # checks, pages and calendars ask for the days of one event after another
def _followed(rule: str, first: datetime, last: date) -> tuple[datetime, ...]:
    """The local starts of ``rule`` up to the day ``last``, at most ``OCCURRENCE_LIMIT``."""
    in_time = takewhile(lambda start: start.date() <= last, _walk(rule, first))
    return tuple(islice(in_time, OCCURRENCE_LIMIT))


def _walk(rule: str, first: datetime) -> Iterator[datetime]:
    """The local starts of ``rule`` from ``first`` on, up to the year 2399."""
    with suppress(ValueError):  # the last week that dateutil looks at ends in the year 10000
        for start in rrulestr(rule, dtstart=first + _LATER):
            yield start - _LATER


def starts(event: Repeating) -> tuple[datetime, ...]:
    """The local starts of all occurrences, before changes, in order and without duplicates."""
    first = event.start.moment
    repeat = event.repeat
    if repeat is None or not event.start.is_full:
        return (first,)
    found = set(by_rule(event)) | {
        datetime.combine(extra.first_day, extra.clock or first.time()) for extra in repeat.extra
    }
    gone = {day.first_day for day in repeat.exceptions}
    return tuple(sorted(start for start in found if start.date() not in gone))


def occurrences(
    event: Repeating, first: date = date.min, last: date = date.max
) -> tuple[Occurrence, ...]:
    """The occurrences that touch the days from ``first`` to ``last``, in order of their start.

    One with a new start is rescheduled, when nothing else is said of it. An event known only to the
    month or the year has none: it is not on a calendar.
    """
    if not event.start.is_full:
        return ()
    length = event.end.moment - event.start.moment if event.end is not None else None
    changes = {change.on.first_day: change for change in event.changes}
    found = []
    for start in starts(event):
        change = changes.get(start.date())
        moved = change.start.moment if change and change.start else start
        if change and change.start and change.start.clock is None:
            moved = datetime.combine(change.start.first_day, start.time())
        end = moved + length if length is not None else None
        if change and change.end:
            usual = event.end.clock if event.end is not None else None
            at = change.end.clock or usual or time()
            end = max(moved, datetime.combine(change.end.first_day, at))
        status = event.status
        if change and change.status:
            status = change.status
        elif moved != start and status == "scheduled":
            status = "rescheduled"
        found.append(
            Occurrence(
                moved,
                end,
                event.start.clock is None,
                status,
                # Nobody should go where it was to be before it moved online.
                (change and change.place) or (None if status == ONLINE else event.place),
                change.note if change else None,
                start if event.repeat else None,
            )
        )
    return within(tuple(sorted(found, key=lambda one: one.start)), first, last)


def planned(event: Repeating, one: Occurrence) -> datetime:
    """When an occurrence was to start, before a change."""
    return one.recurrence_id or event.start.moment


def change_of(event: Repeating, one: Occurrence) -> Any:
    """The change that made an occurrence what it is, or None.

    A repeating event as a whole, an occurrence without ``recurrence_id``, has none: it begins on its
    first day, but what was changed of that day is not told of all others.
    """
    if event.repeat is not None and one.recurrence_id is None:
        return None
    day = planned(event, one).date()
    return next((change for change in event.changes if change.on.first_day == day), None)


def within(
    days: tuple[Occurrence, ...], first: date, last: date = date.max
) -> tuple[Occurrence, ...]:
    """Those of ``days`` that touch the days from ``first`` to ``last``."""
    return tuple(one for one in days if one.start.date() <= last and one.last_day >= first)
