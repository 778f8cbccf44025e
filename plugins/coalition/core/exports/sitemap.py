"""The sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from msgspec import Struct

from ..addresses import Address, absolute

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


class Listed(Struct, frozen=True):
    """A page for the sitemap: its translations, and the day it last changed if it is known."""

    address: Address
    alternates: tuple[tuple[str, Address], ...] = ()
    changed: str = ""


def sitemap(pages: Iterable[Listed], site_url: str) -> bytes:
    """The sitemap (sitemaps.org 0.9) with the translations of each page."""
    url = absolute(site_url)
    root = ElementTree.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for page in pages:
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = url(page.address)
        if page.changed:
            ElementTree.SubElement(entry, "lastmod").text = page.changed
        for language, address in page.alternates:
            ElementTree.SubElement(
                entry,
                "xhtml:link",
                {"rel": "alternate", "hreflang": language, "href": url(address)},
            )
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def robots(site_url: str, *, indexed: bool) -> bytes:
    """robots.txt (RFC 9309): everything, or nothing for a demonstration."""
    rule = "Allow: /" if indexed else "Disallow: /"
    location = absolute(site_url)(Address("sitemap.xml"))
    return f"User-agent: *\n{rule}\n\nSitemap: {location}\n".encode()
