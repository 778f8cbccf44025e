"""What one command costs: processor time, time on the clock, and memory.

Processor time is what the kernel charges to the process and to all that it waited for. Memory is
sampled, and sampling disturbs, so a command is either timed or weighed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

SAMPLE_EVERY: Final = 0.02
_TOLD: Final = 2000  # how much of what a failed command said is passed on


class Failed(Exception):
    """Something around the measurement does not allow it; the words say what."""


@dataclass(frozen=True)
class Cost:
    """Seconds: in the program, in the kernel for it, and on the clock."""

    user: float
    system: float
    wall: float


def timed(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder. Raises Failed when it fails."""
    begun = time.perf_counter()
    with _running(command, folder) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime, usage.ru_stime, wall)


def weighed(command: Sequence[str], folder: Path) -> float | None:
    """Run a command in a folder; the most MiB that it and its descendants held at one time.

    Shared pages count in part (PSS), so processes that share are not counted twice. None where the
    system does not tell. Raises Failed when the command fails.
    """
    most = 0
    with _running(command, folder) as process:
        while process.poll() is None:
            most = max(most, sum(_proportional(one) for one in _tree(process.pid)))
            time.sleep(SAMPLE_EVERY)
    return most / 1024 if most else None


@contextlib.contextmanager
def _running(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command; at the end it is over, and was successful."""
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        except BaseException:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            raise
        if process.returncode:
            raise Failed(_complaint(command, process.returncode, told))


def _environment() -> dict[str, str]:
    """That of the shell, without what it tells Python: not to keep compiled modules, for example."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "LC_ALL": "C.UTF-8"}


def _complaint(command: Sequence[str], code: int, told: IO[bytes]) -> str:
    told.seek(max(0, told.seek(0, os.SEEK_END) - _TOLD))
    words = told.read().decode("utf-8", "replace").strip()
    return f"This command ended with {code}:\n  {' '.join(command)}\n{words}"


def _tree(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    with contextlib.suppress(OSError):  # what ended in between
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                children = file.read().split()
            for child in children:
                yield from _tree(int(child))


def _proportional(pid: int) -> int:
    """The kB of a process, with its part of the pages that it shares."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup", "rb") as file:
        for line in file:
            if line.startswith(b"Pss:"):
                return int(line.split()[1])
    return 0
