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
import runpy
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .looks import Look, Stamp, is_folder, is_settled, looks, stamp

FORMAT: Final = 4


def asked(settings_file: str, *flags: object) -> str | None:
    """A name for what was asked of a build: the flags and the values of the settings.

    None when the settings cannot be had; whoever builds will say why.
    """
    try:
        values = runpy.run_path(settings_file, run_name="pelicanconf")
    except Exception:  # noqa: BLE001 - the settings are Python, so it may be anything
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


def look_around(remembered: Mapping[str, Any]) -> tuple[bool, dict[str, Stamp] | None]:
    """Whether all is as it was ``remembered``, and what the disk says of all that was read then.

    The latter only where no folder has changed: nothing has come or gone.
    """
    paths, (folders, read), again = remembered["paths"], remembered["parts"], remembered["again"]
    of_folders, of_files, of_trees = remembered["said"]
    try:
        about = {path: stamp(os.lstat(path)) for path in paths[:read]}
    except OSError:  # something went
        return False, None
    found = [_seen(one) for one in about.values()]
    changed = [about[path] for path, digest in again if _content(path) != digest]
    if _hash(found[:folders]) != of_folders or any(map(is_folder, changed)):
        return False, None
    same = (
        _hash(found[folders:]) == of_files
        and not changed
        and remembered["today"] == _today(remembered["zone"], remembered["today"])
        and _hash(looks(paths[read:])) == of_trees
    )
    return same, about


def remember(
    path: str,
    head: Mapping[str, Any],
    read: Mapping[str, Stamp],
    written: Iterable[tuple[str, Look]],
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
        dates = about[1:3]
        if max(dates) >= moment:
            forget(path)
            return
        if not is_settled(*dates, moment):
            again.append([one, _content(one)])
    said = [(one, _seen(about), is_folder(about)) for one, about in read.items()]
    folders = [(one, about) for one, about, is_one in said if is_one]
    files = [(one, about) for one, about, is_one in said if not is_one]
    rest, hashes = bytearray(), []
    for part in (folders, files, written):
        seen: list[Look | Stamp] = []
        for one, how in part:  # one by one: there are as many as files of the site
            rest += one.encode("utf-8", "surrogateescape") + b"\0"
            seen.append(how)
        hashes.append(_hash(seen))
    del rest[-1:]
    whole = {
        **head,
        # How many of the paths are folders that were read, and how many were read at all.
        "parts": [len(folders), len(read)],
        "said": hashes,
        "again": again,
        "list": hashlib.sha256(rest).hexdigest(),
    }
    beside = f"{path}.new"
    with contextlib.suppress(OSError):
        with open(beside, "wb") as file:
            file.write(json.dumps(whole).encode() + b"\n")
            file.write(rest)
        os.replace(beside, path)
        return
    forget(path)


def forget(path: str) -> None:
    """Remember nothing."""
    for one in (path, f"{path}.new"):
        with contextlib.suppress(OSError):
            os.unlink(one)


def _seen(said: Stamp) -> Stamp:
    """What tells a source from what it was; a folder counts its bytes in ways of its own."""
    return (0, *said[1:]) if is_folder(said) else said


def _hash(looks: Iterable[Look | Stamp | None]) -> str:
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


def _today(zone: str, said: str) -> str:
    """The day in ``zone``, or the one that was ``said`` if none is told."""
    if not zone:
        return said
    import zoneinfo
    from datetime import datetime

    zoneinfo.reset_tzpath(to=())
    return datetime.now(zoneinfo.ZoneInfo(zone)).date().isoformat()
