"""When an event takes place: rules, exceptions, extra days and changes, in local time."""

from __future__ import annotations

import itertools
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from coalition.core.fields import Fields, told
from coalition.core.records.event import Event
from coalition.core.recurrence import (
    OCCURRENCE_LIMIT,
    Occurrence,
    Rule,
    begins_by_rule,
    by_rule,
    change_of,
    last_sure_day,
    occurrences,
    planned,
    starts,
)
from coalition.core.times import LAST_YEAR
from core.in_memory import parsed, record, wrong
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class Ruled(Fields):
    """A rule."""

    rule: Rule | None = told("A rule.")


def event(yaml: str) -> Any:
    return record(Event, f"title: a\n{yaml}\n")


def days(yaml: str, first: date = YEAR[0], last: date = YEAR[1]) -> list[str]:
    return [f"{one.start:%m-%d}" for one in occurrences(event(yaml), first, last)]


# --- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO",
        "FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15,-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=8;BYDAY=2SU",
        "FREQ=WEEKLY;COUNT=10",
        # Whether these give a day depends on the month or year in which an event starts.
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYDAY=1MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=6;BYDAY=1MO",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TH",
    ],
)
def test_rules_of_a_community_calendar_are_taken(rule: str) -> None:
    assert record(Ruled, f"rule: {rule}\n").rule == rule


@pytest.mark.parametrize("typed", ["freq=weekly;byday=th", "'RRULE:FREQ=WEEKLY;BYDAY=TH'"])
def test_a_rule_can_be_pasted_as_other_programs_write_it(typed: str) -> None:
    assert record(Ruled, f"rule: {typed}\n").rule == "FREQ=WEEKLY;BYDAY=TH"


@pytest.mark.parametrize(
    "typed",
    [
        "weekly",
        "every Thursday",
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "BYDAY=TH",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=100000",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=JO",
        "FREQ=WEEKLY;BYDAY=6TH",
        "FREQ=WEEKLY;BYDAY=1TH",  # RFC 5545: numbers only in months and years
        "FREQ=DAILY;BYDAY=-1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",  # RFC 5545: not in weeks
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTH=4,6;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYHOUR=1,2,3",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYWEEKNO=1",
        "FREQ=WEEKLY;",
        "FREQ=WEEKLY; BYDAY=TH",
        "FREQ=WEEKLY\\nDTSTART:20200101",
        "[FREQ=WEEKLY]",
        "{FREQ: WEEKLY}",
    ],
)
def test_other_rules_are_refused(typed: str) -> None:
    assert wrong(Ruled, f"rule: {typed}\n") == [("bad_rule", 1)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("FREQ=WEEKLY;UNTIL=20260618", "2026-06-18"),
        ("FREQ=WEEKLY;UNTIL=20260618T210000Z;BYDAY=TH", "2026-06-18"),
        ("RRULE:FREQ=WEEKLY;UNTIL=soon", "2026-12-31"),
    ],
)
def test_a_rule_with_its_own_end_is_told_where_that_belongs(typed: str, day: str) -> None:
    _, [problem] = parsed(Ruled, f"rule: {typed}\n")
    assert problem.code == "until_in_rule"
    assert dict(problem.values)["example"] == day


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=99",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYSETPOS=99;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_never_comes_true_is_refused_or_costs_little(rule: str) -> None:
    started = time.process_time()
    if not wrong(Ruled, f"rule: {rule}\n"):
        found = starts(event(f"start: 2026-02-01\nrepeat: {{rule: {rule!r}}}"))
        assert found[0] == datetime(2026, 2, 1)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("start", "rule", "begins", "expected"),
    [
        (
            "2026-02-02",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYDAY=1MO;COUNT=5",
            True,
            ["2026-02-02", "2026-05-04", "2026-08-03", "2026-11-02", "2027-02-01"],
        ),
        (
            "2026-06-01",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTH=6;BYDAY=1MO;COUNT=3",
            True,
            ["2026-06-01", "2027-06-07", "2028-06-05"],
        ),
        (
            "2096-02-29",
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;COUNT=3",
            True,
            ["2096-02-29", "2104-02-29", "2108-02-29"],
        ),
        ("2026-05-06", "FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=3", False, ["2026-05-06"]),
        (
            "2026-05-07",
            "FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=2",
            True,
            ["2026-05-07", "2026-05-14"],
        ),
    ],
)
def test_an_interval_is_counted_from_the_start(
    start: str, rule: str, begins: bool, expected: list[str]
) -> None:
    made = event(f"start: {start} 18:00\nrepeat: {{rule: '{rule}'}}")
    assert [f"{day:%Y-%m-%d}" for day in by_rule(made)] == expected
    assert begins_by_rule(made) is begins


