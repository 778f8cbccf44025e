"""A member: an organisation that belongs to the coalition."""

from typing import Literal

from ..fields import Fields, required, told
from ..times import Day, PartialDate
from ..values import Fact, FileName, Line, PlaceRef, Prose, TopicRef, WebAddress
from .common import Contact, Item, Link

LegalForm = Literal[
    "association",
    "foundation",
    "federation",
    "branch",
    "civic-group",
    "student-union",
    "union",
    "think-tank",
    "community-development-corporation",
    "cooperative",
    "company",
    "university",
    "school",
    "public-authority",
    "other",
]


class Support(Fields):
    """Ways in which a person can support the member."""

    donate: WebAddress | None = told("Where to give money.")
    tax_form: WebAddress | None = told("Where to direct a part of the income tax (3.5 % form).")
    volunteer: WebAddress | None = told("Where to sign up as a volunteer.")


class Award(Fields):
    """A prize or another recognition."""

    key = "name"

    name: Fact = required("The name of the award, as its giver writes it.")
    year: PartialDate | None = told("When it was given.")
    note: Line | None = told("What for, in one sentence.")


class Exchange(Fields):
    """Something offered to, or needed from, other members."""

    id: Fact = required("A short name that stays, so that translations find it.")
    what: Line = required("What is offered or needed, in one sentence.")


class Member(Item):
    """An organisation that belongs to the coalition."""

    name: Line = required("The name the public knows.")
    legal_name: Line | None = told("The full name in the register.")
    abbreviation: Fact | None = told("The short form, if people use one.")
    form: LegalForm | None = told("The legal form.")
    founded: PartialDate | None = told("When it was founded.")
    town: PlaceRef | None = told("The town of its seat.")
    area_served: tuple[PlaceRef, ...] = told("The towns it works in.", ())
    fields: tuple[TopicRef, ...] = told("Its fields of work, as topics.", ())
    website: WebAddress | None = told("Its own web site.")
    links: tuple[Link, ...] = told("Other pages about it, such as social media.", ())
    status: Literal["founding", "full", "observer", "former"] = told(
        "Its standing in the coalition.", "full"
    )
    joined: PartialDate | None = told("When it joined.")
    left: PartialDate | None = told("When it left, for former members.")
    left_reason: Line | None = told("Why it left, in one sentence.")
    contacts: tuple[Contact, ...] = told("Role contacts; no private persons.", ())
    logo: FileName | None = told("The logo, a file beside this text.")
    fiscal_code: Fact | None = told("The fiscal code.")
    support: Support | None = told("How to support it.")
    reports: tuple[Link, ...] = told("Annual reports and accounts.", ())
    awards: tuple[Award, ...] = told("Prizes and recognitions.", ())
    offers: tuple[Exchange, ...] = told("What it can offer to other members.", ())
    needs: tuple[Exchange, ...] = told("What it looks for.", ())
    accessibility: Prose | None = told("How people with disabilities can reach it.")
    editors: tuple[Fact, ...] = told("Accounts on the forge that may change this folder.", ())
    checked: Day | None = told("The last day on which the member confirmed this page.")

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.name
