"""What is written into a tree: a whole new site, of which most may be what it was.

What is remembered of a tree (its ``Table``) saves looking into its files, as long as the disk says
that nobody else has been there; where it does not, they are looked into, or written anew.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from .looks import Look, look, looks
from .trees import (
    MARKER,
    Trees,
    disk_refusal,
    exchange,
    make_room,
    mark,
    marked,
    own_or_free,
    remove,
    write,
)

Value = TypeVar("Value")
# Parts of a path that name nothing, or lead elsewhere.
_NO_NAMES = frozenset({"", ".", ".."})


class Written(Struct, frozen=True):
    """What a publication changed in the public tree; ``mended`` had been changed by other hands."""

    files: int
    written: int
    removed: int
    mended: int = 0


class Table(Struct, frozen=True, array_like=True):
    """What is in a tree: the SHA-256 and the stamp of each file, the stamp of each folder.

    ``build`` is the name that its marker has: the hash of all that is in it.
    """

    build: str
    files: Mapping[str, tuple[str, Look]]
    folders: Mapping[str, Look]


def _name(files: Mapping[str, tuple[str, Look]]) -> str:
    lines = "".join(f"{path}\0{files[path][0]}\n" for path in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


class Publication:
    """A new public tree in the making; to be used while ``locked``.

    Each file is ``put``, or ``keep``s being what the public tree holds; ``finish`` makes the whole
    the public tree. Raises Refused; the public tree is then what it was. ``public`` and ``spare``
    are the tables of the two trees, as far as they are remembered.
    """

    def __init__(
        self, trees: Trees, public: Table | None = None, spare: Table | None = None
    ) -> None:
        self._trees = trees
        own_or_free(trees.public)
        own_or_free(trees.spare)
        with self._told():
            self._public = _Standing(trees.public, public)
            self._spare = _Standing(trees.spare, spare, self._public)
        self._root = str(trees.spare)
        self._files: dict[str, tuple[str, Look]] = {}
        self._folders: set[str] = {""}
        # Folders in which something came or went, and the files that were put or kept.
        self._touched: set[str] = {""}
        self._named: set[str] = set()
        self._begun = False

    @property
    def is_known(self) -> bool:
        """Whether all that stands in the public tree is known, and nobody else was there."""
        return self._public.table is not None

    def holds(self, path: str, digest: str = "") -> bool:
        """Whether the public tree holds the file ``path`` as it was published (as ``digest``)."""
        found = self._public.digest(path)
        return bool(found) and digest in ("", found)

    def keep(self, path: str) -> None:
        """The file ``path`` stays what it is in the public tree, which ``holds`` it."""
        with self._told():
            self._enter(path)
            self._keep(path)

    def _keep(self, path: str) -> None:
        if self._spare.digest(path) == self._public.digest(path):
            self._files[path] = self._spare.files[path]
            return
        place = f"{self._trees.spare}/{path}"
        _link(f"{self._trees.public}/{path}", place)
        self._touched.add(path.rpartition("/")[0])
        self._spare.files.pop(path, None)  # what stood there is gone, should it be put after this
        self._files[path] = self._public.digest(path), look(os.lstat(place))

    def keep_everything(self) -> None:
        """All files stay what they are in the public tree, but for those that are put after this."""
        with self._told():
            self._begin()
            same = {
                path: made
                for path, made in self._spare.files.items()
                if self._public.digest(path) == made[0]
            }
            self._files = same
            self._folders = {""} | (self._public.folders.keys() & self._spare.folders.keys())
            for path in self._public.files.keys() - same.keys():
                self._make_folders(path.rpartition("/")[0])
                self._keep(path)

    def put(self, path: str, content: bytes) -> None:
        """The file ``path`` is to hold ``content``."""
        if not _NO_NAMES.isdisjoint(path.split("/")) or "\0" in path:
            raise ValueError(f"not a path below the site: {path!r}")
        digest = hashlib.sha256(content).hexdigest()
        with self._told():
            self._enter(path)
            if self._spare.digest(path) == digest:
                self._files[path] = self._spare.files[path]
                return
            place = f"{self._root}/{path}"
            if self._spare.has(path, content):
                about = os.lstat(place)
            else:
                about = write(place, content)
                self._touched.add(path.rpartition("/")[0])
            self._files[path] = digest, look(about)

    def _enter(self, path: str) -> None:
        if path in self._named:
            raise ValueError(f"two files at one path: {path}")
        self._named.add(path)
        self._begin()
        self._make_folders(path.rpartition("/")[0])

    def _make_folders(self, folder: str) -> None:
        """Make a folder and those around it, where they are not known to stand."""
        if folder in self._folders:
            return
        self._folders.add(folder)
        self._make_folders(folder.rpartition("/")[0])
        if folder in self._spare.folders:
            return
        place = f"{self._root}/{folder}"
        try:
            os.mkdir(place)
        except FileExistsError:
            if not os.path.isdir(place) or os.path.islink(place):
                os.unlink(place)
                os.mkdir(place)
        os.chmod(place, 0o755)  # whatever the umask says
        self._touched |= {folder, folder.rpartition("/")[0]}

    def _begin(self) -> None:
        """Say before the first change that the spare is no build any more."""
        if self._begun:
            return
        self._begun = True
        spare = self._trees.spare
        spare.mkdir(mode=0o755, exist_ok=True)
        os.chmod(spare, 0o755)
        mark(spare, "")

    def finish(self) -> tuple[Written, Table, Table | None]:
        """Make what was put and kept the public tree: what changed in it, and both tables."""
        with self._told():
            self._begin()
            self._remove_others()
            name = _name(self._files)
            mark(self._trees.spare, name)
            folders = {
                one: self._spare.folders[one]
                if one in self._spare.folders and one not in self._touched
                else look(os.lstat(f"{self._trees.spare}/{one}"))
                for one in sorted(self._folders)
            }
            exchange(self._trees)
        changed = [
            path for path, made in self._files.items() if self._public.digest(path) != made[0]
        ]
        gone = self._public.paths - self._files.keys()
        mended = len(self._public.changed & self._files.keys())
        written = Written(len(self._files), len(changed), len(gone), mended)
        return written, Table(name, self._files, folders), self._public.table

    def _remove_others(self) -> None:
        """Remove from the spare what was neither put nor kept, the deepest first."""
        spare = self._trees.spare
        for path in sorted(self._spare.others(self._files, self._folders), reverse=True):
            if path == MARKER or not os.path.lexists(spare / path):
                continue
            place = spare / path
            self._touched.add(path.rpartition("/")[0])
            if place.is_dir() and not place.is_symlink():
                os.rmdir(place)
            else:
                place.unlink()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno == errno.ENOSPC:
                # A full disk stays full, and may be everybody's: give back what we took.
                with contextlib.suppress(OSError):
                    remove(self._trees.spare)
            raise disk_refusal(self._trees.spare, error) from None


class _Standing:
    """A tree as it stands: what is in it, as far as that is known without looking into files."""

    def __init__(self, tree: Path, table: Table | None, twin: _Standing | None = None) -> None:
        self._tree = tree
        self._table = table
        # Everything that is there, once somebody had to look.
        self._looked: dict[str, os.stat_result] | None = None
        self.files: dict[str, tuple[str, Look]] = {}
        self.folders: dict[str, Look] = {}
        # Files that somebody else has changed or removed.
        self.changed: set[str] = set()
        if table is None or marked(tree) != table.build:
            self._looked = _walked(tree)
            return
        files, folders = table.files, table.folders
        now = _looks(tree, folders)
        self.folders = {
            path: one
            for (path, one), there in zip(folders.items(), now, strict=True)
            if there == one
        }
        if len(self.folders) == len(folders):
            # A file that the other tree shares was looked at there, and still has its name here.
            shared = twin.files if twin is not None else {}
            own = [path for path, made in files.items() if shared.get(path) != made]
            found = dict(zip(own, _looks(tree, own), strict=True))
        else:  # something came or went; what stands behind a link to a folder is not in this tree
            there = self._looked = _walked(tree)
            self.folders = {
                path: one for path, one in self.folders.items() if not path or path in there
            }
            found = {path: look(there[path]) if path in there else None for path in files}
        self.files = {
            path: made for path, made in files.items() if found.get(path, made[1]) == made[1]
        }
        self.changed = files.keys() - self.files.keys()

    @property
    def table(self) -> Table | None:
        """What is known of the tree as it stands; None when somebody else was there."""
        return self._table if self._looked is None and not self.changed else None

    @property
    def paths(self) -> set[str]:
        """The files that are there."""
        if self._looked is None:
            return set(self.files) | self.changed
        return {path for path, about in self._looked.items() if not stat.S_ISDIR(about.st_mode)} - {
            MARKER
        }

    def digest(self, path: str) -> str:
        """The SHA-256 of a file that is what it was when it was written; empty for others."""
        found = self.files.get(path)
        return found[0] if found is not None else ""

    def has(self, path: str, content: bytes) -> bool:
        """Whether the file ``path``, of which nothing is known, holds ``content``."""
        about = self._looked.get(path) if self._looked is not None else None
        if about is None or path in self.changed or path in self.files:
            return False
        if not stat.S_ISREG(about.st_mode) or about.st_size != len(content):
            return False
        if stat.S_IMODE(about.st_mode) != 0o644 or about.st_nlink != 1:
            return False
        with open(self._tree / path, "rb") as file:
            return file.read() == content

    def others(self, files: Iterable[str], folders: Iterable[str]) -> set[str]:
        """What is there and not among ``files`` and ``folders``."""
        there = self._looked
        known = set(there) if there is not None else {*self.files, *self.changed, *self.folders}
        return known.difference(files, folders)


def _looks(tree: Path, paths: Iterable[str]) -> Iterator[Look | None]:
    """What the disk says of each path of a tree."""
    return looks(f"{tree}/{path}" for path in paths)


def _walked(tree: Path) -> dict[str, os.stat_result]:
    """Everything in ``tree`` by path; nothing when it is not there."""
    if not tree.exists():
        return {}
    return {path: entry.stat(follow_symlinks=False) for path, entry in _files(tree)}


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in list(entries):
            path = f"{prefix}{entry.name}"
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{path}/")


def _link(there: str, here: str) -> None:
    """Make ``here`` the same file as ``there``; both trees may share it, since none is written to."""
    make_room(here)
    try:
        os.link(there, here, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk or a system without such links
        shutil.copy2(there, here, follow_symlinks=False)
