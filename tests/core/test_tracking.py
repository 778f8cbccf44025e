"""An edited table of measures goes back into the plan, and touches nothing else."""

from __future__ import annotations

import csv
import difflib
import io

import pytest
from coalition.core.exports.measures import measures
from coalition.core.problems import Problems
from coalition.core.tracking import COLUMNS, TAKEN, Taken, taken
from core.in_memory import reader, the

PATH = "content/plans/plan/index.ro.md"
PLAN = """\
---
title: Planul   # cum se numește
period: {start: 2024, end: '2027'}
objectives:
  - id: "1"
    title: Aer
    measures:
      # prima
      - id: "1.1"
        title: "Senzori; zece"
        due: 2026-02
        status: limited   # abia
        updates:
          - date: 2026-01-10
            note: Patru.
      - id: "1.10"
        title: Arbori
        responsible: [alfa]
  - {id: "2", title: Apă, measures: [{id: "2.1", title: =1+1, due: 2026-06-30, budget: 100.50}]}
---

Textul rămâne.  \n\
"""


def table(language: str = "ro") -> list[dict[str, str]]:
    """The table of the plan, as a program reads it."""
    of = reader({PATH: PLAN}, language)
    raw = measures(of, the(of, "plan", "plan")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(raw, newline="")))


def saved(rows: list[dict[str, str]], separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*rows[0]], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def take(raw: bytes, plan: str = PLAN) -> Taken:
    record = the(reader({PATH: plan}), "plan", "plan").versions["ro"].record
    return taken(plan, PATH, record, raw, "t.csv", "ro")


def edited(number: int, **cells: str) -> bytes:
    """The table with other cells in one of its rows."""
    rows = table()
    rows[number].update(cells)
    return saved(rows)


def changed(found: Taken, plan: str = PLAN) -> list[str]:
    """The lines that went and came."""
    lines = difflib.ndiff(plan.splitlines(), found.text.splitlines())
    return [line for line in lines if line[0] in "+-"]


def wrong(raw: bytes, plan: str = PLAN) -> list[tuple[str, int]]:
    with pytest.raises(Problems) as found:
        take(raw, plan)
    return [(one.code, one.place.line) for one in sorted(found.value.problems)]


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_goes_out_comes_back_without_a_change(language: str) -> None:
    found = take(saved(table(language)))
    assert (found.text, found.changes) == (PLAN, ())


@pytest.mark.parametrize(
    ("number", "cells", "lines"),
    [
        (0, {"status": "completed"},
         ["-         status: limited   # abia", "+         status: completed   # abia"]),
        (0, {"due": "2026-03"}, ["-         due: 2026-02", "+         due: 2026-03"]),
        (0, {"new_date": "2026-05-01", "new_note": "Toți."},
         ["+           - date: 2026-05-01", "+             note: Toți."]),
        (1, {"due": "2027"}, ["+         due: 2027"]),
        (1, {"status": "limited", "new_date": "2026-05-01"},
         ["+         status: limited", "+         updates:",
          "+           - date: 2026-05-01", "+             status: limited"]),
    ],
)  # fmt: skip
def test_one_cell_changes_its_own_lines(
    number: int, cells: dict[str, str], lines: list[str]
) -> None:
    found = take(edited(number, **cells))
    assert changed(found) == lines
    # A second time there is nothing left to take.
    assert take(edited(number, **cells), found.text).changes == ()


def test_inside_brackets_it_stays_in_brackets() -> None:
    found = take(edited(2, due="2026-07-01", new_date="2026-05-01", new_note='Da: „da”, "nu".'))
    measure = the(reader({PATH: found.text}), "plan", "plan").record.measures[2]
    assert str(measure.due) == "2026-07-01"
    assert [one.note for one in measure.updates] == ['Da: „da”, "nu".']
    assert len(changed(found)) == 2


def test_an_empty_field_inside_brackets_is_filled_in_beside_a_new_one() -> None:
    plan = PLAN.replace("due: 2026-06-30, budget: 100.50}", "status: }")
    found = take(edited(2, due="2027-01", status="completed"), plan)
    assert "status:  completed, due: 2027-01}" in found.text


def test_what_changed_is_told_with_its_line() -> None:
    found = take(edited(0, status="completed", new_date="2026-05-01", new_note="Toți."))
    assert [(one.measure, one.field, one.before, one.after) for one in found.changes] == [
        ("1.1", "status", "limited", "completed"),
        ("1.1", "updates", "", "2026-05-01: Toți."),
    ]
    lines = found.text.splitlines()
    assert [lines[one.line - 1].strip(" -") for one in found.changes] == [
        "status: completed   # abia",
        "date: 2026-05-01",
    ]


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("30.11.2026", "2026-11-30"), ("5.1.2027", "2027-01-05"), ("2026. 11. 05.", "2026-11-05"),
        ("11.2026", "2026-11"), ("2027", "2027"), ("'2026-11", "2026-11"), (" 2026-11 ", "2026-11"),
    ],
)  # fmt: skip
def test_days_are_read_as_spreadsheets_write_them(cell: str, due: str) -> None:
    measure = the(reader({PATH: take(edited(0, due=cell)).text}), "plan", "plan").record.measures[0]
    assert str(measure.due) == due


