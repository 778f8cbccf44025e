"""What stands around the events of a calendar, and how every value arrives as it was typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import icalendar
import pytest
from coalition.core.addresses import Address
from coalition.core.exports import components
from coalition.core.exports.calendars import calendar
from coalition.core.exports.components import Zoned
from coalition.core.frontmatter import CONTROL
from core.in_memory import Files, reader, site, text, words
from core.in_memory import reading as read_whole
from hypothesis import given
from hypothesis import strategies as st
from ical_lint import complaints

ANYTHING = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1, max_size=120
)
HARD = [
    "a, b; c: d",
    "a\\nb\\\\n\\,\\;",
    'a "b" c',
    "ș" * 200,
    "😀" * 60,
    "👩‍👩‍👧‍👦" * 20,
    "e\u0301" * 80,
    "x\ty",
    "שלום \u200fעולם\u200e (\u202babc\u202c) \u2067x\u2069",
    "a\u00a0b\u00adc\u200bd\u2060e",
    "BEGIN:VEVENT",
    "a\\",
    "^n^'^^",
    "%0D%0A;VALUE=URI:",
]
CONTROLS = [chr(code) for code in (*range(9), *range(0xB, 0xD), *range(0xE, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]  # fmt: skip


def yaml(value: str) -> str:
    """``value`` between quotes, every character that is not plain as its number."""
    return '"' + "".join(f"\\U{ord(one):08x}" for one in value) + '"'


def everywhere(value: str) -> Files:
    """A site that says ``value`` wherever a calendar takes a text from."""
    said = yaml(value)
    return {
        "content/coalition.yaml": "\n".join(
            [
                f"name: {said}",
                "languages: [ro]",
                "timezone: Europe/Bucharest",
                "url: https://coalition.example.org/",
                "identity: {domain: coalition.example.org, year: 2020}",
            ]
        ),
        "content/topics.yaml": f"culture: {{label: {said}}}",
        "content/places.yaml": f"petrila: {{label: {said}}}",
        "content/organisations.yaml": f"primaria: {{name: {said}}}",
        "members/alfa/index.ro.md": None,
        "members/alfa/index.en.md": None,
        "content/blog/2026/stire/index.ro.md": None,
        "content/events/2026/ziua/index.en.md": None,
        "content/events/2026/ziua/index.ro.md": text(
            f"title: {said}",
            "start: 2026-05-20 18:00",
            "place: petrila",
            f"place_note: {said}",
            f"status_note: {said}",
            f"online: {{note: {said}}}",
            "topics: culture",
            "organisers: primaria",
        ),
    }


def read(files: Files) -> Any:
    made = reader(files)
    content = calendar(made, words("ro"), "https://e.example.org/", None, Address("calendar.ics"))
    assert complaints(content) == []  # no character is split between two lines, for one
    return icalendar.Calendar.from_ical(content)


def arrives(value: str) -> None:
    said = unicodedata.normalize("NFC", value).strip()
    made = read(everywhere(value))
    for name in ("NAME", "X-WR-CALNAME"):  # which the library reads as they are written
        assert re.sub(r"\\(.)", r"\1", made[name]) == said
    [one] = made.walk("VEVENT")
    assert one["SUMMARY"] == said
    assert one["LOCATION"] == f"{said}, {said}"
    assert one["CONTACT"] == said
    assert one["CATEGORIES"].cats == [said]
    lines = [said, said, "https://e.example.org/evenimente/ziua/"]
    assert str(one["DESCRIPTION"]).split("\n") == lines


@pytest.mark.parametrize("value", HARD)
def test_every_text_arrives_as_typed(value: str) -> None:
    arrives(value)


@given(ANYTHING.filter(lambda value: bool(value.strip()) and not CONTROL.search(value)))
def test_any_text_arrives_as_typed(value: str) -> None:
    arrives(value)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: f"U+{ord(one):04X}")
def test_a_control_character_is_refused_by_name(control: str) -> None:
    found = {
        dict(one.values)["found"]
        for one in read_whole(everywhere(f"a{control}b")).problems
        if one.code == "control_character"
    }
    assert found == {unicodedata.name(control, f"U+{ord(control):04X}")}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_lines_are_folded_between_characters_and_come_together_again(text: str) -> None:
    line = ("X:" + text.replace("\r", "").replace("\n", "")).encode()
    parts = components.folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(parts) == line
    assert len(parts[0]) <= 75
    assert all(len(part) <= 74 for part in parts[1:])
    for part in parts:
        part.decode()


@pytest.mark.parametrize("length", range(60, 90))
def test_an_escape_stays_whole(length: int) -> None:
    line = b"X:" + b"a" * length + b"\\n" + b"\\\\" * 100 + b"\\," * 100
    for part in components.folded(line).removesuffix(b"\r\n").split(b"\r\n "):
        assert re.fullmatch(rb"(?:[^\\]|\\.)*", part)


def test_what_has_many_zones_has_each_once_and_for_all_its_years() -> None:
    content = components.whole(
        site(),
        components.nameless(),
        [
            Zoned(b"", {"Europe/Istanbul": frozenset({2014})}),
            Zoned(b"", {"Europe/Bucharest": frozenset({2026}), "Europe/Istanbul": frozenset({2020})}),
        ],
    )  # fmt: skip
    zones = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(one["TZID"]) for one in zones] == ["Europe/Bucharest", "Europe/Istanbul"]
    offsets = {block["TZOFFSETTO"].to_ical() for block in zones[1].subcomponents}
    assert offsets == {"+0200", "+0300"}  # Turkey stopped changing its clocks in between
