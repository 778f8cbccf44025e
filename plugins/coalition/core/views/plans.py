"""Action plans: what was promised, by whom, until when, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Final

from msgspec import Struct

from .. import languages
from ..addresses import Address
from ..records.plan import Degree
from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .cards import PlanCard, Span, plan_card, span
from .frame import Frame, Page, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import Related, plans, related

# As a bar fills up; what nobody knows comes after that, and what was dropped last.
FURTHEST_FIRST: Final[tuple[Degree | None, ...]] = (
    "completed",
    "substantial",
    "limited",
    "not-started",
    None,
    "dropped",
)


class PlansView(Struct, frozen=True):
    """All plans, those under way first."""

    frame: Frame
    plans: tuple[PlanCard, ...]


class Progress(Struct, frozen=True):
    """How many measures are how far, the furthest first; none with nothing in it.

    What was dropped is told, but is no more to be done: ``count`` leaves it out. Of measures of
    which nobody said it, the degree is empty; when that is so of all, nothing ``is_known``.
    """

    degrees: tuple[tuple[str, int], ...]
    done: int
    count: int
    overdue: int

    @property
    def is_known(self) -> bool:
        """Whether somebody said of any measure how far it is."""
        return any(degree for degree, _ in self.degrees)

    @property
    def parts(self) -> tuple[tuple[str, int, int], ...]:
        """For a bar of the length ``count``: each degree, where it begins, how long it is."""
        shown = [one for one in self.degrees if one[0] != "dropped"]
        begins = accumulate((number for _, number in shown), initial=0)
        return tuple(
            (degree, at, number) for (degree, number), at in zip(shown, begins, strict=False)
        )


class Resource(Struct, frozen=True):
    """Something that the plan or an objective needs or can use, and who has it."""

    title: Said
    note: Said
    providers: tuple[Link, ...]


class Update(Struct, frozen=True):
    """A dated note on a measure."""

    date: str
    degree: str
    note: Said
    evidence: tuple[Link, ...]


class Measure(Struct, frozen=True):
    """Something that somebody promised to do; ``degree`` is how far it is, empty if not known."""

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
    description: Said
    measures: tuple[Measure, ...]
    resources: tuple[Resource, ...]
    progress: Progress


class PlanView(Struct, frozen=True):
    """A plan."""

    frame: Frame
    item: Head
    period: Span
    adopted: str
    owners: tuple[Link, ...]
    objectives: tuple[Objective, ...]
    resources: tuple[Resource, ...]
    documents: tuple[Link, ...]
    project: Link | None
    progress: Progress
    # All measures as a table for a spreadsheet; None when there are none.
    table: Address | None
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
    measures = record.measures
    documents = tuple(f"document/{one}" for one in record.documents)

    return PlanView(
        frame=item_frame(reader, item, own, described=described.web_page(reader, item, own)),
        item=own,
        period=span(reader, item.record),
        adopted=reader.when(record.adopted) if record.adopted else "",
        owners=reader.parties(record.owners),
        objectives=tuple(
            Objective(
                objective.id,
                reader.within(item, "objectives", objective.title),
                reader.within(item, "objectives", objective.description),
                tuple(_measure(reader, item, one) for one in objective.measures),
                _resources(reader, item, "objectives", objective.resources),
                _progress(reader, objective.measures),
            )
            for objective in record.objectives
        ),
        resources=_resources(reader, item, "resources", record.resources),
        documents=reader.references(documents),
        project=reader.reference(f"project/{record.project}") if record.project else None,
        progress=_progress(reader, measures),
        table=reader.measures_file(item) if measures and not item.withdrawn else None,
        related=related(reader, item.key, told=documents),
    )


def _progress(reader: Reader, measures: tuple[Any, ...]) -> Progress:
    counted = Counter(one.degree for one in measures)
    return Progress(
        tuple((one or "", counted[one]) for one in FURTHEST_FIRST if counted[one]),
        counted["completed"],
        len(measures) - counted["dropped"],
        sum(one.is_overdue(reader.today) for one in measures),
    )


def _resources(
    reader: Reader, item: Item, field: str, resources: tuple[Any, ...]
) -> tuple[Resource, ...]:
    return tuple(
        Resource(
            reader.within(item, field, one.title),
            reader.within(item, field, one.note),
            reader.parties(one.providers),
        )
        for one in resources
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
        measure.degree or "",
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
