"""Reading a site's folder: every file once, no link followed."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..core import layout
from ..core.frontmatter import FILE_LIMIT
from ..core.problems import Place, Problem
from ..core.relating import Sources


class Unreadable(Exception):
    """The environment does not let us read what has to be read; carries path and reason."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


def read_sources(site: Path) -> Sources:
    """All texts of the site at ``site`` and the sizes of its other files.

    Raises Unreadable when a file or folder cannot be read.
    """
    texts: dict[str, bytes] = {}
    files: dict[str, int] = {}
    problems: list[Problem] = []
    for top in (layout.CONTENT, layout.MEMBERS):
        if (site / top).is_dir():
            for path, entry in _walk(site / top, top):
                _read(path, entry, texts, files, problems)
    return Sources(texts, files, tuple(problems))


def _read(
    path: str,
    entry: os.DirEntry[str],
    texts: dict[str, bytes],
    files: dict[str, int],
    problems: list[Problem],
) -> None:
    if entry.is_symlink():
        problems.append(Problem.at(Place(path), "link_on_disk"))
    elif not entry.is_file(follow_symlinks=False):
        problems.append(
            Problem.at(Place(path), "stray_file", example="content/pages/contact/index.ro.md")
        )
    elif path.endswith(".md") or layout.is_yaml(path):
        try:
            with open(entry.path, "rb") as file:
                texts[path] = file.read(FILE_LIMIT + 1)
        except OSError as error:
            raise Unreadable(path, error.strerror or str(error)) from None
    elif path.endswith((".yaml", ".yml")):
        problems.append(
            Problem.at(Place(path), "stray_file", example="content/pages/contact/index.ro.md")
        )
    else:
        files[path] = entry.stat(follow_symlinks=False).st_size


def _walk(folder: Path, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise Unreadable(name, error.strerror or str(error)) from None
    for entry in entries:
        if layout.ignored(entry.name):
            continue
        path = unicodedata.normalize("NFC", f"{name}/{entry.name}")
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path)
        else:
            yield path, entry


def replace(path: Path, content: bytes) -> None:
    """Write a source file whole: beside it first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
