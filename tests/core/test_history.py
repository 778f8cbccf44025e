"""What changed since an earlier state and would not reach those who subscribed."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.history import check_since
from coalition.core.problems import Problem
from core.in_memory import COALITION, Files, event, reading
from sites import BASE, TODAY

PATH = "content/events/2026/alt/index.ro.md"
TOLD = ("published: 2026-04-01",)
TIMED = ("start: 2026-05-20 18:00", "end: 2026-05-20 20:00")
WEEKLY = ("start: 2026-05-07 18:00", "repeat: {rule: FREQ=WEEKLY, until: 2026-06-18}")


def since(before: Files, now: Files) -> list[Problem]:
    then, made = reading(before), reading(now)
    assert then.site is not None
    assert made.site is not None
    site = made.site

    def places(item):
        return made.data[item.versions[item.original].path]

    today = date.fromisoformat(TODAY)
    return list(check_since(then.site, site, places, today, "origin/main"))


# name: (lines of before, lines of now, the field that is named, and its line)
ARRANGED = {
    "another hour": (TIMED, ("start: 2026-05-20 19:00", TIMED[1]), "start", 4),
    "another end": (TIMED, (TIMED[0], "end: 2026-05-20 21:00"), "end", 5),
    "no end any more": (TIMED, TIMED[:1], "end", 1),
    "another zone": (TIMED, (*TIMED, "timezone: Europe/Skopje"), "timezone", 6),
    "another place": (TIMED, (*TIMED, "place: casa"), "place", 6),
    "another room": (TIMED, (*TIMED, "place_note: sala 2"), "place_note", 6),
    "online": (TIMED, (*TIMED, "online: {url: https://z.example.org/}"), "online", 6),
    "cancelled": (TIMED, (*TIMED, "status: cancelled"), "status", 6),
    "another rule": (
        WEEKLY,
        (WEEKLY[0], "repeat: {rule: FREQ=WEEKLY, until: 2026-06-25}"),
        "repeat",
        5,
    ),
    "one day cancelled": (
        WEEKLY,
        (*WEEKLY, "changes: [{on: 2026-05-14, status: cancelled}]"),
        "changes",
        6,
    ),
}


@pytest.mark.parametrize(("was", "is_", "field", "line"), ARRANGED.values(), ids=ARRANGED.keys())
def test_a_change_that_people_must_hear_of_needs_a_new_day_of_change(
    was: tuple[str, ...], is_: tuple[str, ...], field: str, line: int
) -> None:
    [one] = since(event(*TOLD, *was), event(*TOLD, *is_))
    assert (one.code, one.severity) == ("not_updated", "error")
    assert (one.place.path, one.place.line) == (PATH, line)
    values = dict(one.values)
    assert (values["field"], values["base"]) == (field, "origin/main")
    # What it tells to write is enough.
    assert since(event(*TOLD, *was), event(*TOLD, *is_, f"updated: {values['example']}")) == []


def test_a_second_change_needs_a_later_one() -> None:
    was = (*TOLD, "updated: 2026-05-04 10:30")
    moved = "start: 2026-05-21 18:00"
    [one] = since(event(*was, TIMED[0]), event(*was, moved))
    assert dict(one.values)["example"] == "2026-05-04 10:31"
    assert since(event(*was, TIMED[0]), event(*TOLD, "updated: 2026-05-03", moved))
    assert since(event(*was, TIMED[0]), event(*TOLD, "updated: 2026-05-04 10:31", moved)) == []


def test_what_appeared_today_and_moves_today_gets_a_minute() -> None:
    was = f"published: {TODAY}"
    [one] = since(event(was, TIMED[0]), event(was, "start: 2026-05-21 18:00"))
    assert dict(one.values)["example"] == f"{TODAY} 00:01"


@pytest.mark.parametrize("day", ["2026-05-02", "2026-04-01"])
def test_a_withdrawal_brings_its_own_day_also_on_that_of_its_appearance(day: str) -> None:
    told = "published: 2026-04-01 10:00"
    gone = f"withdrawn: {{date: {day}, reason: Nu are loc.}}"
    assert since(event(told, *TIMED), event(told, *TIMED, gone)) == []


def test_another_zone_of_the_coalition_moves_every_event_that_has_none_of_its_own() -> None:
    moved = {COALITION: BASE[COALITION].replace("Europe/Bucharest", "Europe/Skopje")}
    there = {**event(*TOLD, *TIMED), **event(*TOLD, *TIMED, "timezone: UTC", id_="altundeva")}
    found = since(there, {**there, **moved})
    assert {(dict(one.values)["field"], one.place.line) for one in found} == {("timezone", 1)}
    assert PATH in {one.place.path for one in found}
    assert not any("altundeva" in one.place.path for one in found)


def test_without_a_day_of_appearance_no_change_is_told() -> None:
    was, is_ = event(*TIMED), event("start: 2026-05-21 18:00", "updated: 2026-05-03")
    assert [one.code for one in since(was, is_)] == ["not_updated"]


@pytest.mark.parametrize(
    "lines",
    [(), ("summary: Altfel.",), ("topics: culture",), ("status_note: Vine și primarul.",)],
)
def test_other_words_need_no_new_day(lines: tuple[str, ...]) -> None:
    assert since(event(*TOLD, *TIMED), event(*TOLD, *TIMED, *lines, body="Alt text.\n")) == []


def test_the_same_time_written_otherwise_is_no_change() -> None:
    other = ("start: 2026-05-20T18:00", TIMED[1], "status: scheduled")
    assert since(event(*TOLD, *TIMED), event(*TOLD, *other)) == []


def test_new_and_removed_events_and_drafts_are_no_changes() -> None:
    there = event(*TOLD, *TIMED)
    assert since({}, there) == []
    assert since(there, {}) == []
    assert since(event(*TOLD, *TIMED, "draft: true"), event(*TOLD, "start: 2026-06-01")) == []


def test_another_identity_would_send_everything_again() -> None:
    other = BASE[COALITION].replace("coalition.example.org, year", "other.example.org, year")
    assert other != BASE[COALITION]
    [one] = since({}, {COALITION: other})
    assert (one.code, one.place.path) == ("identity_changed", COALITION)
    assert "coalition.example.org" in dict(one.values)["example"]
