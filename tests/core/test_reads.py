"""What a piece of work reads is noted, whoever reads it, and by nobody else."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from coalition.core.index import Backlink
from coalition.core.reads import Kept, asked, fingerprint, note, noted, once


class Library:
    """Answers questions, for which it has to look things up."""

    def __init__(self) -> None:
        self.looked = 0

    @asked
    def author(self, title: str) -> str:
        """Who wrote a book."""
        self.looked += 1
        note(f"book {title}")
        if title == "nu":
            raise KeyError(title)
        return title.upper()

    @asked
    def shelf(self, title: str) -> str:
        """Where a book stands, by who wrote it."""
        return self.author(title)[:1]


def test_what_is_read_inside_is_noted() -> None:
    note("before")
    with noted() as names:
        note("a")
        note("b")
        note("a")
    note("after")
    assert names == {"a", "b"}


def test_work_inside_work_notes_for_itself() -> None:
    with noted() as outer:
        note("a")
        with noted() as inner:
            note("b")
        note("c")
    assert (outer, inner) == ({"a", "c"}, {"b"})


def test_work_that_fails_notes_no_more() -> None:
    with noted() as outer:
        with pytest.raises(ValueError, match="x"), noted() as inner:
            note("a")
            raise ValueError("x")
        note("b")
    assert (outer, inner) == ({"b"}, {"a"})


def test_a_question_hides_what_its_answer_is_made_of() -> None:
    library = Library()
    with noted() as names:
        assert library.author("moromeții") == "MOROMEȚII"
        assert library.shelf("ion") == "I"
        assert library.author() == ""
        note("after")
    assert names == {"author moromeții", "shelf ion", "author ", "after"}


def test_a_question_without_work_under_way_is_only_answered() -> None:
    library = Library()
    assert library.shelf("ion") == "I"
    with noted() as names:
        pass
    assert names == set()


def test_a_question_without_an_answer_is_noted_too() -> None:
    with noted() as names:
        with pytest.raises(KeyError):
            Library().author("nu")
        note("after")
    assert names == {"author nu", "after"}


def test_who_gets_what_is_kept_has_read_what_the_first_one_read() -> None:
    kept, library = Kept(), Library()

    def make() -> str:
        note("a")
        return library.author("ion")

    with noted() as first:
        assert kept.get("x", make) == "ION"
    with noted() as second:
        assert kept.get("x", make) == "ION"
        note("b")
    assert first == {"a", "author ion"}
    assert second == {*first, "b"}
    assert library.looked == 1


def test_what_is_kept_knows_what_was_read_when_nobody_took_notes() -> None:
    kept = Kept()
    assert kept.get("x", lambda: note("a")) is None
    with noted() as names:
        kept.get("x", lambda: note("b"))
    assert names == {"a"}


def test_what_is_kept_inside_what_is_kept_is_read_as_well() -> None:
    kept = Kept()

    def inner() -> int:
        note("inner")
        return 1

    def outer() -> int:
        note("outer")
        return kept.get("inner", inner) + 1

    with noted() as first:
        kept.get("inner", inner)
    for _ in range(2):
        with noted() as names:
            assert kept.get("outer", outer) == 2
        assert names == {"inner", "outer"}
    assert first == {"inner"}  # notes of one are not those of another


def test_each_key_is_kept_for_itself_and_nothing_that_failed() -> None:
    kept = Kept()

    def fail() -> int:
        note("a")
        raise ValueError("x")

    with noted() as names:
        with pytest.raises(ValueError, match="x"):
            kept.get("x", fail)
        assert kept.get("x", lambda: 1) == 1
        assert kept.get("y", lambda: 2) == 2
    assert names <= {"a"}


def test_what_is_kept_for_a_question_stays_hidden_and_counts_for_others() -> None:
    kept = Kept()

    class Holder:
        @asked
        def question(self, _all: str) -> int:
            """Something that is worked out once."""
            return kept.get("x", make)

    def make() -> int:
        note("a")
        return 1

    with noted() as hidden:
        Holder().question()
        Holder().question()
    with noted() as open_:
        kept.get("x", make)
    assert (hidden, open_) == ({"question "}, {"a"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"), ((1, 2), (2, 1)), (1, "1"), (None, ""), ((), ((),)), ("", " "),
        ({"a": "b"}, {"a": "c"}), (date(2026, 5, 4), date(2026, 5, 5)), (True, False),
        (Backlink("a", ("b", "c")), Backlink("a", ("b", "d"))), ("\ud800", "\ud801"),
    ],
)  # fmt: skip
def test_other_values_have_other_fingerprints(one: object, other: object) -> None:
    assert fingerprint(one) == fingerprint(one)
    assert fingerprint(one) != fingerprint(other)


class Person:
    """A reader, who keeps what was worked out."""

    def __init__(self) -> None:
        self.kept: defaultdict[object, Kept] = defaultdict(Kept)

    @once
    def aloud(self, word: str) -> str:
        """A word, as loud as can be."""
        note(f"word {word}")
        return word.upper()

    @once
    def twice(self, word: str) -> list[str]:
        """A word, and again."""
        return [self.aloud(word)] * 2


def test_what_is_made_once_of_a_thing_is_kept_for_each_reader_apart() -> None:
    one, other = Person(), Person()
    found = one.twice("da")
    with noted() as names:
        assert one.twice("da") is found
    assert (found, names) == (["DA", "DA"], {"word da"})
    assert (one.aloud("da"), one.aloud("nu")) == ("DA", "NU")
    assert other.twice("da") is not found
