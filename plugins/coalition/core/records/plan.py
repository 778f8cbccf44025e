"""An action plan: objectives, their measures, and how far each is."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from ..fields import Fields, fail, required, told
from ..times import Day, PartialDate
from ..values import Amount, DocumentRef, Fact, Line, Party, ProjectRef, Prose, Reference
from .common import Period, TitledItem

Degree = Literal["not-started", "limited", "substantial", "completed", "dropped"]


class Update(Fields):
    """A dated note on a measure."""

    key = "date"

    date: Day = required("The day of the note.")
    status: Degree | None = told("How far the measure was then.")
    note: Line | None = told("What happened.")
    evidence: tuple[Reference, ...] = told("Items that show it, each as kind/id.", ())


class Measure(Fields):
    """Something that somebody promised to do."""

    id: Fact = required("A short name or number that stays; no other measure of the plan has it.")
    title: Line = required("What will be done.")
    description: Prose | None = told("More about it.")
    responsible: tuple[Party, ...] = told("Who does it.", ())
    partners: tuple[Party, ...] = told("Who helps.", ())
    start: PartialDate | None = told("When it begins.")
    due: PartialDate | None = told("When it should be done.")
    budget: Amount | None = told("What it costs.")
    currency: Fact | None = told("The currency of the budget.")
    status: Degree | None = told("How far it is now.")
    updates: tuple[Update, ...] = told("What happened, with dates.", ())

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is not None and self.due is not None and self.due.before(self.start):
            raise fail("end_before_start", start=str(self.start), end=str(self.due), at="due")
        return self

    @property
    def degree(self) -> Degree | None:
        """How far it is: what is said of it now, else the latest update; None when nobody said."""
        if self.status is not None:
            return self.status
        told_of = [one for one in self.updates if one.status is not None]
        latest = max(told_of, key=lambda one: one.date.first_day, default=None)
        return latest.status if latest is not None else None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before the day ``today``, and as far as known is not."""
        late = self.due is not None and self.due.last_day < today
        return late and self.degree not in ("completed", "dropped", None)


class Resource(Fields):
    """Something the plan needs or can use."""

    id: Fact = required("A short name that stays.")
    title: Line = required("What it is.")
    note: Line | None = told("More about it.")
    providers: tuple[Party, ...] = told("Who has it or gives it.", ())


class Objective(Fields):
    """What the plan wants to reach."""

    id: Fact = required("A short name or number that stays.")
    title: Line = required("The objective.")
    description: Prose | None = told("More about it.")
    measures: tuple[Measure, ...] = told("What will be done for it.", ())
    resources: tuple[Resource, ...] = told("What it needs or can use.", ())


class Plan(TitledItem):
    """What was promised, by whom, until when."""

    period: Period | None = told("From when to when.")
    adopted: PartialDate | None = told("When it was adopted.")
    owners: tuple[Party, ...] = told("Whose plan it is.", ())
    objectives: tuple[Objective, ...] = told("Objectives, each with its measures.", ())
    resources: tuple[Resource, ...] = told("What it needs or can use.", ())
    documents: tuple[DocumentRef, ...] = told("Its documents.", ())
    project: ProjectRef | None = told("The project it belongs to.")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of all objectives."""
        return tuple(one for objective in self.objectives for one in objective.measures)

    @property
    def is_open(self) -> bool:
        """Whether some measure is still to be done."""
        return any(one.degree not in ("completed", "dropped") for one in self.measures)
