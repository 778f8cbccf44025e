"""A rebuild gives what a build from nothing gives, whatever happened in between."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from coalition.core.problems import ERROR
from core.views.test_pages import RICH
from edits import Editing
from PIL import Image
from sites import ROOT, make_site, tree

STEPS = 200
# Thousands of small files are written and removed: in memory, where there is such a folder.
MEMORY = Path("/dev/shm")


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, on a disk that is quick."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name).resolve()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 30, 10)).save(out, "png")
    return out.getvalue()


def editing(folder: Path, seed: int) -> Editing:
    """The rich site of the tests, with real pictures, and a theme of its own."""
    files: dict[str, str | bytes | None] = {}
    for path, raw in RICH.items():
        if path.endswith((".jpg", ".png")):
            files[path.replace(".jpg", ".png")] = picture()
        elif isinstance(raw, str):
            whole = raw.replace(".jpg", ".png")
            if path.startswith("content/events"):  # a coming event needs both
                needs = ("place: casa", "organisers: [alfa]")
                lines = [one for one in needs if one.partition(":")[0] not in whole]
                whole = whole.replace("---\n", "\n".join(["---", *lines, ""]), 1)
            files[path] = whole
        else:
            files[path] = raw
    make_site(folder / "site", files)
    shutil.copytree(ROOT / "theme", folder / "theme")
    return Editing(folder, folder / "theme", seed)


def take_back(site: Path, before: dict[str, bytes]) -> None:
    """Somebody takes back what was done to the sources."""
    now = tree(site)
    for path in now.keys() - before.keys():
        (site / path).unlink()
    for path, content in before.items():
        if now.get(path) != content:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)


def run(one: Editing, steps: int) -> None:
    """Edit and build ``steps`` times; each build is what a build from nothing is."""
    one.build()
    mended = 0
    for step in range(steps):
        before = tree(one.site)
        one.happens()
        what = f"seed {one.seed}, step {step}: {'; '.join(one.done)}"
        untouched = tree(one.folder / "output") if (one.folder / "output").exists() else {}
        clean, problems = one.build_anew()
        if one.by_command() or step == 10:
            what += " (by command)"
            found, published = one.build_by_command()
            assert published == (clean is not None), what
        else:
            found, told = one.build()
            assert told == problems, what
        if clean is None:
            assert any(problem.severity == ERROR for problem in problems), what
            assert found == untouched, what  # nothing was published
            take_back(one.site, before)
            mended += 1
            continue
        differing = {
            path for path in clean.keys() | found.keys() if clean.get(path) != found.get(path)
        }
        assert differing == set(), f"{what}: {sorted(differing)[:9]}"

    assert mended < steps * 0.8  # else nothing was tried


def test_after_any_edits_a_rebuild_is_what_a_build_from_nothing_is(folder: Path) -> None:
    seed = int(os.environ.get("EDITS_SEED") or int.from_bytes(os.urandom(3)))
    sys.stdout.write(f"EDITS_SEED={seed}\n")
    run(editing(folder, seed), STEPS)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_the_same_for_longer(folder: Path, seed: int) -> None:
    run(editing(folder, seed), 400)
