"""The calendar: what comes, the years, each month as a table, each event."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest
from coalition.core import spoken
from coalition.core.addresses import Address
from coalition.core.reads import noted
from coalition.core.showing import Link, Said
from coalition.core.views.events import (
    DAYS_SHOWN,
    LISTED_AHEAD,
    LISTED_BACK,
    Day,
    EventDay,
    Registration,
    calendar_pages,
    event_pages,
    event_view,
)
from core.in_memory import EVENT, Files, by_path, event, post, reader, text, the, words

EVENT_EN = EVENT.replace(".ro.", ".en.")
WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"
ALONE: Files = {EVENT: None, EVENT_EN: None, "content/blog/2026/stire/index.ro.md": None}


def calendar(files: Files | None = None, today: str = "2026-05-04") -> dict[str, Any]:
    """The pages of the calendar by their path."""
    return by_path(calendar_pages(reader(files, today=today)))


def one(files: Files, id_: str = "alt", today: str = "2026-05-04", language: str = "ro") -> Any:
    """The view of one event."""
    of = reader(files, language, today)
    return by_path(event_pages(of))[of.address(the(of, "event", id_)).path]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- lists ---------------------------------------------------------------------------------------


def test_what_comes_stands_on_the_first_page_and_what_was_below() -> None:
    files = {
        **event("start: 2026-05-20", id_="vine"),
        **event("start: 2026-05-01", id_="a-fost"),
        **event("start: 2025", id_="demult"),
        **event("start: 2026-05-04", id_="azi"),
        **event("start: 2026-06-20", WITHDRAWN, id_="retras"),
        **event("start: 2026-03-20", WITHDRAWN, id_="retras-demult"),
    }
    view = calendar(files)["evenimente/"]
    assert paths(view.coming) == ["evenimente/azi/", "evenimente/ziua/", "evenimente/vine/"]
    assert paths(view.past) == ["evenimente/a-fost/", "evenimente/demult/"]
    assert view.undated == ()
    assert [link.words for link in view.years] == ["2026", "2025"]
    assert [link.address.path for link in view.years] == ["evenimente/2026/", "evenimente/2025/"]
    assert [link.address.path for link in view.months] == ["evenimente/2026/05/"]


def test_months_gone_by_are_not_among_those_to_come() -> None:
    files = {
        **event("start: 2026-04-20", id_="aprilie"),
        **event("start: 2025-06-20", id_="demult"),
        **event("start: 2026-06-20", id_="iunie"),
    }
    view = calendar(files)["evenimente/"]
    assert [link.words for link in view.months] == ["mai 2026", "iunie 2026"]


def test_what_comes_on_an_unknown_day_stands_apart() -> None:
    files = {
        **event("start: 2027", id_="la-anul"),
        **event("start: 2026-09", id_="toamna"),
        **event("start: 2026-05", id_="luna-asta"),
        **event("start: 2026-04", id_="a-fost"),
        **event("start: 2026-08", WITHDRAWN, id_="retras"),
    }
    view = calendar(files)["evenimente/"]
    assert paths(view.undated) == [
        "evenimente/luna-asta/",
        "evenimente/toamna/",
        "evenimente/la-anul/",
    ]
    assert [card.when for card in view.undated] == ["mai 2026", "septembrie 2026", "2027"]
    assert paths(view.coming) == ["evenimente/ziua/"]
    assert paths(view.past) == ["evenimente/a-fost/"]


def test_only_the_last_of_what_was_stand_on_the_first_page() -> None:
    files: dict[str, str | bytes | None] = {}
    for number in range(LISTED_BACK + 2):
        files |= event(f"start: 2026-03-{number + 1:02}", id_=f"e{number}")
    view = calendar(files)["evenimente/"]
    assert len(view.past) == LISTED_BACK
    assert view.past[0].address.path == f"evenimente/e{LISTED_BACK + 1}/"


def test_each_day_of_what_comes_is_told_up_to_a_limit() -> None:
    files = event("start: 2026-05-10", "repeat: {rule: FREQ=DAILY;COUNT=5}")
    view = calendar(files)["evenimente/"]
    assert [(card.address.path, card.day) for card in view.coming] == [
        *(("evenimente/alt/", day) for day in ("10", "11", "12", "13", "14")),
        ("evenimente/ziua/", "17"),
    ]
    many = event("start: 2026-05-10", f"repeat: {{rule: FREQ=DAILY;COUNT={LISTED_AHEAD + 5}}}")
    assert len(calendar(many)["evenimente/"].coming) == LISTED_AHEAD


def test_a_calendar_without_any_event_has_no_page() -> None:
    assert list(calendar(ALONE)) == []


def test_a_calendar_of_withdrawn_events_has_an_empty_page() -> None:
    """The events are still told to be withdrawn, and lead to it."""
    gone = {**ALONE, **event("start: 2026-05-17", WITHDRAWN)}
    assert list(calendar(gone)) == ["evenimente/"]
    view = calendar(gone)["evenimente/"]
    assert (view.coming, view.undated, view.past, view.years, view.months) == ((), (), (), (), ())


def test_a_year_has_all_its_events_in_order() -> None:
    files = {
        **event("start: 2024-08", id_="august"),
        **event("start: 2024", id_="candva"),
        **event("start: 2024-01-05", id_="ianuarie"),
        **event("start: 2024-02-05", WITHDRAWN, id_="retras"),
    }
    view = calendar(files)["evenimente/2024/"]
    assert view.year == 2024
    assert paths(view.events) == [
        "evenimente/candva/",
        "evenimente/ianuarie/",
        "evenimente/august/",
    ]
    assert [(link.words, link.current) for link in view.years] == [("2026", False), ("2024", True)]
    assert [link.words for link in view.months] == ["ianuarie 2024", "august 2024"]


def test_a_repeating_event_stands_once_in_each_of_its_years() -> None:
    files = {**ALONE, **event("start: 2025-11-20", "repeat: {rule: FREQ=MONTHLY;COUNT=4}")}
    pages = calendar(files)
    assert [card.when for card in pages["evenimente/2025/"].events] == ["joi, 20 noiembrie 2025"]
    assert [card.when for card in pages["evenimente/2026/"].events] == ["marți, 20 ianuarie 2026"]


def test_an_event_over_the_turn_of_the_year_is_listed_where_it_begins() -> None:
    pages = calendar({**ALONE, **event("start: 2025-12-30", "end: 2026-01-02")})
    assert paths(pages["evenimente/2025/"].events) == ["evenimente/alt/"]
    assert pages["evenimente/2026/"].events == ()
    assert [link.words for link in pages["evenimente/2026/"].months] == ["ianuarie 2026"]


def test_the_calendar_stands_in_each_language() -> None:
    of = reader(event("start: 2022-08"), "en")
    pages = by_path(calendar_pages(of))
    assert list(pages) == [
        "en/events/",
        "en/events/2022/",
        "en/events/2026/",
        "en/events/2022/08/",
        "en/events/2026/05/",
    ]
    view = pages["en/events/2022/08/"]
    assert (view.words, view.weekdays[0]) == ("August 2022", ("Mon", "Monday"))
    assert [card.title for card in view.undated] == [Said("Alt", "ro")]
    assert pages["en/events/"].coming[0].title == Said("Open day")


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
    assert view.weeks[0][0] == Day(0, "", "", today=False, events=())
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
        (("start: 2026-05-30", "end: 2026-06-01"), {"2026/05": [30, 31], "2026/06": [1]}),
        (("start: 2027-06-01",), {"2027/06": [1]}),
        (("start: 2027-06-02",), {}),
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
    files = {
        **event("start: 2022-08"),
        **event("start: 2022-08", WITHDRAWN, id_="retras"),
        **event("start: 2022", id_="candva"),
        **event("start: 2022-09", id_="septembrie"),
        **event("start: 2022-08-03", id_="ziua-lui"),
    }
    view = calendar(files)["evenimente/2022/08/"]
    assert paths(view.undated) == ["evenimente/alt/"]
    assert days(view) == {3: ["Alt"]}


def test_months_lead_to_their_neighbours_that_have_events() -> None:
    files = {**event("start: 2022-08", id_="a"), **event("start: 2026-09-01", id_="b")}
    view = calendar(files)["evenimente/2026/05/"]
    assert (view.before.words, view.after.words) == ("august 2022", "septembrie 2026")
    assert (view.year.words, view.year.address.path) == ("2026", "evenimente/2026/")
    assert calendar(files)["evenimente/2022/08/"].before is None
    assert calendar(files)["evenimente/2026/09/"].after is None


def test_a_rule_without_an_end_does_not_fill_the_calendar_for_ever() -> None:
    pages = calendar(
        {**ALONE, **event("start: 2026-05-20", "repeat: {rule: FREQ=MONTHLY, until: 2040-01-01}")}
    )
    months = [path for path, view in pages.items() if hasattr(view, "weeks")]
    assert (months[0], months[-1], len(months)) == (
        "evenimente/2026/05/",
        "evenimente/2027/05/",
        13,
    )


def test_every_cancelled_day_stays_in_its_cell() -> None:
    view = calendar({**ALONE, **event("start: 2026-05-20", "status: cancelled")})[
        "evenimente/2026/05/"
    ]
    cards = [card for week in view.weeks for day in week for card in day.events]
    assert [card.status for card in cards] == ["cancelled"]


# --- one event -------------------------------------------------------------------------------------

FULL = {
    **event(
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
        "registration:",
        "  required: true",
        "  url: https://r.example.org/",
        "  email: r@example.org",
        "  opens: 2026-05-01",
        "  closes: 2026-05-18 12:00",
        "  capacity: 40",
        "  price: 25",
        "  currency: RON",
        "  note: Cu mănuși.",
        "languages: [ro, hu]",
        "accessibility: Fără trepte.",
        "topics: culture",
        "project: apa",
    ),
    "content/projects/apa/index.ro.md": text("title: Apa"),
    "content/places.yaml": (
        "petrila: {label: Petrila}\n"
        "casa: {label: {ro: Casa de cultură, en: House of culture}, town: petrila,"
        " accessibility: {ro: Cu rampă., en: With a ramp.}}\n"
    ),
}


def test_an_event_tells_all_that_is_known() -> None:
    view = one(FULL)
    assert (view.item.title, view.item.summary) == (Said("Alt"), Said("O zi."))
    assert (view.when, view.iso) == ("miercuri, 20 mai 2026, 18:00–20:00", "2026-05-20T18:00")
    assert (view.zone, view.format, view.status) == ("Europe/London", "festival", "rescheduled")
    assert view.status_note == Said("Plouă.")
    assert view.previous == "19 mai 2026"
    assert view.place == Link(Said("Casa de cultură, Petrila"), Address("locuri/casa/"))
    assert view.place_note == Said("în foaier")
    assert view.place_accessibility == Said("Cu rampă.")
    assert (view.online_url, view.online_note) == ("https://zoom.example.org/", Said("Zoom"))
    assert view.organisers == (
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Coaliția de probă"), Address("despre/")),
    )
    assert view.partners == (Link(Said("Primăria"), Address("organizatii/primaria/")),)
    assert view.project == Link(Said("Apa"), Address("proiecte/apa/"))
    assert view.registration == Registration(
        required=True,
        url="https://r.example.org/",
        email="r@example.org",
        opens="1 mai 2026",
        closes="18 mai 2026, 12:00",
        capacity=40,
        price="25\u00a0RON",
        free=False,
        note=Said("Cu mănuși."),
    )
    assert view.languages == ("Română", "Magyar")
    assert view.accessibility == Said("Fără trepte.")
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)
    assert view.occurrences == ()
    assert view.over is False


@pytest.mark.parametrize(
    ("line", "price", "free"),
    [
        ("registration: {price: 0}", "", True),
        ("registration: {price: 0.00, currency: RON}", "", True),
        ("registration: {price: 12.50, currency: EUR}", "12,50\u00a0EUR", False),
        ("registration: {price: 12}", "12", False),
        ("registration: {required: true}", "", False),
    ],
)
def test_a_price_is_said_and_nothing_is_free(line: str, price: str, free: bool) -> None:
    registration = one(event("start: 2026-05-20", line)).registration
    assert (registration.price, registration.free) == (price, free)


def test_a_registration_of_which_little_is_known_says_little() -> None:
    view = one(event("start: 2026-05-20", "registration: {url: https://r.example.org/}"))
    assert view.registration == Registration(
        False, "https://r.example.org/", "", "", "", 0, "", False, Said("")
    )
    assert one(event("start: 2026-05-20", "registration: {capacity: 5}")).registration == (
        Registration(False, "", "", "", "", 5, "", False, Said(""))
    )


@pytest.mark.parametrize(
    ("line", "url", "note"),
    [
        ("online: {url: https://z.example.org/}", "https://z.example.org/", Said("")),
        ("online: {note: Zoom}", "", Said("Zoom")),
        ("place: casa", "", Said("")),
    ],
)
def test_how_to_take_part_from_afar_is_told_as_far_as_it_is_known(
    line: str, url: str, note: Said
) -> None:
    view = one(event("start: 2026-05-20", line))
    assert (view.online_url, view.online_note) == (url, note)


def test_an_event_of_which_little_is_known_tells_little() -> None:
    view = one(event("start: 2022"))
    assert (view.when, view.iso, view.zone, view.previous) == ("2022", "2022", "", "")
    assert (view.over, view.format, view.status) == (True, "", "scheduled")
    assert (view.place, view.place_accessibility, view.project) == (None, Said(""), None)
    assert (view.online_url, view.online_note, view.registration) == ("", Said(""), None)
    assert view.occurrences == view.changes == view.organisers == ()
    assert not view.related


def test_a_project_that_is_a_draft_is_not_named() -> None:
    files = {
        **event("start: 2026-05-20", "project: apa"),
        "content/projects/apa/index.ro.md": text("title: Secret", "draft: true"),
    }
    assert one(files).project is None


def test_an_event_stands_under_its_year() -> None:
    for language, path in (("ro", "evenimente/"), ("en", "en/events/")):
        trail = one(event("start: 2024-08"), language=language).frame.around.trail
        assert [(crumb.key, crumb.said.text) for crumb in trail] == [
            ("home", ""),
            ("event", ""),
            ("", "2024"),
        ]
        assert [crumb.address.path for crumb in trail[1:]] == [path, f"{path}2024/"]


@pytest.mark.parametrize(
    "lines",
    [
        ("start: 2024-08",),
        ("start: 2019-05-20",),
        ("start: 2031-02-01",),
        ("start: 2019-05-20", "repeat: {rule: FREQ=WEEKLY;COUNT=3}"),
        ("start: 2019-05-20", "repeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2019-05-20}"),
    ],
)
def test_the_year_of_an_event_has_a_page(lines: tuple[str, ...]) -> None:
    files = event(*lines)
    trail = one(files).frame.around.trail
    assert len(trail) == 3
    assert trail[-1].address.path in calendar(files)


def test_a_withdrawn_event_does_not_lead_to_its_year_which_may_have_no_page() -> None:
    files = event("start: 2019-05-20", WITHDRAWN)
    assert [crumb.address.path for crumb in one(files).frame.around.trail] == ["", "evenimente/"]
    assert "evenimente/2019/" not in calendar(files)


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
    "  - {on: 2026-05-20, start: 2026-05-21 19:00, place: casa}",
    "  - {on: 2026-11-04, status: tentative}",
    "place: petrila",
)


def test_a_repeating_event_tells_its_next_days() -> None:
    view = one(REPEATING)
    # The day that is cancelled is in the list; the page is known by the next that takes place.
    assert (view.when, view.iso) == ("miercuri, 13 mai 2026, 18:00", "2026-05-13T18:00")
    assert view.status == "scheduled"
    none = Said("")
    assert view.occurrences[:3] == (
        EventDay(
            "miercuri, 6 mai 2026, 18:00", "2026-05-06T18:00", "cancelled",
            "", none, Said("Sala e închisă."), "2026-05-07T00:00+03:00",
        ),
        EventDay(
            "miercuri, 13 mai 2026, 18:00", "2026-05-13T18:00", "scheduled",
            "", none, none, "2026-05-14T00:00+03:00",
        ),
        EventDay(
            "joi, 21 mai 2026, 19:00", "2026-05-21T19:00", "rescheduled",
            "miercuri, 20 mai 2026, 18:00", Said("Casa de cultură, Petrila"), none,
            "2026-05-22T00:00+03:00",
        ),
    )  # fmt: skip
    assert len(view.occurrences) == DAYS_SHOWN
    # Further on, only what was changed is told.
    assert [(day.iso, day.status) for day in view.changes] == [("2026-11-04T18:00", "tentative")]
    assert view.over is False


def test_a_repeating_event_that_is_over_tells_when_it_began() -> None:
    view = one(REPEATING, today="2027-05-04")
    assert (view.over, view.occurrences, view.changes) == (True, (), ())
    assert (view.when, view.iso) == ("miercuri, 1 aprilie 2026, 18:00", "2026-04-01T18:00")


def test_a_note_on_a_change_is_told_in_the_words_of_the_translation() -> None:
    english = text("title: Other", "changes: [{on: 2026-05-06, note: The hall is closed.}]")
    view = one({**REPEATING, "content/events/2026/alt/index.en.md": english}, language="en")
    assert view.occurrences[0].note == Said("The hall is closed.")


def test_a_change_is_told_until_its_day_is_over() -> None:
    on_the_day, after = one(REPEATING, today="2026-05-06"), one(REPEATING, today="2026-05-07")
    assert on_the_day.occurrences[0].note.text == "Sala e închisă."
    assert [day.iso for day in after.occurrences[:2]] == ["2026-05-13T18:00", "2026-05-21T19:00"]


def test_a_day_that_was_moved_is_told_until_its_new_day_is_over() -> None:
    """On the evening before its new day the old one is over, and people still have to know."""
    view = one(REPEATING, today="2026-05-21")
    assert (view.when, view.status) == ("joi, 21 mai 2026, 19:00", "rescheduled")
    assert view.previous == "miercuri, 20 mai 2026, 18:00"
    assert view.occurrences[0].previous == view.previous


def test_the_page_of_a_repeating_event_says_how_it_repeats() -> None:
    lines = (
        "start: 2026-04-01 18:00",
        "repeat: {rule: FREQ=WEEKLY, until: 2026-12-31, exceptions: [2026-04-22, 2026-06-03]}",
    )
    view = one(event(*lines))
    assert spoken.lines(words(), view.repeats) == (
        "every Wednesday, until 31 December 2026",
        "not on: 3 June 2026",
    )
    assert one(event("start: 2026-05-20")).repeats is None


def test_a_page_is_written_again_only_when_a_day_falls_out_of_what_it_says() -> None:
    """Not every day, as it would be if it asked what day it is."""
    files = event("start: 2026-04-01", "repeat: {rule: FREQ=WEEKLY;COUNT=9, exceptions: 2026-05-06}",
                  "changes: [{on: 2026-05-20, note: Altfel.}]")  # fmt: skip
    with noted() as names:
        one(files)
    assert "is_past 2026-05-06" in names
    assert "today" not in names


def test_what_is_to_know_of_a_changed_single_event_is_told() -> None:
    lines = ("start: 2026-05-20 18:00", "status_note: De la primărie.")
    changed = "changes: [{on: 2026-05-20, start: 2026-05-20 19:00, note: Mai târziu.}]"
    view = one(event(*lines, changed))
    assert (view.status, view.previous) == ("rescheduled", "miercuri, 20 mai 2026, 18:00")
    assert view.status_note == Said("Mai târziu.")
    assert one(event(*lines)).status_note == Said("De la primărie.")
    assert view.occurrences == view.changes == ()


def test_what_moved_online_is_not_where_it_was_to_be() -> None:
    for start in ("2026-05-20", "2026-08", "2022-05-20"):
        lines = (f"start: {start}", "place: casa", "place_note: Sala 1", "status: moved-online")
        view = one(event(*lines))
        assert (view.status, view.place, view.place_note) == ("moved-online", None, Said(""))


def test_a_single_event_that_was_moved_by_a_change_tells_its_new_day() -> None:
    files = event("start: 2026-05-20 18:00", "changes: [{on: 2026-05-20, start: 2026-05-21 18:00}]")
    [card] = [one for one in calendar(files)["evenimente/"].coming if "alt" in one.address.path]
    assert card.when == "joi, 21 mai 2026, 18:00"
    assert one(files).when == card.when


MOVED = event(
    "start: 2026-05-20 18:00",
    "place: petrila",
    "changes: [{on: 2026-05-20, start: 2026-06-02 19:00, place: casa, status: rescheduled}]",
)


@pytest.mark.parametrize(
    ("today", "name"),
    [
        ("2026-05-04", "coming"),
        ("2026-07-01", "past"),
    ],
)
def test_a_single_event_that_was_moved_is_told_alike_on_its_page_and_in_lists(
    today: str, name: str
) -> None:
    view = one(MOVED, today=today)
    lists = calendar(MOVED, today)["evenimente/"]
    [card] = [card for card in getattr(lists, name) if "alt" in card.address.path]
    assert (view.when, view.status) == ("marți, 2 iunie 2026, 19:00", "rescheduled")
    assert (card.when, card.status, card.place) == (view.when, view.status, view.place.said)


@pytest.mark.parametrize("today", ["2026-05-04", "2026-07-01"])
def test_a_single_event_that_was_moved_is_told_alike_in_its_year(today: str) -> None:
    [card] = [
        card
        for card in calendar(MOVED, today)["evenimente/2026/"].events
        if "alt" in card.address.path
    ]
    assert (card.when, card.status) == ("marți, 2 iunie 2026, 19:00", "rescheduled")


def test_an_event_moved_into_another_year_stands_in_that_year_only() -> None:
    files = event("start: 2026-12-30", "changes: [{on: 2026-12-30, start: 2027-01-06}]")
    found = calendar(files)
    years = {
        year: ["alt" in card.address.path for card in found[f"evenimente/{year}/"].events]
        for year in (2026, 2027)
    }
    assert years == {2026: [False], 2027: [True]}
    assert one(files).frame.around.trail[-1].address == Address("evenimente/2027/")


def test_an_event_of_which_every_day_is_cancelled_says_so() -> None:
    lines = ("start: 2026-05-06", "repeat: {rule: FREQ=WEEKLY;COUNT=2}")
    change = "changes: [{on: 2026-05-06, status: cancelled}, {on: 2026-05-13, status: postponed}]"
    view = one(event(*lines, change))
    assert (view.when, view.status, view.over) == ("miercuri, 6 mai 2026", "cancelled", False)


def test_an_event_that_comes_far_ahead_is_told_once() -> None:
    files = event("start: 2025-01-01", "repeat: {rule: FREQ=YEARLY;INTERVAL=3;COUNT=4}")
    view = one(files)
    assert (view.when, view.over) == ("sâmbătă, 1 ianuarie 2028", False)
    assert [card.when for card in view.occurrences] == ["sâmbătă, 1 ianuarie 2028"]
    coming = calendar(files)["evenimente/"].coming
    assert [card.when for card in coming][1:] == ["sâmbătă, 1 ianuarie 2028"]


def test_the_place_of_the_next_day_is_told_with_what_one_has_to_know_of_it() -> None:
    files = {
        **FULL,
        **event(
            "start: 2026-05-06",
            "place: petrila",
            "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            "changes: [{on: 2026-05-06, place: casa}]",
        ),
    }
    view = one(files)
    assert view.place == Link(Said("Casa de cultură, Petrila"), Address("locuri/casa/"))
    assert view.place_accessibility == Said("Cu rampă.")


def test_what_belongs_to_an_event_stands_on_its_page() -> None:
    files = {
        **post("published: 2026-05-01", "about: event/ziua"),
        **post("published: 2026-05-02", "about: event/ziua", WITHDRAWN, id_="retrasa"),
        **post("published: 2026-05-03", id_="despre-altceva"),
        "content/documents/afis/index.ro.md": text("title: A", "form: other", "about: event/ziua"),
        "content/calls/ajutor/index.ro.md": text(
            "title: C", "issuer: alfa", "standing: true", "about: event/ziua"
        ),
    }
    related = one(files, "ziua").related
    assert paths(related.posts) == ["blog/alta/", "blog/stire/"]
    assert paths(related.documents) == ["documente/afis/"]
    assert paths(related.calls) == ["apeluri/ajutor/"]
    assert related.coming == related.past == related.members == ()


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    view = one(event("start: 2026-05-20", WITHDRAWN), language=language)
    assert view.item.withdrawn == Said("Nu a avut loc.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.indexed) == (False, False)
    assert (view.frame.described, view.frame.image) == ({}, None)


def test_a_translation_says_in_its_own_words_why_something_was_withdrawn() -> None:
    files = {
        EVENT: text("title: Ziua", "start: 2026-05-17", WITHDRAWN),
        EVENT_EN: text("title: Open day", "withdrawn: {reason: It did not take place.}"),
    }
    assert one(files, "ziua", language="en").item.withdrawn == Said("It did not take place.")


def test_a_reader_of_another_language_sees_the_words_of_the_original_marked() -> None:
    view = one(FULL, language="en")
    assert view.frame.language == "en"
    assert view.registration.note == Said("Cu mănuși.", "ro")
    for said in (
        *(view.item.title, view.item.summary, view.place_note, view.status_note),
        *(view.online_note, view.accessibility, view.project.said),
    ):
        assert said.language == "ro"
    assert view.item.text.language == view.item.colophon.from_language == "ro"
    assert view.place == Link(Said("House of culture, Petrila"), Address("en/places/casa/"))
    assert view.place_accessibility == Said("With a ramp.")
    assert view.when == "Wednesday, 20 May 2026, 18:00–20:00"
    assert (view.registration.price, view.registration.opens) == ("RON\u00a025", "1 May 2026")


def test_what_a_translation_leaves_out_is_marked_too() -> None:
    files = {**FULL, "content/events/2026/alt/index.en.md": text("title: Other")}
    view = one(files, language="en")
    assert view.item.title == Said("Other")
    assert view.place_note == Said("în foaier", "ro")
    assert view.status_note == Said("Plouă.", "ro")
    assert view.accessibility == Said("Fără trepte.", "ro")
    assert view.registration.note == Said("Cu mănuși.", "ro")


def test_a_translation_has_its_own_words() -> None:
    english = text(
        "title: Other",
        "place_note: in the foyer",
        "online: {note: On Zoom}",
        "registration: {note: With gloves.}",
        "status_note: It rains.",
    )
    view = one({**FULL, "content/events/2026/alt/index.en.md": english}, language="en")
    assert (view.item.title, view.place_note) == (Said("Other"), Said("in the foyer"))
    assert (view.online_note, view.registration.note) == (Said("On Zoom"), Said("With gloves."))
    assert view.status_note == Said("It rains.")
    assert view.online_url == "https://zoom.example.org/"


def test_every_event_has_a_page_in_each_language() -> None:
    files = {**event("start: 2022"), **event("start: 2026", "draft: true", id_="ciorna")}
    assert list(by_path(event_pages(reader(files)))) == ["evenimente/alt/", "evenimente/ziua/"]
    assert list(by_path(event_pages(reader(files, "en")))) == ["en/events/alt/", "en/events/ziua/"]


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
    assert event_view(of, the(of, "event", "ziua")).item.title == Said("Ziua porților deschise")


# --- its own calendar file and its QR code -------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "calendar", "code"),
    [
        (("start: 2026-05-20 18:00",), True, True),
        (("start: 2026-05-04",), True, True),
        (("start: 2026-05-20", "status: tentative"), True, True),
        # Nobody puts into a calendar what has no day or does not take place.
        (("start: 2026-08",), False, True),
        (("start: 2026-05-20", "status: cancelled"), False, True),
        (("start: 2026-05-20", "status: postponed"), False, True),
        # A poster of what is over helps nobody.
        (("start: 2026-05-03",), False, False),
        (("start: 2026-05-20", WITHDRAWN), False, False),
    ],
)
def test_an_event_to_come_can_be_taken_along(
    lines: tuple[str, ...], calendar: bool, code: bool
) -> None:
    view = one(event(*lines))
    assert view.calendar == (Address("evenimente/alt/event.ics") if calendar else None)
    assert view.code == (Address("evenimente/alt/qr.svg") if code else None)


def test_the_file_and_the_code_of_an_event_stand_below_its_page_in_each_language() -> None:
    view = one(event("start: 2026-05-20"), language="en")
    assert view.calendar == Address("en/events/alt/event.ics")
    assert view.code == Address("en/events/alt/qr.svg")
