"""What the disk says of a file or folder, without looking into it, and when that can be believed.

Only the standard library is imported here: when nothing has changed, a build ends before the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

# Of what we wrote: bytes (0 for a folder, which counts what is in it in ways of its own), time of the
# last change in ns, inode, mode: what changes when somebody writes to a file or changes who may read
# it, or when something comes or goes in a folder. Not when the file itself was changed: that a second
# tree has it, too, is such a change.
Look = tuple[int, int, int, int]
# All that tells a source from what it was: bytes, times of the last change of its content and of the
# file itself in ns, inode, mode.
Stamp = tuple[int, int, int, int, int]

# Two changes so close to each other can have one date (ns); on a disk that keeps no more than whole
# milliseconds, and maybe no more than two seconds, even longer ones.
_SLACK: Final = 50_000_000
_COARSE: Final = 2_100_000_000


def look(about: os.stat_result) -> Look:
    """What is to be remembered of what the disk said."""
    mode = about.st_mode
    size = 0 if mode & 0o170000 == 0o040000 else about.st_size
    return size, about.st_mtime_ns, about.st_ino, mode


def stamp(about: os.stat_result) -> Stamp:
    """The same of a source; of many of them, what the disk said would fill the memory."""
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_mode


def is_folder(said: Stamp) -> bool:
    """Whether the stamp is that of a folder."""
    return said[4] & 0o170000 == 0o040000


def looks(paths: Iterable[str]) -> Iterator[Look | None]:
    """What the disk says of each path now; None where nothing is."""
    lstat = os.lstat
    for path in paths:  # ten thousands of them: as ``look``, without the call
        try:
            about = lstat(path)
        except OSError:
            yield None
            continue
        mode = about.st_mode
        size = 0 if mode & 0o170000 == 0o040000 else about.st_size
        yield size, about.st_mtime_ns, about.st_ino, mode


def is_settled(content: int, file: int, moment: int) -> bool:
    """Whether no change after ``moment`` could leave a file with the dates that it has.

    These are when its content and when the file itself was changed last; all three in ns.
    """
    slack = _COARSE if content % 1_000_000 == 0 else _SLACK
    return moment - max(content, file) >= slack
