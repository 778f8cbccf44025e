"""The lint of calendars sees every fault that it is there for."""

from __future__ import annotations

import pytest
from ical_lint import complaints

GOOD = """\
BEGIN:VCALENDAR
PRODID:-//Test//EN
VERSION:2.0
CALSCALE:GREGORIAN
NAME:A\\, b
X-WR-CALNAME:A\\, b
X-WR-TIMEZONE:Europe/Bucharest
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
SOURCE;VALUE=URI:https://example.org/calendar.ics
COLOR:teal
BEGIN:VTIMEZONE
TZID:Europe/Bucharest
BEGIN:STANDARD
DTSTART:20251026T040000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20271101T000000Z
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260329T030000
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260401T070000Z
CREATED:20260401T070000Z
SEQUENCE:0
DTSTART;TZID=Europe/Bucharest:20260507T180000
DTEND;TZID=Europe/Bucharest:20260507T200000
RRULE:FREQ=WEEKLY;UNTIL=20260604T205959Z
EXDATE;TZID=Europe/Bucharest:20260521T180000
RDATE;TZID=Europe/Bucharest:20260530T180000,20260531T180000
SUMMARY;LANGUAGE=ro:Întâlnire\\; „cafea”
DESCRIPTION:a\\nb\\\\
STATUS:CONFIRMED
TRANSP:TRANSPARENT
GEO:45.449;23.407
CATEGORIES:Cultură,Apă\\, aer
URL:https://example.org/e/
IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://example.org/e.jpg
END:VEVENT
BEGIN:VEVENT
UID:weekly@example.org
RECURRENCE-ID;TZID=Europe/Bucharest:20260514T180000
DTSTAMP:20260401T070000Z
DTSTART;TZID=Europe/Bucharest:20260515T180000
SUMMARY:Mutat
END:VEVENT
BEGIN:VEVENT
UID:days@example.org
DTSTAMP:20260401T070000Z
DTSTART;VALUE=DATE:20260507
DTEND;VALUE=DATE:20260509
RRULE:FREQ=YEARLY;UNTIL=20280507
EXDATE;VALUE=DATE:20270507
SUMMARY:Zile
END:VEVENT
BEGIN:VEVENT
UID:utc@example.org
DTSTAMP:20260401T070000Z
DTSTART:20260507T180000Z
SUMMARY:UTC
END:VEVENT
END:VCALENDAR
"""

