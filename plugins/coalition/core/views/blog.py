"""The blog: lists of posts, page by page, and each post."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from ..addresses import Address
from ..showing import Link, Reader, date_of
from ..site import Item
from . import described
from .cards import PostCard, post_card
from .frame import Frame, Page, item_frame, item_pages, section_frame
from .heads import Head, head

PER_PAGE = 12


class BlogView(Struct, frozen=True):
    """One page of the list of posts."""

    frame: Frame
    posts: tuple[PostCard, ...]
    number: int
    count: int
    newer: Address | None
    older: Address | None


class PostView(Struct, frozen=True):
    """A post."""

    frame: Frame
    item: Head
    form: str
    date: str
    iso: str
    authors: tuple[Link, ...]
    about: tuple[Link, ...]
    links: tuple[Link, ...]
    older: Link | None
    newer: Link | None


def blog_pages(reader: Reader) -> Iterator[Page]:
    """The list of posts, the latest first; the first page stands at the section's address."""
    index = reader.site.index
    if not index.every("post"):
        return
    count = max(1, index.pages_of(f"post {PER_PAGE}"))
    for number in range(1, count + 1):
        address = reader.site.scheme.section("post", reader.language, *_parts(number))
        yield Page(address, "blog.html", partial(blog_view, reader, number))


def _parts(number: int) -> tuple[str, ...]:
    return (str(number),) if number > 1 else ()


def blog_view(reader: Reader, number: int) -> BlogView:
    """A page of the list of posts."""
    index = reader.site.index
    count = int(index.pages_of(f"post {PER_PAGE}"))

    def address(number: int) -> Address | None:
        if not 1 <= number <= count:
            return None
        return reader.site.scheme.section("post", reader.language, *_parts(number))

    shown = index.page_of(f"post {PER_PAGE} {number}")
    return BlogView(
        section_frame(reader, "post", *_parts(number)),
        tuple(post_card(reader, reader.site.items["post", id_]) for id_ in shown),
        number,
        count,
        address(number - 1),
        address(number + 1),
    )


def post_pages(reader: Reader) -> Iterator[Page]:
    """A page for each post."""
    return item_pages(reader, "post", post_view)


def post_view(reader: Reader, item: Item) -> PostView:
    """A post with what it tells about, between the posts around it."""
    newer, older = (
        reader.site.items.get(("post", id_)) for id_ in reader.site.index.beside(item.id)
    )
    own = head(reader, item)
    record: Any = reader.version(item).record
    when = date_of(item)
    return PostView(
        frame=item_frame(reader, item, own, described=described.post(reader, item, own)),
        item=own,
        form=record.form,
        date=reader.when(when) if when else "",
        iso=str(when.first_day) if when and when.is_full else "",
        authors=reader.parties(reader.authors(item)),
        about=reader.references(record.about),
        links=tuple(
            Link(reader.within(item, "links", link.title), url=link.url) for link in record.links
        ),
        older=reader.link(older) if older else None,
        newer=reader.link(newer) if newer else None,
    )
