"""The theme: templates rendered with Jinja, styles joined, words read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import jinja2
from babel.messages.pofile import PoFileError
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.utils import Namespace
from markupsafe import Markup

from ..core import languages
from ..core.addresses import ICON, STYLESHEET, Address, LinkWriter, absolute, from_anywhere, web
from ..core.images import Caption, Picture
from ..core.markup import Wording
from ..core.showing import Said, Text
from ..core.views import Page
from ..core.words import SOURCE_LANGUAGE, Words, read_catalogue

CATALOGUE = "messages.po"


class BrokenTheme(Exception):
    """A template or catalogue that cannot be used; says which and why."""


def read_words(theme: Path, languages: tuple[str, ...]) -> dict[str, Words]:
    """The words of each language; English where the theme has no catalogue."""
    words = {}
    for language in languages:
        path = theme / "locale" / language / CATALOGUE
        if not path.is_file():
            words[language] = Words(language)
            continue
        try:
            words[language] = read_catalogue(language, path.read_bytes())
        except (PoFileError, ValueError) as error:
            raise BrokenTheme(f"{path}: {error}") from None
    words.setdefault(SOURCE_LANGUAGE, Words(SOURCE_LANGUAGE))
    return words


def wording(words: Mapping[str, Words]) -> dict[str, Wording]:
    """What the Markdown engine would write in English, in each language."""
    return {
        language: Wording(
            footnotes=say.gettext("Footnotes"),
            back=say.gettext("Back to reference {number}", number="{number}"),
            done=say.gettext("done"),
            open=say.gettext("not done"),
            table=say.gettext("Table"),
        )
        for language, say in words.items()
    }


def static_files(theme: Path) -> dict[Address, bytes]:
    """The style sheet, its layers joined in the order of their folders, and the icon."""
    layers = sorted((theme / "css").glob("*/*.css"))
    style = "\n".join(path.read_text("utf-8").strip() + "\n" for path in layers)
    return {STYLESHEET: style.encode(), ICON: (theme / "icons" / "icon.svg").read_bytes()}


class _Compiled(BytecodeCache):
    """Templates compiled once for the environments of all languages."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Pages to HTML. A template sees its view, the words, the link writers and nothing else.

    Words and link writers are globals of one environment per language, so that components are
    imported once for a language and not once for a page.
    """

    def __init__(self, theme: Path, words: Mapping[str, Words], site_url: str) -> None:
        self._theme = theme
        self._words = words
        self._site_url = site_url
        self._absolute = absolute(site_url)
        self._link: LinkWriter = self._absolute
        self._compiled = _Compiled()
        self._environments: dict[str, Environment] = {}

    def _environment(self, language: str) -> Environment:
        if language in self._environments:
            return self._environments[language]
        made = self._environments[language] = Environment(
            loader=FileSystemLoader([self._theme, self._theme / "pages"]),
            bytecode_cache=self._compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        say = self._words[language]
        made.globals = {
            "_": say.gettext,
            "pgettext": say.pgettext,
            "ngettext": say.ngettext,
            "link": self._write_link,
            "absolute": self._absolute,
            "said_lang": _said_lang,
            "namespace": Namespace,
        }
        made.filters["body"] = _body
        made.filters["json_ld"] = _json_ld
        made.filters["territory"] = languages.territory
        made.filters["size"] = lambda size: languages.size(language, size)
        return made

    def _write_link(self, address: Address) -> str:
        """A link from the page that is being written."""
        return self._link(address)

    def render(self, page: Page) -> bytes:
        """The HTML of ``page``; BrokenTheme when its template cannot be rendered."""
        language = page.view.frame.language if hasattr(page.view, "frame") else page.view.language
        anywhere = not page.address.is_page and page.address.path == "404.html"
        self._link = from_anywhere(self._site_url) if anywhere else web(page.address)
        try:
            template = self._environment(language).get_template(page.template)
            text = template.render(view=page.view)
        except jinja2.TemplateError as error:
            where = f"{page.template}:{getattr(error, 'lineno', '') or ''}"
            raise BrokenTheme(f"{where} {error.message} ({page.address.path or '/'})") from None
        return text.encode()


def _said_lang(said: Said) -> str:
    return Markup(' lang="{}"').format(said.language) if said.language else ""


@jinja2.pass_context
def _json_ld(context: jinja2.runtime.Context, described: object) -> Markup:
    """JSON-LD for a data block: addresses in full, empty values left out, no way out of it."""
    absolute: LinkWriter = context["absolute"]

    def plain(value: object) -> object:
        if isinstance(value, Address):
            return absolute(value)
        if isinstance(value, Markup):  # what a macro wrote
            return value.unescape().strip()
        if isinstance(value, Mapping):
            found = {key: made for key, one in value.items() if (made := plain(one)) not in _EMPTY}
            return found if found.keys() - {"@type"} else None
        if isinstance(value, list | tuple):
            return [made for one in value if (made := plain(one)) not in _EMPTY]
        return value

    whole = {"@context": "https://schema.org", **cast(dict[str, object], plain(described))}
    text = json.dumps(whole, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - inert: nothing in it can end the script element


_EMPTY: tuple[object, ...] = ("", None, [], {})


@jinja2.pass_context
def _body(
    context: jinja2.runtime.Context, text: Text, element: Callable[[Picture, Caption], Markup]
) -> Markup:
    """A body, its pictures as the macro ``element`` writes them."""
    link: LinkWriter = context["link"]
    written = text.write(link, lambda picture, caption, _: element(picture, caption))
    return Markup(written)  # noqa: S704 - nh3 cleaned it when it was read
