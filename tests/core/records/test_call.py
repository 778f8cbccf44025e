"""A call: somebody asks for something, until a day or at any time."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.records.call import Call
from coalition.core.records.common import TitledItem
from core.in_memory import record, wrong

OWN = {
    "asks": "[volunteers, donations]",
    "issuer": "alfa",
    "audience": "[{id: toti, text: Toată lumea.}]",
    "eligibility": "[{id: ani, text: Peste 16 ani.}]",
    "opens": "2026-05-01",
    "deadline": "2026-05-31 23:59",
    "timezone": "Europe/Bucharest",
    "standing": "false",
    "planned": "false",
    "how": "Scrieți-ne.",
    "url": "https://a.example.org/",
    "email": "a@example.org",
    "collected_by": "alfa",
    "goal": "{amount: 5000, currency: RON, matched_by: primaria, matched_up_to: 2000}",
    "progress": "[{date: 2026-05-10, amount: 1200, source: alfa}]",
    "results": "{decided: S-a strâns., table: [{id: a, label: Donatori, value: 40, party: alfa}], "
    "link: https://r.example.org/, date: 2026-06-01, partial: true}",
    "about": "[project/apa]",
    "links": "[{title: a, url: https://a.example.org/}]",
}


def test_every_field_can_be_filled_in() -> None:
    assert OWN.keys() == Call.model_fields.keys() - TitledItem.model_fields.keys()
    made = record(Call, "title: a\n" + "".join(f"{key}: {value}\n" for key, value in OWN.items()))
    assert made.asks == ("volunteers", "donations")
    assert made.goal.matched_by == "primaria"
    assert made.results.table[0].value == "40"
    assert str(made.deadline) == "2026-05-31T23:59"


def test_a_title_and_an_issuer_are_enough() -> None:
    made = record(Call, "title: a\nissuer: coalition\n")
    assert (made.standing, made.deadline, made.asks) == (False, None, ())
    assert wrong(Call, "title: a\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("yaml", "problems"),
    [
        ("opens: 2026-05-01\ndeadline: 2026-05-01", []),
        ("opens: 2026-05-01 10:00\ndeadline: 2026-05-01", []),  # until the end of that day
        ("opens: 2026-05-01\ndeadline: 2026-05-01 12:00", []),
        ("deadline: 2020-01-01", []),
        ("opens: 2026-05-02\ndeadline: 2026-05-01", [("deadline_before_opening", 4)]),
        ("opens: 2026-05-01 12:00\ndeadline: 2026-05-01 10:00", [("deadline_before_opening", 4)]),
        ("deadline: 2026-05", [("bad_date", 3)]),
        ("asks: money", [("bad_choice", 3)]),
        ("asks: [volunteers, money]", [("bad_choice", 3)]),
        ("goal: 5000", [("wrong_type", 3)]),
        ("goal: {amount: mult}", [("bad_number", 3)]),
        ("planned: true\ndeadline: 2026-06-01", [("planned_with_dates", 3)]),
        ("planned: true\nstanding: true", [("planned_with_dates", 3)]),
        ("planned: true\nstanding: false", []),
        ("progress: [{amount: 5}]", [("missing_field", 3)]),
        ("standing: yes", [("bad_flag", 3)]),
        ("results: [a]", [("wrong_type", 3)]),
    ],
)
def test_what_is_wrong_is_named(yaml: str, problems: list[tuple[str, int]]) -> None:
    assert wrong(Call, f"title: a\nissuer: alfa\n{yaml}\n") == problems


DONE = "results: {decided: S-a strâns.}"
SO_FAR = "results: {decided: S-a strâns jumătate., partial: true}"


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (("opens: 2026-05-05", "deadline: 2026-05-31"), "coming"),
        (("opens: 2026-05-04 18:00", "deadline: 2026-05-31"), "open"),
        (("opens: 2026-05-05", "standing: true"), "coming"),
        (("opens: 2026-05-04", "standing: true"), "standing"),
        (("standing: true",), "standing"),
        (("deadline: 2026-05-05",), "open"),
        (("deadline: 2026-05-04",), "open"),  # until the end of that day
        (("deadline: 2026-05-04 00:30",), "open"),  # the day is known here, and not the hour
        (("deadline: 2026-05-03",), "closed"),
        (("deadline: 2026-05-03 23:59",), "closed"),
        (("deadline: 2026-05-31", DONE), "closed"),
        (("deadline: 2026-05-31", SO_FAR), "open"),
        (("deadline: 2026-05-03", SO_FAR), "closed"),
        (("planned: true",), "planned"),
        (("deadline: 2026-05-03", DONE), "closed"),
        ((), "closed"),
        (("opens: 2026-05-01",), "closed"),
        ((DONE,), "closed"),
        (("standing: true", DONE), "closed"),
        (("standing: true", SO_FAR), "standing"),
        (("opens: 2026-05-05", "deadline: 2026-05-31", DONE), "closed"),
        (("opens: 2026-05-05", "deadline: 2026-05-31", SO_FAR), "coming"),
    ],
)
def test_whether_one_can_answer_depends_on_the_day(lines: tuple[str, ...], state: str) -> None:
    made = record(Call, "\n".join(["title: a", "issuer: alfa", *lines]) + "\n")
    assert made.state(date(2026, 5, 4)) == state
