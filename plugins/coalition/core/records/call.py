"""An open call: somebody asks for something until a day."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from ..fields import Fields, fail, required, told
from ..times import Day, Moment, Zone
from ..values import Amount, Email, Fact, Flag, Line, Party, Prose, Reference, WebAddress
from .common import Link, TitledItem
from .project import Point

Ask = Literal[
    "funding-offered",
    "membership",
    "partners",
    "volunteers",
    "donations",
    "consultation",
    "proposals",
    "vote",
    "nominations",
    "jobs",
]


CallState = Literal["coming", "open", "standing", "planned", "closed"]


class Goal(Fields):
    """The amount hoped for, and who adds to it."""

    amount: Amount | None = told("How much, if a sum was named.")
    currency: Fact | None = told("The currency.")
    matched_by: Party | None = told("Who adds the same again.")
    matched_up_to: Amount | None = told("Up to how much.")


class Progress(Fields):
    """How far the goal was on a day."""

    key = "date"

    date: Day = required("The day.")
    amount: Amount = required("How much by then.")
    source: Fact | None = told("Who says so.")


class ResultRow(Fields):
    """One line of the results."""

    id: Fact = required("A short name that stays.")
    label: Line = required("Who or what.")
    value: Line | None = told("How many, how much, or what was decided.")
    party: Party | None = told("The member or organisation, if it is one.")


class Results(Fields):
    """What came of the call."""

    decided: Line | None = told("What was decided, in one sentence.")
    table: tuple[ResultRow, ...] = told("The results, line by line.", ())
    link: WebAddress | None = told("Where they are published.")
    date: Day | None = told("When they were published.")
    partial: Flag = told("true while there are more to come and the call goes on.", False)


class Call(TitledItem):
    """Somebody asks for something, until a day or at any time."""

    asks: tuple[Ask, ...] = told("What people are asked for.", ())
    issuer: tuple[Party, ...] = required("Who asks.")
    audience: tuple[Point, ...] = told("For whom it is.", ())
    eligibility: tuple[Point, ...] = told("Who can take part.", ())
    opens: Moment | None = told("From when one can answer.")
    deadline: Moment | None = told("The last day, with the hour if there is one.")
    timezone: Zone | None = told("The time zone of the deadline, when it is not the coalition’s.")
    standing: Flag = told("true when it has no deadline and stays open.", False)
    planned: Flag = told("true while it is announced and has no dates yet.", False)
    how: Prose | None = told("How to answer.")
    url: WebAddress | None = told("Where to answer.")
    email: Email | None = told("Where to write.")
    collected_by: Party | None = told("Who collects the answers.")
    goal: Goal | None = told("The amount hoped for.")
    progress: tuple[Progress, ...] = told("How far it was, with dates.", ())
    results: Results | None = told("What came of it.")
    about: tuple[Reference, ...] = told("Items it belongs to, each as kind/id.", ())
    links: tuple[Link, ...] = told("Pages elsewhere.", ())

    def state(self, today: date) -> CallState:
        """Whether one can answer on the day ``today``.

        Results close it, unless they are partial. With neither dates nor a word on them it counts
        as closed.
        """
        if self.is_decided:
            return "closed"
        if self.planned:
            return "planned"
        if self.opens is not None and self.opens.first_day > today:
            return "coming"
        if self.standing:
            return "standing"
        if self.deadline is not None and self.deadline.last_day >= today:
            return "open"
        return "closed"

    @property
    def is_decided(self) -> bool:
        """Whether all results are out."""
        return self.results is not None and not self.results.partial

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens and self.deadline and self.deadline.before(self.opens):
            raise fail(
                "deadline_before_opening",
                deadline=str(self.deadline),
                opens=str(self.opens),
                at="deadline",
            )
        return self

    @model_validator(mode="after")
    def _planned_or_dated(self) -> Self:
        dated = ("opens", "deadline", "standing", "results")
        found = next((name for name in dated if getattr(self, name)), None)
        if self.planned and found is not None:
            raise fail("planned_with_dates", found=found, at="planned")
        return self
