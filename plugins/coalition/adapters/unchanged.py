"""Whether anything has changed since the last build, seen without reading or importing anything.

Beside the public tree stands a list of all files and folders that the last build had to do with,
and one hash of what the disk said about all of them. Only the standard library is imported here:
when nothing has changed, this is all that a build does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

FORMAT: Final = 1
# What the disk says about a file or folder: bytes, time of the last change in ns, inode, mode.
Look = tuple[int, ...]
# Two changes so close to each other can have one date (ns); on a disk that keeps no more than whole
# milliseconds, and maybe no more than two seconds, even longer ones.
_SLACK: Final = 50_000_000
_COARSE: Final = 2_100_000_000


def asked(settings_file: str, *flags: object) -> str | None:
    """A name for what was asked of a build: the flags and the values of the settings.

    None when the settings cannot be had; whoever builds will say why.
    """
    values: dict[str, Any] = {"__file__": settings_file, "__name__": "pelicanconf"}
    try:
        with open(settings_file, "rb") as file:
            exec(compile(file.read(), settings_file, "exec"), values)  # noqa: S102 - the settings are Python
    except Exception:  # noqa: BLE001 - it may be anything
        return None
    plain = sorted((name, repr(value)) for name, value in values.items() if name.isupper())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    what = repr((FORMAT, sys.version, settings_file, flags, epoch, plain))
    return hashlib.sha256(what.encode()).hexdigest()


def recall(path: str, name: str | None) -> dict[str, Any] | None:
    """What was remembered at ``path`` of a build that was asked the same; None when there is none."""
    try:
        with open(path, "rb") as file:
            head = json.loads(file.readline())
            rest = file.read()
        if head["asked"] != name or head["list"] != hashlib.sha256(rest).hexdigest():
            return None
        return {**head, "paths": rest.decode("utf-8", "surrogateescape").split("\0")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_same(remembered: Mapping[str, Any]) -> bool:
    """Whether all is as it was ``remembered``, and it is still the same day."""
    if remembered["zone"] and _today(remembered["zone"]) != remembered["today"]:
        return False
    return _hash(_now(remembered["paths"])) == remembered["said"] and all(
        _content(path) == digest for path, digest in remembered["again"]
    )


def remember(
    path: str,
    head: Mapping[str, Any],
    read: Mapping[str, os.stat_result],
    written: Mapping[str, Look],
    moment: int,
) -> None:
    """Write down what the disk said about files and folders, for a build that began at ``moment``.

    What it ``read`` is as it was before the reading, what it has ``written`` as it was after that.
    Where something has changed since ``moment`` (ns), nothing is remembered. What changed so shortly
    before that another change could go unseen is to be read again. ``head`` has ``asked``, ``zone``,
    ``today`` and what the next build should tell.
    """
    again = []
    for one, about in read.items():
        age = moment - max(about.st_mtime_ns, about.st_ctime_ns)
        if age <= 0:
            forget(path)
            return
        if age < _SLACK or (age < _COARSE and about.st_mtime_ns % 1_000_000 == 0):
            again.append([one, _content(one)])
    looks = {**{one: look(about) for one, about in read.items()}, **written}
    listed = sorted(looks)
    rest = "\0".join(listed).encode("utf-8", "surrogateescape")
    whole = {
        **head,
        "said": _hash(looks[one] for one in listed),
        "again": again,
        "list": hashlib.sha256(rest).hexdigest(),
    }
    beside = f"{path}.new"
    with contextlib.suppress(OSError):
        with open(beside, "wb") as file:
            file.write(json.dumps(whole).encode() + b"\n" + rest)
        os.replace(beside, path)
        return
    forget(path)


def forget(path: str) -> None:
    """Remember nothing."""
    for one in (path, f"{path}.new"):
        with contextlib.suppress(OSError):
            os.unlink(one)


def look(about: os.stat_result) -> Look:
    """What changes when somebody writes to a file, or when something comes or goes in a folder."""
    is_folder = (
        about.st_mode & 0o170000 == 0o040000
    )  # which counts what is in it in ways of its own
    return 0 if is_folder else about.st_size, about.st_mtime_ns, about.st_ino, about.st_mode


def _now(paths: Iterable[str]) -> Iterator[Look | None]:
    lstat = os.lstat
    for path in paths:
        try:
            yield look(lstat(path))
        except OSError:
            yield None


def _hash(looks: Iterable[Look | None]) -> str:
    return hashlib.sha256(marshal.dumps(list(looks), 0)).hexdigest()


def _content(path: str) -> str:
    """A hash of what is in a file, or of the names in a folder; empty when it is not there."""
    with contextlib.suppress(OSError):
        if os.path.isdir(path):
            raw = "\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape")
        else:
            with open(path, "rb") as file:
                raw = file.read()
        return hashlib.sha256(raw).hexdigest()
    return ""


def _today(zone: str) -> str:
    import zoneinfo
    from datetime import datetime

    zoneinfo.reset_tzpath(to=())
    return datetime.now(zoneinfo.ZoneInfo(zone)).date().isoformat()
