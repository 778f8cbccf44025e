"""A plan: objectives, their measures, and what became of each."""

from __future__ import annotations

import pytest
from coalition.core.records.common import TitledItem
from coalition.core.records.plan import Plan
from core.in_memory import record, wrong

WHOLE = """\
title: Planul
period: {start: 2022, end: 2026}
adopted: 2022-03
owners: coalition
objectives:
  - id: "1"
    title: Aer curat
    measures:
      - id: "1.10"
        title: Senzori
        description: Zece.
        responsible: alfa
        partners: [primaria]
        start: 2022
        due: 2024-06
        budget: 10000
        currency: RON
        status: limited
        updates:
          - {date: 2024-01-10, status: limited, note: Patru., evidence: [post/senzori]}
resources: [{id: bani, title: Bani, note: De la toți.}]
documents: [planul-2022]
"""


def test_every_field_can_be_filled_in() -> None:
    made = record(Plan, WHOLE)
    own = Plan.model_fields.keys() - TitledItem.model_fields.keys()
    assert all(getattr(made, name) for name in own)
    measure = made.objectives[0].measures[0]
    assert measure.id == "1.10"
    assert all(getattr(measure, name) for name in type(measure).model_fields)
    assert measure.updates[0].evidence == ("post/senzori",)


def test_a_title_is_enough() -> None:
    assert record(Plan, "title: a\n").objectives == ()
    assert wrong(Plan, "owners: alfa\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("status: limited\n", "status: done\n", "bad_choice", 18),
        ("due: 2024-06", "due: iunie", "bad_date", 15),
        ("responsible: alfa", "responsible: Ana", "bad_name", 12),
        ("budget: 10000", "budget: mult", "bad_number", 16),
        ("post/senzori", "senzori", "bad_reference", 20),
        ("date: 2024-01-10", "date: 2024", "bad_date", 20),
        ('id: "1.10"\n', 'name: "1.10"\n', "unknown_field", 9),
        ("period: {start: 2022", "period: {start: 2027", "end_before_start", 2),
    ],
)
def test_what_is_wrong_is_named_at_any_depth(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in wrong(Plan, WHOLE.replace(old, new))
