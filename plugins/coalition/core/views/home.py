"""The first page: who we are, and the blocks that the coalition chose, or the usual ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from msgspec import Struct

from ..addresses import Address
from ..showing import Reader, Said
from . import described
from .about import channels, gifts, growth, is_asking, objectives
from .cards import (
    call_card,
    coming_cards,
    document_card,
    entry_card,
    event_card,
    member_card,
    plan_card,
    post_card,
    project_card,
)
from .frame import Crumb, Frame, Page, frame
from .related import calls, documents, plans, present, projects

COMING, TOLD, PAST, ASKED, DONE = 6, 3, 4, 4, 4

# Blocks of names and figures, which stand beside the others where there is room for two columns.
NARROW: Final = frozenset(
    {"members", "organisations", "documents", "growth", "objectives", "channels", "involved"}
)
_Columns = tuple[tuple[str, ...], tuple[str, ...]]
# The usual blocks of the main column and of the other one; with nothing to come the page leads with
# what there is: members, projects, history. Organisations stand where there are no members.
USUAL: Final[_Columns] = (
    ("coming", "calls", "posts", "projects", "past"),
    ("members", "organisations", "growth"),
)
NOTHING_COMES: Final[_Columns] = (
    ("members", "organisations", "projects", "posts"),
    ("growth", "calls", "past"),
)
# Where the first button leads: to the first of these that there is, in the order of the menu.
FIRST_WAYS: Final = ("member", "project", "plan", "organisation", "event", "post", "document")


class Block(Struct, frozen=True):
    """A part of the first page, with what it shows and the way to all of it."""

    name: str
    cards: tuple[Any, ...]
    whole: Address | None


class HomeView(Struct, frozen=True):
    """The first page: its head, and the blocks of its two columns that have something to show."""

    frame: Frame
    mission: Said
    launched: str
    members: int
    organisations: int
    towns: int
    ways: tuple[Crumb, ...]
    main: tuple[Block, ...]
    side: tuple[Block, ...]


def home_page(reader: Reader) -> Page:
    """The first page."""
    return Page(reader.site.scheme.home(reader.language), "home.html", partial(home_view, reader))


def home_view(reader: Reader) -> HomeView:
    """What the first page shows."""
    site = reader.site
    main, side = _columns(reader)
    return HomeView(
        frame=frame(
            reader,
            {one: site.scheme.home(one) for one in site.languages},
            section="home",
            described=described.coalition(reader),
        ),
        mission=reader.label(site.coalition.mission),
        launched=reader.when(site.coalition.launched) if site.coalition.launched else "",
        members=len(present(reader, site.all("member"))),
        organisations=0 if reader.has_members else len(site.listed("organisation")),
        towns=len(site.coalition.area),
        ways=tuple(_ways(reader)),
        main=main,
        side=side,
    )


def _ways(reader: Reader) -> Iterable[Crumb]:
    there = reader.sections
    chosen = [kind for kind in reader.site.coalition.menu if kind in FIRST_WAYS]
    first = next((kind for kind in (*chosen, *FIRST_WAYS) if kind in there), "coalition")
    second = "involved" if is_asking(reader) else "coalition"
    return (
        Crumb(reader.section_word(kind), there[kind]) for kind in dict.fromkeys((first, second))
    )


def _columns(reader: Reader) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of the main column and of the one beside it."""
    chosen = tuple(dict.fromkeys(reader.site.coalition.home))
    if chosen:
        main = _blocks(reader, (one for one in chosen if one not in NARROW))
        side = _blocks(reader, (one for one in chosen if one in NARROW))
        return (main, side) if main else (side, ())
    agenda = reader.agenda
    usual = USUAL if agenda.coming("1") or agenda.undated() else NOTHING_COMES
    left_out = "organisations" if reader.has_members else ""
    main, side = (_blocks(reader, (one for one in of if one != left_out)) for of in usual)
    return main, side


def _blocks(reader: Reader, names: Iterable[str]) -> tuple[Block, ...]:
    def block(name: str) -> Block:
        section, cards = _BLOCKS[name]
        return Block(name, cards(reader), reader.sections.get(section))

    return tuple(one for one in map(block, names) if one.cards)


def _calls(reader: Reader) -> tuple[Any, ...]:
    """Calls that one can answer until a day, or will be able to."""
    asked = (
        one
        for one in calls(reader, reader.site.all("call"))
        if one.record.state(reader.today) in ("open", "coming", "planned")
    )
    return tuple(call_card(reader, one) for one in [*asked][:ASKED])


def _organisations(reader: Reader) -> tuple[Any, ...]:
    every = reader.sorted_entries(reader.site.listed("organisation"))
    return tuple(entry_card(reader, one) for one in every)


# Each block of the page: the section that holds the whole of it, and its cards.
_BLOCKS: Final[Mapping[str, tuple[str, Callable[[Reader], tuple[Any, ...]]]]] = {
    "coming": ("event", lambda reader: coming_cards(reader, limit=COMING)),
    "calls": ("call", _calls),
    "posts": (
        "post",
        lambda reader: tuple(post_card(reader, one) for one in reader.posts(TOLD)),
    ),
    "projects": (
        "project",
        lambda reader: tuple(
            project_card(reader, one) for one in projects(reader, reader.site.all("project"))[:DONE]
        ),
    ),
    "plans": (
        "plan",
        lambda reader: tuple(
            plan_card(reader, one) for one in plans(reader.site.all("plan"))[:DONE]
        ),
    ),
    "past": (
        "event",
        lambda reader: tuple(event_card(reader, one) for one in reader.ended(PAST)),
    ),
    "members": (
        "member",
        lambda reader: tuple(
            member_card(reader, one) for one in present(reader, reader.site.all("member"))
        ),
    ),
    "organisations": ("organisation", _organisations),
    "documents": (
        "document",
        lambda reader: tuple(
            document_card(reader, one) for one in documents(reader.site.all("document"))[:DONE]
        ),
    ),
    "growth": ("coalition", growth),
    "objectives": ("coalition", objectives),
    "channels": ("coalition", channels),
    "involved": ("involved", gifts),
}
