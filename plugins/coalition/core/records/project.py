"""A project that members carry out, alone or together."""

from decimal import Decimal
from typing import Literal

from ..fields import Fields, required, told
from ..times import PartialDate
from ..values import Amount, Fact, Line, Party, PlaceRef, WebAddress
from .common import Funding, Link, PartnerRole, Period, TitledItem


class Point(Fields):
    """One line of a list: an objective, an activity, a result."""

    id: Fact = required("A short name that stays, so that translations find it.")
    text: Line = required("The objective, activity or result, in one sentence.")


class Indicator(Fields):
    """Something counted, before and after."""

    id: Fact = required("A short name that stays.")
    name: Line = required("What is counted.")
    unit: Line | None = told("In what it is counted.")
    baseline: Fact | None = told("The number before.")
    target: Fact | None = told("The number hoped for.")
    value: Fact | None = told("The number reached.")
    date: PartialDate | None = told("When it was counted.")


class Project(TitledItem):
    """A piece of work with an aim, a beginning and an end."""

    lead: tuple[Party, ...] = told("Who leads it.", ())
    partners: tuple[PartnerRole, ...] = told("Who takes part, and as what.", ())
    period: Period | None = told("From when to when.")
    status: Literal["planned", "running", "finished"] | None = told("How far it is.")
    places: tuple[PlaceRef, ...] = told("Where it happens.", ())
    objectives: tuple[Point, ...] = told("What it wants to reach.", ())
    target_groups: tuple[Point, ...] = told("For whom it is.", ())
    activities: tuple[Point, ...] = told("What is done.", ())
    results: tuple[Point, ...] = told("What came of it.", ())
    indicators: tuple[Indicator, ...] = told("What was counted.", ())
    budget: Amount | None = told("What the whole project costs.")
    currency: Fact | None = told("The currency of the budget, and of the money that names none.")
    budget_note: Line | None = told("What readers should know of the sums, one sentence.")
    funding: tuple[Funding, ...] = told("Who pays.", ())
    website: WebAddress | None = told("Its own web site.")
    links: tuple[Link, ...] = told("Pages elsewhere.", ())

    @property
    def is_open(self) -> bool:
        """Whether its end may be still to come: nobody said that it is finished."""
        return self.status != "finished"

    @property
    def money_in(self) -> str | None:
        """The one currency of all sums, empty when none is named; None when there is no such one.

        A sum of which nobody says the currency has none in common with one that names it.
        """
        found = {one.currency or self.currency for one in self.funding}
        if self.budget is not None or self.currency:
            found.add(self.currency)
        return (next(iter(found), None) or "") if len(found) < 2 else None

    @property
    def together(self) -> Decimal | None:
        """What all who pay give together; None when not all is known in one currency."""
        amounts = [one.amount for one in self.funding if one.amount is not None]
        if not amounts or len(amounts) < len(self.funding) or self.money_in is None:
            return None
        return sum(amounts, Decimal())
