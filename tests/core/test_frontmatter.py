"""Front matter: what is typed is what is shown, and what cannot be read is named at its place."""

from __future__ import annotations

import codecs
import json
import time
from typing import Any

import pytest
from coalition.core import frontmatter
from coalition.core.frontmatter import (
    BODY_LIMIT,
    FILE_LIMIT,
    FRONT_MATTER_LIMIT,
    NESTING_LIMIT,
    Data,
    decode,
    read_yaml,
    split,
)
from coalition.core.problems import Place, Problem, Problems
from hypothesis import example, given
from hypothesis import strategies as st

PATH = "content/events/2026/ziua/index.ro.md"

# Everything that can be typed: no control characters but tab, no halves of pairs, and not the
# few that no text has.
TYPED = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs"),
    exclude_characters="\u2028\u2029\ue000\ue001\ufffe\uffff",
)


def problems(raw: bytes) -> list[Problem]:
    with pytest.raises(Problems) as caught:
        split(raw, PATH)
    return list(caught.value.problems)


def only(raw: bytes) -> tuple[str, int, int]:
    """Code, line and column of the one problem of a file."""
    [problem] = problems(raw)
    assert problem.place.path == PATH
    return problem.code, problem.place.line, problem.place.column


def yaml(text: str) -> Any:
    return read_yaml(text, PATH).mapping


# --- what is typed is what is shown ----------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "no", "yes", "on", "off", "No", "true", "null", "~", "18:00", "0740", "0740123456", "3.10",
        "1_000", "0x1F", "1e3", ".5", "+40740", "2026-13-05", "2026-05-17", "2026-05-17 10:00:00Z",
        ".inf", ".nan", "=", "<<", "12345678901234567890", "C#", "a: b".replace(" ", ""),
        "AT&T", "5 > 3", "50%", "it's", 'o "cheie"', "ş ș ţ ț", "Чаир", "İstanbul", "😀", "a\u00a0b",
        "ab\ufeffcd",
    ],
)  # fmt: skip
def test_a_plain_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert yaml(f"title: {typed}\n")["title"] == typed
    assert yaml(f"list: [{typed}]\n" if "," not in typed else "")["list"] == [typed]
    assert yaml(f"- {typed}\n".replace("- ", "list:\n  - "))["list"] == [typed]


@given(st.text(TYPED, min_size=1))
@example("no")
@example("# not a comment")
@example("---")
@example("\\ \" ' \\n")
@example(" two  spaces ")
def test_any_text_in_double_quotes_comes_back_as_typed(typed: str) -> None:
    assert yaml(f"title: {json.dumps(typed, ensure_ascii=False)}\n") == {"title": typed}


@given(st.text(TYPED, min_size=1))
@example("it's")
@example("{a: &b *c}")
def test_any_text_in_single_quotes_comes_back_as_typed(typed: str) -> None:
    quoted = typed.replace("'", "''")
    document = split(f"---\ntitle: '{quoted}'\n---\nText".encode(), PATH)
    assert document.data.mapping == {"title": typed}


@given(st.lists(st.text(TYPED).filter(lambda line: line.strip()), min_size=1))
def test_any_lines_in_a_block_come_back_as_typed(lines: list[str]) -> None:
    block = "".join(f"  x{line}\n" for line in lines)
    assert yaml(f"text: |\n{block}")["text"] == "".join(f"x{line}\n" for line in lines)


@given(st.text(TYPED | st.just("\n")))
def test_any_text_below_comes_back_as_typed(typed: str) -> None:
    document = split(f"---\ntitle: Ziua\n---\n{typed}".encode(), PATH)
    assert document.body == typed
    assert document.body_line == 4


def test_a_value_that_is_empty_is_not_filled_in() -> None:
    assert yaml("title:\nsummary: ''\ntopics: []\nplace: # later\n") == {"topics": []}


def test_an_empty_front_matter_has_no_fields() -> None:
    assert split(b"---\n---\nText\n", PATH).data.mapping == {}
    assert yaml("") == yaml("# only a comment\n") == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_make_no_difference(end: str) -> None:
    typed = "---\nsummary: |\n  Unu\n  doi\ntitle: Ziua\n---\n\nText\n  \nmai jos\n"
    document = split(typed.replace("\n", end).encode(), PATH)
    assert document.data.mapping == {"title": "Ziua", "summary": "Unu\ndoi\n"}
    assert document.body == "\nText\n  \nmai jos\n"
    assert (document.body_line, document.data.place(("title",)).line) == (7, 5)


