"""The colours of a coalition's pages: readable whatever it names, and its own."""

from __future__ import annotations

import re

import pytest
from coalition.core.exports.palette import (
    DARK_GROUNDS,
    DARK_NOTICES,
    ICON_GROUND,
    ICON_MARK,
    LIGHT_GROUNDS,
    LIGHT_NOTICES,
    colours,
    contrast,
    icon,
    style,
)
from coalition.core.records.coalition import Coalition
from core.in_memory import COALITION, record
from hypothesis import example, given
from hypothesis import strategies as st
from sites import BASE, ROOT

TOKENS = (ROOT / "theme/css/10-tokens/colours.css").read_text("utf-8")
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def own(colour: str = "", second: str = "") -> Coalition:
    lines = [
        f'colour: "{colour}"\n' if colour else "",
        f'second_colour: "{second}"\n' if second else "",
    ]
    made: Coalition = record(Coalition, BASE[COALITION] + "".join(lines))
    return made


def themes() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the theme itself, light and dark."""
    light, _, dark = TOKENS.partition("@media")
    first, second = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in (light, dark))
    return first, second


# The grounds of the theme, and what it writes on which 7:1 (WCAG 2.2, contrast enhanced).
PLAIN = ("paper", "surface")
SOFT = ("accent-soft", "warm-soft", "stop-soft")
TEXTS = {
    **dict.fromkeys(("ink", "accent", "accent-strong"), (*PLAIN, *SOFT)),
    "ink-soft": PLAIN,
    "on-accent": ("accent", "accent-strong"),
    "on-coal": ("coal",),
}


def can_be_read(shown: dict[str, str]) -> None:
    for text, grounds in TEXTS.items():
        for ground in grounds:
            assert contrast(shown[text], shown[ground]) >= 7, (text, ground)
    for ground in SOFT:
        assert contrast(shown["ink-soft"], shown[ground]) >= 4.5, ground
    for sign, grounds in (("mark", PLAIN), ("focus", (*PLAIN, *SOFT))):
        for ground in grounds:
            assert contrast(shown[sign], shown[ground]) >= 3, (sign, ground)


def test_everything_can_be_read_in_the_colours_of_the_theme() -> None:
    for ours in themes():
        can_be_read(ours)


@given(COLOUR, COLOUR)
@example("#000000", "#ffffff")
@example("#ffffff", "#000000")
@example("#ffff00", "#00ffff")
@example("#0000ff", "#ff0000")
@example("#808080", "#808080")
def test_everything_can_be_read_whatever_the_colours(colour: str, second: str) -> None:
    for ours, made in zip(themes(), colours(own(colour, second)), strict=True):
        can_be_read(ours | made)


def test_the_grounds_are_those_of_the_theme() -> None:
    noted = ((*LIGHT_GROUNDS, *LIGHT_NOTICES), (*DARK_GROUNDS, *DARK_NOTICES))
    for ours, grounds in zip(themes(), noted, strict=True):
        names = ("paper", "surface", "warm-soft", "stop-soft")
        assert tuple(ours[name].upper() for name in names) == grounds


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48), ("#ABCDEF", "#ABCDEF", 1)],
)
def test_contrast_is_counted_as_in_wcag(one: str, other: str, found: float) -> None:
    assert contrast(one, other) == pytest.approx(found, abs=0.005)


def test_coalitions_are_told_apart() -> None:
    """The hue stays: red is red, green is green, blue is blue."""
    for colour, strongest in (("#b00020", 0), ("#1b7f3b", 1), ("#1f3f9b", 2)):
        for made in colours(own(colour)):
            for name in ("accent", "accent-soft", "coal"):
                parts = [int(made[name][at : at + 2], 16) for at in (1, 3, 5)]
                assert parts.index(max(parts)) == strongest, (colour, name)


def test_a_colour_that_can_be_read_is_not_changed() -> None:
    assert colours(own("#5b3a8c"))[0]["accent"] == "#5B3A8C"
    assert colours(own(second="#b35900"))[0]["mark"] == "#B35900"


def test_without_a_colour_the_theme_has_its_own() -> None:
    assert colours(own()) == ({}, {})
    assert style(own()) == ""
    drawn = (ROOT / "theme/icons/icon.svg").read_bytes()
    assert icon(drawn, own()) == drawn


def test_the_icon_wears_the_colours() -> None:
    drawn = (ROOT / "theme/icons/icon.svg").read_bytes()
    assert drawn.count(ICON_GROUND.encode()) == drawn.count(ICON_MARK.encode()) == 1
    made = icon(drawn, own("#5b3a8c", "#00ff00")).decode()
    assert "#5B3A8C" in made
    assert "#00FF00" in made


def test_the_style_sheet_says_both_sets() -> None:
    written = style(own("#5b3a8c"))
    assert written.startswith("\n:root {\n  --accent: #5B3A8C;\n")
    assert "@media screen and (prefers-color-scheme: dark) {\n  :root {\n    --accent: #" in written


def test_the_style_sheet_says_nothing_that_the_theme_does_not_use() -> None:
    made = style(own("#5b3a8c", "#00ff00"))
    assert set(re.findall(r"--[\w-]+:", made)) <= set(re.findall(r"--[\w-]+:", TOKENS))
