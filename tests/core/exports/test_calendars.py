"""Calendars to subscribe to: the right hour everywhere, and the cancellation that arrives."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
import recurring_ical_events
from coalition.core.addresses import Address
from coalition.core.exports import components
from coalition.core.exports import files as exported
from coalition.core.exports.calendars import calendar, one_event, uid
from coalition.core.recurrence import occurrences
from coalition.core.site import Key
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    Files,
    drawn,
    event,
    reader,
    site,
    text,
    the,
    words,
)
from hypothesis import given
from hypothesis import strategies as st
from ical_lint import complaints
from sites import BASE, TODAY

URL = "https://example.org/sub/"
ALFA = ("member", "alfa")
FICTIONAL: Files = {COALITION: BASE[COALITION] + "fictional: true\n"}
ONLY: Files = {
    EVENT: None,
    EVENT.replace(".ro.", ".en."): None,
    "content/blog/2026/stire/index.ro.md": None,
}


def raw(
    of: Files | None = None, language: str = "ro", about: Key | None = None, today: str = TODAY
) -> bytes:
    made = reader(of, language, today)
    subject = made.subject(about) if about else None
    assert (subject is None) is (about is None)
    return calendar(made, words(language), URL, subject, Address("calendar.ics"))


def lint(content: bytes) -> icalendar.Calendar:
    """The calendar, about which there is nothing to complain."""
    assert complaints(content) == []
    made = icalendar.Calendar.from_ical(content)
    assert [one.errors for one in made.walk("VEVENT") if one.errors] == []
    return made


def read(
    of: Files | None = None, language: str = "ro", about: Key | None = None
) -> icalendar.Calendar:
    return lint(raw(of, language, about))


def alone(of: Files, id_: str = "alt", language: str = "ro") -> icalendar.Calendar:
    """The file of one event."""
    made = reader(of, language)
    return lint(one_event(made, words(language), URL, the(made, "event", id_)))


def ids(of: Files, about: Key | None, today: str = TODAY) -> set[str]:
    """The events in the calendar of the site, a member, a town or a topic."""
    found = {str(one["UID"]) for one in lint(raw(of, about=about, today=today)).walk("VEVENT")}
    assert all(re.fullmatch(r"event-[a-z-]+-2020@coalition\.example\.org", one) for one in found)
    return {one.removeprefix("event-").partition("-2020@")[0] for one in found}


def main(of: Files, id_: str = "alt", language: str = "ro") -> Any:
    [one] = [
        one
        for one in read(of, language).walk("VEVENT")
        if str(one["UID"]).startswith(f"event-{id_}-") and "RECURRENCE-ID" not in one
    ]
    return one


def utc(of: Files, first: str = "2026-01-01", last: str = "2027-01-01") -> list[str]:
    """Starts and ends in UTC, as a client that knows the rules of iCalendar finds them."""
    made = icalendar.Calendar.from_ical(raw({**ONLY, **of}))
    found = recurring_ical_events.of(made).between(
        date.fromisoformat(first), date.fromisoformat(last)
    )
    lines = []
    for one in sorted(found, key=lambda one: one["DTSTART"].dt):
        moments = [one["DTSTART"].dt, *([one["DTEND"].dt] if "DTEND" in one else [])]
        lines.append(" ".join(f"{moment.astimezone(UTC):%m-%d %H:%M}" for moment in moments))
    return lines


# --- the calendar ----------------------------------------------------------------------------------


def test_a_calendar_says_whose_it_is() -> None:
    made = read()
    assert made["VERSION"] == "2.0"
    assert made["X-WR-CALNAME"] == made["NAME"] == "Coaliția de probă"
    assert made["SOURCE"] == "https://example.org/sub/calendar.ics"
    assert "METHOD" not in made  # with it, strict readers ask for an ORGANIZER
    assert read(about=ALFA, language="en")["NAME"] == "Alpha · Test Coalition"
    assert read(about=("topic", "culture"), language="en")["NAME"] == "Culture · Test Coalition"
    assert read(about=("place", "petrila"))["X-WR-CALNAME"] == "Petrila · Coaliția de probă"


def test_an_empty_calendar_is_a_calendar() -> None:
    made = read(ONLY)
    assert made.walk("VEVENT") == []
    assert [str(one["TZID"]) for one in made.subcomponents] == ["Europe/Bucharest"]
    assert read({**ONLY, **event("start: 2022-08")}).walk("VEVENT") == []


def test_each_language_member_town_and_topic_has_a_calendar_of_its_own() -> None:
    of = site({EVENT: BASE[EVENT].replace("place: casa", "place: casa\ntopics: culture")})
    say = {language: words(language) for language in of.languages}
    made = {
        file.address.path: lint(file.content)
        for file in exported(of, date(2026, 5, 4), URL, say)
        if file.address.path.endswith(".ics")
    }
    assert set(made) == {
        "calendar.ics",
        "deadlines.ics",
        "evenimente/ziua/event.ics",
        "membri/alfa/calendar.ics",
        "locuri/petrila/calendar.ics",
        "teme/culture/calendar.ics",
        "en/calendar.ics",
        "en/deadlines.ics",
        "en/events/ziua/event.ics",
        "en/members/alfa/calendar.ics",
        "en/places/petrila/calendar.ics",
        "en/topics/culture/calendar.ics",
    }
    for path, one in made.items():
        if path.endswith("event.ics"):
            assert not {"NAME", "X-WR-CALNAME", "SOURCE", "METHOD"} & set(one)
        else:
            assert one["SOURCE"] == URL + path
        assert len(one.walk("VEVENT")) == ("deadlines" not in path)


def test_a_members_calendar_has_its_events_only() -> None:
    files = {
        **event("start: 2026-05-20", "partners: alfa", id_="cu"),
        **event("start: 2026-05-20", "organisers: primaria", id_="fara"),
    }
    assert ids(files, ALFA) == {"cu", "ziua"}


def test_a_towns_calendar_has_what_takes_place_in_it_and_in_its_venues() -> None:
    files = {
        "content/places.yaml": "petrila: {label: P}\ncasa: {label: C, town: petrila}\nlupeni: {label: L}\n",
        MEMBER: text("name: Alfa", "town: lupeni"),
        **event("start: 2026-05-20", "place: petrila", id_="afara"),
        **event("start: 2026-05-20", "place: lupeni", "organisers: alfa", id_="altundeva"),
        **event("start: 2026-05-20", "organisers: alfa", id_="nicaieri"),
        **event(*TIMED, WEEKS, "place: lupeni", "changes: [{on: 2026-05-14, place: casa}]", id_="mutat"),
        **event("start: 2026-06", "place: petrila", id_="luna"),
        **event("start: 2026-05-20", "place: petrila", "draft: true", id_="ciorna"),
    }  # fmt: skip
    assert ids(files, ("place", "petrila")) == {"afara", "ziua", "mutat"}
    assert ids(files, ("place", "lupeni")) == {"altundeva", "mutat"}


def test_a_topics_calendar_has_the_events_about_it() -> None:
    files = {
        **event("start: 2026-05-20", "topics: culture", id_="cu"),
        **event("start: 2026-05-20", id_="fara"),
        MEMBER: text("name: Alfa", "fields: culture"),
    }
    assert ids(files, ("topic", "culture")) == {"cu"}


def test_in_a_calendar_of_its_own_too_a_cancellation_arrives() -> None:
    files = event("start: 2026-05-20", "place: casa", "withdrawn: {date: 2026-05-01, reason: a}")
    [one] = [
        one
        for one in read(files, about=("place", "petrila")).walk("VEVENT")
        if "event-alt-" in one["UID"]
    ]
    assert one["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("colour", "name", "exact"),
    [
        ("'#5b3a8c'", "darkslateblue", "#5B3A8C"),
        ("'#088'", "darkcyan", "#008888"),
    ],
)
def test_the_colour_of_the_coalition_is_that_of_its_calendars(
    colour: str, name: str | None, exact: str | None
) -> None:
    made = read({COALITION: BASE[COALITION] + f"colour: {colour}\n"})
    assert (made.get("COLOR"), made.get("X-APPLE-CALENDAR-COLOR")) == (name, exact)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("demonstration: true", "not an official site. https://o.example.org/"),
        ("fictional: true", "This coalition is invented."),
    ],
)
def test_what_is_not_official_says_so(line: str, said: str) -> None:
    extra = f"{line}\nofficial_site: https://o.example.org/\n"
    assert said in read({COALITION: BASE[COALITION] + extra})["DESCRIPTION"]


# --- one event -------------------------------------------------------------------------------------


def test_an_event_tells_what_a_subscriber_needs() -> None:
    one = main(
        event(
            "start: 2026-05-20 18:00", "end: 2026-05-20 20:00", "published: 2026-04-01", "summary: O zi, „plină”; da.",
            "place: petrila", "place_note: în foaier", "online: {url: https://z.example.org/, note: Zoom}",
            "topics: culture", "status_note: Plouă.",
        )
    )  # fmt: skip
    assert one["SUMMARY"] == "Alt"
    assert one["SUMMARY"].params["LANGUAGE"] == "ro"
    assert one["LOCATION"] == "Petrila, în foaier"
    assert one["GEO"].to_ical() == "45.449;23.407"
    assert one["URL"] == "https://example.org/sub/evenimente/alt/"
    assert one["STATUS"] == "CONFIRMED"
    assert one["CATEGORIES"].cats == ["Cultură"]
    assert str(one["DESCRIPTION"]).split("\n") == [
        "O zi, „plină”; da.",
        "Plouă.",
        "Zoom",
        "https://z.example.org/",
        "https://example.org/sub/evenimente/alt/",
    ]


@pytest.mark.parametrize(
    "title", ["a, b; c", "a\\nb", 'a "b": c', "ș" * 200, "😀" * 60, "BEGIN:VEVENT", "a\\"]
)
def test_titles_come_out_as_typed(title: str) -> None:
    quoted = title.replace("'", "''")
    files: Files = {
        **ONLY,
        "content/events/2026/alt/index.ro.md": text(f"title: '{quoted}'", "start: 2026-05-20"),
    }
    assert main(files)["SUMMARY"] == title


def test_the_uid_does_not_depend_on_address_language_or_title() -> None:
    moved = {
        COALITION: BASE[COALITION].replace(
            "url: https://coalition.example.org/", "url: https://new.example.net/"
        )
    }
    renamed = {EVENT: text("title: Altfel", "slug: altfel", "start: 2026-05-18")}
    found = {
        str(one["UID"])
        for of, language in ((None, "ro"), (None, "en"), (moved, "ro"), (renamed, "ro"))
        for one in read(of, language).walk("VEVENT")
    }
    assert found == {"event-ziua-2020@coalition.example.org"}
    of = site()
    assert uid(of, the(of, "event", "ziua")) in found


@pytest.mark.parametrize(
    ("lines", "stamp", "sequence"),
    [
        (("published: 2026-04-01 10:00",), "2026-04-01 07:00", 0),
        (("published: 2026-04-01 10:00", "updated: 2026-04-01 10:30"), "2026-04-01 07:30", 30),
        (("published: 2026-04-01", "updated: 2026-04-03"), "2026-04-02 21:00", 2880),
        (
            ("published: 2026-04-01", "withdrawn: {date: 2026-04-02, reason: a}"),
            "2026-04-01 21:00",
            1440,
        ),
        ((), "2026-05-20 15:00", 0),
    ],
)
def test_a_change_has_a_later_stamp_and_a_higher_number(
    lines: tuple[str, ...], stamp: str, sequence: int
) -> None:
    one = main(event("start: 2026-05-20 18:00", *lines))
    assert f"{one['DTSTAMP'].dt:%Y-%m-%d %H:%M}" == stamp
    assert one["SEQUENCE"] == sequence


@pytest.mark.parametrize(
    ("line", "status", "title"),
    [
        ("status: cancelled", "CANCELLED", "Cancelled: Alt"),
        ("status: postponed", "CANCELLED", "Postponed: Alt"),
        ("withdrawn: {date: 2026-05-01, reason: Nu are loc.}", "CANCELLED", "Cancelled: Alt"),
        ("status: tentative", "TENTATIVE", "Not yet certain: Alt"),
        ("status: rescheduled", "CONFIRMED", "New date: Alt"),
        ("status: scheduled", "CONFIRMED", "Alt"),
        ("status: moved-online", "CONFIRMED", "Online: Alt"),
    ],
)
def test_a_cancellation_reaches_the_subscriber(line: str, status: str, title: str) -> None:
    one = main(event("start: 2026-05-20", "published: 2026-04-01", line))
    assert (one["STATUS"], one["SUMMARY"]) == (status, title)


def test_what_was_withdrawn_says_why_and_nothing_else() -> None:
    one = main(
        event("start: 2026-05-20", "summary: Veniți!", "online: {url: https://z.example.org/}",
              "withdrawn: {date: 2026-05-01, reason: Nu are loc.}", "place: petrila",
              "topics: culture", "status_note: Plouă.", "organisers: alfa")
    )  # fmt: skip
    assert one["DESCRIPTION"] == "Nu are loc.\nhttps://example.org/sub/evenimente/alt/"
    assert not {"LOCATION", "GEO", "CATEGORIES", "CONTACT", "IMAGE"} & set(one)


def test_who_organises_can_be_asked_and_invites_nobody() -> None:
    one = main(event("start: 2026-05-20", "organisers: [alfa, primaria]"), language="en")
    assert [(str(who), who.params["LANGUAGE"]) for who in one["CONTACT"]] == [
        ("Alpha", "en"),
        ("Town hall", "en"),
    ]
    assert "ORGANIZER" not in one


@pytest.mark.parametrize(
    ("lines", "location"),
    [
        (("place: petrila",), "Petrila"),
        (("place: petrila", "online: {url: https://z.example.org/}"), "Petrila"),
        (("place_note: în parc",), "în parc"),
        (("online: {url: https://z.example.org/}",), "https://z.example.org/"),
        (("online: {note: Zoom}",), "Online"),
        (("place: petrila", "status: moved-online"), "Online"),
        (
            ("place: petrila", "status: moved-online", "online: {url: https://z.example.org/}"),
            "https://z.example.org/",
        ),
        ((), None),
    ],
)
def test_the_place_is_where_to_go(lines: tuple[str, ...], location: str | None) -> None:
    one = main(event("start: 2026-05-20", *lines))
    assert one.get("LOCATION") == location
    assert ("GEO" in one) is (location == "Petrila")


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("status: rescheduled", "previous_start: 2026-05-10"), "10 mai 2026"),
        (("status: rescheduled", "previous_start: 2026-05-10 17:00"), "10 mai 2026, 17:00"),
        (("changes: [{on: 2026-05-20, start: 2026-05-21 10:00}]",), "20 mai 2026, 18:00"),
    ],
)
def test_what_was_moved_tells_its_old_date(lines: tuple[str, ...], day: str) -> None:
    one = main(event("start: 2026-05-20 18:00", "summary: Veniți!", *lines))
    assert str(one["DESCRIPTION"]).split("\n")[:2] == ["Veniți!", f"Planned before: {day}"]


def test_the_picture_of_an_event_comes_along() -> None:
    path = "content/events/2026/alt/afis.jpg"
    files = {
        **event("start: 2026-05-20", "image: afis.jpg", "image_alt: Afișul"),
        path: b"JPEG",
    }
    made = drawn(reader(files), path)
    [one] = [
        one
        for one in lint(calendar(made, words("ro"), URL, None, Address("c.ics"))).walk("VEVENT")
        if "event-alt-" in one["UID"]
    ]
    assert str(one["IMAGE"]).startswith("https://example.org/sub/files/")
    assert str(one["IMAGE"]).endswith("-800.jpg")
    assert dict(one["IMAGE"].params) == {
        "VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/jpeg",
    }  # fmt: skip
    assert "IMAGE" not in main(files)  # nothing was drawn


def test_the_reason_is_said_in_the_language_of_the_reader() -> None:
    files = {
        **event("start: 2026-05-20", "withdrawn: {date: 2026-05-01, reason: Nu are loc.}"),
        "content/events/2026/alt/index.en.md": text(
            "title: Other", "withdrawn: {reason: It is off.}"
        ),
    }
    assert str(main(files, language="en")["DESCRIPTION"]).startswith("It is off.\n")


def test_notes_are_said_in_the_language_of_the_reader() -> None:
    change = "changes: [{on: 2026-05-20, note: Plouă.}]"
    files = {
        **event("start: 2026-05-20", "online: {note: Pe Zoom.}", change),
        "content/events/2026/alt/index.en.md": text(
            "title: Other", "online: {note: On Zoom.}", "changes: [{on: 2026-05-20, note: Rain.}]"
        ),
    }
    said = str(main(files, language="en")["DESCRIPTION"])
    assert "Rain." in said
    assert "On Zoom." in said
    assert "Plouă" not in said
    assert "Pe Zoom" not in said


def test_a_foreign_title_says_its_language() -> None:
    one = main(event("start: 2026-05-20", "summary: O zi."), language="en")
    assert one["SUMMARY"].params["LANGUAGE"] == "ro"
    assert one["DESCRIPTION"].params["LANGUAGE"] == "ro"
    assert one["URL"] == "https://example.org/sub/en/events/alt/"


@pytest.mark.parametrize(
    ("files", "language", "said"),
    [
        (event("start: 2026-05-20", "summary: O zi."), "ro", "ro"),
        (event("start: 2026-05-20", "summary: O zi.", "previous_start: 2026-05-10"), "ro", "ro"),
        (event("start: 2026-05-20", "summary: O zi.", "previous_start: 2026-05-10"), "en", None),
        ({**event("start: 2026-05-20", "summary: O zi."), **FICTIONAL}, "ro", "ro"),
        ({**event("start: 2026-05-20", "summary: O zi."), **FICTIONAL}, "en", None),
        (event("start: 2026-05-20"), "en", None),  # an address is in no language
    ],
)
def test_a_description_says_its_language_when_it_has_one(
    files: Files, language: str, said: str | None
) -> None:
    assert main(files, language=language)["DESCRIPTION"].params.get("LANGUAGE") == said


# --- one file for each event -----------------------------------------------------------------------


def test_an_event_alone_is_what_it_is_in_a_calendar() -> None:
    files = {
        **ONLY,
        **event(*TIMED, WEEKS, "place: petrila", "changes: [{on: 2026-05-14, status: cancelled}]"),
    }
    assert [one.to_ical() for one in alone(files).subcomponents] == [
        one.to_ical() for one in read(files).subcomponents
    ]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("start: 2019-05-20",), "Alt"),
        (("start: 2019-05-20", "status: cancelled"), "Cancelled: Alt"),
        (("start: 2019-05-20", "withdrawn: {date: 2019-05-01, reason: a}"), "Cancelled: Alt"),
    ],
)
def test_an_event_has_its_file_however_long_it_is_over(lines: tuple[str, ...], title: str) -> None:
    files = {**ONLY, **event(*lines, "published: 2019-01-01")}
    [one] = alone(files).walk("VEVENT")
    assert one["SUMMARY"] == title
    assert read(files).walk("VEVENT") == []


def test_a_file_is_where_pages_are_told_that_it_is() -> None:
    files = {
        **ONLY,
        **event("start: 2026-05-20", "slug: cel"),
        **event("start: 2026-06", id_="luna"),
    }
    made = reader(files)
    told = {made.calendar_file(the(made, "event", id_)) for id_ in ("alt", "luna")}
    say = {language: words(language) for language in made.site.languages}
    written = {
        one.address for one in exported(made.site, made.day, URL, say, languages=["ro"])
        if one.address.path.endswith("event.ics")
    }  # fmt: skip
    assert told == {None, *written}
    assert written == {Address("evenimente/cel/event.ics")}


# --- how long calendars hold what is over ----------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("start: 2026-05-01",), "2027-05-01"),
        (("start: 2026-05-01", "end: 2026-05-03"), "2027-05-03"),
        (("start: 2026-05-01", "status: cancelled"), "2026-05-31"),
        (("start: 2026-05-01", "status: postponed"), "2026-05-31"),
        (("start: 2026-05-01", "published: 2026-01-01", "withdrawn: {date: 2026-04-01, reason: a}"), "2026-05-31"),
        # Called off afterwards: that has to arrive, too, but not where the event is long gone.
        (("start: 2026-05-01", "published: 2026-01-01", "withdrawn: {date: 2026-06-01, reason: a}"), "2026-07-01"),
        (("start: 2026-05-01", "published: 2026-01-01", "updated: 2027-06-01", "status: cancelled"), "2027-05-01"),
        (("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), "2027-05-08"),
        (
            ("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
             "changes: [{on: 2026-05-08, status: cancelled}]"),
            "2027-05-01",
        ),
        (
            ("start: 2026-05-01", "changes: [{on: 2026-05-01, start: 2026-05-11}]"),
            "2027-05-11",
        ),
    ],
)  # fmt: skip
def test_what_is_over_leaves_the_calendars_after_a_time(lines: tuple[str, ...], last: str) -> None:
    files = {**ONLY, **event(*lines, "topics: culture")}
    day = date.fromisoformat(last)
    for about in (None, ("topic", "culture")):
        assert ids(files, about, str(day)) == {"alt"}
        assert ids(files, about, str(day + timedelta(days=1))) == set()


def test_an_event_of_which_no_day_is_left_is_in_no_calendar() -> None:
    files = {**ONLY, **event(*DAYS, "repeat: {rule: FREQ=WEEKLY;COUNT=1, exceptions: 2026-05-07}")}
    assert read(files).walk("VEVENT") == []


# --- times -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("start: 2026-05-20",), "2026-05-20", "2026-05-21"),
        (("start: 2026-05-20", "end: 2026-05-20"), "2026-05-20", "2026-05-21"),
        (("start: 2026-05-20", "end: 2026-05-22"), "2026-05-20", "2026-05-23"),
        (("start: 2026-12-31",), "2026-12-31", "2027-01-01"),
    ],
)
def test_a_whole_day_ends_before_the_next(lines: tuple[str, ...], start: str, end: str) -> None:
    one = main(event(*lines))
    assert (str(one["DTSTART"].dt), str(one["DTEND"].dt)) == (start, end)
    assert one["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("start: 2026-05-20 18:00", "end: 2026-05-20 20:00"), ["05-20 15:00 05-20 17:00"]),
        (("start: 2026-01-20 18:00", "end: 2026-01-20 20:00"), ["01-20 16:00 01-20 18:00"]),
        (
            ("start: 2026-05-20 18:00", "end: 2026-05-20 20:00", "timezone: Europe/London"),
            ["05-20 17:00 05-20 19:00"],
        ),
        (
            ("start: 2026-05-20 18:00", "end: 2026-05-20 20:00", "timezone: America/New_York"),
            ["05-20 22:00 05-21 00:00"],
        ),
        # The clock goes forward on 29 March 2026 and back on 25 October.
        (
            (
                "start: 2026-03-24 18:00",
                "end: 2026-03-24 19:30",
                "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            ),
            ["03-24 16:00 03-24 17:30", "03-31 15:00 03-31 16:30"],
        ),
        (
            (
                "start: 2026-10-22 18:00",
                "end: 2026-10-22 19:30",
                "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            ),
            ["10-22 15:00 10-22 16:30", "10-29 16:00 10-29 17:30"],
        ),
        (
            ("start: 2026-03-28 22:00", "end: 2026-03-29 05:00"),
            ["03-28 20:00 03-29 02:00"],
        ),
    ],
)
def test_the_hour_is_right_across_a_change_of_the_clock(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert utc(event(*lines)) == expected


def test_the_hour_is_right_for_a_client_that_knows_no_zones() -> None:
    # Under a name that nobody knows, what stands in the file has to be enough.
    files = {
        **ONLY,
        **event(
            "start: 2026-03-24 18:00",
            "end: 2026-03-24 19:00",
            "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
        ),
    }
    content = re.sub(rb"(TZID[:=])Europe/Bucharest", rb"\1Nowhere-Petrila", raw(files))
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        date(2026, 3, 1), date(2026, 4, 30)
    )
    starts = sorted(one["DTSTART"].dt.astimezone(UTC) for one in found)
    assert [f"{start:%m-%d %H:%M}" for start in starts] == ["03-24 16:00", "03-31 15:00"]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_utc_is_written_as_moments(zone: str) -> None:
    files = {
        **ONLY,
        **event(*TIMED, f"timezone: {zone}",
                "repeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2026-05-14, extra: 2026-05-15}",
                "changes: [{on: 2026-05-21, place: petrila}]"),
    }  # fmt: skip
    content = raw(files)
    assert b"TZID" not in content
    assert b"DTSTART:20260507T180000Z" in content
    assert b"RECURRENCE-ID:20260521T180000Z" in content
    assert read(files).walk("VTIMEZONE") == []


def test_every_zone_keeps_its_name_or_is_utc() -> None:
    start = datetime(2026, 5, 20, 18)
    for zone in sorted(available_timezones()):
        one = icalendar.Event()
        one.add("dtstart", start.replace(tzinfo=ZoneInfo(zone)))
        if components.named(ZoneInfo(zone), 2026):
            assert f"DTSTART;TZID={zone}:20260520T180000\r\n".encode() in one.to_ical()
        else:
            assert b"DTSTART:20260520T180000Z\r\n" in one.to_ical()
            assert start.replace(tzinfo=ZoneInfo(zone)).utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Half past three does not exist on 29 March: it is half past four (RFC 5545, section 3.3.5).
        (("start: 2026-03-29 03:30", "end: 2026-03-29 05:00"), ["03-29 01:30 03-29 02:00"]),
        # An end that comes before the start, once the start has been taken for a later hour.
        (("start: 2026-03-29 03:30", "end: 2026-03-29 04:10"), ["03-29 01:30 03-29 01:30"]),
        # Half past three is there twice on 25 October: it is the first one.
        (("start: 2026-10-25 03:30", "end: 2026-10-25 04:30"), ["10-25 00:30 10-25 02:30"]),
        # What ends when it starts has no end.
        (("start: 2026-05-20 18:00", "end: 2026-05-20 18:00"), ["05-20 15:00 05-20 15:00"]),
    ],
)
def test_an_hour_that_is_missing_or_there_twice(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert utc(event(*lines)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("start: 2026-05-20 18:00", "end: 2026-05-20 18:00"),
        ("start: 2026-03-29 03:30", "end: 2026-03-29 04:10"),
    ],
)
def test_an_end_that_is_not_later_is_left_out(lines: tuple[str, ...]) -> None:
    # RFC 5545, section 3.8.2.2: it has to be later.
    [one] = alone(event(*lines)).walk("VEVENT")
    assert "DTEND" not in one


def test_who_works_through_the_night_of_the_clock_goes_home_at_the_usual_hour() -> None:
    files = event("start: 2026-03-21 22:00", "end: 2026-03-22 06:00",
                  "repeat: {rule: FREQ=WEEKLY;COUNT=3}")  # fmt: skip
    assert utc(files) == [
        "03-21 20:00 03-22 04:00",
        "03-28 20:00 03-29 03:00",
        "04-04 19:00 04-05 03:00",
    ]
    [override] = [one for one in read({**ONLY, **files}).walk("VEVENT") if "RECURRENCE-ID" in one]
    assert str(override["RECURRENCE-ID"].dt) == "2026-03-28 22:00:00+02:00"


def test_a_rule_that_does_not_give_the_start_is_told_day_by_day() -> None:
    # Whether the start counts among the two differs from program to program.
    one = main(event("start: 2026-05-04 18:00", "repeat: {rule: FREQ=WEEKLY;BYDAY=TH;COUNT=2}"))
    assert one["RRULE"] == {"FREQ": ["DAILY"], "COUNT": [1]}
    assert [f"{day.dts[0].dt:%d %H}" for day in one["RDATE"]] == ["07 18", "14 18"]


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;COUNT=3", "COUNT=3;FREQ=YEARLY"])
def test_the_leap_day_says_that_it_is_the_29th(rule: str) -> None:
    [one] = alone(event("start: 2024-02-29", f"repeat: {{rule: {rule}}}")).walk("VEVENT")
    assert (one["RRULE"]["BYMONTH"], one["RRULE"]["BYMONTHDAY"]) == ([2], [29])


def test_every_zone_is_in_the_file_once() -> None:
    files = {
        **event("start: 2026-05-20 18:00", "timezone: Europe/London", id_="a"),
        **event("start: 2027-05-20 18:00", "timezone: Europe/London", id_="b"),
        **event("start: 2026-05-20 18:00", id_="c"),
        **event("start: 2026-05-20", "timezone: America/New_York", id_="d"),
    }
    names = [str(zone["TZID"]) for zone in read(files).walk("VTIMEZONE")]
    assert names == ["Europe/Bucharest", "Europe/London"]


# --- what repeats ------------------------------------------------------------------------------------

TIMED = ("start: 2026-05-07 18:00", "end: 2026-05-07 20:00")
DAYS = ("start: 2026-05-07",)
WEEKS = "repeat: {rule: FREQ=WEEKLY;COUNT=4}"
REPEATING = {
    "counted": (*TIMED, WEEKS),
    "until a day": (*TIMED, "repeat: {rule: FREQ=WEEKLY, until: 2026-05-28}"),
    "until a day, whole days": (*DAYS, "repeat: {rule: FREQ=WEEKLY, until: 2026-05-28}"),
    "confirmed until": (*TIMED, "repeat: {rule: FREQ=WEEKLY, confirmed_until: 2026-05-20}"),
    "except": (*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: [2026-05-14, 2026-05-28]}"),
    "except the first": (*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: 2026-05-07}"),
    "except, whole days": (*DAYS, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: 2026-05-14}"),
    "extra": (*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=2, extra: [2026-05-09, 2026-06-01 10:00]}"),
    "extra alone": (*TIMED, "repeat: {extra: [2026-05-09, 2026-06-01 10:00]}"),
    "extra, whole days": (*DAYS, "repeat: {extra: [2026-05-09, 2026-06-01]}"),
    "extra on a day of the rule": (*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=2, extra: 2026-05-14}"),
    "extra taken back": (*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=2, extra: 2026-05-09, exceptions: 2026-05-09}"),
    "moved": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, start: 2026-05-15 10:00}]"),
    "moved with a new end": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, start: 2026-05-15 10:00, end: 2026-05-15 10:30}]"),
    "longer": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, end: 2026-05-14 23:00}]"),
    "moved to another day": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, start: 2026-05-16}]"),
    "moved, whole days": (*DAYS, WEEKS, "changes: [{on: 2026-05-14, start: 2026-05-15}]"),
    "moved out of the month": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, start: 2026-06-20 10:00}]"),
    "extra and moved": (*TIMED, "repeat: {extra: 2026-05-09}", "changes: [{on: 2026-05-09, start: 2026-05-10 10:00}]"),
    "first moved": (*TIMED, WEEKS, "changes: [{on: 2026-05-07, start: 2026-05-08 10:00}]"),
    "elsewhere": (*TIMED, WEEKS, "changes: [{on: 2026-05-14, place: petrila, note: Altundeva.}]"),
    "across the change of the clock": ("start: 2026-10-15 18:00", "end: 2026-10-15 20:00", WEEKS),
    "across the year": ("start: 2026-12-20 18:00", "end: 2026-12-20 20:00", WEEKS),
    "over midnight": ("start: 2026-05-07 22:00", "end: 2026-05-08 02:00", WEEKS),
    "several days": ("start: 2026-05-07", "end: 2026-05-08", WEEKS),
    "last Friday": ("start: 2026-05-29 18:00", "repeat: {rule: FREQ=MONTHLY;BYDAY=-1FR;COUNT=3}"),
    "the end of months": ("start: 2026-01-31 18:00", "repeat: {rule: FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3}"),
    "each year": (*DAYS, "repeat: {rule: FREQ=YEARLY;COUNT=2}"),
    "each year, interval": (*TIMED, "repeat: {rule: INTERVAL=1;FREQ=YEARLY;COUNT=2}"),
    "starts on another day": ("start: 2026-05-04 18:00", "repeat: {rule: FREQ=WEEKLY;BYDAY=TH, until: 2026-05-20}"),
    "starts on another day, counted": ("start: 2026-05-04 18:00", "repeat: {rule: FREQ=WEEKLY;BYDAY=TH;COUNT=2}"),
    "changed though it does not repeat": (*TIMED, "changes: [{on: 2026-05-07, start: 2026-05-08 10:00}]"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPEATING)
def test_a_client_finds_the_same_days_as_the_site_shows(name: str) -> None:
    files = {**ONLY, **event(*REPEATING[name])}
    of = site(files)
    record = the(of, "event", "alt").record
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    shown = {
        (one.start.date(), None) if one.all_day else (one.start, one.end)
        for one in occurrences(record, first, last)
    }
    found = set()
    for one in recurring_ical_events.of(read(files)).between(first, last):
        start = one["DTSTART"].dt
        if isinstance(start, datetime):
            # Without an end, clients show one that is no longer than a moment.
            end = one["DTEND"].dt.replace(tzinfo=None) if "DTEND" in one else None
            start = start.replace(tzinfo=None)
            found.add((start, None if record.end is None else end))
        else:
            found.add((start, None))
    assert found == shown


def test_one_day_can_be_cancelled() -> None:
    files = event(
        *TIMED,
        "place: casa",
        WEEKS,
        "changes: [{on: 2026-05-14, status: cancelled, note: Sala e închisă.}]",
    )
    made = read({**ONLY, **files})
    [override] = [one for one in made.walk("VEVENT") if "RECURRENCE-ID" in one]
    assert (override["STATUS"], override["SUMMARY"]) == ("CANCELLED", "Cancelled: Alt")
    assert str(override["RECURRENCE-ID"].dt) == "2026-05-14 18:00:00+03:00"
    assert "Sala e închisă." in override["DESCRIPTION"]
    assert main(files)["STATUS"] == "CONFIRMED"


def test_what_changes_on_the_first_day_is_told_of_that_day_only() -> None:
    files = event(
        *TIMED,
        WEEKS,
        "status_note: Obișnuit.",
        "previous_start: 2026-05-01",
        "changes: [{on: 2026-05-07, status: cancelled, note: Sala e închisă.}]",
    )
    [first] = [one for one in read({**ONLY, **files}).walk("VEVENT") if "RECURRENCE-ID" in one]
    address = "https://example.org/sub/evenimente/alt/"
    assert first["SUMMARY"] == "Cancelled: Alt"
    assert first["DESCRIPTION"] == f"Sala e închisă.\n{address}"
    series = main(files)
    assert series["SUMMARY"] == "Alt"
    assert series["DESCRIPTION"] == f"Planned before: 1 mai 2026\nObișnuit.\n{address}"


def test_a_day_that_moved_says_from_when() -> None:
    files = event(*TIMED, WEEKS, "changes: [{on: 2026-05-07, start: 2026-05-08 19:00}]")
    [moved] = [one for one in read({**ONLY, **files}).walk("VEVENT") if "RECURRENCE-ID" in one]
    assert moved["SUMMARY"] == "New date: Alt"
    assert str(moved["DESCRIPTION"]).startswith("Planned before: 7 mai 2026, 18:00\n")
    assert "Planned before" not in main(files)["DESCRIPTION"]


def test_exceptions_have_the_form_of_the_start() -> None:
    timed = main(event(*TIMED, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: 2026-05-14}"))
    assert str(timed["EXDATE"].dts[0].dt) == "2026-05-14 18:00:00+03:00"
    days = main(event(*DAYS, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: 2026-05-14}"))
    assert str(days["EXDATE"].dts[0].dt) == "2026-05-14"
    assert b"EXDATE;VALUE=DATE:20260514" in raw(
        event(*DAYS, "repeat: {rule: FREQ=WEEKLY;COUNT=4, exceptions: 2026-05-14}")
    )


def test_a_whole_repeating_event_can_be_cancelled() -> None:
    files = {**ONLY, **event(*TIMED, WEEKS, "withdrawn: {date: 2026-05-01, reason: a}",
                             "changes: [{on: 2026-05-14, place: petrila}]")}  # fmt: skip
    assert {str(one["STATUS"]) for one in read(files).walk("VEVENT")} == {"CANCELLED"}


@pytest.mark.parametrize(
    "start", ["1500-01-01 10:00", "1500-01-01", "2200-12-31 23:00", "2200-12-31"]
)
def test_a_year_far_away_breaks_nothing(start: str) -> None:
    assert len(alone(event(f"start: {start}")).walk("VEVENT")) == 1


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)),
    st.sampled_from(["Europe/Bucharest", "Europe/Istanbul", "America/New_York", "Asia/Kolkata"]),
)
def test_any_hour_of_any_zone_arrives(start: datetime, zone: str) -> None:
    start = start.replace(second=0, microsecond=0)
    files = {**ONLY, **event(f"start: {start:%Y-%m-%d %H:%M}", f"timezone: {zone}")}
    [one] = alone(files).walk("VEVENT")
    assert one["DTSTART"].dt.replace(tzinfo=None) == start
    assert one["DTSTART"].params["TZID"] == zone


def test_the_same_site_makes_the_same_bytes() -> None:
    files = event(*TIMED, WEEKS)
    assert raw(files) == raw(files)
