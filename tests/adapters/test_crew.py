"""Many pictures, drawn by several processes: the same answers, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from adapters.test_drawing import bytes_of, noise, quarters
from coalition.adapters import crew
from coalition.adapters.crew import Killed, each
from coalition.adapters.drawing import Broken, Drawing, TooLarge, draw
from sites import ROOT


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw in two processes, however small the pictures are."""
    monkeypatch.setattr(crew, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(crew, "_processors", lambda: 2)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when another process is started."""

    def refused() -> Any:
        pytest.fail("a process was started")

    monkeypatch.setattr(crew, "_started", refused)


def small(number: int) -> dict[str, bytes]:
    return {
        str(place): bytes_of(quarters(60 + place, 40), "PNG") if place != 2 else b"x"
        for place in range(number)
    }


def outcomes(answers: Any) -> dict[str, Any]:
    return {name: type(one) if isinstance(one, Exception) else one for name, one in answers}


def expected(tasks: dict[str, bytes]) -> dict[str, Any]:
    return {name: Broken if raw == b"x" else draw(raw) for name, raw in tasks.items()}


def children() -> int:
    return len(multiprocessing.active_children())


@pytest.mark.usefixtures("two")
def test_several_processes_draw_what_one_draws() -> None:
    tasks = small(7)
    assert outcomes(each(tasks.items())) == expected(tasks)
    assert children() == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("number", [0, 1, 7])
def test_what_is_drawn_at_once_is_not_worth_a_process(number: int) -> None:
    tasks = small(number)
    assert outcomes(each(tasks.items())) == expected(tasks)


@pytest.mark.usefixtures("two", "here")
def test_one_picture_is_not_worth_a_process_however_large_it_is() -> None:
    tasks = {"one": bytes_of(quarters(), "JPEG") + bytes(2 * crew.WORTH_PROCESSES)}
    assert outcomes(each(tasks.items())) == expected(tasks)


@pytest.mark.usefixtures("two", "here")
def test_on_one_processor_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 1)
    assert outcomes(each(small(4).items())) == expected(small(4))


def test_processors_are_those_that_we_may_use() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, [min(allowed)])
        assert crew._processors() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert crew._processors() == len(allowed)


@pytest.mark.usefixtures("two")
def test_no_more_processes_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 64)
    answers = each(small(9).items())
    next(answers)
    assert children() == crew.PROCESSES_LIMIT
    answers.close()
    assert children() == 0


@pytest.mark.usefixtures("two")
def test_only_this_process_hears_ctrl_c() -> None:
    answers = each(small(4).items())
    next(answers)
    for process in multiprocessing.active_children():
        status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
        [blocked] = [line.split()[1] for line in status.splitlines() if line.startswith("SigBlk")]
        assert int(blocked, 16) & 1 << signal.SIGINT - 1
    answers.close()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.usefixtures("two")
def test_a_picture_is_taken_only_when_somebody_is_there_to_draw_it() -> None:
    taken: list[str] = []

    def tasks() -> Iterator[tuple[str, bytes]]:
        for name, raw in small(9).items():
            taken.append(name)
            yield name, raw

    for number, _ in enumerate(each(tasks()), 1):
        assert len(taken) <= number + 2


def _no_more() -> Any:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def _stillborn(start: Any = crew._started) -> Any:
    connection, process = start()
    process.kill()
    process.join()
    return connection, process


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("start", [_no_more, _stillborn])
def test_where_no_process_can_be_started_this_one_draws(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], Any]
) -> None:
    monkeypatch.setattr(crew, "_started", start)
    assert outcomes(each(small(5).items())) == expected(small(5))


@pytest.mark.usefixtures("two")
def test_a_process_that_is_killed_is_told_and_nobody_waits_for_it() -> None:
    tasks = small(6)
    tasks["1"] = bytes_of(noise(1000, 1000), "JPEG")  # takes so long that it is under way

    def killing() -> Iterator[tuple[str, bytes]]:
        for name, raw in tasks.items():
            if name == "4":  # one process has drawn 0, 2 and 3, the other still draws 1
                for process in multiprocessing.active_children():
                    process.kill()
                    process.join()
            yield name, raw

    found = outcomes(each(killing()))
    assert {name for name, one in found.items() if one is Killed} == {"1", "4"}
    assert found.keys() == tasks.keys()
    assert found["5"] == expected(tasks)["5"]


@pytest.mark.usefixtures("two")
def test_tasks_that_fail_end_the_processes() -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield from small(4).items()
        raise LookupError

    with pytest.raises(LookupError):
        outcomes(each(failing()))
    assert children() == 0


def test_a_reason_is_the_same_in_another_process() -> None:
    for reason in (TooLarge("42 MP", "40 MP"), Broken(), Killed()):
        again = pickle.loads(pickle.dumps(reason))
        assert (type(again), vars(again), again.args) == (type(reason), vars(reason), reason.args)


class Thread(threading.Thread):
    """What serves as another process, in this one."""

    def kill(self) -> None:
        pass


@pytest.mark.usefixtures("two")
def test_a_mistake_of_ours_in_another_process_is_raised_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def mistaken(raw: bytes) -> Drawing:
        raise ZeroDivisionError

    def started() -> Any:
        ours, theirs = multiprocessing.Pipe()
        thread = Thread(target=crew._serve, args=(theirs,))
        thread.start()
        return ours, thread

    monkeypatch.setattr(crew, "draw", mistaken)
    monkeypatch.setattr(crew, "_started", started)
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        outcomes(each(small(4).items()))
    assert threading.active_count() == before


ENDLESS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # even where tests run in the background
from coalition.adapters import crew
crew.WORTH_PROCESSES, crew._processors = 1, lambda: 2
with open(sys.argv[1], "rb") as file:
    raw = file.read()
def tasks():
    while True:
        yield "", raw
try:
    for _ in crew.each(tasks()):
        print("drawn", flush=True)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize(
    ("how", "when"),
    [
        (signal.SIGINT, "starting"),
        (signal.SIGINT, "drawing"),
        (signal.SIGTERM, "drawing"),
        (signal.SIGKILL, "drawing"),
    ],
)
def test_no_process_outlives_the_one_that_started_it(
    tmp_path: Path, how: signal.Signals, when: str
) -> None:
    """Ctrl+C reaches all processes of a terminal, the others only the one they are sent to."""
    program, photo = tmp_path / "program.py", tmp_path / "photo.jpg"
    program.write_text(ENDLESS, "utf-8")  # which no process may load that draws for it
    photo.write_bytes(bytes_of(noise(400, 400), "JPEG"))
    process = subprocess.Popen(
        [sys.executable, str(program), str(photo)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    group = process.pid
    assert process.stdout is not None
    if when == "drawing":
        assert process.stdout.readline() == "drawn\n"
    else:
        while len(members(group)) < 3:
            time.sleep(0.002)
    (os.killpg if how == signal.SIGINT else os.kill)(group, how)
    out, err = process.communicate(timeout=20)
    assert process.returncode == (0 if how == signal.SIGINT else -how)
    assert out.replace("drawn\n", "") == ("interrupted\n" if how == signal.SIGINT else "")
    assert err == ""
    until = time.monotonic() + 10
    while members(group):
        assert time.monotonic() < until, "left behind"
        time.sleep(0.01)


def members(group: int) -> list[str]:
    """The processes of a group that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, pgrp = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            found.append(folder.name)
    return found