def test_a_rule_that_never_gives_a_day_costs_little() -> None:
    started = time.process_time()
    for day in ("MO", "TU", "TH", "FR", "SA", "SU"):  # from a Wednesday on
        made = event(f"start: 2026-05-06\nrepeat: {{rule: FREQ=DAILY;INTERVAL=7;BYDAY={day}}}")
        assert starts(made) == by_rule(made) == (datetime(2026, 5, 6),)
        assert not begins_by_rule(made)
    assert time.process_time() - started < 0.8


def test_a_rule_is_followed_once_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[str] = []

    def counted(rule: str, *, dtstart: datetime) -> Any:
        followed.append(rule)
        return rrulestr(rule, dtstart=dtstart)

    made = event("start: 2026-05-06 17:59\nrepeat: {rule: FREQ=WEEKLY;COUNT=3}")
    monkeypatch.setattr("coalition.core.recurrence.rrulestr", counted)
    assert begins_by_rule(made)
    assert len(by_rule(made)) == len(starts(made)) == len(occurrences(made, *YEAR)) == 3
    assert followed == ["FREQ=WEEKLY;COUNT=3"]


def test_the_end_of_all_years_is_the_end_of_a_rule() -> None:
    # After its days, dateutil looks into a week that ends in the year 10000, which Python has not.
    rule = "FREQ=WEEKLY;INTERVAL=157;BYMONTH=1;BYDAY=SA;COUNT=99"
    found = by_rule(event(f"start: 2026-11-16\nrepeat: {{rule: {rule}}}"))
    assert [found[0].year, found[1].year, found[-1].year] == [2026, 2066, 2093]


