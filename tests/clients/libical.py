"""libical, the engine of Evolution, GNOME Calendar and KOrganizer, through ctypes.

It has no Python module, so the few functions that are needed are named here. Everything lives as
long as the process: the tests read some hundred small files.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_long, c_void_p
from datetime import UTC, date, datetime

from clients.shown import Read, Shown, told


class _Time(Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = [
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    ]


class _TimeOrPeriod(Structure):
    """struct icaldatetimeperiodtype: a time, or a period (two times and a duration of six numbers)."""

    _fields_ = [("time", _Time), ("start", _Time), ("end", _Time), ("duration", c_int * 6)]


class _Span(Structure):
    """struct icaltime_span."""

    _fields_ = [("start", c_long), ("end", c_long), ("is_busy", c_int)]


_Seen = CFUNCTYPE(None, c_void_p, POINTER(_Span), c_void_p)
_LIB = ctypes.CDLL("libical.so.3")


def _function(name: str, result: object, *arguments: object) -> ctypes._NamedFuncPointer:
    found = getattr(_LIB, name)
    found.restype, found.argtypes = result, arguments
    return found


_parse = _function("icalparser_parse_string", c_void_p, c_char_p)
_check = _function("icalrestriction_check", c_int, c_void_p)
_errors = _function("icalcomponent_count_errors", c_int, c_void_p)
_text = _function("icalcomponent_as_ical_string", c_char_p, c_void_p)
_kind = _function("icalcomponent_string_to_kind", c_int, c_char_p)
_property_kind = _function("icalproperty_string_to_kind", c_int, c_char_p)
_first = _function("icalcomponent_get_first_component", c_void_p, c_void_p, c_int)
_next = _function("icalcomponent_get_next_component", c_void_p, c_void_p, c_int)
_has = _function("icalcomponent_get_first_property", c_void_p, c_void_p, c_int)
_value = _function("icalproperty_get_value_as_string", c_char_p, c_void_p)
_start = _function("icalcomponent_get_dtstart", _Time, c_void_p)
_end = _function("icalcomponent_get_dtend", _Time, c_void_p)
_id = _function("icalcomponent_get_recurrenceid", _Time, c_void_p)
_zone = _function("icalcomponent_get_timezone", c_void_p, c_void_p, c_char_p)
_parameter = _function("icalproperty_get_parameter_as_string", c_char_p, c_void_p, c_char_p)
_utc = _function("icaltimezone_get_utc_timezone", c_void_p)
_to_zone = _function("icaltime_convert_to_zone", _Time, _Time, c_void_p)
_extra = _function("icalproperty_get_rdate", _TimeOrPeriod, c_void_p)
_set_extra = _function("icalproperty_set_rdate", None, c_void_p, _TimeOrPeriod)
_next_property = _function("icalcomponent_get_next_property", c_void_p, c_void_p, c_int)
_seconds = _function("icaltime_as_timet_with_zone", c_long, _Time, c_void_p)
_words = {
    name: _function(f"icalcomponent_get_{name}", c_char_p, c_void_p)
    for name in ("uid", "summary", "location", "description")
}
_every = _function(
    "icalcomponent_foreach_recurrence", None, c_void_p, _Time, _Time, _Seen, c_void_p
)
_function("icalerror_set_errors_are_fatal", None, c_int)(0)
_VEVENT = _kind(b"VEVENT")
_FIRST, _LAST = _Time(2010, 1, 1), _Time(2060, 1, 1)


def read(calendar: bytes) -> Read:
    """What libical says of a calendar by its strictest table, and what it shows.

    That table is the one for published calendars. It asks for an ORGANIZER, which we have none to
    name; only the copy that is checked gets one.
    """
    strict = calendar.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n", 1).replace(
        b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nORGANIZER:mailto:a@example.org\r\n"
    )
    return Read([*_complaints(strict)], sorted(_shown(_parse(calendar))))


def _complaints(calendar: bytes) -> Iterator[str]:
    root = _parse(calendar)
    if not root:
        yield "is no calendar"
        return
    if _check(root) != 1:
        yield "is against a restriction"
    if _errors(root):
        yield f"has {_errors(root)} errors"
    text = _text(root).decode()
    yield from re.findall(r"^X-LIC-ERROR.*", re.sub(r"\r\n[ \t]", "", text), re.MULTILINE)


def _events(root: int) -> Iterator[int]:
    event = _first(root, _VEVENT)
    while event:
        yield event
        event = _next(root, _VEVENT)


def _holds(event: int, name: bytes) -> bool:
    return bool(_has(event, _property_kind(name)))


def _moment(time: _Time) -> date | datetime:
    if time.is_date:
        return date(time.year, time.month, time.day)
    assert time.zone, "a time in no zone that is known"
    return datetime.fromtimestamp(_seconds(time, time.zone), UTC)


def _shown(root: int) -> Iterator[Shown]:
    events = [*_events(root)]
    moved = set()
    for one in events:
        _resolve_extra(root, one)
        if property_ := _has(one, _property_kind(b"RECURRENCE-ID")):
            day = _id(one)
            if not day.is_date and not day.zone:  # this one function does not look for it
                day.zone = _zone(root, _parameter(property_, b"TZID"))
            moved.add((_words["uid"](one), told(_moment(day))))
    for event in events:
        start, end = _moment(_start(event)), _moment(_end(event))
        if not _holds(event, b"RRULE") and not _holds(event, b"RDATE"):
            yield _one(event, start, end)
            continue
        for first, last in _recurrences(event):
            days = (first, last) if isinstance(start, datetime) else (first.date(), last.date())
            if (_words["uid"](event), told(days[0])) not in moved:
                yield _one(event, *days)


def _resolve_extra(root: int, event: int) -> None:
    """Put each RDATE into UTC, by the zone that it names.

    The function that lists occurrences looks at the zone of everything but these; the programs
    that use libical do it themselves.
    """
    kind = _property_kind(b"RDATE")
    property_ = _has(event, kind)
    while property_:
        value = _extra(property_)
        if zone := _parameter(property_, b"TZID"):
            value.time.zone = _zone(root, zone)
            value.time = _to_zone(value.time, _utc())
            _set_extra(property_, value)
        property_ = _next_property(event, kind)


def _one(event: int, start: date, end: date) -> Shown:
    said = {name: (get(event) or b"").decode() for name, get in _words.items()}
    status = _has(event, _property_kind(b"STATUS"))
    return Shown(
        said["uid"],
        told(start),
        told(end),
        said["summary"],
        _value(status).decode() if status else "",
        said["location"],
        said["description"],
    )


def _recurrences(event: int) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []

    def seen(_event: int, span: ctypes._Pointer[_Span], _data: int) -> None:
        moments = (span.contents.start, span.contents.end)
        first, last = (datetime.fromtimestamp(one, UTC) for one in moments)
        found.append((first, last))

    _every(event, _FIRST, _LAST, _Seen(seen), None)
    return found
