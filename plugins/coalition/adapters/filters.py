"""The smallest pieces of a page, as filters of the templates: links, short texts, data.

A page has hundreds of them, and a filter is one plain call where a macro is many. What comes from
the content is escaped here, exactly once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

from markupsafe import Markup

from ..core import languages
from ..core.addresses import Address, LinkWriter, webcal
from ..core.images import Caption, Picture
from ..core.showing import Link, Said, Text
from .escaping import escape, safe

# Signs with which a text could end the data block that it stands in.
_OUTSIDE: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Filters:
    """The filters of one language; ``link`` writes a link from the page that is being written."""

    def __init__(self, language: str, link: LinkWriter, absolute: LinkWriter) -> None:
        self._language = language
        self._link = link
        self._absolute = absolute
        self._encode = json.JSONEncoder(
            ensure_ascii=False, check_circular=False, default=absolute
        ).encode

    def table(self) -> dict[str, Callable[..., Any]]:
        """The filters by the names that templates know."""
        return {
            "link": self._link,
            "absolute": self._absolute,
            "webcal": self.webcal,
            "lang": self.lang,
            "said": self.said,
            "tongue": self.tongue,
            "to": self.to,
            "linked": self.linked,
            "parties": self.parties,
            "listed": self.listed,
            "body": self.body,
            "json_ld": self.json_ld,
            "size": self.size,
            "territory": languages.territory,
        }

    def lang(self, text: Said | Text | Caption) -> Markup:
        """The attributes that mark a text in another language than the page's.

        ``dir`` stands with them where that language is written the other way; it isolates the text,
        too, so that it does not move the signs around it (HTML, section 15.3.5).
        """
        return _mark(self._language, text.language) if text.language else _NOTHING

    def said(self, text: Said) -> str:
        """A short text, marked with its language when it is not the page's."""
        if not text.language:
            return text.text
        return Markup("<span{}>{}</span>").format(self.lang(text), text.text)

    def webcal(self, address: Address) -> str:
        """A link by which a calendar program subscribes to the calendar at ``address``."""
        return webcal(self._absolute(address))

    def tongue(self, text: Said) -> Markup:
        """Which language a text is in, in small beside it; nothing when it is the page's."""
        if not text.language:
            return _NOTHING
        name = Said(languages.name(text.language), text.language)
        return Markup(' <span class="card-language"{}>{}</span>').format(self.lang(name), name.text)

    def to(self, text: Said, address: Address) -> Markup:
        """A title as a link to ``address``; beside one in another language stands which it is."""
        return self._anchor(self._link(address), text) + self.tongue(text)

    def linked(self, link: Link) -> str:
        """A text with where it leads, if it leads anywhere."""
        if link.address is not None:
            return self._anchor(self._link(link.address), link.said)
        return self._anchor(link.url, link.said) if link.url else self.said(link.said)

    def _anchor(self, url: str, text: Said) -> Markup:
        written = f'<a href="{escape(url)}"{self.lang(text)}>{escape(text.text)}</a>'
        return safe(written)  # noqa: S704 - each part is escaped

    def parties(self, links: Iterable[Link]) -> Markup:
        """Links as a sentence-like list."""
        return safe(", ".join([escape(self.linked(one)) for one in links]))  # noqa: S704 - escaped

    def listed(self, links: tuple[Link, ...]) -> str:
        """Links one below another, for narrow columns."""
        if len(links) == 1:
            return self.linked(links[0])
        rows = "".join([f"<li>{escape(self.linked(one))}</li>" for one in links])
        return safe(f'<ul class="plain-list">{rows}</ul>')  # noqa: S704 - escaped

    def body(self, text: Text, element: Callable[[Picture, Caption], Markup]) -> Markup:
        """A body, its pictures as the macro ``element`` writes them."""
        written = text.write(self._link, lambda picture, caption, _: element(picture, caption))
        return safe(written)  # noqa: S704 - nh3 cleaned it when it was read

    def size(self, size: int) -> str:
        """The size of a file, in words."""
        return languages.size(self._language, size)

    def json_ld(self, described: Mapping[str, object]) -> Markup:
        """JSON-LD for a data block: addresses in full, empty values left out, no way out of it."""
        written = self._encode(_filled({"@context": "https://schema.org", **described}))
        for sign, code in _OUTSIDE.items():
            if sign in written:
                written = written.replace(sign, code)
        return safe(written)  # noqa: S704 - inert: nothing in it can end the script element


def _filled(value: Any) -> Any:
    """``value`` without what says nothing, and so without what only tells its type."""
    if isinstance(value, dict):
        kept = {
            key: one
            for key, part in value.items()
            if (one := part if type(part) is str else _filled(part)) or one == 0
        }
        return {} if kept.keys() == {"@type"} else kept
    if isinstance(value, list | tuple):
        return [one for one in map(_filled, value) if one or one == 0]
    return value


_NOTHING: Final = Markup()


@cache
def _mark(page: str, language: str) -> Markup:
    mark = Markup(' lang="{}"').format(language)
    direction = languages.direction(language)
    return (
        mark
        if direction == languages.direction(page)
        else mark + Markup(' dir="{}"').format(direction)
    )
