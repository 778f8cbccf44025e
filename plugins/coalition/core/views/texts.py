"""The pages of the content, such as a handbook with its chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..showing import Link, Reader, Said
from ..site import Item
from . import described
from .frame import Crumb, Frame, Page, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import Related, related


class TextCard(Struct, frozen=True):
    """A page in a list, with those that belong under it."""

    title: Said
    link: Link
    summary: Said
    inner: tuple[Link, ...]


class TextsView(Struct, frozen=True):
    """All pages that belong under no other."""

    frame: Frame
    texts: tuple[TextCard, ...]


class TextView(Struct, frozen=True):
    """A page; ``before`` and ``after`` are its neighbours under the same parent."""

    frame: Frame
    item: Head
    inner: tuple[TextCard, ...]
    parent: Link | None
    before: Link | None
    after: Link | None
    related: Related


def text_pages(reader: Reader) -> Iterator[Page]:
    """The list of pages and each page."""
    return listed_pages(reader, "page", texts_view, text_view)


def texts_view(reader: Reader) -> TextsView:
    """All pages that stand under no other one, with those under them."""
    below = _below(reader)
    cards = tuple(_card(reader, one, below) for one in below.get("", ()))
    return TextsView(section_frame(reader, "page"), cards)


def _below(reader: Reader) -> Mapping[str, tuple[Item, ...]]:
    """The pages under each parent, in the order of the menu; those under none at the empty id."""
    site = reader.site
    pages = site.index.menu()
    shown = {id_ for id_, _, _ in pages}
    found: dict[str, list[str]] = {}
    for id_, parent, _ in pages:
        stands = parent in shown and id_ not in site.index.parents(id_)
        found.setdefault(parent if stands else "", []).append(id_)
    places = {id_: place for id_, _, place in pages}

    def order(id_: str) -> tuple[bool, int, str]:
        place = places[id_]
        return place is None, place or 0, id_

    return {
        parent: tuple(site.items["page", id_] for id_ in sorted(inner, key=order))
        for parent, inner in found.items()
    }


def _card(reader: Reader, item: Item, below: Mapping[str, tuple[Item, ...]]) -> TextCard:
    return TextCard(
        reader.heading(item),
        reader.link(item),
        reader.summary(item),
        tuple(reader.link(one) for one in below.get(item.id, ())),
    )


def text_view(reader: Reader, item: Item) -> TextView:
    """A page with the pages around it."""
    own = head(reader, item)
    below = _below(reader)
    parents = tuple(one for one in reversed(reader.site.above(item)) if one is not item)
    around = below.get(parents[-1].id, ()) if parents else ()
    here = around.index(item) if item in around else -1
    before = around[here - 1] if here > 0 else None
    after = around[here + 1] if 0 <= here < len(around) - 1 else None
    return TextView(
        frame=item_frame(
            reader,
            item,
            own,
            trail=tuple(Crumb("", reader.address(one), reader.heading(one)) for one in parents),
            described=described.web_page(reader, item, own),
        ),
        item=own,
        inner=tuple(_card(reader, one, below) for one in below.get(item.id, ())),
        parent=reader.link(parents[-1]) if parents else None,
        before=reader.link(before) if before else None,
        after=reader.link(after) if after else None,
        related=related(reader, item.key),
    )
