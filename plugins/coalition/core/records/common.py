"""The fields that every kind of item has, and the groups that several kinds share."""

from typing import Annotated, Literal, Self

from pydantic import model_validator

from ..fields import Fields, PerFile, fail, required, told
from ..times import Day, Moment, PartialDate
from ..values import (
    Alias,
    Amount,
    Email,
    Fact,
    FileName,
    Flag,
    FunderRef,
    Line,
    Party,
    Percent,
    Phone,
    Prose,
    Slug,
    Summary,
    TopicRef,
    WebAddress,
)


class Source(Fields):
    """Where a fact comes from."""

    title: Fact | None = told("What the source is called.")
    url: WebAddress | None = told("Its web address, if it has one.")
    accessed: Day | None = told("The day on which you read it.")


class Withdrawn(Fields):
    """Why an item was taken down."""

    date: Day = required("The day on which it was withdrawn.")
    reason: Line = required(
        "One sentence for readers, for example that the event never took place."
    )


class Link(Fields):
    """A link to another site."""

    key = "url"

    title: Line = required("The words to click on.")
    url: WebAddress = required("The web address.")


class Contact(Fields):
    """How to reach a role, never a private person."""

    key = "email"

    role: Line | None = told("Who answers, for example “office” or “volunteers”.")
    email: Email | None = told("The e-mail address of the role.")
    phone: Phone | None = told("The telephone number of the role.")


class Period(Fields):
    """From when to when; each end may be known to the year only."""

    start: PartialDate | None = told("When it began or will begin.")
    end: PartialDate | None = told("When it ended or will end.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is not None and self.end is not None and self.end.before(self.start):
            raise fail("end_before_start", start=str(self.start), end=str(self.end), at="end")
        return self


class Funding(Fields):
    """Money from one source."""

    funder: FunderRef | None = told("The id of the funder.")
    source: Line | None = told("The source in words, when it is no funder of the list.")
    programme: Fact | None = told("The programme, as the funder names it.")
    number: Fact | None = told("The number of the contract or grant.")
    amount: Amount | None = told("How much money.")
    currency: Fact | None = told("The currency, for example EUR or RON.")
    share: Percent | None = told("Its part of the whole, in per cent.")


class PartnerRole(Fields):
    """A partner and what it does."""

    key = "partner"

    partner: Party = required("The id of a member or an organisation.")
    role: Line | None = told("What it does in the project.")


class Item(Fields):
    """What every item of the site has, whatever its kind."""

    summary: Summary | None = told("One or two sentences for lists, feeds and search results.")
    published: Moment | None = told("The day this appeared on this site; feeds need it.")
    updated: Moment | None = told("The day of the last change that readers should notice.")
    slug: Slug | None = told("The last part of the address in this language; else the folder name.")
    aliases: Annotated[tuple[Alias, ...], PerFile()] = told(
        "Old addresses of this page, which then lead here.", ()
    )
    topics: tuple[TopicRef, ...] = told("Ids of topics of the list.", ())
    image: FileName | None = told("A picture beside this file, for the top of the page.")
    image_alt: Line | None = told("What the picture shows, for those who cannot see it.")
    image_credit: Fact | None = told("Who made the picture.")
    draft: Flag = told("true while this should not be published yet.", False)
    withdrawn: Withdrawn | None = told("Fill in to take the page down with one sentence.")
    sources: tuple[Source, ...] = told("Where the facts come from, with the day of reading.", ())
    translation: Annotated[Literal["human", "machine"], PerFile()] = told(
        "In a translation: who made it.", "human"
    )
    translates: Annotated[Fact | None, PerFile()] = told(
        "In a translation: the mark of the original it follows; a command writes it."
    )
    original: Annotated[Flag, PerFile()] = told(
        "true in the file that carries the facts, when that is not the default language.", False
    )


class TitledItem(Item):
    """An item with a title."""

    title: Line = required("The name people know it by.")

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.title


__all__ = [
    "Contact",
    "Funding",
    "Item",
    "Link",
    "PartnerRole",
    "Period",
    "Prose",
    "Source",
    "TitledItem",
    "Withdrawn",
]
