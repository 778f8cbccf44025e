"""Whatever rule somebody writes, every engine shows the days that RFC 5545 gives.

The engines do not agree on many rules; what a calendar holds has to be what they do agree on. The days
are those of dateutil, a fourth reader of rules.
"""

from __future__ import annotations

import itertools
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from clients.conftest import built
from clients.hard import Case, files, whole
from clients.test_hard_cases import ENGINES, days
from dateutil.rrule import rrulestr

LAST = datetime(2034, 12, 31)
FROM = (datetime(2026, 1, 6), datetime(2028, 2, 29), datetime(2026, 1, 31))
RULES = (
    "FREQ=DAILY;INTERVAL=30",
    "FREQ=DAILY;BYDAY=MO;INTERVAL=2",
    "FREQ=DAILY;BYMONTHDAY=15,-1",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
    "FREQ=WEEKLY;BYDAY=TU,WE;BYSETPOS=1",
    "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,6",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=2TU,4TU;INTERVAL=2",
    "FREQ=MONTHLY;BYMONTHDAY=-1,15",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=1FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=2",
    "FREQ=YEARLY;BYMONTHDAY=10",
    "FREQ=YEARLY;BYMONTH=1,6,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYDAY=2FR",
)


@cache
def cases() -> list[Case]:
    """Each rule from the first day on that it gives after each of the days above."""
    made = []
    for number, (rule, start) in enumerate(itertools.product(RULES, FROM)):
        found = [*rrulestr(f"{rule};UNTIL={LAST:%Y%m%d}", dtstart=start)]
        if not found:  # 31 February
            continue
        found = [*rrulestr(f"{rule};UNTIL={LAST:%Y%m%d}", dtstart=found[0])]
        lines = (
            f"start: {found[0]:%Y-%m-%d}",
            f"repeat: {{rule: '{rule}', until: {LAST:%Y-%m-%d}}}",
        )
        expected = [whole(day.date(), day.date()) for day in found]
        made.append(Case(f"rule-{number}", lines, expected))
    return made


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    output: Path = built(tmp_path_factory.mktemp("rules"), files(cases()), "2026-01-02")
    return (output / "calendar.ics").read_bytes()


@pytest.mark.parametrize("engine", ENGINES)
def test_every_rule_is_read_alike(calendar: bytes, engine: str) -> None:
    shown = days(ENGINES[engine](calendar))
    wrong = [case.lines for case in cases() if shown[case.uid] != case.days]
    assert wrong == []
