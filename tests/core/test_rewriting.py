"""Changes of front matter that leave every other byte as it is."""

from __future__ import annotations

import pytest
import yaml
from coalition.core.frontmatter import split
from coalition.core.rewriting import NoList, Rewriting, field, groups, scalar
from hypothesis import given
from hypothesis import strategies as st

BEFORE = ("id", "title", "due")


def made(front: str, name: str = "status", value: str = "limited", newline: str = "\n") -> str:
    """The front matter once ``name`` is set in the first measure."""
    text = f"---\n{front}\n---\n\nȘi… \U0001f600\n".replace("\n", newline)
    rewriting = Rewriting(text)
    rewriting.set(groups(rewriting.root, "all")[0], name, value, BEFORE)
    return _front(rewriting.text, newline)


def added(front: str, newline: str = "\n") -> str:
    """The front matter once its first measure has one more update."""
    text = f"---\n{front}\n---\n\nText.\n".replace("\n", newline)
    rewriting = Rewriting(text)
    rewriting.append(
        groups(rewriting.root, "all")[0], "updates", {"date": "2026-05-04", "note": "a: b"}, BEFORE
    )
    return _front(rewriting.text, newline)


def _front(text: str, newline: str) -> str:
    assert "\n" not in text.replace(newline, "")
    text = text.replace(newline, "\n")
    start, end = text.index("\n") + 1, text.rindex("\n---\n")
    return text[start:end]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        # A value is exchanged, whatever it stands in and beside.
        ("all:\n- id: a\n  status:  dropped   # așa", "all:\n- id: a\n  status:  limited   # așa"),
        ("all:\n- {id: a, status: 'dropped'}", "all:\n- {id: a, status: 'limited'}"),
        ('all:\n- {"id": a, "status": "dropped" }', 'all:\n- {"id": a, "status": "limited" }'),
        ("all:\n- id: a\n  status: >-\n    dropped\n  due: 1", "all:\n- id: a\n  status: limited\n  due: 1"),
        ("all:\n- id: a\n  status:\n  due: 1", "all:\n- id: a\n  status: limited\n  due: 1"),
        ("all:\n- id: a\n  status: # nimic\n  due: 1", "all:\n- id: a\n  status: limited # nimic\n  due: 1"),
        ("all: {id: a, status: , due: 1}", "all: {id: a, status:  limited, due: 1}"),
        ("\U0001f600: ș\nall:\n- status: x\n  id: a", "\U0001f600: ș\nall:\n- status: limited\n  id: a"),
        # A new field stands below those that come before it.
        ("all:\n  - id: a # unu\n    title: b\n    z: 1", "all:\n  - id: a # unu\n    title: b\n    status: limited\n    z: 1"),
        ("all:\n- id: a\n  title: b\n    c\n  z: 1", "all:\n- id: a\n  title: b\n    c\n  status: limited\n  z: 1"),
        ("all:\n- title: >\n    b\n  z: 1", "all:\n- title: >\n    b\n  status: limited\n  z: 1"),
        ("all:\n- z: [1,\n  2]\nb: 1", "all:\n- z: [1,\n  2]\n  status: limited\nb: 1"),
        ("all:\n- {id: a,\n   title: b}", "all:\n- {id: a,\n   title: b, status: limited}"),
        ("all: {id: a}", "all: {id: a, status: limited}"),
        ("all:\n  id: a", "all:\n  id: a\n  status: limited"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_is_set_and_nothing_else_touched(front: str, expected: str, newline: str) -> None:
    assert made(front, newline=newline) == expected


NEW = 'date: 2026-05-04\n{0}note: "a: b"'
INLINE = '{date: 2026-05-04, note: "a: b"}'


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("all:\n- id: a", "all:\n- id: a\n  updates:\n    - " + NEW.format("      ")),
        ("all: [{id: a}]", "all: [{id: a, updates: [" + INLINE + "]}]"),
        ("all:\n- id: a\n  updates:\n  z: 1", "all:\n- id: a\n  updates:\n    - " + NEW.format("      ") + "\n  z: 1"),
        ("all: [{id: a, updates: }]", "all: [{id: a, updates:  [" + INLINE + "]}]"),
        ("all: [{id: a, updates: []}]", "all: [{id: a, updates: [" + INLINE + "]}]"),
        ("all: [{id: a, updates: [{date: 1}, ]}]", "all: [{id: a, updates: [{date: 1}, " + INLINE + ", ]}]"),
        ("all: [{id: a, updates: {date: 1}}]", "all: [{id: a, updates: [{date: 1}, " + INLINE + "]}]"),
        (
            "all:\n- id: a\n  updates:\n  - date: 1 # unu\n    evidence:\n    - x/y\n\n  # doi\n  z: 1",
            "all:\n- id: a\n  updates:\n  - date: 1 # unu\n    evidence:\n    - x/y\n  - " + NEW.format("    ") + "\n\n  # doi\n  z: 1",
        ),
        (
            "all:\n- id: a\n  updates:\n     - {date: 1}\n- id: b",
            "all:\n- id: a\n  updates:\n     - {date: 1}\n     - " + NEW.format("       ") + "\n- id: b",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_group_is_added_to_a_list_as_the_others_are_written(
    front: str, expected: str, newline: str
) -> None:
    assert added(front, newline) == expected


def test_a_group_without_a_dash_is_no_list() -> None:
    with pytest.raises(NoList):
        added("all:\n- id: a\n  updates:\n    date: 1")


def test_changes_of_one_place_stay_in_order() -> None:
    rewriting = Rewriting("---\nall:\n- id: a\n---\n")
    [node] = groups(rewriting.root, "all")
    rewriting.set(node, "due", "2026", ("id",))
    rewriting.set(node, "status", "limited", ("id", "due"))
    rewriting.append(node, "updates", {"date": "2026-01-01"}, ("id", "due", "status"))
    assert rewriting.text == (
        "---\nall:\n- id: a\n  due: 2026\n  status: limited\n  updates:\n    - date: 2026-01-01\n---\n"
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co", "Cn"]), min_size=1))
def test_any_text_of_one_line_is_read_as_it_was_written(text: str) -> None:
    for front in (
        f"a: {scalar(text)}\nb: 1",
        f"a: [{scalar(text)}, 1]",
        f"c: {{a: {scalar(text)}}}",
    ):
        found = split(f"---\n{front}\n---\n".encode(), "f").data.mapping
        inner = found.get("a") or found["c"]["a"]
        assert inner in (text, [text, "1"])


def test_words_without_signs_need_no_quotes() -> None:
    assert scalar("Am dat, în sfârșit") == '"Am dat, în sfârșit"'
    assert scalar("Am dat prima dată") == "Am dat prima dată"
    assert scalar("2026-05-04") == "2026-05-04"


def test_a_field_that_is_not_there_has_no_node() -> None:
    root = yaml.compose("a: {b: 1}\nc: [1]", yaml.BaseLoader)
    assert field(root, "b") is None
    assert groups(root, "b") == []
    assert len(groups(root, "a")) == 1
