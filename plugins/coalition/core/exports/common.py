"""What feeds and calendars share: what both say, points in time, a shelf for bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from ..recurrence import Occurrence, planned
from ..site import Item, Site
from ..times import When
from ..words import Words

# Puts bytes aside until somebody asks for them.
Shelf = Callable[[bytes], Callable[[], bytes]]


def at_hand(content: bytes) -> Callable[[], bytes]:
    """The shelf that keeps everything in memory."""
    return lambda: content


def titled(words: Words, status: str, title: str) -> str:
    """A title led by the status of what it names: many programs show nothing else of it."""
    match status:
        case "cancelled":
            return words.gettext("Cancelled: {title}", title=title)
        case "postponed":
            return words.gettext("Postponed: {title}", title=title)
        case "rescheduled":
            return words.gettext("New date: {title}", title=title)
        case "moved-online":
            return words.gettext("Online: {title}", title=title)
        case "tentative":
            return words.gettext("Not yet certain: {title}", title=title)
        case _:
            return title


def planned_before(record: Any, one: Occurrence | None) -> When | None:
    """When an event (None: one without a day), or one occurrence of it, was planned before it moved.

    Of an occurrence that stayed where the rule has it, nothing: the whole event tells for itself
    when it was planned before.
    """
    if one is not None and (start := planned(record, one)) != one.start:
        return When(start.year, start.month, start.day, None if one.all_day else start.time())
    before: When | None = record.previous_start
    return before if one is None or one.recurrence_id is None else None


def notice(site: Site, words: Words) -> str:
    """What has to be told wherever the site is read; empty for a coalition's own site."""
    own = site.coalition
    if own.demonstration:
        said = words.gettext(
            "A demonstration made from public sources. This is not an official site."
        )
        return f"{said} {own.official_site}" if own.official_site else said
    if own.fictional:
        return words.gettext("This coalition is invented. The site shows what the software can do.")
    return ""


def utc(site: Site, when: When) -> datetime:
    """A local time of the coalition's place, in UTC."""
    return when.moment.replace(tzinfo=ZoneInfo(site.coalition.timezone)).astimezone(UTC)


def dates(site: Site, item: Item) -> tuple[datetime, datetime] | None:
    """When ``item`` appeared and was last changed, in UTC; None when it did not say.

    Never file times, Git or the clock.
    """
    told = item.told
    return appeared_and_changed(site, told) if told else None


def appeared_and_changed(site: Site, told: tuple[str, ...]) -> tuple[datetime, datetime]:
    """When something appeared and was last changed, in UTC; ``told`` as in its brief."""
    return _appeared_and_changed(site.coalition.timezone, told)


@cache  # the same days are told in every language, in the feeds of many
def _appeared_and_changed(zone: str, told: tuple[str, ...]) -> tuple[datetime, datetime]:
    here = ZoneInfo(zone)
    moments = [datetime.fromisoformat(one).replace(tzinfo=here).astimezone(UTC) for one in told]
    return moments[0], max(moments)
