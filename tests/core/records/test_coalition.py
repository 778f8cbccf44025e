"""The coalition itself: names, languages, and what all addresses and ids are made from."""

from __future__ import annotations

import pytest
from coalition.core.addresses import Scheme
from coalition.core.records.coalition import Coalition
from core.in_memory import COALITION, record, site, whole, wrong
from sites import BASE

NEEDED = BASE[COALITION]
WHOLE = """\
name: {ro: Coaliția, en: Coalition}
short_name: C
tagline: {ro: a}
mission: {ro: b}
languages: [ro, en, sr-Latn]
fallback: {sr-Latn: [en, ro], en: ro}
timezone: Europe/Bucharest
url: https://coalition.example.org/
identity: {domain: coalition.example.org, year: 2020}
official_site: https://official.example.org/
demonstration: true
fictional: false
today: 2026-05-04
launched: 2019-07
email: office@example.org
area: [petrila]
objectives: [{id: o1, text: {ro: a}}]
values: [{id: v1, text: {ro: a}}]
bodies: [{id: b1, label: Adunarea, members: [alfa]}]
how_to_join: {ro: Scrieți.}
growth: [{when: 2019, count: 14, note: a}]
awards: [{name: a, year: 2022, note: b, url: https://a.example.org/}]
channels: [{does: propose, label: a, run_by: primaria, url: https://a.example.org/}]
sources: [{title: Ziarul, url: https://z.example.org/, accessed: 2026-04-01}]
sources_note: {ro: Citite de noi.}
forge: {kind: forgejo, url: https://f.example.org/a, branch: main}
colour: "#1f5f8b"
second_colour: "#fa0"
menu: [event, call]
home: [coming, posts, members]
sections: {event: {ro: intalniri}, post: {ro: stiri, en: news}}
native_addresses: true
"""


def test_every_field_can_be_filled_in() -> None:
    made = whole(Coalition, WHOLE)
    assert made.fallback == {"sr-Latn": ("en", "ro"), "en": ("ro",)}
    assert made.sections["post"] == {"ro": "stiri", "en": "news"}
    assert made.bodies[0].members == ("alfa",)
    assert made.forge.branch == "main"
    assert made.native_addresses is True
    assert made.sources[0].title == "Ziarul"
    assert made.sources_note["ro"] == "Citite de noi."
    assert Scheme(made.languages, made.sections).section("event", "ro").path == "intalniri/"


def test_what_is_needed_is_little() -> None:
    made = record(Coalition, NEEDED)
    assert (made.demonstration, made.fallback, made.sections) == (False, {}, {})
    problems = wrong(Coalition, "tagline: a\n")
    assert problems == [("missing_field", 1)] * 5


def test_one_language_needs_no_brackets() -> None:
    assert record(Coalition, NEEDED.replace("[ro, en]", "ro")).languages == ("ro",)


def test_a_language_given_twice_is_one() -> None:
    assert site({COALITION: NEEDED.replace("[ro, en]", "[ro, en, ro]")}).languages == ("ro", "en")


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("languages: []", "missing_field"),
        ("languages: [Romanian]", "bad_language"),
        ("timezone: Romania", "bad_zone"),
        ("colour: blue", "bad_colour"),
        ('second_colour: "#12345"', "bad_colour"),
        ("menu: [events]", "bad_choice"),
        ("menu: [event, translation]", "bad_choice"),
        ("home: [coming, news]", "bad_choice"),
        ("url: coalition.example.org", "bad_address"),
        ("identity: {domain: coalition.example.org}", "missing_field"),
        ("identity: coalition.example.org", "wrong_type"),
        ("name: {ro: [a]}", "wrong_type"),
    ],
)
def test_what_is_needed_has_to_be_right(yaml: str, code: str) -> None:
    name = yaml.partition(":")[0]
    lines = [line for line in NEEDED.splitlines() if not line.startswith(f"{name}:")]
    found = wrong(Coalition, "\n".join([yaml, *lines]) + "\n")
    assert len(found) == 1
    assert found[0] == (code, 1) or name == "languages"


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("today: 2026", "bad_date"),
        ("growth: [{when: 2019}]", "missing_field"),
        ("growth: [{when: 2019, count: many}]", "bad_number"),
        ("channels: [{does: vote, label: a, url: https://a.example.org/}]", "bad_choice"),
        ("forge: {kind: svn, url: https://a.example.org/}", "bad_choice"),
        ("forge: https://a.example.org/", "wrong_type"),
        ("fallback: [en, ro]", "wrong_type"),
        ("fallback: {ro: [[en]]}", "wrong_type"),
        ("fallback: {ro: {en: a}}", "wrong_type"),
        ("sections: intalniri", "wrong_type"),
        ("sections: {event: intalniri}", "wrong_type"),
        ("sections: {event: {ro: [a]}}", "wrong_type"),
        ("sections: {event: {ro: ../../acasa}}", "bad_slug"),
        ("sections: {event: {ro: a/b}}", "bad_slug"),
        ("sections: {event: {ro: 'a b'}}", "bad_slug"),
        ("colours: red", "unknown_field"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(Coalition, f"{NEEDED}{yaml}\n") == [(code, 6)]


@pytest.mark.parametrize(
    "yaml",
    [
        "sections: {evnt: {ro: a}}",
        "sections: {event: {ru: a}}",
        "fallback: {sq: [mk]}",
        "fallback: {ro: [xx]}",
    ],
)
def test_what_can_have_no_effect_is_named(yaml: str) -> None:
    # A kind or a language that is not there was typed wrong.
    assert wrong(Coalition, f"{NEEDED}{yaml}\n")


@pytest.mark.parametrize(
    "yaml",
    [
        "sections: {event: {ro: blog}}",
        "sections: {event: {ro: a}, post: {ro: a}}",
        "sections: {event: {ro: en}}",
    ],
)
def test_no_section_can_take_the_place_of_another(yaml: str) -> None:
    assert wrong(Coalition, f"{NEEDED}{yaml}\n")
