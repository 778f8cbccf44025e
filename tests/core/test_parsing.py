"""Every problem of a record is told at once, each at its place, with the nearest known name."""

from __future__ import annotations

import pytest
from coalition.core.frontmatter import read_yaml
from coalition.core.parsing import PELICAN_FIELDS, parse
from coalition.core.problems import Place, Problem
from coalition.core.records import KINDS, Coalition
from coalition.core.records.event import Event
from coalition.core.records.member import Member
from coalition.core.records.organisation import Organisation
from coalition.core.records.plan import Plan
from core.in_memory import found, parsed, wrong
from hypothesis import given
from hypothesis import strategies as st

PATH = "content/events/2026/ziua/index.ro.md"


def only(yaml: str, model: type = Event) -> Problem:
    [problem] = parsed(model, yaml)[1]
    return problem


def values(problem: Problem) -> dict[str, str]:
    return dict(problem.values)


def test_all_problems_are_told_and_each_at_its_place() -> None:
    yaml = """\
titel: Ziua
start: 17.05.2026
timezone: Europe/Petrila
status: canceled
organisers: [alfa, Beta, gama_]
online:
  url: www.example.org
  link: b
registration:
  capacity: many
changes:
  - on: 2026-05-18
    place: [a]
  - note: Fără zi
"""
    _, problems = parsed(Event, yaml)
    assert {(one.code, one.place.line, one.place.column) for one in problems} == {
        ("unknown_field", 1, 1),
        ("missing_field", 1, 1),
        ("bad_date", 2, 8),
        ("bad_zone", 3, 11),
        ("bad_choice", 4, 9),
        ("bad_name", 5, 20),
        ("bad_name", 5, 26),
        ("bad_address", 7, 8),
        ("unknown_field", 8, 3),
        ("bad_number", 10, 13),
        ("wrong_type", 13, 12),
        ("missing_field", 14, 5),
    }


@pytest.mark.parametrize(
    ("yaml", "field", "suggestion"),
    [
        ("titel: a", "titel", "title"),
        ("Title: a", "Title", "title"),
        ("organizers: [a]", "organizers", "organisers"),
        ("online: {adress: a}", "adress", ""),
        ("registration: {close: 2026-01-01}", "close", "closes"),
        ("colour_of_the_sky: a", "colour_of_the_sky", ""),
    ],
)
def test_an_unknown_field_gets_the_nearest_of_its_group(
    yaml: str, field: str, suggestion: str
) -> None:
    [problem] = [
        one
        for one in parsed(
            Event, f"title: a\nstart: 2026\n{yaml}\n".replace("title: a\nTitle", "Title")
        )[1]
        if one.code == "unknown_field"
    ]
    assert (values(problem)["field"], values(problem)["suggestion"]) == (field, suggestion)


@pytest.mark.parametrize(
    ("yaml", "suggestion"),
    [("status: canceled", "cancelled"), ("status: Scheduled", "scheduled"), ("status: da", "")],
)
def test_a_misspelt_choice_gets_the_nearest(yaml: str, suggestion: str) -> None:
    problem = only(f"title: a\nstart: 2026\n{yaml}\n")
    assert problem.code == "bad_choice"
    assert values(problem)["suggestion"] == suggestion
    assert "cancelled" in values(problem)["known"].split(", ")


@pytest.mark.parametrize(
    ("name", "field", "ours"),
    [
        ("event", "modified", "updated"),
        ("event", "Tags", "topics"),
        ("event", "category", "topics"),
        ("event", "date", "published"),
        ("event", "lang", "index.<language>.md"),
        ("event", "description", "summary"),
        ("event", "save_as", "slug"),
        ("post", "author", "authors"),
        ("post", "status", "draft"),
        ("member", "url", "website"),
        ("project", "url", "website"),
    ],
)
def test_a_field_of_pelican_is_answered_with_ours(name: str, field: str, ours: str) -> None:
    problems = parsed(KINDS[name].model, f"{field}: a\n")[1]
    [problem] = [one for one in problems if one.code == "pelican_field"]
    assert values(problem) == {"field": field, "ours": ours}


@pytest.mark.parametrize(
    ("name", "field"), [("post", "date"), ("event", "status"), ("call", "url")]
)
def test_a_word_of_pelican_that_is_a_field_of_ours_is_ours(name: str, field: str) -> None:
    assert "pelican_field" not in {
        one.code for one in parsed(KINDS[name].model, f"{field}: cancelled\n")[1]
    }


