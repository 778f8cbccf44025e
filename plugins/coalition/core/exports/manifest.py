"""The web application manifest (W3C), so that a phone can keep the site among its programs."""

from __future__ import annotations

import json

from .. import languages
from ..addresses import Address, web
from ..showing import Reader


def manifest(reader: Reader, address: Address, icon: Address) -> bytes:
    """The manifest of the site in one language; its addresses are relative to it."""
    own, link = reader.site.coalition, web(address)
    home = link(reader.site.scheme.home(reader.language))
    made = {
        "name": reader.label(own.name).text,
        "short_name": reader.label(own.short_name or own.name).text,
        "description": reader.label(own.mission or own.tagline).text,
        "lang": reader.language,
        "dir": languages.direction(reader.language),
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "icons": [{"src": link(icon), "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()
