"""Facts live once, and the state of a translation follows from two files alone."""

from __future__ import annotations

import pytest
from coalition.core.frontmatter import FRONT_MATTER_LIMIT, read_yaml, split
from coalition.core.problems import Problems
from coalition.core.records.event import Event
from coalition.core.records.member import Member
from coalition.core.records.plan import Plan
from coalition.core.translations import (
    CURRENT,
    MACHINE,
    OUTDATED,
    UNCONFIRMED,
    changes,
    confirmed,
    is_blank,
    mark,
    merge,
    passages,
    state,
    texts,
    to_fill_in,
)
from core.in_memory import found
from hypothesis import example, given
from hypothesis import strategies as st

ORIGINAL = {
    "title": "Ziua porților deschise",
    "summary": "O zi întreagă.",
    "slug": "ziua",
    "start": "2026-05-17",
    "place": "casa",
    "place_note": "în foaier",
    "online": {"url": "https://a.example.org/", "note": "Pe Zoom."},
    "changes": [
        {"on": "2026-05-17", "note": "Se amână.", "place": "petrila"},
        {"on": "2026-05-24"},
    ],
    "unknown": "x",
}


def test_only_text_is_translated_and_each_part_keeps_its_key() -> None:
    assert texts(Event, ORIGINAL) == {
        "title": "Ziua porților deschise",
        "summary": "O zi întreagă.",
        "place_note": "în foaier",
        "online": {"note": "Pe Zoom."},
        "changes": [{"on": "2026-05-17", "note": "Se amână."}],
    }


def test_text_deep_inside_is_found() -> None:
    plan = {
        "objectives": [
            {"id": "1", "measures": [{"id": "1.1", "title": "B", "due": "2026", "budget": "5"}]}
        ]
    }
    assert texts(Plan, plan) == {
        "objectives": [{"id": "1", "measures": [{"id": "1.1", "title": "B"}]}]
    }


# --- the mark ------------------------------------------------------------------------------------

MARK = mark(Event, ORIGINAL, "Veniți.\n")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Ziua porților închise"},
        {"summary": "O jumătate de zi."},
        {"place_note": "în curte"},
        {"online": {"note": "Pe Jitsi."}},
        {"changes": [{"on": "2026-05-17", "note": "Se mută."}]},
        {"accessibility": "Fără trepte."},
    ],
)
def test_a_change_of_text_changes_the_mark(change: dict[str, object]) -> None:
    assert mark(Event, {**ORIGINAL, **change}, "Veniți.\n") != MARK


@pytest.mark.parametrize(
    "change",
    [
        {"start": "2026-05-18"},
        {"place": "petrila"},
        {"updated": "2026-05-01"},
        {"slug": "ziua-2026"},
        {"organisers": ["alfa"]},
        {"aliases": ["/vechi/"]},
        {"online": {"url": "https://b.example.org/", "note": "Pe Zoom."}},
        {"translates": "abc"},
    ],
)
def test_a_change_of_facts_does_not(change: dict[str, object]) -> None:
    assert mark(Event, {**ORIGINAL, **change}, "Veniți.\n") == MARK


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("Veniți.", True),
        ("\n\nVeniți.  \n\n\n", True),
        ("Veniți!\n", False),
        ("Veniți.\n\nToți.\n", False),
        ("  Veniți.\n", True),
    ],
)
def test_the_text_below_counts_and_space_around_it_does_not(body: str, same: bool) -> None:
    assert (mark(Event, ORIGINAL, body) == MARK) is same


def test_the_order_of_the_fields_does_not_count() -> None:
    assert mark(Event, dict(reversed(ORIGINAL.items())), "Veniți.\n") == MARK


def test_a_mark_is_short_and_always_the_same() -> None:
    # It stands in the files of every site: another one would make every translation outdated.
    assert mark(Event, {"title": "Ziua"}, "Veniți.\n") == "0986b3785ce5.0675.56a0"


@pytest.mark.parametrize("body", ["a\n", "a\n\nb\n"])
def test_a_mark_from_before_it_knew_the_parts_still_fits(body: str) -> None:
    now = mark(Event, {"title": "Ziua"}, body)
    assert state(now.partition(".")[0], "human", now) == CURRENT
    assert state(now, "human", now) == CURRENT
    assert state("0" * 12, "human", now) == OUTDATED


# --- what has changed ----------------------------------------------------------------------------


