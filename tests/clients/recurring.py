"""recurring-ical-events, the engine of a number of Python programs, on top of icalendar."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import icalendar
import recurring_ical_events
from clients.shown import Read, Shown, told

FIRST, LAST = date(2010, 1, 1), date(2060, 1, 1)


@cache  # it is the slowest of the engines
def read(calendar: bytes) -> Read:
    """What it says of a calendar: the errors that icalendar noted, and the occurrences."""
    made: Any = icalendar.Calendar.from_ical(calendar)
    complaints = [str(error) for one in made.walk() for error in one.errors]
    found = []
    for one in recurring_ical_events.of(made).between(FIRST, LAST):
        words = [
            str(one.get(name, "")) for name in ("SUMMARY", "STATUS", "LOCATION", "DESCRIPTION")
        ]
        start, end = told(one["DTSTART"].dt), told(one["DTEND"].dt)
        found.append(Shown(str(one["UID"]), start, end, *words))
    return Read(complaints, sorted(found))
