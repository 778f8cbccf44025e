"""The two standing trees: a whole new site appears in one step, or the old one stays.

Beside the public tree ``output`` stands a spare, ``.output.spare``. A build brings the spare up
to date and then exchanges the two (``renameat2`` with RENAME_EXCHANGE; where the system lacks
it, two renames through ``.output.old``, healed by the next build if it is killed between them).
A marker in a tree says that it is ours; a folder without one is never touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..core.problems import Place, Problem

MARKER: Final = ".coalition-tree.json"
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


class Refused(Exception):
    """The environment does not allow what was asked; the problem says what and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def refuse(path: Path | str, code: str, **values: str) -> Refused:
    """A refusal that names ``path``."""
    return Refused(Problem.at(Place(str(path)), code, found=str(path), **values))


@dataclass(frozen=True)
class Written:
    """What a publication changed on disk."""

    files: int
    written: int
    removed: int


@dataclass(frozen=True)
class Trees:
    """The public tree and what stands beside it."""

    public: Path

    def _beside(self, suffix: str) -> Path:
        return self.public.with_name(f".{self.public.name}.{suffix}")

    @property
    def spare(self) -> Path:
        """The tree that the next build brings up to date."""
        return self._beside("spare")

    @property
    def old(self) -> Path:
        """Where the public tree waits during an exchange in two steps."""
        return self._beside("old")

    @property
    def lock(self) -> Path:
        """The file that one build at a time holds."""
        return self._beside("lock")


def target(output: Path, protected: Iterable[Path]) -> Trees:
    """The trees for ``output``; Refused when it is no place for a site.

    Neither ``output`` nor its parents may be one of ``protected`` turned around: a folder that
    holds one of them would be replaced with all that is in it.
    """
    if output.is_symlink():
        raise refuse(output, "output_not_ours")
    public = Path(os.path.realpath(output))
    home = Path(os.path.realpath(Path.home()))
    if public == Path(public.anchor):
        raise refuse(output, "output_is_root")
    if public == home or public in home.parents:
        raise refuse(output, "output_is_home")
    for one in protected:
        real = Path(os.path.realpath(one))
        if public == real or public in real.parents:
            raise refuse(output, "output_holds_sources", holds=str(one))
    trees = Trees(public)
    for tree in (trees.public, trees.spare, trees.old):
        _own_or_free(tree)
    return trees


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """What the disk answers about ``path`` becomes Refused."""
    try:
        yield
    except OSError as error:
        raise _disk(path, error) from None


def inside(output: Path, folders: Iterable[Path]) -> None:
    """Refused when ``output`` lies inside one of ``folders``."""
    public = Path(os.path.realpath(output))
    for one in folders:
        real = Path(os.path.realpath(one))
        if real in public.parents or real == public:
            raise refuse(output, "output_inside_sources", holds=str(one))


@contextlib.contextmanager
def locked(trees: Trees) -> Iterator[None]:
    """Hold the trees alone; Refused when another build holds them or nothing can be written."""
    try:
        trees.public.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(trees.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise _disk(trees.public.parent, error) from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise refuse(trees.public, "output_busy") from None
        with told(trees.public):
            _heal(trees)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def publish(trees: Trees, files: Mapping[str, bytes]) -> Written:
    """Make ``files`` (by path relative to the tree) the public tree, whole or not at all.

    To be called while ``locked``. Raises Refused; the public tree is then what it was.
    """
    for path in files:
        if not all(part not in ("", ".", "..") for part in path.split("/")) or "\0" in path:
            raise ValueError(f"not a path below the site: {path!r}")
    _own_or_free(trees.public)
    _own_or_free(trees.spare)
    try:
        written = _sync(trees.spare, files)
        _exchange(trees)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            # A full disk stays full, and may be everybody's: give back what we took.
            with contextlib.suppress(OSError):
                _remove(trees.spare)
        raise _disk(trees.spare, error) from None
    return written


def _disk(path: Path, error: OSError) -> Refused:
    code = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EROFS: "disk_read_only",
        errno.EACCES: "disk_denied",
        errno.EPERM: "disk_denied",
    }.get(error.errno or 0, "disk_error")
    return refuse(path, code, reason=error.strerror or str(error))


