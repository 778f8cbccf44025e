"""Open calls: who asks for what, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from .. import languages
from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .cards import CallCard, call_card
from .frame import Frame, Page, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import STATES, Related, calls, related

NO_GOAL: Final = -1


class CallsView(Struct, frozen=True):
    """All calls by state, open ones first: ``(state, cards)``."""

    frame: Frame
    groups: tuple[tuple[str, tuple[CallCard, ...]], ...]
    involved: Link


class Progress(Struct, frozen=True):
    """How far the goal was on a day; ``percent`` of it is from 0 up, or ``NO_GOAL``.

    ``share`` says it in words.
    """

    date: str
    amount: str
    percent: int
    share: str
    source: str


class ResultRow(Struct, frozen=True):
    """One line of the results."""

    label: Said
    value: Said
    party: Link | None


class Results(Struct, frozen=True):
    """What came of a call."""

    decided: Said
    rows: tuple[ResultRow, ...]
    url: str
    date: str
    partial: bool = False


class CallView(Struct, frozen=True):
    """A call."""

    frame: Frame
    item: Head
    state: str
    asks: tuple[str, ...]
    issuer: tuple[Link, ...]
    collected_by: Link | None
    audience: tuple[Said, ...]
    eligibility: tuple[Said, ...]
    opens: str
    deadline: str
    iso: str
    zone: str
    how: Said
    url: str
    email: str
    goal: str
    matched_by: Link | None
    matched_up_to: str
    progress: tuple[Progress, ...]
    results: Results | None
    about: tuple[Link, ...]
    links: tuple[Link, ...]
    related: Related


def call_pages(reader: Reader) -> Iterator[Page]:
    """The list of calls and a page for each."""
    return listed_pages(reader, "call", calls_view, call_view)


def calls_view(reader: Reader) -> CallsView:
    """All calls, by their state."""
    cards = [call_card(reader, one) for one in calls(reader, reader.site.all("call"))]
    return CallsView(
        section_frame(reader, "call"),
        tuple(
            (state, found)
            for state in STATES
            if (found := tuple(one for one in cards if one.state == state))
        ),
        Link(Said(""), reader.site.scheme.section("involved", reader.language)),
    )


def call_view(reader: Reader, item: Item) -> CallView:
    """A call: who asks, for what, until when, how to answer, and the results."""
    own = head(reader, item)
    record: Any = reader.version(item).record
    goal = record.goal
    currency = goal.currency if goal else None
    zone = record.timezone or reader.site.coalition.timezone

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    def money(amount: Decimal | None) -> str:
        return languages.money(reader.language, amount, currency) if amount is not None else ""

    def percent(amount: Decimal) -> int:
        return int(amount * 100 / goal.amount) if goal and goal.amount else NO_GOAL

    def share(percent: int) -> str:
        return languages.percent(reader.language, Decimal(percent)) if percent >= 0 else ""

    return CallView(
        frame=item_frame(reader, item, own, described=described.web_page(reader, item, own)),
        item=own,
        state=record.state(reader.today),
        asks=record.asks,
        issuer=reader.parties(record.issuer),
        collected_by=reader.party(record.collected_by) if record.collected_by else None,
        audience=tuple(within("audience", one.text) for one in record.audience),
        eligibility=tuple(within("eligibility", one.text) for one in record.eligibility),
        opens=reader.when(record.opens) if record.opens else "",
        deadline=reader.when(record.deadline) if record.deadline else "",
        iso=str(record.deadline or ""),
        zone=zone if record.timezone and record.deadline and record.deadline.clock else "",
        how=reader.field(item, "how"),
        url=record.url or "",
        email=record.email or "",
        goal=money(goal.amount if goal else None),
        matched_by=reader.party(goal.matched_by) if goal and goal.matched_by else None,
        matched_up_to=money(goal.matched_up_to if goal else None),
        progress=tuple(
            Progress(
                reader.when(one.date),
                money(one.amount),
                percent(one.amount),
                share(percent(one.amount)),
                one.source or "",
            )
            for one in sorted(record.progress, key=lambda one: one.date.first_day, reverse=True)
        ),
        results=_results(reader, item, record.results),
        about=reader.references(record.about),
        links=tuple(Link(within("links", one.title), url=one.url) for one in record.links),
        related=related(reader, item.key, told=record.about),
    )


def _results(reader: Reader, item: Item, results: Any) -> Results | None:
    if results is None:
        return None

    def within(text: str | None) -> Said:
        return reader.within(item, "results", text)

    return Results(
        within(results.decided),
        tuple(
            ResultRow(
                within(row.label),
                within(row.value),
                reader.party(row.party) if row.party else None,
            )
            for row in results.table
        ),
        results.link or "",
        reader.when(results.date) if results.date else "",
        results.partial,
    )
