"""What pages tell machines: the same as people read on them, with addresses still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from coalition.core.addresses import Address
from coalition.core.records.event import Status
from coalition.core.views import described, pages
from coalition.core.views.described import EVENT_STATUS
from coalition.core.views.events import event_view
from coalition.core.views.heads import head
from core.in_memory import (
    COALITION,
    MEMBER,
    Files,
    by_path,
    drawn,
    event,
    post,
    reader,
    site,
    text,
    the,
)
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"
ORGANISATIONS = "content/organisations.yaml"
PLACES: Files = {
    "content/places.yaml": (
        'petrila: {label: Petrila, lat: "45.449", lon: "0", website: https://p.example.org/,'
        " summary: {ro: Un oraș., en: A town.}}\n"
        "casa: {label: {ro: Casa, en: House}, town: petrila, street: Strada Mare 1}\n"
    )
}
COALITION_HERE = {
    "@type": "NGO",
    "name": "Coaliția de probă",
    "@id": Address("despre/"),
    "url": Address("despre/"),
}
ALFA = {
    "@type": "NGO",
    "name": "Alfa",
    "@id": Address("membri/alfa/"),
    "url": Address("membri/alfa/"),
}
PRIMARIA = {
    "@type": "Organization",
    "name": "Primăria",
    "@id": Address("organizatii/primaria/"),
    "url": Address("organizatii/primaria/"),
}
PETRILA = {
    "@type": "Place",
    "@id": Address("locuri/petrila/"),
    "name": "Petrila",
    "address": {"@type": "PostalAddress", "addressLocality": "Petrila", "streetAddress": ""},
    "geo": {"@type": "GeoCoordinates", "latitude": 45.449, "longitude": 0.0},
}
CASA = {
    "@type": "Place",
    "@id": Address("locuri/casa/"),
    "name": "Casa",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": "Petrila",
        "streetAddress": "Strada Mare 1",
    },
}


def told(
    kind: str, id_: str, files: Files | None = None, language: str = "ro", today: str = "2026-05-04"
) -> Any:
    """What the page of an item tells."""
    of = reader(files, language, today)
    here = of.address(the(of, kind, id_)).path
    return by_path(page for page in pages(of.site, of.today) if is_page(page))[here].frame.described


def is_page(page: Any) -> bool:
    return hasattr(page.view, "frame")


def happening(*lines: str, language: str = "ro", today: str = "2026-05-04") -> Any:
    """What the page of an event with these lines tells."""
    of = reader({**PLACES, **event(*lines)}, language, today)
    return event_view(of, the(of, "event", "alt")).frame.described


# --- what every item tells -----------------------------------------------------------------------


def test_an_item_tells_what_it_is_and_where() -> None:
    files: Files = {
        **post(
            "published: 2026-05-01 10:00",
            "updated: 2026-05-03 09:30",
            "summary: Pe scurt.",
            "topics: culture",
            "image: a.jpg",
            "image_alt: a",
        ),
        "content/blog/2026/alta/a.jpg": b"1",
    }
    of = drawn(reader(files), "content/blog/2026/alta/a.jpg")
    alta = the(of, "post", "alta")
    made = described.post(of, alta, head(of, alta))
    figure = of.figure(alta)
    assert figure is not None
    assert made == {
        "@type": "NewsArticle",
        "@id": Address("blog/alta/"),
        "url": Address("blog/alta/"),
        "name": "Alta",
        "headline": "Alta",
        "description": "Pe scurt.",
        "inLanguage": "ro",
        "image": figure.picture.best,
        "datePublished": "2026-05-01",
        "dateModified": "2026-05-03",
        "keywords": ["Cultură"],
        "author": [COALITION_HERE],
        "publisher": COALITION_HERE,
        "mainEntityOfPage": Address("blog/alta/"),
    }


def test_what_was_never_changed_was_changed_when_it_appeared() -> None:
    made = told("post", "alta", post("published: 2026-05-01"))
    assert (made["datePublished"], made["dateModified"]) == ("2026-05-01", "2026-05-01")
    bare = told("post", "alta", post())
    assert (bare["datePublished"], bare["dateModified"], bare["image"]) == ("", "", "")


def test_a_fallback_tells_the_language_of_its_text() -> None:
    assert told("post", "stire", language="en")["inLanguage"] == "ro"
    assert told("event", "ziua", language="en")["inLanguage"] == "en"
    made = told("event", "ziua", language="en")
    assert (made["name"], made["url"]) == ("Open day", Address("en/events/ziua/"))


KINDS: list[tuple[str, dict[str, str], str]] = [
    ("event", event("start: 2026-05-20"), "Event"),
    ("post", post(), "NewsArticle"),
    ("member", {"members/alt/index.ro.md": text("name: Alt")}, "NGO"),
    ("project", {"content/projects/alt/index.ro.md": text("title: Alt")}, "Project"),
    ("document", {"content/documents/alt/index.ro.md": text("title: Alt", "form: other")}, "DigitalDocument"),
    ("call", {"content/calls/alt/index.ro.md": text("title: Alt", "issuer: alfa")}, "WebPage"),
    ("plan", {"content/plans/alt/index.ro.md": text("title: Alt")}, "WebPage"),
    ("page", {"content/pages/alt/index.ro.md": text("title: Alt")}, "WebPage"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "files", "type_"), KINDS)
def test_every_kind_of_item_is_of_a_type(kind: str, files: dict[str, str], type_: str) -> None:
    made = told(kind, "alta" if kind == "post" else "alt", files)
    assert made["@type"] == type_
    assert made["name"] in ("Alt", "Alta")


@pytest.mark.parametrize(("kind", "files", "type_"), KINDS)
def test_what_was_withdrawn_tells_nothing(kind: str, files: dict[str, str], type_: str) -> None:
    withdrawn = {
        path: raw.replace("---\n\n", f"{WITHDRAWN}\n---\n\n") for path, raw in files.items()
    }
    assert told(kind, "alta" if kind == "post" else "alt", withdrawn) == {}


# --- parties and places --------------------------------------------------------------------------


def test_members_and_the_coalition_are_ngos_and_nobody_else() -> None:
    of = reader()
    assert described.party(of, "alfa") == ALFA
    assert described.party(of, "coalition") == COALITION_HERE
    assert described.party(of, "primaria") == PRIMARIA


def test_a_draft_is_no_party() -> None:
    of = reader({MEMBER: text("name: Alfa", "draft: true")})
    assert described.party(of, "alfa") == {}
    assert described.parties(of, ("alfa", "primaria")) == [PRIMARIA]


def test_a_place_tells_where_it_is() -> None:
    of = reader(PLACES)
    assert described.place(of, "petrila") == PETRILA
    assert described.place(of, "casa") == CASA
    assert described.place(of, None) == {}
    english = reader(PLACES, "en")
    assert described.place(english, "casa")["name"] == "House"
    assert described.place(english, "casa")["@id"] == Address("en/places/casa/")


@pytest.mark.parametrize("line", ['lat: "45.4"', 'lon: "23.4"'])
def test_half_a_position_is_none(line: str) -> None:
    of = reader(
        {"content/places.yaml": f"petrila: {{label: Petrila, {line}}}\ncasa: {{label: C}}\n"}
    )
    assert "geo" not in described.place(of, "petrila")


def test_the_page_of_a_town_tells_of_it() -> None:
    views = by_path(page for page in pages(site(PLACES), date(2026, 5, 4)) if is_page(page))
    assert views["en/places/petrila/"].frame.described == {
        **PETRILA,
        "@id": Address("en/places/petrila/"),
        "description": "A town.",
        "url": Address("en/places/petrila/"),
        "sameAs": "https://p.example.org/",
    }
    assert views["locuri/casa/"].frame.described["name"] == "Casa"
    assert views["teme/culture/"].frame.described == {}


@pytest.mark.parametrize(
    ("form", "type_"),
    [
        ("company", "Corporation"),
        ("university", "CollegeOrUniversity"),
        ("school", "School"),
        ("public-authority", "GovernmentOrganization"),
        ("association", "Organization"),
        ("other", "Organization"),
    ],
)
def test_an_organisation_is_of_its_own_type_and_belongs_to_nothing(form: str, type_: str) -> None:
    files: Files = {
        **PLACES,
        ORGANISATIONS: (
            f"b: {{name: {{ro: Biblioteca, en: Library}}, form: {form}, founded: 1968-03, town: petrila,"
            " summary: {ro: Cărți.}, website: https://b.example.org/}\nc: {name: C}\n"
        ),
    }
    of = reader(files)
    made = described.organisation(of, of.site.entries["organisation", "b"])
    assert made == {
        "@type": type_,
        "@id": Address("organizatii/b/"),
        "name": "Biblioteca",
        "description": "Cărți.",
        "foundingDate": "1968-03",
        "sameAs": "https://b.example.org/",
        "location": PETRILA,
    }
    bare = described.organisation(of, of.site.entries["organisation", "c"])
    assert (bare["@type"], bare["foundingDate"], bare["location"]) == ("Organization", "", {})
    views = by_path(page for page in pages(of.site, of.today) if is_page(page))
    assert views["organizatii/b/"].frame.described == made


# --- what is not known ---------------------------------------------------------------------------

ALWAYS = {"@type", "@id", "url", "name", "inLanguage"}


@pytest.mark.parametrize(
    ("kind", "files", "more"),
    [
        ("event", event("start: 2026-05-20"), {"startDate", "eventStatus"}),
        ("post", post("authors: [alfa]"), {"headline", "author", "publisher", "mainEntityOfPage"}),
        ("member", {"members/alt/index.ro.md": text("name: Alt")}, {"memberOf"}),
        ("project", {"content/projects/alt/index.ro.md": text("title: Alt")}, set()),
        ("document", {"content/documents/alt/index.ro.md": text("title: Alt", "form: other")}, set()),
        ("page", {"content/pages/alt/index.ro.md": text("title: Alt")}, set()),
    ],
)  # fmt: skip
def test_what_is_not_known_is_empty(kind: str, files: dict[str, str], more: set[str]) -> None:
    made = told(kind, "alta" if kind == "post" else "alt", files)
    known = {key for key, value in made.items() if value}
    expected = ALWAYS - ({"inLanguage"} if kind in ("project", "document") else set()) | more
    assert known == expected


def test_what_is_not_known_of_others_is_empty() -> None:
    of = reader()
    primaria = described.organisation(of, of.site.entries["organisation", "primaria"])
    assert {key for key, value in primaria.items() if value} == {"@type", "@id", "name"}
    own = described.coalition(of)
    assert {key for key, value in own.items() if value} == {"@type", "@id", "url", "name"}
    town = described.town(of, of.site.entries["place", "casa"])
    assert {key for key, value in town.items() if value} == {"@type", "@id", "url", "name", "address"}  # fmt: skip


# --- the coalition -------------------------------------------------------------------------------


def test_the_coalition_tells_of_itself() -> None:
    files: Files = {
        **PLACES,
        COALITION: BASE[COALITION]
        + "tagline: {ro: Pe scurt.}\nmission: {ro: Împreună.}\nlaunched: 2019-07\n"
        + "email: office@example.org\nofficial_site: https://o.example.org/\narea: [petrila]\n"
        + "awards: [{name: Premiul, year: 2024-10}]\n",
    }
    of = reader(files)
    made = {
        "@type": "NGO",
        "@id": Address("despre/"),
        "url": Address(""),
        "name": "Coaliția de probă",
        "description": "Împreună.",
        "foundingDate": "2019-07",
        "email": "office@example.org",
        "sameAs": "https://o.example.org/",
        "areaServed": [PETRILA],
        "award": ["Premiul (octombrie 2024)"],
    }
    assert described.coalition(of) == made
    views = by_path(page for page in pages(of.site, of.today) if is_page(page))
    assert views[""].frame.described == views["despre/"].frame.described == made


def test_a_coalition_without_a_mission_tells_its_tagline() -> None:
    of = reader({COALITION: BASE[COALITION] + "tagline: {ro: Pe scurt.}\n"}, "en")
    made = described.coalition(of)
    assert (made["description"], made["foundingDate"], made["url"]) == (
        "Pe scurt.",
        "",
        Address("en/"),
    )


# --- members -------------------------------------------------------------------------------------

FULL: Files = {
    **PLACES,
    MEMBER: text(
        "name: Alfa",
        "legal_name: Asociația Alfa",
        "summary: Noi.",
        "founded: 2011-05",
        "town: petrila",
        'fiscal_code: "0012"',
        "website: https://alfa.example.org/",
        "links: [{title: Facebook, url: https://f.example.org/}]",
        "logo: sigla.png",
        "awards: [{name: Premiul, year: 2019}, {name: Diploma}]",
        "contacts: [{role: birou, email: ascuns@example.org, phone: +40 254 000 001}]",
        "editors: [cont-pe-forja]",
        "checked: 2026-04-30",
    ),
    "members/alfa/sigla.png": b"1",
}


def test_a_member_tells_of_itself() -> None:
    of = drawn(reader(FULL), "members/alfa/sigla.png")
    item = the(of, "member", "alfa")
    logo = of.logo(item)
    assert logo is not None
    made = described.member(of, item, head(of, item))
    assert {key: value for key, value in made.items() if key not in ("datePublished", "image")} == {
        "@type": "NGO",
        "@id": Address("membri/alfa/"),
        "url": Address("membri/alfa/"),
        "name": "Alfa",
        "description": "Noi.",
        "inLanguage": "ro",
        "dateModified": "",
        "keywords": [],
        "legalName": "Asociația Alfa",
        "foundingDate": "2011-05",
        "sameAs": ["https://alfa.example.org/", "https://f.example.org/"],
        "logo": logo.picture.best,
        "taxID": "0012",
        "location": PETRILA,
        "memberOf": COALITION_HERE,
        "award": ["Premiul (2019)", "Diploma"],
    }


@pytest.mark.parametrize("status", ["founding", "full", "observer", "former"])
def test_only_who_left_is_no_member_of_the_coalition(status: str) -> None:
    made = told("member", "alfa", {MEMBER: text("name: Alfa", f"status: {status}")})
    assert made["memberOf"] == ({} if status == "former" else COALITION_HERE)


def test_other_pages_of_a_member_without_a_web_site_are_told() -> None:
    files = {MEMBER: text("name: Alfa", "links: [{title: Facebook, url: https://f.example.org/}]")}
    assert told("member", "alfa", files)["sameAs"] == ["https://f.example.org/"]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)
    else:
        yield str(value)


def test_no_contact_and_no_account_is_told_to_machines() -> None:
    said = " ".join(strings(told("member", "alfa", FULL)))
    for private in ("ascuns", "254", "birou", "forja", "2026-04-30", "email", "telephone"):
        assert private not in said
    assert "Alfa" in said


def test_who_asks_for_registrations_and_the_accounts_of_others_are_not_told() -> None:
    made = happening("start: 2026-05-20", "registration: {email: ascuns@example.org, price: 5}")
    assert "ascuns" not in " ".join(strings(made))
    assert made["offers"]["price"] == "5"


# --- events --------------------------------------------------------------------------------------


def test_an_event_tells_all_that_is_known() -> None:
    made = happening(
        "start: 2026-05-20 18:00",
        "end: 2026-05-20 20:30",
        "summary: O seară.",
        "place: casa",
        "online: {url: https://zoom.example.org/}",
        "organisers: [alfa, primaria, coalition]",
        "registration: {url: https://r.example.org/, price: 12.50, currency: EUR}",
        "published: 2026-05-01",
    )
    assert made["@type"] == "Event"
    assert (made["startDate"], made["endDate"]) == (
        "2026-05-20T18:00:00+03:00",
        "2026-05-20T20:30:00+03:00",
    )
    assert made["location"] == [
        CASA,
        {"@type": "VirtualLocation", "url": "https://zoom.example.org/"},
    ]
    assert made["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert made["organizer"] == [ALFA, PRIMARIA, COALITION_HERE]
    assert made["offers"] == {
        "@type": "Offer",
        "price": "12.50",
        "priceCurrency": "EUR",
        "url": "https://r.example.org/",
    }
    assert (made["eventStatus"], made["previousStartDate"]) == (
        "https://schema.org/EventScheduled",
        "",
    )


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("start: 2026-05-20 18:00",), "2026-05-20T18:00:00+03:00", ""),
        (("start: 2026-12-20 18:00",), "2026-12-20T18:00:00+02:00", ""),
        (("start: 2026-12-20 18:00", "timezone: Europe/London"), "2026-12-20T18:00:00+00:00", ""),
        (("start: 2026-05-20", "timezone: Europe/London"), "2026-05-20", ""),
        (("start: 2026-05-20",), "2026-05-20", ""),
        (("start: 2026-05-20", "end: 2026-05-22"), "2026-05-20", "2026-05-22"),
        (("start: 2026-08",), "2026-08", ""),
        (("start: 2026-08", "end: 2026-09"), "2026-08", "2026-09"),
        (("start: 2027",), "2027", ""),
        (("start: 2022",), "2022", ""),
        (("start: 2022-08",), "2022-08", ""),
        (("start: 2022-02-01", "end: 2022-02-02"), "2022-02-01", "2022-02-02"),
        (
            ("start: 2022-02-01 22:00", "end: 2022-02-02 02:00"),
            "2022-02-01T22:00:00+02:00",
            "2022-02-02T02:00:00+02:00",
        ),
        (("start: 2040-01-01 10:00",), "2040-01-01T10:00:00+02:00", ""),
    ],
)
def test_dates_are_as_precise_as_they_are_known_and_hours_have_their_zone(
    lines: tuple[str, ...], start: str, end: str
) -> None:
    made = happening(*lines)
    assert (made["startDate"], made["endDate"]) == (start, end)


@pytest.mark.parametrize(
    ("status", "told_as"),
    [
        ("scheduled", "EventScheduled"),
        ("tentative", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("rescheduled", "EventRescheduled"),
        ("moved-online", "EventMovedOnline"),
    ],
)
@pytest.mark.parametrize("start", ["2026-05-20", "2022-05-20", "2026-08"])
def test_an_event_tells_whether_it_takes_place(status: str, told_as: str, start: str) -> None:
    made = happening(f"start: {start}", f"status: {status}")
    assert made["eventStatus"] == f"https://schema.org/{told_as}"


def test_every_status_is_known_to_schema_org() -> None:
    assert EVENT_STATUS.keys() == set(get_args(Status))


@pytest.mark.parametrize(
    ("previous", "expected"),
    [("2026-05-19", "2026-05-19"), ("2026-03-19 17:00", "2026-03-19T17:00:00+02:00")],
)
def test_a_moved_event_tells_when_it_was_to_take_place(previous: str, expected: str) -> None:
    made = happening(
        "start: 2026-05-20 18:00", "status: rescheduled", f"previous_start: {previous}"
    )
    assert made["previousStartDate"] == expected
    assert made["startDate"] == "2026-05-20T18:00:00+03:00"


def test_a_day_that_a_change_moved_tells_when_it_was_to_take_place() -> None:
    made = happening(*REPEATING, today="2026-05-07")
    assert made["startDate"] == "2026-05-14T17:00:00+03:00"
    assert made["previousStartDate"] == "2026-05-13T18:00:00+03:00"
    assert made["eventStatus"] == "https://schema.org/EventRescheduled"
    single = happening("start: 2026-05-20", "changes: [{on: 2026-05-20, start: 2026-05-22}]")
    assert (single["startDate"], single["previousStartDate"]) == ("2026-05-22", "2026-05-20")


@pytest.mark.parametrize("start", ["2026-05-20", "2026-08"])
def test_what_moved_online_is_in_no_place(start: str) -> None:
    lines = (f"start: {start}", "place: casa", "status: moved-online")
    made = happening(*lines)
    assert made["location"] == []
    assert made["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    made = happening(*lines, "online: {url: https://z.example.org/}")
    assert made["location"] == [{"@type": "VirtualLocation", "url": "https://z.example.org/"}]


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        ("2026-10-25 03:30", "Europe/Bucharest", "2026-10-25T03:30:00+03:00"),  # the first of two
        ("2026-10-25 02:30", "Europe/Skopje", "2026-10-25T02:30:00+02:00"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-05T01:45:00+11:00"),
        ("2026-06-01 12:00", "Asia/Kathmandu", "2026-06-01T12:00:00+05:45"),
    ],
)
def test_an_hour_that_exists_twice_is_the_first(start: str, zone: str, expected: str) -> None:
    assert happening(f"start: {start}", f"timezone: {zone}")["startDate"] == expected


def test_an_hour_that_the_clocks_skip_has_the_offset_before() -> None:
    """RFC 5545, section 3.3.5: half past three is half past four, summer time."""
    lines = ("start: 2026-03-22 03:30", "repeat: {rule: FREQ=WEEKLY;COUNT=2}")
    made = happening(*lines, today="2026-03-25")
    assert made["startDate"] == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("start: 2026-05-07 18:00", "end: 2026-05-07 19:30",
          "repeat: {rule: FREQ=WEEKLY, until: 2026-12-31, exceptions: [2026-04-30, 2026-05-14]}"),
         {"repeatFrequency": "P1W", "byDay": ["TH"], "startDate": "2026-05-07", "endDate": "2026-12-31",
          "startTime": "18:00:00", "endTime": "19:30:00", "scheduleTimezone": "Europe/Bucharest",
          "exceptDate": ["2026-05-14"]}),
        (("start: 2026-05-07", "timezone: Europe/London", "repeat: {rule: FREQ=MONTHLY;BYDAY=1TH;INTERVAL=2;COUNT=3}"),
         {"repeatFrequency": "P2M", "byDay": ["1TH"], "endDate": "2026-09-03", "startTime": "", "scheduleTimezone": ""}),
        (("start: 2026-05-07", "repeat: {rule: FREQ=MONTHLY;COUNT=3}"), {"byMonthDay": [7], "byMonth": []}),
        (("start: 2026-05-07", "repeat: {rule: FREQ=YEARLY, until: 2030-01-01, confirmed_until: 2027-12-31}"),
         {"repeatFrequency": "P1Y", "byMonthDay": [7], "byMonth": [5], "endDate": "2027-12-31"}),
        (("start: 2026-05-07 22:00", "end: 2026-05-08 02:00", "timezone: Europe/London", "repeat: {rule: FREQ=DAILY;COUNT=3}"),
         {"repeatFrequency": "P1D", "byDay": [], "byMonthDay": [], "endTime": "", "scheduleTimezone": "Europe/London"}),
    ],
)  # fmt: skip
def test_how_an_event_repeats_is_told(lines: tuple[str, ...], expected: dict[str, object]) -> None:
    made = happening(*lines)["eventSchedule"]
    assert made["@type"] == "Schedule"
    assert {name: made[name] for name in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        "status: scheduled",
        "repeat: {extra: 2026-05-20}",
        "repeat: {rule: 'FREQ=MONTHLY;BYDAY=TH,FR;BYSETPOS=1;COUNT=3'}",
        "repeat: {rule: FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3}",
    ],
)
def test_a_rule_that_schema_org_has_no_words_for_is_not_told_wrong(line: str) -> None:
    assert happening("start: 2026-05-07", line)["eventSchedule"] == {}


@pytest.mark.parametrize(
    ("lines", "mode"),
    [
        (("place: casa",), "https://schema.org/OfflineEventAttendanceMode"),
        (("online: {url: https://z.example.org/}",), "https://schema.org/OnlineEventAttendanceMode"),
        (("place: casa", "online: {url: https://z.example.org/}"), "https://schema.org/MixedEventAttendanceMode"),
        (("place: casa", "online: {note: Zoom}"), "https://schema.org/OfflineEventAttendanceMode"),
        (("place: casa", "online: {url: https://z.example.org/}", "status: moved-online"), "https://schema.org/OnlineEventAttendanceMode"),
        (("online: {note: Zoom}",), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_an_event_tells_how_one_can_attend(lines: tuple[str, ...], mode: str) -> None:
    made = happening("start: 2026-05-20", *lines)
    assert made["eventAttendanceMode"] == mode
    assert bool(made["location"]) is bool(mode)


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("registration: {price: 0}", {"@type": "Offer", "price": "0", "priceCurrency": "", "url": ""}),
        ("registration: {url: https://r.example.org/}", {}),
        ("status: scheduled", {}),
    ],
)  # fmt: skip
def test_what_is_free_is_offered_for_nothing(line: str, offer: dict[str, str]) -> None:
    assert happening("start: 2026-05-20", line)["offers"] == offer


REPEATING = (
    "start: 2026-04-01 18:00",
    "end: 2026-04-01 19:00",
    "repeat: {rule: FREQ=WEEKLY;COUNT=8}",
    "changes: [{on: 2026-05-13, start: 2026-05-14 17:00, place: casa, status: rescheduled}]",
)


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        ("2026-03-01", "2026-04-01T18:00:00+03:00", "2026-04-01T19:00:00+03:00"),
        ("2026-05-06", "2026-05-06T18:00:00+03:00", "2026-05-06T19:00:00+03:00"),
        ("2026-05-07", "2026-05-14T17:00:00+03:00", "2026-05-14T18:00:00+03:00"),
        ("2026-05-30", "2026-04-01T18:00:00+03:00", "2026-04-01T19:00:00+03:00"),
    ],
)
def test_a_repeating_event_tells_its_next_day_or_when_it_began(
    today: str, start: str, end: str
) -> None:
    made = happening(*REPEATING, today=today)
    assert (made["startDate"], made["endDate"]) == (start, end)


@pytest.mark.parametrize(
    "lines",
    [
        ("start: 2026-05-20 18:00",),
        ("start: 2026-05-20",),
        ("start: 2026-08",),
        ("start: 2022",),
        REPEATING,
        ("start: 2026-04-01", "repeat: {rule: FREQ=WEEKLY;COUNT=20}"),
        ("start: 2026-05-20 18:00", "changes: [{on: 2026-05-20, start: 2026-05-21 18:00}]"),
    ],
)
def test_the_day_that_machines_read_is_the_day_that_people_read(lines: tuple[str, ...]) -> None:
    of = reader({**PLACES, **event(*lines)})
    view = event_view(of, the(of, "event", "alt"))
    assert str(view.frame.described["startDate"]).startswith(view.iso)


def test_place_and_status_that_machines_read_are_those_that_people_read() -> None:
    lines = (
        "start: 2026-05-06 18:00",
        "place: petrila",
        "repeat: {rule: FREQ=WEEKLY;COUNT=8}",
        "changes: [{on: 2026-05-06, place: casa, status: cancelled}]",
    )
    of = reader({**PLACES, **event(*lines)})
    view = event_view(of, the(of, "event", "alt"))
    made = view.frame.described
    assert made["eventStatus"] == f"https://schema.org/{EVENT_STATUS[view.status]}"
    assert view.place is not None
    assert made["location"][0]["@id"] == view.place.address


# --- posts, projects, documents ------------------------------------------------------------------


def test_a_post_tells_who_wrote_it_and_never_a_draft() -> None:
    files = {**post("authors: [alfa, primaria]"), **post("authors: [ciorna]", id_="b")}
    files["members/ciorna/index.ro.md"] = text("name: Ciornă", "draft: true")
    assert told("post", "alta", files)["author"] == [ALFA, PRIMARIA]
    assert told("post", "b", files)["author"] == []  # the coalition did not write it
    assert told("post", "b", files)["publisher"] == COALITION_HERE


@pytest.mark.parametrize(
    ("lines", "authors"),
    [((), []), (("authors: []",), []), (("authors: [coalition, alfa]",), [ALFA])],
)
def test_a_demonstration_is_no_author(lines: tuple[str, ...], authors: list[object]) -> None:
    files = {**post(*lines), COALITION: BASE[COALITION] + "demonstration: true\n"}
    assert told("post", "alta", files)["author"] == authors


def test_a_project_tells_who_takes_part_and_who_pays() -> None:
    files: Files = {
        **PLACES,
        "content/projects/apa/index.ro.md": text(
            "title: Apa",
            "published: 2026-01-01",
            "lead: [alfa]",
            "partners: [{partner: primaria}, {partner: alfa}]",
            "places: [petrila, casa]",
            "period: {start: 2024-03, end: 2026}",
            "funding:",
            "  - {funder: uniunea, programme: Apele, number: A-1, amount: 10000.50, currency: EUR}",
            "  - {source: Din buzunar., amount: 0}",
            "currency: RON",
        ),
    }
    made = told("project", "apa", files)
    assert made["funding"] == [
        {
            "@type": "MonetaryGrant",
            "identifier": "A-1",
            "name": "Apele",
            "funder": {"@type": "Organization", "name": "Uniunea"},
            "amount": {"@type": "MonetaryAmount", "value": "10000.50", "currency": "EUR"},
        },
        {
            "@type": "MonetaryGrant",
            "identifier": "",
            "name": "",
            "funder": {"@type": "Organization", "name": "Din buzunar."},
            "amount": {"@type": "MonetaryAmount", "value": "0", "currency": "RON"},
        },
    ]
    assert made["member"] == [ALFA, PRIMARIA]
    assert made["location"] == [PETRILA, CASA]
    assert (made["foundingDate"], made["dissolutionDate"]) == ("2024-03", "2026")
    # A project is an organisation to schema.org: it has no language and was not published.
    assert not {"inLanguage", "datePublished", "dateModified"} & made.keys()


def test_a_source_of_money_is_told_in_the_words_of_the_page() -> None:
    files = {
        "content/projects/apa/index.ro.md": text("title: Apa", "funding: [{source: Din buzunar.}]"),
        "content/projects/apa/index.en.md": text("title: Water", "funding: [{source: Own money.}]"),
    }
    made = told("project", "apa", files, "en")
    assert made["name"] == "Water"
    assert made["funding"][0]["funder"]["name"] == "Own money."


def test_a_grant_of_an_unknown_amount_tells_none() -> None:
    funding = "funding: [{funder: uniunea}, {programme: Apele}]"
    files = {"content/projects/apa/index.ro.md": text("title: Apa", funding)}
    made = told("project", "apa", files)
    assert made["funding"][0]["amount"] == ""
    assert made["funding"][1]["funder"]["name"] == ""
    assert (made["foundingDate"], made["dissolutionDate"]) == ("", "")


@pytest.mark.parametrize(
    ("span", "begins", "ends"), [("{start: 2024-03}", "2024-03", ""), ("{end: 2026}", "", "2026")]
)
def test_a_project_tells_as_much_of_its_time_as_is_known(span: str, begins: str, ends: str) -> None:
    files = {"content/projects/apa/index.ro.md": text("title: Apa", f"period: {span}")}
    made = told("project", "apa", files)
    assert (made["foundingDate"], made["dissolutionDate"]) == (begins, ends)


def test_a_document_tells_when_by_whom_and_in_which_languages_it_was_written() -> None:
    lines = ("form: statute", "date: 2024-03", 'version: "1.2"', "owners: [primaria, coalition]", "languages: [ro, hu]")  # fmt: skip
    files = {"content/documents/s/index.ro.md": text("title: S", *lines)}
    made = told("document", "s", files, "en")
    assert (made["dateCreated"], made["version"], made["inLanguage"]) == (
        "2024-03",
        "1.2",
        ["ro", "hu"],
    )
    assert [one["name"] for one in made["author"]] == ["Town hall", "Test Coalition"]
