"""From an item's records to its brief, and from briefs to plain JSON values and back."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from .fields import Fields, Refers, shapes
from .index import Brief
from .recurrence import occurrences
from .times import When


def references(
    model: type[Fields], values: dict[str, Any] | Fields, at: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Refers, str]]:
    """Every reference in a mapping or record of ``model``: its path, what it may name, the name."""
    for name in _referring(model):
        value = values.get(name) if isinstance(values, dict) else getattr(values, name)
        if value is None:
            continue
        shape = shapes(model)[name]
        is_list = isinstance(value, list | tuple)
        for number, one in enumerate(value) if is_list else ((None, value),):
            path = (*at, name) if number is None else (*at, name, number)
            if shape.group is not None and isinstance(one, dict | Fields):
                yield from references(shape.group, one, path)
            elif shape.refers is not None and isinstance(one, str):
                yield path, shape.refers, one


@functools.cache
def _referring(model: type[Fields]) -> tuple[str, ...]:
    """The fields of a model that name something, or have groups in them."""
    return tuple(
        name
        for name, shape in shapes(model).items()
        if shape.group is not None or shape.refers is not None
    )


def names(record: Fields) -> tuple[tuple[str, str, str], ...]:
    """What a record names: the field, the kind, the id."""
    return tuple(
        (str(path[0]), kind, value if refers.kinds else value.partition("/")[2])
        for path, refers, value in references(type(record), record)
        for kind in refers.kinds or (value.partition("/")[0],)
    )


def brief(
    kind: str,
    id_: str,
    original: str,
    paths: Mapping[str, str],
    records: Mapping[str, Any],
    files: tuple[str, ...],
    states: Mapping[str, str],
) -> Brief:
    """The brief of an item; ``paths`` and ``records`` by language, ``files`` that its texts show."""
    record = records[original]
    # Not by `getattr`: pydantic takes long to say that there is no such field.
    said = vars(record)
    withdrawn = record.withdrawn is not None
    start: When | None = said.get("start")
    day, last = _day(kind, record)
    return Brief(
        kind,
        id_,
        original,
        tuple((one, paths[one]) for one in records),
        tuple((one, found.slug) for one, found in records.items() if found.slug),
        tuple((one, alias) for one, found in records.items() for alias in found.aliases),
        record.draft,
        withdrawn,
        said.get("status") == "former",
        tuple(dict.fromkeys(names(record))),
        () if withdrawn else files,
        _told(record),
        str(said.get("date") or start or ""),
        day.first_day if day else None,
        last.last_day if last else None,
        f"{day.year:04}-{day.month:02}" if day and day.precision == "month" else "",
        bool(day and day.is_full),
        said.get("repeat") is not None,
        occurrences(record) if kind == "event" else (),
        said.get("menu"),
        said.get("parent"),
        tuple(sorted(_due(kind, record))),
        tuple(states.items()),
    )


def _day(kind: str, record: Any) -> tuple[When | None, When | None]:
    """The first and the last day of what an event or a post tells of; nothing for other kinds."""
    if kind == "event":
        return record.start, record.last
    day = record.date or record.published if kind == "post" else None
    return day, day


def _due(kind: str, record: Any) -> set[date]:
    """The days of deadlines that are known to the day."""
    if kind == "call":
        return {record.deadline.first_day} if record.deadline is not None else set()
    measures = record.measures if kind == "plan" else ()
    return {one.due.first_day for one in measures if one.due is not None and one.due.is_full}


def _told(record: Any) -> tuple[str, ...]:
    """When an item appeared, then when it was changed, in local time; nothing if it did not say."""
    if record.published is None:
        return ()
    told = [when.moment for when in (record.published, record.updated) if when]
    if record.withdrawn:
        # Known to the day only, but later than all else: subscribers have to see a change.
        told.append(max(record.withdrawn.date.moment, max(told) + timedelta(minutes=1)))
    return tuple(str(one.isoformat()) for one in told)
