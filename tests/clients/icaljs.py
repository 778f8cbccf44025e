"""ical.js, the engine of Thunderbird's family, in the node that comes with playwright."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from clients.shown import Read, Shown
from playwright._impl._driver import compute_driver_executable

SCRIPT = Path(__file__).with_suffix(".mjs")
VERSION = "2.2.1"  # see tests/vendor/ical.js/README.md


def read(calendars: Sequence[bytes]) -> list[Read]:
    """What ical.js says of each calendar; one process reads all of them."""
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, SCRIPT],
        input=json.dumps([one.decode() for one in calendars]),
        env={"TZ": "UTC"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [
        Read(one["complaints"], sorted(Shown(*shown) for shown in one["shown"]))
        for one in json.loads(done.stdout)
    ]
