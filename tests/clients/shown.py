"""What a calendar program shows of one occurrence, whichever program it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple


class Shown(NamedTuple):
    """An occurrence; moments are ``2026-05-07T15:00Z``, days ``2026-05-07``.

    What has no end ends when it starts (RFC 5545, section 3.6.1).
    """

    uid: str
    start: str
    end: str
    title: str = ""
    status: str = ""
    place: str = ""
    text: str = ""


class Read(NamedTuple):
    """What a program finds wrong with a calendar, and what it shows of it, in order."""

    complaints: list[str]
    shown: list[Shown]


def told(moment: date | datetime) -> str:
    """A moment in UTC, or a day, as above."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return f"{moment:%Y-%m-%d}"
