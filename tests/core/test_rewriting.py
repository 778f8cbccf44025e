"""Changes of front matter that leave every other byte as it is."""

from __future__ import annotations

import copy

import pytest
import yaml
from coalition.core.frontmatter import split
from coalition.core.problems import Problems
from coalition.core.rewriting import NoList, Rewriting, field, groups, scalar
from hypothesis import example, given
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


# Values as people write them in lists of fields and inside brackets; those of `updates` are lists.
BLOCK = {
    "title": [
        "b",
        "'b' # c",
        '"b"',
        ">-\n    b\n    c",
        "|+\n    b\n\n",
        "b\n    c",
        " # d\n    b",
    ],
    "due": ["", "2026", "'2026'", "# c", "|-\n    2026", "\n    2026"],
    "status": ["", "limited", '"limited"   # c', ">\n    limited\n\n  # d", "\n    limited"],
    "updates": [
        "",
        "[]",
        "\n  - date: 1",
        "\n    - {date: 1} # c\n    # d",
        "[{date: 1},]",
        "\n    []",
    ],
}
FLOW = {
    "title": ["b", "'b'", '"b"', "b\n    c", "b # c\n   "],
    "due": ["", "2026", " '2026' ", "# c\n    ", "\n    2026 # d\n   "],
    "status": ["", "limited", '"limited"', "\n    limited"],
    "updates": ["", "[]", "[{date: 1}]", "[ date: 1 ]", "{date: 1}", "[{date: 1}, # c\n    ]"],
}


@st.composite
def measures(draw: st.DrawFn) -> str:
    """Front matter with one measure, in either style."""
    is_flow = draw(st.booleans())
    values = FLOW if is_flow else BLOCK
    names = draw(st.permutations(draw(st.lists(st.sampled_from([*values]), unique=True))))
    fields = [f"{name}: {draw(st.sampled_from(values[name]))}" for name in names]
    fields.insert(draw(st.integers(0, len(fields))), "id: a")
    if not is_flow:
        return "all:\n- " + "\n  ".join(fields) + draw(st.sampled_from(["", "\n# end", "\nz: 1"]))
    start, end = draw(st.sampled_from([("- ", ""), ("  [", "]"), ("  ", "")]))
    last = draw(st.sampled_from(["", " ", ",", " , ", " # c\n   "]))
    comma = draw(st.sampled_from([", ", " ,", ",\n   "]))
    return f"all:\n{start}{{{comma.join(fields)}{last}}}{end}"


@given(
    measures(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sets(st.sampled_from(["due", "status", "updates"])),
)
@example("all:\n- {id: a, title: t, status: }", "\n", {"due", "status"})
@example("all:\n- {id: a, updates: }", "\n", {"due", "status", "updates"})
@example("all:\n- id: a", "\r", {"due", "status", "updates"})
@example("all:\n- ? id\n  : a", "\n", {"due", "status", "updates"})
def test_whatever_the_style_it_says_what_was_meant(
    front: str, newline: str, asked: set[str]
) -> None:
    text = f"---\n{front}\n---\n\nText.\n".replace("\n", newline)
    document, rewriting = split(text.encode(), "f"), Rewriting(text)
    [node] = groups(rewriting.root, "all")
    expected = copy.deepcopy(document.data.mapping)
    found = expected["all"]
    [measure] = found if isinstance(found, list) else [found]
    for name, value, before in (
        ("due", "2027-01", ("id", "title")),
        ("status", "completed", BEFORE),
    ):
        if name in asked:
            rewriting.set(node, name, value, before)
            measure[name] = value
    if "updates" in asked:
        there = measure.get("updates", [])
        new = {"date": "2026-05-04", "note": "a: b # c"}
        rewriting.append(node, "updates", new, (*BEFORE, "status"))
        measure["updates"] = [*(there if isinstance(there, list) else [there]), new]
    rewriting.read("f", expected, document.body)


def test_a_file_that_would_say_something_else_is_refused() -> None:
    rewriting = Rewriting("---\nall:\n- id: a\n---\nText.\n")
    rewriting.set(groups(rewriting.root, "all")[0], "due", "2026: 1", ())
    for mapping, body in (({"all": [{"id": "a", "due": "2026"}]}, "Text.\n"), ({}, "")):
        with pytest.raises(Problems) as refused:
            rewriting.read("f", mapping, body)
        assert [one.code for one in refused.value.problems] == ["not_rewritten"]


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
