"""Pictures as they are published: sensible widths, addresses that never meet, inert elements."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import Address, absolute, web
from coalition.core.images import (
    Caption,
    Drawing,
    Picture,
    drawings,
    picture,
    plain_img,
    scaled,
    variant,
    widths,
)
from coalition.core.published import file_address
from hypothesis import given
from hypothesis import strategies as st

AT = Address("files/events/ziua/afis.jpg")
PICTURE = picture(AT, Drawing(1600, 1067, "jpg", ()))


@pytest.mark.parametrize(
    ("own", "drawn"),
    [
        (1, (1,)),
        (640, (640,)),
        (800, (800,)),
        (801, (801,)),
        (999, (999,)),
        (1000, (800, 1000)),
        (1599, (800, 1599)),
        (1600, (800, 1600)),
        (1601, (800, 1600)),
        (12_000, (800, 1600)),
    ],
)
def test_a_picture_has_two_widths_when_they_differ_enough(own: int, drawn: tuple[int, ...]) -> None:
    assert widths(own) == drawn


@given(st.integers(1, 12_000))
def test_a_picture_is_never_enlarged_and_drawing_it_again_gives_the_same_widths(own: int) -> None:
    drawn = widths(own)
    assert max(drawn) <= own
    assert sorted(set(drawn)) == list(drawn)
    assert widths(drawn[-1]) == drawn


@given(st.integers(1, 12_000), st.integers(1, 12_000))
def test_the_aspect_is_kept_and_nothing_vanishes(width: int, height: int) -> None:
    for one in widths(width):
        made = scaled((width, height), one)
        assert made[0] == one
        assert made[1] >= 1
        assert abs(made[1] - height * one / width) <= 1
    assert scaled((width, height), width) == (width, height)


def test_a_picture_knows_where_each_drawing_stands() -> None:
    folder = "files/events/ziua/"
    avif = (Address(f"{folder}afis-800.avif"), 800), (Address(f"{folder}afis-1600.avif"), 1600)
    plain = (Address(f"{folder}afis-800.jpg"), 800), (Address(f"{folder}afis-1600.jpg"), 1600)
    assert Picture(1600, 1067, avif, plain) == PICTURE
    assert PICTURE.best == Address(f"{folder}afis-1600.jpg")
    small = picture(AT, Drawing(300, 200, "png", ()))
    assert small.avif == ((Address(f"{folder}afis-300.avif"), 300),)
    assert small.best == Address(f"{folder}afis-300.png")


@pytest.mark.parametrize("plain", ["jpg", "png"])
@pytest.mark.parametrize("width", [300, 900, 1200, 1600])
def test_addresses_stand_in_the_order_in_which_it_is_drawn(width: int, plain: str) -> None:
    made = picture(AT, Drawing(width, 100, plain, ()))
    told = [re.fullmatch(r".*-(\d+)\.(\w+)", one.path) for one in made.addresses]
    assert tuple((one[2], int(one[1])) for one in told if one) == drawings(width, plain)


NAMES = st.builds(
    "{}.{}".format,
    st.lists(st.sampled_from(["a", "A", "ă", "-", "_", "8", "00", "jpg", "png", "."]), min_size=1)
    .map("".join)
    .filter(lambda name: not name.endswith(".")),
    st.sampled_from(["jpg", "jpeg", "png", "webp", "gif"]),
)


@given(NAMES, NAMES, st.integers(1, 1600), st.integers(1, 1600))
def test_drawings_of_two_files_never_stand_at_one_address(
    one: str, other: str, wide: int, narrow: int
) -> None:
    first, second = (file_address(f"content/events/2026/ziua/{name}") for name in (one, other))
    if first == second:
        return
    made = [
        picture(first, Drawing(wide, 1, "jpg", ())),
        picture(second, Drawing(narrow, 1, "jpg", ())),
    ]
    assert not set(made[0].addresses) & set(made[1].addresses)


def test_pictures_that_differ_by_their_ending_only_are_told_apart() -> None:
    places = {
        variant(file_address(f"members/alfa/logo.{ending}"), 300, "avif").path
        for ending in ("jpg", "jpeg", "png", "webp", "gif")
    }
    assert len(places) == 5
    assert "files/members/alfa/logo-300.avif" in places
    assert "files/members/alfa/logo_png-300.avif" in places


# --- in a feed -----------------------------------------------------------------------------------


def test_a_feed_reader_gets_one_file_with_its_size_and_words() -> None:
    assert plain_img(PICTURE, Caption("Afișul"), absolute("https://example.org/sub/")) == (
        '<img src="https://example.org/sub/files/events/ziua/afis-1600.jpg"'
        ' width="1600" height="1067" alt="Afișul">'
    )
    whole = plain_img(PICTURE, Caption("a", "b", "ar", "rtl"), web(Address("")))
    assert whole.endswith(' alt="a" title="b" lang="ar" dir="rtl">')


@given(st.text(alphabet="<>\"'&= /abc\n") | st.text())
def test_no_words_get_out_of_their_attribute(words: str) -> None:
    words = words.replace("\x00", "").replace("\r", "")
    made = plain_img(PICTURE, Caption(words, words), web(Address("")))
    [img] = BeautifulSoup(made, "html.parser").find_all(True)
    assert (img.name, img["alt"], img.get("title", "")) == ("img", words, words)
    assert set(img.attrs) <= {"src", "width", "height", "alt", "title"}
    assert BeautifulSoup(made, "html.parser").get_text() == ""
