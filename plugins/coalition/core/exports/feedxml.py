"""What both formats in XML share: how an entry and what stands around all of them are written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from feedgenerator import SyndicationFeed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

# Characters that XML 1.0 does not have (section 2.2), in UTF-8.
_CONTROL: Final = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NOT_IN_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def encoded(text: str) -> bytes:
    """``text`` in UTF-8, with a sign of replacement for each character that XML does not have.

    Contributors cannot write them (``control_character``); a feed is well-formed all the same.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw.translate(None, _CONTROL)) < len(raw) or b"\xef\xbf" in raw:
        return _NOT_IN_XML.sub("\ufffd".encode(), raw)
    return raw


class Writer(SimplerXMLGenerator):  # type: ignore[misc]  # the library has no types
    """Writes what its parent would, but an element without children at once, and any character."""

    def addQuickElement(  # noqa: N802 - the parent's name
        self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
    ) -> None:
        """An element with nothing but text in it."""
        said = [f" {key}={quoteattr(attrs[key])}" for key in sorted(attrs)] if attrs else ()
        opening = f"<{name}{''.join(said)}"
        self.ignorableWhitespace(  # which is written as it is
            f"{opening}>{escape(contents)}</{name}>" if contents else f"{opening}/>"
        )


def entry(empty: SyndicationFeed, **values: Any) -> bytes:
    """An entry of these values as it stands in a feed, written by an ``empty`` one."""
    empty.add_item(**values)
    out = io.StringIO()
    empty.write_items(Writer(out, "utf-8", short_empty_elements=True))
    return encoded(out.getvalue())


def whole(empty: SyndicationFeed, entries: Iterable[bytes], end: str, style: str) -> bytes:
    """A feed with its ``entries`` before its ``end``, shown by browsers in the ``style`` named.

    The library would ask the machine for the media type of a style sheet.
    """
    out = io.StringIO()
    empty.write(out, "utf-8")
    declaration, rest = out.getvalue().split("\n", 1)
    shown = f'<?xml-stylesheet type="text/css" href={quoteattr(style)}?>'
    head = f"{declaration}\n{shown}\n{rest.removesuffix(end)}"
    return b"".join((encoded(head), *entries, end.encode()))
