"""The two standing trees: a whole new site appears in one step, or the old one stays.

Beside the public tree ``output`` stands a spare, ``.output.spare``. A build brings the spare up
to date and then exchanges the two (``renameat2`` with RENAME_EXCHANGE; where the system lacks
it, two renames through ``.output.old``, healed by the next build if it is killed between them).
A marker in a tree says that it is ours, and names the build; a folder without one is never touched.
What is written into the spare is a ``publication``.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..core.problems import Place, Problem

MARKER: Final = ".coalition-tree.json"
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100
# Who may read a file of the site: everybody, as a web server needs it.
_MODE: Final = 0o644


class Refused(Exception):
    """The environment does not allow what was asked; the problem says what and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def refuse(path: Path | str, code: str, **values: str) -> Refused:
    """A refusal that names ``path``."""
    return Refused(Problem.at(Place(str(path)), code, found=str(path), **values))


class Trees(Struct, frozen=True):
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
    def state(self) -> Path:
        """What the last build remembers."""
        return self._beside("state")

    @property
    def unchanged(self) -> Path:
        """By what the next build sees that nothing has changed."""
        return self._beside("unchanged")

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
        own_or_free(tree)
    return trees


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """What the disk answers about ``path`` becomes Refused."""
    try:
        yield
    except OSError as error:
        raise disk_refusal(path, error) from None


def inside(output: Path, folders: Iterable[Path]) -> None:
    """Refused when ``output`` lies inside one of ``folders``."""
    public = Path(os.path.realpath(output))
    for one in folders:
        real = Path(os.path.realpath(one))
        if real in public.parents or real == public:
            raise refuse(output, "output_inside_sources", holds=str(one))


@contextlib.contextmanager
def locked(trees: Trees) -> Iterator[int]:
    """Hold the trees alone, from a moment that the disk tells (ns of its own clock).

    Refused when another build holds them or nothing can be written.
    """
    try:
        trees.public.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(trees.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise disk_refusal(trees.public.parent, error) from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise refuse(trees.public, "output_busy") from None
        with told(trees.public):
            _heal(trees)
            os.utime(trees.lock)
            moment = os.lstat(trees.lock).st_mtime_ns
        yield moment
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # there on Windows only
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def disk_refusal(path: Path, error: OSError) -> Refused:
    """What the disk answered about ``path``, as a refusal."""
    code = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EROFS: "disk_read_only",
        errno.EACCES: "disk_denied",
        errno.EPERM: "disk_denied",
    }.get(error.errno or 0, "disk_error")
    return refuse(path, code, reason=error.strerror or str(error))


def own_or_free(tree: Path) -> None:
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
        remove(trees.old)


def marked(tree: Path) -> str:
    """The build that the marker of ``tree`` names; empty for none."""
    try:
        return str(json.loads((tree / MARKER).read_bytes())["build"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def mark(tree: Path, build: str) -> None:
    """Write the marker, so that at no instant a tree with anything in it has none."""
    content = json.dumps({"build": build}, separators=(",", ":")).encode() + b"\n"
    if not os.path.lexists(tree / MARKER):
        write(tree / MARKER, content)
        return
    beside = tree / f"{MARKER}.new"
    write(beside, content)
    os.replace(beside, tree / MARKER)


def remove(tree: Path) -> None:
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


def exchange(trees: Trees) -> None:
    """Make the spare the public tree, and the public one the spare."""
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


def make_room(path: str | Path) -> None:
    """Remove whatever of ours stands at ``path``; of a link only the link."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except (IsADirectoryError, PermissionError):  # the system's words for a folder
        if not os.path.isdir(path) or os.path.islink(path):
            raise
        shutil.rmtree(path)


def write(path: str | Path, content: bytes) -> os.stat_result:
    """Write a new file, and say what the disk tells of it.

    What stood there may be a link to somebody else's, and is never written to.
    """
    try:
        handle = _new(path)
    except FileExistsError:
        make_room(path)
        handle = _new(path)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        about = os.fstat(handle)
        if stat.S_IMODE(about.st_mode) != _MODE and hasattr(os, "fchmod"):
            os.fchmod(handle, _MODE)  # whatever the umask says
            about = os.fstat(handle)
        return about
    finally:
        os.close(handle)


def _new(path: str | Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _MODE)
