"""How an event repeats, told to people: whole phrases, and only what is still to come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from coalition.core.records.event import Event
from coalition.core.spoken import NAMED, brief, lines, spoken
from coalition.core.words import Words
from core.in_memory import parsed, record
from hypothesis import given
from hypothesis import strategies as st

START = "2026-05-07 18:00"  # a Thursday


def event(repeat: str, start: str = START) -> Any:
    return record(
        Event, f"title: a\nstart: {start}\nrepeat:\n  {repeat.replace('|', chr(10) + '  ')}\n"
    )


def told(repeat: str, start: str = START, today: str = "2026-05-01") -> tuple[str, ...]:
    """The lines in English; fields of ``repeat`` stand between bars."""
    said = spoken(event(repeat, start), lambda day: day < date.fromisoformat(today))
    assert said is not None
    return lines(Words("en"), said)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("DAILY", "every day"),
        ("DAILY;INTERVAL=3", "every 3 days"),
        ("DAILY;BYDAY=MO,TU,WE,TH,FR", "every day from Monday to Friday"),
        ("WEEKLY", "every Thursday"),
        ("WEEKLY;BYDAY=TH", "every Thursday"),
        ("WEEKLY;BYDAY=TH,MO", "every Monday and every Thursday"),
        ("WEEKLY;BYDAY=SU,TH,MO", "every Monday, every Thursday and every Sunday"),
        ("WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("WEEKLY;BYDAY=FR,TH,WE,TU,MO", "every day from Monday to Friday"),
        ("WEEKLY;INTERVAL=2", "every 2 weeks, on Thursday"),
        ("WEEKLY;INTERVAL=2;BYDAY=TH,MO;WKST=MO", "every 2 weeks, on Monday and on Thursday"),
        ("WEEKLY;BYMONTH=6,5", "every Thursday, only in these months: May and June"),
        ("MONTHLY", "on day 7 of the month"),
        ("MONTHLY;BYMONTHDAY=-1,7", "on day 7 of the month and on the last day of the month"),
        ("MONTHLY;BYDAY=1TH", "on the first Thursday of the month"),
        ("MONTHLY;BYDAY=+1TH", "on the first Thursday of the month"),
        ("MONTHLY;BYDAY=TH;BYSETPOS=1", "on the first Thursday of the month"),
        ("MONTHLY;BYDAY=-1FR", "on the last Friday of the month"),
        ("MONTHLY;BYDAY=3TH,1TH", "on the first Thursday of the month and on the third Thursday of the month"),
        ("MONTHLY;BYDAY=TH", "every Thursday"),
        ("MONTHLY;INTERVAL=2;BYDAY=1TH", "every 2 months, on the first Thursday of the month"),
        ("YEARLY", "every year on 7 May"),
        ("YEARLY;INTERVAL=2", "every 2 years on 7 May"),
        ("YEARLY;BYMONTH=5,9;BYMONTHDAY=7", "every year on 7 May and 7 September"),
        ("YEARLY;BYMONTH=5;BYDAY=1TH", "every year in May, on the first Thursday of the month"),
        ("YEARLY;BYMONTH=5;BYDAY=TH;BYSETPOS=1", "every year in May, on the first Thursday of the month"),
        ("YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=1TH", "every 2 years in May, on the first Thursday of the month"),
        ("YEARLY;BYMONTH=5;BYDAY=TH", "every Thursday, only in these months: May"),
    ],
)  # fmt: skip
def test_a_rule_is_told_as_people_say_it(rule: str, expected: str) -> None:
    assert told(f"rule: FREQ={rule}|until: 2026-12-31")[0] == f"{expected}, until 31 December 2026"


@pytest.mark.parametrize(
    "rule",
    [
        "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "MONTHLY;BYDAY=TH;BYMONTHDAY=1,2,3,4,5,6,7",
        "MONTHLY;BYDAY=5TH",
        "MONTHLY;BYDAY=-2TH",
        "MONTHLY;BYMONTHDAY=-2",
        "MONTHLY;INTERVAL=2;BYDAY=TH",
        "DAILY;INTERVAL=2;BYDAY=TH",
        "DAILY;BYMONTHDAY=7",
        "YEARLY;BYMONTHDAY=7",
        "YEARLY;BYMONTH=2,5;BYMONTHDAY=29",
        "YEARLY;BYMONTH=5;BYMONTHDAY=-1",
        "YEARLY;BYDAY=2TH",
        "YEARLY;BYDAY=TH",
        "YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=TH",
    ],
)
def test_a_rule_without_words_says_so(rule: str) -> None:
    first, *_ = told(f"rule: FREQ={rule}|until: 2026-12-31")
    assert first == "on days of its own, until 31 December 2026"


def test_the_leap_day_is_not_promised_for_every_year() -> None:
    assert told("rule: FREQ=YEARLY|until: 2040-01-01", "2024-02-29")[0].startswith(
        "on days of its own"
    )


@pytest.mark.parametrize(
    ("repeat", "expected"),
    [
        ("rule: FREQ=WEEKLY;COUNT=3", "every Thursday, until 21 May 2026"),
        ("rule: FREQ=WEEKLY;COUNT=3|exceptions: 2026-05-21", "every Thursday, until 21 May 2026"),
        ("rule: FREQ=WEEKLY|confirmed_until: 2026-06-18", "every Thursday, confirmed until 18 June 2026"),
        (
            "rule: FREQ=WEEKLY|until: 2026-12-31|confirmed_until: 2026-06-18",
            "every Thursday, until 31 December 2026, confirmed until 18 June 2026",
        ),
        ("rule: FREQ=WEEKLY|until: 2026-06-18|confirmed_until: 2026-12-31", "every Thursday, until 18 June 2026"),
    ],
)  # fmt: skip
def test_until_when_is_told_as_a_day(repeat: str, expected: str) -> None:
    assert told(repeat)[0] == expected


def test_days_that_fall_out_and_more_days_are_told() -> None:
    repeat = (
        "rule: FREQ=WEEKLY|until: 2026-06-18|exceptions: [2026-06-04, 2026-05-14]"
        "|extra: [2026-05-12, 2026-05-17 10:00]"
    )
    assert told(repeat) == (
        "every Thursday, until 18 June 2026",
        "not on: 14 May 2026 and 4 June 2026",
        "also on: 12 May 2026 and 17 May 2026 (10:00)",
    )
    assert told(repeat, today="2026-05-14")[1:] == (
        "not on: 14 May 2026 and 4 June 2026",
        "also on: 17 May 2026 (10:00)",
    )
    assert told(repeat, today="2026-06-05") == ("every Thursday, until 18 June 2026",)


def test_a_first_day_that_the_rule_leaves_out_is_one_more() -> None:
    repeat = "rule: FREQ=WEEKLY;BYDAY=FR|until: 2026-06-18"
    assert told(repeat)[1:] == ("also on: 7 May 2026",)
    assert told(f"{repeat}|exceptions: 2026-05-07")[1:] == ("not on: 7 May 2026",)


def test_many_days_are_shortened() -> None:
    days = [f"2026-05-{day:02}" for day in range(8, 8 + NAMED + 5)]

    def line(number: int) -> str:
        return told(f"rule: FREQ=DAILY;COUNT=30|exceptions: [{', '.join(days[:number])}]")[1]

    assert line(NAMED) == "not on: 8 May 2026, 9 May 2026, 10 May 2026 and 11 May 2026"
    assert line(NAMED + 1) == "not on: 8 May 2026, 9 May 2026, 10 May 2026 and 2 more days"
    assert line(NAMED + 5) == "not on: 8 May 2026, 9 May 2026, 10 May 2026 and 6 more days"


def test_without_a_rule_the_days_are_told() -> None:
    repeat = "extra: [2026-06-11, 2026-05-30 10:00]"
    assert told(repeat) == ("on these days: 7 May 2026, 30 May 2026 (10:00) and 11 June 2026",)
    assert told(repeat, today="2026-06-01") == ("on these days: 11 June 2026",)
    assert told(repeat, today="2026-07-01") == ("on days of its own",)


def test_what_does_not_repeat_tells_nothing() -> None:
    once = record(Event, f"title: a\nstart: {START}\n")
    assert spoken(once, lambda _: False) is None


# What a translator writes, for two languages whose endings and word order differ.
CATALOGUES = {
    "ro": {"every Thursday": "în fiecare joi", "{rhythm}, until {day}": "{rhythm}, până la {day}"},
    "hu": {"every Thursday": "minden csütörtökön", "{rhythm}, until {day}": "{rhythm}, {day}-ig"},
    "tr": {"every Thursday": "her perşembe", "{rhythm}, until {day}": "{day} tarihine kadar {rhythm}"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ro", "în fiecare joi, până la 18 iunie 2026"),
        ("hu", "minden csütörtökön, 2026. június 18-ig"),
        ("tr", "18 Haziran 2026 tarihine kadar her perşembe"),
        ("en", "every Thursday, until 18 June 2026"),
    ],
)
def test_a_translator_can_say_it_as_the_language_wants(language: str, expected: str) -> None:
    messages = {(None, key): (text,) for key, text in CATALOGUES.get(language, {}).items()}
    said = spoken(event("rule: FREQ=WEEKLY|until: 2026-06-18"), lambda _: False)
    assert said is not None
    assert brief(Words(language, messages), said) == expected


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 4),
    st.lists(st.sampled_from(["MO", "TH", "1TH", "-1SU", "5MO", "-3WE"]), max_size=3, unique=True),
    st.lists(st.sampled_from([1, 7, 31, -1, -4]), max_size=2, unique=True),
    st.lists(st.integers(1, 12), max_size=3, unique=True),
    st.sampled_from(["", "1", "-1", "7"]),
)
def test_every_rule_that_is_taken_is_told(
    freq: str, interval: int, days: list[str], month_days: list[int], months: list[int], pos: str
) -> None:
    parts = [f"FREQ={freq}", f"INTERVAL={interval}"]
    for name, values in (("BYDAY", days), ("BYMONTHDAY", month_days), ("BYMONTH", months)):
        if values:
            parts.append(f"{name}={','.join(map(str, values))}")
    if pos:
        parts.append(f"BYSETPOS={pos}")
    made, problems = parsed(
        Event,
        f"title: a\nstart: {START}\nrepeat: {{rule: '{';'.join(parts)}', until: 2027-12-31}}\n",
    )
    if problems:
        assert [one.code for one in problems] == ["bad_rule"]
        return
    said = spoken(made, lambda _: False)
    assert said is not None
    assert lines(Words("en"), said)[0].endswith("until 31 December 2027")
