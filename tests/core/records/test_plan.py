"""A plan: objectives, their measures, and what became of each."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.records.common import TitledItem
from coalition.core.records.plan import Measure, Plan
from core.in_memory import record, wrong

WHOLE = """\
title: Planul
period: {start: 2022, end: 2026}
adopted: 2022-03
owners: coalition
objectives:
  - id: "1"
    title: Aer curat
    description: Peste tot.
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
    resources: [{id: sala, title: Sala, providers: primaria}]
resources: [{id: bani, title: Bani, note: De la toți.}]
documents: [planul-2022]
project: aer
"""


def test_every_field_can_be_filled_in() -> None:
    made = record(Plan, WHOLE)
    own = Plan.model_fields.keys() - TitledItem.model_fields.keys()
    assert all(getattr(made, name) for name in own)
    measure = made.objectives[0].measures[0]
    assert measure.id == "1.10"
    assert all(getattr(measure, name) for name in type(measure).model_fields)
    assert measure.updates[0].evidence == ("post/senzori",)
    assert made.objectives[0].resources[0].providers == ("primaria",)


def test_a_title_is_enough() -> None:
    assert record(Plan, "title: a\n").objectives == ()
    assert wrong(Plan, "owners: alfa\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("status: limited\n", "status: done\n", "bad_choice", 19),
        ("due: 2024-06", "due: iunie", "bad_date", 16),
        ("responsible: alfa", "responsible: Ana", "bad_name", 13),
        ("budget: 10000", "budget: mult", "bad_number", 17),
        ("post/senzori", "senzori", "bad_reference", 21),
        ("date: 2024-01-10", "date: 2024", "bad_date", 21),
        ('id: "1.10"\n', 'name: "1.10"\n', "unknown_field", 10),
        ("period: {start: 2022", "period: {start: 2027", "end_before_start", 2),
        ("due: 2024-06", "due: 2021", "end_before_start", 16),
    ],
)
def test_what_is_wrong_is_named_at_any_depth(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in wrong(Plan, WHOLE.replace(old, new))


# --- how far it is ---------------------------------------------------------------------------------


def measure(*lines: str) -> Measure:
    made: Measure = record(Measure, "\n".join(["id: m", "title: a", *lines]) + "\n")
    return made


@pytest.mark.parametrize(
    ("lines", "degree"),
    [
        ((), None),
        (("status: limited",), "limited"),
        (("updates: [{date: 2024-01-10, status: limited}]",), "limited"),
        # What is said of it now counts more than what was said of it then.
        (("status: dropped", "updates: [{date: 2024-01-10, status: completed}]"), "dropped"),
        (
            (
                "updates: [{date: 2024-01-10, status: limited}, {date: 2025-01-10, status: completed}]",
            ),
            "completed",
        ),
        # The latest by its day, wherever it was written.
        (
            (
                "updates: [{date: 2025-01-10, status: completed}, {date: 2024-01-10, status: limited}]",
            ),
            "completed",
        ),
        # A note that does not say how far it is leaves it where it was.
        (
            ("updates: [{date: 2024-01-10, status: substantial}, {date: 2025-01-10, note: a}]",),
            "substantial",
        ),
        (("updates: [{date: 2025-01-10, note: a}]",), None),
    ],
)
def test_the_latest_update_says_how_far_a_measure_is(
    lines: tuple[str, ...], degree: str | None
) -> None:
    assert measure(*lines).degree == degree


@pytest.mark.parametrize(
    ("lines", "today", "overdue"),
    [
        (("due: 2026-05-03", "status: not-started"), "2026-05-04", True),
        (("due: 2026-05-04", "status: not-started"), "2026-05-04", False),
        (("due: 2026-05", "status: not-started"), "2026-05-31", False),
        (("due: 2026-05", "status: not-started"), "2026-06-01", True),
        (("due: 2025", "status: not-started"), "2025-12-31", False),
        (("due: 2025", "status: not-started"), "2026-01-01", True),
        (("due: 2025", "status: limited"), "2026-05-04", True),
        (("due: 2025", "status: completed"), "2026-05-04", False),
        (("due: 2025", "status: dropped"), "2026-05-04", False),
        (("due: 2025", "updates: [{date: 2026-01-10, status: completed}]"), "2026-05-04", False),
        (("due: 2025",), "2026-05-04", False),  # it may be done
        ((), "2026-05-04", False),
    ],
)
def test_a_measure_is_overdue_when_its_time_is_over_and_it_is_not_done(
    lines: tuple[str, ...], today: str, overdue: bool
) -> None:
    assert measure(*lines).is_overdue(date.fromisoformat(today)) is overdue


def plan(*degrees: str) -> Plan:
    """A plan with a measure of each degree, each under an objective of its own."""
    objectives = "".join(
        f"  - {{id: o{n}, title: a, measures: [{{id: m{n}, title: a, status: {degree}}}]}}\n"
        for n, degree in enumerate(degrees)
    )
    made: Plan = record(
        Plan, f"title: a\nobjectives:\n{objectives}" if objectives else "title: a\n"
    )
    return made


@pytest.mark.parametrize(
    ("degrees", "is_open"),
    [
        (("completed", "limited"), True),
        (("not-started",), True),
        (("completed", "dropped"), False),
        (("completed", "completed"), False),
        ((), False),
    ],
)
def test_a_plan_is_open_while_some_measure_is_to_be_done(
    degrees: tuple[str, ...], is_open: bool
) -> None:
    assert plan(*degrees).is_open is is_open


def test_the_measures_of_a_plan_are_those_of_all_its_objectives_in_order() -> None:
    assert [one.id for one in plan("limited", "dropped", "completed").measures] == [
        "m0",
        "m1",
        "m2",
    ]
    assert record(Plan, "title: a\nobjectives: [{id: o, title: a}]\n").measures == ()
