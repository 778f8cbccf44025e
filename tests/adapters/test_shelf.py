"""Texts come back from the disk as they were put aside."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters.shelf import Shelf
from coalition.core.markup import Body, render

TEXTS = ("", "Un text.\n", "# T\n\n[ș](a.md) ![x](p.jpg) 😀\n", "| a |\n|---|\n| b |\n" * 50)


def bodies() -> list[Body]:
    return [render(text, path="content/pages/a/index.ro.md", prefix="p-")[0] for text in TEXTS]


def held() -> list[int]:
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            os.fstat(int(name))
        except OSError:
            continue
        found.append(int(name))
    return found


@pytest.mark.parametrize("at_hand", [0, 100, 10**9])
@pytest.mark.parametrize("piece", [0, 1000, 10**6])
def test_each_text_comes_back_whatever_was_put_aside_after_it(at_hand: int, piece: int) -> None:
    shelf = Shelf(at_hand, piece)
    made = [*bodies(), *bodies()]
    brought = [shelf.text(body) for body in made]
    raw = [shelf.raw(text.encode()) for text in TEXTS]
    assert [bring() for bring in brought] == made
    assert [bring() for bring in raw] == [text.encode() for text in TEXTS]
    assert [bring() for bring in reversed(brought)] == made[::-1]  # and again


def test_a_small_site_touches_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    assert [Shelf().text(body)() for body in bodies()] == bodies()


def test_what_was_put_aside_has_no_name_and_goes_with_the_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = len(held())
    shelf = Shelf(0, 0)
    bring = shelf.text(bodies()[1])
    assert list(tmp_path.iterdir()) == []
    assert len(held()) == before + 1
    del shelf
    assert bring() == bodies()[1]  # who brings it still holds it
    del bring
    assert len(held()) == before


def test_without_room_texts_stay_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert [Shelf(0, 0).text(body)() for body in bodies()] == bodies()

    def full(file: int, content: bytes, at: int) -> int:
        if len(content) > 400:
            return 300  # as much as there was room for
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "pwrite", full)
    shelf = Shelf(0, 0)
    brought = [shelf.text(body) for body in bodies()]
    assert [bring() for bring in brought] == bodies()
