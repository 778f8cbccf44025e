"""The calendar: what comes, the years, each month as a table, each event."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest
from coalition.core.showing import Said
from coalition.core.views.events import (
    LISTED_AHEAD,
    calendar_pages,
    ended,
    ended_of,
    event_pages,
    event_view,
    one_each,
)
from core.in_memory import EVENT, Files, event, post, reader, text, the

EVENT_EN = EVENT.replace(".ro.", ".en.")
ALONE: Files = {EVENT: None, EVENT_EN: None, "content/blog/2026/stire/index.ro.md": None}


def calendar(files: Files | None = None, today: str = "2026-05-04") -> dict[str, Any]:
    """The pages of the calendar by their path."""
    return {page.address.path: page.view for page in calendar_pages(reader(files, today=today))}


def one(files: Files, id_: str = "alt", today: str = "2026-05-04", language: str = "ro") -> Any:
    """The view of one event."""
    pages = event_pages(reader(files, language, today))
    return next(page.view for page in pages if f"/{id_}/" in f"/{page.address.path}")


# --- lists ---------------------------------------------------------------------------------------


def test_what_comes_stands_on_the_first_page_and_what_was_below() -> None:
    files = {
        **event("start: 2026-05-20", id_="vine"),
        **event("start: 2026-05-01", id_="a-fost"),
        **event("start: 2025", id_="demult"),
    }
    view = calendar(files)["evenimente/"]
    assert [card.address.path for card in view.coming] == ["evenimente/ziua/", "evenimente/vine/"]
    assert [card.address.path for card in view.past] == ["evenimente/a-fost/", "evenimente/demult/"]
    assert [link.words for link in view.years] == ["2026", "2025"]
    assert [link.address.path for link in view.months] == ["evenimente/2026/05/"]


def test_only_the_last_of_what_was_stand_on_the_first_page() -> None:
    files: dict[str, str | bytes | None] = {}
    for number in range(LISTED_AHEAD + 2):
        files |= event(f"start: 2026-03-{number + 1:02}", id_=f"e{number}")
    view = calendar(files)["evenimente/"]
    assert len(view.past) == LISTED_AHEAD
    assert view.past[0].address.path == f"evenimente/e{LISTED_AHEAD + 1}/"


def test_an_empty_calendar_has_its_page() -> None:
    assert list(calendar(ALONE)) == ["evenimente/"]
    view = calendar(ALONE)["evenimente/"]
    assert (view.coming, view.past, view.years, view.months) == ((), (), (), ())


def test_a_year_has_all_its_events_in_order() -> None:
    files = {
        **event("start: 2024-08", id_="august"),
        **event("start: 2024", id_="candva"),
        **event("start: 2024-01-05", id_="ianuarie"),
        **event("start: 2024-02-05", "withdrawn: {date: 2024-02-01, reason: a}", id_="retras"),
    }
    view = calendar(files)["evenimente/2024/"]
    assert [card.address.path for card in view.events] == [
        "evenimente/candva/",
        "evenimente/ianuarie/",
        "evenimente/august/",
    ]
    assert [(link.words, link.current) for link in view.years] == [("2026", False), ("2024", True)]
    assert [link.words for link in view.months] == ["ianuarie 2024", "august 2024"]


def test_ended_events_come_the_latest_first() -> None:
    files = {
        **event("start: 2026-01-01", id_="a"),
        **event("start: 2026-04-01", id_="b"),
        **event("start: 2026-04-01", "withdrawn: {date: 2026-02-01, reason: a}", id_="c"),
    }
    of = reader(files)
    assert [item.id for item in ended(of)] == ["b", "a"]
    assert [item.id for item in ended_of(of, (the(of, "event", "a"),))] == ["a"]


def test_a_repeating_event_is_told_once_where_events_are_told() -> None:
    of = reader(event("start: 2026-05-10", "repeat: {rule: FREQ=DAILY;COUNT=5}"))
    assert len(of.coming) == 6
    assert [(one.item.id, one.occurrence.start.day) for one in one_each(of.coming)] == [
        ("alt", 10),
        ("ziua", 17),
    ]


# --- months --------------------------------------------------------------------------------------


def days(view: Any) -> dict[int, list[str]]:
    """The events of each day of a month page."""
    return {
        day.number: [card.title.text for card in day.events]
        for week in view.weeks
        for day in week
        if day.events
    }


def test_a_month_is_a_table_from_monday_to_sunday() -> None:
    view = calendar()["evenimente/2026/05/"]
    assert view.words == "mai 2026"
    assert view.weekdays[0][1] == "luni"
    assert all(len(week) == 7 for week in view.weeks)
    numbers = [day.number for week in view.weeks for day in week]
    assert numbers == [0] * 4 + list(range(1, 32))  # 1 May 2026 is a Friday
    fourth = view.weeks[1][0]
    assert (fourth.number, fourth.iso, fourth.today) == (4, "2026-05-04", True)
    assert fourth.words == "luni, 4 mai 2026"
    assert sum(day.today for week in view.weeks for day in week) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("start: 2026-05-20",), {"2026/05": [20]}),
        (("start: 2026-04-29", "end: 2026-05-02"), {"2026/04": [29, 30], "2026/05": [1, 2]}),
        (("start: 2026-05-30 22:00", "end: 2026-05-31 02:00"), {"2026/05": [30, 31]}),
        (("start: 2026-05-30 22:00", "end: 2026-05-31 00:00"), {"2026/05": [30]}),
        (("start: 2026-05-31 20:00", "end: 2026-06-01 00:00"), {"2026/05": [31]}),
        (
            ("start: 2026-05-20", "repeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2026-05-27}"),
            {"2026/05": [20], "2026/06": [3]},
        ),
        (
            (
                "start: 2026-05-20",
                "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
                "changes: [{on: 2026-05-27, start: 2026-06-02}]",
            ),
            {"2026/05": [20], "2026/06": [2]},
        ),
        (("start: 2025-11-29", "end: 2026-01-02"), {"2025/11": [29, 30], "2025/12": [*range(1, 32)], "2026/01": [1, 2]}),
        (("start: 2026-05", ), {"2026/05": []}),
        (("start: 2026",), {}),
        (("start: 2026-05-20", "withdrawn: {date: 2026-05-01, reason: a}"), {}),
    ],
)  # fmt: skip
def test_an_event_stands_in_each_cell_of_its_days(
    lines: tuple[str, ...], expected: dict[str, list[int]]
) -> None:
    pages = calendar({**ALONE, **event(*lines)})
    months = {
        path[len("evenimente/") : -1]: view
        for path, view in pages.items()
        if hasattr(view, "weeks")
    }
    assert {path: sorted(days(view)) for path, view in months.items()} == expected


def test_what_is_known_to_the_month_only_stands_below_its_table() -> None:
    view = calendar(event("start: 2022-08"))["evenimente/2022/08/"]
    assert [card.title.text for card in view.undated] == ["Alt"]
    assert days(view) == {}


def test_months_lead_to_their_neighbours_that_have_events() -> None:
    files = {**event("start: 2022-08", id_="a"), **event("start: 2026-09-01", id_="b")}
    view = calendar(files)["evenimente/2026/05/"]
    assert (view.before.words, view.after.words) == ("august 2022", "septembrie 2026")
    assert view.year.address.path == "evenimente/2026/"
    assert calendar(files)["evenimente/2022/08/"].before is None
    assert calendar(files)["evenimente/2026/09/"].after is None


def test_a_rule_without_an_end_does_not_fill_the_calendar_for_ever() -> None:
    pages = calendar(
        {**ALONE, **event("start: 2026-05-20", "repeat: {rule: FREQ=MONTHLY, until: 2040-01-01}")}
    )
    months = [path for path, view in pages.items() if hasattr(view, "weeks")]
    assert 12 <= len(months) <= 15


def test_every_cancelled_day_stays_in_its_cell() -> None:
    view = calendar({**ALONE, **event("start: 2026-05-20", "status: cancelled")})[
        "evenimente/2026/05/"
    ]
    cards = [card for week in view.weeks for day in week for card in day.events]
    assert [card.status for card in cards] == ["cancelled"]


# --- one event -------------------------------------------------------------------------------------

FULL = event(
    "summary: O zi.",
    "format: festival",
    "start: 2026-05-20 18:00",
    "end: 2026-05-20 20:00",
    "timezone: Europe/London",
    "status: rescheduled",
    "status_note: Plouă.",
    "previous_start: 2026-05-19",
    "place: casa",
    "place_note: în foaier",
    "online: {url: https://zoom.example.org/, note: Zoom}",
    "organisers: [alfa, coalition]",
    "partners: primaria",
    "registration: {required: true, url: https://r.example.org/, closes: 2026-05-18, note: Cu mănuși.}",
    "languages: [ro, hu]",
    "accessibility: Fără trepte.",
    "topics: culture",
)


def test_an_event_tells_all_that_is_known() -> None:
    view = one(FULL)
    assert (view.when, view.iso) == ("miercuri, 20 mai 2026, 18:00–20:00", "2026-05-20T18:00")
    assert (view.zone, view.format, view.status) == ("Europe/London", "festival", "rescheduled")
    assert view.status_note == Said("Plouă.")
    assert view.previous == "19 mai 2026"
    assert (view.place.text, view.place_note.text) == ("Casa de cultură, Petrila", "în foaier")
    assert (view.online_url, view.online_note.text) == ("https://zoom.example.org/", "Zoom")
    assert [link.said.text for link in view.organisers] == ["Alfa", "Coaliția de probă"]
    assert [link.said.text for link in view.partners] == ["Primăria"]
    assert (view.registration.required, view.registration_closes) == (True, "18 mai 2026")
    assert view.registration_note.text == "Cu mănuși."
    assert view.languages == ("Română", "Magyar")
    assert view.accessibility == Said("Fără trepte.")
    assert view.topics == (Said("Cultură"),)
    assert view.over is False


def test_an_event_of_which_little_is_known_tells_little() -> None:
    view = one(event("start: 2022"))
    assert (view.when, view.zone, view.previous, view.over) == ("2022", "", "", True)
    assert (view.place, view.online_url, view.registration) == (Said(""), "", None)
    assert view.occurrences == view.changes == view.posts == ()


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("timezone: Europe/Bucharest", ""),
        ("timezone: Europe/London", "Europe/London"),
        ("status: scheduled", ""),
    ],
)
def test_only_another_zone_is_told(line: str, zone: str) -> None:
    assert one(event("start: 2026-05-20 18:00", line)).zone == zone
    assert one(event("start: 2026-05-20", line)).zone == ""


REPEATING = event(
    "start: 2026-04-01 18:00",
    "repeat: {rule: FREQ=WEEKLY, until: 2026-12-31}",
    "changes:",
    "  - {on: 2026-04-08, note: A fost.}",
    "  - {on: 2026-05-06, status: cancelled, note: Sala e închisă.}",
)


def test_a_repeating_event_tells_its_next_days() -> None:
    view = one(REPEATING)
    assert (view.when, view.iso) == ("miercuri, 6 mai 2026, 18:00", "2026-05-06")
    assert [card.day for card in view.occurrences[:3]] == ["6", "13", "20"]
    assert len(view.occurrences) == 12
    assert view.changes == (("6 mai 2026", "cancelled", Said("Sala e închisă.")),)


def test_a_repeating_event_that_is_over_tells_when_it_began() -> None:
    view = one(REPEATING, today="2027-05-04")
    assert (view.over, view.occurrences) == (True, ())
    assert view.when == "miercuri, 1 aprilie 2026, 18:00"


def test_posts_that_tell_of_an_event_stand_on_its_page() -> None:
    files = {
        **post("published: 2026-05-01", "about: event/ziua"),
        **post(
            "published: 2026-05-02",
            "about: event/ziua",
            "withdrawn: {date: 2026-05-03, reason: a}",
            id_="retrasa",
        ),
    }
    view = one(files, "ziua")
    assert [card.address.path for card in view.posts] == ["blog/alta/", "blog/stire/"]


def test_what_was_withdrawn_says_why() -> None:
    view = one(event("start: 2026-05-20", "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"))
    assert view.withdrawn == Said("Nu a avut loc.")


def test_a_reader_of_another_language_sees_the_words_of_the_original_marked() -> None:
    view = one(FULL, language="en")
    assert view.frame.language == "en"
    for said in (view.title, view.summary, view.place_note, view.status_note, view.online_note):
        assert said.language == "ro"
    assert view.text.language == "ro"
    assert view.place == Said("House of culture, Petrila")
    assert view.when == "Wednesday, 20 May 2026, 18:00–20:00"


def test_what_a_translation_leaves_out_is_marked_too() -> None:
    files = {**FULL, "content/events/2026/alt/index.en.md": text("title: Other")}
    view = one(files, language="en")
    assert view.title == Said("Other")
    assert view.place_note == Said("în foaier", "ro")
    assert view.status_note == Said("Plouă.", "ro")
    assert view.accessibility == Said("Fără trepte.", "ro")


def test_many_events_are_shown_in_bounded_time() -> None:
    files: dict[str, str | bytes | None] = {}
    for number in range(60):
        start = date(2026, 1, 1) + timedelta(days=number)
        files |= event(
            f"start: {start} 18:00",
            "repeat: {rule: FREQ=WEEKLY, until: 2028-01-01}",
            id_=f"e{number}",
        )
    of = reader(files)
    started = time.process_time()
    assert len(list(event_pages(of))) == 61
    assert len(list(calendar_pages(of))) > 10
    assert time.process_time() - started < 5


def test_a_view_can_be_made_for_one_event_alone() -> None:
    of = reader()
    assert event_view(of, the(of, "event", "ziua"), list(of.coming)).title == Said(
        "Ziua porților deschise"
    )
