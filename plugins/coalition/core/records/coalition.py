"""The coalition itself: ``content/coalition.yaml``."""

import re
from typing import Annotated, Final, Literal, Self

from pydantic import PlainValidator, model_validator

from ..addresses import SECTIONS, Scheme
from ..fields import Fields, Holds, as_text, fail, required, told
from ..languages import lookup
from ..times import Day, PartialDate, Zone
from ..values import (
    Email,
    Fact,
    Flag,
    Label,
    Number,
    Party,
    PlaceRef,
    WebAddress,
    language,
    slug,
    web_address,
)
from .common import Source

# What there is to translate is for those who help: Get involved leads to it, no menu does.
_MENU: Final = tuple(one for one in SECTIONS if one != "translation")


def _fields(value: object, example: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise fail(
            "wrong_type", **{"is": "text", "wanted": "fields of its own", "example": example}
        )
    return value


def _chains(value: object) -> dict[str, tuple[str, ...]]:
    return {
        language(name): tuple(
            language(one) for one in (chain if isinstance(chain, list) else [chain])
        )
        for name, chain in _fields(value, "{sq: [mk, en]}").items()
    }


def _sections(value: object) -> dict[str, dict[str, str]]:
    example = "{event: {ro: intalniri}}"
    found: dict[str, dict[str, str]] = {}
    for kind, words in _fields(value, example).items():
        if kind not in SECTIONS:
            raise fail("bad_choice", found=kind, known=", ".join(SECTIONS))
        found[kind] = {language(name): slug(word) for name, word in _fields(words, example).items()}
    return found


def _languages(value: object) -> tuple[str, ...]:
    typed = value if isinstance(value, list) else [value]
    found = tuple(dict.fromkeys(language(one) for one in typed))
    if not found:
        raise fail("empty_text")
    if len({one.lower() for one in found}) != len(found):
        raise fail("bad_language", found=", ".join(found))
    return found


def _domain(value: object) -> str:
    text = as_text(value, example="coalition.example.org").strip()
    if not re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", text):
        raise fail("bad_domain", found=text)
    return text


def _colour(value: object) -> str:
    text = as_text(value, example='"#1f5f8b"').strip()
    if not re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", text):
        raise fail("bad_colour", found=text)
    return text


def _site_address(value: object) -> str:
    text = web_address(value)
    if "?" in text or "#" in text:
        raise fail("bad_address", found=text)
    return text


def _section(value: object) -> str:
    kind = as_text(value, example="event").strip()
    if kind not in _MENU:
        raise fail("bad_choice", found=kind, known=", ".join(_MENU))
    return kind


Domain = Annotated[str, PlainValidator(_domain), Holds("a domain name", "coalition.example.org")]
SiteAddress = Annotated[
    str, PlainValidator(_site_address), Holds("the address of a site", "https://www.example.org/")
]
Colour = Annotated[str, PlainValidator(_colour), Holds("a colour", '"#1f5f8b"')]
Languages = Annotated[
    tuple[str, ...],
    PlainValidator(_languages),
    Holds("language codes (BCP 47), the default one first", "ro, en"),
]
Chains = Annotated[
    dict[str, tuple[str, ...]],
    PlainValidator(_chains),
    Holds("per language, the languages to show instead", "{sq: [mk, en]}"),
]
Section = Annotated[str, PlainValidator(_section), Holds("a kind, or another section", "event")]
# The blocks of the first page.
Block = Literal[
    "coming",
    "calls",
    "posts",
    "projects",
    "plans",
    "past",
    "members",
    "organisations",
    "documents",
    "growth",
    "objectives",
    "channels",
    "involved",
]
Sections = Annotated[
    dict[str, dict[str, str]],
    PlainValidator(_sections),
    Holds("per kind, the word used in addresses per language", "{event: {ro: intalniri}}"),
]


class Identity(Fields):
    """From this all ids for the world are made (RFC 4151); never change it."""

    domain: Domain = required("A domain name that was the coalition's.")
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

    does: Literal["report-issue", "propose", "open-data", "poll", "social", "news", "website"] = (
        required("What one can do there.")
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
    languages: Languages = required("The languages of the site, the default one first.")
    fallback: Chains = told("Which language to show when one is missing.", {})
    timezone: Zone = required("The time zone of the place.")
    url: SiteAddress = required("The public address of the site.")
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
    sources: tuple[Source, ...] = told("Where the facts come from, with the day of reading.", ())
    sources_note: Label | None = told(
        "How sources are read on this site, said below each list of sources."
    )
    forge: Forge | None = told("Where the files live.")
    colour: Colour | None = told(
        "The main colour; lighter and darker ones are made from it, so that all can be read."
    )
    second_colour: Colour | None = told("The colour of small signs beside it.")
    menu: tuple[Section, ...] = told(
        "The sections in the main menu, in this order; what is not named stands below the pages.",
        (),
    )
    home: tuple[Block, ...] = told(
        "What the first page shows, in this order, where there is something to show.", ()
    )
    sections: Sections = told("Words in addresses, where they differ from ours.", {})
    native_addresses: Flag = told(
        "true when the addresses of new items are made in the letters of each language, "
        "for example /nastani/отворен-ден/; else in Latin letters.",
        False,
    )

    @model_validator(mode="after")
    def _known_languages(self) -> Self:
        for name, chain in self.fallback.items():
            for one in (name, *chain):
                if one not in self.languages:
                    known = ", ".join(self.languages)
                    raise fail("bad_choice", found=one, known=known, at="fallback")
        return self

    @model_validator(mode="after")
    def _sections_apart(self) -> Self:
        """No words for nobody; two kinds with one word, or a word that is a language, would share addresses."""
        scheme = Scheme(self.languages, self.sections)
        for name in {name for words in self.sections.values() for name in words}:
            if not any(lookup(one, {name: name}) for one in self.languages):
                known = ", ".join(self.languages)
                raise fail("bad_choice", found=name, known=known, at="sections")
        for one in self.languages:
            taken = {*self.languages, "theme", "files"}
            for kind in SECTIONS:
                word = scheme.word(kind, one)
                if word.casefold() in taken:
                    raise fail("bad_section", found=word, at="sections")
                taken.add(word.casefold())
        return self