def _own_or_free(tree: Path) -> None:
    """Refused unless ``tree`` is absent, an empty folder, or carries our marker."""
    if not os.path.lexists(tree):
        return
    if tree.is_symlink() or not tree.is_dir():
        raise refuse(tree, "output_not_ours")
    with told(tree):
        ours = os.path.lexists(tree / MARKER) or not any(tree.iterdir())
    if not ours:
        raise refuse(tree, "output_not_ours")


def _heal(trees: Trees) -> None:
    """Finish or undo a two-step exchange that was killed in between."""
    if not os.path.lexists(trees.old / MARKER):
        return
    if not trees.public.exists():
        os.rename(trees.old, trees.public)
    elif not trees.spare.exists():
        os.rename(trees.old, trees.spare)
    else:
        _remove(trees.old)


def _sync(tree: Path, files: Mapping[str, bytes]) -> Written:
    tree.mkdir(mode=0o755, exist_ok=True)
    os.chmod(tree, 0o755)
    _mark(tree, "")
    folders = {""} | {parent for path in files for parent in _parents(path)}
    there: dict[str, os.DirEntry[str]] = {}
    removed = written = 0
    # The deepest first, so that a folder is empty when its turn comes.
    for path, entry in sorted(_files(tree), key=lambda one: one[0], reverse=True):
        is_folder = entry.is_dir(follow_symlinks=False)
        if path == MARKER or (path in folders if is_folder else path in files):
            there[path] = entry
        elif is_folder:
            os.rmdir(entry.path)
        else:
            os.unlink(entry.path)
            removed += 1
    for folder in sorted(folders - {""}):
        if folder not in there:
            os.mkdir(tree / folder, 0o755)
        os.chmod(tree / folder, 0o755)
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        digest.update(f"{path}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        if path not in there or not _holds(there[path], content):
            _write(tree / path, content)
            written += 1
    _mark(tree, digest.hexdigest())
    return Written(len(files), written, removed)


def _mark(tree: Path, build: str) -> None:
    """Write the marker, so that at no instant a tree with anything in it has none."""
    content = json.dumps({"build": build}, separators=(",", ":")).encode() + b"\n"
    if not os.path.lexists(tree / MARKER):
        _write(tree / MARKER, content)
        return
    beside = tree / f"{MARKER}.new"
    _write(beside, content)
    os.replace(beside, tree / MARKER)


def _remove(tree: Path) -> None:
    """Remove a tree of ours; its marker goes last, so that what is left is known as ours."""
    for entry in list(os.scandir(tree)) if tree.exists() else ():
        if entry.name == MARKER:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    (tree / MARKER).unlink(missing_ok=True)
    tree.rmdir()


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:number]) for number in range(1, len(parts) + 1)]


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in list(entries):
            path = f"{prefix}{entry.name}"
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{path}/")


def _holds(entry: os.DirEntry[str], content: bytes) -> bool:
    about = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(about.st_mode) or about.st_size != len(content):
        return False
    if stat.S_IMODE(about.st_mode) != 0o644 or about.st_nlink != 1:
        return False
    with open(entry.path, "rb") as file:
        return file.read() == content


def _write(path: Path, content: bytes) -> None:
    # A new file each time: what stood there may be a link to somebody else's.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with open(handle, "wb") as file:
        os.chmod(path, 0o644)  # whatever the umask says
        file.write(content)


def _exchange(trees: Trees) -> None:
    if not trees.public.exists() or not any(trees.public.iterdir()):
        os.rename(trees.spare, trees.public)
        return
    if _renameat2(trees.spare, trees.public):
        return
    os.rename(trees.public, trees.old)
    os.rename(trees.spare, trees.public)
    os.rename(trees.old, trees.spare)


def _renameat2(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number))
