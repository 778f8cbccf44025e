"""Items in lists: what they are called, when, where and by whom."""

from __future__ import annotations

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Said
from coalition.core.views.cards import (
    colophon,
    event_card,
    happening_card,
    member_card,
    post_card,
)
from core.in_memory import EVENT, MEMBER, event, post, reader, text, the


def test_a_member_is_told_by_name_town_and_fields() -> None:
    of = reader(
        {
            MEMBER: text(
                "name: Alfa",
                "form: association",
                "town: petrila",
                "fields: [culture]",
                "summary: Noi.",
            )
        },
        "en",
    )
    card = member_card(of, the(of, "member", "alfa"))
    assert card.name == Said("Alpha")
    assert card.address == Address("en/members/alfa/")
    assert (card.form, card.town, card.fields) == (
        "association",
        Said("Petrila"),
        (Said("Culture"),),
    )


@pytest.mark.parametrize(
    ("lines", "today", "when", "iso", "day", "month", "year"),
    [
        (("start: 2026-05-20 18:00",), "2026-05-04", "miercuri, 20 mai 2026, 18:00", "2026-05-20T18:00", "20", "mai", ""),
        (("start: 2026-05-20",), "2026-05-04", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", ""),
        (("start: 2026-05-20", "end: 2026-05-22"), "2026-05-04", "20–22 mai 2026", "2026-05-20", "20", "mai", ""),
        (("start: 2026-05-20",), "2025-12-04", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", "2026"),
    ],
)  # fmt: skip
def test_one_day_of_an_event_is_told(
    lines: tuple[str, ...], today: str, when: str, iso: str, day: str, month: str, year: str
) -> None:
    of = reader(event(*lines), today=today)
    [one] = [one for one in of.coming if one.item.id == "alt"]
    card = happening_card(of, one)
    assert (card.when, card.iso, card.day, card.month, card.year) == (when, iso, day, month, year)


@pytest.mark.parametrize(
    ("start", "when", "iso", "day", "month", "year"),
    [
        ("2022", "2022", "2022", "", "", "2022"),
        ("2022-08", "august 2022", "2022-08", "", "aug", "2022"),
        ("2026-05-20", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", ""),
    ],
)
def test_a_whole_event_is_told_as_precisely_as_it_is_known(
    start: str, when: str, iso: str, day: str, month: str, year: str
) -> None:
    of = reader(event(f"start: {start}"))
    card = event_card(of, the(of, "event", "alt"))
    assert (card.when, card.iso, card.day, card.month, card.year) == (when, iso, day, month, year)


def test_one_day_has_its_own_place_and_status() -> None:
    of = reader(
        event(
            "start: 2026-05-20 18:00",
            "place: casa",
            "organisers: [alfa, primaria]",
            "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            "changes: [{on: 2026-05-27, status: cancelled, place: petrila}]",
        )
    )
    first, second = (happening_card(of, one) for one in of.coming if one.item.id == "alt")
    assert (first.status, first.place.text) == ("scheduled", "Casa de cultură, Petrila")
    assert (second.status, second.place.text) == ("cancelled", "Petrila")
    assert [link.said.text for link in first.organisers] == ["Alfa", "Primăria"]


@pytest.mark.parametrize(
    ("lines", "date", "iso"),
    [
        (("published: 2026-04-02", "date: 2026-03-30"), "30 martie 2026", "2026-03-30"),
        (("published: 2026-04-02",), "2 aprilie 2026", "2026-04-02"),
        (("published: 2026-04-02", "date: 2019"), "2019", ""),
        (("date: 2019-05",), "mai 2019", ""),
        ((), "", ""),
    ],
)
def test_a_post_is_dated_by_what_it_tells_of(lines: tuple[str, ...], date: str, iso: str) -> None:
    of = reader(post(*lines))
    card = post_card(of, the(of, "post", "alta"))
    assert (card.date, card.iso) == (date, iso)


# --- the foot of a page ----------------------------------------------------------------------------


def test_sources_are_named_with_the_day_of_reading() -> None:
    of = reader(
        event(
            "start: 2026",
            "sources:",
            "  - {title: Ziarul, url: https://z.example.org/, accessed: 2026-04-01}",
            "  - {url: https://b.example.org/}",
            "  - {title: O carte}",
        )
    )
    made = colophon(of, the(of, "event", "alt")).sources
    assert [(one.title, one.url, one.accessed) for one in made] == [
        ("Ziarul", "https://z.example.org/", "1 aprilie 2026"),
        ("https://b.example.org/", "https://b.example.org/", ""),
        ("O carte", "", ""),
    ]


@pytest.mark.parametrize(
    ("line", "language", "state", "original"),
    [
        ("title: Open day", "ro", "", None),
        ("title: Open day", "en", "unconfirmed", "evenimente/ziua/"),
        ("translation: machine", "en", "machine", "evenimente/ziua/"),
        ("translates: 0123456789ab", "en", "outdated", "evenimente/ziua/"),
    ],
)
def test_a_translation_says_what_it_is_and_where_the_original_stands(
    line: str, language: str, state: str, original: str | None
) -> None:
    lines = dict.fromkeys(["title: Open day", line])
    of = reader({EVENT.replace(".ro.", ".en."): text(*lines)}, language)
    made = colophon(of, the(of, "event", "ziua"))
    assert (made.translation, made.from_language) == (state, "")
    assert (made.original.path if made.original else None) == original


def test_a_fallback_says_from_which_language_it_comes() -> None:
    of = reader(language="en")
    made = colophon(of, the(of, "post", "stire"))
    assert (made.from_language, made.translation, made.original) == ("ro", "", None)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("published: 2026-04-01",), "1 aprilie 2026"),
        (("published: 2026-04-01", "updated: 2026-04-03"), "3 aprilie 2026"),
        ((), ""),
    ],
)
def test_the_day_of_the_last_change_is_said(lines: tuple[str, ...], said: str) -> None:
    of = reader(event("start: 2026", *lines))
    assert colophon(of, the(of, "event", "alt")).updated == said