@settings(max_examples=25)  # those that dateutil follows to the year 9999 take it long
@given(
    st.datetimes(datetime(1500, 1, 1), datetime(LAST_YEAR, 12, 31)),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.sampled_from([1, 2, 3, 5]),
    st.sampled_from(
        [
            "",
            ";BYDAY=TU,SU;WKST=SU",
            ";BYMONTH=2,11",
            ";BYMONTH=2;BYDAY=MO,SU;BYSETPOS=-1",
        ]
    ),
    st.integers(0, 4000),
)
def test_the_days_are_those_of_the_calendar_of_the_start(
    start: datetime, freq: str, interval: int, more: str, length: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    last = min(start + timedelta(days=length), datetime(LAST_YEAR, 12, 31))
    rule = f"FREQ={freq};INTERVAL={interval}{more}"
    found = by_rule(
        event(
            f"start: {start:%Y-%m-%d %H:%M}\n"
            f"repeat: {{rule: '{rule}', confirmed_until: {last:%Y-%m-%d}}}"
        )
    )
    expected = itertools.takewhile(
        lambda day: day.date() <= last.date(), rrulestr(rule, dtstart=start)
    )
    assert sorted(found) == sorted({start, *itertools.islice(expected, OCCURRENCE_LIMIT)})


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("start: 2026-05-17", ["05-17"]),
        ("start: 2026-05", []),
        ("start: 2026", []),
        ("start: 2025-12-30\nend: 2026-01-02", ["12-30"]),
        ("start: 2025-12-30\nend: 2025-12-31", []),
        (
            "start: 2026-05-07 18:00\nrepeat: {rule: FREQ=WEEKLY;BYDAY=TH, until: 2026-05-28}",
            ["05-07", "05-14", "05-21", "05-28"],
        ),
        ("start: 2026-05-07 18:00\nrepeat: {rule: FREQ=WEEKLY;COUNT=2}", ["05-07", "05-14"]),
        (
            "start: 2026-05-07\nrepeat: {rule: FREQ=WEEKLY, confirmed_until: 2026-05-20}",
            ["05-07", "05-14"],
        ),
        (
            "start: 2026-05-07\nrepeat: {rule: FREQ=WEEKLY, until: 2026-06-30, confirmed_until: 2026-05-14}",
            ["05-07", "05-14"],
        ),
        (
            "start: 2026-01-31\nrepeat: {rule: FREQ=MONTHLY;COUNT=3}",
            ["01-31", "03-31", "05-31"],
        ),
        (
            "start: 2026-01-31\nrepeat: {rule: FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3}",
            ["01-31", "02-28", "03-31"],
        ),
        (
            "start: 2026-05-05\nrepeat: {rule: FREQ=MONTHLY;BYDAY=1TU;COUNT=3}",
            ["05-05", "06-02", "07-07"],
        ),
        # Its own start is always a day of it.
        (
            "start: 2026-05-04\nrepeat: {rule: FREQ=WEEKLY;BYDAY=TH, until: 2026-05-14}",
            ["05-04", "05-07", "05-14"],
        ),
        ("start: 2026-05-04\nrepeat: {extra: [2026-06-01, 2026-05-20]}", ["05-04", "05-20", "06-01"]),
        (
            "start: 2026-05-07\nrepeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2026-05-14}",
            ["05-07", "05-21"],
        ),
        (
            "start: 2026-05-07\nrepeat: {rule: FREQ=WEEKLY;COUNT=2, exceptions: 2026-05-07}",
            ["05-14"],
        ),
        (
            "start: 2026-05-07\nrepeat: {rule: FREQ=WEEKLY;COUNT=2, extra: 2026-05-14}",
            ["05-07", "05-14"],
        ),
        ("start: 2026-02-28\nrepeat: {rule: FREQ=YEARLY;COUNT=2}", ["02-28"]),
        ("start: 2024-02-29\nrepeat: {rule: FREQ=YEARLY;COUNT=3}", []),
    ],
)  # fmt: skip
def test_an_event_takes_place_on_its_days(yaml: str, expected: list[str]) -> None:
    assert days(yaml) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-05-01", "2026-05-06", []),
        ("2026-05-07", "2026-05-07", ["05-07"]),
        ("2026-05-08", "2026-05-08", ["05-07"]),  # still going on
        ("2026-05-09", "2026-05-13", []),
        ("2026-05-08", "2026-05-14", ["05-07", "05-14"]),
    ],
)
def test_a_window_holds_what_touches_it(first: str, last: str, expected: list[str]) -> None:
    yaml = "start: 2026-05-07\nend: 2026-05-08\nrepeat: {rule: FREQ=WEEKLY;COUNT=3}"
    assert days(yaml, date.fromisoformat(first), date.fromisoformat(last)) == expected


def test_the_hour_is_that_of_the_clock_on_the_wall_all_year() -> None:
    found = occurrences(
        event(
            "start: 2026-03-26 18:00\nend: 2026-03-26 20:30\n"
            "repeat: {rule: FREQ=WEEKLY, until: 2026-10-29}"
        ),
        *YEAR,
    )
    assert len(found) == 32
    assert {f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found if one.end} == {"18:00-20:30"}


def test_an_extra_day_can_have_its_own_hour() -> None:
    found = occurrences(
        event("start: 2026-05-07 18:00\nrepeat: {extra: [2026-05-08, 2026-05-09 10:00]}"), *YEAR
    )
    assert [f"{one.start:%d %H:%M}" for one in found] == ["07 18:00", "08 18:00", "09 10:00"]


@pytest.mark.parametrize(
    ("yaml", "last"),
    [
        ("start: 2026-05-17", "2026-05-17"),
        ("start: 2026-05-17\nend: 2026-05-19", "2026-05-19"),
        ("start: 2026-05-17 18:00", "2026-05-17"),
        ("start: 2026-05-17 22:00\nend: 2026-05-18 02:00", "2026-05-18"),
        # Nobody is there any more at midnight.
        ("start: 2026-05-17 20:00\nend: 2026-05-18 00:00", "2026-05-17"),
        ("start: 2026-05-17 00:00\nend: 2026-05-17 00:00", "2026-05-17"),
    ],
)
def test_the_last_day_is_the_last_on_which_it_takes_place(yaml: str, last: str) -> None:
    [one] = occurrences(event(yaml), *YEAR)
    assert str(one.last_day) == last


