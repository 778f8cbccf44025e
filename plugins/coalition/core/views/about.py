"""The coalition itself, and the ways to take part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from ..addresses import Address
from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .cards import CallCard, Colophon, EventCard, call_card, coming_cards, entry_colophon
from .frame import Frame, Page, frame, section_frame
from .related import calls, present

# What a person can give, in the order of the page, with the asks of calls that it answers; the
# last is for calls that do not say what they ask for.
GIFTS = (
    ("time", ("volunteers",)),
    ("money", ("donations",)),
    ("idea", ("proposals", "nominations")),
    ("opinion", ("consultation", "vote")),
    ("skills", ("partners", "membership", "jobs")),
    ("receive", ("funding-offered",)),
    ("other", ()),
)
# Meetings to which the public is asked to come and speak.
PUBLIC = frozenset({"consultation", "assembly", "meeting", "civic-action", "clean-up"})
CHANNELS = ("report-issue", "propose", "open-data", "poll")


class Growth(Struct, frozen=True):
    """How many members there were at a time."""

    when: str
    count: int
    note: Said


class CoalitionAward(Struct, frozen=True):
    """A prize given to the coalition."""

    name: str
    year: str
    note: Said
    url: str


class Channel(Struct, frozen=True):
    """A place elsewhere where people can take part, and who runs it."""

    does: str
    label: Said
    run_by: Link | None
    url: str


class CoalitionView(Struct, frozen=True):
    """Who the coalition is."""

    frame: Frame
    mission: Said
    launched: str
    email: str
    area: tuple[Link, ...]
    objectives: tuple[Said, ...]
    values: tuple[Said, ...]
    bodies: tuple[tuple[Said, tuple[Link, ...]], ...]
    how_to_join: Said
    growth: tuple[Growth, ...]
    awards: tuple[CoalitionAward, ...]
    channels: tuple[Channel, ...]
    members: int
    directory: Address | None
    organisations: int
    all_organisations: Address | None
    colophon: Colophon


class Offer(Struct, frozen=True):
    """A member that can be supported, and how; or what it looks for."""

    member: Link
    key: str
    url: str
    what: Said


class Gift(Struct, frozen=True):
    """What a person can give: the calls that ask for it, and the members that can use it."""

    key: str
    calls: tuple[CallCard, ...]
    offers: tuple[Offer, ...]


class InvolvedView(Struct, frozen=True):
    """How to take part."""

    frame: Frame
    gifts: tuple[Gift, ...]
    channels: tuple[Channel, ...]
    meetings: tuple[EventCard, ...]
    how_to_join: Said
    calls: Address | None
    email: str
    to_translate: Address | None


def about_pages(reader: Reader) -> Iterator[Page]:
    """The coalition, get involved."""
    for section, view in (
        ("coalition", coalition_view),
        ("involved", involved_view),
    ):
        address = reader.site.scheme.section(section, reader.language)
        yield Page(address, f"{section}.html", partial(view, reader))


def growth(reader: Reader) -> tuple[Growth, ...]:
    """How the coalition grew."""
    return tuple(
        Growth(reader.when(one.when), one.count, reader.label(one.note))
        for one in reader.site.coalition.growth
    )


def objectives(reader: Reader) -> tuple[Said, ...]:
    """What the coalition wants to reach."""
    return tuple(reader.label(one.text) for one in reader.site.coalition.objectives)


def channels(reader: Reader) -> tuple[Channel, ...]:
    """Where else people can take part."""
    return tuple(
        Channel(
            one.does,
            reader.label(one.label),
            reader.party(one.run_by) if one.run_by else None,
            one.url,
        )
        for one in reader.site.coalition.channels
    )


def coalition_view(reader: Reader) -> CoalitionView:
    """What ``coalition.yaml`` says of the coalition."""
    own = reader.site.coalition
    home = reader.site.scheme.section("coalition", reader.language)
    return CoalitionView(
        frame=frame(
            reader,
            {one: reader.site.scheme.section("coalition", one) for one in reader.site.languages},
            section="coalition",
            described=described.coalition(reader),
        ),
        mission=reader.label(own.mission),
        launched=reader.when(own.launched) if own.launched else "",
        email=own.email or "",
        area=reader.places(own.area),
        objectives=objectives(reader),
        values=tuple(reader.label(one.text) for one in own.values),
        bodies=tuple(
            (
                reader.label(one.label),
                # The coalition needs no link to the page one is on.
                tuple(link for link in reader.parties(one.members) if link.address != home),
            )
            for one in own.bodies
        ),
        how_to_join=reader.label(own.how_to_join),
        growth=growth(reader),
        awards=tuple(
            CoalitionAward(one.name, reader.when(one.year), reader.label(one.note), one.url or "")
            for one in own.awards
        ),
        channels=channels(reader),
        members=len(present(reader, reader.site.all("member"))),
        directory=reader.sections.get("member"),
        organisations=len(reader.site.listed("organisation")),
        all_organisations=reader.sections.get("organisation"),
        colophon=entry_colophon(reader, own.sources),
    )


def _offers(reader: Reader, members: tuple[Item, ...], key: str) -> Iterator[Offer]:
    """What members can use of the gift ``key``, as their own pages say."""
    ways = {"time": ("volunteer",), "money": ("donate", "tax_form")}.get(key, ())
    for item in members:
        record: Any = reader.version(item).record
        for way in ways:
            url = getattr(record.support, way) if record.support else None
            if url:
                yield Offer(reader.link(item), way, url, Said(""))
        if key == "skills":
            for need in record.needs:
                yield Offer(reader.link(item), "need", "", reader.within(item, "needs", need.what))


def gifts(reader: Reader) -> tuple[Gift, ...]:
    """What a person can give, where somebody asks for it or can use it."""
    site = reader.site
    open_calls = [
        one for one in calls(reader, site.all("call")) if one.record.state(reader.today) != "closed"
    ]
    members = present(reader, site.all("member"))
    every = (
        Gift(
            key,
            tuple(
                call_card(reader, one)
                for one in open_calls
                if set(asks) & {*one.record.asks} or not (asks or one.record.asks)
            ),
            tuple(_offers(reader, members, key)),
        )
        for key, asks in GIFTS
    )
    return tuple(one for one in every if one.calls or one.offers)


def is_asking(reader: Reader) -> bool:
    """Whether there is any way to take part beyond reading."""
    own = reader.site.coalition
    ways = (gifts(reader), _places_to_speak(reader), own.how_to_join, own.email)
    return any(ways)


def _places_to_speak(reader: Reader) -> tuple[Channel, ...]:
    return tuple(one for one in channels(reader) if one.does in CHANNELS)


def involved_view(reader: Reader) -> InvolvedView:
    """What a person can give, where to say something, and when to come."""
    own = reader.site.coalition
    meetings = [one for one in reader.coming_events if one.record.format in PUBLIC]
    return InvolvedView(
        frame=section_frame(reader, "involved"),
        gifts=gifts(reader),
        channels=_places_to_speak(reader),
        meetings=coming_cards(reader, meetings),
        how_to_join=reader.label(own.how_to_join),
        calls=reader.sections.get("call"),
        email=own.email or "",
        to_translate=(
            reader.site.scheme.section("translation", reader.language)
            if len(reader.site.languages) > 1
            else None
        ),
    )
