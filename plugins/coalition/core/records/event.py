"""An event, once or repeating."""

from typing import Literal, Self

from pydantic import model_validator

from ..fields import Fields, fail, required, told
from ..recurrence import Rule
from ..times import Day, Moment, PartialMoment, When, Zone
from ..values import (
    Amount,
    Email,
    Fact,
    Flag,
    LanguageTag,
    Line,
    Number,
    Party,
    PlaceRef,
    ProjectRef,
    Prose,
    WebAddress,
)
from .common import TitledItem

Format = Literal[
    "meeting",
    "training",
    "workshop",
    "conference",
    "talk",
    "festival",
    "concert",
    "exhibition",
    "film",
    "consultation",
    "assembly",
    "clean-up",
    "civic-action",
    "competition",
    "sport",
    "award",
    "signing",
    "networking",
    "fundraiser",
    "other",
]
Status = Literal["scheduled", "tentative", "cancelled", "postponed", "rescheduled", "moved-online"]


# Longer than this, it is a project or a slip of the pen; each month of it would be a page.
LONGEST = 732


class Repeat(Fields):
    """How an event repeats (RFC 5545, section 3.3.10)."""

    rule: Rule | None = told("The recurrence rule, for example FREQ=WEEKLY;BYDAY=TH.")
    until: Day | None = told("The last day on which it can take place.")
    confirmed_until: Day | None = told("Up to when it is sure, for a rule without an end.")
    exceptions: tuple[Day, ...] = told("Days on which it does not take place.", ())
    extra: tuple[Moment, ...] = told("More days on which it takes place.", ())

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        last = self.until or self.confirmed_until
        if self.rule is not None and "COUNT=" in self.rule and last is not None:
            raise fail("two_ends", field="repeat", at="rule")
        return self


class Change(Fields):
    """A change to one occurrence."""

    key = "on"

    on: Moment = required("The day of the occurrence, as the rule gives it.")
    start: Moment | None = told("Its new start.")
    end: Moment | None = told("Its new end.")
    place: PlaceRef | None = told("Its new place.")
    status: Status | None = told("Its own status, such as cancelled.")
    note: Line | None = told("What to tell people.")


class Online(Fields):
    """How to take part from afar."""

    url: WebAddress | None = told("The address of the meeting or the broadcast.")
    note: Line | None = told("How it works, for example “Zoom, live on Facebook”.")


class Registration(Fields):
    """How to sign up."""

    required: Flag = told("true when one cannot come without signing up.", False)
    url: WebAddress | None = told("Where to sign up.")
    email: Email | None = told("Where to write to sign up.")
    opens: Moment | None = told("From when one can sign up.")
    closes: Moment | None = told("Until when one can sign up.")
    capacity: Number | None = told("How many places there are.")
    price: Amount | None = told("What it costs; 0 is free.")
    currency: Fact | None = told("The currency of the price.")
    note: Line | None = told("Anything else to know.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens and self.closes and self.closes.before(self.opens):
            raise fail(
                "closes_before_opening", closes=str(self.closes), opens=str(self.opens), at="closes"
            )
        return self


class Event(TitledItem):
    """Something that takes place at a time."""

    format: Format | None = told("What kind of event it is.")
    start: PartialMoment = required(
        "When it starts; only the month or the year if no more is known."
    )
    end: PartialMoment | None = told("When it ends; for several days, the last one.")
    timezone: Zone | None = told("The time zone, when it is not the coalition’s.")
    repeat: Repeat | None = told("How it repeats.")
    changes: tuple[Change, ...] = told("Changes to single occurrences.", ())
    status: Status = told("Whether it takes place as planned.", "scheduled")
    status_note: Line | None = told("Why it was cancelled, or what changed.")
    previous_start: Moment | None = told("When it was planned before, if it was moved.")
    place: PlaceRef | None = told("Where: a venue or a town.")
    place_note: Line | None = told("Where exactly, for example “the foyer”.")
    online: Online | None = told("How to take part online.")
    organisers: tuple[Party, ...] = told("Who organises it.", ())
    partners: tuple[Party, ...] = told("Who helps.", ())
    registration: Registration | None = told("How to sign up.")
    languages: tuple[LanguageTag, ...] = told("Languages spoken there.", ())
    accessibility: Prose | None = told("Steps, toilets, interpretation: what people should know.")
    project: ProjectRef | None = told("The project it belongs to.")

    @model_validator(mode="after")
    def _changes_in_order(self) -> Self:
        for change in self.changes:
            if change.start is not None:
                moved = abs((change.start.first_day - change.on.first_day).days)
                if moved > LONGEST:
                    raise fail(
                        "event_too_long",
                        start=str(change.on),
                        end=str(change.start),
                        limit=str(LONGEST),
                        at="changes",
                    )
            if change.end is None:
                continue
            on = change.start or change.on
            start = When(on.year, on.month, on.day, on.clock or self.start.clock)
            values = {"start": str(start), "end": str(change.end), "at": "changes"}
            if start.precision != change.end.precision:
                raise fail("end_less_precise", **values)
            if change.end.before(start):
                raise fail("end_before_start", **values)
            if (change.end.last_day - start.first_day).days > LONGEST:
                raise fail("event_too_long", limit=str(LONGEST), **values)
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end is None:
            return self
        values = {"start": str(self.start), "end": str(self.end), "at": "end"}
        if self.start.precision != self.end.precision:
            raise fail("end_less_precise", **values)
        if self.end.before(self.start):
            raise fail("end_before_start", **values)
        if (self.end.last_day - self.start.first_day).days > LONGEST:
            raise fail("event_too_long", limit=str(LONGEST), **values)
        return self

    @property
    def all_day(self) -> bool:
        """Whether no time of day is known (RFC 5545: DTSTART of type DATE)."""
        return self.start.clock is None

    @property
    def last(self) -> PartialMoment:
        """The end, or the start where there is no end."""
        return self.end or self.start
