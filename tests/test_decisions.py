"""The table of docs/decisions.md is true: each engine makes of each text what it says."""

from __future__ import annotations

import re

import pytest
from coalition.core.engines import python_markdown
from coalition.core.markup import render
from sites import ROOT

ENGINES = {
    "site": None,
    "python": python_markdown({"extensions": ["tables", "footnotes", "fenced_code"]}),
}


def rows() -> list[list[str]]:
    page = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    table = page.partition("<!-- engine table -->")[2].partition(
        "<!-- end of the engine table -->"
    )[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][1:]
    return [[cell(one) for one in line.strip("| ").split(" | ")] for line in lines]


def cell(text: str) -> str:
    plain = re.sub(r"^`` (.*) ``$|^`(.*)`$", lambda found: found[1] or found[2], text)
    return plain.replace("⏎", "\n").replace("¦", "|")


def made(text: str, engine: str) -> str:
    chosen = ENGINES[engine]
    body, _ = render(text, path="x.md", **({"engine": chosen} if chosen else {}))
    html = body.write(lambda number: body.links[number].target)
    return re.sub(r"\s+(?=<)|(?<=>)\s+|\n", "", html)


def test_the_document_opens_with_the_choice_of_engine() -> None:
    page = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    first = re.search(r"^## (.*)$", page, re.MULTILINE)
    assert first is not None
    assert "engine" in first[1]
    assert len(rows()) >= 10


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_engine_makes_what_the_table_says(row: list[str]) -> None:
    _, written, forge, python = row
    assert re.sub(r"\s+(?=<)|(?<=>)\s+", "", forge) in made(written, "site")
    assert re.sub(r"\s+(?=<)|(?<=>)\s+", "", python) in made(written, "python")
    assert made(written, "site") != made(written, "python")
