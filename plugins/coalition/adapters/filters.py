"""The smallest pieces of a page, as filters of the templates: links, short texts, data.

A page has hundreds of them, and a filter is one plain call where a macro is many. What comes from
the content is escaped here, exactly once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from json.encoder import encode_basestring
from typing import Any, Final

from markupsafe import Markup
from markupsafe import escape as escape_any

from ..core import languages
from ..core.addresses import Address, LinkWriter
from ..core.images import Caption, Picture
from ..core.showing import Link, Said, Text

# Signs with which a text could end the data block that it stands in.
_OUTSIDE: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def escape(value: object) -> str:
    """``value`` as HTML: what markupsafe does, but most texts have nothing to escape."""
    if type(value) is Markup:
        return value
    text = value.text if type(value) is Said else value
    if type(text) is not str:
        return escape_any(text)
    if "<" in text or "&" in text or ">" in text or '"' in text or "'" in text:
        return escape_any(text)
    return text


def is_blank(text: str) -> bool:
    """Whether there is nothing in ``text`` but white space."""
    return not text or text.isspace()


class Filters:
    """The filters of one language; ``link`` writes a link from the page that is being written."""

    def __init__(self, language: str, link: LinkWriter, absolute: LinkWriter) -> None:
        self._language = language
        self._link = link
        self._absolute = absolute

    def table(self) -> dict[str, Callable[..., Any]]:
        """The filters by the names that templates know."""
        return {
            "link": self._link,
            "absolute": self._absolute,
            "lang": lang,
            "said": said,
            "to": self.to,
            "linked": self.linked,
            "parties": self.parties,
            "listed": self.listed,
            "body": self.body,
            "json_ld": self.json_ld,
            "size": self.size,
            "territory": languages.territory,
        }

    def to(self, text: Said, address: Address) -> Markup:
        """A short text as a link to ``address``."""
        return _anchor(self._link(address), text)

    def linked(self, link: Link) -> str:
        """A text with where it leads, if it leads anywhere."""
        if link.address is not None:
            return _anchor(self._link(link.address), link.said)
        return _anchor(link.url, link.said) if link.url else said(link.said)

    def parties(self, links: Iterable[Link]) -> Markup:
        """Links as a sentence-like list."""
        return Markup(", ".join([escape(self.linked(one)) for one in links]))  # noqa: S704 - escaped

    def listed(self, links: tuple[Link, ...]) -> str:
        """Links one below another, for narrow columns."""
        if len(links) == 1:
            return self.linked(links[0])
        rows = "".join([f"<li>{escape(self.linked(one))}</li>" for one in links])
        return Markup(f'<ul class="plain-list">{rows}</ul>')  # noqa: S704 - escaped

    def body(self, text: Text, element: Callable[[Picture, Caption], Markup]) -> Markup:
        """A body, its pictures as the macro ``element`` writes them."""
        written = text.write(self._link, lambda picture, caption, _: element(picture, caption))
        return Markup(written)  # noqa: S704 - nh3 cleaned it when it was read

    def size(self, size: int) -> str:
        """The size of a file, in words."""
        return languages.size(self._language, size)

    def json_ld(self, described: Mapping[str, object]) -> Markup:
        """JSON-LD for a data block: addresses in full, empty values left out, no way out of it."""
        written = self._object({"@context": "https://schema.org", **described})
        for sign, code in _OUTSIDE.items():
            written = written.replace(sign, code)
        return Markup(written)  # noqa: S704 - inert: nothing in it can end the script element

    def _object(self, described: Mapping[str, object]) -> str:
        """``described`` as a JSON object; empty when nothing but its type is known."""
        pairs = []
        for key, value in described.items():
            if type(value) is str:  # as most are
                if value:
                    pairs.append(f'"{key}": {encode_basestring(value)}')
            elif text := self._json(value):
                pairs.append(f'"{key}": {text}')
        if not pairs or (len(pairs) == 1 and pairs[0].startswith('"@type"')):
            return ""
        return f"{{{', '.join(pairs)}}}"

    def _json(self, value: object) -> str:
        """``value`` as JSON; empty when it says nothing."""
        if isinstance(value, Address):
            return encode_basestring(self._absolute(value))
        if isinstance(value, str):
            return encode_basestring(value) if value else ""
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list | tuple):
            parts = [made for one in value if (made := self._json(one))]
            return f"[{', '.join(parts)}]" if parts else ""
        return "" if value is None else json.dumps(value)


def lang(text: Said) -> str:
    """The attribute that marks a text in another language than the page's."""
    return Markup(' lang="{}"').format(text.language) if text.language else ""


def said(text: Said) -> str:
    """A short text, marked with its language when it is not the page's."""
    if not text.language:
        return text.text
    return Markup('<span lang="{}">{}</span>').format(text.language, text.text)


def _anchor(url: str, text: Said) -> Markup:
    mark = lang(text) if text.language else ""
    written = f'<a href="{escape(url)}"{mark}>{escape(text.text)}</a>'
    return Markup(written)  # noqa: S704 - each part is escaped