def changed(
    before: tuple[dict[str, object], str], after: tuple[dict[str, object], str]
) -> tuple[list[tuple[str, str]], int]:
    """The passages of ``after`` that are new since ``before``, and how many went."""
    known = changes(mark(Event, *before), passages(Event, *after))
    assert known is not None
    return [(one.field, one.text) for one in known.new], known.gone


FIRST = "Unu.\n\nDoi.\n\nTrei.\n"


@pytest.mark.parametrize(
    ("fields", "body", "new", "gone"),
    [
        ({}, FIRST, [], 0),
        ({"start": "2026"}, FIRST, [], 0),
        ({"title": "Noua zi"}, FIRST, [("title", "Noua zi")], 0),
        ({"place_note": "sus"}, FIRST, [("place_note", "sus")], 0),
        ({}, FIRST.replace("Doi", "Două"), [("", "Două.")], 0),
        ({}, FIRST + "\nPatru.\n", [("", "Patru.")], 0),
        ({}, "Zero.\n\n" + FIRST, [("", "Zero.")], 0),
        ({}, FIRST.replace("Doi.\n\n", ""), [], 1),
        ({}, "Trei.\n\nUnu.\n\nDoi.\n", [("", "Trei.")], 1),
        ({"online": {"note": "Pe Zoom."}}, FIRST, [("online note", "Pe Zoom.")], 0),
        (
            {"changes": [{"on": "2026-05-17", "note": "Se mută."}]},
            FIRST,
            [("changes 2026-05-17 note", "Se mută.")],
            0,
        ),
    ],
)
def test_two_files_say_what_has_changed(
    fields: dict[str, object], body: str, new: list[tuple[str, str]], gone: int
) -> None:
    before = {"title": "Ziua", "summary": "Pe scurt."}
    assert changed((before, FIRST), ({**before, **fields}, body)) == (new, gone)


def test_a_mark_without_parts_does_not_know_what_has_changed() -> None:
    assert changes("0986b3785ce5", passages(Event, {"title": "Alta"}, "")) is None


# --- a file to fill in ---------------------------------------------------------------------------


def test_a_file_to_fill_in_has_the_original_beside_each_field() -> None:
    body = "Veniți.\n\nToți.\n"
    assert to_fill_in(Event, ORIGINAL, body, "ro") == (
        "---\n"
        "# Ziua porților deschise\n"
        "title:\n"
        "# O zi întreagă.\n"
        "summary:\n"
        "# în foaier\n"
        "place_note:\n"
        "online:\n"
        "  # Pe Zoom.\n"
        "  note:\n"
        "changes:\n"
        '  - on: "2026-05-17"\n'
        "    # Se amână.\n"
        "    note:\n"
        f'translates: "{mark(Event, ORIGINAL, body)}"\n'
        "---\n\n"
        "<!-- ro\nVeniți.\n\nToți.\n-->\n"
    )


HOSTILE = "a --> <script>alert(1)</script> --!> b\n---\n<!-- c"


@pytest.mark.parametrize("body", ["", "Veniți.\n", HOSTILE])
def test_a_file_to_fill_in_is_blank_whatever_the_original_says(body: str) -> None:
    original = {
        "title": "a\nb: c # d",
        "changes": [{"on": 'x"\\', "note": "- [a"}],
        "summary": "---",
    }
    document = split(to_fill_in(Event, original, body, "ro").encode(), "a.md")
    assert is_blank(Event, document.data.mapping, document.body)
    assert document.data.mapping["translates"] == mark(Event, original, body)


@pytest.mark.parametrize(
    ("yaml", "body", "blank"),
    [
        ("title:", "", True),
        ("title: ''\nsummary: ' '", "", True),
        ("slug: a\ntranslation: machine", "", True),
        ("changes: [{on: 2026-05-17, note: }]", "", True),
        ("title:", "<!-- a\n\nb -->\n", True),
        ("title:", "<!-- a", True),
        ("title: a", "", False),
        ("title:", "a", False),
        ("title:", "<!-- a -->\nb", False),
        ("changes: [{on: 2026-05-17, note: a}]", "", False),
        ("start: 2026", "", False),
        ("unknown: 1", "", False),
        ("changes: a", "", False),
    ],
)
def test_a_translation_is_blank_until_it_says_something(yaml: str, body: str, blank: bool) -> None:
    assert is_blank(Event, read_yaml(yaml, "a.md").mapping, body) is blank


