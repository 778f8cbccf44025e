"""The table of a plan's measures, as other programs read it; what goes back is in test_tracking."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from coalition.core.exports import files
from coalition.core.exports.measures import measures
from core.in_memory import item, reader, the, words

HOSTILE = '\'=HYPERLINK("https://e.example/";"x")\''
PLAN = {
    **item(
        "plans",
        "objectives:",
        "  - id: o",
        "    title: Aer",
        "    measures:",
        "      - id: m",
        f"        title: {HOSTILE}",
        "        responsible: [alfa, primaria]",
        "        partners: [coalition]",
        "        start: 2024-03",
        "        budget: 1000.5",
        "        currency: RON",
        "        updates: [{date: 2025-01-01, note: Prima.}, {date: 2024-01-01, note: Veche.}]",
    ),
    **item("plans", "objectives: [{id: o, title: Air}]", language="en"),
}


def table(language: str) -> list[list[str]]:
    of = reader(PLAN, language)
    raw = measures(of, the(of, "plan", "apa"))
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def test_the_words_are_those_of_the_reader_and_the_columns_the_same_for_all() -> None:
    (header, romanian), (english_header, english) = table("ro"), table("en")
    assert header == english_header
    said = dict(zip(header, romanian, strict=True))
    assert said == {
        "objective": "o",
        "objective_title": "Aer",
        "measure": "m",
        "measure_title": '\'=HYPERLINK("https://e.example/";"x")',
        "responsible": "Alfa; Primăria",
        "partners": "Coaliția de probă",
        "start": "'2024-03",
        "due": "",
        "budget": "1000.5",
        "currency": "RON",
        "status": "",
        "last_date": "'2025-01-01",
        "last_note": "Prima.",
        "new_date": "",
        "new_note": "",
    }
    other = dict(zip(header, english, strict=True))
    assert (other["objective_title"], other["responsible"]) == ("Air", "Alpha; Town hall")
    assert other["last_note"] == "Prima."  # nobody translated it


@pytest.mark.parametrize(
    ("lines", "is_there"), [((), True), (("withdrawn: {date: 2026-01-01, reason: a}",), False)]
)
def test_each_plan_that_stands_has_a_table_in_each_language(
    lines: tuple[str, ...], is_there: bool
) -> None:
    of = reader(item("plans", *lines))
    say = {language: words(language) for language in of.site.languages}
    made = {one.address.path for one in files(of.site, date(2026, 5, 4), "https://e.example/", say)}
    for path in ("planuri/apa/measures.csv", "en/plans/apa/measures.csv"):
        assert (path in made) == is_there
