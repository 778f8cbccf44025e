"""A site of events that calendar programs get wrong, and when each of them takes place.

When that is, is said by plain arithmetic: the wall clock of a place, and what the tz database says
of it (``zoneinfo``). Nothing here asks our code.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clients.shown import told

ZONES = (
    "Europe/Bucharest",
    "Europe/Skopje",
    "Europe/Istanbul",  # changed its clock twice a year up to 2016, and no more
    "UTC",
    "America/New_York",
    "Asia/Kathmandu",  # 5:45
    "Australia/Lord_Howe",  # the clock changes by half an hour, in the seasons of the south
)
DOMAIN = "hard.example.org"
NEEDED = ("published: 2010-01-01", "organisers: [coalition]", "online: {note: Radio}")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
AROUND = [
    timedelta(minutes=one) for one in (-181, -120, -61, -60, -31, -1, 0, 1, 30, 59, 60, 61, 180)
]

Day = tuple[str, str, str]  # start and end as ``told`` says them, status


class Case(NamedTuple):
    """An event: its id, its front matter, and what has to be shown of it, in order."""

    id: str
    lines: tuple[str, ...]
    days: list[Day]

    @property
    def uid(self) -> str:
        return f"event-{self.id}-2020@{DOMAIN}"


def is_plain(local: datetime, zone: ZoneInfo) -> bool:
    """Whether this hour comes exactly once on that day."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first == second