def test_a_fact_below_the_last_text_does_not_change_the_mark() -> None:
    marks = {
        mark(Event, document.data.mapping, document.body)
        for raw in (
            "---\ntitle: a\naccessibility: |\n  Fără trepte.\n---\n",
            "---\ntitle: a\naccessibility: |\n  Fără trepte.\nplace: casa\n---\n",
        )
        for document in [split(raw.encode(), "a.md")]
    }
    assert len(marks) == 1


# --- the state -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("translates", "made_by", "expected"),
    [
        (MARK, "human", CURRENT),
        (MARK, "machine", MACHINE),
        ("0123456789ab", "human", OUTDATED),
        ("0123456789ab", "machine", OUTDATED),
        (None, "human", UNCONFIRMED),
        (None, "machine", MACHINE),
    ],
)
def test_the_state_is_told_by_the_mark(translates: str | None, made_by: str, expected: str) -> None:
    assert state(translates, made_by, MARK) == expected


# --- confirming ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("---\ntitle: a\n---\n\nb\n", '---\ntitle: a\ntranslates: "0f"\n---\n\nb\n'),
        (
            "---\r\ntitle: a\r\n---\r\n\r\nb\r\n",
            '---\r\ntitle: a\r\ntranslates: "0f"\r\n---\r\n\r\nb\r\n',
        ),
        ("---\n---\nb\n", '---\ntranslates: "0f"\n---\nb\n'),
        ("---\ntitle: a\n---", '---\ntitle: a\ntranslates: "0f"\n---'),
        ("---\ntitle: a\n---  \nb", '---\ntitle: a\ntranslates: "0f"\n---  \nb'),
        (
            '---\ntranslates: "e1" # old\ntitle: a\n---\nb\n',
            '---\ntranslates: "0f" # old\ntitle: a\n---\nb\n',
        ),
        (
            "---\ntitle: a\ntranslates: 'e1'\n---\ntranslates: e1\n",
            "---\ntitle: a\ntranslates: \"0f\"\n---\ntranslates: e1\n",
        ),
        (
            "---\ntitle: a\n---\n\nb\n\n---\n\nc\n",
            '---\ntitle: a\ntranslates: "0f"\n---\n\nb\n\n---\n\nc\n',
        ),
        # However the field is written.
        ('---\ntranslates:\n  "e1"\n---\n', '---\ntranslates:\n  "0f"\n---\n'),
        ("---\n'translates': e1\n---\n", "---\n'translates': \"0f\"\n---\n"),
        ("---\ntranslates : e1\n---\n", '---\ntranslates : "0f"\n---\n'),
        ("---\ntranslates:\ntitle: a\n---\n", '---\ntranslates: "0f"\ntitle: a\n---\n'),
        ("---\ntranslates: >\n  e1\ntitle: a\n---\n", '---\ntranslates: "0f"\ntitle: a\n---\n'),
        ("---\n? title\n: a\n---\n", '---\n? title\n: a\ntranslates: "0f"\n---\n'),
        ("---\n{title: a}\n---\n", '---\n{title: a, translates: "0f"}\n---\n'),
        ("---\n{title: a, slug: }\n---\n", '---\n{title: a, slug: , translates: "0f"}\n---\n'),
        ("---\n{}\n---\n", '---\n{translates: "0f"}\n---\n'),
        ("---\n# b\n---\n", '---\n# b\ntranslates: "0f"\n---\n'),
        ("---\rtitle: a\r---\r\rb\r", '---\rtitle: a\rtranslates: "0f"\r---\r\rb\r'),
        # An editor of another system touched one line.
        ("---\ntitle: a\n---\n\nb\r\nc\n", '---\ntitle: a\ntranslates: "0f"\n---\n\nb\r\nc\n'),
        ("---\ntitle: a\r\n---\n\nb\n", '---\ntitle: a\r\ntranslates: "0f"\n---\n\nb\n'),
    ],
)  # fmt: skip
def test_confirming_writes_the_mark_and_nothing_else(raw: str, expected: str) -> None:
    made = confirmed(raw.encode(), "0f", "a.md").decode()
    assert made.replace('"0f"\r\n', '"0f"\n') == expected.replace('"0f"\r\n', '"0f"\n')
    assert split(made.encode(), "a.md").data.mapping["translates"] == "0f"


BLOCKS = ["title: a", "slug: b", "summary: |\n  translates: c", "# translates: d", 'place: "e"']


