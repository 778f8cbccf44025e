"""The agenda: what happens when, as it is seen on one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from coalition.core.agenda import MONTHS_AHEAD, Agenda
from coalition.core.recurrence import Occurrence, occurrences
from core.in_memory import Files, event, item, site
from hypothesis import given
from hypothesis import strategies as st
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"
TODAY = date(2026, 5, 4)
ALONE: Files = {path: None for path in BASE if "/ziua/" in path or "/stire/" in path}
WEEKLY = "repeat: {rule: FREQ=WEEKLY;COUNT=3}"


def agenda(*files: Files, today: date = TODAY) -> Agenda:
    """The agenda of nothing but the events in ``files``."""
    whole = {**ALONE, **{path: raw for one in files for path, raw in one.items()}}
    return site(whole).agenda(today)


def days(found: tuple[tuple[str, Occurrence], ...]) -> list[tuple[str, str]]:
    return [(id_, f"{one.start:%m-%d}") for id_, one in found]


def test_what_comes_comes_in_order_as_far_as_lists_look_ahead() -> None:
    of = agenda(
        event("start: 2026-05-20 18:00", id_="seara"),
        event("start: 2026-05-20 09:00", id_="dimineata"),
        event("start: 2026-05-01", "end: 2026-05-04", id_="pana-azi"),
        event("start: 2026-05-03", id_="ieri"),
        event("start: 2026-04-27", WEEKLY, id_="des"),
        event("start: 2029-01-01", "repeat: {rule: FREQ=DAILY;COUNT=3}", id_="departe"),
        event("start: 2026-05-05", WITHDRAWN, id_="retras"),
        event("start: 2026-05", id_="luna"),
    )
    coming = [
        ("pana-azi", "05-01"), ("des", "05-04"), ("des", "05-11"),
        ("dimineata", "05-20"), ("seara", "05-20"), ("departe", "01-01"),
    ]  # fmt: skip
    assert days(of.coming()) == coming
    assert days(of.coming("2")) == coming[:2]
    assert [one.start.day for one in of.coming_of("des")] == [4, 11]
    assert [one.start.year for one in of.coming_of("departe")] == [2029]
    assert of.coming_of("ieri") == of.coming_of("luna") == of.coming_of("retras") == ()


CANCELLED = "changes: [{on: 2026-05-04, status: cancelled}]"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("start: 2026-05-20",), "2026-05-20"),
        (("start: 2026-04-20",), "2026-04-20"),
        (("start: 2026-04-20", "changes: [{on: 2026-04-20, start: 2026-05-21}]"), "2026-05-21"),
        (("start: 2026-05",), None),
        (("start: 2026-04-27", WEEKLY), "2026-05-04"),
        (("start: 2026-04-27", WEEKLY, CANCELLED), "2026-05-11"),
        (("start: 2026-04-27", WEEKLY, CANCELLED.replace("cancelled", "postponed")), "2026-05-11"),
        (("start: 2026-04-27", "status: cancelled", WEEKLY), "2026-05-04"),
        (("start: 2026-04-20", WEEKLY, CANCELLED), "2026-05-04"),
        (("start: 2026-04-13", WEEKLY), None),
    ],
)
def test_an_event_is_known_by_the_next_day_that_takes_place(
    lines: tuple[str, ...], day: str | None
) -> None:
    one = agenda(event(*lines)).next_of("alt")
    assert (one and one.start.date().isoformat()) == day


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("start: 2026-05-04",), "2026-05-04"),
        (("start: 2026-05-04 23:59",), "2026-05-04"),
        (("start: 2026-05-04 20:00", "end: 2026-05-05 00:00"), "2026-05-04"),
        (("start: 2026-05-04 20:00", "end: 2026-05-05 00:01"), "2026-05-05"),
        (("start: 2026-05-04", "end: 2026-05-06"), "2026-05-06"),
        (("start: 2026-04-20", WEEKLY), "2026-05-04"),
        (("start: 2026-04-20", WEEKLY, "status: cancelled"), "2026-05-04"),
        (("start: 2026-04", "end: 2026-05"), "2026-05-31"),
        (("start: 2026",), "2026-12-31"),
    ],
)
def test_an_event_is_over_at_the_midnight_after_its_last_day(
    lines: tuple[str, ...], last: str
) -> None:
    day, files = date.fromisoformat(last), event(*lines)
    assert not agenda(files, today=day).is_over("alt")
    assert agenda(files, today=day + timedelta(days=1)).is_over("alt")


def test_what_is_over_comes_the_latest_first() -> None:
    of = agenda(
        event("start: 2026-04-20", id_="b"),
        event("start: 2026-04-20", id_="c"),
        event("start: 2026-04-21", WITHDRAWN, id_="d"),
        event("start: 2026-05-01", id_="e"),
        event("start: 2025", id_="f"),
        event("start: 2026-05-04", id_="g"),
    )
    assert of.ended() == ("e", "c", "b", "f")
    assert of.ended("2") == ("e", "c")


def test_of_what_names_a_thing_it_is_known_what_comes_and_what_is_over() -> None:
    here, by = "place: casa", "organisers: alfa"
    of = agenda(
        event("start: 2026-04-20", here, by, id_="b"),
        event("start: 2026-04-20", here, id_="c"),
        event("start: 2026-04-21", WITHDRAWN, here, id_="d"),
        event("start: 2026-05", here, id_="e"),
        event("start: 2026-05-01", by, id_="f"),
        event("start: 2026-05-04", by, id_="g"),
        event("start: 2026-05-01", id_="h"),
    )
    assert of.of_those_naming("place/casa") == (("e",), ("c", "b"))
    assert of.of_those_naming("member/alfa") == (("g",), ("f", "b"))
    assert of.of_those_naming("place/casa member/alfa") == (("e", "g"), ("f", "c", "b"))
    assert of.of_those_naming("place/petrila") == of.of_those_naming("topic/nu") == ((), ())


def test_what_has_no_day_comes_by_its_end() -> None:
    of = agenda(
        event("start: 2026", id_="a"),
        event("start: 2026-07", id_="b"),
        event("start: 2026-04", "end: 2026-06", id_="c"),
        event("start: 2026-04", id_="d"),
        event("start: 2026-06-01", id_="e"),
    )
    assert of.undated() == ("c", "b", "a")
    assert of.vague("2026-04") == ("c", "d")
    assert of.vague("2026-06") == ()


def test_what_lasts_over_the_turn_of_the_year_is_in_both_months_and_in_the_year_it_begins() -> None:
    of = agenda(event("start: 2025-12-30", "end: 2026-01-02"), event("start: 2026-01-31", id_="c"))
    assert of.months() == ("2025-12", "2026-01")
    assert days(of.month("2025-12")) == [("alt", "12-30")]
    assert days(of.month("2026-01")) == [("alt", "12-30"), ("c", "01-31")]
    assert of.years() == (2025, 2026)
    assert of.year("2025") == (("alt", None),)
    assert of.year("2026") == (("c", None),)


def test_a_party_until_midnight_is_in_no_other_month() -> None:
    of = agenda(event("start: 2026-05-31 20:00", "end: 2026-06-01 00:00"))
    assert of.months() == ("2026-05",)


def test_a_month_that_only_is_known_has_a_page_without_days() -> None:
    of = agenda(event("start: 2024-08"), event("start: 2026", id_="an"))
    assert of.months() == ("2024-08",)
    assert of.month("2024-08") == of.month("2024-09") == ()
    assert of.vague("2024-08") == ("alt",)
    assert of.years() == (2024, 2026)


def test_months_have_pages_for_thirteen_months_ahead() -> None:
    files = event("start: 2020-05-01", "repeat: {rule: FREQ=MONTHLY;COUNT=200}")
    of = agenda(files)
    assert of.months()[0] == "2020-05"
    assert of.months()[-1] == "2027-06"
    assert agenda(files, today=date(2026, 12, 31)).months()[-1] == "2028-01"
    assert len(of.months()) == 7 * 12 + 2


def test_a_repeating_event_is_once_in_each_year_with_its_first_day_in_it() -> None:
    of = agenda(event("start: 2025-12-24", "repeat: {rule: FREQ=WEEKLY;COUNT=4}"))
    assert of.year("2025") == (("alt", None),)
    [(id_, one)] = of.year("2026")
    assert (id_, one and one.start) == ("alt", datetime(2026, 1, 7))
    assert of.year("2027") == ()


def test_an_event_that_was_moved_is_listed_under_its_new_day() -> None:
    of = agenda(event("start: 2025-12-30", "changes: [{on: 2025-12-30, start: 2026-01-03}]"))
    assert of.first_day("alt") == date(2026, 1, 3)
    assert of.years() == (2026,)
    assert of.months() == ("2026-01",)


def test_an_event_that_was_moved_to_an_earlier_month_is_in_that_month() -> None:
    of = agenda(event("start: 2026-05-17", "changes: [{on: 2026-05-17, start: 2026-04-20}]"))
    assert of.months() == ("2026-04",)


def test_it_is_known_what_day_it_is() -> None:
    of = agenda()
    assert of.is_today("2026-05-04")
    assert not of.is_today("2026-05-05")
    assert of.this_year() == 2026
    assert (of.coming(), of.months(), of.years(), of.undated(), of.ended()) == ((),) * 5


# --- the same in a slow and obvious way -------------------------------------------------------------

DAY = st.dates(date(2025, 3, 1), date(2027, 9, 30))


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, ...]:
    """An event of any precision, that may last, repeat, change, be cancelled or withdrawn."""
    day: date = draw(DAY)
    precision = draw(st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%d %H:%M")))
    found = [f"start: {datetime(day.year, day.month, day.day, 18):{precision}}"]
    is_full = "%d" in precision
    if is_full and draw(st.booleans()):
        end = datetime(day.year, day.month, day.day) + timedelta(days=draw(st.integers(1, 9)))
        found.append(f"end: {end:{precision}}")
    if is_full and draw(st.booleans()):
        often = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY")))
        found.append(f"repeat: {{rule: FREQ={often};COUNT={draw(st.integers(1, 9))}}}")
    if is_full and draw(st.booleans()):
        status = draw(st.sampled_from(("cancelled", "postponed", "tentative")))
        moved = day + timedelta(days=draw(st.integers(0, 40)))
        change = f"on: {day}, status: {status}, start: {moved}"
        found.append(f"changes: [{{{change}}}]")
    if draw(st.integers(0, 5)) == 0:
        found.append(WITHDRAWN)
    return tuple(found)


@given(st.lists(lines(), max_size=4), DAY)
def test_any_events_are_seen_as_their_records_say(events: list[Any], today: date) -> None:
    files = {
        path: raw
        for number, one in enumerate(events)
        for path, raw in event(*one, id_=f"e{number}").items()
    }
    made = site({**ALONE, **files})
    records = {one.id: one.record for one in made.all("event") if one.record.withdrawn is None}
    every = sorted(
        ((one.start, id_, one) for id_, record in records.items() for one in occurrences(record)),
        key=lambda one: one[:2],
    )
    to_come = [(id_, one) for _, id_, one in every if one.last_day >= today]
    near = [(id_, one) for id_, one in to_come if one.start.date() <= today + timedelta(days=400)]
    first = {id_: (id_, one) for id_, one in reversed(to_come)}
    far = [one for id_, one in first.items() if id_ not in {near_id for near_id, _ in near}]
    far.sort(key=lambda one: (one[1].start, one[0]))
    of = made.agenda(today)
    assert list(of.coming()) == near + far

    over = {
        id_
        for id_, record in records.items()
        if (
            all(one.last_day < today for one in occurrences(record))
            if record.start.is_full
            else record.last.last_day < today
        )
    }
    assert {id_ for id_ in records if of.is_over(id_)} == over == set(of.ended())
    vague = {id_ for id_, record in records.items() if not record.start.is_full}
    assert set(of.undated()) == vague - over

    for id_, record in records.items():
        coming = [one for other, one in near + far if other == id_]
        assert list(of.coming_of(id_)) == coming
        sure = [one for one in coming if one.status in ("scheduled", "tentative")]
        only = () if record.repeat is not None else occurrences(record)
        assert of.next_of(id_) == next(iter((*sure, *coming, *only)), None)

    ahead = [today.replace(day=1)]
    while len(ahead) <= MONTHS_AHEAD:
        ahead.append((ahead[-1] + timedelta(days=31)).replace(day=1))
    months: dict[str, list[Any]] = {str(records[id_].start)[:7]: [] for id_ in vague}
    months = {month: [] for month in months if "-" in month}
    for _, id_, one in every:
        if one.start.date() <= ahead[-1]:
            touched = (one.start.date() + timedelta(days=day) for day in range(99))
            known = (day for day in touched if day <= min(one.last_day, ahead[-1]))
            for month in dict.fromkeys(f"{day:%Y-%m}" for day in known):
                months.setdefault(month, []).append((id_, one))
    assert {month: list(of.month(month)) for month in of.months()} == months
    assert list(of.months()) == sorted(months)
    told = {id_ for year in of.years() for id_, _ in of.year(str(year))}
    assert told == records.keys()


def test_calendars_hold_what_is_over_for_a_year_and_what_was_called_off_for_a_month() -> None:
    of = agenda(
        event("start: 2025-05-04", "topics: culture", id_="anul-trecut"),
        event("start: 2025-05-03", "topics: culture", id_="mai-vechi"),
        event("start: 2025-05-03", WEEKLY, id_="des"),
        event("start: 2026-04-04", "status: cancelled", id_="anulat"),
        event("start: 2026-04-03", "status: postponed", id_="amanat"),
        event("start: 2026-04-03", WITHDRAWN, "published: 2026-01-01", id_="retras"),
        event("start: 2026-04-03", WITHDRAWN, id_="retras-demult"),
        event("start: 2026-05", id_="luna"),
    )
    assert of.in_calendars() == ("anul-trecut", "anulat", "des", "retras")
    assert of.in_calendars("topic/culture place/casa") == ("anul-trecut",)


def test_deadlines_are_known_for_a_month_after_their_day() -> None:
    of = agenda(
        item("calls", "deadline: 2026-04-04", id_="atunci"),
        item("calls", "deadline: 2026-04-03", id_="inainte"),
        item("calls", "standing: true", id_="mereu"),
        item(
            "plans",
            "objectives: [{id: o, title: O, measures: [{id: a, title: A, due: 2026-06-01},"
            " {id: b, title: B, due: 2026-04-01}, {id: c, title: C, due: 2026-07},"
            " {id: d, title: D}, {id: e, title: E, due: 2026-05-01}]}]",
        ),
    )
    assert of.deadlines() == (
        (("call", "atunci"), (date(2026, 4, 4),)),
        (("plan", "apa"), (date(2026, 5, 1), date(2026, 6, 1))),
    )
