"""What the page of every item shows, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..showing import Figure, Link, Reader, Said, Text
from ..site import Entry, Item
from .cards import Colophon, colophon


class FunderMark(Struct, frozen=True):
    """How a funder has to be shown: emblem, name, programmes, statement, disclaimer."""

    link: Link
    emblem: Figure | None
    programmes: tuple[str, ...]
    statement: Said
    disclaimer: Said


class Head(Struct, frozen=True):
    """Name, summary, picture, text, topics and colophon; of a withdrawn item only why it went."""

    title: Said
    summary: Said
    withdrawn: Said | None
    figure: Figure | None
    text: Text
    topics: tuple[Link, ...]
    funders: tuple[FunderMark, ...]
    colophon: Colophon


def head(reader: Reader, item: Item) -> Head:
    """The head of the page of ``item``."""
    reason = reader.version(item).record.withdrawn if item.withdrawn else None
    return Head(
        reader.heading(item),
        reader.summary(item),
        reader.within(item, "withdrawn", reason.reason) if reason else None,
        reader.figure(item),
        reader.text(item),
        reader.topics(item.record.topics),
        funders(reader, item),
        colophon(reader, item),
    )


def funder_mark(reader: Reader, entry: Entry, programmes: Iterable[str] = ()) -> FunderMark:
    """How the funder ``entry`` has to be shown, and through which of its ``programmes`` it pays."""
    return FunderMark(
        reader.entry_link(entry),
        reader.emblem(entry),
        tuple(dict.fromkeys(programmes)),
        reader.label(entry.record.statement),
        reader.label(entry.record.disclaimer),
    )


def funders(reader: Reader, item: Item) -> tuple[FunderMark, ...]:
    """The funders to be shown with ``item``: those of the projects that it is or belongs to.

    Those of every page stand around it already.
    """
    entries = reader.site.entries
    paid: dict[str, list[str]] = {}
    for project in _projects(reader, item):
        for one in project.record.funding:
            where = entries["funder", one.funder].record.stands_on if one.funder else ()
            if item.kind in where and "every-page" not in where:
                paid.setdefault(one.funder, []).extend(filter(None, [one.programme]))
    return tuple(funder_mark(reader, entries["funder", id_], paid[id_]) for id_ in paid)


def funders_around(reader: Reader, section: str) -> tuple[FunderMark, ...]:
    """The funders to be shown on every page of a ``section``, with all programmes that pay here."""
    where = {"every-page", "home"} if section == "home" else {"every-page"}
    return tuple(
        funder_mark(reader, entry, _programmes(reader, entry))
        for entry in reader.site.listed("funder")
        if where.intersection(entry.record.stands_on)
    )


def _programmes(reader: Reader, funder: Entry) -> Iterator[str]:
    for item in reader.naming(funder.key):
        if item.kind == "project" and not item.withdrawn:
            paid = (one for one in item.record.funding if one.funder == funder.id)
            yield from (one.programme for one in paid if one.programme)


def _projects(reader: Reader, item: Item) -> tuple[Item, ...]:
    if item.kind == "project":
        return (item,)
    keys = (
        (kind, id_)
        for field, kind, id_ in item.names
        if kind == "project" and field in ("project", "about")
    )
    return tuple(project for key in keys if (project := reader.site.items.get(key)) is not None)
