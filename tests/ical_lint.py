"""A strict lint of calendars: what RFC 5545 and RFC 7986 ask for, and most readers let pass.

It reads lines by itself and knows neither our code nor a library for calendars: what a library
mends in silence is what has to be seen here. Only what our calendars hold is known; anything else
is complained about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

LINE_LIMIT = 75  # octets, without the line break (RFC 5545, section 3.1)
ZONES = available_timezones()

_NAME = r"[A-Z0-9-]+"
_CONTENT_LINE = re.compile(
    rf'({_NAME})((?:;{_NAME}=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)\Z', re.DOTALL
)
_PARAMETER = re.compile(rf';({_NAME})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPE = re.compile(r"\\[\\;,nN]")
_DAY = re.compile(r"\d{8}")
_MOMENT = re.compile(r"\d{8}T\d{6}")
_OFFSET = re.compile(r"[+-](?:0\d|1\d|2[0-3])[0-5]\d(?:[0-5]\d)?\Z")
_DURATION = re.compile(r"[+-]?P(?:\d+W|(?=\d|T\d)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_RULE_PART = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\d*|COUNT=[1-9]\d*|UNTIL=\d{8}(?:T\d{6}Z?)?"
    r"|BYDAY=[+-]?\d?[A-Z]{2}(?:,[+-]?\d?[A-Z]{2})*|BY(?:MONTH|MONTHDAY|SETPOS)=-?\d+(?:,-?\d+)*"
    r"|WKST=[A-Z]{2}"
)

# What a component has to hold, and what it may hold beside that; a star: more than once.
HOLDS: dict[str, tuple[set[str], set[str]]] = {
    "VCALENDAR": (
        {"PRODID", "VERSION"},
        {"CALSCALE", "NAME*", "DESCRIPTION*", "UID", "URL", "LAST-MODIFIED", "REFRESH-INTERVAL",
         "SOURCE", "COLOR", "CATEGORIES*", "IMAGE*"},
    ),
    "VTIMEZONE": ({"TZID"}, {"LAST-MODIFIED", "TZURL"}),
    "STANDARD": ({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}, {"TZNAME*", "RRULE", "RDATE*"}),
    "DAYLIGHT": ({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}, {"TZNAME*", "RRULE", "RDATE*"}),
    "VEVENT": (
        {"UID", "DTSTAMP", "DTSTART", "SUMMARY"},
        {"DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE*", "EXDATE*", "CREATED", "LAST-MODIFIED",
         "SEQUENCE", "STATUS", "TRANSP", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES*", "COLOR",
         "IMAGE*", "CONFERENCE*", "CONTACT*", "CLASS", "ORGANIZER", "RELATED-TO*"},
    ),
}  # fmt: skip
INSIDE = {
    "": {"VCALENDAR"},
    "VCALENDAR": {"VTIMEZONE", "VEVENT"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
}
TEXTS = {
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "CONTACT",
    "NAME",
    "COLOR",
    "PRODID",
    "UID",
    "TZNAME",
    "TZID",
}
MOMENTS = {"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"}
IN_UTC = {"DTSTAMP", "CREATED", "LAST-MODIFIED"}
ADDRESSES = {"URL", "SOURCE", "IMAGE", "CONFERENCE", "TZURL"}
# RFC 7986 gives these no default type: the value has to say what it is.
SAY_TYPE = {"SOURCE": "URI", "IMAGE": "URI", "CONFERENCE": "URI", "REFRESH-INTERVAL": "DURATION"}
VALUES = {
    "VERSION": {"2.0"},
    "CALSCALE": {"GREGORIAN"},
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "CLASS": {"PUBLIC"},
}


@dataclass(frozen=True)
class Property:
    """One content line: its name, its parameters without quotes, its value as written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def get(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def value(self, name: str) -> str:
        found = self.get(name)
        return found.value if found else ""

    def named(self, *names: str) -> list[Component]:
        return [one for one in self.components if one.name in names]


def complaints(raw: bytes) -> list[str]:
    """All that is wrong with a calendar, in the order in which it is found."""
    return list(_complaints(raw))


def _complaints(raw: bytes) -> Iterator[str]:
    yield from _lines(raw)
    text = raw.decode("utf-8", "replace")
    root = Component("")
    try:
        yield from _read(re.sub(r"\r?\n[ \t]", "", text), root)
    except IndexError:
        yield "an END has no BEGIN"
    if [one.name for one in root.components] != ["VCALENDAR"]:
        yield f"is not one calendar: {[one.name for one in root.components]}"
    for calendar in root.components:
        yield from _component(calendar)
        yield from _calendar(calendar)


# --- lines ---------------------------------------------------------------------------------------


def _lines(raw: bytes) -> Iterator[str]:
    if not raw.endswith(b"\r\n"):
        yield "the last line does not end with CRLF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a line does not end with CRLF"
    if raw.startswith(b"\xef\xbb\xbf"):
        yield "begins with a byte order mark"
    for number, line in enumerate(raw.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > LINE_LIMIT:
            yield f"line {number} has {len(line)} octets"
        if not line.strip():
            yield f"line {number} is empty"
        try:
            if control := _CONTROL.search(line.decode()):
                yield f"line {number} holds the control character U+{ord(control[0]):04X}"
        except UnicodeDecodeError:
            yield f"line {number} holds a part of a character"


def _read(text: str, root: Component) -> Iterator[str]:
    stack = [root]
    for line in re.split(r"\r?\n", text):
        if not line.strip():
            continue
        match = _CONTENT_LINE.match(line)
        if match is None:
            yield f"is no content line: {line[:60]}"
            continue
        name, parameters, value = match.groups()
        if name == "BEGIN":
            made = Component(value)
            if value not in INSIDE.get(stack[-1].name, ()):
                yield f"{value} stands in {stack[-1].name or 'nothing'}"
            stack[-1].components.append(made)
            stack.append(made)
        elif name == "END":
            if stack[-1].name != value:
                yield f"END:{value} ends {stack[-1].name}"
            stack.pop()
        else:
            found = {one: two.strip('"') for one, two in _PARAMETER.findall(parameters)}
            if len(found) != len(_PARAMETER.findall(parameters)):
                yield f"{name} has a parameter twice"
            stack[-1].properties.append(Property(name, found, value))
    if len(stack) > 1:
        yield f"{stack[-1].name} has no END"


# --- properties ----------------------------------------------------------------------------------


def _component(one: Component) -> Iterator[str]:
    needed, optional = HOLDS.get(one.name, (set(), set()))
    names = [own.name for own in one.properties]
    for name in sorted(needed - set(names)):
        yield f"{one.name} has no {name}"
    for name in sorted(set(names)):
        if name.startswith("X-"):
            continue
        if not {name, f"{name}*"} & (needed | optional):
            yield f"{one.name} has a {name}"
        elif names.count(name) > 1 and f"{name}*" not in optional:
            yield f"{one.name} has {name} twice"
    for own in one.properties:
        yield from _property(own)
    for inner in one.components:
        yield from _component(inner)


def _property(one: Property) -> Iterator[str]:
    name, value = one.name, one.value
    kind = one.parameters.get("VALUE", "")
    if not value:
        yield f"{name} is empty"
    if name in TEXTS or name.startswith("X-WR-CAL"):
        yield from _text(name, value)
    if name == "CATEGORIES":
        yield from _text(name, value, ",")
    if name in MOMENTS:
        for part in value.split(","):
            yield from _moment(one, part)
    if name in IN_UTC and (one.parameters or not _is(value, _MOMENT, "Z")):
        yield f"{name} is not in UTC: {value}"
    if name in ADDRESSES:
        parts = urlsplit(value)
        if not parts.scheme or not parts.netloc or re.search(r"[^!-~]|[\"<>\\^`{|}]", value):
            yield f"{name} is no absolute URI: {value}"
    if name in SAY_TYPE and kind != SAY_TYPE[name]:
        yield f"{name} does not say that it is of type {SAY_TYPE[name]}"
    if name in VALUES and value not in VALUES[name]:
        yield f"{name} is {value}"
    if name in {"REFRESH-INTERVAL", "DURATION", "X-PUBLISHED-TTL"} and not _DURATION.match(value):
        yield f"{name} is no duration: {value}"
    if name in {"TZOFFSETFROM", "TZOFFSETTO"} and (not _OFFSET.match(value) or value == "-0000"):
        yield f"{name} is no offset: {value}"
    if name == "SEQUENCE" and not re.fullmatch(r"\d{1,10}", value):
        yield f"SEQUENCE is no number: {value}"
    elif name == "SEQUENCE" and int(value) >= 2**31:
        yield f"SEQUENCE is too large: {value}"
    if name == "GEO" and not _on_earth(value):
        yield f"GEO is not on earth: {value}"
    if name == "RRULE":
        yield from _rule(value)
    if name == "X-WR-TIMEZONE" and value not in ZONES:
        yield f"nobody knows the zone {value}"
    if not _LANGUAGE.match(one.parameters.get("LANGUAGE", "ro")):
        yield f"{name} is in no language: {one.parameters['LANGUAGE']}"


def _text(name: str, value: str, allowed: str = "") -> Iterator[str]:
    rest = _ESCAPE.sub("", value)
    for letter in ";,\\":
        if letter in rest and letter not in allowed:
            yield f"{name} holds {letter} that is not escaped"


def _moment(one: Property, value: str) -> Iterator[str]:
    kind, zone = one.parameters.get("VALUE", "DATE-TIME"), one.parameters.get("TZID")
    if kind == "DATE":
        if not _is(value, _DAY):
            yield f"{one.name} is no day: {value}"
        if zone:
            yield f"{one.name} is a day with a zone"
    elif kind != "DATE-TIME" or not _is(value.removesuffix("Z"), _MOMENT):
        yield f"{one.name} is no moment: {value}"
    elif zone and value.endswith("Z"):
        yield f"{one.name} is in UTC and has a zone"


def _is(value: str, form: re.Pattern[str], end: str = "") -> bool:
    """Whether ``value`` is a day or moment that there is, as ``form`` writes it."""
    if not value.endswith(end) or not form.fullmatch(value.removesuffix(end)):
        return False
    try:
        datetime.fromisoformat(value.removesuffix(end))
    except ValueError:
        return False
    return True


def _on_earth(value: str) -> bool:
    if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?;[+-]?\d+(?:\.\d+)?", value):
        return False
    lat, lon = (float(part) for part in value.split(";"))
    return abs(lat) <= 90 and abs(lon) <= 180


def _rule(value: str) -> Iterator[str]:
    parts = value.split(";")
    names = [part.partition("=")[0] for part in parts]
    for part in parts:
        if not _RULE_PART.fullmatch(part):
            yield f"RRULE has {part}"
    if len(set(names)) != len(names):
        yield "RRULE has a part twice"
    if "FREQ" not in names:
        yield "RRULE has no FREQ"
    if {"COUNT", "UNTIL"} <= set(names):
        yield "RRULE has both COUNT and UNTIL"


# --- what belongs together -----------------------------------------------------------------------


def _calendar(calendar: Component) -> Iterator[str]:
    zones = [one.value("TZID") for one in calendar.named("VTIMEZONE")]
    used: set[str] = set()
    for zone in calendar.named("VTIMEZONE"):
        yield from _zone(zone)
    for name in sorted({one for one in zones if zones.count(one) > 1}):
        yield f"VTIMEZONE twice: {name}"
    events = calendar.named("VEVENT")
    mains = {one.value("UID"): one for one in events if not one.get("RECURRENCE-ID")}
    seen: set[tuple[str, str]] = set()
    for event in events:
        key = (event.value("UID"), event.value("RECURRENCE-ID"))
        if key in seen:
            yield f"twice: {key}"
        seen.add(key)
        for one in event.properties:
            zone_name = one.parameters.get("TZID")
            if zone_name is not None:
                used.add(zone_name)
            elif one.name in MOMENTS and not _is_day(one) and not one.value.endswith("Z"):
                yield f"{one.name} is in no zone: {one.value}"
        yield from _event(event)
        if event.get("RECURRENCE-ID"):
            yield from _override(event, mains.get(event.value("UID")))
    yield from (f"no VTIMEZONE for {name}" for name in sorted(used - set(zones)))
    if events:  # without any, the zone is there for the calendar not to be empty
        yield from (f"nothing is in the zone {name}" for name in sorted(set(zones) - used))
    if not calendar.components:
        yield "holds nothing"


def _zone(zone: Component) -> Iterator[str]:
    name = zone.value("TZID")
    if name not in ZONES:
        yield f"nobody knows the zone {name}"
    if not zone.named("STANDARD", "DAYLIGHT"):
        yield f"{name} has no offsets"
    for block in zone.components:
        for one in block.properties:
            if one.name not in MOMENTS:
                continue
            if one.parameters or one.value.endswith("Z"):
                yield f"{name} changes at no local time: {one.name}"
            if "," in one.value:  # ical.js reads the first only
                yield f"{name} has an {one.name} of several values"
        until = re.search(r"UNTIL=(\w+)", block.value("RRULE"))
        if until and not until[1].endswith("Z"):
            yield f"UNTIL is not in UTC in {name}"


def _event(event: Component) -> Iterator[str]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None:
        return
    for name in ("DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"):
        for one in event.all(name):
            # Readers of the world over compare these with DTSTART as they stand.
            if _is_day(one) != _is_day(start) and name != "RECURRENCE-ID":
                yield f"{name} is not of the type of DTSTART"
            elif name in {"RDATE", "EXDATE"} and _zone_of(one) != _zone_of(start):
                yield f"{name} is in another zone than DTSTART"
    if end is not None and event.get("DURATION"):
        yield "has both DTEND and DURATION"
    if end is not None and _is_day(end) == _is_day(start):
        first, last = _instant(start), _instant(end)
        if first is not None and last is not None and last <= first:
            yield f"ends at {end.value}, starts at {start.value}"
    until = re.search(r"UNTIL=(\w+)", event.value("RRULE"))
    if until:
        if (len(until[1]) == 8) != _is_day(start):
            yield f"UNTIL is not of the type of DTSTART: {until[1]}"
        elif not _is_day(start) and not until[1].endswith("Z"):
            yield f"UNTIL is not in UTC: {until[1]}"
        last, first = _instant(Property("UNTIL", {}, until[1])), _instant(start)
        if first is not None and last is not None and last < first:
            yield f"UNTIL is before DTSTART: {until[1]}"


def _override(event: Component, main: Component | None) -> Iterator[str]:
    own = event.get("RECURRENCE-ID")
    for name in ("RRULE", "RDATE", "EXDATE"):
        if event.get(name):
            yield f"one occurrence has an {name}"
    if main is None:
        yield f"an occurrence of no event: {event.value('UID')}"
        return
    start = main.get("DTSTART")
    if own is None or start is None:
        return
    if _is_day(own) != _is_day(start):
        yield "RECURRENCE-ID is not of the type of DTSTART"
    elif _zone_of(own) != _zone_of(start):
        yield "RECURRENCE-ID is in another zone than DTSTART"
    if not main.get("RRULE") and not main.get("RDATE"):
        yield f"an occurrence of what does not repeat: {event.value('UID')}"
    gone = {part for one in main.all("EXDATE") for part in one.value.split(",")}
    if own.value in gone:
        yield f"an occurrence that is an exception: {own.value}"


def _is_day(one: Property) -> bool:
    return one.parameters.get("VALUE") == "DATE"


def _zone_of(one: Property) -> str:
    return one.parameters.get("TZID", "UTC" if one.value.endswith("Z") else "")


def _instant(one: Property) -> datetime | None:
    """The first moment of a value in UTC; None when it cannot be told."""
    try:
        local = datetime.fromisoformat(one.value.removesuffix("Z"))
        zone = ZoneInfo(one.parameters["TZID"]) if "TZID" in one.parameters else UTC
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, KeyError, OverflowError):
        return None
