"""Where it was measured, and what: facts that stand beside the figures."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# What decides how fast we are.
_OUR_CODE: Final = ("plugins", "theme", "pelicanconf.py", "constraints.txt")


def machine() -> str:
    """Processor, cores, memory, kernel and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GiB; "
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}"
    )


def free_memory() -> int:
    """Bytes that programs can still have; 0 where the system does not say."""
    try:
        told = Path("/proc/meminfo").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"^MemAvailable:\s*(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def load() -> float:
    """How many processes wanted a processor in the last minute."""
    return os.getloadavg()[0]


def disk(path: Path) -> str:
    """The kind of file system on which a folder lies."""
    best, kind = "", "a disk"
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8")
    except OSError:
        return kind
    for line in mounts.splitlines():
        _, point, found = line.split(" ")[:3]
        if len(point) >= len(best) and path.resolve().is_relative_to(point):
            best, kind = point, found
    return kind


def versions(packages: Path, names: Iterable[str]) -> str:
    """The versions of some packages in a folder of packages."""
    found = {
        one.metadata["Name"].lower(): one.version
        for one in importlib.metadata.distributions(path=[str(packages)])
    }
    return ", ".join(f"{name} {found[name]}" for name in names)


def commit(root: Path) -> str:
    """The commit of this repository, and whether our code differs from it; empty without git."""
    try:
        name = _git(root, "rev-parse", "--short", "HEAD")
        changed = _git(root, "status", "--porcelain", "--", *_OUR_CODE)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{name} and changes to it" if changed else name


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "--no-optional-locks", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        told = ""
    name = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return name[1] if name else platform.processor() or platform.machine()
