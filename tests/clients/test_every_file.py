"""Every calendar of every site, read by three engines: no complaint, and all show the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from clients import icaljs, libical, recurring
from ical_lint import complaints
from sites import SITES


@pytest.mark.parametrize("site", [*SITES, "small", "hard", "nasty"])
def test_nobody_complains_and_all_show_the_same(
    site: str, request: pytest.FixtureRequest, output_of: Callable[[str], Path]
) -> None:
    root: Path = output_of(site) if site in SITES else request.getfixturevalue(site)
    paths = sorted(root.rglob("*.ics"))
    assert paths
    raw = [path.read_bytes() for path in paths]
    found = []
    for path, calendar, by_icaljs in zip(paths, raw, icaljs.read(raw), strict=True):
        name = path.relative_to(root).as_posix()
        by_libical, by_recurring = libical.read(calendar), recurring.read(calendar)
        for who, one in (
            ("lint", complaints(calendar)),
            ("ical.js", by_icaljs.complaints),
            ("libical", by_libical.complaints),
            ("icalendar", by_recurring.complaints),
        ):
            found += [f"{name}: {who}: {complaint}" for complaint in one]
        if not by_icaljs.shown == by_libical.shown == by_recurring.shown:
            found.append(f"{name}: not all show the same")
    assert found == []


FAULTS = {
    "no UID": (b"UID:event-ziua-2020@coalition.example.org\r\n", b""),
    "a status that there is not": (b"STATUS:CONFIRMED", b"STATUS:POSTPONED"),
    "two starts": (b"DTSTART;", b"DTSTART:20260101T000000Z\r\nDTSTART;"),
    "a line that is none": (b"STATUS:", b"STATUS"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_libical_does_complain(small: Path, fault: str) -> None:
    good = (small / "calendar.ics").read_bytes()
    assert FAULTS[fault][0] in good
    assert libical.read(good.replace(*FAULTS[fault])).complaints


@pytest.mark.parametrize("fault", ["a line that is none", "an hour that is none", "no zone"])
def test_icaljs_does_complain(small: Path, fault: str) -> None:
    good = (small / "calendar.ics").read_bytes()
    bad = good.replace(
        *{
            "a line that is none": (b"STATUS:", b"STATUS"),
            "an hour that is none": (b":20260517T100000", b":20260517"),
            "no zone": (b"TZID=Europe/Bucharest", b"TZID=Europe/Petrila"),
        }[fault]
    )
    assert bad != good
    [read] = icaljs.read([bad])
    assert read.complaints
