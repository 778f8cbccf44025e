"""Progress on a terminal: there when work takes long, wiped after it, and silent everywhere else."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping

import pytest
from coalition.adapters import progress
from sites import ROOT

PROGRAM = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # even where tests run in the background
from coalition.adapters import progress
progress.AFTER, progress.EACH = 0.05, 0.02
def work(step):
    for number in range(5):
        step()
        time.sleep(SECONDS / 5)
with progress.shown("[b]Poze ș", 5) as step:
    WORK
print("end", "rich" in sys.modules)
"""


class Terminal:
    """A terminal in which a program runs: all that it wrote, and what stands there in the end."""

    def __init__(self, program: str, env: Mapping[str, str] | None = None) -> None:
        self._ours, theirs = pty.openpty()
        environment = {key: value for key, value in os.environ.items() if key != "CI"}
        environment |= {"PYTHONPATH": str(ROOT / "plugins"), "TERM": "xterm", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            env={**environment, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
        )
        os.close(theirs)
        self.written = ""

    def parts(self) -> Iterator[str]:
        """What it writes, until it ends."""
        while True:
            try:
                part = os.read(self._ours, 65_536).decode()
            except OSError:  # how Linux says that nobody is at the other side
                return
            self.written += part
            yield part

    def end(self) -> str:
        """Let it end; what it wrote to its other output."""
        for _ in self.parts():
            pass
        os.close(self._ours)
        return self.process.communicate(timeout=20)[0]

    def leave(self) -> str:
        """Close the terminal while the program runs on."""
        os.close(self._ours)
        return self.process.communicate(timeout=20)[0]

    @property
    def screen(self) -> list[str]:
        """The lines that stand there, without the empty ones."""
        lines, row, column = [""], 0, 0
        for sign in re.findall(r"\x1b\[[?\d;]*[A-Za-z]|[^\x1b]", self.written):
            if sign == "\r":
                column = 0
            elif sign == "\n":
                row += 1
                lines += [""] * (row == len(lines))
            elif sign.endswith("K"):
                lines[row] = ""
            elif sign.endswith("A"):
                row -= int(sign[2:-1] or 1)
            elif len(sign) == 1:
                lines[row] = lines[row][:column].ljust(column) + sign + lines[row][column + 1 :]
                column += 1
        return [line for line in lines if line.strip()]


def program(work: str = "work(step)", seconds: float = 0.3) -> str:
    return PROGRAM.replace("WORK", work).replace("SECONDS", str(seconds))


def test_long_work_is_shown_and_wiped() -> None:
    terminal = Terminal(program())
    assert terminal.end() == "end True\n"
    assert "[b]Poze ș" in terminal.written
    assert "5/5" in terminal.written
    assert terminal.screen == []
    assert terminal.written.count("\x1b[?25l") == terminal.written.count("\x1b[?25h")  # the cursor


def test_the_screen_of_these_tests_would_show_what_is_left() -> None:
    terminal = Terminal("import sys; sys.stderr.write('one\\ntwo\\r\\x1b[1A\\x1b[2Kthree')")
    terminal.end()
    assert terminal.screen == ["three", "two"]


def test_short_work_is_not_shown() -> None:
    terminal = Terminal(program(seconds=0))
    assert terminal.end() == "end False\n"
    assert terminal.written == ""


def test_a_second_passes_first() -> None:
    assert progress.AFTER == 1


@pytest.mark.parametrize("env", [{"CI": "true"}, {"TERM": "dumb"}], ids=["CI", "dumb"])
def test_where_nobody_looks_nothing_is_shown(env: dict[str, str]) -> None:
    terminal = Terminal(program(), env)
    assert terminal.end() == "end False\n"
    assert terminal.written == ""


def test_a_pipe_stays_silent() -> None:
    done = subprocess.run(
        [sys.executable, "-c", program()],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("end False\n", "")


def test_work_that_fails_leaves_its_error_only() -> None:
    terminal = Terminal(program("work(step); sys.exit('failed')"))
    assert terminal.end() == ""
    assert "5/5" in terminal.written
    assert terminal.screen == ["failed"]


def test_work_that_is_interrupted_leaves_nothing() -> None:
    work = "\n    try: work(step)\n    except KeyboardInterrupt: sys.exit('stopped')"
    terminal = Terminal(program(work, 20))
    for part in terminal.parts():
        if "Poze" in part:
            terminal.process.send_signal(signal.SIGINT)
            break
    assert terminal.end() == ""
    assert terminal.screen == ["stopped"]


def test_a_terminal_that_goes_away_stops_no_work() -> None:
    terminal = Terminal("import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" + program())
    assert "Poze" in "".join(part for part, _ in zip(terminal.parts(), range(2), strict=False))
    assert terminal.leave() == "end True\n"


def test_one_follows_another_and_none_stays_behind() -> None:
    before = threading.active_count()
    for _ in range(3):
        with progress.shown("", 1) as step:
            step()
    assert threading.active_count() == before
    twice = 'work(step)\nwith progress.shown("again", 5) as step:\n    work(step)'
    terminal = Terminal(program(twice, 0.2))
    assert terminal.end() == "end True\n"
    assert "again" in terminal.written
    assert terminal.screen == []
