"""The ledger: what was done is done again when something that it read has changed, and only then."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from coalition.core.ledger import Ledger, Records
from hypothesis import given
from hypothesis import strategies as st

NAMES = ("face a ro", "text a ro", "today ", "naming a", "month 2026-05")


def answering(answers: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: answers.get(name, f"answer to {name}")


def kept(records: Records) -> Records:
    """What comes back from a file."""
    return Records(*json.loads(json.dumps([records.names, records.work, records.answers])))


def first() -> Records:
    """What is left by a build of three pieces of work."""
    ledger = Ledger()
    ledger.record("page a", {"face a ro", "naming a"}, ["x", None])
    ledger.record("page b", {"text a ro", "today "})
    ledger.record("page c", set(), 3)
    return kept(ledger.records(answering({})))


def test_without_a_past_everything_is_to_be_done() -> None:
    ledger = Ledger()
    ledger.changed({"face a ro"}, answering({}))
    assert not ledger.holds("page a")
    assert set(ledger.done) == set()


@pytest.mark.parametrize(
    ("texts", "answers", "again"),
    [
        (set(), {}, set()),
        ({"face a ro"}, {}, {"page a"}),
        ({"text a ro"}, {}, {"page b"}),
        ({"face a ro", "text a ro"}, {}, {"page a", "page b"}),
        (set(), {"naming a": "other"}, {"page a"}),
        (set(), {"naming a": ""}, {"page a"}),
        (set(), {"today ": "other"}, {"page b"}),
        ({"face b ro"}, {"naming b": "other"}, set()),
    ],
)
def test_work_holds_when_nothing_that_it_read_has_changed(
    texts: set[str], answers: dict[str, str], again: set[str]
) -> None:
    ledger = Ledger(first())
    ledger.changed(texts, answering(answers))
    every = {"page a", "page b", "page c"}
    assert {name for name in every if not ledger.holds(name)} == again == ledger.stale
    assert not ledger.holds("page d")


def test_what_holds_is_recalled_with_its_result() -> None:
    ledger = Ledger(first())
    ledger.changed(set(), answering({}))
    assert ledger.recall("page a") == ["x", None]
    assert ledger.recall("page b") is None
    assert ledger.recall("page c") == 3
    assert set(ledger.done) == {"page a", "page b", "page c"}


def test_what_was_recalled_is_watched_in_the_next_build_too() -> None:
    ledger = Ledger(first())
    ledger.changed(set(), answering({}))
    ledger.recall("page a")
    later = Ledger(kept(ledger.records(answering({}))))
    later.changed({"face a ro"}, answering({}))
    assert not later.holds("page a")


def test_work_that_was_not_done_any_more_is_forgotten() -> None:
    ledger = Ledger(first())
    ledger.changed(set(), answering({}))
    ledger.recall("page a")
    later = Ledger(kept(ledger.records(answering({}))))
    later.changed(set(), answering({}))
    assert later.holds("page a")
    assert not later.holds("page b")
    assert not later.holds("page c")


def test_work_that_was_done_anew_is_watched_for_what_it_read_now() -> None:
    ledger = Ledger(first())
    ledger.changed({"face a ro"}, answering({}))
    ledger.record("page a", {"face b ro", "today "}, "y")
    assert ledger.result("page a") == "y"
    later = Ledger(kept(ledger.records(answering({}))))
    for texts, holds in (({"face a ro"}, True), ({"face b ro"}, False)):
        later.changed(texts, answering({}))
        assert later.holds("page a") is holds
    later.changed(set(), answering({}))
    assert later.recall("page a") == "y"


def test_an_answer_that_changed_is_the_one_to_compare_with_from_then_on() -> None:
    ledger = Ledger(first())
    ledger.changed(set(), answering({"naming a": "other"}))
    assert not ledger.holds("page a")
    ledger.record("page a", {"naming a"})
    later = Ledger(kept(ledger.records(answering({"naming a": "other"}))))
    later.changed(set(), answering({"naming a": "other"}))
    assert later.holds("page a")
    later.changed(set(), answering({}))
    assert not later.holds("page a")


def test_nobody_is_asked_when_no_answer_can_have_changed() -> None:
    asked: list[str] = []
    ledger = Ledger(first())
    ledger.changed({"text a ro"}, None)
    assert ledger.holds("page a")
    assert not ledger.holds("page b")
    ledger.recall("page a")
    ledger.record("page b", {"today ", "naming b"})
    records = ledger.records(lambda name: asked.append(name) or "new")  # type: ignore[func-returns-value]
    assert asked == ["naming b"]  # the others are known
    assert records.answers["naming b"] == "new"
    assert records.answers["today "] == "answer to today "


def test_all_that_holds_can_be_carried_at_once() -> None:
    ledger = Ledger(first())
    ledger.changed({"text a ro"}, answering({}))
    ledger.carry()
    assert set(ledger.done) == {"page a", "page c"}
    assert ledger.result("page b") is None  # of the last build, to compare with
    assert ledger.result("page a") == ["x", None]
    ledger.record("page b", {"today "}, "z")
    assert ledger.result("page b") == "z"
    later = Ledger(kept(ledger.records(answering({}))))
    later.changed({"face a ro"}, answering({}))
    assert later.stale == {"page a"}


@pytest.mark.parametrize("number", [1, 9, 39, 40, 41, 200])
def test_many_changes_are_found_as_few_are(number: int) -> None:
    before = Ledger()
    for one in range(300):
        before.record(f"page {one}", {f"face {one} ro", f"face {one // 2} en"})
    ledger = Ledger(kept(before.records(answering({}))))
    ledger.changed((f"face {one} ro" for one in range(number)), None)
    assert ledger.stale == {f"page {one}" for one in range(number)}


def test_a_text_is_no_question() -> None:
    assert set(first().answers) == {"naming a", "today "}


EDITS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(NAMES)),  # what changes
        st.dictionaries(st.sampled_from("abcd"), st.sets(st.sampled_from(NAMES))),  # what is done
    ),
    max_size=6,
)


@given(EDITS)
def test_over_many_builds_work_is_done_again_exactly_when_it_has_to(builds: list[Any]) -> None:
    """Against the plain way: the values of all names that a piece of work has read, side by side."""
    values = dict.fromkeys(NAMES, 0)
    records = Records()
    plain: dict[str, dict[str, int]] = {}
    for changes, work in builds:
        values = {name: value + (name in changes) for name, value in values.items()}
        answer = answering({name: str(value) for name, value in values.items()})
        ledger = Ledger(records)
        ledger.changed({name for name in changes if name.startswith(("face", "text"))}, answer)
        done = {}
        for name, reads in work.items():
            same = name in plain and all(values[one] == was for one, was in plain[name].items())
            assert ledger.holds(name) is same
            if same:
                ledger.recall(name)
                done[name] = plain[name]
            else:
                ledger.record(name, reads)
                done[name] = {one: values[one] for one in reads}
        plain, records = done, kept(ledger.records(answer))


def test_what_was_done_anew_is_not_lost_when_the_rest_is_carried() -> None:
    ledger = Ledger(first())
    ledger.changed(set(), answering({}))
    ledger.record("page a", {"text a ro"}, "new")  # its own file had changed
    ledger.carry()
    assert ledger.result("page a") == "new"
    then = Ledger(kept(ledger.records(answering({}))))
    then.changed({"text a ro"}, answering({}))
    assert not then.holds("page a")
    assert not then.holds("page b")
    assert then.holds("page c")