ZONE = ";TZID=Europe/Bucharest"
# What is replaced by what, and what is to be said of it.
FAULTS = {
    "a line of 76 octets": ("NAME:A\\, b", "NAME:" + "a" * 71, "has 76 octets"),
    "long by octets, not by letters": ("NAME:A\\, b", "NAME:" + "ș" * 36, "has 77 octets"),
    "LF alone": ("VERSION:2.0\n", "VERSION:2.0\0", "a line does not end with CRLF"),
    "an empty line": ("VERSION:2.0\n", "VERSION:2.0\n\n", "is empty"),
    "a line of blanks": ("VERSION:2.0\n", "VERSION:2.0\n \n", "is empty"),
    "a control character": ("Mutat", "Mu\x07tat", "U+0007"),
    "a line break of another kind": ("Mutat", "Mu\u2028tat", "U+2028"),
    "no content line": ("SUMMARY:Mutat", "Mutat", "is no content line"),
    "nothing after a name": ("SUMMARY:Mutat", "SUMMARY:", "SUMMARY is empty"),
    "no END": ("END:DAYLIGHT\n", "", "ends DAYLIGHT"),
    "two calendars": ("END:VCALENDAR\n", "END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", "is not one"),
    "an event in an event": ("SUMMARY:UTC\n", "SUMMARY:UTC\nBEGIN:VEVENT\nEND:VEVENT\n", "stands in"),
    "no PRODID": ("PRODID:-//Test//EN\n", "", "has no PRODID"),
    "no VERSION": ("VERSION:2.0\n", "", "has no VERSION"),
    "no UID": ("UID:utc@example.org\n", "", "has no UID"),
    "no DTSTAMP": ("DTSTAMP:20260401T070000Z\nCREATED", "CREATED", "has no DTSTAMP"),
    "no DTSTART": ("DTSTART:20260507T180000Z\n", "", "has no DTSTART"),
    "no SUMMARY": ("SUMMARY:UTC\n", "", "has no SUMMARY"),
    "two of what is one": ("SUMMARY:UTC\n", "SUMMARY:UTC\nSUMMARY:UTC\n", "SUMMARY twice"),
    "what is not of an event": ("SUMMARY:UTC\n", "SUMMARY:UTC\nDUE:20260507T180000Z\n", "has a DUE"),
    "a semicolon as it is": ("Întâlnire\\;", "Întâlnire;", "SUMMARY holds ;"),
    "a comma as it is": ("X-WR-CALNAME:A\\,", "X-WR-CALNAME:A,", "X-WR-CALNAME holds ,"),
    "a comma in the name": ("\nNAME:A\\,", "\nNAME:A,", "NAME holds ,"),
    "a backslash at the end": ("b\\\\", "b\\", "DESCRIPTION holds \\"),
    "DTSTAMP in a zone": ("DTSTAMP:20260401T070000Z\nCREATED", f"DTSTAMP{ZONE}:20260401T070000\nCREATED", "DTSTAMP is not in UTC"),
    "DTSTAMP in no zone": ("DTSTAMP:20260401T070000Z\nCREATED", "DTSTAMP:20260401T070000\nCREATED", "DTSTAMP is not in UTC"),
    "a day that there is not": ("CREATED:20260401", "CREATED:20260431", "CREATED is not in UTC"),
    "a start in no zone": ("DTSTART:20260507T180000Z", "DTSTART:20260507T180000", "is in no zone"),
    "a start of no day": ("DTSTART:20260507T180000Z", "DTSTART:20260532T180000Z", "is no moment"),
    "UTC with a zone": (f"DTSTART{ZONE}:20260507T180000", f"DTSTART{ZONE}:20260507T180000Z", "in UTC and has a zone"),
    "a day that is a moment": ("DATE:20260507\n", "DATE:20260507T000000\n", "is no day"),
    "a moment that is a day": ("DTSTART:20260507T180000Z", "DTSTART:20260507", "is no moment"),
    "a day with a zone": ("DTSTART;VALUE=DATE:", f"DTSTART;VALUE=DATE{ZONE}:", "is a day with a zone"),
    "a zone without VTIMEZONE": ("TZID:Europe/Bucharest", "TZID:Europe/Skopje", "no VTIMEZONE for"),
    "a VTIMEZONE that nobody needs": ("TZID:Europe/Bucharest", "TZID:Europe/Skopje", "nothing is in"),
    "a zone that nobody knows": ("TZID:Europe/Bucharest", "TZID:Europe/Petrila", "nobody knows the zone"),
    "a zone of the calendar that nobody knows": ("X-WR-TIMEZONE:Europe/Bucharest", "X-WR-TIMEZONE:EET+2", "nobody knows the zone"),
    "an offset in words": ("TZOFFSETTO:+0300", "TZOFFSETTO:0300", "is no offset"),
    "a change in UTC": ("DTSTART:20260329T030000", "DTSTART:20260329T030000Z", "changes at no local time"),
    "changes in one line": ("DTSTART:20260329T030000", "DTSTART:20260329T030000\nRDATE:20270328T030000,20280326T030000", "of several values"),
    "a zone with a local UNTIL": ("20271101T000000Z", "20271101T000000", "UNTIL is not in UTC in"),
    "UNTIL is a day": ("UNTIL=20260604T205959Z", "UNTIL=20260604", "UNTIL is not of the type"),
    "UNTIL is a moment": ("UNTIL=20280507", "UNTIL=20280507T000000Z", "UNTIL is not of the type"),
    "UNTIL is local": ("UNTIL=20260604T205959Z", "UNTIL=20260604T205959", "UNTIL is not in UTC"),
    "UNTIL before the start": ("UNTIL=20260604", "UNTIL=20260504", "UNTIL is before"),
    "COUNT and UNTIL": ("FREQ=WEEKLY;", "FREQ=WEEKLY;COUNT=4;", "both COUNT and UNTIL"),
    "a rule without FREQ": ("FREQ=WEEKLY;", "", "RRULE has no FREQ"),
    "every second": ("FREQ=WEEKLY", "FREQ=SECONDLY", "RRULE has FREQ=SECONDLY"),
    "RECURRENCE-ID is a day": (f"RECURRENCE-ID{ZONE}:20260514T180000", "RECURRENCE-ID;VALUE=DATE:20260514", "RECURRENCE-ID is not of the type"),
    "RECURRENCE-ID elsewhere": (f"RECURRENCE-ID{ZONE}:20260514T180000", "RECURRENCE-ID:20260514T150000Z", "RECURRENCE-ID is in another zone"),
    "one occurrence that repeats": ("SUMMARY:Mutat", "SUMMARY:Mutat\nRRULE:FREQ=DAILY;COUNT=2", "one occurrence has an RRULE"),
    "an occurrence of nothing": (f"UID:weekly@example.org\nRECURRENCE-ID{ZONE}", f"UID:w@example.org\nRECURRENCE-ID{ZONE}", "an occurrence of no event"),
    "an occurrence of what is once": (f"UID:weekly@example.org\nRECURRENCE-ID{ZONE}:20260514T180000", "UID:utc@example.org\nRECURRENCE-ID:20260514T180000Z", "does not repeat"),
    "an occurrence that is an exception": (f"RECURRENCE-ID{ZONE}:20260514", f"RECURRENCE-ID{ZONE}:20260521", "that is an exception"),
    "the same twice": ("UID:utc@example.org", "UID:weekly@example.org", "twice:"),
    "EXDATE is a day": (f"EXDATE{ZONE}:20260521T180000", "EXDATE;VALUE=DATE:20260521", "EXDATE is not of the type"),
    "EXDATE elsewhere": (f"EXDATE{ZONE}:20260521T180000", "EXDATE:20260521T150000Z", "EXDATE is in another zone"),
    "RDATE is a day": (f"RDATE{ZONE}:20260530T180000,20260531T180000", "RDATE;VALUE=DATE:20260530", "RDATE is not of the type"),
    "one of two RDATEs": ("20260530T180000,20260531T180000", "20260530T180000,20260531", "RDATE is no moment"),
    "DTEND is a day": (f"DTEND{ZONE}:20260507T200000", "DTEND;VALUE=DATE:20260508", "DTEND is not of the type"),
    "ends when it starts": (f"DTEND{ZONE}:20260507T20", f"DTEND{ZONE}:20260507T18", "ends at"),
    "ends before the start": (f"DTEND{ZONE}:20260507T20", f"DTEND{ZONE}:20260506T20", "ends at"),
    "ends on the day itself": ("DTEND;VALUE=DATE:20260509", "DTEND;VALUE=DATE:20260507", "ends at"),
    "DTEND and DURATION": (f"DTEND{ZONE}", f"DURATION:PT1H\nDTEND{ZONE}", "both DTEND and DURATION"),
    "a relative address": ("URL:https://example.org/e/", "URL:/e/", "URL is no absolute URI"),
    "an address with a blank": ("URL:https://example.org/e/", "URL:https://example.org/e e/", "URL is no absolute URI"),
    "an address with a letter": ("URL:https://example.org/e/", "URL:https://example.org/ș/", "URL is no absolute URI"),
    "SOURCE is no address": ("URI:https://example.org/calendar.ics", "URI:calendar.ics", "SOURCE is no absolute URI"),
    "SOURCE of no type": ("SOURCE;VALUE=URI:", "SOURCE:", "SOURCE does not say"),
    "IMAGE is no address": ("https://example.org/e.jpg", "e.jpg", "IMAGE is no absolute URI"),
    "IMAGE of no type": ("IMAGE;VALUE=URI;", "IMAGE;", "IMAGE does not say"),
    "REFRESH-INTERVAL of no type": ("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL", "does not say"),
    "REFRESH-INTERVAL in words": ("DURATION:PT12H", "DURATION:12 hours", "is no duration"),
    "a status that there is not": ("STATUS:CONFIRMED", "STATUS:POSTPONED", "STATUS is POSTPONED"),
    "off the earth": ("GEO:45.449", "GEO:95.449", "GEO is not on earth"),
    "with a comma": ("GEO:45.449;", "GEO:45.449,", "GEO is not on earth"),
    "a number below nothing": ("SEQUENCE:0", "SEQUENCE:-1", "SEQUENCE is no number"),
    "a number of 33 bits": ("SEQUENCE:0", "SEQUENCE:4294967296", "SEQUENCE is too large"),
    "in no language": ("LANGUAGE=ro", "LANGUAGE=ro_RO", "is in no language"),
}  # fmt: skip


