"""Briefs: what is known of an item from its records, remembered and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from coalition.core.briefs import brief, names, references
from coalition.core.index import Brief
from coalition.core.records import KINDS
from coalition.core.records.event import Event
from coalition.core.records.plan import Plan
from coalition.core.recurrence import Occurrence
from core.in_memory import event, post, record, site, text
from core.views.test_pages import RICH
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import asdict

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"


def of(kind: str, yaml: str, **others: str) -> Brief:
    """The brief of an item of which only the original's front matter is told."""
    records = {"ro": record(KINDS[kind].model, yaml)}
    return brief(
        kind, "alt", "ro", {"ro": "a/index.ro.md"}, records, tuple(others), {"ro": "original"}
    )


def again(one: Brief) -> Brief:
    """The brief as it comes out of a file."""
    return json.decode(json.encode(one), type=Brief)


def test_every_kind_is_remembered_as_it_was() -> None:
    briefs = site(RICH).index.briefs
    assert {kind for kind, _ in briefs} == set(KINDS)
    for one in briefs.values():
        assert again(one) == one
        assert hash(again(one)) == hash(one)


def test_everything_that_a_brief_holds_is_remembered() -> None:
    whole = Brief(
        "event", "a", "ro", (("ro", "a/index.ro.md"), ("en", "a/index.en.md")), (("ro", "ă"),),
        (("en", "vechi"),), True, True, True, (("place", "place", "casa"),), ("a/b.jpg",),
        ("2026-05-01T00:00:00",), "2026-05", date(2026, 5, 1), date(2026, 5, 31), "2026-05", True,
        True, (Occurrence(datetime(2026, 5, 1, 9), datetime(2026, 5, 2), True, "moved-online",
        "casa", "a", datetime(2026, 4, 1)),), 3, "b", (date(2026, 5, 1),),
        (("ro", "original"),),
    )  # fmt: skip
    empty = Brief("event", "a", "ro", ())
    filled = {name for name, value in asdict(whole).items() if value != asdict(empty)[name]}
    assert {*filled, "kind", "id", "original"} == set(asdict(empty))
    assert again(whole) == whole
    assert again(empty) == empty


@st.composite
def events(draw: st.DrawFn) -> str:
    day: date = draw(st.dates(date(1500, 1, 1), date(2199, 12, 31)))
    precision = draw(st.sampled_from((4, 7, 10, 16)))
    start = f"{day} 18:30"[:precision]
    found = ["title: Alt", f"start: {start}"]
    if draw(st.booleans()):
        end = min(day + timedelta(days=draw(st.integers(0, 60))), date(2199, 12, 31))
        found.append(f"end: {f'{end} 20:15'[:precision]}")
    if precision >= 10 and draw(st.booleans()):
        rule = draw(st.sampled_from(("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY")))
        count = draw(st.integers(1, 5))
        found.append(f'repeat: {{rule: "{rule};COUNT={count}", extra: [{day} 21:00]}}')
    if precision >= 10 and draw(st.booleans()):
        change = draw(st.sampled_from(("status: cancelled", "place: petrila", "note: Așa e.")))
        found.append(f"changes: [{{on: {day}, {change}}}]")
    if draw(st.booleans()):
        found += ["published: 2026-05-01 10:00", "updated: 2026-05-02"]
    found += draw(
        st.sampled_from(([], [WITHDRAWN], ["draft: true"], ["slug: altul", "place: casa"]))
    )
    return "\n".join(found)


@given(events())
def test_any_event_is_remembered_as_it_was(yaml: str) -> None:
    one = of("event", yaml)
    assert again(one) == one


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "month", "is_full", "days"),
    [
        ("2026", None, "2026-01-01", "2026-12-31", "", False, 0),
        ("2026-05", None, "2026-05-01", "2026-05-31", "2026-05", False, 0),
        ("2026-05", "2026-06", "2026-05-01", "2026-06-30", "2026-05", False, 0),
        ("2026-05-17", None, "2026-05-17", "2026-05-17", "", True, 1),
        ("2026-05-17", "2026-05-19", "2026-05-17", "2026-05-19", "", True, 1),
        ("2026-05-17 10:00", None, "2026-05-17", "2026-05-17", "", True, 1),
    ],
)
def test_an_event_is_known_by_the_days_that_it_can_mean(
    start: str, end: str | None, first: str, last: str, month: str, is_full: bool, days: int
) -> None:
    one = of("event", f"title: Alt\nstart: {start}\n" + (f"end: {end}\n" if end else ""))
    assert (str(one.first), str(one.last)) == (first, last)
    assert (one.month, one.is_full, len(one.days)) == (month, is_full, days)
    assert one.tells_of == start.replace(" ", "T")
    assert not one.repeats


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("date: 2019\npublished: 2026-05-01", "2019-01-01"),
        ("published: 2026-05-01", "2026-05-01"),
        ("summary: a", "None"),
    ],
)
def test_a_post_is_known_by_the_day_of_which_it_tells(lines: str, day: str) -> None:
    assert str(of("post", f"title: Alta\n{lines}\n").first) == day


