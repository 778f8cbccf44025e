"""Somebody subscribes with vdirsyncer and looks with khal; what changes on the site changes there.

What has to be listed is written here by hand.
"""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from clients.subscriber import Listed, Subscriber, served
from sites import BASE, coalition, make_site

TODAY = "2026-03-20"
NEEDED = "published: 2026-03-01\nplace: casa\norganisers: [alfa]\n"
EVENTS = {
    # The clock goes forward on 29 March, and khal looks from Bucharest.
    "cor": "title: Cor\nstart: 2026-03-24 18:00\nend: 2026-03-24 19:30\n"
    "repeat: {rule: FREQ=WEEKLY, until: 2026-04-14}\n",
    "atelier": "title: Atelier\nstart: 2026-03-27 10:00\nend: 2026-03-27 12:00\n",
    "concert": "title: Concert\nstart: 2026-04-04 20:00\nend: 2026-04-04 22:00\n",
    "tabara": "title: Tabără\nstart: 2026-04-10\nend: 2026-04-12\n",
    "webinar": "title: Webinar\nstart: 2026-04-02 12:00\nend: 2026-04-02 13:00\ntimezone: America/New_York\n",
    "vara": "title: Cândva vara\nstart: 2026-07\n",
}
BEFORE = [
    ("2026-03-24 18:00", "2026-03-24 19:30", "Cor", "CONFIRMED"),
    ("2026-03-27 10:00", "2026-03-27 12:00", "Atelier", "CONFIRMED"),
    ("2026-03-31 18:00", "2026-03-31 19:30", "Cor", "CONFIRMED"),
    ("2026-04-02 19:00", "2026-04-02 20:00", "Webinar", "CONFIRMED"),
    ("2026-04-04 20:00", "2026-04-04 22:00", "Concert", "CONFIRMED"),
    ("2026-04-07 18:00", "2026-04-07 19:30", "Cor", "CONFIRMED"),
    ("2026-04-10", "2026-04-12", "Tabără", "CONFIRMED"),
    ("2026-04-14 18:00", "2026-04-14 19:30", "Cor", "CONFIRMED"),
]
# One is moved, one called off, one has another title; of the choir one evening each is moved, called
# off and added; the camp is withdrawn.
CHANGED = {
    "atelier": "title: Atelier\nstart: 2026-03-28 11:00\nend: 2026-03-28 13:00\nprevious_start: 2026-03-27 10:00\n"
    "status: rescheduled\nupdated: 2026-03-20\n",
    "concert": EVENTS["concert"] + "status: cancelled\nupdated: 2026-03-20\n",
    "webinar": EVENTS["webinar"].replace("Webinar", "Webinar, altfel") + "updated: 2026-03-20\n",
    "cor": EVENTS["cor"].replace("until: 2026-04-14", "until: 2026-04-14, extra: 2026-04-16")
    + "changes:\n- {on: 2026-03-31, start: 2026-04-01 17:00}\n- {on: 2026-04-07, status: cancelled}\n"
    "updated: 2026-03-20\n",
    "tabara": EVENTS["tabara"] + "withdrawn: {date: 2026-03-20, reason: Nu mai are loc.}\n",
}
AFTER = [
    ("2026-03-24 18:00", "2026-03-24 19:30", "Cor", "CONFIRMED"),
    ("2026-03-28 11:00", "2026-03-28 13:00", "Dată nouă: Atelier", "CONFIRMED"),
    ("2026-04-01 17:00", "2026-04-01 18:30", "Dată nouă: Cor", "CONFIRMED"),
    ("2026-04-02 19:00", "2026-04-02 20:00", "Webinar, altfel", "CONFIRMED"),
    ("2026-04-04 20:00", "2026-04-04 22:00", "Anulat: Concert", "CANCELLED"),
    ("2026-04-07 18:00", "2026-04-07 19:30", "Anulat: Cor", "CANCELLED"),
    ("2026-04-10", "2026-04-12", "Anulat: Tabără", "CANCELLED"),
    ("2026-04-14 18:00", "2026-04-14 19:30", "Cor", "CONFIRMED"),
    ("2026-04-16 18:00", "2026-04-16 19:30", "Cor", "CONFIRMED"),
]


