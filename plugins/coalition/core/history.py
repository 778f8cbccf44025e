"""Rules between two states of a site: what must not change unnoticed.

Who subscribed or noted an address down knows the state of before; ``check --base`` compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from .frontmatter import Data
from .problems import Place, Problem
from .records import COALITION_FILE
from .site import Item, Site


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
            changed = _changed(_arranged(before, then), _arranged(now, item))
            if changed and not _is_told(then.told, item.told):
                yield _unnoticed(changed, then.told, places(item), today, base)


def _identity(before: Site, now: Site, base: str) -> Iterator[Problem]:
    """Ids of events and entries are made of it, so a reader would get everything once more."""
    then, identity = before.coalition.identity, now.coalition.identity
    if then != identity:
        was = f"{{domain: {then.domain}, year: {then.year}}}"
        yield Problem.at(Place(COALITION_FILE), "identity_changed", base=base, example=was)


def _arranged(site: Site, item: Item) -> dict[str, object]:
    """What people who mean to come have to know, by field."""
    record = item.record
    withdrawn, online = record.withdrawn, record.online
    return {
        "start": record.start,
        "end": record.end,
        "timezone": record.timezone or site.coalition.timezone,
        "repeat": record.repeat,
        "changes": [(one.on, one.start, one.end, one.place, one.status) for one in record.changes],
        "status": record.status,
        "place": record.place,
        "place_note": record.place_note,
        "online": online and online.url,
        "withdrawn": withdrawn and withdrawn.date,
    }


def _changed(then: dict[str, object], now: dict[str, object]) -> str:
    """The first field that is another one; empty when none is."""
    return next((name for name in now if now[name] != then[name]), "")


def _is_told(then: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Whether SEQUENCE and LAST-MODIFIED (``Brief.told``) say that there was a change."""
    return bool(now) and (not then or max(now) > max(then))


def _unnoticed(field: str, told: tuple[str, ...], places: Data, today: date, base: str) -> Problem:
    """Time, place or status changed while ``updated`` did not.

    SEQUENCE (RFC 5545, section 3.8.7.4) comes from it: without it some programs keep what they have.
    """
    there = places.mapping.get(field) is not None
    return Problem.at(
        places.place((field,)) if there else Place(places.path),
        "not_updated",
        field=field,
        base=base,
        example=_next(max(told, default=""), today),
    )


def _next(last: str, today: date) -> str:
    """A value for ``updated`` that is later than ``last``: today, or a minute after it."""
    if not last or datetime.fromisoformat(last).date() < today:
        return today.isoformat()
    return f"{datetime.fromisoformat(last) + timedelta(minutes=1):%Y-%m-%d %H:%M}"
