"""Places, topics and funders: entries with labels."""

from __future__ import annotations

from decimal import Decimal

import pytest
from coalition.core.fields import Fields
from coalition.core.records.lists import OF_PROJECTS, Funder, Place, Topic
from core.in_memory import record, whole, wrong


def test_every_field_of_a_place_can_be_filled_in() -> None:
    made = whole(
        Place,
        "label: {ro: Casa, en: House}\ntown: petrila\nsummary: {ro: Mare.}\nstreet: Str. Republicii 1\n"
        'lat: 45.449\nlon: "23.407"\naccessibility: Fără trepte.\nwebsite: https://a.example.org/\n'
        "sources: [{title: Ziarul, accessed: 2026-04-01}]\n",
    )
    assert (made.lat, made.lon) == (Decimal("45.449"), Decimal("23.407"))
    assert made.label["en"] == "House"
    assert made.summary["ro"] == "Mare."
    assert made.sources[0].title == "Ziarul"


def test_every_field_of_a_topic_can_be_filled_in() -> None:
    assert whole(Topic, "label: Apă\nsummary: {ro: Râuri.}\n").summary["ro"] == "Râuri."


def test_every_field_of_a_funder_can_be_filled_in() -> None:
    made = whole(
        Funder,
        "label: Uniunea\nwebsite: https://a.example.org/\nprogrammes: FTJ\nemblem: ue.png\n"
        "statement: {ro: Cofinanțat.}\ndisclaimer: {ro: Nu răspunde.}\nrequired: [emblem, statement, disclaimer]\n"
        "shown_on: [project, every-page]\n",
    )
    assert made.programmes == ("FTJ",)
    assert made.required == ("emblem", "statement", "disclaimer")
    assert made.stands_on == ("project", "every-page")


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ((), ()),
        (("programmes: a",), ()),
        (("statement: a",), OF_PROJECTS),
        (("required: emblem",), OF_PROJECTS),
        (("shown_on: home",), ("home",)),
        (("statement: a", "shown_on: [post]"), ("post",)),
    ],
)
def test_a_funder_stands_where_it_says_or_with_all_of_its_projects_if_there_is_something_to_show(
    lines: tuple[str, ...], where: tuple[str, ...]
) -> None:
    assert record(Funder, "\n".join(["label: a", *lines]) + "\n").stands_on == where


@pytest.mark.parametrize("model", [Place, Topic, Funder])
def test_a_label_is_enough_and_needed(model: type[Fields]) -> None:
    assert record(model, "label: a\n").label[""] == "a"
    assert wrong(model, "{}\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("model", "yaml", "code"),
    [
        (Place, "lat: 95", "bad_number"),
        (Place, "lon: 23°24'", "bad_number"),
        (Place, "town: Petrila", "bad_name"),
        (Place, "street: [a]", "wrong_type"),
        (Topic, "name: a", "unknown_field"),
        (Funder, "required: [logo]", "bad_choice"),
        (Funder, "shown_on: [member]", "bad_choice"),
        (Funder, "emblem: img/ue.png", "bad_file_name"),
    ],
)
def test_what_is_wrong_is_named(model: type[Fields], yaml: str, code: str) -> None:
    assert wrong(model, f"label: a\n{yaml}\n") == [(code, 2)]
