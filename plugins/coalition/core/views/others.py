"""The pages that are no content: not found, and redirects from old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from .. import languages
from ..addresses import STYLESHEET, Address, old_address
from ..showing import Reader, Said
from ..site import Item
from .frame import Frame, Page, frame


class NotFoundView(Struct, frozen=True):
    """What a server shows for an address that is not there."""

    frame: Frame


class RedirectView(Struct, frozen=True):
    """A page at an old address that leads to the new one."""

    language: str
    direction: str
    stylesheet: Address
    title: Said
    target: Address


NOT_FOUND = Address("404.html")


def not_found_page(reader: Reader) -> Page:
    """The one 404 page of the site, in the default language with a way into each other."""
    site = reader.site
    homes = {one: site.scheme.home(one) for one in site.languages}
    addresses = {**homes, reader.language: NOT_FOUND}
    return Page(
        NOT_FOUND,
        "404.html",
        lambda: NotFoundView(frame(reader, addresses, listed=False)),
    )


def redirect_pages(reader: Reader) -> Iterator[Page]:
    """A page at each alias of each item, leading to it in the language of the file."""
    for brief in reader.site.index.briefs.values():
        for language, alias in brief.aliases:
            if language != reader.language:
                continue
            item = reader.site.items[brief.key]
            yield Page(old_address(alias), "redirect.html", partial(redirect_view, reader, item))


def redirect_view(reader: Reader, item: Item) -> RedirectView:
    """The way from an old address of ``item`` to the one that it has now."""
    return RedirectView(
        reader.language,
        languages.direction(reader.language),
        STYLESHEET,
        reader.heading(item),
        reader.address(item),
    )
