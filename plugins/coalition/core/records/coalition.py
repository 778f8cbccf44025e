"""The coalition itself: ``content/coalition.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import PlainValidator

from ..fields import Fields, Holds, fail, required, told
from ..times import Day, PartialDate, Zone
from ..values import Email, Fact, Flag, Label, LanguageTag, Number, Party, PlaceRef, WebAddress


def _chains(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise fail(
            "wrong_type",
            **{"is": "text", "wanted": "fields of its own", "example": "sq: [mk, en]"},
        )
    return {
        language: tuple(chain if isinstance(chain, list) else [chain])
        for language, chain in value.items()
    }


def _sections(value: object) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict) or not all(isinstance(words, dict) for words in value.values()):
        raise fail(
            "wrong_type",
            **{"is": "text", "wanted": "fields of its own", "example": "event: {ro: intalniri}"},
        )
    return {kind: dict(words) for kind, words in value.items()}


Chains = Annotated[
    dict[str, tuple[str, ...]],
    PlainValidator(_chains),
    Holds("per language, the languages to show instead", "sq: [mk, en]"),
]
Sections = Annotated[
    dict[str, dict[str, str]],
    PlainValidator(_sections),
    Holds("per kind, the word used in addresses per language", "event: {ro: intalniri}"),
]


class Identity(Fields):
    """From this all ids for the world are made (RFC 4151); never change it."""

    domain: Fact = required("A domain name that was the coalition's.")
    year: PartialDate = required("A year in which it was.")


class Value(Fields):
    """A value or an objective of the coalition."""

    id: Fact = required("A short name that stays.")
    text: Label = required("The value or objective, per language.")


class Growth(Fields):
    """How many members there were."""

    when: PartialDate = required("When this was counted.")
    count: Number = required("How many members.")
    note: Label | None = told("Where sources differ, which say what.")


class CoalitionAward(Fields):
    """A prize given to the coalition."""

    name: Fact = required("Its name, as its giver writes it.")
    year: PartialDate = required("When it was given.")
    note: Label | None = told("What for.")
    url: WebAddress | None = told("Where this can be read.")


class Channel(Fields):
    """A place elsewhere where people can take part."""

    does: Literal["report-issue", "propose", "open-data", "poll", "social", "news"] = required(
        "What one can do there."
    )
    label: Label = required("What it is called.")
    run_by: Party | None = told("Who runs it.")
    url: WebAddress = required("Its address.")


class GovernanceBody(Fields):
    """An assembly, a board, a working group."""

    id: Fact = required("A short name that stays.")
    label: Label = required("What it is called.")
    members: tuple[Party, ...] = told("Who belongs to it.", ())


class Forge(Fields):
    """Where the files live."""

    kind: Literal["github", "gitlab", "forgejo"] = required("Which software the forge runs.")
    url: WebAddress = required("The address of the repository.")
    branch: Fact = told("The branch that is published.", "main")


class Coalition(Fields):
    """Names, languages and addresses of the coalition."""

    name: Label = required("The name, per language where it differs.")
    short_name: Label | None = told("A shorter name for small screens.")
    tagline: Label | None = told("What it is, in one line.")
    mission: Label | None = told("What it is for, in one or two sentences.")
    languages: tuple[LanguageTag, ...] = required(
        "The languages of the site, the default one first."
    )
    fallback: Chains = told("Which language to show when one is missing.", {})
    timezone: Zone = required("The time zone of the place.")
    url: WebAddress = required("The public address of the site.")
    identity: Identity = required("What all ids for the world are made from.")
    official_site: WebAddress | None = told("For a demonstration: the coalition's own site.")
    demonstration: Flag = told("true when this is not the coalition's official site.", False)
    fictional: Flag = told("true when the coalition is invented.", False)
    today: Day | None = told("For invented sites only: the day on which they are built.")
    launched: PartialDate | None = told("When the coalition was launched.")
    email: Email | None = told("Its role mailbox.")
    area: tuple[PlaceRef, ...] = told("Its towns.", ())
    objectives: tuple[Value, ...] = told("What it wants to reach.", ())
    values: tuple[Value, ...] = told("What it stands for.", ())
    bodies: tuple[GovernanceBody, ...] = told("Its assembly, board and working groups.", ())
    how_to_join: Label | None = told("How an organisation becomes a member.")
    growth: tuple[Growth, ...] = told("How many members there were, over time.", ())
    awards: tuple[CoalitionAward, ...] = told("Prizes it was given.", ())
    channels: tuple[Channel, ...] = told("Where else people can take part.", ())
    forge: Forge | None = told("Where the files live.")
    colour: Fact | None = told("The main colour, for example #1f5f8b.")
    sections: Sections = told("Words in addresses, where they differ from ours.", {})
