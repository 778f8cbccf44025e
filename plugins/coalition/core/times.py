"""Points in time, as precisely as they are known, and time zones."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from pydantic import PlainValidator

from .fields import Holds, as_text, fail

# Zones are those of the package tzdata, not of the machine: the same bytes everywhere.
zoneinfo.reset_tzpath(to=())

# No coalition tells of an earlier year, and none can promise a later one; a year typed wrong is
# named, and no sum of dates leaves the calendar.
FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2200


class When(Struct, frozen=True):
    """A point in local time, known to the year, the month, the day or the minute."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: time | None = None

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day`` or ``minute``."""
        if self.clock is not None:
            return "minute"
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def is_full(self) -> bool:
        """Whether at least the day is known."""
        return self.day is not None

    @property
    def first_day(self) -> date:
        """The first day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that this can mean."""
        if self.day is not None:
            return self.first_day
        month = self.month or 12
        return date(self.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @property
    def moment(self) -> datetime:
        """Local wall-clock time without a zone; midnight when no time is known."""
        return datetime.combine(self.first_day, self.clock or time())

    def before(self, other: When) -> bool:
        """Whether this is surely over before ``other`` begins; a day lasts until it ends."""
        if self.clock is not None and other.clock is not None:
            return self.moment < other.moment
        return self.last_day < other.first_day

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        day = f"{self.year:04}-{self.month:02}-{self.day:02}"
        return day if self.clock is None else f"{day}T{self.clock.isoformat('minutes')}"


def after_gap(moment: datetime, zone: str) -> datetime | None:
    """What a local time that the clocks skip is read as; None when it exists.

    RFC 5545, section 3.3.5: it has the offset that was before the gap, so in Bucharest 03:30 of the
    last Sunday in March is 04:30. A time that exists twice is its first. Python reads both alike.
    """
    there = moment.replace(tzinfo=ZoneInfo(zone))
    back = there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None)
    return None if back == moment else back


_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?)?)?\Z", re.A)


@lru_cache(4096)  # a translation has the dates of its original
def read_when(text: str, example: str = "2026-05-17") -> When:
    """Read ISO 8601 ``YYYY[-MM[-DD[ HH:MM]]]``; PydanticCustomError when it is anything else."""
    match = _WHEN.match(text.strip())
    if not match:
        day, _, clock = text.strip().partition(" ")
        bad_time = clock and _WHEN.match(day)
        code, more = ("bad_time", " 18:00") if bad_time else ("bad_date", "")
        raise fail(code, found=text.strip(), example=example.partition(" ")[0] + more)
    year, month, day_, clock = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day_ or 1))
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise ValueError
    except ValueError:
        raise fail("impossible_date", found=text.strip(), example=example) from None
    at = None
    if clock:
        hour, minute, *second = (int(part) for part in clock.split(":"))
        if hour > 23 or minute > 59 or any(second):
            raise fail("bad_time", found=text.strip(), example=example.partition(" ")[0] + " 18:00")
        at = time(hour, minute)
    return When(int(year), int(month) if month else None, int(day_) if day_ else None, at)


def _when(*precisions: str, example: str) -> Callable[[Any], When]:
    def read(value: Any) -> When:
        text = as_text(value, example=example)
        when = read_when(text, example)
        if when.precision not in precisions:
            raise fail("bad_date", found=text.strip(), example=example)
        return when

    return read


PartialDate = Annotated[
    When,
    PlainValidator(_when("year", "month", "day", example="2026-05")),
    Holds("a year, a month or a day", "2026-05"),
]
PartialMoment = Annotated[
    When,
    PlainValidator(_when("year", "month", "day", "minute", example="2026-05-17 18:00")),
    Holds("a day, with or without the time; or only a month or a year", "2026-05-17 18:00"),
]
Moment = Annotated[
    When,
    PlainValidator(_when("day", "minute", example="2026-05-17")),
    Holds("a day, with or without the time", "2026-05-17 18:00"),
]
Day = Annotated[
    When, PlainValidator(_when("day", example="2026-05-17")), Holds("a day", "2026-05-17")
]


def _zone(value: Any) -> str:
    text = as_text(value, example="Europe/Bucharest").strip()
    # Names such as "localtime" or "posixrules" mean something else on every machine.
    if text != "UTC" and not re.fullmatch(r"[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+", text):
        raise fail("bad_zone", found=text)
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise fail("bad_zone", found=text) from None
    return text


Zone = Annotated[str, PlainValidator(_zone), Holds("an IANA time zone", "Europe/Bucharest")]