def test_a_day_before_the_measure_begins_is_not_taken() -> None:
    plan = PLAN.replace("due: 2026-02\n", "start: 2026-01\n        due: 2026-02\n")
    assert len(take(edited(0, due="2026-01"), plan).changes) == 1
    with pytest.raises(Problems) as refused:
        take(edited(0, due="1.12.2025"), plan)
    [problem] = refused.value.problems
    assert (problem.code, str(problem.place)) == ("end_before_start", "t.csv:2:1")


@pytest.mark.parametrize("name", ["status", "due"])
def test_an_empty_cell_takes_nothing_away(name: str) -> None:
    assert take(edited(0, **{name: ""})).changes == ()


def test_a_table_of_some_rows_and_columns_is_enough() -> None:
    rows = [{name: row[name] for name in TAKEN} for row in table()[1:]]
    rows[0]["status"] = "completed"
    assert [one.measure for one in take(saved(rows, ";")).changes] == ["1.10"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_the_file_stay(end: str) -> None:
    plan = PLAN.replace("\n", end)
    found = take(edited(1, status="limited", new_date="2026-05-01", new_note="a"), plan)
    assert "\n" not in found.text.replace(end, "")
    assert len(found.text.splitlines()) == len(plan.splitlines()) + 5


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (edited(0, status="done"), [("bad_choice", 2)]),
        (edited(1, due="iunie"), [("bad_date", 3)]),
        (edited(1, due="31.02.2026"), [("impossible_date", 3)]),
        (edited(1, due="06/30/2026"), [("bad_date", 3)]),
        (edited(1, due="2026-05-01 10:00"), [("bad_date", 3)]),
        (edited(0, new_date="2026-05", new_note="a"), [("bad_date", 2)]),
        (edited(0, new_note="a"), [("sheet_note_alone", 2)]),
        (edited(0, new_date="2026-05-01"), [("sheet_day_alone", 2)]),
        (edited(0, new_date="2026-05-01", new_note="a\nb"), [("one_line", 2)]),
        (edited(0, measure="1.2"), [("sheet_measure", 2)]),
        (edited(2, objective="1"), [("sheet_measure", 4)]),
        (edited(2, objective="1", measure="1.1"), [("sheet_twice", 4)]),
        (edited(0, status="done", due="x", new_note="a"),
         [("bad_choice", 2), ("bad_date", 2), ("sheet_note_alone", 2)]),
        (b"objective,measure\n", [("sheet_columns", 1)] * 4),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_named_in_one_go(raw: bytes, found: list[tuple[str, int]]) -> None:
    assert wrong(raw) == found


@pytest.mark.parametrize("again", ["1.10", "2.1"], ids=["in an objective", "in the plan"])
def test_of_two_measures_with_one_id_none_is_changed(again: str) -> None:
    plan = PLAN.replace(f'id: "{again}"', 'id: "1.1"')
    row = {"objective": "1", "measure": "1.1", "status": "completed"}
    # The row of the first one was left out.
    raw = saved([{**dict.fromkeys(TAKEN, ""), **row}])
    assert wrong(raw, plan) == [("sheet_ambiguous", 2)]


def test_problems_of_several_rows_are_told_together() -> None:
    rows = table()
    rows[0]["status"], rows[2]["due"] = "gata", "mâine"
    assert wrong(saved(rows)) == [("bad_choice", 2), ("bad_date", 4)]


def test_a_note_beside_updates_that_are_no_list_is_refused() -> None:
    single = PLAN.replace("          - date: 2026-01-10\n", "            date: 2026-01-10\n")
    raw = edited(0, new_date="2026-05-01", new_note="a")
    assert wrong(raw, single) == [("sheet_updates", 13)]


def test_what_a_measure_may_hold_is_in_the_table() -> None:
    first, second, third = table()
    assert tuple(first) == COLUMNS
    assert (first["measure"], first["due"], first["measure_title"]) == (
        "'1.1",
        "'2026-02",
        "Senzori; zece",
    )
    assert (first["last_date"], first["last_note"]) == ("'2026-01-10", "Patru.")
    assert (second["responsible"], second["status"], second["due"]) == ("Alfa", "", "")
    # A title that would be a formula is a text, and a budget is a number.
    assert (third["measure_title"], third["budget"], third["status"]) == ("'=1+1", "100.50", "")
