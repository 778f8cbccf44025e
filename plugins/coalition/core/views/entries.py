"""Pages made from the lists: organisations, towns and venues, topics, funders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from ..showing import Link, Reader, Said
from ..site import Entry
from . import described
from .cards import Colophon, EntryCard, entry_card, entry_colophon
from .frame import Feed, Frame, Page, entry_frame, feed_of, section_frame
from .heads import FunderMark, funder_mark
from .related import Related, related

KINDS = ("organisation", "place", "topic", "funder")


class EntriesView(Struct, frozen=True):
    """A list of organisations, topics or funders, by name; of towns, each with its venues.

    ``section`` is the theme's word for it.
    """

    frame: Frame
    section: str
    entries: tuple[tuple[EntryCard, tuple[Link, ...]], ...]


class EntryView(Struct, frozen=True):
    """An organisation, a place, a topic or a funder, and everything about it."""

    frame: Frame
    kind: str
    name: Said
    summary: Said
    legal_name: Said
    abbreviation: str
    form: str
    founded: str
    town: Link | None
    street: str
    accessibility: Said
    area: tuple[Link, ...]
    fields: tuple[Link, ...]
    website: str
    links: tuple[Link, ...]
    programmes: tuple[str, ...]
    mark: FunderMark | None
    venues: tuple[Link, ...]
    related: Related
    feed: Feed | None
    colophon: Colophon


def entry_pages(reader: Reader) -> Iterator[Page]:
    """The lists and a page for each of their entries."""
    site, language = reader.site, reader.language
    for kind in KINDS:
        listed = site.listed(kind)
        if not listed:
            continue
        address = site.scheme.section(kind, language)
        yield Page(address, "entries.html", partial(entries_view, reader, kind))
        for entry in listed:
            address = site.entry_address(kind, entry.id, language)
            yield Page(address, "entry.html", partial(entry_view, reader, entry))


def entries_view(reader: Reader, kind: str) -> EntriesView:
    """A list with all its entries."""
    listed = _listed(reader, kind, reader.site.listed(kind))
    return EntriesView(section_frame(reader, kind), reader.section_word(kind), listed)


def _listed(
    reader: Reader, kind: str, listed: tuple[Entry, ...]
) -> tuple[tuple[EntryCard, tuple[Link, ...]], ...]:
    if kind != "place":
        return tuple((entry_card(reader, one), ()) for one in reader.sorted_entries(listed))
    return tuple(
        (entry_card(reader, one), _venues(reader, one)) for one in listed if one.record.town is None
    )


def _venues(reader: Reader, town: Entry) -> tuple[Link, ...]:
    inside = tuple(one for one in reader.site.listed("place") if one.record.town == town.id)
    return tuple(reader.entry_link(one) for one in reader.sorted_entries(inside))


def entry_view(reader: Reader, entry: Entry) -> EntryView:
    """What the list says of ``entry``, and everything that names it."""
    record: Any = entry.record
    keys = reader.around(entry) if entry.kind == "place" else (entry.key,)
    known = {
        "organisation": described.organisation,
        "place": described.town,
    }

    def get(name: str, empty: Any = None) -> Any:
        return getattr(record, name, empty)

    make = known.get(entry.kind)
    return EntryView(
        frame=entry_frame(reader, entry, make(reader, entry) if make else None),
        kind=entry.kind,
        name=reader.label(entry.label),
        summary=reader.label(get("summary")),
        legal_name=reader.label(get("legal_name")),
        abbreviation=get("abbreviation") or "",
        form=get("form") or "",
        founded=reader.when(record.founded) if get("founded") else "",
        town=reader.place_link(get("town")),
        street=get("street") or "",
        accessibility=reader.label(get("accessibility")),
        area=reader.places(get("area_served", ())),
        fields=reader.topics(get("fields", ())),
        website=get("website") or "",
        links=tuple(Link(Said(one.title), url=one.url) for one in get("links", ())),
        programmes=get("programmes", ()),
        mark=funder_mark(reader, entry) if entry.kind == "funder" else None,
        venues=_venues(reader, entry) if entry.kind == "place" else (),
        related=related(reader, *keys),
        feed=feed_of(reader, entry.key),
        colophon=entry_colophon(reader, get("sources", ())),
    )
