"""Problems are codes and values with a place; their sentences say what to write."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from coalition.core.problems import (
    ERROR,
    HINT,
    HINTS,
    TERMS,
    WORDING,
    Place,
    Problem,
    Problems,
    nearest,
)
from coalition.core.records import KINDS, LISTS
from coalition.core.words import Words

PLACE = Place("content/blog/2026/stire/index.ro.md", 3, 7)


@pytest.mark.parametrize("code", sorted(WORDING))
def test_a_sentence_says_what_was_found_and_then_what_to_write(code: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(WORDING[code]) if name}
    said = Words("en").say(Problem.at(PLACE, code, **dict.fromkeys(names, "Petrila")))
    assert not re.search(r"[{}]", said)
    assert said.endswith(".")
    assert re.search(r"[;.:] .|for example", said), "it does not say what to write"


def test_a_problem_of_an_unknown_code_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Problem.at(PLACE, "no_such_code")


def test_a_hint_never_stops_a_build_and_everything_else_does() -> None:
    severities = {code: Problem.at(PLACE, code).severity for code in WORDING}
    assert {code for code, severity in severities.items() if severity == HINT} == HINTS
    assert set(severities.values()) == {HINT, ERROR}


def test_a_place_reads_as_editors_open_it() -> None:
    assert str(PLACE) == "content/blog/2026/stire/index.ro.md:3:7"
    assert str(Place("content/coalition.yaml")) == "content/coalition.yaml:1:1"


def test_problems_sort_by_file_and_then_down_the_page() -> None:
    places = [Place("a.md", 1, 9), Place("a.md", 2, 1), Place("a.md", 10, 1), Place("b.md", 1, 1)]
    problems = [Problem.at(place, "not_utf8") for place in places]
    shuffled = [problems[number] for number in (2, 0, 3, 1)]
    assert sorted(shuffled) == problems


def test_values_do_not_depend_on_the_order_in_which_they_are_given() -> None:
    one = Problem.at(PLACE, "unknown_item", kind="place", found="casa")
    assert one == Problem.at(PLACE, "unknown_item", found="casa", kind="place")


def test_the_exception_carries_all_problems() -> None:
    problems = [Problem.at(PLACE, "not_utf8"), Problem.at(PLACE, "bad_yaml", found="?")]
    assert Problems(iter(problems)).problems == tuple(problems)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("petrosanni", "petrosani"),
        ("Petrosani", "petrosani"),
        ("PETRILA", "petrila"),
        ("petrila", "petrila"),
        ("vulcan", ""),
        ("", ""),
        ("x" * 5000, ""),
        ("Petroşani", "petrosani"),
        ("Петрила", "petrila"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_known_one(word: str, near: str) -> None:
    assert nearest(word, {"petrosani", "petrila", "casa-de-cultura"}) == near


@pytest.mark.parametrize(
    ("word", "near"),
    [("Директорр", "Директор"), ("kulturen centar", "Културен центар"), ("cautare", "Căutare")],
)
def test_the_nearest_name_is_found_and_told_as_it_is_written(word: str, near: str) -> None:
    assert nearest(word, ["Директор", "Културен центар", "Căutare", "hu-RO"]) == near
    assert nearest("hu-ro", ["hu", "hu-RO"]) == "hu-RO"


def test_the_nearest_name_does_not_depend_on_the_order_of_the_known_ones() -> None:
    assert nearest("casb", ["casa", "case"]) == nearest("casb", ["case", "casa"])


def test_every_kind_has_a_word_that_can_be_translated() -> None:
    assert {*KINDS, *LISTS} <= set(TERMS)
