"""What makes the same texts give the same site: our code, the theme, the libraries, the settings."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from .looks import Stamp, stamp

_CODE = Path(__file__).resolve().parents[1]


class Program(Struct, frozen=True):
    """A name that is another one as soon as any of it changed, and all files and folders of it."""

    name: str
    looked: Mapping[str, Stamp]


def program(theme: Path, *settings: object) -> Program:
    """The program that would build with this theme and these settings."""
    digest = hashlib.sha256(repr((sys.version, settings, *_libraries())).encode())
    looked = {str(path): stamp(os.lstat(path)) for path in _places()}
    for folder in (_CODE, theme):
        for path in _walk(folder):
            looked[str(path)] = stamp(os.lstat(path))
            if not path.is_dir():
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(folder)}\0{content}\n".encode())
    return Program(digest.hexdigest(), looked)


def _walk(folder: Path) -> Iterator[Path]:
    yield folder
    for path in sorted(folder.iterdir()):
        if path.name == "__pycache__":
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _libraries() -> list[str]:
    """The libraries that are installed, by the names of their folders, which tell the version."""
    return sorted(path.name for place in _places() for path in place.glob("*-info"))


def _places() -> list[Path]:
    return [Path(place) for place in sys.path if place.endswith("site-packages")]
