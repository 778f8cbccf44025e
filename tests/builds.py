"""Builds in processes of their own that are killed, or held, at a chosen moment.

Imported, this gives ``Builds``. Run as a program it is the other end: it imports the command and
compiles the templates once and forks for each build, so that one takes a twentieth of a second
and hundreds can be killed.
The moment is a time, or a step: the number of a call that changes the disk, counted by an audit
hook of the interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.truncate"}
STAY = {"at": None, "step": None, "signal": signal.SIGKILL, "exchange": True, "env": {}}


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code (negative: the signal), what it told, and how long."""

    code: int
    told: str
    seconds: float
    steps: int


class Builds:
    """The near end: asks the program below for builds."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pid = process.pid

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the process that makes the builds has ended"
        found: dict[str, Any] = json.loads(answer)
        return found

    def run(self, *arguments: str | Path, **moment: Any) -> Ended:
        """Run a command; ``at`` seconds or at ``step`` it is killed, if that is given."""
        answer = self._ask(do="run", arguments=[*map(str, arguments)], **{**STAY, **moment})
        return Ended(**answer)

    @contextlib.contextmanager
    def held(self, *arguments: str | Path, step: int) -> Iterator[Callable[[], Ended]]:
        """A command that stands still at ``step``; what is given lets it go on and end."""
        order = {**STAY, "step": step, "signal": signal.SIGSTOP}
        pid = self._ask(do="hold", arguments=[*map(str, arguments)], **order)["pid"]
        ended: list[Ended] = []

        def go_on() -> Ended:
            if not ended:
                ended.append(Ended(**self._ask(do="go on", pid=pid)))
            return ended[0]

        try:
            yield go_on
        finally:
            go_on()

    def outside(self, *command: str) -> str:
        """Run another program where the builds run, for example in their mount namespace."""
        answer = self._ask(do="outside", command=command)
        assert answer["code"] == 0, answer["told"]
        told: str = answer["told"]
        return told


@contextlib.contextmanager
def builds(
    checkout: Path, env: Mapping[str, str], within: tuple[str, ...] = ()
) -> Iterator[Builds]:
    """Start the program below in ``checkout``, as an argument of the words of ``within``."""
    with subprocess.Popen(
        [*within, sys.executable, __file__],
        cwd=checkout,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Builds(process)
        finally:
            assert process.stdin
            process.stdin.close()


# --- the other end -------------------------------------------------------------------------------


def _changes_the_disk(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in CHANGES or (event == "ctypes.dlsym" and arguments[1] == "renameat2")


def _child(order: dict[str, Any], told: Any) -> int:
    from coalition.__main__ import main

    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if _changes_the_disk(event, arguments):
            seen += 1
            if seen == order["step"]:
                os.kill(os.getpid(), order["signal"])

    os.dup2(told.fileno(), 1)
    os.dup2(told.fileno(), 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
    os.environ.update(order["env"])
    if not order["exchange"]:
        _forget_exchange()
    sys.addaudithook(hook)
    try:
        return main(order["arguments"])
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    finally:
        sys.stdout.flush()
        print(f"\0{seen}", file=sys.stderr, flush=True)


def _forget_exchange() -> None:
    """Make this process one of a system whose C library has no renameat2."""
    import ctypes

    class Without(ctypes.CDLL):
        def __getattr__(self, name: str) -> Any:
            if name == "renameat2":
                raise AttributeError(name)
            return super().__getattr__(name)

    ctypes.CDLL = Without  # type: ignore[misc]


def _start(order: dict[str, Any]) -> tuple[int, float, Any]:
    told = tempfile.TemporaryFile("w+", encoding="utf-8")
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = _child(order, told)
        finally:
            os._exit(code)
    return pid, started, told


def _answer(pid: int, started: float, told: Any) -> dict[str, Any]:
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - started
    with told:
        told.seek(0)
        words, _, steps = told.read().partition("\0")
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "told": words, "seconds": seconds, "steps": int(steps or 0)}


def _warm_up() -> None:
    """Do once what every build does: import, and compile the templates (three quarters of it)."""
    import jinja2

    compiled: dict[tuple[Any, ...], Any] = {}
    compile_ = jinja2.Environment.compile

    def once(environment: jinja2.Environment, *source: Any, **more: Any) -> Any:
        if source not in compiled:
            compiled[source] = compile_(environment, *source, **more)
        return compiled[source]

    jinja2.Environment.compile = once  # type: ignore[method-assign]
    import pelican  # noqa: F401
    from coalition.build import Request, build

    with tempfile.TemporaryDirectory() as folder:
        report = build(Request(site=Path(), output=Path(folder, "out"), today="2026-05-04"))
        assert report.written, "the small site has problems"


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also when ours is in the background
    _warm_up()
    waiting: dict[int, tuple[int, float, Any]] = {}
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "outside":
            done = subprocess.run(order["command"], capture_output=True, text=True, check=False)
            answer = {"code": done.returncode, "told": done.stdout + done.stderr}
        elif order["do"] == "go on":
            os.kill(order["pid"], signal.SIGCONT)
            answer = _answer(*waiting.pop(order["pid"]))
        else:
            child = _start(order)
            if order["do"] == "hold":
                os.waitpid(child[0], os.WUNTRACED)
                waiting[child[0]] = child
                answer = {"pid": child[0]}
            else:
                if order["at"] is not None:
                    time.sleep(order["at"])
                    os.kill(child[0], signal.SIGKILL)
                answer = _answer(*child)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _serve()
