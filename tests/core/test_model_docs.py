"""``docs/content-model.md`` tells of every field of every kind, with lines that can be pasted."""

from __future__ import annotations

import re

import pytest
from coalition.core.fields import Fields, shapes
from coalition.core.model_docs import content_model
from coalition.core.problems import Problem
from coalition.core.records import KINDS, LISTS, Coalition
from core.in_memory import parsed

PAGE = content_model()
MODELS: dict[str, type[Fields]] = {
    **{kind.name: kind.model for kind in KINDS.values()},
    **{entry.name: entry.model for entry in LISTS.values()},
    "coalition": Coalition,
}


def groups() -> dict[str, type[Fields]]:
    found: dict[str, type[Fields]] = {}
    waiting = list(MODELS.values())
    while waiting:
        for shape in shapes(waiting.pop()).values():
            if shape.group is not None and shape.group.__name__ not in found:
                found[shape.group.__name__] = shape.group
                waiting.append(shape.group)
    return found


EVERYTHING = {**MODELS, **groups()}


def chapter(name: str) -> str:
    found = re.search(rf"^##+ {re.escape(name)}\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None, name
    return found[1]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_field_has_a_row_with_a_sentence_and_an_example(name: str) -> None:
    told = rows(chapter(name))
    said = shapes(EVERYTHING[name])
    assert [cells[0] for cells in told] == [f"`{field}`" for field in said]
    for field, sentence, holds, example in told:
        assert re.match(r"[A-Z“a-z].*[.)]( \*\*|$)", sentence), field
        assert holds
        assert example.startswith(field.rstrip("`"))


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_is_needed_and_what_is_text_is_marked(name: str) -> None:
    for (_, sentence, *_), shape in zip(
        rows(chapter(name)), shapes(EVERYTHING[name]).values(), strict=True
    ):
        assert ("**needed**" in sentence) is shape.required
        assert ("**text**" in sentence) is shape.translatable


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_example_can_be_pasted(name: str) -> None:
    for field, _, _, example in rows(chapter(name)):
        line = example.strip("`").replace("\\|", "|")
        found: list[Problem] = parsed(EVERYTHING[name], f"{line}\n")[1]
        wrong = [one for one in found if one.code != "missing_field"]
        assert wrong == [], f"{field}: {line}"


def test_every_link_leads_to_a_chapter() -> None:
    anchors = {heading.strip().lower() for heading in re.findall(r"^##+ (.*)$", PAGE, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]*)\)", PAGE)
    assert links
    assert set(links) <= anchors


def test_every_kind_says_where_its_files_are() -> None:
    for kind in KINDS.values():
        assert f"`{kind.folder}/<id>/`" in chapter(kind.name)
        assert ("text below the fields is needed" in chapter(kind.name)) is kind.needs_text
    for entry in LISTS.values():
        assert f"`{entry.file}`" in chapter(entry.name)
    assert "`content/coalition.yaml`" in chapter("coalition")


def test_no_two_groups_have_one_name() -> None:
    headings = re.findall(r"^##+ (.*)$", PAGE, re.MULTILINE)
    assert len(headings) == len({heading.lower() for heading in headings})


def test_the_page_does_not_depend_on_anything_but_the_model() -> None:
    assert content_model() == PAGE
    assert PAGE.endswith("\n")
    assert "\r" not in PAGE
    assert re.search(r"[ \t]$", PAGE, re.MULTILINE) is None
