"""The templates of the theme, compiled and rendered with Jinja."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import Namespace

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
from . import disk, filters
from .words import BrokenTheme


class _Compiled(BytecodeCache):
    """Templates compiled once for the environments of all languages, and for the next builds.

    A file of ``folder`` begins with a hash of what it holds, of Jinja's version and of the modules
    that say how templates are compiled. Jinja itself looks whether the template is still the same.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._code: dict[str, bytes] = {}
        own = (Path(__file__), Path(filters.__file__))
        self._made_by = b"".join(
            [jinja2.__version__.encode(), *(path.read_bytes() for path in own)]
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` its code, if there is any."""
        code = self._code.get(bucket.key) or self._read(bucket.key)
        if code:
            bucket.bytecode_from_string(code)
            self._code[bucket.key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of ``bucket``."""
        code = self._code[bucket.key] = bucket.bytecode_to_string()
        if self._folder is not None:
            with contextlib.suppress(OSError):  # nothing in the cache is needed
                disk.replace(self._folder / bucket.key, self._seal(code) + code)

    def _read(self, key: str) -> bytes:
        with contextlib.suppress(OSError):
            content = (self._folder / key).read_bytes() if self._folder is not None else b""
            seal, code = content[:32], content[32:]
            if seal == self._seal(code):
                return code
        return b""

    def _seal(self, code: bytes) -> bytes:
        return hashlib.sha256(self._made_by + code).digest()


class _Generator(CodeGenerator):
    """Templates compiled to code that escapes by ``_Environment.escape``."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.escape(")


class _Context(Context):
    """What a template sees. Nothing of ours asks for it, so calls need no look at who is called."""

    @staticmethod
    def call(called: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Call what a template calls."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*arguments, **named)


class _Environment(Environment):
    """Jinja with less between a template and what it writes: pages are many, and small."""

    code_generator_class = _Generator
    context_class = _Context
    escape = staticmethod(filters.escape)

    def make_globals(self, _: object) -> MutableMapping[str, Any]:
        """The globals of every template: none has its own."""
        return self.globals


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
        self._absolute = absolute(site_url)
        self._from_anywhere = from_anywhere(site_url)
        self._compiled = _Compiled(cache)
        self._environments: dict[str, Environment] = {}
        self._kept: dict[tuple[str, str, int], tuple[str, Around]] = {}
        self._here = Address("")
        self._link: LinkWriter = self._absolute

    def _environment(self, language: str) -> Environment:
        if language in self._environments:
            return self._environments[language]
        made = self._environments[language] = _Environment(
            loader=FileSystemLoader([self._theme, self._theme / "pages"]),
            bytecode_cache=self._compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        say = self._words[language]
        made.globals = {
            "_": say.gettext,
            "pgettext": say.pgettext,
            "ngettext": say.ngettext,
            "namespace": Namespace,
        }
        made.filters |= filters.Filters(language, self._write_link, self._absolute).table()
        made.filters["kept"] = self._keep
        made.tests["here"] = self._is_here
        return made

    def _write_link(self, address: Address) -> str:
        """A link from the page that is being written."""
        return self._link(address)

    def _is_here(self, address: Address) -> bool:
        """Whether this is the page that is being written."""
        return address == self._here

    def _keep(self, around: Around, macro: Macro) -> str:
        """What ``macro`` writes of ``around``, which most pages of a folder have in common."""
        here = self._here.path
        if not self._here.is_page or here in around.ways:
            return macro(around)
        # One object for each section: to compare what is in it would take longer than to write it.
        key = macro.name, folder(here), id(around)
        if key not in self._kept:
            self._kept[key] = macro(around), around
        return self._kept[key][0]

    def render(self, page: Page) -> bytes:
        """The HTML of ``page``; BrokenTheme when its template cannot be rendered."""
        language = page.view.frame.language if hasattr(page.view, "frame") else page.view.language
        anywhere = not page.address.is_page and page.address.path == "404.html"
        self._here = page.address
        self._link = self._from_anywhere if anywhere else web(self._here)
        try:
            template = self._environment(language).get_template(page.template)
            text = template.render(view=page.view)
        except jinja2.TemplateError as error:
            where = f"{page.template}:{getattr(error, 'lineno', '') or ''}"
            raise BrokenTheme(f"{where} {error.message} ({page.address.path or '/'})") from None
        return text.encode()