def test_a_block_reads_the_same_wherever_it_stands() -> None:
    last = split(b"---\ntitle: a\ntext: |\n  Unu\n  doi\n---\n", PATH).data.mapping
    first = split(b"---\ntext: |\n  Unu\n  doi\ntitle: a\n---\n", PATH).data.mapping
    assert last == first


def test_three_hyphens_in_the_text_are_a_rule() -> None:
    assert split(b"---  \ntitle: a\n---\t\nUnu\n\n---\n\nDoi\n", PATH).body == "Unu\n\n---\n\nDoi\n"


# --- where things stand --------------------------------------------------------------------------


def test_every_key_and_value_knows_its_place() -> None:
    data = split(
        "---\ntitle: Ziua porților\nplaces: [casa, petrila]\nlinks:\n"
        "  - title: Șură\n    url: https://a.example.org/\n---\n".encode(),
        PATH,
    ).data
    assert data.place(("title",), key=True) == Place(PATH, 2, 1)
    assert data.place(("title",)) == Place(PATH, 2, 8)
    assert data.place(("places", 1)) == Place(PATH, 3, 16)
    assert data.place(("links", 0, "url"), key=True) == Place(PATH, 6, 5)
    assert data.place(("links", 0, "url")) == Place(PATH, 6, 10)


def test_what_is_not_there_is_placed_where_it_would_belong() -> None:
    data = split(b"---\ntitle: a\nonline:\n  url: b\n---\n", PATH).data
    assert data.place(("online", "note")) == data.place(("online",))
    assert data.place(("summary",)) == Place(PATH, 2, 1)


def test_the_lines_of_a_field_are_all_that_belongs_to_it() -> None:
    raw = b"---\ntitle: a\nlinks:\n  - title: b\n    url: c\nplace: d\n---\n"
    data = split(raw, PATH).data
    assert data.lines("links") == {3, 4, 5}
    assert data.lines("title") == {2}
    assert data.lines("nothing") == set()


def test_places_are_exact_in_every_form_of_yaml() -> None:
    raw = (
        "---\n# Întâi\n'title' :  \"Ziua\\\n  porților\"\nplace:\nplace: șură\n"
        "links: [{title: a, url: ț},\n  {title: b}]\nsummary: >-\n  Unu\n\n  doi\n? end\n: [x, [y]]\n---\n"
    )
    data = split(raw.encode(), PATH).data
    assert data.mapping == {
        "title": "Ziuaporților",
        "place": "șură",
        "links": [{"title": "a", "url": "ț"}, {"title": "b"}],
        "summary": "Unu\ndoi",
        "end": ["x", ["y"]],
    }
    found = {
        path: (data.place(path, key=True), data.place(path))
        for path in (
            ("title",), ("place",), ("links",), ("links", 0, "url"), ("links", 1),
            ("links", 1, "title"), ("summary",), ("end",), ("end", 1, 0),
        )
    }  # fmt: skip
    assert {
        path: [(place.line, place.column) for place in places] for path, places in found.items()
    } == {
        ("title",): [(3, 1), (3, 12)],
        ("place",): [(6, 1), (6, 8)],  # what stands there in the end
        ("links",): [(7, 1), (7, 8)],
        ("links", 0, "url"): [(7, 20), (7, 25)],
        ("links", 1): [(8, 3), (8, 3)],
        ("links", 1, "title"): [(8, 4), (8, 11)],
        ("summary",): [(9, 1), (9, 10)],
        ("end",): [(13, 3), (14, 3)],
        ("end", 1, 0): [(14, 8), (14, 8)],
    }


def test_places_are_looked_for_only_when_somebody_asks_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []
    compose = frontmatter.yaml.compose
    monkeypatch.setattr(
        frontmatter.yaml, "compose", lambda *about: looked.append(about) or compose(*about)
    )
    data = split(b"---\ntitle: a\n---\n", PATH).data
    assert not looked
    assert data.place(("title",)) == Place(PATH, 2, 8)
    assert data.lines("title") == {2}
    assert len(looked) == 1


def test_without_a_text_everything_stands_in_the_first_line() -> None:
    assert Data(PATH, {"title": "a"}).place(("title",)) == Place(PATH)
    assert split(b"---\n# nothing\n---\n", PATH).data.place(("title",)) == Place(PATH, 2)


