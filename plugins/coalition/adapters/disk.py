"""Reading a site's folder: every file once, no link followed."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..core import layout
from ..core.frontmatter import FILE_LIMIT
from ..core.problems import Place, Problem
from ..core.relating import Sources

EXAMPLE = "content/pages/contact/index.ro.md"
# Items lie four folders deep at the most.
DEEPEST = 8


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
    names: dict[str, str] = {}
    problems: list[Problem] = []
    for top in (layout.CONTENT, layout.MEMBERS):
        if (site / top).is_symlink():
            problems.append(Problem.at(Place(top), "link_on_disk"))
            continue
        for path, entry in _walk(site / top, top, problems) if (site / top).is_dir() else ():
            if path in texts or path in files:
                # Two names that differ by Unicode form only, as some systems allow.
                problems.append(
                    Problem.at(Place(path), "same_address", first=path, address=entry.name)
                )
            elif entry.is_symlink():
                problems.append(Problem.at(Place(path), "link_on_disk"))
            elif not entry.is_file(follow_symlinks=False):
                problems.append(Problem.at(Place(path), "stray_file", example=EXAMPLE))
            elif path.endswith(".md") or layout.is_yaml(path):
                texts[path] = _bytes(entry, path)
            else:
                files[path] = entry.stat(follow_symlinks=False).st_size
                names[path] = os.path.relpath(entry.path, site)
    return Sources(texts, files, tuple(problems), names)


def _bytes(entry: os.DirEntry[str], path: str) -> bytes:
    try:
        with open(entry.path, "rb") as file:
            return file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise Unreadable(path, error.strerror or str(error)) from None


def _walk(
    folder: Path, name: str, problems: list[Problem]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise Unreadable(name, error.strerror or str(error)) from None
    for entry in entries:
        if layout.ignored(entry.name):
            continue
        try:
            # Decoded here and not by the process, whose locale may know only ASCII.
            plain = os.fsencode(entry.name).decode("utf-8")
        except UnicodeDecodeError:
            shown = os.fsencode(entry.name).decode("utf-8", "replace")
            place = Place(f"{name}/{shown}")
            problems.append(Problem.at(place, "bad_name_on_disk", example=EXAMPLE))
            continue
        path = unicodedata.normalize("NFC", f"{name}/{plain}")
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif path.count("/") >= DEEPEST:
            problems.append(Problem.at(Place(path), "stray_file", example=EXAMPLE))
        else:
            yield from _walk(Path(entry.path), path, problems)


def replace(path: Path, content: bytes) -> None:
    """Write a source file whole: beside it first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    if path.exists():
        os.chmod(beside, stat.S_IMODE(path.stat().st_mode))
    os.replace(beside, path)
