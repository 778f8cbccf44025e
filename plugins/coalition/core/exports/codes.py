"""QR codes (ISO/IEC 18004) for posters, drawn as SVG.

A code holds the address of a page, never that of a calendar. A phone that opens ``calendar.ics``
over https takes a copy that never changes again, and ``webcal:`` opens only where a program has
claimed it; a page opens on every phone and offers both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from ..addresses import CODE, Address, absolute
from ..showing import Reader
from ..site import Item, Key

# Of the damage on a poster a code at this level survives some 15 %.
LEVEL = "M"
# Readers undo any of the eight masks; to look for the prettiest takes longer than all the rest.
MASK = 0


def codes(reader: Reader, site_url: str) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Where codes for readers of one language stand, and how each is drawn.

    Of events only those have one that are still to come: they may be on a poster.
    """
    for key, place in reader.subject_places:
        yield place.below(CODE), partial(_of_calendar, reader, site_url, key)
    for item in reader.site.all("event"):
        if not (item.withdrawn or reader.is_over(item)):
            yield reader.address(item).below(CODE), partial(_of_event, reader, site_url, item)


def _of_calendar(reader: Reader, site_url: str, key: Key) -> bytes:
    """Leads to where the subscribe page offers the calendar of ``key``."""
    subject = reader.subject(key)
    page = reader.site.scheme.section("subscribe", reader.language)
    return code(absolute(site_url)(page.at(subject.anchor) if subject else page))


def _of_event(reader: Reader, site_url: str, item: Item) -> bytes:
    """Leads to the page of an event, which also tells what becomes of it."""
    return code(absolute(site_url)(reader.address(item)))


def code(url: str) -> bytes:
    """The code of ``url``: black on white also where the page is dark, with its quiet zone.

    Its size is its viewBox, in modules; whoever shows it says how large.
    """
    import segno  # only when there is something to draw

    made, written = segno.make_qr(url, error=LEVEL, boost_error=False, mask=MASK), BytesIO()
    made.save(
        written,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        light="#fff",
    )
    return written.getvalue()
