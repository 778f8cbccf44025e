"""The templates of the theme, rendered with Jinja."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.runtime import Macro
from jinja2.utils import Namespace

from ..core import spoken
from ..core.addresses import (
    Address,
    LinkWriter,
    absolute,
    folder,
    from_anywhere,
    web,
)
from ..core.views import Page
from ..core.views.frame import Around
from ..core.words import Words
from .escaping import escape, is_blank, safe
from .filters import Filters
from .templates import Compiled, Templates
from .words import BrokenTheme

# Brackets of a slot for a link; the reader refuses both characters in every source file.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
# HTML with open links: what stands before the first, and each with what stands behind it.
_Opened = tuple[str, list[tuple[Address, str]]]


class Renderer:
    """Pages to HTML. A template sees its view, the words, the filters and nothing else.

    Words and filters belong to one environment per language, so that components are imported once
    for a language and not once for a page. What stands around a page is written once for all pages
    of a folder that have the same around them, a card once for all pages. Compiled templates are kept
    in ``cache``, if given.
    """

    def __init__(
        self, theme: Path, words: Mapping[str, Words], site_url: str, cache: Path | None = None
    ) -> None:
        self._theme = theme
        self._words = words
        self._absolute = lru_cache(1024)(absolute(site_url))
        self._from_anywhere = from_anywhere(site_url)
        self._compiled = Compiled(cache)
        self._environments: dict[str, Templates] = {}
        self._kept: dict[tuple[str, int], tuple[Around, dict[str, str]]] = {}
        self._links: dict[str, dict[Address, str]] = {}
        self._cards: dict[tuple[Macro, Any, tuple[Any, ...]], _Opened] = {}
        self._here, self._folder, self._language = Address(""), "", ""
        self._shared: dict[str, str] | None = None
        self._link: LinkWriter = self._absolute

    def _environment(self, language: str) -> Templates:
        if language in self._environments:
            return self._environments[language]
        made = self._environments[language] = Templates(
            [self._theme, self._theme / "pages"], self._compiled
        )
        say = self._words[language]
        made.globals = {
            "_": lru_cache(1024)(say.gettext),
            "pgettext": say.pgettext,
            "ngettext": say.ngettext,
            "namespace": Namespace,
        }
        made.filters |= Filters(language, self._write_link, self._absolute).table()
        made.filters["repeating"] = partial(spoken.lines, say)
        made.filters["rhythm"] = partial(spoken.brief, say)
        made.filters["kept"] = self._keep
        made.filters["once"] = self._once
        made.tests["here"] = self._is_here
        made.tests["blank"] = is_blank
        return made

    def _write_link(self, address: Address) -> str:
        """A link from the page that is being written."""
        return self._link(address)

    def _is_here(self, address: Address) -> bool:
        """Whether this is the page that is being written."""
        return address == self._here

    def _keep(self, around: Around, macro: Macro) -> str:
        """What ``macro`` writes of ``around``, which most pages of a folder have in common."""
        if self._shared is None:
            shares = self._here.is_page and self._here.path not in around.ways
            # One object for each section: to compare what is in it would take longer than to write it.
            key = self._folder, id(around)
            self._shared = self._kept.setdefault(key, (around, {}))[1] if shares else {}
        written = self._shared.get(macro.name)
        if written is None:
            written = self._shared[macro.name] = macro(around)
        return written

    def _once(self, card: Any, macro: Macro, *more: object) -> str:
        """What ``macro`` writes of ``card``: once for all pages, each of which has its own links."""
        key = macro, card, more
        opened = self._cards.get(key)
        if opened is None:
            opened = self._cards[key] = self._opened(macro, card, more)
        link = self._link
        written, links = opened
        for to, text in links:
            written += f"{escape(link(to))}{text}"
        return safe(written)  # noqa: S704 - a macro wrote it, and each link is escaped

    def _opened(self, macro: Macro, card: Any, more: tuple[object, ...]) -> _Opened:
        """What ``macro`` writes with its links open."""
        link, targets = self._link, list[Address]()

        def slot(address: Address) -> str:
            targets.append(address)
            return f"{_OPEN}{len(targets) - 1}{_CLOSE}"

        self._link = slot
        try:
            first, *rest = _SLOT.split(str(macro(card, *more)))
        finally:
            self._link = link
        return first, [(targets[int(rest[at])], rest[at + 1]) for at in range(0, len(rest), 2)]

    def _near(self, here: Address) -> LinkWriter:
        """Links from ``here``; those that lead out of it are the same for all pages of a folder."""
        own, write = here.path, web(here)
        if not here.is_page:
            return write
        kept = self._links.setdefault(self._folder, {})

        def link(address: Address) -> str:
            if address.path.startswith(own):
                return write(address)
            found = kept.get(address)
            if found is None:
                found = kept[address] = write(address)
            return found

        return link

    def render(self, page: Page) -> bytes:
        """The HTML of ``page``; BrokenTheme when its template cannot be rendered."""
        language = page.view.frame.language if hasattr(page.view, "frame") else page.view.language
        if language != self._language:  # what is kept of another one is of no use here
            self._language = language
            for kept in (self._kept, self._links, self._cards):
                kept.clear()
        anywhere = not page.address.is_page and page.address.path == "404.html"
        self._here, self._folder, self._shared = page.address, folder(page.address.path), None
        self._link = self._from_anywhere if anywhere else self._near(self._here)
        try:
            template = self._environment(language).get_template(page.template)
            text = template.render(view=page.view)
        except (jinja2.TemplateError, AttributeError) as error:
            where = f"{page.template}:{getattr(error, 'lineno', '') or ''}"
            raise BrokenTheme(f"{where} {error} ({page.address.path or '/'})") from None
        return text.encode()