# --- what cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "code", "line"),
    [
        ("title: a\ntitle: b", "duplicate_key", 3),
        ("a:\n  b: 1\n  c: 2\n  b: 3", "duplicate_key", 5),
        ("title: a\nplace: b: c", "bad_yaml", 3),
        ("title: a\nsummary: @b", "bad_yaml", 3),
        ("title: a\nsummary: `b`", "bad_yaml", 3),
        ("title: a\nsummary: %b", "bad_yaml", 3),
        ('title: "a\nplace: b\nend: c', "bad_yaml", 2),
        ("title: a\ntopics: [a, b\nplace: c", "bad_yaml", 3),
        ("title: a\n place: b", "bad_yaml", 3),
        ("title: a\nplace", "bad_yaml", 3),
        ("title: a\nonline:\n\turl: b", "yaml_tab", 4),
        ("\ttitle: a", "yaml_tab", 2),
        ("a: &b c\nd: e", "yaml_alias", 2),
        ("d: e\na: *b", "yaml_alias", 3),
        ("title: !!str a", "yaml_tag", 2),
        ("title: !python/object:os.system a", "yaml_tag", 2),
        ("title: ! a", "yaml_tag", 2),
        ("repeat: {rule: FREQ=WEEKLY;BYDAY=TH,MO, until: 2026-06-18}", "key_alone", 2),
        ("a: {b: c,\n  d\n  , e: f}", "key_alone", 3),
        ("- a\n- b", "not_fields", 2),
        ("just words", "not_fields", 2),
        ("[a, b]: c", "not_fields", 2),
        ("title: a\n? {a: b}\n: c", "not_fields", 3),
        ("title: a\n--- b\nc: d", "yaml_several", 3),
        ("a: " + "[" * 25 + "]" * 25, "nested_too_deep", 2),
        ("a: " + "{a: " * 25 + "}" * 25, "nested_too_deep", 2),
    ],
)
def test_what_is_no_plain_yaml_is_named_at_its_line(front: str, code: str, line: int) -> None:
    found = problems(f"---\n{front}\n---\n\nText\n".encode())
    assert {(one.code, one.place.line) for one in found} == {(code, line)}


def test_a_field_given_twice_names_the_first_line() -> None:
    [problem] = problems(b"---\ntitle: a\nplace: b\ntitle: c\n---\n")
    assert dict(problem.values) == {"field": "title", "first": "2"}


def test_several_problems_of_one_file_are_all_named() -> None:
    found = problems(b"---\na: &x 1\nb: *x\na: 2\nc: !t 3\n---\n")
    assert [(one.code, one.place.line) for one in found] == [
        ("yaml_alias", 2),
        ("yaml_alias", 3),
        ("duplicate_key", 4),
        ("yaml_tag", 5),
    ]


def test_twenty_levels_can_be_read() -> None:
    deep = "a: " + "[" * (NESTING_LIMIT - 1) + "b" + "]" * (NESTING_LIMIT - 1)
    assert yaml(deep)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        # A billion laughs: each line ten times the one before.
        (
            'a0: &a0 ["ha"]\n'
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)),
            "yaml_alias",
        ),
        ("a: &a [*a]\n", "yaml_alias"),
        ("a: " + "[" * 60_000, "nested_too_deep"),
        ("- " * 30_000, "nested_too_deep"),
        ("? " * 30_000, "not_fields"),
        ("a: " + "[a, " * 15_000, "nested_too_deep"),
    ],
    ids=["laughs", "loop", "brackets", "hyphens", "questions", "open lists"],
)
def test_a_small_file_cannot_cost_much(front: str, code: str) -> None:
    started = time.process_time()
    assert code in {one.code for one in problems(f"---\n{front}\n---\n".encode())}
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("no_front_matter", 1, 1)),
        (b"# Titlu\n", ("no_front_matter", 1, 1)),
        (b"\n---\ntitle: a\n---\n", ("no_front_matter", 1, 1)),
        (b"title: a\n---\n", ("no_front_matter", 1, 1)),
        (b"----\ntitle: a\n----\n", ("no_front_matter", 1, 1)),
        (b"---\ntitle: a\n", ("front_matter_open", 1, 1)),
        (b"---\ntitle: a\n ---\nText\n", ("front_matter_open", 1, 1)),
    ],
)
def test_a_file_without_front_matter_is_named(raw: bytes, expected: tuple[str, int, int]) -> None:
    assert only(raw) == expected