@given(
    st.lists(st.sampled_from(BLOCKS), unique=True),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"))),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(["summary: |\n  translates: c"], "translates: d", "\n")
def test_a_confirmed_file_reads_as_before_with_the_mark(
    blocks: list[str], body: str, end: str
) -> None:
    raw = "\n".join(["---", *blocks, "---", "", body]).replace("\n", end).encode()
    before, after = split(raw, "a.md"), split(confirmed(raw, "0f", "a.md"), "a.md")
    assert after.data.mapping == {**before.data.mapping, "translates": "0f"}
    assert after.body == before.body
    once = confirmed(raw, "0f", "a.md")
    assert confirmed(once, "0f", "a.md") == once


def test_what_cannot_be_written_safely_is_refused() -> None:
    full = "---\nsummary: " + "a" * (FRONT_MATTER_LIMIT - 12) + "\n---\n"
    for raw, code in ((full, "front_matter_large"), ("---\ntitle: [\n---\n", "bad_yaml")):
        with pytest.raises(Problems) as refused:
            confirmed(raw.encode(), "0f", "a.md")
        assert [one.code for one in refused.value.problems] == [code]


# --- joining -------------------------------------------------------------------------------------


def joined(yaml: str, model: type = Event, original: dict[str, object] = ORIGINAL) -> tuple:
    merged, problems = merge(model, original, read_yaml(yaml, "index.en.md"), "index.ro.md")
    return merged, found(problems)


def test_a_translation_has_the_facts_of_the_original_with_its_own_words() -> None:
    merged, problems = joined(
        "title: Open day\nslug: open-day\nonline: {note: By Zoom.}\n"
        "changes:\n  - {on: 2026-05-24, note: In the yard.}\n"
    )
    assert problems == []
    assert merged["title"] == "Open day"
    assert merged["slug"] == "open-day"
    assert merged["start"] == "2026-05-17"
    assert merged["online"] == {"url": "https://a.example.org/", "note": "By Zoom."}
    assert merged["changes"] == [
        {"on": "2026-05-17", "note": "Se amână.", "place": "petrila"},
        {"on": "2026-05-24", "note": "In the yard."},
    ]


def test_what_belongs_to_one_file_is_not_taken_from_the_original() -> None:
    original = {
        **ORIGINAL,
        "aliases": ["/vechi/"],
        "original": "true",
        "translates": "a",
        "translation": "machine",
    }
    merged, _ = joined("title: Open day\n", original=original)
    assert not merged.keys() & {"slug", "aliases", "original", "translates", "translation"}


def test_the_original_is_not_changed() -> None:
    before = repr(ORIGINAL)
    joined("changes: [{on: 2026-05-17, note: Later.}]\nonline: {note: b}\n")
    assert repr(ORIGINAL) == before


@pytest.mark.parametrize(
    ("yaml", "problems"),
    [
        ("start: 2026-05-18", [("translation_with_facts", 1)]),
        ("title: a\norganisers: [alfa]", [("translation_with_facts", 2)]),
        ("online:\n  note: a\n  url: https://b.example.org/", [("translation_with_facts", 3)]),
        ("changes:\n  - on: 2026-05-17\n    place: casa", [("translation_with_facts", 3)]),
        ("changes:\n  - on: 2026-06-17\n    note: a", [("translation_of_nothing", 2)]),
        ("changes:\n  - note: a", [("translation_of_nothing", 2)]),
        ("changes: [a]", [("translation_of_nothing", 1)]),
        ("titel: a", [("unknown_field", 1)]),
        ("draft: true", [("translation_with_facts", 1)]),
        ("translates: a\ntranslation: machine\noriginal: false\naliases: [/a/]", []),
    ],
)
def test_facts_in_a_translation_are_named(yaml: str, problems: list[tuple[str, int]]) -> None:
    assert joined(yaml + "\n")[1] == problems


def test_a_part_is_found_by_its_key_at_any_depth() -> None:
    plan = {
        "objectives": [
            {"id": "1", "title": "A", "measures": [{"id": "1.1", "title": "B", "due": "2026"}]}
        ]
    }
    merged, problems = joined(
        'objectives:\n  - id: "1"\n    measures:\n      - {id: "1.1", title: Bee}\n', Plan, plan
    )
    assert problems == []
    assert merged["objectives"][0]["title"] == "A"
    assert merged["objectives"][0]["measures"] == [{"id": "1.1", "title": "Bee", "due": "2026"}]


def test_links_are_found_by_their_address() -> None:
    merged, problems = joined(
        "links: [{url: https://a.example.org/, title: Page}]\n",
        Member,
        {"name": "Alfa", "links": [{"url": "https://a.example.org/", "title": "Pagina"}]},
    )
    assert problems == []
    assert merged["links"] == [{"url": "https://a.example.org/", "title": "Page"}]
