"""Three engines, none of them ours, show each event at the moment at which it takes place.

Over ten years, in seven zones, across each change of the clock, and from what the calendar itself
says of the zones: under a name that nobody knows, there is nothing else to go by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from clients import icaljs, libical, recurring
from clients.hard import Day, cases
from clients.shown import Read

ENGINES: dict[str, Callable[[bytes], Read]] = {
    "ical.js": lambda calendar: icaljs.read([calendar])[0],
    "libical": libical.read,
    "recurring-ical-events": recurring.read,
}


def renamed(calendar: bytes) -> bytes:
    """The calendar with zones of unknown names, short ones for no line to become too long."""
    for part in (b"Europe/", b"America/", b"Asia/", b"Australia/"):
        for before in (b"TZID:", b"TZID="):
            calendar = calendar.replace(before + part, before + b"X-")
    return calendar


def days(read: Read) -> dict[str, list[Day]]:
    """What is shown of each event, in order."""
    found: dict[str, list[Day]] = defaultdict(list)
    for one in read.shown:
        found[one.uid].append((one.start, one.end, one.status))
    return {uid: sorted(shown) for uid, shown in found.items()}


def wrong(read: Read, first: int, last: int) -> dict[str, tuple[set[Day], set[Day]]]:
    """Events that are shown otherwise than they take place: what is missing, what is too much."""
    shown = days(read)
    expected = {case.uid: sorted(case.days) for case in cases(first, last)}
    assert shown.keys() == expected.keys()
    return {
        uid: (set(own) - set(shown[uid]), set(shown[uid]) - set(own))
        for uid, own in expected.items()
        if shown[uid] != own
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("alter", [bytes, renamed], ids=["known zones", "its own zones alone"])
def test_every_event_is_shown_when_it_takes_place(
    hard: Path, engine: str, alter: Callable[[bytes], bytes]
) -> None:
    read = ENGINES[engine](alter((hard / "calendar.ics").read_bytes()))
    assert read.complaints == []
    assert wrong(read, 2026, 2035) == {}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("alter", [bytes, renamed], ids=["known zones", "its own zones alone"])
def test_so_is_every_event_of_the_years_in_which_istanbul_left_its_clock_alone(
    past: Path, engine: str, alter: Callable[[bytes], bytes]
) -> None:
    read = ENGINES[engine](alter((past / "calendar.ics").read_bytes()))
    assert read.complaints == []
    assert wrong(read, 2012, 2021) == {}


def test_the_arithmetic_of_this_test_knows_when_clocks_change() -> None:
    """A few hours by hand, so that the expected moments are not only as right as their code."""
    expected = {case.id: case.days for case in cases(2026, 2035)}
    assert ("2026-03-22T16:00Z", "2026-03-22T17:30Z", "CONFIRMED") in expected["evening-bucharest"]
    assert ("2026-03-29T15:00Z", "2026-03-29T16:30Z", "CONFIRMED") in expected["evening-bucharest"]
    assert ("2026-10-25T16:00Z", "2026-10-25T17:30Z", "CONFIRMED") in expected["evening-bucharest"]
    assert ("2026-07-05T15:00Z", "2026-07-05T16:30Z", "CONFIRMED") in expected["evening-istanbul"]
    assert ("2026-12-06T15:00Z", "2026-12-06T16:30Z", "CONFIRMED") in expected["evening-istanbul"]
    assert ("2026-07-05T12:15Z", "2026-07-05T13:45Z", "CONFIRMED") in expected["evening-kathmandu"]
    assert ("2026-07-05T07:30Z", "2026-07-05T09:00Z", "CONFIRMED") in expected["evening-lord-howe"]
    assert ("2026-12-06T07:00Z", "2026-12-06T08:30Z", "CONFIRMED") in expected["evening-lord-howe"]
    # Seven hours in the night of March, nine in that of October.
    assert ("2026-03-28T20:30Z", "2026-03-29T03:30Z", "CONFIRMED") in expected["night-bucharest"]
    assert ("2026-10-24T19:30Z", "2026-10-25T04:30Z", "CONFIRMED") in expected["night-bucharest"]
