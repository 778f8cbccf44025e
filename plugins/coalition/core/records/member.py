"""A member: an organisation that belongs to the coalition."""

from __future__ import annotations

from ..fields import (
    Day,
    Fact,
    Fields,
    FileName,
    Line,
    PartialDate,
    Prose,
    WebAddress,
    choice,
    list_of,
    ref,
    required,
    told,
)
from .common import Contact, Item, Link

LEGAL_FORMS = (
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
)


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


class Body(Item):
    """What members and other organisations have in common."""

    name: Line = required("The name the public knows.")
    legal_name: Line | None = told("The full name in the register.")
    abbreviation: Fact | None = told("The short form, if people use one.")
    form: choice(*LEGAL_FORMS) | None = told("The legal form.")
    founded: PartialDate | None = told("When it was founded.")
    town: ref("place", example="petrosani") | None = told("The town of its seat.")
    area_served: list_of(ref("place", example="petrila")) = told("The towns it works in.", ())
    fields: list_of(ref("topic", example="culture")) = told("Its fields of work, as topics.", ())
    website: WebAddress | None = told("Its own web site.")
    links: list_of(Link) = told("Other pages about it, such as social media.", ())

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.name


class Member(Body):
    """An organisation that belongs to the coalition."""

    status: choice("founding", "full", "observer", "former") = told(
        "Its standing in the coalition.", "full"
    )
    joined: PartialDate | None = told("When it joined.")
    left: PartialDate | None = told("When it left, for former members.")
    left_reason: Line | None = told("Why it left, in one sentence.")
    contacts: list_of(Contact) = told("Role contacts; no private persons.", ())
    logo: FileName | None = told("The logo, a file beside this text.")
    fiscal_code: Fact | None = told("The fiscal code.")
    support: Support | None = told("How to support it.")
    reports: list_of(Link) = told("Annual reports and accounts.", ())
    awards: list_of(Award) = told("Prizes and recognitions.", ())
    offers: list_of(Exchange) = told("What it can offer to other members.", ())
    needs: list_of(Exchange) = told("What it looks for.", ())
    accessibility: Prose | None = told("How people with disabilities can reach it.")
    editors: list_of(Fact) = told("Accounts on the forge that may change this folder.", ())
    checked: Day | None = told("The last day on which the member confirmed this page.")