# --- changes -------------------------------------------------------------------------------------

WEEKLY = """\
start: 2026-05-07 18:00
end: 2026-05-07 20:00
place: casa
repeat: {rule: FREQ=WEEKLY;COUNT=3}
changes:
"""


def changed(change: str) -> tuple[Occurrence, ...]:
    return occurrences(event(f"{WEEKLY}  - {{on: 2026-05-14, {change}}}"), *YEAR)


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        ("start: 2026-05-15 19:00", "15 19:00", "15 21:00"),
        ("start: 2026-05-15", "15 18:00", "15 20:00"),
        ("start: 2026-05-14 10:00, end: 2026-05-14 11:00", "14 10:00", "14 11:00"),
        ("end: 2026-05-14 22:00", "14 18:00", "14 22:00"),
        ("note: Vine și corul.", "14 18:00", "14 20:00"),
    ],
)
def test_one_day_can_be_moved(change: str, start: str, end: str) -> None:
    before, one, after = changed(change)
    assert (f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}") == (start, end)
    assert one.recurrence_id == datetime(2026, 5, 14, 18)
    assert (before.start.day, after.start.day) == (7, 21)


def test_one_day_can_be_cancelled_or_elsewhere() -> None:
    one = changed("status: cancelled, place: petrila, note: Sala e închisă.")[1]
    assert (one.status, one.place, one.note) == ("cancelled", "petrila", "Sala e închisă.")
    other = changed("note: a")[2]
    assert (other.status, other.place, other.note) == ("scheduled", "casa", None)


@pytest.mark.parametrize(
    ("event_status", "change", "status"),
    [
        ("scheduled", "start: 2026-05-15 19:00", "rescheduled"),
        ("scheduled", "start: 2026-05-14 19:00", "rescheduled"),
        ("scheduled", "start: 2026-05-14 18:00", "scheduled"),
        ("scheduled", "end: 2026-05-14 22:00", "scheduled"),
        ("scheduled", "start: 2026-05-15 19:00, status: tentative", "tentative"),
        ("cancelled", "start: 2026-05-15 19:00", "cancelled"),
    ],
)
def test_a_day_with_a_new_start_is_rescheduled(event_status: str, change: str, status: str) -> None:
    made = event(f"status: {event_status}\n{WEEKLY}  - {{on: 2026-05-14, {change}}}")
    one = occurrences(made, *YEAR)[1]
    assert one.status == status
    assert planned(made, one) == datetime(2026, 5, 14, 18)


@pytest.mark.parametrize(
    ("change", "place"),
    [("status: moved-online", None), ("status: moved-online, place: petrila", "petrila")],
)
def test_a_day_that_moved_online_is_not_where_it_was_to_be(change: str, place: str | None) -> None:
    assert [one.place for one in changed(change)] == ["casa", place, "casa"]
    whole = event("start: 2026-05-07\nplace: casa\nstatus: moved-online")
    assert [one.place for one in occurrences(whole, *YEAR)] == [None]


def test_a_change_is_that_of_its_occurrence_and_not_of_the_series() -> None:
    made = event(f"{WEEKLY}  - {{on: 2026-05-07, status: cancelled}}")
    first, second, *_ = occurrences(made, *YEAR)
    assert change_of(made, first) == made.changes[0]
    assert change_of(made, second) is None
    assert change_of(made, replace(first, recurrence_id=None)) is None
    single = event("start: 2026-05-07\nchanges: [{on: 2026-05-07, start: 2026-05-09}]")
    [moved] = occurrences(single, *YEAR)
    assert change_of(single, moved) == single.changes[0]


def test_a_single_event_knows_when_it_was_planned() -> None:
    made = event("start: 2026-05-07\nchanges: [{on: 2026-05-07, start: 2026-05-09}]")
    [one] = occurrences(made, *YEAR)
    assert (one.start.day, planned(made, one), one.status) == (
        9,
        datetime(2026, 5, 7),
        "rescheduled",
    )


