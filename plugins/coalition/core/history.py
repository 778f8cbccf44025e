"""Rules between two states of a site: what must not change unnoticed.

Who subscribed or noted an address down knows the state of before; ``check --base`` compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from .frontmatter import Data
from .problems import Place, Problem
from .records import COALITION_FILE
from .site import Item, Site
from .times import When


def check_since(
    before: Site, now: Site, places: Callable[[Item], Data], today: date, base: str
) -> Iterator[Problem]:
    """What became wrong between the sites ``before`` and ``now``.

    ``places`` gives the front matter of an item of ``now``; ``base`` is what the person calls the
    state of before.
    """
    yield from _identity(before, now, base)
    for item in now.all("event"):
        then = before.items.get(item.key)
        if then is not None:
            yield from _unnoticed(then.record, item.record, places(item), today, base)


def _identity(before: Site, now: Site, base: str) -> Iterator[Problem]:
    """Ids of events and entries are made of it, so a reader would get everything once more."""
    then, identity = before.coalition.identity, now.coalition.identity
    if then != identity:
        was = f"{{domain: {then.domain}, year: {then.year}}}"
        yield Problem.at(Place(COALITION_FILE), "identity_changed", base=base, example=was)


def _unnoticed(then: Any, record: Any, places: Data, today: date, base: str) -> Iterator[Problem]:
    """An event whose time, place or status changed while ``updated`` did not.

    SEQUENCE and LAST-MODIFIED come from ``updated`` (RFC 5545, section 3.8.7.4): without it some
    programs keep what they have.
    """
    was, is_ = _arranged(then), _arranged(record)
    changed = next((name for name in is_ if is_[name] != was[name]), None)
    if changed is None:
        return
    told, last = _last_told(record), _last_told(then)
    if told is not None and (last is None or told > last):
        return
    there = places.mapping.get(changed) is not None
    yield Problem.at(
        places.place((changed,)) if there else Place(places.path),
        "not_updated",
        field=changed,
        base=base,
        example=_next(last, today),
    )


def _arranged(record: Any) -> dict[str, object]:
    """What people who mean to come have to know, by field."""
    withdrawn, online = record.withdrawn, record.online
    return {
        "start": record.start,
        "end": record.end,
        "timezone": record.timezone,
        "repeat": record.repeat,
        "changes": [(one.on, one.start, one.end, one.place, one.status) for one in record.changes],
        "status": record.status,
        "place": record.place,
        "online": online and online.url,
        "withdrawn": withdrawn and withdrawn.date,
    }


def _last_told(record: Any) -> datetime | None:
    withdrawn = record.withdrawn
    told = (record.published, record.updated, withdrawn.date if withdrawn else None)
    return max((when.moment for when in told if when is not None), default=None)


def _next(last: datetime | None, today: date) -> str:
    """A value for ``updated`` that is later than ``last``: today, or a minute after it."""
    if last is None or last.date() < today:
        return str(When(today.year, today.month, today.day))
    return f"{last + timedelta(minutes=1):%Y-%m-%d %H:%M}"
