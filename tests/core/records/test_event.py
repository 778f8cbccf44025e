"""An event: what it may say of its time, its changes and how to sign up."""

from __future__ import annotations

import pytest
from coalition.core.records.event import Event, Registration, Repeat
from coalition.core.times import When
from core.in_memory import record, whole, wrong

WHOLE = """\
title: Ziua porților deschise
summary: O zi întreagă.
published: 2026-04-01
updated: 2026-04-02
slug: ziua
aliases: /vechi/
topics: [culture]
image: afis.jpg
image_alt: a
image_credit: b
draft: false
withdrawn: {date: 2026-05-01, reason: a}
sources: [{title: a}]
translation: human
translates: a
original: false
format: festival
start: 2026-05-17 10:00
end: 2026-05-17 12:00
timezone: Europe/Bucharest
repeat:
  rule: FREQ=WEEKLY;BYDAY=SU
  until: 2026-12-31
  confirmed_until: 2026-06-30
  exceptions: [2026-05-24]
  extra: [2026-05-20, 2026-05-21 18:00]
changes:
  - {on: 2026-05-31, start: 2026-06-01 10:00, end: 2026-06-01 11:00, place: casa, status: moved-online, note: a}
status: rescheduled
status_note: Plouă.
previous_start: 2026-05-16
place: casa
place_note: în foaier
online: {url: https://a.example.org/, note: Zoom}
organisers: [alfa, coalition]
partners: primaria
registration:
  required: true
  url: https://b.example.org/
  email: a@example.org
  opens: 2026-04-01
  closes: 2026-05-01 18:00
  capacity: 40
  price: 0
  currency: RON
  note: Aduceți mănuși.
languages: [ro, hu]
accessibility: |
  Fără trepte.
project: apa
"""


def test_every_field_can_be_filled_in() -> None:
    made = whole(Event, WHOLE)
    assert made.changes[0].on == When(2026, 5, 31)
    assert made.repeat.rule == "FREQ=WEEKLY;BYDAY=SU"
    assert made.registration.capacity == 40
    assert made.registration.price == 0
    assert made.accessibility == "Fără trepte."
    assert made.organisers == ("alfa", "coalition")


def test_a_title_and_a_start_are_enough() -> None:
    made = record(Event, "title: a\nstart: 2022-08\n")
    assert (made.status, made.all_day, made.organisers, made.repeat) == (
        "scheduled",
        True,
        (),
        None,
    )
    assert wrong(Event, "summary: a\n") == [("missing_field", 1), ("missing_field", 1)]


@pytest.mark.parametrize(
    ("yaml", "all_day", "last"),
    [
        ("start: 2026-05-17", True, "2026-05-17"),
        ("start: 2026-05-17\nend: 2026-05-19", True, "2026-05-19"),
        ("start: 2026-05-17 10:00", False, "2026-05-17T10:00"),
        ("start: 2026-05-17 10:00\nend: 2026-05-17 12:00", False, "2026-05-17T12:00"),
        ("start: 2022\nend: 2023", True, "2023"),
    ],
)
def test_without_an_hour_it_takes_all_day(yaml: str, all_day: bool, last: str) -> None:
    made = record(Event, f"title: a\n{yaml}\n")
    assert (made.all_day, str(made.last)) == (all_day, last)


@pytest.mark.parametrize(
    ("yaml", "problems"),
    [
        ("start: 2026-05-17\nend: 2026-05-17", []),
        ("start: 2026-05-17 10:00\nend: 2026-05-17 10:00", []),
        ("start: 2026-05\nend: 2026-06", []),
        ("start: 2026-05-17\nend: 2026-05-16", [("end_before_start", 3)]),
        ("start: 2026-05-17 10:00\nend: 2026-05-17 09:59", [("end_before_start", 3)]),
        ("start: 2026-05\nend: 2026-04", [("end_before_start", 3)]),
        ("start: 2026-05-17\nend: 2026-05-17 12:00", [("end_less_precise", 3)]),
        ("start: 2026-05-17 10:00\nend: 2026-05-18", [("end_less_precise", 3)]),
        ("start: 2026\nend: 2026-05-17", [("end_less_precise", 3)]),
        ("start: 2026\nstatus: moved online", [("bad_choice", 3)]),
        ("start: 2026\nformat: party", [("bad_choice", 3)]),
        ("start: 2026\ntimezone: Bucharest", [("bad_zone", 3)]),
        ("start: 2026\nplace: [casa]", [("wrong_type", 3)]),
        ("start: 2026\nlocation: casa", [("unknown_field", 3)]),
        ("start: 2026\nlanguages: [română]", [("bad_language", 3)]),
        ("start: 2026\nonline: https://a.example.org/", [("wrong_type", 3)]),
        ("start: 2026\nrepeat: FREQ=WEEKLY", [("wrong_type", 3)]),
        ("start: 2026\nrepeat: {rule: weekly}", [("bad_rule", 3)]),
        ("start: 2026\nrepeat: {until: 2026-05}", [("bad_date", 3)]),
        ("start: 2026\nchanges: [{note: a}]", [("missing_field", 3)]),
        ("start: 2026\nchanges: [{on: 2026-05}]", [("bad_date", 3)]),
    ],
)
def test_times_and_choices_have_to_make_sense(yaml: str, problems: list[tuple[str, int]]) -> None:
    assert wrong(Event, f"title: a\n{yaml}\n") == problems


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("start: 2026-05-24 18:00, end: 2026-05-24 17:00", "end_before_start"),
        ("end: 2026-05-24 09:00", "end_before_start"),
        ("end: 2026-05-24", "end_less_precise"),
    ],
)
def test_a_change_has_to_make_sense_too(change: str, code: str) -> None:
    yaml = (
        "title: a\nstart: 2026-05-17 10:00\nend: 2026-05-17 12:00\n"
        "repeat: {rule: FREQ=WEEKLY;COUNT=3}\n"
        f"changes: [{{on: 2026-05-24, {change}}}]\n"
    )
    assert wrong(Event, yaml) == [(code, 5)]


@pytest.mark.parametrize(
    ("yaml", "problems"),
    [
        ("opens: 2026-05-01\ncloses: 2026-05-01\n", []),
        ("opens: 2026-05-01 10:00\ncloses: 2026-05-01\n", []),  # until the end of that day
        ("opens: 2026-05-01 10:00\ncloses: 2026-05-01 10:00\n", []),
        ("opens: 2026-05-02\ncloses: 2026-05-01\n", [("closes_before_opening", 2)]),
        ("opens: 2026-05-01 10:00\ncloses: 2026-05-01 09:00\n", [("closes_before_opening", 2)]),
        ("required: da\n", [("bad_flag", 1)]),
        ("price: 10 RON\n", [("bad_number", 1)]),
        ("capacity: -1\n", [("bad_number", 1)]),
    ],
)
def test_signing_up_ends_after_it_begins(yaml: str, problems: list[tuple[str, int]]) -> None:
    assert wrong(Registration, yaml) == problems


def test_one_exception_needs_no_brackets() -> None:
    made = record(Repeat, "rule: FREQ=DAILY\nexceptions: 2026-05-24\nextra: 2026-06-01 10:00\n")
    assert made.exceptions == (When(2026, 5, 24),)
    assert len(made.extra) == 1