@pytest.mark.parametrize(
    ("start", "rule", "fits"),
    [
        ("2026-05-07", "FREQ=WEEKLY;BYDAY=TH", True),
        ("2026-05-07", "FREQ=WEEKLY", True),
        ("2026-05-06", "FREQ=WEEKLY;BYDAY=TH", False),
        ("2026-05-07", "FREQ=MONTHLY;BYDAY=1TU", False),
    ],
)
def test_the_first_day_counts_even_when_the_rule_leaves_it_out(
    start: str, rule: str, fits: bool
) -> None:
    made = event(f"start: {start} 18:00\nrepeat: {{rule: {rule}, until: 2026-06-30}}")
    assert begins_by_rule(made) is fits
    assert by_rule(made)[0] == made.start.moment
    assert starts(made) == by_rule(made)


def test_a_day_moved_past_the_next_stands_in_its_new_order() -> None:
    found = changed("start: 2026-05-22 18:00")
    assert [one.start.day for one in found] == [7, 21, 22]


def test_a_day_moved_out_of_the_window_is_not_in_it() -> None:
    found = event(f"{WEEKLY}  - {{on: 2026-05-14, start: 2026-06-14 18:00}}")
    assert len(occurrences(found, date(2026, 5, 1), date(2026, 5, 31))) == 2
    assert len(occurrences(found, date(2026, 6, 1), date(2026, 6, 30))) == 1


@pytest.mark.parametrize("change", ["end: 2026-05-14", "end: 2026-05-14 17:00"])
def test_no_day_ends_before_it_starts(change: str) -> None:
    # Either the file is refused, or what is shown makes sense.
    yaml = f"title: a\n{WEEKLY}  - {{on: 2026-05-14, {change}}}\n"
    if not wrong(Event, yaml):
        assert all(
            one.end and one.end >= one.start for one in occurrences(record(Event, yaml), *YEAR)
        )


# --- ends ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("rule: FREQ=WEEKLY", None),
        ("until: 2026-05-28", date(2026, 5, 28)),
        ("confirmed_until: 2026-05-28", date(2026, 5, 28)),
        ("until: 2026-05-28, confirmed_until: 2026-06-28", date(2026, 5, 28)),
        ("until: 2026-06-28, confirmed_until: 2026-05-28", date(2026, 5, 28)),
    ],
)
def test_the_last_sure_day_is_the_earlier_end(yaml: str, expected: date | None) -> None:
    made = event(f"start: 2026-05-07\nrepeat: {{{yaml}}}")
    assert last_sure_day(made.repeat) == expected


@pytest.mark.parametrize("start", ["1500-01-01", "1900-02-28", "2200-12-31"])
def test_a_year_far_away_breaks_nothing(start: str) -> None:
    found = occurrences(
        event(f"start: {start} 10:00\nend: {start} 12:00\nrepeat: {{rule: FREQ=WEEKLY;COUNT=2}}"),
        date.min,
        date.max,
    )
    assert str(found[0].start.date()) == start


def test_no_rule_is_followed_for_ever() -> None:
    started = time.process_time()
    assert len(starts(event("start: 2026-01-01\nrepeat: {rule: FREQ=DAILY}"))) == OCCURRENCE_LIMIT
    assert time.process_time() - started < 1


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=-1"]),
    st.integers(1, 20),
    st.sets(st.integers(0, 60), max_size=5),
    st.sets(st.integers(0, 400), max_size=5),
    st.dates(date(2020, 1, 1), date(2031, 12, 31)),
    st.integers(0, 400),
)  # fmt: skip
def test_whatever_repeats_no_exception_takes_place_and_the_window_holds(
    start: date,
    rule: str,
    count: int,
    out: set[int],
    more: set[int],
    first: date,
    length: int,
) -> None:
    def listed(offsets: set[int]) -> str:
        return ", ".join(str(start + timedelta(days=offset)) for offset in sorted(offsets))

    made = event(
        f"start: {start}\nrepeat: {{rule: '{rule};COUNT={count}', exceptions: [{listed(out)}], "
        f"extra: [{listed(more)}]}}"
    )
    last = first + timedelta(days=length)
    every = {one.start.date() for one in occurrences(made, date.min, date.max)}
    assert not every & {start + timedelta(days=offset) for offset in out}
    assert {start + timedelta(days=offset) for offset in more - out} <= every
    found = [one.start.date() for one in occurrences(made, first, last)]
    assert found == sorted(day for day in every if first <= day <= last)
