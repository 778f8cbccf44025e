"""What a build leaves comes back whole, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters.disk import Seen
from coalition.adapters.publication import Table
from coalition.adapters.state import FORMAT, State, load, save
from coalition.core.ledger import Records
from coalition.core.relating import Reading
from core.in_memory import Files, event, memory_of, sources
from core.views.test_pages import RICH
from msgspec.structs import replace
from sites import BASE


def table(*names: str, build: str = "b") -> Table:
    return Table(
        build,
        {name: (f"sha of {name}", (number, 10**18, 3, 0o100644)) for number, name in enumerate(names)},
        {"": (0, 10**18 + 1, 9, 0o40755), "a": (0, 1, 2, 0o40755)},
    )  # fmt: skip


def state(files: Files | None = None, **others: Any) -> State:
    """What may be left by a build of this site."""
    made = Reading(sources({**RICH, **(files or {})}))
    values: dict[str, Any] = {
        "program": "program",
        "facts": {"today": "2026-05-04", "files": "ă"},
        "seen": {
            "content/a.md": Seen("sha", (1, 10**18, 10**18 + 1, 7, 0o100644)),
            "members/ș/index.ro.md": Seen("other"),
        },
        "items": memory_of(made),
        "records": Records(
            ["face a ro", "today "], {"page ă": (" 0 1 ", ["x", None]), "b": ("  ", None)}, {"today ": "x"}
        ),
        "public": table("index.html", "a/index.html", "a/ă.jpg"),
        "spare": table("index.html", "a/old.html", build="c"),
    }  # fmt: skip
    return State(**{**values, **others})


def plain(one: State | None) -> State | None:
    """The state without where it was read from."""
    return replace(one, origin=None) if one is not None else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".output.state"


def test_what_is_left_comes_back(path: Path) -> None:
    save(path, state(), None)
    found = load(path)
    assert plain(found) == state()
    assert found is not None
    for key, one in state().items.items():
        for language in one.brief.languages:
            assert found.items[key].front(language) == one.front(language)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_little_comes_back_as_well(path: Path) -> None:
    for one in (state(spare=None), State("p", public=Table("", {}, {}))):
        save(path, one, None)
        assert plain(load(path)) == one


def block(content: bytes) -> bytes:
    """A first block with the right hash."""
    name = hashlib.sha256(FORMAT + content).hexdigest()
    return f"{name} {len(content)}\n".encode() + content


# Whole and undamaged, but of another kind.
FOREIGN = [block(content) for content in (b"", b"{}", b"[]", b"[1,2]", b'["program"', b"\xff")]


def test_nothing_was_left(path: Path) -> None:
    assert load(path) is None
    path.mkdir()
    assert load(path) is None


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"{}", b"[]\n[]\n", b"coalition state 0 abc\n", b"\xff" * 99, *FOREIGN]
)
def test_what_somebody_else_wrote_is_not_believed(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    assert load(path) is None


def test_damage_in_any_line_is_noticed(path: Path) -> None:
    save(path, state(), None)
    whole = path.read_bytes()
    lines = whole.split(b"\n")
    start = 0
    for number, line in enumerate(lines):
        for at in {start, start + len(line) // 2, start + len(line)} - {len(whole)}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert load(path) is None, f"line {number}"
        path.write_bytes(whole[:start])
        assert load(path) is None, f"cut before line {number}"
        path.write_bytes(b"\n".join(lines[:number] + lines[number + 1 :]))
        assert load(path) is None, f"without line {number}"
        start += len(line) + 1
    path.write_bytes(whole + b"x")
    assert load(path) is None
    path.write_bytes(whole)
    assert load(path) is not None


def next_state(before: State, **changes: Any) -> State:
    """What the next build leaves: it brought the spare up to date and exchanged the trees."""
    assert before.public is not None
    build = f"{before.public.build}+"
    values = {"public": table("index.html", "a/new.html", build=build), "spare": before.public}
    return replace(before, **{**values, **changes})


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "a day": {"facts": {"today": "2026-05-05"}},
    "texts": {"seen": {"content/a.md": Seen("new", (1, 2, 3, 4, 5))}},
    "work": {"records": Records(["face a ro", "today ", "text b en"], {"b": (" 2 ", 1)}, {"today ": "y"})},
    "other names": {"records": Records(["today "], {}, {"today ": "y"})},
    "another program": {"program": "other"},
    "no spare": {"spare": None},
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_build_changed_comes_back_however_it_was_written(path: Path, change: str) -> None:
    save(path, state(), None)
    left = load(path)
    assert left is not None
    for _ in range(3):
        now = next_state(left, **CHANGES[change])
        save(path, now, left)
        left = load(path)
        assert left is not None
        assert plain(left) == plain(now)


def test_items_that_came_changed_and_went_come_back_so(path: Path) -> None:
    save(path, state(event("start: 2026", id_="a")), None)
    left = load(path)
    assert left is not None
    then = state({**event("start: 2027", id_="a"), **event("start: 2026", id_="b")})
    gone = state({path: None for path in BASE if "/stire/" in path})
    for items in (then.items, gone.items):
        now = next_state(left, items=items)
        save(path, now, left)
        left = load(path)
        assert left is not None
        assert plain(left) == plain(now)
        assert all(left.items[key].fronts == one.fronts for key, one in items.items())


def test_small_changes_are_added_and_many_of_them_do_not_fill_the_disk(path: Path) -> None:
    save(path, state(), None)
    size = path.stat().st_size
    sizes = []
    for number in range(200):
        left = load(path)
        assert left is not None
        save(path, next_state(left, facts={"today": f"day {number}"}), left)
        sizes.append(path.stat().st_size)
    assert size < sizes[0] < size * 1.1
    assert max(sizes) < size * 1.5
    found = load(path)
    assert found is not None
    assert found.facts == {"today": "day 199"}


def test_damage_in_what_was_added_is_noticed(path: Path) -> None:
    save(path, state(), None)
    size = path.stat().st_size
    for _ in range(2):
        left = load(path)
        assert left is not None
        save(path, next_state(left), left)
    whole = path.read_bytes()
    assert len(whole) > size
    for at in range(size, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert load(path) is None


def test_a_state_that_somebody_replaced_meanwhile_is_written_whole(path: Path) -> None:
    save(path, state(), None)
    left = load(path)
    assert left is not None
    path.write_bytes(b"something else")
    now = next_state(left)
    save(path, now, left)
    assert plain(load(path)) == plain(now)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_where_nothing_can_be_written_nothing_is_left(path: Path) -> None:
    save(path, state(), None)
    path.parent.chmod(0o500)
    try:
        save(path, state(program="other"), None)
        found = load(path)
    finally:
        path.parent.chmod(0o700)
    assert found is None or found.program == "program"


def test_where_the_file_cannot_be_replaced_no_older_state_is_believed(path: Path) -> None:
    save(path, state(), None)
    path.with_name(f"{path.name}.new").mkdir()  # stands in the way
    save(path, state(program="other"), None)
    found = load(path)
    assert found is None or found.program == "other"


def test_a_folder_that_is_not_there_is_no_error(path: Path) -> None:
    save(path.parent / "nu" / "state", state(), None)
    assert not (path.parent / "nu").exists()
