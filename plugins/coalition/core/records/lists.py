"""The entries of the four lists beside the content: places, topics, funders."""

from typing import Final, Literal

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


# The pages of a project and of all that belongs to it, the first page of the site, and all pages.
Shown = Literal["project", "event", "post", "document", "call", "plan", "home", "every-page"]
OF_PROJECTS: Final[tuple[Shown, ...]] = ("project", "event", "post", "document", "call", "plan")


class Funder(Fields):
    """Who gives money, and how that has to be shown."""

    label: Label = required("Its name in every language.")
    website: WebAddress | None = told("Its own web site.")
    programmes: tuple[Fact, ...] = told("Its programmes.", ())
    emblem: FileName | None = told("The emblem, a file beside funders.yaml.")
    statement: Label | None = told("The sentence that has to stand beside the emblem.")
    disclaimer: Label | None = told("The sentence on who answers for the content.")
    required: tuple[Literal["emblem", "statement", "disclaimer"], ...] = told(
        "What the funder demands to be shown; a check fails when a project cannot show it.", ()
    )
    shown_on: tuple[Shown, ...] = told(
        "On which kinds of pages; left out, on those of its projects and of all that belongs to them.",
        (),
    )

    @property
    def stands_on(self) -> tuple[Shown, ...]:
        """On which kinds of pages it is shown; on none when there is nothing to show but its name."""
        has_more = self.emblem or self.statement or self.disclaimer or self.required
        return self.shown_on or (OF_PROJECTS if has_more else ())
