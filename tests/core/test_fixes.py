"""What is mended in a file: the words that were named, and not a byte beside them."""

from __future__ import annotations

import pytest
from coalition.core.fixes import FIXES, Edit, cedillas, mended
from coalition.core.problems import HINTS, Place
from coalition.core.romanian import is_romanian
from core.in_memory import COALITION, EVENT, reading, text
from hypothesis import given
from hypothesis import strategies as st
from sites import BASE

LANGUAGES = ("ro", "en")
COMMAS = str.maketrans("ŞşŢţ", "ȘșȚț")


def mend(path: str, raw: bytes) -> bytes:
    return mended(raw, cedillas(path, raw, LANGUAGES))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_nothing_changes_but_the_letters(end: str) -> None:
    written = text(
        "title:   'Ziua porţilor'  # notă, şi ea",
        "start: 2026-05-17",
        "image: şi.jpg",
        body="😀 şi\tţară  \n`şi` [şi](şi.pdf)\n\n\nfără sfârşit",
    ).replace("\n", end)
    expected = (
        written.replace("porţilor", "porților")
        .replace("😀 şi\tţară", "😀 și\tțară")
        .replace("[şi]", "[și]")
        .replace("sfârşit", "sfârșit")
    )
    assert mend(EVENT, written.encode()) == expected.encode()


def test_a_heading_and_the_links_to_it_are_mended_alike() -> None:
    raw = text("title: Ziua", "start: 2026-05-17", body="# Ţara\n\n[aici](#ţara)\n").encode()
    whole = reading({EVENT: mend(EVENT, raw)})
    assert [one.code for one in whole.problems if one.code in ("broken_fragment", "cedilla")] == []


@pytest.mark.parametrize(
    ("path", "raw", "expected"),
    [
        (
            "content/topics.yaml",
            "a: {label: {ro: Ştiri, tr: Şişli}}\n",
            "a: {label: {ro: Știri, tr: Şişli}}\n",
        ),
        ("content/places.yaml", "a: {label: Petroşani}\n", "a: {label: Petroșani}\n"),
        (COALITION, "name: {ro: Coaliţia}\n", "name: {ro: Coaliția}\n"),
        (EVENT.replace(".ro.", ".en."), "---\ntitle: Şi\n---\n", "---\ntitle: Şi\n---\n"),
    ],
)
def test_lists_are_mended_and_other_languages_are_not(path: str, raw: str, expected: str) -> None:
    assert mend(path, raw.encode()) == expected.encode()


def test_a_turkish_name_stays_where_the_text_says_that_it_is_turkish() -> None:
    body = '<span lang="tr">Ayşe</span> vine din Beyoğlu, ca Ayşe, şi stă.\n'
    raw = text("title: Ayşe vine", "start: 2026-05-17", body=body)
    expected = raw.replace("title: Ayşe", "title: Ayșe")  # nothing tells it from a slip
    expected = expected.replace("ca Ayşe, şi", "ca Ayșe, și")
    assert mend(EVENT, raw.encode()).decode() == expected


@given(st.text(alphabet="şţŞŢsa \n\t`[]()<>#-:/.😀ığ", max_size=200))
def test_whatever_the_text_no_letter_changes_into_another(body: str) -> None:
    raw = text("title: Ziua", body=body).encode()
    after = mend(EVENT, raw)
    assert after.decode().translate(COMMAS) == raw.decode().translate(COMMAS)
    assert mend(EVENT, after) == after
    assert list(cedillas(EVENT, after, LANGUAGES)) == []


def test_what_is_mended_is_no_problem_any_more() -> None:
    files = {EVENT: BASE[EVENT].replace("porților", "porţilor")}
    [one] = [one for one in reading(files).problems if one.code in FIXES]
    after = mended(files[EVENT].encode(), FIXES[one.code](EVENT, files[EVENT].encode(), LANGUAGES))
    assert after == BASE[EVENT].encode()


def test_an_edit_stands_where_it_says_or_fails() -> None:
    with pytest.raises(AssertionError):
        mended(b"abc", [Edit(Place("a", 1, 2), "x", "y")])


def test_what_can_be_mended_is_a_hint() -> None:
    assert FIXES.keys() <= HINTS
    assert is_romanian("ro-MD")
    assert not is_romanian("rom")
