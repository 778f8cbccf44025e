"""Whether anything has changed since the last build, seen from what the disk says."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters.looks import Stamp, look, stamp
from coalition.adapters.unchanged import forget, look_around, recall, remember

NAME = "a build with these flags"
LONG_AGO = 10**18 + 1  # no whole milliseconds


def read(folder: Path) -> dict[str, Stamp]:
    paths = (folder, *folder.rglob("*"))
    return {str(path): stamp(os.lstat(path)) for path in paths}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of sources, one of what was made of them, and what is remembered of both."""
    for name in ("site/a/one.md", "site/b/two.md", "made/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for path in (*tmp_path.rglob("*"), tmp_path):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return tmp_path


def left(site: Path, moment: int = 0, **head: Any) -> dict[str, Any]:
    """What is recalled of a build that began now, or at ``moment``."""
    written = {str(site / "made/index.html"): look(os.lstat(site / "made/index.html"))}
    head = {"asked": NAME, "zone": "", "today": "2026-05-04", "told": "", **head}
    path = str(site / "unchanged")
    moment = moment or time.time_ns() + 10**10
    remember(path, head, read(site / "site"), written.items(), moment)
    found = recall(path, NAME)
    assert found is not None
    return found


def test_where_nothing_has_changed_everything_is_the_same(site: Path) -> None:
    before = left(site)
    same, about = look_around(before)
    assert same
    assert about == read(site / "site")


def write(path: Path) -> None:
    path.write_text("something else")


def again_with_the_same_date(path: Path) -> None:
    path.write_text(path.read_text().upper())
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.mark.parametrize(
    ("name", "change", "nothing_came_or_went"),
    [
        ("site/a/one.md", write, True),
        ("site/a/one.md", again_with_the_same_date, True),
        ("made/index.html", write, True),
        ("made/index.html", Path.unlink, True),
        ("site/a/one.md", Path.unlink, False),
        ("site/b/new.md", Path.touch, False),
        ("site/new", Path.mkdir, False),
        ("site/a", lambda path: path.rename(path.with_name("c")), False),
    ],
)
def test_any_change_is_seen(
    site: Path, name: str, change: Callable[[Path], object], nothing_came_or_went: bool
) -> None:
    before = left(site)
    change(site / name)
    same, about = look_around(before)
    assert not same
    assert about == (read(site / "site") if nothing_came_or_went else None)


@pytest.mark.parametrize(
    ("name", "nothing_came_or_went"), [("site/a/one.md", True), ("site/a", False)]
)
def test_what_changed_just_before_a_build_is_looked_into(
    site: Path, name: str, nothing_came_or_went: bool
) -> None:
    now = max(file for _, _, file, _, _ in read(site / "site").values()) + 1
    before = left(site, now)
    assert {path for path, _ in before["again"]} == {*read(site / "site")}
    assert look_around(before)[0]
    before["again"] = [
        [path, "other" if path == str(site / name) else digest] for path, digest in before["again"]
    ]
    same, about = look_around(before)
    assert not same
    assert (about is not None) == nothing_came_or_went


def test_another_day_is_a_change(site: Path) -> None:
    assert look_around(left(site, zone="", today="2026-05-04"))[0]
    same, about = look_around(left(site, zone="Europe/Bucharest", today="2026-05-04"))
    assert not same
    assert about is not None


def test_what_changed_during_the_build_is_not_remembered(site: Path) -> None:
    path = str(site / "unchanged")
    left(site)
    remember(path, {"asked": NAME}, read(site / "site"), {}, LONG_AGO)
    assert recall(path, NAME) is None


def test_only_what_was_asked_is_recalled_and_only_whole(site: Path) -> None:
    left(site)
    path = site / "unchanged"
    assert recall(str(path), "other flags") is None
    assert recall(str(path), None) is None
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole + b"x", b"{}\n", b"[]", b"\xff\n"):
        path.write_bytes(damaged)
        assert recall(str(path), NAME) is None
    path.write_bytes(whole)
    assert recall(str(path), NAME) is not None
    forget(str(path))
    assert recall(str(path), NAME) is None
