"""The one clock: what day it is, read once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from ..core.records import Coalition
from ..core.times import read_when
from .trees import refuse

EPOCH = "SOURCE_DATE_EPOCH"


def is_fixed(flag: str | None, environment: Mapping[str, str], coalition: Coalition) -> bool:
    """Whether ``today`` stays the same, whatever day it is."""
    return bool(flag or environment.get(EPOCH)) or _own_day(coalition) is not None


def _own_day(coalition: Coalition) -> date | None:
    own = coalition.today if coalition.fictional else None
    return own.first_day if own is not None else None


def today(flag: str | None, environment: Mapping[str, str], coalition: Coalition) -> date:
    """The day for which the site is built.

    It is ``flag``, else SOURCE_DATE_EPOCH, else the ``today`` of an invented coalition, else the
    day that it is in the coalition's zone. Raises Refused for a value that is no day.
    """
    zone = ZoneInfo(coalition.timezone)
    if flag:
        try:
            when = read_when(flag)
        except PydanticCustomError:
            when = None
        if when is None or when.precision != "day":
            raise refuse(Path("--today"), "bad_today", value=flag)
        return when.first_day
    epoch = environment.get(EPOCH)
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
        except (ValueError, OverflowError, OSError):
            raise refuse(Path(EPOCH), "bad_today", value=epoch) from None
    return _own_day(coalition) or datetime.now(zone).date()
