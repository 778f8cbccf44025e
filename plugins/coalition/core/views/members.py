"""The member directory, by name, town and field of work, and each member's own space."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from msgspec import Struct

from .. import alphabets
from ..addresses import Address
from ..showing import Figure, Link, Reader, Said
from ..site import Entry, Item
from . import described
from .cards import MemberCard, member_card
from .frame import Feed, Frame, Page, feed_of, item_frame, item_pages, list_frame, section_frame
from .heads import Head, head
from .related import Related, present, related

# From here on a list by name needs letters to jump to.
LETTERS_FROM = 10


class Letter(Struct, frozen=True):
    """The members under one letter of the alphabet."""

    letter: str
    cards: tuple[MemberCard, ...]


class DirectoryView(Struct, frozen=True):
    """All members by name, those who left apart."""

    frame: Frame
    count: int
    letters: tuple[Letter, ...]
    former: tuple[MemberCard, ...]
    by_town: Address | None
    by_field: Address | None


class Group(Struct, frozen=True):
    """The members of a town or a field of work."""

    of: Link
    cards: tuple[MemberCard, ...]


class GroupsView(Struct, frozen=True):
    """Members by ``by``: ``town`` or ``field``; those with neither stand in ``others``."""

    frame: Frame
    by: str
    groups: tuple[Group, ...]
    others: tuple[MemberCard, ...]
    directory: Address


class Contact(Struct, frozen=True):
    """How to reach a role."""

    role: Said
    email: str
    phone: str


class Award(Struct, frozen=True):
    """A prize or recognition."""

    name: str
    year: str
    note: Said


class MemberView(Struct, frozen=True):
    """A member's own space."""

    frame: Frame
    item: Head
    logo: Figure | None
    legal_name: Said
    form: str
    status: str
    town: Link | None
    joined: str
    left: str
    left_reason: Said
    founded: str
    abbreviation: str
    fiscal_code: str
    fields: tuple[Link, ...]
    area: tuple[Link, ...]
    website: str
    links: tuple[Link, ...]
    contacts: tuple[Contact, ...]
    support: tuple[tuple[str, str], ...]
    reports: tuple[Link, ...]
    awards: tuple[Award, ...]
    offers: tuple[Said, ...]
    needs: tuple[Said, ...]
    accessibility: Said
    checked: str
    related: Related
    feed: Feed | None


# The pages that show the directory in groups: the kind of the groups, the field of members that
# names one, and what the theme calls it.
GROUPS = (("place", "town", "town"), ("topic", "fields", "field"))


def directory_pages(reader: Reader, groups: bool = True) -> Iterator[Page]:
    """The directory by name, by town and by field; the groups when there are any members in them."""
    if not reader.site.index.every("member"):
        return
    address = reader.site.scheme.section("member", reader.language)
    yield Page(address, "members.html", partial(directory_view, reader))
    for kind, field, by in GROUPS:
        if groups and reader.site.index.any_names(f"member {field}"):
            view = partial(groups_view, reader, kind, by)
            yield Page(_groups_address(reader, kind), "members_by.html", view)


def _groups_address(reader: Reader, kind: str) -> Address:
    scheme, language = reader.site.scheme, reader.language
    return scheme.section("member", language, scheme.word(kind, language))


def directory_view(reader: Reader) -> DirectoryView:
    """The directory by name, in the alphabet of the reader's language."""
    every = reader.site.all("member")
    members = present(reader, every)
    former = tuple(one for one in every if one.record.status == "former" and not one.withdrawn)
    groups = {
        by: _groups_address(reader, kind)
        for kind, field, by in GROUPS
        if reader.site.index.any_names(f"member {field}")
    }
    return DirectoryView(
        section_frame(reader, "member"),
        len(members),
        _letters(reader, members),
        tuple(member_card(reader, item) for item in reader.sorted(former)),
        groups.get("town"),
        groups.get("field"),
    )


def _letters(reader: Reader, members: Sequence[Item]) -> tuple[Letter, ...]:
    cards = [member_card(reader, item) for item in members]
    if len(cards) < LETTERS_FROM:
        return (Letter("", tuple(cards)),) if cards else ()

    def letter(card: MemberCard) -> str:
        return alphabets.initial(reader.language, card.name.text)

    return tuple(Letter(key, tuple(found)) for key, found in groupby(cards, letter))


def groups_view(reader: Reader, kind: str, by: str) -> GroupsView:
    """Members by the entries of a list."""

    def named(item: Item) -> set[str]:
        if kind == "topic":
            return set(item.record.fields)
        town = reader.site.town(item.record.town)
        return {town} if town else set()

    members = present(reader, reader.site.all("member"))
    entries: tuple[Entry, ...] = reader.site.listed(kind)
    if kind == "topic":
        entries = reader.sorted_entries(entries)
    cards: dict[str, list[MemberCard]] = defaultdict(list)
    for item in members:
        for id_ in named(item):
            cards[id_].append(member_card(reader, item))
    word = reader.site.scheme.word
    return GroupsView(
        list_frame(reader, "member", {one: (word(kind, one),) for one in reader.site.languages}),
        by,
        tuple(
            Group(reader.entry_link(entry), tuple(cards[entry.id]))
            for entry in entries
            if entry.id in cards
        ),
        tuple(member_card(reader, item) for item in members if not named(item)),
        reader.site.scheme.section("member", reader.language),
    )


def member_pages(reader: Reader) -> Iterator[Page]:
    """Each member's own space."""
    return item_pages(reader, "member", member_view)


def member_view(reader: Reader, item: Item) -> MemberView:
    """A member's own space: what it says, and all in which it takes part."""
    own = head(reader, item)
    record: Any = reader.version(item).record
    feed = feed_of(reader, item.key)

    def field(name: str) -> Said:
        return reader.field(item, name)

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    support = record.support
    return MemberView(
        frame=item_frame(
            reader,
            item,
            own,
            feed=feed,
            described=described.member(reader, item, own),
        ),
        item=own,
        logo=reader.logo(item),
        legal_name=field("legal_name"),
        form=record.form or "",
        status=record.status,
        town=reader.place_link(record.town),
        joined=reader.when(record.joined) if record.joined else "",
        left=reader.when(record.left) if record.left else "",
        left_reason=field("left_reason"),
        founded=reader.when(record.founded) if record.founded else "",
        abbreviation=record.abbreviation or "",
        fiscal_code=record.fiscal_code or "",
        fields=reader.topics(record.fields),
        area=reader.places(record.area_served),
        website=record.website or "",
        links=tuple(Link(within("links", link.title), url=link.url) for link in record.links),
        contacts=tuple(
            Contact(within("contacts", one.role), one.email or "", one.phone or "")
            for one in record.contacts
        ),
        support=tuple(
            (key, getattr(support, key))
            for key in ("donate", "tax_form", "volunteer")
            if support is not None and getattr(support, key)
        ),
        reports=tuple(Link(within("reports", one.title), url=one.url) for one in record.reports),
        awards=tuple(
            Award(one.name, reader.when(one.year) if one.year else "", within("awards", one.note))
            for one in record.awards
        ),
        offers=tuple(within("offers", one.what) for one in record.offers),
        needs=tuple(within("needs", one.what) for one in record.needs),
        accessibility=field("accessibility"),
        checked=reader.when(record.checked) if record.checked else "",
        related=related(reader, item.key),
        feed=feed,
    )
