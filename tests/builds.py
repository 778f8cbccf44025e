"""``python -m coalition`` in processes of their own, killed or held at a chosen moment.

Imported, this gives ``Command``. Run as a program it is the other end: it imports the command and
compiles the templates once and forks for each run, so that a build takes a twentieth of a second
and hundreds can be killed. The moment is a time, or a step: the number of a call that changes the
disk, counted by an audit hook of the interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.truncate"}
ORDER = {
    "at": None,
    "step": None,
    "signal": signal.SIGKILL,
    "exchange": True,
    "cwd": ".",
    "env": {},
}


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative: the signal), what it told, and how long."""

    code: int
    out: str
    err: str
    seconds: float
    steps: int

    @property
    def told(self) -> str:
        return self.out + self.err


class Command:
    """The near end: asks the program below for runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pid = process.pid

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the program that runs the commands has ended"
        found: dict[str, Any] = json.loads(answer)
        return found

    def run(self, *arguments: str | Path, **more: Any) -> Ended:
        """Run a command in ``cwd`` with ``env``; ``at`` seconds or at ``step`` it is killed."""
        order = {**ORDER, **more}
        order["cwd"] = str(order["cwd"])
        return Ended(**self._ask(do="run", arguments=[*map(str, arguments)], **order))

    @contextlib.contextmanager
    def held(self, *arguments: str | Path, step: int) -> Iterator[Callable[[], Ended]]:
        """A command that stands still at ``step``; what is given lets it go on and end."""
        order = {**ORDER, "step": step, "signal": signal.SIGSTOP}
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

    def outside(self, *command: str) -> None:
        """Run another program where the commands run, for example in their mount namespace."""
        answer = self._ask(do="outside", command=command)
        assert answer["code"] == 0, answer["told"]


@contextlib.contextmanager
def commands(site: Path, env: Mapping[str, str], within: tuple[str, ...] = ()) -> Iterator[Command]:
    """Start the program below in the folder of a site, as an argument of the words ``within``."""
    with subprocess.Popen(
        [*within, sys.executable, __file__],
        cwd=site,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Command(process)
        finally:
            assert process.stdin
            process.stdin.close()


# --- the other end -------------------------------------------------------------------------------


def _changes_the_disk(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in CHANGES or (event == "ctypes.dlsym" and arguments[1] == "renameat2")


def _child(order: dict[str, Any], out: Any, err: Any) -> int:
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if _changes_the_disk(event, arguments):
            seen += 1
            if seen == order["step"]:
                os.kill(os.getpid(), order["signal"])

    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace")
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    signal.alarm(60)  # what waits for ever ends as a failure
    if not order["exchange"]:
        _forget_exchange()
    sys.addaudithook(hook)
    os._exit = _stop  # the command ends so, and the steps have still to be told
    sys.argv = ["coalition", *order["arguments"]]
    try:
        runpy.run_module("coalition", run_name="__main__", alter_sys=True)
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BaseException:  # noqa: BLE001 - what a person would see, to the test
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.write(f"\0{seen}")
        sys.stderr.flush()


def _forget_exchange() -> None:
    """Make this process one of a system whose C library has no renameat2."""
    import ctypes

    class Without(ctypes.CDLL):
        def __getattr__(self, name: str) -> Any:
            if name == "renameat2":
                raise AttributeError(name)
            return super().__getattr__(name)

    ctypes.CDLL = Without  # type: ignore[misc]


def _stop(code: int) -> NoReturn:
    raise SystemExit(code)


Started = tuple[int, float, Any, Any]


def _start(order: dict[str, Any]) -> Started:
    out, err = (tempfile.TemporaryFile("w+", encoding="utf-8") for _ in range(2))  # noqa: SIM115
    started = time.monotonic()
    end = os._exit
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = _child(order, out, err)
        finally:
            end(code)
    return pid, started, out, err


def _answer(pid: int, started: float, out: Any, err: Any) -> dict[str, Any]:
    _, status = os.waitpid(pid, 0)
    answer: dict[str, Any] = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - started,
    }
    for file in (out, err):
        file.seek(0)
    answer["out"] = out.read()
    answer["err"], _, steps = err.read().partition("\0")
    answer["steps"] = int(steps or 0)
    for file in (out, err):
        file.close()
    return answer


def _warm_up() -> None:
    """Do once what every build does: import, and compile the templates."""
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


def _obey() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also when ours is in the background
    _warm_up()
    waiting: dict[int, Started] = {}
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
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _obey()
