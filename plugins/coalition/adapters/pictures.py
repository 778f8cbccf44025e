"""Pictures and downloads made ready to publish; what was drawn once is kept for the next time.

A picture is drawn anew (``drawing``), which takes up to a second of a processor. What comes out
depends on the bytes of the source and on the code that draws, and on nothing else: their hash names
a file of the cache. What is in a source is remembered by its dates, so a picture that was drawn
before is not even read. The cache is a convenience. It may be missing, full or read-only, and what
somebody damaged in it is drawn again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ..core import images, layout
from ..core.addresses import Address
from ..core.images import Drawing, Picture
from ..core.problems import Place, Problem
from ..core.published import file_address
from .disk import CHANGED, Unreadable
from .looks import is_settled
from .progress import shown

BYTES_LIMIT: Final = 20 * 1024 * 1024


class Prepared(Struct, frozen=True):
    """The files to publish, the pictures among them by their path, and what is wrong."""

    contents: Contents
    pictures: Mapping[str, Picture]
    problems: tuple[Problem, ...]


class Contents(Mapping[Address, bytes]):
    """The bytes of each file to publish: read when they are asked for, and not held.

    To ask for some can raise Unreadable.
    """

    def __init__(self, files: Mapping[Address, _File]) -> None:
        self._files = files

    def __getitem__(self, address: Address) -> bytes:
        return self._files[address].read()

    def __iter__(self) -> Iterator[Address]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def digest(self, address: Address) -> str:
        """The SHA-256 of a file, which is known without reading it."""
        return self._files[address].digest


class _File(Struct, frozen=True):
    """One file to publish: its SHA-256, and how to get its bytes."""

    digest: str
    read: Callable[[], bytes]


class _Source(Struct, frozen=True):
    """One file of the site: its path, its name on disk, and the SHA-256 of what is in it."""

    path: str
    file: Path
    digest: str

    def read(self) -> bytes:
        """What is in it; Unreadable when that is not what it was."""
        with _told(self.path):
            raw = self.file.read_bytes()
        if _digest(raw) != self.digest:
            raise Unreadable(self.path, CHANGED)
        return raw


class _Drawn(Struct, frozen=True):
    """What came out of a picture: its measures (a Drawing without files), and its files."""

    measures: Drawing
    files: tuple[_File, ...]


class _Refused(Struct, frozen=True):
    """Why nothing came out of it: the code of a problem and its values."""

    code: str
    values: Mapping[str, str]


def prepare(
    site: Path,
    paths: Mapping[str, str],
    where: Callable[[str], Place],
    cache: Path,
    *,
    verify: bool = False,
    words: str = "Pictures",
) -> Prepared:
    """Make each file of ``paths`` ready to publish.

    ``paths`` gives the name on disk for each path. Pictures are drawn anew; other files are
    published as they are. ``where`` gives the place to name for a path. To ``verify`` is to trust
    no date of a file. ``words`` stand on the terminal while it takes long. Raises Unreadable.
    """
    files, refused = _files(site, paths)
    sources = _sources(files, cache, verify, words)
    drawn = _drawn(
        [one for one in sources if layout.extension(one.path) in layout.PICTURES], cache, words
    )
    contents: dict[Address, _File] = {}
    pictures: dict[str, Picture] = {}
    for source in sources:
        address = file_address(source.path)
        match drawn.get(source.path):
            case None:
                contents[address] = _File(source.digest, source.read)
            case _Drawn() as made:
                picture = pictures[source.path] = images.picture(address, made.measures)
                contents |= zip(picture.addresses, made.files, strict=True)
            case _Refused() as reason:
                refused[source.path] = reason
    problems = tuple(
        Problem.at(where(path), refused[path].code, **refused[path].values)
        for path in paths
        if path in refused
    )
    return Prepared(Contents(contents), pictures, problems)


def _files(
    site: Path, paths: Mapping[str, str]
) -> tuple[dict[str, tuple[Path, os.stat_result]], dict[str, _Refused]]:
    """By path, what the disk says about each file that can be published, and why others cannot."""
    files: dict[str, tuple[Path, os.stat_result]] = {}
    refused: dict[str, _Refused] = {}
    first: dict[Address, str] = {}
    for path, on_disk in paths.items():
        address = file_address(path)
        if first.setdefault(address, path) != path:  # poster.jpg and poster.JPG
            values = {"first": first[address], "address": f"/{address.path}"}
            refused[path] = _Refused("same_address", values)
            continue
        file = site / on_disk
        with _told(path):
            about = file.stat()
        if about.st_size > BYTES_LIMIT:
            size, limit = f"{about.st_size / 2**20:.0f} MB", f"{BYTES_LIMIT // 2**20} MB"
            refused[path] = _large(path, size, limit)
        else:
            files[path] = file, about
    return files, refused


def _large(path: str, size: str, limit: str) -> _Refused:
    return _Refused("picture_large", {"found": _name(path), "size": size, "limit": limit})


def _name(path: str) -> str:
    return path.rpartition("/")[2]


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """What the disk answers about ``path`` becomes Unreadable."""
    try:
        yield
    except OSError as error:
        raise Unreadable(path, error.strerror or str(error)) from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# --- what is in a source -------------------------------------------------------------------------

# Where it is remembered, and of how many files; sites share a cache, and each takes 150 bytes.
SEEN: Final = "seen"
SEEN_LIMIT: Final = 20_000


def _sources(
    files: Mapping[str, tuple[Path, os.stat_result]], cache: Path, verify: bool, words: str
) -> list[_Source]:
    """What is in each file. Only those are read that nobody has seen as they are."""
    seen = _seen(cache)
    marks = {path: _mark(about) for path, (_, about) in files.items()}
    digests = {} if verify else {path: seen[mark] for path, mark in marks.items() if mark in seen}
    unread = [path for path in files if path not in digests]
    new: dict[str, str] = {}
    now = time.time_ns()
    with shown(words, len(unread)) as step:
        for path in unread:
            file, about = files[path]
            with _told(path), open(file, "rb") as opened:
                digests[path] = hashlib.file_digest(opened, "sha256").hexdigest()
            if is_settled(about.st_mtime_ns, about.st_ctime_ns, now):
                new[marks[path]] = digests[path]
            step()
    if new.items() - seen.items():
        entries = dict(list({**seen, **new}.items())[-SEEN_LIMIT:])
        with contextlib.suppress(OSError):
            _keep(cache / SEEN, _sealed(SEEN, json.dumps(entries).encode()))
    return [_Source(path, file, digests[path]) for path, (file, _) in files.items()]


def _mark(about: os.stat_result) -> str:
    """What no longer fits a file after any change of it."""
    which = about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
    return "-".join(map(str, which))


def _seen(cache: Path) -> dict[str, str]:
    """What was in the files that earlier builds have read, by their marks."""
    with contextlib.suppress(OSError):
        content = _unsealed(SEEN, (cache / SEEN).read_bytes())
        if content is not None:
            seen: dict[str, str] = json.loads(content)
            return seen
    return {}


# --- what comes out ------------------------------------------------------------------------------


def _drawn(sources: Sequence[_Source], cache: Path, words: str) -> Mapping[str, _Drawn | _Refused]:
    """What comes out of each picture, by its path: as it was kept, or drawn now."""
    keys = {source.path: _key(source.digest) for source in sources}
    made: dict[str, _Drawn | _Refused] = {}
    new: dict[str, _Source] = {}
    for source in sources:
        key = keys[source.path]
        kept = _kept(cache / key, source)
        if kept is not None:
            made[key] = kept
        else:
            new.setdefault(key, source)
    if new:
        made |= _draw(new, cache, words)
    return {path: made[key] for path, key in keys.items()}


def _draw(
    new: Mapping[str, _Source], cache: Path, words: str
) -> Iterator[tuple[str, _Drawn | _Refused]]:
    """What comes out of pictures that were never drawn, by their keys."""
    from . import crew, drawing  # only for pictures that are new: they take long to load

    tasks = ((key, source.read()) for key, source in new.items())
    with shown(words, len(new)) as step, contextlib.closing(crew.each(tasks)) as answers:
        for key, answer in answers:
            path = new[key].path
            match answer:
                case Drawing():
                    yield key, _keep_drawn(cache / key, new[key], answer)
                case drawing.TooLarge(size=size, limit=limit):
                    yield key, _large(path, size, limit)
                case drawing.Broken():
                    yield key, _Refused("bad_picture", {"found": _name(path)})
                case crew.Killed():
                    raise Unreadable(path, "drawing it was stopped; there may be too little memory")
            step()


# --- the cache -----------------------------------------------------------------------------------


def _key(digest: str) -> str:
    """The name in the cache of what is drawn of the content with this digest."""
    return hashlib.sha256(_made_by() + digest.encode()).hexdigest()


@functools.cache
def _made_by() -> bytes:
    """What draws: our code with all its parameters, and Pillow with the encoders in it.

    Asked of files, not of Pillow: to load it takes longer than to build a small site. Its RECORD
    holds the hash of each of its libraries.
    """
    import importlib.metadata  # only where there are pictures: this, too, takes time

    own = (Path(__file__).with_name("drawing.py"), Path(images.__file__))
    pillow = importlib.metadata.distribution("pillow")
    parts = [*(path.read_bytes() for path in own), pillow.version.encode()]
    parts.append((pillow.read_text("RECORD") or "").encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


# How much of a file of the cache holds its first line, which has some 400 bytes.
HEAD: Final = 4096
SEAL: Final = 32


class _Part(Struct, frozen=True):
    """Where one file of a drawing stands in a file of the cache, and its SHA-256."""

    start: int
    length: int
    digest: str


def packed(key: str, drawn: Drawing) -> bytes:
    """A drawing as a file of the cache: a sealed line that says what it is, and its files."""
    files = [(len(file), _digest(file)) for file in drawn.files]
    line = json.dumps([drawn.width, drawn.height, drawn.plain, files]).encode()
    return _sealed(key, line) + b"\n" + b"".join(drawn.files)


def unpacked(key: str, begin: bytes, size: int) -> tuple[Drawing, tuple[_Part, ...]] | None:
    """The measures of what was ``packed`` under ``key``, and where its files stand.

    ``begin`` is how the file of the cache begins, ``size`` its bytes; None when one of them cannot
    be right.
    """
    end = begin.find(b"\n", SEAL)
    line = _unsealed(key, begin[: max(end, 0)])
    if line is None:
        return None
    width, height, plain, files = json.loads(line)
    start, parts = end + 1, []
    for length, digest in files:
        parts.append(_Part(start, length, digest))
        start += length
    return (Drawing(width, height, plain, ()), tuple(parts)) if start == size else None


def _kept(pack: Path, source: _Source) -> _Drawn | None:
    """What was drawn of ``source`` before, or None."""
    with contextlib.suppress(OSError), open(pack, "rb") as opened:
        found = unpacked(pack.name, opened.read(HEAD), os.fstat(opened.fileno()).st_size)
        if found is not None:
            measures, parts = found
            files = (
                _File(part.digest, functools.partial(_part, pack, source, number, part))
                for number, part in enumerate(parts)
            )
            return _Drawn(measures, tuple(files))
    return None


def _part(pack: Path, source: _Source, number: int, part: _Part) -> bytes:
    """One file of what was kept; the picture is drawn again when somebody has damaged it since."""
    with contextlib.suppress(OSError), open(pack, "rb") as opened:
        opened.seek(part.start)
        content = opened.read(part.length)
        if _digest(content) == part.digest:
            return content
    from . import drawing

    drawn = drawing.draw(source.read())
    _keep_drawn(pack, source, drawn)
    return drawn.files[number]


def _keep_drawn(pack: Path, source: _Source, drawn: Drawing) -> _Drawn:
    """Lay ``drawn`` into the cache and let go of its bytes, or hold them if that cannot be."""
    with contextlib.suppress(OSError):
        _keep(pack, packed(pack.name, drawn))
        kept = _kept(pack, source)
        if kept is not None:
            return kept
    files = (_File(_digest(file), functools.partial(bytes, file)) for file in drawn.files)
    return _Drawn(replace(drawn, files=()), tuple(files))


def _keep(file: Path, content: bytes) -> None:
    """Write a file of the cache whole, also when two builds do so at once."""
    import tempfile  # only when something is new

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with open(handle, "wb") as new:
            new.write(content)
        os.replace(beside, file)
    except BaseException:
        os.unlink(beside)
        raise


def _sealed(name: str, content: bytes) -> bytes:
    """``content`` with a checksum over it and the name under which it is kept."""
    return hashlib.sha256(name.encode() + content).digest() + content


def _unsealed(name: str, sealed: bytes) -> bytes | None:
    """What was ``sealed``; None when so much as a bit is wrong."""
    content = sealed[SEAL:]
    return content if sealed == _sealed(name, content) else None
