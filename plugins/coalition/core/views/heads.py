"""What the page of every item shows, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass

from ..showing import Figure, Link, Reader, Said, Text
from ..site import Item
from .cards import Colophon, colophon


@dataclass(frozen=True)
class Head:
    """Name, summary, picture, text, topics and colophon; of a withdrawn item only why it went."""

    title: Said
    summary: Said
    withdrawn: Said | None
    figure: Figure | None
    text: Text
    topics: tuple[Link, ...]
    colophon: Colophon


def head(reader: Reader, item: Item) -> Head:
    """The head of the page of ``item``."""
    withdrawn = item.record.withdrawn
    reason = reader.version(item).record.withdrawn
    return Head(
        reader.heading(item),
        reader.summary(item),
        reader.within(item, "withdrawn", reason.reason) if withdrawn else None,
        reader.figure(item),
        reader.text(item),
        reader.topics(item.record.topics),
        colophon(reader, item),
    )