def test_it_is_known_when_an_item_appeared_and_changed() -> None:
    told = "published: 2026-04-01\nupdated: 2026-04-03 10:00"
    assert of("post", f"title: a\n{told}\n{WITHDRAWN}").told == (
        "2026-04-01T00:00:00",
        "2026-04-03T10:00:00",
        "2026-05-01T00:00:00",
    )
    assert of("post", "title: a\nupdated: 2026-04-03").told == ()


def test_what_an_item_names_is_known_with_the_field_wherever_it_stands() -> None:
    plan = record(
        Plan,
        "title: Plan\nowners: [alfa, primaria]\ndocuments: statut\n"
        "objectives: [{id: a, title: a, measures: [{id: a, title: a, responsible: alfa,"
        " updates: [{date: 2026-01-01, evidence: [post/stire]}]}]}]\n",
    )
    assert set(names(plan)) == {
        ("owners", "member", "alfa"), ("owners", "organisation", "alfa"), ("owners", "coalition", "alfa"),
        ("owners", "member", "primaria"), ("owners", "organisation", "primaria"), ("owners", "coalition", "primaria"),
        ("documents", "document", "statut"),
        ("objectives", "member", "alfa"), ("objectives", "organisation", "alfa"), ("objectives", "coalition", "alfa"),
        ("objectives", "post", "stire"),
    }  # fmt: skip


def test_references_stand_at_their_places_in_a_mapping_and_in_a_record() -> None:
    mapping = {
        "title": "Alt",
        "start": "2026-05-20",
        "place": "casa",
        "organisers": ["alfa", "beta"],
        "changes": [{"on": "2026-05-20", "place": "petrila"}],
    }
    at = [(path, name) for path, _, name in references(Event, mapping)]
    assert at == [
        (("changes", 0, "place"), "petrila"),
        (("place",), "casa"),
        (("organisers", 0), "alfa"),
        (("organisers", 1), "beta"),
    ]
    yaml = (
        "title: Alt\nstart: 2026-05-20\nplace: casa\norganisers: [alfa, beta]\n"
        "changes: [{on: 2026-05-20, place: petrila}]"
    )
    made = [(path, name) for path, _, name in references(Event, record(Event, yaml))]
    assert made == at


@pytest.mark.parametrize(
    "mapping", [{"organisers": {"a": "b"}}, {"place": ["casa"]}, {"changes": ["casa", None]}, {"changes": "x"}]
)  # fmt: skip
def test_references_are_found_in_what_is_wrong_as_well(mapping: dict[str, Any]) -> None:
    assert {name for _, _, name in references(Event, mapping)} <= {"casa"}


def test_a_brief_knows_its_versions_addresses_and_files() -> None:
    files = {
        **event("start: 2026-05-20", "slug: ziua-noastră", "image: a.jpg", "aliases: [/a/]",
                body="[p](p.pdf) ![](a.jpg) [w](https://e.org/) [z](../ziua/index.ro.md)\n"),
        **event("slug: our-day", "aliases: [/b/, /c/]", language="en"),
        "content/events/2026/alt/a.jpg": b"1",
        "content/events/2026/alt/p.pdf": b"1",
    }  # fmt: skip
    one = site(files).index.briefs["event", "alt"]
    assert one.languages == ("ro", "en")
    assert one.slugs == (("ro", "ziua-noastră"), ("en", "our-day"))
    assert one.aliases == (("ro", "a"), ("en", "b"), ("en", "c"))
    folder = "content/events/2026/alt"
    assert one.files == (f"{folder}/a.jpg", f"{folder}/p.pdf")


def test_what_was_withdrawn_shows_no_file_and_who_left_is_known() -> None:
    files = {
        **post("image: a.jpg", WITHDRAWN),
        "content/blog/2026/alta/a.jpg": b"1",
        "members/beta/index.ro.md": text("name: Beta", "status: former"),
    }
    briefs = site(files).index.briefs
    assert briefs["post", "alta"].files == ()
    assert briefs["post", "alta"].withdrawn
    assert [one.id for one in briefs.values() if one.left] == ["beta"]
