"""What every model does with its fields, and what it says of them."""

from __future__ import annotations

from typing import Literal

import pytest
from coalition.core.fields import Fields, required, shapes, told
from coalition.core.values import Fact, Line, Party, Slug
from core.in_memory import parsed, record, wrong


class Inner(Fields):
    """A group."""

    id: Fact = required("A name.")
    note: Line | None = told("A note.")


class Every(Fields):
    """A field of each shape."""

    line: Line = required("A line.")
    slug: Slug | None = told("A slug.")
    status: Literal["planned", "running"] = told("A choice.", "planned")
    parties: tuple[Party, ...] = told("Parties.", ("coalition",))
    statuses: tuple[Literal["planned", "running"], ...] = told("Choices.", ())
    group: Inner | None = told("A group.")
    groups: tuple[Inner, ...] = told("Groups.", ())


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("status", "running", "running"),
        ("parties", "[alfa, beta]", ("alfa", "beta")),
        ("parties", "alfa", ("alfa",)),  # one value may be written without brackets
        ("parties", "[]", ()),
        ("statuses", "running", ("running",)),
        ("group", "{id: a, note: A}", Inner(id="a", note="A")),
        ("groups", "[{id: a}, {id: b}]", (Inner(id="a"), Inner(id="b"))),
        ("groups", "{id: a}", (Inner(id="a"),)),
    ],
)
def test_what_is_right_is_read(name: str, typed: str, value: object) -> None:
    assert getattr(record(Every, f"line: a\n{name}: {typed}\n"), name) == value


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("status", "runing", "bad_choice"),
        ("status", "[running]", "wrong_type"),
        ("parties", "[Alfa]", "bad_name"),
        ("parties", "{a: b}", "wrong_type"),
        ("statuses", "[runing]", "bad_choice"),
        ("group", "text", "wrong_type"),
        ("group", "[{id: a}]", "wrong_type"),
        ("group", "{note: a}", "missing_field"),
        ("groups", "text", "wrong_type"),
        ("groups", "[[a]]", "wrong_type"),
        ("groups", "[{id: a}, {note: b}]", "missing_field"),
        ("group", "{id: a, nota: b}", "unknown_field"),
        ("lines", "a", "unknown_field"),
    ],
)
def test_what_is_wrong_is_named(name: str, typed: str, code: str) -> None:
    assert wrong(Every, f"line: a\n{name}: {typed}\n") == [(code, 2)]


def test_what_is_needed_and_missing_is_named_with_a_line_that_can_be_pasted() -> None:
    _, [problem] = parsed(Every, "slug: a\n")
    assert problem.code == "missing_field"
    assert wrong(Every, dict(problem.values)["example"] + "\n") == []


def test_all_problems_are_found_at_once() -> None:
    typed = "slug: 1\nstatus: runing\nparties: [Alfa, alfa, B]\ngroup: {}\n"
    assert wrong(Every, typed) == [
        ("bad_slug", 1),
        ("missing_field", 1),
        ("bad_choice", 2),
        ("bad_name", 3),
        ("bad_name", 3),
        ("missing_field", 4),
    ]


def test_what_is_left_out_is_the_default() -> None:
    made = record(Every, "line: a\n")
    assert (made.status, made.parties, made.group, made.groups) == (
        "planned",
        ("coalition",),
        None,
        (),
    )


def test_a_record_cannot_be_changed() -> None:
    made = record(Every, "line: a\n")
    with pytest.raises(ValueError, match="frozen"):
        made.line = "b"


# --- what a model says of its fields -------------------------------------------------------------


def test_a_model_says_what_its_fields_are() -> None:
    said = shapes(Every)
    assert list(said) == list(Every.model_fields)
    assert [name for name, shape in said.items() if shape.is_list] == [
        "parties",
        "statuses",
        "groups",
    ]
    assert [name for name, shape in said.items() if shape.translatable] == ["line"]
    assert [name for name, shape in said.items() if shape.required] == ["line"]
    assert [name for name, shape in said.items() if shape.per_file] == ["slug"]
    assert [said[name].sentence for name in ("line", "slug")] == ["A line.", "A slug."]
    assert said["status"].choices == said["statuses"].choices == ("planned", "running")
    assert said["groups"].group is said["group"].group is Inner
    assert shapes(Inner)["id"].required
    assert not shapes(Inner)["note"].required


@pytest.mark.parametrize("name", list(shapes(Every)))
def test_the_example_of_a_field_can_be_pasted(name: str) -> None:
    line = shapes(Every)[name].example
    assert line.startswith(f"{name}: ")
    assert wrong(Every, f"line: a\n{line}\n" if name != "line" else line) == []
