"""Many pictures drawn at once, by several processes when that pays.

They know nothing but the bytes they are given, and end with the one that started them.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import types
from collections.abc import Generator, Iterable, Iterator, Mapping
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, cast

from ..core.images import Drawing
from .drawing import Undrawn, draw

# Each takes up to 190 MB for photos of 12 MP, and 550 MB for the largest PNG.
PROCESSES_LIMIT: Final = 4
# To start a process takes as long as to draw a small picture; fewer bytes are drawn in this one.
WORTH_PROCESSES: Final = 1024 * 1024

Task = tuple[str, bytes]
Answer = tuple[str, Drawing | Undrawn]
Answers = Generator[Answer, None, None]


class Killed(Undrawn):
    """The process that drew it was ended from outside, as systems do when memory runs out."""


def each(tasks: Iterable[Task]) -> Answers:
    """Draw the picture of each task, in several processes when that pays.

    Answers come as they are ready, under the names of their tasks. A task is taken only when there
    is somebody to do it, so that few pictures are in memory at once. To be closed, which ends the
    processes.
    """
    left = iter(tasks)
    first: list[Task] = []
    while len(first) < 2 or sum(len(raw) for _, raw in first) < WORTH_PROCESSES:
        task = next(left, None)
        if task is None:
            return _alone(iter(first))
        first.append(task)
    number = min(_processors(), PROCESSES_LIMIT)
    everything = itertools.chain(first, left)
    return _together(everything, number) if number > 1 else _alone(everything)


def _processors() -> int:
    """On how many processors we may run, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _alone(tasks: Iterator[Task]) -> Answers:
    for name, raw in tasks:
        yield name, _tried(raw)


def _tried(raw: bytes) -> Drawing | Undrawn:
    try:
        return draw(raw)
    except Undrawn as reason:
        return reason


def _together(tasks: Iterator[Task], number: int) -> Answers:
    """Hand out ``tasks`` to that many processes, or do them here when none can be started."""
    crew: dict[Connection, BaseProcess] = {}
    busy: dict[Connection, str] = {}
    try:
        with contextlib.suppress(OSError):
            while len(crew) < number:
                connection, process = _started()
                crew[connection] = process
        while crew:
            for connection in cast(list[Connection], wait(list(crew))):
                name = busy.pop(connection, None)
                try:
                    answer = connection.recv()
                except (EOFError, OSError):
                    _end({connection: crew.pop(connection)})
                    if name is not None:
                        yield name, Killed()
                    continue
                if isinstance(answer, Exception) and not isinstance(answer, Undrawn):
                    raise answer
                task = next(tasks, None)
                if task is None:
                    _end({connection: crew.pop(connection)})
                else:
                    busy[connection], raw = task
                    with contextlib.suppress(OSError):  # if it has just ended, `recv` will say so
                        connection.send_bytes(raw)
                if name is not None:
                    yield name, answer
        yield from _alone(tasks)
    finally:
        _end(crew)


def _started() -> tuple[Connection, BaseProcess]:
    # Not a fork: `serve` has threads, and a fork would hold the pipes of the others open.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    with theirs, _apart():
        process.start()
    return ours, process


@contextlib.contextmanager
def _apart() -> Iterator[None]:
    """What starts inside does not load the program that we are in, nor hear Ctrl+C.

    To hear it is for us, and to end what we started.
    """
    program = sys.modules["__main__"]
    can_mask = hasattr(signal, "pthread_sigmask")
    if can_mask:
        resource_tracker.ensure_running()  # or it would be started inside, and unmask the signal
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if can_mask else ()
    try:
        sys.modules["__main__"] = types.ModuleType("__main__")
        yield
    finally:
        sys.modules["__main__"] = program
        if can_mask:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)


def _end(crew: Mapping[Connection, BaseProcess]) -> None:
    for connection, process in crew.items():
        connection.close()
        process.kill()  # it holds nothing that could be left half done
    for process in crew.values():
        process.join()


def _serve(asked: Connection) -> None:
    """Say that we are ready, then answer each picture, until nobody is there to ask."""
    with contextlib.suppress(EOFError, OSError):
        asked.send(None)
        while True:
            asked.send(_answered(asked.recv_bytes()))


def _answered(raw: bytes) -> Drawing | Exception:
    try:
        return _tried(raw)
    except Exception as error:  # noqa: BLE001 - told by the process that asked, as if it were its own
        return error
