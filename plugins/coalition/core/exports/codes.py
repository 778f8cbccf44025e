"""QR codes (ISO/IEC 18004) for posters, drawn as SVG.

A code holds the address of a page, never that of a calendar. A phone that opens ``calendar.ics``
over https takes a copy that never changes again, and ``webcal:`` opens only where a program has
claimed it; a page opens on every phone and offers both.
"""

from __future__ import annotations

from io import BytesIO

import segno

# Of the damage on a poster a code at this level survives some 15 %.
LEVEL = "M"
# Readers undo any of the eight masks; to look for the prettiest takes longer than all the rest.
MASK = 0


def code(url: str) -> bytes:
    """The code of ``url``: black on white also where the page is dark, with its quiet zone.

    Its size is its viewBox, in modules; whoever shows it says how large.
    """
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
