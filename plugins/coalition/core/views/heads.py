"""What the page of every item shows, whatever its kind."""

from __future__ import annotations

from msgspec import Struct

from ..showing import Figure, Link, Reader, Said, Text
from ..site import Entry, Item, Key
from .cards import Colophon, colophon


class FunderMark(Struct, frozen=True):
    """How a funder has to be shown wherever its project appears: emblem, statement, disclaimer."""

    link: Link
    emblem: Figure | None
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
        tuple(funder_mark(reader, one) for one in funders(reader, item)),
        colophon(reader, item),
    )


def funder_mark(reader: Reader, entry: Entry) -> FunderMark:
    """How the funder ``entry`` has to be shown."""
    return FunderMark(
        reader.entry_link(entry),
        reader.emblem(entry),
        reader.label(entry.record.statement),
        reader.label(entry.record.disclaimer),
    )


def funders(reader: Reader, item: Item) -> tuple[Entry, ...]:
    """The funders that want to be shown with ``item``: those of the projects it is or belongs to."""
    found: dict[Key, Entry] = {}
    for project in _projects(reader, item):
        for one in project.record.funding:
            entry = reader.site.entries.get(("funder", one.funder)) if one.funder else None
            if entry is not None and (
                entry.record.emblem or entry.record.statement or entry.record.disclaimer
            ):
                found[entry.key] = entry
    return tuple(found.values())


def _projects(reader: Reader, item: Item) -> tuple[Item, ...]:
    if item.kind == "project":
        return (item,)
    keys = (
        (kind, id_)
        for field, kind, id_ in item.names
        if kind == "project" and field in ("project", "about")
    )
    return tuple(project for key in keys if (project := reader.site.items.get(key)) is not None)
