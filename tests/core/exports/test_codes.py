"""QR codes: which there are, where they lead, and that nothing but squares is in them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
import segno
from coalition.core.exports import files as exported
from coalition.core.exports.codes import LEVEL, MASK, code
from core.in_memory import Files, event, item, site, words

SVG = "{http://www.w3.org/2000/svg}"
TODAY = "2026-05-04"
URL = "https://example.org/sub/"


def dark(svg: bytes) -> tuple[int, set[tuple[int, int]]]:
    """The size of a code and the squares of it that are dark, as a browser draws them."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    assert width == height
    ground, lines = root.findall(f"{SVG}path")
    assert (ground.get("fill"), lines.get("stroke")) == ("#fff", "#000")
    x, y, found = 0, 0.0, set()
    for command, first, second in re.findall(
        r"([Mmh])(-?[0-9.]+)(?:[ ,]?(-?[0-9.]+))?", lines.attrib["d"]
    ):
        if command == "h":
            found |= {(x + one, int(y)) for one in range(int(first))}
            x += int(first)
        else:
            x, y = (0, 0.0) if command == "M" else (x, y)
            x, y = x + int(first), y + float(second)
    return width, found


def saying(url: str) -> tuple[int, set[tuple[int, int]]]:
    """The code of ``url`` in its quiet zone of four modules, drawn without our code."""
    made = segno.make_qr(url, error=LEVEL, boost_error=False, mask=MASK)
    rows = list(made.matrix_iter(border=4))
    return len(rows), {(x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one}


def codes(
    files: Files | None = None, today: str = TODAY, like_peers: bool = False
) -> dict[str, bytes]:
    """Every code of a site, by its path."""
    made, day = site(files), date.fromisoformat(today)
    say = {language: words(language) for language in made.languages}
    every = exported(made, day, URL, say, like_peers)
    return {one.address.path: one.content for one in every if one.address.path.endswith("qr.svg")}


@pytest.mark.parametrize("url", [URL, f"{URL}abonare/#member-alfa", f"{URL}{'a-' * 100}/"])
def test_a_code_is_drawn_square_by_square(url: str) -> None:
    assert dark(code(url)) == saying(url)
    assert dark(code(url)) != saying(url + "x")


def test_a_code_is_small_and_holds_nothing_but_shapes() -> None:
    svg = code(f"{URL}abonare/#member-alfa")
    assert len(svg) < 3000
    assert {one.tag for one in ElementTree.fromstring(svg).iter()} == {f"{SVG}svg", f"{SVG}path"}
    assert code(URL) == code(URL)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("qr.svg", "abonare/"),
        ("en/qr.svg", "en/subscribe/"),
        ("membri/alfa/qr.svg", "abonare/#member-alfa"),
        ("en/members/alfa/qr.svg", "en/subscribe/#member-alfa"),
        ("locuri/petrila/qr.svg", "abonare/#place-petrila"),
        ("teme/culture/qr.svg", "abonare/#topic-culture"),
        ("proiecte/apa/qr.svg", "abonare/#project-apa"),
        ("evenimente/ziua/qr.svg", "evenimente/ziua/"),
        ("en/events/ziua/qr.svg", "en/events/ziua/"),
    ],
)
def test_a_code_leads_to_a_page_that_every_phone_opens(path: str, page: str) -> None:
    assert dark(codes(item("projects"))[path]) == saying(URL + page)


def test_events_have_a_code_as_long_as_they_are_to_come() -> None:
    files = {
        **event("start: 2026-05-20", id_="vine"),
        **event("start: 2026-08", id_="vara"),
        **event("start: 2026-05-03", id_="ieri"),
        **event("start: 2026-05-20", "withdrawn: {date: 2026-05-01, reason: a}", id_="retras"),
    }

    def of_events(today: str) -> set[str]:
        return {
            path.split("/")[1] for path in codes(files, today) if path.startswith("evenimente/")
        }

    assert of_events(TODAY) == {"ziua", "vine", "vara"}
    assert of_events("2026-05-18") == {"vine", "vara"}


def test_a_comparison_with_other_generators_draws_none() -> None:
    assert codes(like_peers=True) == {}
