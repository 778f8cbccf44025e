"""Projects: what members carry out, with whom, until when and with whose money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from .. import languages
from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .cards import ProjectCard, Span, project_card, span
from .frame import Feed, Frame, Page, feed_of, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import STATUSES, Related, projects, related

# Shares that nobody gave are told to a tenth of a per cent.
TENTH: Final = Decimal("0.1")


class ProjectsView(Struct, frozen=True):
    """All projects, by how far they are: ``(status, cards)``; an unknown status is empty."""

    frame: Frame
    groups: tuple[tuple[str, tuple[ProjectCard, ...]], ...]


class Partner(Struct, frozen=True):
    """Who takes part, and as what."""

    link: Link
    role: Said


class Indicator(Struct, frozen=True):
    """Something counted, before and after."""

    name: Said
    unit: Said
    baseline: str
    target: str
    value: str
    date: str


class Money(Struct, frozen=True):
    """Money from one source, in words."""

    source: Link
    programme: str
    number: str
    amount: str
    share: str


class Budget(Struct, frozen=True):
    """Who pays how much, in words.

    ``whole`` is the budget; ``together`` is the sum of the parts, empty when it cannot be told or is
    the same.
    """

    parts: tuple[Money, ...]
    together: str
    whole: str
    note: Said

    def __bool__(self) -> bool:
        return bool(self.parts or self.whole)


class ProjectView(Struct, frozen=True):
    """A project."""

    frame: Frame
    item: Head
    status: str
    period: Span
    lead: tuple[Link, ...]
    partners: tuple[Partner, ...]
    places: tuple[Link, ...]
    objectives: tuple[Said, ...]
    target_groups: tuple[Said, ...]
    activities: tuple[Said, ...]
    results: tuple[Said, ...]
    indicators: tuple[Indicator, ...]
    money: Budget
    website: str
    links: tuple[Link, ...]
    feed: Feed | None
    related: Related


def project_pages(reader: Reader) -> Iterator[Page]:
    """The list of projects and a page for each."""
    return listed_pages(reader, "project", projects_view, project_view)


def projects_view(reader: Reader) -> ProjectsView:
    """All projects, by their status."""
    listed = projects(reader, reader.site.all("project"))
    return ProjectsView(
        section_frame(reader, "project"),
        tuple(
            (status or "", cards)
            for status in STATUSES
            if (
                cards := tuple(
                    project_card(reader, one) for one in listed if one.record.status == status
                )
            )
        ),
    )


def project_view(reader: Reader, item: Item) -> ProjectView:
    """A project: who, when, where, what for, what came of it, and who paid."""
    own, feed = head(reader, item), feed_of(reader, item.key)
    record: Any = reader.version(item).record

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    def points(name: str) -> tuple[Said, ...]:
        return tuple(within(name, one.text) for one in getattr(record, name))

    return ProjectView(
        frame=item_frame(
            reader,
            item,
            own,
            feed=feed,
            described=described.project(reader, item, own),
        ),
        item=own,
        status=record.status or "",
        period=span(reader, record),
        lead=reader.parties(record.lead),
        partners=tuple(
            Partner(link, within("partners", one.role))
            for one in record.partners
            if (link := reader.party(one.partner)) is not None
        ),
        places=reader.places(record.places),
        objectives=points("objectives"),
        target_groups=points("target_groups"),
        activities=points("activities"),
        results=points("results"),
        indicators=tuple(
            Indicator(
                within("indicators", one.name),
                within("indicators", one.unit),
                one.baseline or "",
                one.target or "",
                one.value or "",
                reader.when(one.date) if one.date else "",
            )
            for one in record.indicators
        ),
        money=_budget(reader, item, record),
        website=record.website or "",
        links=tuple(Link(within("links", one.title), url=one.url) for one in record.links),
        feed=feed,
        related=related(reader, item.key),
    )


def _budget(reader: Reader, item: Item, record: Any) -> Budget:
    """The money of a project; the shares are worked out where no source gives any."""

    def money(amount: Decimal | None, currency: str | None) -> str:
        if amount is None:
            return ""
        return languages.money(reader.language, amount, currency or record.currency)

    budget, together = record.budget, record.together
    whole = budget if budget is not None else together
    given = any(one.share is not None for one in record.funding)
    comparable = together is not None and whole and (len(record.funding) > 1 or whole != together)

    def share(one: Any) -> str:
        if given:
            found = one.share
        else:
            found = (one.amount * 100 / whole).quantize(TENTH) if comparable else None
        return languages.percent(reader.language, found) if found is not None else ""

    def part(one: Any) -> Money:
        funder = reader.site.entries.get(("funder", one.funder)) if one.funder else None
        said = reader.within(item, "funding", one.source)
        return Money(
            reader.entry_link(funder) if funder else Link(said),
            one.programme or "",
            one.number or "",
            money(one.amount, one.currency),
            share(one),
        )

    # The sum of a single part tells nothing but beside another budget.
    summed = together != budget and (budget is not None or len(record.funding) > 1)
    return Budget(
        tuple(part(one) for one in record.funding),
        money(together, record.money_in) if summed else "",
        money(budget, record.currency),
        reader.field(item, "budget_note"),
    )