def files(events: dict[str, str]) -> dict[str, str | None]:
    gone = dict.fromkeys(path for path in BASE if "/events/" in path or "/blog/" in path)
    made = {
        f"content/events/2026/{id_}/index.ro.md": f"---\n{text}{NEEDED}---\n\nText.\n"
        for id_, text in events.items()
    }
    return {**gone, **made}


def build(site: Path, output: Path, events: dict[str, str], today: str = TODAY) -> None:
    make_site(site, files(events))
    done = coalition("build", "--site", site, "--output", output, "--today", today)
    assert done.returncode == 0, done.stderr


def short(listed: list[Listed]) -> list[tuple[str, str, str, str]]:
    return [one[:4] for one in listed]


def numbers(calendar: Path) -> dict[str, int]:
    """Each UID of a calendar with its SEQUENCE."""
    read = icalendar.Calendar.from_ical(calendar.read_bytes())
    return {str(one["UID"]): int(one["SEQUENCE"]) for one in read.walk("VEVENT")}


def test_what_changes_on_the_site_changes_for_its_subscribers(tmp_path: Path) -> None:
    site, output = tmp_path / "site", tmp_path / "out"
    build(site, output, EVENTS)
    first = numbers(output / "calendar.ics")
    with served(output) as url:
        subscriber = Subscriber(tmp_path / "home", f"{url}calendar.ics")
        subscriber.sync()
        assert short(subscriber.listing("2026-03-01", 365)) == BEFORE
        assert "to here" not in subscriber.sync()  # nothing has changed

        build(site, output, {**EVENTS, **CHANGED})
        subscriber.sync()
        assert short(subscriber.listing("2026-03-01", 365)) == AFTER

    # vdirsyncer compares whole events. Others know them by their UIDs, which stay, and take over what
    # has a higher number.
    then = numbers(output / "calendar.ics")
    assert then.keys() == first.keys()
    assert {uid for uid in then if then[uid] > first[uid]} == {
        f"event-{id_}-2020@coalition.example.org" for id_ in CHANGED
    }


def test_the_calendar_of_a_town_and_the_file_of_an_event_are_read_too(tmp_path: Path) -> None:
    output = tmp_path / "out"
    build(tmp_path / "site", output, EVENTS)
    with served(output) as url:
        town = Subscriber(tmp_path / "town", f"{url}locuri/petrila/calendar.ics")
        town.sync()
        assert short(town.listing("2026-03-01", 365)) == BEFORE
        one = Subscriber(tmp_path / "one", f"{url}evenimente/cor/event.ics")
        one.sync()
        assert short(one.listing("2026-03-01", 365)) == [day for day in BEFORE if day[2] == "Cor"]


@pytest.mark.parametrize(
    ("today", "listed"),
    [
        ("2026-04-04", True),
        ("2026-05-04", True),  # called off: thirty days more
        ("2026-05-05", False),
    ],
)
def test_what_was_called_off_stays_for_a_month(tmp_path: Path, today: str, listed: bool) -> None:
    events = {"concert": CHANGED["concert"], "atelier": EVENTS["atelier"]}
    build(tmp_path / "site", tmp_path / "out", events, today)
    assert len(numbers(tmp_path / "out" / "calendar.ics")) == 1 + listed


@pytest.mark.parametrize(("today", "listed"), [("2027-03-27", True), ("2027-03-28", False)])
def test_what_is_over_stays_for_a_year(tmp_path: Path, today: str, listed: bool) -> None:
    build(tmp_path / "site", tmp_path / "out", {"atelier": EVENTS["atelier"]}, today)
    assert len(numbers(tmp_path / "out" / "calendar.ics")) == listed
