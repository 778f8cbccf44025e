"""The fullest pages of every other site in this repository, ours and those of examples/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.pages import COLOURS, DESK, PHONE, Looks, Served, faults, wider_than_the_screen
from sites import SITES

# Their components are those of the demo, which is looked at in every way; their colours are their own.
LOOKS: Looks = ((PHONE, "light", None), (DESK, "dark", COLOURS))


def fullest(folder: Path) -> list[Path]:
    """The first page in each language, and of each section in the main one the page with most in it."""
    languages = {path.parent for path in folder.glob("*/manifest.webmanifest")}
    sections = (path for path in folder.iterdir() if path.is_dir() and path not in languages)
    below = [
        sorted(one.rglob("index.html"), key=lambda page: page.stat().st_size) for one in sections
    ]
    homes = [one / "index.html" for one in (folder, *sorted(languages))]
    return [*homes, *sorted(pages[-1] for pages in below if pages)]


@pytest.mark.parametrize("site", [one for one in SITES if one != "demo"])
def test_the_fullest_pages_open_fit_and_have_no_fault(
    site: str,
    output_of: Callable[[str], Path],
    serve: Callable[..., str],
    watch: Callable[..., Any],
) -> None:
    folder = output_of(site)
    served = Served(folder, serve(folder))
    pages = fullest(folder)
    assert len(pages) > 3
    for path in pages:
        opened = watch(served.at(path), served.url, PHONE)
        assert wider_than_the_screen(opened.page) == [], path
        opened.page.set_viewport_size({"width": DESK, "height": 800})
        assert wider_than_the_screen(opened.page) == [], path
        assert opened.wrong == [], path
        assert faults(opened.page, LOOKS) == [], path
