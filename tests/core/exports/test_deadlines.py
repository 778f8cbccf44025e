"""The calendar of deadlines: what has to be answered or done, until when."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any

import icalendar
import pytest
from coalition.core.addresses import Address
from coalition.core.exports.deadlines import deadlines
from core.exports.test_calendars import lint
from core.in_memory import COALITION, Files, item, reader, words
from sites import BASE, TODAY

URL = "https://example.org/sub/"


def read(of: Files, language: str = "ro", today: str = TODAY) -> icalendar.Calendar:
    made = reader(of, language, today)
    return lint(deadlines(made, words(language), URL, Address("deadlines.ics")))


def only(of: Files, language: str = "ro", today: str = TODAY) -> Any:
    [one] = read(of, language, today).walk("VEVENT")
    return one


def call(*lines: str, language: str = "ro") -> dict[str, str]:
    return item("calls", *lines, language=language)


def plan(*measures: str, more: tuple[str, ...] = ()) -> dict[str, str]:
    told = ", ".join(f"{{{one}}}" for one in measures)
    return item("plans", f"objectives: [{{id: o, title: Mai bine, measures: [{told}]}}]", *more)


def test_it_says_what_it_is() -> None:
    made = read({})
    assert made["NAME"] == made["X-WR-CALNAME"] == "Deadlines · Coaliția de probă"
    assert made["SOURCE"] == "https://example.org/sub/deadlines.ics"
    assert made.walk("VEVENT") == []


def test_the_deadline_of_a_call_tells_what_a_subscriber_needs() -> None:
    one = only(
        call("deadline: 2026-05-20", "published: 2026-05-01", "updated: 2026-05-01 01:00",
             "summary: Scrieți-ne!", "topics: culture")
    )  # fmt: skip
    assert one["UID"] == "call-apa-2020@coalition.example.org"
    assert one["SUMMARY"] == "Deadline: Apa"
    assert (str(one["DTSTART"].dt), str(one["DTEND"].dt)) == ("2026-05-20", "2026-05-21")
    assert (one["STATUS"], one["TRANSP"], one["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 60)
    assert one["DESCRIPTION"] == "Scrieți-ne!\nhttps://example.org/sub/apeluri/apa/"
    assert one["URL"] == "https://example.org/sub/apeluri/apa/"
    assert one["CONTACT"] == "Alfa"
    assert one["CATEGORIES"].cats == ["Cultură"]


@pytest.mark.parametrize(
    ("line", "utc"),
    [
        ("", "2026-05-20 20:59:00+00:00"),
        ("timezone: America/New_York", "2026-05-21 03:59:00+00:00"),
        ("timezone: UTC", "2026-05-20 23:59:00+00:00"),
    ],
)
def test_an_hour_is_that_of_the_zone(line: str, utc: str) -> None:
    one = only(call("deadline: 2026-05-20 23:59", line))
    assert "DTEND" not in one
    assert str(one["DTSTART"].dt.astimezone(UTC)) == utc


@pytest.mark.parametrize(
    ("lines", "status", "title"),
    [
        (("opens: 2026-05-10",), "CONFIRMED", "Deadline: Apa"),
        (("standing: true",), "CONFIRMED", "Deadline: Apa"),
        (("results: {decided: Gata.}",), "CONFIRMED", "Deadline: Apa"),
        (("results: {decided: Gata., date: 2026-05-20}",), "CONFIRMED", "Deadline: Apa"),
        (("results: {decided: Gata., date: 2026-06-20}",), "CONFIRMED", "Deadline: Apa"),
        (("results: {decided: Gata., date: 2026-05-19}",), "CANCELLED", "Closed: Apa"),
        (("results: {decided: Trei., date: 2026-05-19, partial: true}",), "CONFIRMED", "Deadline: Apa"),
        (("withdrawn: {date: 2026-05-02, reason: Nu se mai ține.}",), "CANCELLED", "Cancelled: Apa"),
    ],
)  # fmt: skip
def test_what_is_closed_before_its_time_says_so(
    lines: tuple[str, ...], status: str, title: str
) -> None:
    one = only(call("deadline: 2026-05-20", "published: 2026-05-01", *lines))
    assert (one["STATUS"], one["SUMMARY"]) == (status, title)
    assert ("Nu se mai ține." in one["DESCRIPTION"]) is (title == "Cancelled: Apa")


@pytest.mark.parametrize(
    "files",
    [call("deadline: 2026-05-20"), plan("id: a, title: Un pod, due: 2026-05-20")],
    ids=["call", "plan"],
)
def test_each_entry_says_what_is_not_official(files: Files) -> None:
    invented = {COALITION: BASE[COALITION] + "fictional: true\n"}
    said = str(only({**files, **invented})["DESCRIPTION"]).split("\n")
    assert said[-1].startswith("This coalition is invented.")
    assert "invented" not in only(files)["DESCRIPTION"]


def test_a_call_without_a_deadline_is_not_in_it() -> None:
    assert read(call("standing: true")).walk("VEVENT") == []


def test_a_deadline_that_moves_stays_the_same_one() -> None:
    before = only(call("deadline: 2026-05-20", "published: 2026-05-01"))
    after = only(call("deadline: 2026-06-20", "published: 2026-05-01", "updated: 2026-05-04"))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["DTSTAMP"].dt < after["DTSTAMP"].dt


@pytest.mark.parametrize(
    "files",
    [call("deadline: 2026-05-20"), plan("id: a, title: Un pod, due: 2026-05-20")],
    ids=["call", "plan"],
)
def test_what_has_passed_leaves_after_a_month(files: Files) -> None:
    last = date(2026, 6, 19)
    assert only(files, today=str(last))
    assert read(files, today=str(last + timedelta(days=1))).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("line", "status", "title"),
    [
        ("", "CONFIRMED", "Due: Un pod"),
        (", status: substantial", "CONFIRMED", "Due: Un pod"),
        (", status: completed", "CONFIRMED", "Done: Un pod"),
        (", status: dropped", "CANCELLED", "Cancelled: Un pod"),
    ],
)
def test_a_measure_says_how_far_it_is(line: str, status: str, title: str) -> None:
    one = only(plan(f"id: a, title: Un pod, due: 2026-05-20, responsible: alfa{line}"))
    assert (one["STATUS"], one["SUMMARY"]) == (status, title)
    assert str(one["DTSTART"].dt) == "2026-05-20"
    assert one["DESCRIPTION"] == "Apa\nhttps://example.org/sub/planuri/apa/"
    assert one["CONTACT"] == "Alfa"


def test_a_withdrawn_plan_takes_its_dates_back() -> None:
    files = plan("id: a, title: Un pod, due: 2026-05-20",
                 more=("published: 2026-05-01", "withdrawn: {date: 2026-05-02, reason: Nu.}"))  # fmt: skip
    one = only(files)
    assert (one["STATUS"], one["SUMMARY"]) == ("CANCELLED", "Cancelled: Un pod")
    assert one["DESCRIPTION"] == "Nu.\nhttps://example.org/sub/planuri/apa/"
    assert "CONTACT" not in one


def test_only_due_dates_that_are_known_to_the_day_are_in_it() -> None:
    files = plan(
        "id: a, title: A, due: 2026-06", "id: b, title: B, due: 2027", "id: c, title: C",
        "id: d, title: D, due: 2026-06-01",
    )  # fmt: skip
    assert only(files)["SUMMARY"] == "Due: D"


def test_a_due_date_leaves_though_others_of_its_plan_stay() -> None:
    files = plan("id: a, title: A, due: 2026-03-01", "id: b, title: B, due: 2026-06-01")
    assert only(files)["SUMMARY"] == "Due: B"


def test_measures_have_names_of_their_own_whatever_their_ids_are() -> None:
    files = item(
        "plans",
        "objectives:",
        "  - {id: o, title: O, measures: [{id: 'ș/@ 1', title: A, due: 2026-06-01}]}",
        "  - {id: p, title: P, measures: [{id: 'ș/@ 1', title: B, due: 2026-06-01}]}",
    )
    assert {str(one["UID"]) for one in read(files).walk("VEVENT")} == {
        "measure-apa/o/%C8%99%2F%40%201-2020@coalition.example.org",
        "measure-apa/p/%C8%99%2F%40%201-2020@coalition.example.org",
    }


def test_it_is_said_in_the_language_of_the_reader_with_the_same_uids() -> None:
    files = {**call("deadline: 2026-05-20"), **item("calls", "summary: Write!", language="en")}
    one = only(files, "en")
    assert one["URL"] == "https://example.org/sub/en/calls/apa/"
    assert str(one["DESCRIPTION"]).startswith("Write!")
    assert one["UID"] == only(files)["UID"]
