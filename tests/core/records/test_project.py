"""A project: who, when, with what money, and what came of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from coalition.core.records.common import TitledItem
from coalition.core.records.project import Project
from core.in_memory import record, wrong

OWN = {
    "lead": "alfa",
    "partners": "[{partner: primaria, role: gazdă}]",
    "period": "{start: 2024-05, end: 2026}",
    "status": "running",
    "places": "[petrila]",
    "objectives": "[{id: o1, text: Apă curată.}]",
    "target_groups": "[{id: t1, text: Elevi.}]",
    "activities": "[{id: a1, text: Măsurători.}]",
    "results": "[{id: r1, text: O hartă.}]",
    "indicators": "[{id: i1, name: Probe, unit: buc., baseline: 0, target: 100, value: 40, date: 2025}]",
    "budget": "12000",
    "currency": "EUR",
    "budget_note": "Cum le-a tipărit sursa.",
    "funding": "[{funder: uniunea, amount: 10000.50, currency: EUR, share: 85}]",
    "website": "https://a.example.org/",
    "links": "[{title: a, url: https://a.example.org/}]",
}


def test_every_field_can_be_filled_in() -> None:
    assert OWN.keys() == Project.model_fields.keys() - TitledItem.model_fields.keys()
    made = record(
        Project, "title: a\n" + "".join(f"{key}: {value}\n" for key, value in OWN.items())
    )
    assert made.lead == ("alfa",)
    assert made.partners[0].partner == "primaria"
    assert made.indicators[0].baseline == "0"
    assert made.funding[0].funder == "uniunea"


def test_a_title_is_enough() -> None:
    assert record(Project, "title: a\n").funding == ()
    assert wrong(Project, "lead: alfa\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("status: done", "bad_choice"),
        ("partners: [primaria]", "wrong_type"),
        ("period: 2024-2026", "wrong_type"),
        ("period: {start: 2026, end: 2024}", "end_before_start"),
        ("objectives: [Apă curată]", "wrong_type"),
        ("funding: [{amount: 10 000}]", "bad_number"),
        ("funding: [{share: 850}]", "bad_number"),
        ("funding: [{funder: Uniunea}]", "bad_name"),
        ("url: https://a.example.org/", "pelican_field"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(Project, f"title: a\n{yaml}\n") == [(code, 2)]


@pytest.mark.parametrize(
    ("lines", "is_open"),
    [
        ((), True),
        (("status: planned",), True),
        (("status: running",), True),
        (("status: finished",), False),
        (("status: finished", "period: {start: 2024}"), False),
    ],
)
def test_a_project_is_open_until_somebody_says_that_it_is_finished(
    lines: tuple[str, ...], is_open: bool
) -> None:
    assert record(Project, "\n".join(["title: a", *lines]) + "\n").is_open is is_open


@pytest.mark.parametrize(
    ("lines", "money_in", "together"),
    [
        ((), "", None),
        (("currency: RON", "budget: 10"), "RON", None),
        (("currency: RON", "funding: [{amount: 1.10}, {amount: 2}]"), "RON", "3.10"),
        (("funding: [{amount: 1, currency: RON}, {amount: 2, currency: RON}]",), "RON", "3"),
        (("funding: [{amount: 1}, {amount: 2}]",), "", "3"),
        (("funding: [{amount: 1, currency: RON}, {amount: 2, currency: EUR}]",), None, None),
        (("currency: RON", "funding: [{amount: 1, currency: EUR}]"), None, None),
        (("currency: RON", "funding: [{amount: 1}, {source: a}]"), "RON", None),
        # A sum without a currency is not counted as one of the others'.
        (("funding: [{amount: 1, currency: EUR}, {amount: 2}]",), None, None),
        (("budget: 3", "funding: [{amount: 1, currency: EUR}]"), None, None),
    ],
)
def test_money_is_added_up_when_all_of_it_is_known_in_one_currency(
    lines: tuple[str, ...], money_in: str | None, together: str | None
) -> None:
    made = record(Project, "\n".join(["title: a", *lines]) + "\n")
    assert made.money_in == money_in
    assert made.together == (None if together is None else Decimal(together))
