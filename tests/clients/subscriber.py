"""A subscriber: vdirsyncer fetches a calendar from a server on this machine, khal lists it.

Both are the commands that people run, with a home, settings and folders of their own.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent

VDIRSYNCER = """\
[general]
status_path = "{home}/status/"
[pair news]
a = "site"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage site]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{home}/calendar/"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[news]]
path = {home}/calendar/
readonly = True
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""


class Listed(NamedTuple):
    """An occurrence as khal lists it, in the subscriber's zone."""

    start: str
    end: str
    title: str
    status: str = ""
    place: str = ""
    text: str = ""


@contextlib.contextmanager
def served(root: Path) -> Iterator[str]:
    """The address at which the files below ``root`` are served, on this machine only."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Subscriber:
    """Somebody who subscribes to the calendar at ``url`` and looks at it in ``zone``."""

    def __init__(self, home: Path, url: str, zone: str = "Europe/Bucharest") -> None:
        self.home = home
        (home / "calendar").mkdir(parents=True)
        (home / "vdirsyncer").write_text(VDIRSYNCER.format(home=home, url=url), "utf-8")
        (home / "khal").write_text(KHAL.format(home=home, zone=zone), "utf-8")
        self._run("vdirsyncer", "-c", home / "vdirsyncer", "discover")

    def sync(self) -> str:
        """Fetch the calendar; what vdirsyncer tells of it."""
        return self._run("vdirsyncer", "-c", self.home / "vdirsyncer", "sync")

    def listing(self, first: str, days: int) -> list[Listed]:
        """What khal lists of ``days`` days, from ``first`` on, each occurrence once.

        A day with the same twice is a failure.
        """
        fields = ("start", "end", "title", "status", "location", "description")
        asked = [part for name in fields for part in ("--json", name)]
        told = self._run("khal", "-c", self.home / "khal", "list", *asked, first, f"{days}d")
        found: list[Listed] = []
        for line in told.splitlines():  # one for each day; what lasts longer is on each of its days
            day = [Listed(*(str(one[name]).strip() for name in fields)) for one in json.loads(line)]
            found += [one for one in day if one not in found]
            assert len(set(day)) == len(day), f"the same twice: {day}"
        return found

    def _run(self, command: str, *arguments: object) -> str:
        home = str(self.home)
        folders = {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        done = subprocess.run(
            [BIN / command, *map(str, arguments)],
            env={
                "HOME": home,
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                **folders,
            },
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr
