"""The blog: lists of posts, page by page, and each post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..addresses import Address
from ..showing import Link, Reader, Said, Text, date_of
from ..site import Item
from .cards import Colophon, PostCard, colophon, post_card
from .frame import Frame, Page, item_frame, section_frame

PER_PAGE = 12


@dataclass(frozen=True)
class BlogView:
    """One page of the list of posts."""

    frame: Frame
    posts: tuple[PostCard, ...]
    number: int
    count: int
    newer: Address | None
    older: Address | None


@dataclass(frozen=True)
class PostView:
    """A post."""

    frame: Frame
    title: Said
    summary: Said
    form: str
    date: str
    iso: str
    authors: tuple[Link, ...]
    topics: tuple[Said, ...]
    about: tuple[Link, ...]
    links: tuple[Link, ...]
    withdrawn: Said | None
    text: Text
    colophon: Colophon


def blog_pages(reader: Reader) -> Iterator[Page]:
    """The list of posts, the latest first; the first page stands at the section's address."""
    posts = reader.posts()
    count = max(1, -(-len(posts) // PER_PAGE))

    def parts(number: int) -> tuple[str, ...]:
        return (str(number),) if number > 1 else ()

    def address(number: int) -> Address | None:
        if not 1 <= number <= count:
            return None
        return reader.site.scheme.section("post", reader.language, *parts(number))

    for number in range(1, count + 1):
        shown = posts[(number - 1) * PER_PAGE : number * PER_PAGE]
        view = BlogView(
            section_frame(reader, "blog", "post", *parts(number)),
            tuple(post_card(reader, item) for item in shown),
            number,
            count,
            address(number - 1),
            address(number + 1),
        )
        yield Page(view.frame.address, "blog.html", view)


def post_pages(reader: Reader) -> Iterator[Page]:
    """A page for each post."""
    for item in reader.site.all("post"):
        view = post_view(reader, item)
        yield Page(view.frame.address, "post.html", view)


def post_view(reader: Reader, item: Item) -> PostView:
    """A post with what it tells about."""
    record: Any = reader.version(item).record
    when = date_of(item)
    return PostView(
        frame=item_frame(reader, item, "blog"),
        title=reader.heading(item),
        summary=reader.summary(item),
        form=record.form,
        date=reader.when(when) if when else "",
        iso=str(when.first_day) if when and when.is_full else "",
        authors=reader.parties(record.authors),
        topics=reader.topics(record.topics),
        about=tuple(_about(reader, record.about)),
        links=tuple(
            Link(reader.within(item, "links", link.title), url=link.url) for link in record.links
        ),
        withdrawn=reader.within(item, "withdrawn", record.withdrawn.reason)
        if record.withdrawn
        else None,
        text=reader.text(item),
        colophon=colophon(reader, item),
    )


def _about(reader: Reader, references: tuple[str, ...]) -> Iterator[Link]:
    for reference in references:
        kind, _, id_ = reference.partition("/")
        item = reader.site.items.get((kind, id_))
        entry = reader.site.entries.get((kind, id_))
        if item is not None:
            yield reader.link(item)
        elif kind == "organisation":
            yield from reader.parties((id_,))
        elif entry is not None:
            yield Link(reader.label(entry.record.label))
