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

from .looks import Look, is_settled, look, looks

FORMAT: Final = 2


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


def is_same(remembered: Mapping[str, Any]) -> bool:
    """Whether all is as it was ``remembered``, and it is still the same day."""
    if remembered["zone"] and _today(remembered["zone"]) != remembered["today"]:
        return False
    paths, first = remembered["paths"], remembered["read"]
    of_sources, of_trees = remembered["said"]
    return (  # most changes are to sources
        _hash(looks(paths[:first])) == of_sources
        and _hash(looks(paths[first:])) == of_trees
        and all(_content(path) == digest for path, digest in remembered["again"])
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
        dates = about.st_mtime_ns, about.st_ctime_ns
        if max(dates) >= moment:
            forget(path)
            return
        if not is_settled(*dates, moment):
            again.append([one, _content(one)])
    rest = "\0".join([*read, *written]).encode("utf-8", "surrogateescape")
    whole = {
        **head,
        "read": len(read),
        "said": [_hash(map(look, read.values())), _hash(written.values())],
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
