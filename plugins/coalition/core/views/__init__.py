"""What each page shows: one frozen view for each kind of page, made from the Site.

A view holds addresses, not URLs, and no words of the interface: those are the theme's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..showing import reader_of
from ..site import Site
from .about import about_pages
from .blog import blog_pages, post_pages
from .calls import call_pages
from .documents import document_pages
from .entries import entry_pages
from .events import calendar_pages, event_pages
from .frame import Page
from .home import home_page
from .members import directory_pages, member_pages
from .others import not_found_page, redirect_pages
from .plans import plan_pages
from .projects import project_pages
from .subscribe import subscribe_page
from .texts import text_pages
from .translations import translations_page

__all__ = ["Page", "pages"]


def pages(
    site: Site, today: date, like_peers: bool = False, languages: Sequence[str] = ()
) -> Iterator[Page]:
    """Every page of the site, in ``languages`` or else in all of them, one after the other.

    With ``like_peers`` only those that other generators make, too (see ``bench/``).
    """
    for language in languages or site.languages:
        reader = reader_of(site, language, today)
        yield home_page(reader)
        if not like_peers:
            yield from about_pages(reader)
            yield from subscribe_page(reader)
            yield from translations_page(reader)
        yield from directory_pages(reader, groups=not like_peers)
        yield from member_pages(reader)
        yield from calendar_pages(reader, months=not like_peers)
        yield from event_pages(reader)
        yield from blog_pages(reader)
        yield from post_pages(reader)
        yield from project_pages(reader)
        yield from call_pages(reader)
        yield from plan_pages(reader)
        yield from document_pages(reader)
        yield from text_pages(reader)
        yield from entry_pages(reader)
        yield from redirect_pages(reader)
        if language == site.default and not like_peers:
            yield not_found_page(reader)
