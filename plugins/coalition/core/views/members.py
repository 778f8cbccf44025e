"""The member directory and each member's own space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..addresses import Address
from ..showing import Link, Reader, Said, Text
from ..site import Item
from .cards import (
    Colophon,
    EventCard,
    MemberCard,
    PostCard,
    colophon,
    event_card,
    happening_card,
    member_card,
    post_card,
)
from .events import ended_of, one_each
from .frame import Feed, Frame, Page, item_frame, section_frame


@dataclass(frozen=True)
class DirectoryView:
    """All members, those who left apart."""

    frame: Frame
    members: tuple[MemberCard, ...]
    former: tuple[MemberCard, ...]


@dataclass(frozen=True)
class MemberView:
    """A member's own space."""

    frame: Frame
    name: Said
    legal_name: Said
    summary: Said
    form: str
    status: str
    town: Said
    joined: str
    left: str
    left_reason: Said
    founded: str
    abbreviation: str
    fiscal_code: str
    fields: tuple[Said, ...]
    area: tuple[Said, ...]
    website: str
    links: tuple[Link, ...]
    contacts: tuple[tuple[Said, str, str], ...]
    support: tuple[tuple[str, str], ...]
    awards: tuple[tuple[str, str, Said], ...]
    offers: tuple[Said, ...]
    needs: tuple[Said, ...]
    withdrawn: Said | None
    text: Text
    coming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    posts: tuple[PostCard, ...]
    feed: Feed | None
    colophon: Colophon


def present(reader: Reader) -> tuple[Item, ...]:
    """Members that did not leave, by name."""
    members = reader.site.all("member")
    return reader.sorted(
        tuple(one for one in members if one.record.status != "former" and not one.record.withdrawn)
    )


def directory_page(reader: Reader) -> Page:
    """The directory, by name in the alphabet of the reader's language."""
    former = tuple(
        one
        for one in reader.site.all("member")
        if one.record.status == "former" and not one.record.withdrawn
    )
    view = DirectoryView(
        section_frame(reader, "members", "member"),
        tuple(member_card(reader, item) for item in present(reader)),
        tuple(member_card(reader, item) for item in reader.sorted(former)),
    )
    return Page(view.frame.address, "members.html", view)


def member_pages(reader: Reader) -> Iterator[Page]:
    """Each member's own space."""
    for item in reader.site.all("member"):
        view = member_view(reader, item)
        yield Page(view.frame.address, "member.html", view)


def member_feed(reader: Reader, item: Item) -> Feed:
    """Where the member's feed and calendar stand: below its page."""
    address = reader.address(item)
    return Feed(
        reader.heading(item).text,
        Address(f"{address.path}feed.xml"),
        Address(f"{address.path}calendar.ics"),
    )


def member_view(reader: Reader, item: Item) -> MemberView:
    """A member's own space: what it says, its events and posts."""
    record: Any = reader.version(item).record
    events = reader.naming(item.key, "organisers", "partners")
    events = tuple(one for one in events if one.kind == "event")
    coming = tuple(one for one in reader.coming if one.item in events)
    feed = member_feed(reader, item) if record.withdrawn is None else None

    def field(name: str) -> Said:
        return reader.field(item, name)

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    support = record.support
    return MemberView(
        frame=item_frame(reader, item, "members", () if feed is None else (feed,)),
        name=reader.heading(item),
        legal_name=field("legal_name"),
        summary=reader.summary(item),
        form=record.form or "",
        status=record.status,
        town=reader.place(record.town),
        joined=reader.when(record.joined) if record.joined else "",
        left=reader.when(record.left) if record.left else "",
        left_reason=field("left_reason"),
        founded=reader.when(record.founded) if record.founded else "",
        abbreviation=record.abbreviation or "",
        fiscal_code=record.fiscal_code or "",
        fields=reader.topics(record.fields),
        area=tuple(reader.place(one) for one in record.area_served),
        website=record.website or "",
        links=tuple(Link(within("links", link.title), url=link.url) for link in record.links),
        contacts=tuple(
            (within("contacts", one.role), one.email or "", one.phone or "")
            for one in record.contacts
        ),
        support=tuple(
            (key, getattr(support, key))
            for key in ("donate", "tax_form", "volunteer")
            if support is not None and getattr(support, key)
        ),
        awards=tuple(
            (one.name, reader.when(one.year) if one.year else "", within("awards", one.note))
            for one in record.awards
        ),
        offers=tuple(within("offers", one.what) for one in record.offers),
        needs=tuple(within("needs", one.what) for one in record.needs),
        withdrawn=within("withdrawn", record.withdrawn.reason) if record.withdrawn else None,
        text=reader.text(item),
        coming=tuple(happening_card(reader, one) for one in one_each(coming)),
        past=tuple(event_card(reader, one) for one in ended_of(reader, events)),
        posts=tuple(post_card(reader, one) for one in reader.posts(item)),
        feed=feed,
        colophon=colophon(reader, item),
    )
