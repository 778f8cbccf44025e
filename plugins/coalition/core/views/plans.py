"""Action plans: what was promised, by whom, until when, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from msgspec import Struct

from .. import languages
from ..records.plan import Degree
from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .cards import PlanCard, Span, plan_card, span
from .frame import Frame, Page, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import Related, plans, related


class PlansView(Struct, frozen=True):
    """All plans, those under way first."""

    frame: Frame
    plans: tuple[PlanCard, ...]


class Update(Struct, frozen=True):
    """A dated note on a measure."""

    date: str
    degree: str
    note: Said
    evidence: tuple[Link, ...]


class Measure(Struct, frozen=True):
    """Something that somebody promised to do; ``degree`` is how far it is."""

    id: str
    title: Said
    description: Said
    degree: str
    responsible: tuple[Link, ...]
    partners: tuple[Link, ...]
    start: str
    due: str
    overdue: bool
    budget: str
    updates: tuple[Update, ...]


class Objective(Struct, frozen=True):
    """What the plan wants to reach, with its measures."""

    id: str
    title: Said
    measures: tuple[Measure, ...]


class PlanView(Struct, frozen=True):
    """A plan."""

    frame: Frame
    item: Head
    period: Span
    adopted: str
    owners: tuple[Link, ...]
    objectives: tuple[Objective, ...]
    resources: tuple[tuple[Said, Said], ...]
    documents: tuple[Link, ...]
    # How many measures are in each degree, in the order of the model; none with nothing in it.
    progress: tuple[tuple[str, int], ...]
    count: int
    overdue: int
    related: Related


def plan_pages(reader: Reader) -> Iterator[Page]:
    """The list of plans and a page for each."""
    return listed_pages(reader, "plan", plans_view, plan_view)


def plans_view(reader: Reader) -> PlansView:
    """All plans, those under way first."""
    cards = tuple(plan_card(reader, one) for one in plans(reader.site.all("plan")))
    return PlansView(section_frame(reader, "plan"), cards)


def plan_view(reader: Reader, item: Item) -> PlanView:
    """A plan: its objectives, each with its measures, and how far they are."""
    own = head(reader, item)
    record: Any = reader.version(item).record
    measures = item.record.measures
    counted = Counter(one.degree for one in measures)

    def within(name: str, text: str | None) -> Said:
        return reader.within(item, name, text)

    return PlanView(
        frame=item_frame(reader, item, own, described=described.web_page(reader, item, own)),
        item=own,
        period=span(reader, item.record),
        adopted=reader.when(record.adopted) if record.adopted else "",
        owners=reader.parties(record.owners),
        objectives=tuple(
            Objective(
                objective.id,
                within("objectives", objective.title),
                tuple(_measure(reader, item, one) for one in objective.measures),
            )
            for objective in record.objectives
        ),
        resources=tuple(
            (within("resources", one.title), within("resources", one.note))
            for one in record.resources
        ),
        documents=reader.references(tuple(f"document/{one}" for one in record.documents)),
        progress=tuple((one, counted[one]) for one in get_args(Degree) if counted[one]),
        count=len(measures),
        overdue=sum(one.is_overdue(reader.today) for one in measures),
        related=related(reader, item.key),
    )


def _measure(reader: Reader, item: Item, measure: Any) -> Measure:
    def within(text: str | None) -> Said:
        return reader.within(item, "objectives", text)

    budget = measure.budget
    latest_first = sorted(measure.updates, key=lambda one: one.date.first_day, reverse=True)
    return Measure(
        measure.id,
        within(measure.title),
        within(measure.description),
        measure.degree,
        reader.parties(measure.responsible),
        reader.parties(measure.partners),
        reader.when(measure.start) if measure.start else "",
        reader.when(measure.due) if measure.due else "",
        measure.is_overdue(reader.today),
        languages.money(reader.language, budget, measure.currency) if budget is not None else "",
        tuple(
            Update(
                reader.when(one.date),
                one.status or "",
                within(one.note),
                reader.references(one.evidence),
            )
            for one in latest_first
        ),
    )