def raw(text: str) -> bytes:
    """The text folded as a calendar is; a zero byte stands for a line feed alone."""
    lines = []
    for line in text.split("\n"):
        left = line
        while len(left.encode()) > 75 and "IMAGE" in line:
            lines.append(left[:70])
            left = " " + left[70:]
        lines.append(left)
    return "\r\n".join(lines).replace("\0", "\n").encode()


def test_a_good_calendar_has_no_complaint() -> None:
    assert complaints(raw(GOOD)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_seen(fault: str) -> None:
    before, after, said = FAULTS[fault]
    assert GOOD.count(before) >= 1
    found = complaints(raw(GOOD.replace(before, after, 1)))
    assert any(said in one for one in found), found


def test_a_letter_may_not_be_split_between_lines() -> None:
    folded = raw(GOOD).replace("Î".encode(), "Î".encode()[:1] + b"\r\n " + "Î".encode()[1:], 1)
    assert any("part of a character" in one for one in complaints(folded))


def test_the_last_line_ends_too() -> None:
    assert "the last line does not end with CRLF" in complaints(raw(GOOD)[:-2])


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", b"<html>\r\n", b"END:VCALENDAR\r\n", b"\xff\xfe\r\n"]
)
def test_what_is_no_calendar_is_said_to_be_none(raw: bytes) -> None:
    assert complaints(raw)


def test_a_calendar_without_anything_is_none() -> None:
    empty = b"BEGIN:VCALENDAR\r\nPRODID:a\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    assert complaints(empty) == ["holds nothing"]
