"""Reading a site's folder: every file once, no link followed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct, field

from ..core import layout
from ..core.frontmatter import FILE_LIMIT
from ..core.problems import Place, Problem
from ..core.relating import Sources
from .looks import Stamp, is_folder, is_settled, stamp

EXAMPLE = "content/pages/contact/index.ro.md"
# Items lie four folders deep at the most.
DEEPEST = 8
# Why a file is unreadable that was edited at the wrong moment.
CHANGED = "it changed while the site was built"


class Unreadable(Exception):
    """The environment does not let us read what has to be read; carries path and reason."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


# Bytes to read at once. Python takes memory for all that it is asked for, and most texts are short.
_PIECE: Final = 32 * 1024


class Seen(NamedTuple):
    """A text as it was when it was read: the SHA-256 of its bytes, and its stamp.

    No stamp when it was changed so shortly before that one more change could have the same.
    """

    digest: str
    stamp: Stamp | None = None


class Texts(Mapping[str, bytes]):
    """The bytes of each text by its path, read when they are asked for.

    To ask for some raises Unreadable when they cannot be read, or are not what was read or
    remembered of them: a page would be made of two states of a file, and the next build not know.
    """

    def __init__(self, files: Mapping[str, str], seen: Mapping[str, str]) -> None:
        self._files = files
        self._digests = dict(seen)
        self._held: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        held = self._held.pop(path, None)
        if held is not None:
            return held
        raw = self._read(path)
        digest = hashlib.sha256(raw).hexdigest()
        if self._digests.setdefault(path, digest) != digest:
            raise Unreadable(path, CHANGED)
        return raw

    def _read(self, path: str) -> bytes:
        name = self._files[path]
        try:
            with open(name, "rb", buffering=0) as file:
                raw = file.read(_PIECE)
                while len(raw) <= FILE_LIMIT and (more := file.read(_PIECE)):
                    raw += more
                return raw[: FILE_LIMIT + 1]
        except OSError as error:
            raise Unreadable(path, error.strerror or str(error)) from None

    def is_still(self, path: str, digest: str) -> bool:
        """Whether the text is what it was when it had this digest; else it is at hand now."""
        raw = self._read(path)
        self._digests[path] = hashlib.sha256(raw).hexdigest()
        if self._digests[path] == digest:
            return True
        self._held[path] = raw
        return False

    def digest(self, path: str) -> str:
        """The SHA-256 of the bytes that were read."""
        if path not in self._digests:
            self._held[path] = self[path]
        return self._digests[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Found(Struct, frozen=True):
    """What lies in a site's folder, and the stamp of each text."""

    sources: Sources
    texts: Texts
    stamps: Mapping[str, Stamp]
    # Every file and folder that was looked at, as the system calls it.
    looked: Mapping[str, Stamp]
    # What was remembered of the texts.
    before: Mapping[str, Seen] = field(default_factory=dict)

    def seen(self, settled: int) -> dict[str, Seen]:
        """What is to be remembered of the texts.

        What changed after ``settled`` (ns) could change again without a trace.
        """
        found = {}
        for path, said in self.stamps.items():
            one = self.before.get(path)
            if one is None or one.stamp != said or one.digest != self.texts.digest(path):
                _, content, file, *_ = said
                kept = said if is_settled(content, file, settled) else None
                one = Seen(self.texts.digest(path), kept)
            found[path] = one
        return found


def read_sources(site: Path) -> Sources:
    """All texts of the site at ``site`` and the sizes of its other files.

    Raises Unreadable when a file or folder cannot be read.
    """
    return find_sources(site).sources


def find_sources(
    site: Path,
    seen: Mapping[str, Seen] | None = None,
    verify: bool = False,
    looked: Mapping[str, Stamp] | None = None,
) -> Found:
    """As ``read_sources``, with what is remembered of the texts; ``verify`` trusts no stamp.

    With what was ``looked`` at, in which there is nothing wrong, no folder is read.
    """
    seen = seen or {}
    paths: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    files: dict[str, int] = {}
    names: dict[str, str] = {}
    problems: list[Problem] = []
    walked = {**looked} if looked is not None else {str(site): stamp(os.lstat(site))}
    entries = _again(site, walked) if looked is not None else _entries(site, problems, walked)
    for path, name in entries:
        about = walked[name]
        if path in paths or path in files:
            # Two names that differ by Unicode form only, as some systems allow.
            problems.append(
                Problem.at(Place(path), "same_address", first=path, address=os.path.basename(name))
            )
        elif stat.S_ISLNK(about[4]):
            problems.append(Problem.at(Place(path), "link_on_disk"))
        elif not stat.S_ISREG(about[4]):
            problems.append(Problem.at(Place(path), "stray_file", example=EXAMPLE))
        elif path.endswith(".md") or layout.is_yaml(path):
            paths[path] = name
            stamps[path] = about
        else:
            files[path] = about[0]
            names[path] = os.path.relpath(name, site)
    known = {path: seen[path] for path in paths if path in seen}
    texts = Texts(paths, {path: one.digest for path, one in known.items()})
    unchanged = frozenset(
        path
        for path, one in known.items()
        if (one.stamp == stamps[path] and not verify) or texts.is_still(path, one.digest)
    )
    sources = Sources(texts, files, tuple(problems), names, unchanged)
    return Found(sources, texts, stamps, walked, seen)


def _again(site: Path, looked: Mapping[str, Stamp]) -> Iterator[tuple[str, str]]:
    """Each file by its path and by what the system calls it, as it was looked at."""
    tops = tuple(f"{site}/{top}/" for top in (layout.CONTENT, layout.MEMBERS))
    start = len(f"{site}/")
    for name, about in looked.items():
        if name.startswith(tops) and not is_folder(about):
            path = name[start:]
            yield path if path.isascii() else _composed(path), name


def _entries(
    site: Path, problems: list[Problem], looked: dict[str, Stamp]
) -> Iterator[tuple[str, str]]:
    """The same, as folders are walked through."""
    for top in (layout.CONTENT, layout.MEMBERS):
        with contextlib.suppress(FileNotFoundError):
            looked[str(site / top)] = stamp(os.lstat(site / top))
        if (site / top).is_symlink():
            problems.append(Problem.at(Place(top), "link_on_disk"))
        elif (site / top).is_dir():
            yield from _walk(str(site / top), top, problems, looked)


def _composed(path: str) -> str:
    """A path in NFC. It is decoded here and not by the process, whose locale may know only ASCII."""
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8"))


def _stamp(entry: os.DirEntry[str], path: str) -> Stamp:
    try:
        return stamp(entry.stat(follow_symlinks=False))
    except OSError as error:
        raise Unreadable(path, error.strerror or str(error)) from None


def _walk(
    folder: str, name: str, problems: list[Problem], looked: dict[str, Stamp]
) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise Unreadable(name, error.strerror or str(error)) from None
    for entry in entries:
        if layout.ignored(entry.name):
            continue
        looked[entry.path] = _stamp(entry, f"{name}/{entry.name}")
        path = f"{name}/{entry.name}"
        if not path.isascii():
            try:
                path = f"{name}/{_composed(entry.name)}"
            except UnicodeDecodeError:
                shown = os.fsencode(entry.name).decode("utf-8", "replace")
                place = Place(f"{name}/{shown}")
                problems.append(Problem.at(place, "bad_name_on_disk", example=EXAMPLE))
                continue
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry.path
        elif path.count("/") >= DEEPEST:
            problems.append(Problem.at(Place(path), "stray_file", example=EXAMPLE))
        else:
            yield from _walk(entry.path, path, problems, looked)


def replace(path: Path, content: bytes) -> None:
    """Write a source file whole: beside it first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    if path.exists():
        os.chmod(beside, stat.S_IMODE(path.stat().st_mode))
    os.replace(beside, path)
