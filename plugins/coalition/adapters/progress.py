"""How far work is, told on the terminal while it lasts: only when it takes long, and to somebody.

In a pipe, in CI and for work that is done within a second, nothing is written and rich is never
imported. The line goes to stderr and is wiped when the work ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Final, TextIO

# Seconds until it is shown, and from one look at the work to the next.
AFTER: Final = 1.0
EACH: Final = 0.1

Step = Callable[[], None]


@contextlib.contextmanager
def shown(words: str, total: int) -> Iterator[Step]:
    """Show how far the work inside is; it calls what it is given after each of ``total`` steps."""
    terminal = sys.stderr
    if not _is_watched(terminal):
        yield _nobody_looks
        return
    line = _Line(words, total, terminal)
    teller = threading.Thread(target=line.tell, daemon=True)
    teller.start()
    try:
        yield line.step
    finally:
        line.ended.set()
        teller.join()


def _is_watched(terminal: TextIO | None) -> bool:
    if os.environ.get("CI") == "true" or os.environ.get("TERM") == "dumb":
        return False
    return terminal is not None and not terminal.closed and terminal.isatty()


def _nobody_looks() -> None:
    pass


class _Line:
    """The line on the terminal. The work only counts; a thread of its own looks and writes."""

    def __init__(self, words: str, total: int, terminal: TextIO) -> None:
        self._words, self._total, self._terminal = words, total, terminal
        self._done = 0
        self.ended = threading.Event()

    def step(self) -> None:
        self._done += 1

    def tell(self) -> None:
        if self.ended.wait(AFTER):
            return
        # A terminal that went away, or a library that is broken, is no reason to stop the work.
        with contextlib.suppress(ImportError, OSError, ValueError):
            self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=self._terminal),
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with progress:
            task = progress.add_task(self._words, total=self._total)
            while not self.ended.wait(EACH):
                progress.update(task, completed=self._done, refresh=True)
