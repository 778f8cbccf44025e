"""What pages tell machines of their main thing (schema.org), equal to what people read on them.

Addresses stay open, since JSON-LD needs full ones: the outlet writes them. What is empty is left
out by it, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from ..reads import once
from ..records import COALITION_ID
from ..recurrence import ONLINE, WEEKDAYS, Occurrence, planned
from ..showing import Reader
from ..site import Entry, Item
from ..spoken import spoken
from ..times import When
from .frame import Described
from .heads import Head

EVENT_STATUS: Final = {
    "scheduled": "EventScheduled",
    "tentative": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
LEGAL_FORM: Final = {
    "company": "Corporation",
    "university": "CollegeOrUniversity",
    "school": "School",
    "public-authority": "GovernmentOrganization",
}
SCHEMA: Final = "https://schema.org/"


def _item(reader: Reader, item: Item, own: Head, type_: str) -> dict[str, Any]:
    """What every item tells; ``own`` is the head of its page."""
    record = item.record
    address = reader.address(item)
    published = str(record.published or "").partition("T")[0]
    return {
        "@type": type_,
        "@id": address,
        "url": address,
        "name": own.title.text,
        "description": own.summary.text,
        "inLanguage": reader.version(item).language,
        "image": own.figure.picture.best if own.figure else "",
        "datePublished": published,
        "dateModified": str(record.updated).partition("T")[0] if record.updated else published,
        "keywords": [one.said.text for one in own.topics],
    }


@once
def party(reader: Reader, id_: str) -> Described:
    """A member, an organisation or the coalition, as others refer to it."""
    link = reader.party(id_)
    if link is None:
        return {}
    is_ngo = id_ == COALITION_ID or ("member", id_) in reader.site.items
    name, at = link.said.text, link.address or ""
    return {"@type": "NGO" if is_ngo else "Organization", "name": name, "@id": at, "url": at}


def parties(reader: Reader, ids: Iterable[str]) -> list[Described]:
    """Several parties, without drafts."""
    return [found for id_ in ids if (found := party(reader, id_))]


@once
def place(reader: Reader, id_: str | None) -> Described:
    """A town or a venue with its town."""
    entry = reader.site.entries.get(("place", id_)) if id_ else None
    if entry is None:
        return {}
    record = entry.record
    town = reader.site.entries.get(("place", record.town)) if record.town else entry
    locality = reader.label(town.label).text if town else ""
    made: dict[str, Any] = {
        "@type": "Place",
        "@id": reader.site.entry_address("place", entry.id, reader.language),
        "name": reader.label(entry.label).text,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": locality,
            "streetAddress": record.street or "",
        },
    }
    if record.lat is not None and record.lon is not None:
        made["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(record.lat),
            "longitude": float(record.lon),
        }
    return made


def coalition(reader: Reader) -> Described:
    """The coalition itself."""
    own = reader.site.coalition
    return {
        "@type": "NGO",
        "@id": reader.site.scheme.section(COALITION_ID, reader.language),
        "url": reader.site.scheme.home(reader.language),
        "name": reader.label(own.name).text,
        "description": reader.label(own.mission or own.tagline).text,
        "foundingDate": str(own.launched or ""),
        "email": own.email or "",
        "sameAs": own.official_site or "",
        "areaServed": [place(reader, one) for one in own.area],
        "award": [f"{one.name} ({reader.when(one.year)})" for one in own.awards],
    }


def member(reader: Reader, item: Item, own: Head) -> Described:
    """A member."""
    record = item.record
    logo = reader.logo(item)
    return {
        **_item(reader, item, own, "NGO"),
        "legalName": reader.field(item, "legal_name").text,
        "foundingDate": str(record.founded or ""),
        "sameAs": [*filter(None, [record.website]), *(link.url for link in record.links)],
        "logo": logo.picture.best if logo else "",
        "taxID": record.fiscal_code or "",
        "location": place(reader, record.town),
        "memberOf": {} if record.status == "former" else party(reader, COALITION_ID),
        "award": [
            f"{one.name} ({reader.when(one.year)})" if one.year else one.name
            for one in record.awards
        ],
    }


def organisation(reader: Reader, entry: Entry) -> Described:
    """An organisation that takes part; never a member."""
    record = entry.record
    return {
        "@type": LEGAL_FORM.get(record.form or "", "Organization"),
        "@id": reader.site.entry_address(entry.kind, entry.id, reader.language),
        "name": reader.label(record.name).text,
        "description": reader.label(record.summary).text,
        "foundingDate": str(record.founded or ""),
        "sameAs": record.website or "",
        "location": place(reader, record.town),
    }


def _stamp(reader: Reader, item: Item, moment: datetime, *, all_day: bool) -> str:
    if all_day:
        return moment.date().isoformat()
    zone = ZoneInfo(item.record.timezone or reader.site.coalition.timezone)
    return moment.replace(tzinfo=zone).isoformat()


def event(reader: Reader, item: Item, own: Head, one: Occurrence | None) -> Described:
    """An event: its next occurrence, or the one that was; vague dates stay vague.

    An hour that does not exist, or exists twice, is that of RFC 5545, section 3.3.5, as Python has it:
    with the offset before the gap, and the first of two.
    """
    record = item.record

    def stamp(when: When) -> str:
        if not when.is_full:
            return str(when)
        return _stamp(reader, item, when.moment, all_day=when.clock is None)

    before = stamp(record.previous_start) if record.previous_start else ""
    if one is None:
        start, end = stamp(record.start), stamp(record.end) if record.end else ""
        status, venue = record.status, None if record.status == ONLINE else record.place
    else:
        start = _stamp(reader, item, one.start, all_day=one.all_day)
        end = _stamp(reader, item, one.end, all_day=one.all_day) if one.end else ""
        status, venue = one.status, one.place
        if planned(record, one) != one.start:
            before = _stamp(reader, item, planned(record, one), all_day=one.all_day)
    online = record.online and record.online.url
    where: list[Described] = [place(reader, venue)] if venue else []
    if online:
        where.append({"@type": "VirtualLocation", "url": online})
    mode = "Mixed" if venue and online else "Online" if online else "Offline"
    if status == ONLINE:
        mode = "Online"
    registration = record.registration
    offer: Described = {}
    if registration is not None and registration.price is not None:
        offer = {
            "@type": "Offer",
            "price": str(registration.price),
            "priceCurrency": registration.currency or "",
            "url": registration.url or "",
        }
    return {
        **_item(reader, item, own, "Event"),
        "startDate": start,
        "endDate": end,
        "previousStartDate": before,
        "eventStatus": SCHEMA + EVENT_STATUS[status],
        "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode"
        if where or status == ONLINE
        else "",
        "location": where,
        "organizer": parties(reader, record.organisers),
        "offers": offer,
        "eventSchedule": schedule(reader, item),
    }


def schedule(reader: Reader, item: Item) -> Described:
    """How an event repeats; nothing of a rule that schema.org has no properties for.

    Every part of the others is one of RFC 5545, section 3.3.10, by another name.
    """
    record = item.record
    said = spoken(record, reader.is_past) if record.repeat is not None else None
    if said is None or not said.rule:
        return {}
    parts = dict(part.split("=") for part in said.rule.split(";"))
    days, month_days, months = (
        [one for one in parts.get(name, "").split(",") if one]
        for name in ("BYDAY", "BYMONTHDAY", "BYMONTH")
    )
    if "BYSETPOS" in parts or any(day.startswith("-") for day in month_days):
        return {}
    # What the rule leaves to the first day is said of that day.
    if not days and not month_days:
        if parts["FREQ"] == "WEEKLY":
            days = [WEEKDAYS[said.start.weekday()]]
        elif parts["FREQ"] != "DAILY":
            month_days = [str(said.start.day)]
    if parts["FREQ"] == "YEARLY" and not months and not days:
        months = [str(said.start.month)]
    ends = [day for day in (said.until, said.confirmed) if day is not None]
    same_day = record.end is not None and record.end.first_day == record.start.first_day
    return {
        "@type": "Schedule",
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{parts['FREQ'][0]}",
        "byDay": days,
        "byMonthDay": [int(one) for one in month_days],
        "byMonth": [int(one) for one in months],
        "startDate": said.start.isoformat(),
        "endDate": min(ends).isoformat() if ends else "",
        "startTime": record.start.clock.isoformat() if record.start.clock else "",
        "endTime": record.end.clock.isoformat() if same_day and record.end.clock else "",
        "scheduleTimezone": ""
        if record.all_day
        else record.timezone or reader.site.coalition.timezone,
        "exceptDate": [day.isoformat() for day in said.less],
    }


def post(reader: Reader, item: Item, own: Head) -> Described:
    """A post."""
    authors = parties(reader, reader.authors(item))
    return {
        **_item(reader, item, own, "NewsArticle"),
        "headline": own.title.text,
        "author": authors,
        "publisher": party(reader, COALITION_ID),
        "mainEntityOfPage": reader.address(item),
    }


def project(reader: Reader, item: Item, own: Head) -> Described:
    """A project, with the grants that pay for it."""
    record = item.record
    span = record.period
    grants = []
    for one in reader.version(item).record.funding:
        funder = reader.site.entries.get(("funder", one.funder)) if one.funder else None
        grants.append(
            {
                "@type": "MonetaryGrant",
                "identifier": one.number or "",
                "name": one.programme or "",
                "funder": {
                    "@type": "Organization",
                    "name": reader.label(funder.label).text if funder else one.source or "",
                },
                "amount": {
                    "@type": "MonetaryAmount",
                    "value": str(one.amount),
                    "currency": one.currency or record.currency or "",
                }
                if one.amount is not None
                else "",
            }
        )
    described = _item(reader, item, own, "Project")
    # A project is an organisation to schema.org: what belongs to a text has no place in it.
    for name in ("inLanguage", "datePublished", "dateModified"):
        del described[name]
    return {
        **described,
        "foundingDate": str(span.start or "") if span else "",
        "dissolutionDate": str(span.end or "") if span else "",
        "member": parties(
            reader, dict.fromkeys((*record.lead, *(one.partner for one in record.partners)))
        ),
        "location": [place(reader, one) for one in record.places],
        "funding": grants,
    }


def document(reader: Reader, item: Item, own: Head) -> Described:
    """A document."""
    record = item.record
    return {
        **_item(reader, item, own, "DigitalDocument"),
        "dateCreated": str(record.date or ""),
        "version": record.version or "",
        "author": parties(reader, record.owners),
        "inLanguage": list(record.languages),
    }


def web_page(reader: Reader, item: Item, own: Head) -> Described:
    """A page of the content, a call or a plan."""
    return _item(reader, item, own, "WebPage")


def town(reader: Reader, entry: Entry) -> Described:
    """A place."""
    return {
        **place(reader, entry.id),
        "description": reader.label(entry.record.summary).text,
        "url": reader.site.entry_address(entry.kind, entry.id, reader.language),
        "sameAs": entry.record.website or "",
    }
