"""Colours of calendars: the nearest name of CSS 3."""

from __future__ import annotations

import pytest
from coalition.core.exports.colours import css_name, exact
from PIL import ImageColor


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("#5b3a8c", "#5B3A8C"),
        ("#FFF", "#FFFFFF"),
        ("5b3a8c", ""),
        ("#5b3a8", ""),
        ("#5b3a8c\n", ""),
        ("#5b3a8c;X", ""),
        ("red", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_what_is_a_colour_is_taken(written: str | None, found: str) -> None:
    assert exact(written) == found


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#5B3A8C", "darkslateblue"), ("#008080", "teal"), ("#1F5F8B", "steelblue"), ("#FE0000", "red")],
)  # fmt: skip
def test_the_name_is_the_nearest(colour: str, name: str) -> None:
    assert css_name(colour) == name


def test_every_name_is_the_colour_that_css_says() -> None:
    for red in range(0, 256, 15):
        for green in range(0, 256, 15):
            for blue in range(0, 256, 15):
                name = css_name(f"#{red:02X}{green:02X}{blue:02X}")
                of_css = "#{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(name)[:3])
                assert css_name(of_css) == name
                assert name != "rebeccapurple"  # of CSS 4