def clock_changes(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """The moments, in UTC, at which the clock is put forward or back."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    found, day = [], datetime(first, 1, 1, tzinfo=UTC)
    while day.year <= last:
        following = day + timedelta(days=1)
        if offset(day) != offset(following):
            before = offset(day)
            while offset(day) == before:
                day += timedelta(minutes=15)
            found.append(day)
        day = following
    return found


def hours_around(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """Wall-clock minutes just before and after each change, those only that come once.

    Where no clock changes, those at which it does in Bucharest.
    """
    changes = clock_changes(zone, first, last)
    changes = changes or clock_changes(ZoneInfo(ZONES[0]), first, last)
    local = {(one + by).astimezone(zone).replace(tzinfo=None) for one in changes for by in AROUND}
    return sorted(one for one in local if is_plain(one, zone) and is_plain(one + MINUTE, zone))


def timed(start: datetime, end: datetime, zone: ZoneInfo, status: str = "CONFIRMED") -> Day:
    return told(start.replace(tzinfo=zone)), told(end.replace(tzinfo=zone)), status


def whole(first: date, last: date, status: str = "CONFIRMED") -> Day:
    return told(first), told(last + timedelta(days=1)), status


def weeks(first: datetime, last: int) -> Iterator[datetime]:
    """Each week from ``first`` up to the end of the year ``last``."""
    while first.year <= last:
        yield first
        first += timedelta(days=7)


def moved_to(day: date, start: date, end: datetime | None = None) -> str:
    """A change of the occurrence of a day, as it is typed."""
    ends = f", end: {written(end)}" if end else ""
    return f"{{on: {day}, start: {written(start)}{ends}}}"


def written(when: date) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when}"


def short(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", "-").lower()


def zoned(name: str, first: int, last: int) -> Iterator[Case]:
    """The events in a zone over the years from ``first`` to ``last``."""
    zone, at = ZoneInfo(name), f"timezone: {name}"
    sunday = date(first, 1, 1)
    sunday += timedelta(days=6 - sunday.weekday())
    for id_, start, length in (
        ("evening", time(18), timedelta(minutes=90)),
        ("morning", time(4, 30), HOUR),
        ("midnight", time(0, 15), HOUR / 2),
        ("night", time(22, 30), timedelta(hours=8)),  # over the change of the clock
    ):
        days = [*weeks(datetime.combine(sunday, start), last)]
        days = (
            [*weeks(datetime.combine(sunday - timedelta(days=1), start), last)]
            if id_ == "night"
            else days
        )
        yield Case(
            f"{id_}-{short(name)}",
            (f"start: {written(days[0])}", f"end: {written(days[0] + length)}", at,
             f"repeat: {{rule: FREQ=WEEKLY, until: {last}-12-31}}"),
            [timed(one, one + length, zone) for one in days],
        )  # fmt: skip
    around = hours_around(zone, first, last)
    yield Case(
        f"around-{short(name)}",
        (f"start: {written(around[0])}", f"end: {written(around[0] + MINUTE)}", at,
         f"repeat: {{extra: [{', '.join(f'{written(one)}' for one in around[1:])}]}}"),
        [timed(one, one + MINUTE, zone) for one in around],
    )  # fmt: skip
    for number, one in enumerate(hours_around(zone, last, last)):
        yield Case(
            f"once-{short(name)}-{number}",
            (f"start: {written(one)}", f"end: {written(one + MINUTE)}", at),
            [timed(one, one + MINUTE, zone)],
        )
    for number, change in enumerate(clock_changes(zone, last, last)):
        begins, ends = (
            (change + by).astimezone(zone).replace(tzinfo=None) for by in (-HOUR * 5, HOUR * 5)
        )
        yield Case(
            f"through-{short(name)}-{number}",
            (f"start: {written(begins)}", f"end: {written(ends)}", at),
            [timed(begins, ends, zone)],
        )  # fmt: skip
    saturday, two = datetime.combine(sunday, time(10)) + timedelta(days=62), 2 * HOUR
    days = [saturday + timedelta(days=7 * number) for number in range(40)]
    new, late = days[3] + timedelta(days=1, hours=-1), days[33] + timedelta(days=1)
    changes = (
        moved_to(days[3].date(), new),
        moved_to(days[33].date(), late, late + HOUR),
        f"{{on: {days[8]:%Y-%m-%d}, status: cancelled}}",
    )
    yield Case(
        f"changed-{short(name)}",
        (
            f"start: {written(days[0])}",
            f"end: {written(days[0] + two)}",
            at,
            f"repeat: {{rule: FREQ=WEEKLY;COUNT=40, exceptions: {days[4]:%Y-%m-%d}, extra: {written(days[5] + 9 * HOUR)}}}",
            f"changes: [{', '.join(changes)}]",
        ),
        sorted([
            *(timed(one, one + two, zone) for one in days if one not in (days[3], days[4], days[8], days[33])),
            timed(days[5] + 9 * HOUR, days[5] + 11 * HOUR, zone),
            timed(new, new + two, zone),
            timed(late, late + HOUR, zone),
            timed(days[8], days[8] + two, zone, "CANCELLED"),
        ]),
    )  # fmt: skip


def whole_days(first: int, last: int) -> Iterator[Case]:
    """Events without hours, which take place on the same days wherever one looks from."""
    monday = date(first, 3, 2)
    monday -= timedelta(days=monday.weekday())
    week = timedelta(days=7)
    days = [one.date() for one in weeks(datetime.combine(monday, time()), last)]
    yield Case("day", (f"start: {monday}",), [whole(monday, monday)])
    yield Case("camp", (f"start: {last}-03-20", f"end: {last}-04-02"),
               [whole(date(last, 3, 20), date(last, 4, 2))])  # fmt: skip
    yield Case(
        "new-year", (f"start: {last}-12-31",), [whole(date(last, 12, 31), date(last, 12, 31))]
    )
    yield Case(
        "days",
        (f"start: {monday}", f"repeat: {{rule: FREQ=WEEKLY, until: {last}-12-31}}"),
        [whole(one, one) for one in days],
    )
    tuesday = timedelta(days=1)
    yield Case(
        "two-days",
        (
            f"start: {monday}",
            f"end: {monday + tuesday}",
            f"repeat: {{rule: FREQ=WEEKLY;COUNT=6, exceptions: {monday + week}, extra: {monday + 10 * week + tuesday}}}",
            f"changes: [{moved_to(monday + 2 * week, monday + 2 * week + tuesday)}, {{on: {monday + 3 * week}, status: cancelled}}]",
        ),
        [
            whole(monday, monday + tuesday),
            whole(monday + 2 * week + tuesday, monday + 2 * week + 2 * tuesday),
            whole(monday + 3 * week, monday + 3 * week + tuesday, "CANCELLED"),
            whole(monday + 4 * week, monday + 4 * week + tuesday),
            whole(monday + 5 * week, monday + 5 * week + tuesday),
            whole(monday + 10 * week + tuesday, monday + 10 * week + 2 * tuesday),
        ],
    )  # fmt: skip
    leap = next(year for year in range(first, last + 1) if year % 4 == 0)
    yield Case(
        "leap-day",
        (f"start: {leap}-02-29", "repeat: {rule: FREQ=YEARLY;COUNT=2}"),
        [whole(date(year, 2, 29), date(year, 2, 29)) for year in (leap, leap + 4)],
    )
    ends = [date(first, 1, 31), date(first, 2, 28 + (first % 4 == 0)), date(first, 3, 31)]
    yield Case(
        "end-of-month",
        (f"start: {ends[0]}", "repeat: {rule: FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3}"),
        [whole(one, one) for one in ends],
    )


def cases(first: int, last: int) -> list[Case]:
    """All events of the years from ``first`` to ``last``."""
    found = [case for zone in ZONES for case in zoned(zone, first, last)]
    return [*found, *whole_days(first, last)]


def files(of: list[Case]) -> dict[str, str | None]:
    """The files of a site with these events and no others, in one language."""
    made: dict[str, str | None] = {
        "content/coalition.yaml": "name: Ceasuri\nlanguages: [ro]\ntimezone: Europe/Bucharest\n"
        f"url: https://{DOMAIN}/\nidentity: {{domain: {DOMAIN}, year: 2020}}\n",
        "members/alfa/index.en.md": None,
        "content/events/2026/ziua/index.ro.md": None,
        "content/events/2026/ziua/index.en.md": None,
        "content/blog/2026/stire/index.ro.md": None,
    }
    for case in of:
        lines = "\n".join((f"title: {case.id}", *NEEDED, *case.lines))
        made[f"content/events/2026/{case.id}/index.ro.md"] = f"---\n{lines}\n---\n\nText.\n"
    return made
