"""Points in time are read as precisely as they are written, and only if they exist."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from coalition.core.fields import Fields, told
from coalition.core.times import (
    FIRST_YEAR,
    LAST_YEAR,
    Day,
    Moment,
    PartialDate,
    PartialMoment,
    When,
    Zone,
    after_gap,
    read_when,
)
from core.in_memory import parsed, record, wrong
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError


class Times(Fields):
    """A field of each type."""

    year: PartialDate | None = told("A date known in part.")
    start: PartialMoment | None = told("A moment known in part.")
    moment: Moment | None = told("A moment.")
    day: Day | None = told("A day.")
    zone: Zone | None = told("A zone.")


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("year", "2022", When(2022)),
        ("year", "2022-08", When(2022, 8)),
        ("year", "2024-02-29", When(2024, 2, 29)),
        ("day", "2026-05-17", When(2026, 5, 17)),
        ("zone", "Europe/Bucharest", "Europe/Bucharest"),
        ("zone", "UTC", "UTC"),
    ],
)
def test_what_is_right_is_read(name: str, typed: str, value: object) -> None:
    assert getattr(record(Times, f"{name}: {typed}\n"), name) == value


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("year", "08.2022", "bad_date"),
        ("year", "2026-05-17 18:00", "bad_date"),  # more than the field can say
        ("start", "17.05.2026", "bad_date"),
        ("start", "05/06/2026", "bad_date"),
        ("start", "5 martie 2026", "bad_date"),
        ("start", "18:00", "bad_date"),
        ("start", "2026-5-17", "bad_date"),
        ("start", "2026-05-17T18:00Z", "bad_date"),
        ("start", "26-05-17", "bad_date"),
        ("start", "２０２６", "bad_date"),
        ("start", "2026-13-05", "impossible_date"),
        ("start", "2026-02-29", "impossible_date"),
        ("start", "2026-00", "impossible_date"),
        ("start", "0000-01-01", "impossible_date"),
        ("start", "0206-05-17", "impossible_date"),  # a year typed wrong
        ("start", "9999-12-31", "impossible_date"),
        ("start", "2026-05-17 25:00", "bad_time"),
        ("start", "2026-05-17 24:00", "bad_time"),
        ("start", "2026-05-17 18:60", "bad_time"),
        ("start", "2026-05-17 18", "bad_time"),
        ("start", "2026-05-17 18.00", "bad_time"),
        ("start", "2026-05-17 6pm", "bad_time"),
        ("start", "2026-05-17 18:00:30", "bad_time"),
        ("moment", "2026-05", "bad_date"),
        ("day", "2026-05", "bad_date"),
        ("day", "2026-05-17 18:00", "bad_date"),
        ("zone", "Europe/Petrila", "bad_zone"),
        ("zone", "Europe", "bad_zone"),
        ("zone", "../../etc/passwd", "bad_zone"),
        ("zone", "+02:00", "bad_zone"),
    ],
)
def test_what_is_wrong_is_named(name: str, typed: str, code: str) -> None:
    assert wrong(Times, f"{name}: {typed}\n") == [(code, 1)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("start", "2026-05-17 25:00"),
        ("start", "2026-05-17 seara"),
        ("start", "17.05.2026"),
        ("start", "2026-13-05"),
        ("year", "2026-05-17 18:00"),
        ("moment", "2026-05"),
        ("day", "2026"),
        ("start", "[a]"),
        ("year", "[a]"),
        ("day", "{a: b}"),
        ("zone", "[a]"),
    ],
)
def test_what_is_wrong_comes_with_an_example_that_is_right(name: str, typed: str) -> None:
    _, [problem] = parsed(Times, f"{name}: {typed}\n")
    assert wrong(Times, f"{name}: {dict(problem.values)['example']}\n") == []
    if problem.code == "bad_time":
        assert ":" in dict(problem.values)["example"]


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any point in time, known to any precision."""
    day = draw(DAYS)
    depth = draw(st.integers(1, 4))
    clock = draw(st.times()).replace(second=0, microsecond=0) if depth == 4 else None
    return When(day.year, day.month if depth > 1 else None, day.day if depth > 2 else None, clock)


@given(whens())
def test_a_date_is_written_as_it_is_read(when: When) -> None:
    assert read_when(str(when)) == when
    assert read_when(str(when).replace("T", " ")) == when


@given(whens())
@example(When(2024, 2))
@example(When(2200))
@example(When(2200, 12))
def test_a_date_known_in_part_spans_all_the_days_it_can_mean(when: When) -> None:
    assert when.first_day <= when.last_day
    after = when.last_day + timedelta(days=1) if when.last_day < date.max else None
    spans = {"year": 365, "month": 28, "day": 1, "minute": 1}
    assert (when.last_day - when.first_day).days + 1 >= spans[when.precision]
    if when.precision == "year":
        assert when.last_day == date(when.year, 12, 31)
    if when.precision == "month" and after is not None:
        assert when.last_day.month == when.month
        assert after.day == 1
    assert when.is_full == (when.precision in ("day", "minute"))


@pytest.mark.parametrize(
    ("moment", "zone", "after"),
    [
        ("2026-03-29 03:00", "Europe/Bucharest", "04:00"),
        ("2026-03-29 03:59", "Europe/Bucharest", "04:59"),
        ("2026-03-29 02:59", "Europe/Bucharest", ""),
        ("2026-03-29 04:00", "Europe/Bucharest", ""),
        ("2026-03-29 02:30", "Europe/Skopje", "03:30"),
        ("2026-10-04 02:10", "Australia/Lord_Howe", "02:40"),
        ("2026-03-08 02:30", "America/New_York", "03:30"),
        ("2026-03-29 03:30", "Europe/Istanbul", ""),
        ("2026-03-29 03:30", "UTC", ""),
        ("2026-03-29 03:30", "Asia/Kathmandu", ""),
        ("2026-10-25 03:30", "Europe/Bucharest", ""),  # twice, which is not never
    ],
)
def test_an_hour_that_the_clocks_skip_is_read_as_one_that_exists(
    moment: str, zone: str, after: str
) -> None:
    found = after_gap(read_when(moment).moment, zone)
    assert (f"{found:%H:%M}" if found else "") == after


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_date_is_read_or_refused(typed: str) -> None:
    try:
        when = read_when(typed)
    except PydanticCustomError as refused:
        assert refused.type in ("bad_date", "bad_time", "impossible_date")
    else:
        assert read_when(str(when)) == when