def test_ours_for_a_field_of_pelican_is_always_a_field_of_some_kind() -> None:
    known = {name for kind in KINDS.values() for name in kind.model.model_fields}
    assert {ours for ours in PELICAN_FIELDS.values() if "<" not in ours} <= known


def test_an_organisation_with_a_url_is_told_of_its_website() -> None:
    data = read_yaml("primaria:\n  name: Primăria\n  url: https://example.org/\n", "list")
    _, [problem] = parse(Organisation, data, data.mapping["primaria"], ("primaria",))
    assert problem.place == Place("list", 3, 3)
    assert "website" in values(problem).values()


def test_an_entry_of_a_list_is_placed_inside_it() -> None:
    data = read_yaml("a: {name: A}\nb:\n  town: Petrila!\n", "list")
    _, problems = parse(Organisation, data, data.mapping["b"], ("b",))
    assert found(problems) == [("bad_name", 3), ("missing_field", 3)]


@pytest.mark.parametrize(
    ("yaml", "is_", "wanted"),
    [
        ("start: [2026]", "a list", "text"),
        ("start: {a: b}", "fields of its own", "text"),
        ("online: text", "text", "fields of its own"),
        ("online: [a]", "a list", "fields of its own"),
        ("changes: [text]", "text", "fields of its own"),
        ("status: [scheduled]", "a list", "text"),
        ("status: {a: b}", "fields of its own", "text"),
        ("organisers: [[alfa]]", "a list", "text"),
        ("organisers: {a: b}", "fields of its own", "text"),
    ],
)
def test_a_value_of_another_form_is_told_as_what_it_is(yaml: str, is_: str, wanted: str) -> None:
    start = "" if yaml.startswith("start") else "start: 2026\n"
    problem = only(f"title: a\n{start}{yaml}\n")
    assert problem.code == "wrong_type"
    assert (values(problem)["is"], values(problem)["wanted"]) == (is_, wanted)
    pasted = values(problem)["example"]
    line = pasted if ": " in pasted else f"{yaml.partition(':')[0]}: {pasted}"
    if yaml.partition(":")[0] != "organisers":
        assert wrong(Event, f"title: a\n{start}{line}\n") == []


def test_a_rule_over_two_fields_is_placed_at_the_one_to_mend() -> None:
    problem = only("title: a\nstart: 2026-05-17\nplace: casa\nend: 2026-05-16\n")
    assert (problem.code, problem.place.line) == ("end_before_start", 4)
    problem = only(
        "title: a\nstart: 2026-05-17\nregistration:\n  opens: 2026-05-02\n  closes: 2026-05-01\n"
    )
    assert (problem.code, problem.place.line) == ("closes_before_opening", 5)


def test_a_problem_deep_inside_is_placed_there() -> None:
    yaml = """\
title: a
objectives:
  - id: "1"
    title: A
    measures:
      - id: "1.1"
        title: B
        updates:
          - date: 2026-05-01
            status: done
"""
    problem = only(yaml, Plan)
    assert (problem.code, problem.place) == ("bad_choice", Place("file", 10, 21))


def test_what_is_missing_in_coalition_yaml_is_told_at_its_first_line() -> None:
    assert set(wrong(Coalition, "# The coalition\n\nname: a\n")) == {("missing_field", 1)}


JSON = st.recursive(
    st.text(max_size=5) | st.sampled_from(["2026-05-17", "alfa", "true", "12", "https://a.example.org/"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "on", "url", "note", "start", "x"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*Event.model_fields, *Member.model_fields, "x"]), JSON))
def test_any_values_are_a_record_or_problems(mapping: dict[str, object]) -> None:
    data = read_yaml("", "file")
    for kind in KINDS.values():
        made, problems = parse(kind.model, data, mapping)
        assert (made is None) == bool(problems)


def test_a_record_is_kept_without_what_nobody_asks() -> None:
    yaml = "title: a\nsummary: Unu doi\nstart: 2026-05-17\ntimezone: Europe/Bucharest\norganisers: [alfa]"
    data = read_yaml(yaml, PATH)
    record, problems = parse(Event, data)
    assert record is not None, problems
    assert record.summary is data.mapping["summary"]
    first, second = (record.model_copy(update={"title": title}) for title in ("b", "c"))
    assert (first.title, second.title, record.title) == ("b", "c", "a")
    assert record.model_fields_set == parse(Event, data)[0].model_fields_set == set()
