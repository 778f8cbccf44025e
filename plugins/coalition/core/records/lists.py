"""The entries of the four lists beside the content: places, topics, funders."""

from typing import Literal

from ..fields import Fields, required, told
from ..values import Fact, FileName, Label, Latitude, Longitude, PlaceRef, WebAddress
from .common import Source


class Place(Fields):
    """A town, or a venue in a town."""

    label: Label = required("Its name, per language where it differs.")
    town: PlaceRef | None = told("The id of its town, for a venue; a town has none.")
    summary: Label | None = told("What people should know about it, in one or two sentences.")
    street: Fact | None = told("Street and number.")
    lat: Latitude | None = told("Degrees north.")
    lon: Longitude | None = told("Degrees east.")
    accessibility: Label | None = told("Steps, toilets, parking: what people should know.")
    website: WebAddress | None = told("Its own web site.")
    sources: tuple[Source, ...] = told("Where the facts come from, with the day of reading.", ())


class Topic(Fields):
    """A field of work or subject."""

    label: Label = required("Its name in every language.")
    summary: Label | None = told("What it covers, in one or two sentences.")


class Funder(Fields):
    """Who gives money, and how that has to be shown."""

    label: Label = required("Its name in every language.")
    website: WebAddress | None = told("Its own web site.")
    programmes: tuple[Fact, ...] = told("Its programmes.", ())
    emblem: FileName | None = told("The emblem, a file beside funders.yaml.")
    statement: Label | None = told("The sentence that has to stand beside the emblem.")
    disclaimer: Label | None = told("The sentence on who answers for the content.")
    required: tuple[Literal["emblem", "statement", "disclaimer"], ...] = told(
        "What the funder demands on every page of the project.", ()
    )
