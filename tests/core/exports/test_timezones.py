"""VTIMEZONE: whoever reads it gets the right hour, summer and winter."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from coalition.core.exports.timezones import vtimezone
from dateutil.tz import tzical

ZONES = [
    "Europe/Bucharest",
    "Europe/Skopje",
    "Europe/Tirane",
    "Europe/Budapest",
    "Europe/London",
    "Europe/Istanbul",
    "Europe/Chisinau",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Tbilisi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "UTC",
]
SPANS = [(2026, 2026), (2014, 2018), (1990, 2030)]


def moments(first: int, last: int) -> list[datetime]:
    """Noons in UTC, three or four in each week, from the first to the last year."""
    start, days = datetime(first, 1, 1, 12, tzinfo=UTC), (last - first + 1) * 365
    return [start + timedelta(days=day) for day in range(0, days, 2)]


def as_text(zone: icalendar.Timezone) -> str:
    return zone.to_ical().decode().replace("\r\n ", "").replace("\r\n", "\n")


@pytest.mark.parametrize(("first", "last"), SPANS)
@pytest.mark.parametrize("name", ZONES)
def test_every_day_has_the_offset_of_the_zone(name: str, first: int, last: int) -> None:
    read = tzical(io.StringIO(as_text(vtimezone(name, first, last)))).get(name)
    assert read is not None
    zone = ZoneInfo(name)
    for moment in moments(first, last):
        local = moment.astimezone(zone).replace(tzinfo=None)
        assert local.replace(tzinfo=read).utcoffset() == moment.astimezone(zone).utcoffset(), moment


@pytest.mark.parametrize("name", ["Europe/Bucharest", "Europe/Istanbul", "America/New_York"])
def test_another_reader_gets_the_same(name: str) -> None:
    # Under a name that nobody knows, so that the component itself has to be read.
    unknown = name.replace("/", "-of-").encode()
    raw = vtimezone(name, 2014, 2018).to_ical().replace(name.encode(), unknown)
    read = icalendar.Timezone.from_ical(raw).to_tz()
    zone = ZoneInfo(name)
    for moment in moments(2014, 2018):
        local = moment.astimezone(zone).replace(tzinfo=None)
        assert local.replace(tzinfo=read).utcoffset() == moment.astimezone(zone).utcoffset(), moment


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-03-29 02:59", "2026-03-29 00:59"),
        ("2026-03-29 04:00", "2026-03-29 01:00"),
        ("2026-10-25 02:59", "2026-10-24 23:59"),
        ("2026-10-25 04:00", "2026-10-25 02:00"),
    ],
)
def test_the_clock_changes_at_the_right_minute(local: str, utc: str) -> None:
    read = tzical(io.StringIO(as_text(vtimezone("Europe/Bucharest", 2026, 2026)))).get()
    assert read is not None
    moment = datetime.fromisoformat(local)
    assert moment - (moment.replace(tzinfo=read).utcoffset() or timedelta()) == (
        datetime.fromisoformat(utc)
    )


@pytest.mark.parametrize("name", ZONES)
def test_it_is_written_as_clients_read_it(name: str) -> None:
    text = as_text(vtimezone(name, 2020, 2026))
    made = icalendar.Timezone.from_ical(text)
    assert text.startswith(f"BEGIN:VTIMEZONE\nTZID:{name}\n")
    assert made.subcomponents
    for block in made.subcomponents:
        assert block.name in ("STANDARD", "DAYLIGHT")
        for field in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"):
            assert field in block
        assert "RDATE" not in block
        assert "COMMENT" not in block
        assert isinstance(block.decoded("DTSTART"), datetime)
        assert block.decoded("DTSTART").tzinfo is None
        if "RRULE" in block and "UNTIL" in block["RRULE"]:
            assert block["RRULE"]["UNTIL"][0].utcoffset() == timedelta()
    starts = [block.decoded("DTSTART") for block in made.subcomponents]
    assert starts == sorted(starts)
    assert starts[0] < datetime(2020, 1, 1)


def test_summer_is_daylight_and_winter_standard() -> None:
    blocks = vtimezone("Europe/Bucharest", 2026, 2026).subcomponents
    assert {(block.name, block["TZNAME"], block["TZOFFSETTO"].to_ical()) for block in blocks} == {
        ("STANDARD", "EET", "+0200"),
        ("DAYLIGHT", "EEST", "+0300"),
    }


def test_a_zone_without_changes_is_one_block() -> None:
    [block] = vtimezone("Asia/Kolkata", 2020, 2026).subcomponents
    assert block["TZOFFSETTO"].to_ical() == "+0530"


def test_it_stays_short_over_many_years() -> None:
    assert len(vtimezone("Europe/Bucharest", 2000, 2040).subcomponents) <= 4
