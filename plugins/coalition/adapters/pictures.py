"""Pictures and downloads made ready to publish; what was drawn once is kept for the next time.

A picture is drawn anew (``drawing``), which takes up to a second of a processor. What comes out
depends on the bytes of the source and on the code that draws, and on nothing else: their hash names
a file of the cache. The cache is a convenience. It may be missing, full or read-only, and what
somebody damaged in it is drawn again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import itertools
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..core import images, layout
from ..core.addresses import Address
from ..core.images import Drawing, Picture
from ..core.problems import Place, Problem, Problems
from ..core.published import file_address
from .disk import Unreadable

BYTES_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True)
class Prepared:
    """The files to publish, the pictures among them by their path, and what is wrong."""

    contents: Mapping[Address, bytes]
    pictures: Mapping[str, Picture]
    problems: tuple[Problem, ...]


def prepare(
    site: Path, paths: Mapping[str, str], where: Callable[[str], Place], cache: Path
) -> Prepared:
    """Make each file of ``paths`` ready to publish.

    ``paths`` gives the name on disk for each path. Pictures are drawn anew; other files are
    published as they are. ``where`` gives the place to name for a path. Raises Unreadable.
    """
    contents: dict[Address, bytes] = {}
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    first: dict[Address, str] = {}
    for path, on_disk in paths.items():
        address = file_address(path)
        try:
            if first.setdefault(address, path) != path:  # poster.jpg and poster.JPG
                raise _problem(
                    where(path), "same_address", first=first[address], address=f"/{address.path}"
                )
            raw = _read(site / on_disk, path, where)
            if layout.extension(path) in layout.PICTURES:
                drawn = _drawn(raw, path, where, cache)
                pictures[path] = images.picture(address, drawn)
                contents |= zip(pictures[path].addresses, drawn.files, strict=True)
            else:
                contents[address] = raw
        except Problems as found:
            problems += found.problems
    return Prepared(contents, pictures, tuple(problems))


def _problem(place: Place, code: str, **values: str) -> Problems:
    return Problems([Problem.at(place, code, **values)])


def _read(file: Path, path: str, where: Callable[[str], Place]) -> bytes:
    try:
        size = file.stat().st_size
        if size > BYTES_LIMIT:
            measures = {"size": f"{size / 2**20:.0f} MB", "limit": f"{BYTES_LIMIT // 2**20} MB"}
            name = path.rpartition("/")[2]
            raise _problem(where(path), "picture_large", found=name, **measures)
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(path, error.strerror or str(error)) from None


def _drawn(raw: bytes, path: str, where: Callable[[str], Place], cache: Path) -> Drawing:
    """The picture in ``raw`` as it was drawn before, or drawn now."""
    key = hashlib.sha256(_made_by() + raw).hexdigest()
    file = cache / key
    with contextlib.suppress(OSError):
        kept = unpacked(key, file.read_bytes())
        if kept is not None:
            return kept
    from . import drawing  # only for pictures that are new

    name = path.rpartition("/")[2]
    try:
        drawn = drawing.draw(raw)
    except drawing.TooLarge as found:
        size, limit = found.size, found.limit
        raise _problem(where(path), "picture_large", found=name, size=size, limit=limit) from None
    except drawing.Broken:
        raise _problem(where(path), "bad_picture", found=name) from None
    with contextlib.suppress(OSError):
        _keep(file, packed(key, drawn))
    return drawn


# --- the cache -----------------------------------------------------------------------------------


@functools.cache
def _made_by() -> bytes:
    """What draws: our code with all its parameters, and Pillow with the encoders in it.

    Asked of files, not of Pillow: to load it takes longer than to build a small site. Its RECORD
    holds the hash of each of its libraries.
    """
    own = (Path(__file__).with_name("drawing.py"), Path(images.__file__))
    pillow = importlib.metadata.distribution("pillow")
    parts = [*(path.read_bytes() for path in own), pillow.version.encode()]
    parts.append((pillow.read_text("RECORD") or "").encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def packed(key: str, drawn: Drawing) -> bytes:
    """A drawing as a file of the cache: a checksum, what it is, and its files one after another."""
    lengths = [len(file) for file in drawn.files]
    head = json.dumps([drawn.width, drawn.height, drawn.plain, lengths]).encode()
    content = head + b"\n" + b"".join(drawn.files)
    return _checksum(key, content) + content


def unpacked(key: str, content: bytes) -> Drawing | None:
    """The drawing that was ``packed`` under ``key``; None when so much as a bit is wrong."""
    checksum, content = content[:32], content[32:]
    if checksum != _checksum(key, content):
        return None
    head, _, rest = content.partition(b"\n")
    width, height, plain, lengths = json.loads(head)
    ends = list(itertools.accumulate(lengths))
    files = tuple(rest[end - length : end] for end, length in zip(ends, lengths, strict=True))
    return Drawing(width, height, plain, files)


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _keep(file: Path, content: bytes) -> None:
    """Write a file of the cache whole, also when two builds do so at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with open(handle, "wb") as new:
            new.write(content)
        os.replace(beside, file)
    except BaseException:
        os.unlink(beside)
        raise
