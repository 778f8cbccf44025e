"""What people type arrives in the programs of others as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from clients import icaljs, libical, recurring
from clients.nasty import TEXTS
from clients.shown import Shown
from clients.subscriber import Subscriber, served

ADDRESS = "https://coalition.example.org/evenimente/{}/"


@pytest.fixture(scope="module")
def by_engine(nasty: Path) -> dict[str, list[Shown]]:
    raw = (nasty / "calendar.ics").read_bytes()
    return {
        "ical.js": icaljs.read([raw])[0].shown,
        "libical": libical.read(raw).shown,
        "recurring-ical-events": recurring.read(raw).shown,
    }


@pytest.mark.parametrize("engine", ["ical.js", "libical", "recurring-ical-events"])
@pytest.mark.parametrize("id_", TEXTS)
def test_a_text_arrives_as_typed(by_engine: dict[str, list[Shown]], engine: str, id_: str) -> None:
    [one] = [one for one in by_engine[engine] if one.uid.startswith(f"event-{id_}-2020@")]
    text = TEXTS[id_]
    assert one.title == text
    assert one.place == f"{text}, {text}"
    assert one.text == f"{text}\n{text}\n{ADDRESS.format(id_)}"


def test_khal_lists_all_of_them_as_typed(nasty: Path, tmp_path: Path) -> None:
    with served(nasty) as url:
        subscriber = Subscriber(tmp_path / "home", f"{url}calendar.ics")
        subscriber.sync()
        listed = subscriber.listing("2026-05-17", 1)
    expected = {(text, f"{text}, {text}", f"{text}\n{text}\n{ADDRESS.format(id_)}")
                for id_, text in TEXTS.items()}  # fmt: skip
    assert {(one.title, one.place, one.text) for one in listed} == expected
    assert len(listed) == len(expected)