TEXT = "---\ntitle: Ziua porților\n---\n\nVeniți în Lupeni.\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), ("byte_order_mark", 1, 1)),
        (TEXT.encode("cp1250", "replace").replace(b"?", b"\xfe"), ("not_utf8", 2, 16)),
        (TEXT.replace("ț", "t").encode("latin-1"), ("not_utf8", 5, 8)),
        (TEXT.encode("iso8859-16"), ("not_utf8", 2, 16)),
        (TEXT.encode("utf-16"), ("not_utf8", 1, 1)),
        (TEXT.encode("utf-32"), ("not_utf8", 1, 1)),
        ("---\ntitle: a\n---\n".encode("utf-16-le"), ("control_character", 1, 2)),
        (TEXT.encode() + b"\xed\xa0\x80", ("not_utf8", 6, 1)),
        (TEXT.encode() + b"\xc0\xaf", ("not_utf8", 6, 1)),
        (TEXT.encode() + b"\xc8", ("not_utf8", 6, 1)),
        (TEXT.encode() + b"a\0b", ("control_character", 6, 2)),
        (TEXT.encode() + b"a\x1b[31m", ("control_character", 6, 2)),
        (TEXT.encode() + "ab\x85".encode(), ("control_character", 6, 3)),
        (TEXT.encode() + "\u2028".encode(), ("control_character", 6, 1)),
        (b"---\ntitle: a\x08b\n---\n", ("control_character", 2, 9)),
    ],
    ids=[
        "BOM", "cp1250", "Latin-1", "Latin-10", "UTF-16", "UTF-32", "UTF-16 without BOM",
        "half a pair", "overlong", "cut off", "NUL", "escape", "NEL", "line separator", "backspace",
    ],
)  # fmt: skip
def test_a_file_in_another_encoding_is_named_at_its_place(
    raw: bytes, expected: tuple[str, int, int]
) -> None:
    assert only(raw) == expected


def test_columns_count_letters_and_not_bytes() -> None:
    assert only("---\ntitle: țară ".encode() + b"\xe2") == ("not_utf8", 2, 13)


@pytest.mark.parametrize(
    "escape", [r"\b", r"\0", r"\x1b", r"\r", r"\N", r"\L", r"\uE000", r"\uFFFF"]
)
def test_an_escape_is_no_way_around_control_characters(escape: str) -> None:
    # What they make cannot stand in XML, so no feed could carry it.
    assert only(f'---\ntitle: a\nsummary: "b{escape}c"\n---\n'.encode()) == (
        "control_character",
        3,
        10,
    )


def test_half_a_pair_cannot_be_escaped_either() -> None:
    [problem] = problems(b'---\ntitle: "\\ud83d"\n---\n')
    assert problem.place.line == 2


# --- limits --------------------------------------------------------------------------------------


def test_what_is_as_large_as_the_limit_is_read() -> None:
    front = "title: " + "a" * (FRONT_MATTER_LIMIT - len("title: \n"))
    body = "b" * BODY_LIMIT
    document = split(f"---\n{front}\n---\n{body}".encode(), PATH)
    assert document.body == body


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"---\na: b\n---\n" + "ă".encode() * (BODY_LIMIT // 2) + b"c", "text_too_large", 4),
        (b"---\na: " + b"b" * FRONT_MATTER_LIMIT + b"\n---\n", "front_matter_large", 1),
        (b"---\na: b\n---\n" + b"c" * FILE_LIMIT, "file_too_large", 1),
    ],
    ids=["text", "front matter", "file"],
)
def test_what_is_larger_than_the_limit_is_named(raw: bytes, code: str, line: int) -> None:
    [problem] = problems(raw)
    assert (problem.code, problem.place.line) == (code, line)
    values = dict(problem.values)
    assert int(values["found"]) > int(values["limit"])


# --- whatever comes ------------------------------------------------------------------------------

YAML_LIKE = st.lists(
    st.sampled_from(
        ["title", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "#", "&a", "*a", "!t", "|", ">", "?",
         "'", '"', "---", "...", "\t", "%", "@", "\\", "a", "ă", "\r", "~", "<<", "=", "😀"]
    )
    | st.text(TYPED, max_size=3),
    max_size=30,
).map("".join)  # fmt: skip


@given(YAML_LIKE)
@example("a: b\n...\nc: d")
@example("%YAML 1.1\n---\na: b")
@example("? a")
@example("a:\n  - b\n - c")
def test_any_front_matter_is_read_or_has_problems_within_the_file(front: str) -> None:
    raw = f"---\n{front}\n---\nText\n".encode()
    lines = decode(raw, PATH).split("\n")
    try:
        document = split(raw, PATH)
    except Problems as found:
        assert found.problems
        for problem in found.problems:
            assert 1 <= problem.place.line <= len(lines)
            assert problem.place.column >= 1
    else:
        assert all(isinstance(key, str) for key in document.data.mapping)


@given(st.binary() | st.binary().map(lambda raw: b"---\n" + raw + b"\n---\n"))
def test_any_bytes_are_read_or_have_problems(raw: bytes) -> None:
    try:
        split(raw, PATH)
    except Problems as found:
        assert found.problems
