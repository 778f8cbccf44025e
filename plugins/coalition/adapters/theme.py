"""The templates of the theme, rendered with Jinja."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

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
from .escaping import is_blank
from .filters import Filters
from .templates import Compiled, Templates
from .words import BrokenTheme


class Renderer:
    """Pages to HTML. A template sees its view, the words, the filters and nothing else.

    Words and filters belong to one environment per language, so that components are imported once
    for a language and not once for a page. What stands around a page is written once for all pages
    of a folder that have the same around them. Compiled templates are kept in ``cache``, if given.
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
        self._links: dict[Address, str] = {}
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

    def _near(self, here: Address) -> LinkWriter:
        """Links from ``here``; those that lead out of it are the same for all pages of a folder."""
        own, write = here.path, web(here)
        if not here.is_page:
            return write
        kept = self._links

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
            self._kept.clear()
        anywhere = not page.address.is_page and page.address.path == "404.html"
        if folder(page.address.path) != self._folder:
            self._folder = folder(page.address.path)
            self._links.clear()
        self._here, self._shared = page.address, None
        self._link = self._from_anywhere if anywhere else self._near(self._here)
        try:
            template = self._environment(language).get_template(page.template)
            text = template.render(view=page.view)
        except (jinja2.TemplateError, AttributeError) as error:
            where = f"{page.template}:{getattr(error, 'lineno', '') or ''}"
            raise BrokenTheme(f"{where} {error} ({page.address.path or '/'})") from None
        return text.encode()
