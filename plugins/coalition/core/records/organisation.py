"""An organisation that takes part without being a member: a town hall, a company, another NGO."""

from ..fields import Fields, required, told
from ..times import PartialDate
from ..values import Fact, Label, PlaceRef, TopicRef, WebAddress
from .common import Link, Source
from .member import LegalForm


class Organisation(Fields):
    """An organisation that takes part; never shown as a member."""

    name: Label = required("The name the public knows; per language where it differs.")
    legal_name: Label | None = told("The full name in the register.")
    abbreviation: Fact | None = told("The short form, if people use one.")
    summary: Label | None = told("One or two sentences about it.")
    form: LegalForm | None = told("The legal form.")
    founded: PartialDate | None = told("When it was founded.")
    town: PlaceRef | None = told("The town of its seat.")
    area_served: tuple[PlaceRef, ...] = told("The towns it works in.", ())
    fields: tuple[TopicRef, ...] = told("Its fields of work, as topics.", ())
    website: WebAddress | None = told("Its own web site.")
    links: tuple[Link, ...] = told("Other pages about it.", ())
    sources: tuple[Source, ...] = told("Where the facts come from, with the day of reading.", ())
