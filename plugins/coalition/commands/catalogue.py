"""The catalogues of interface words: what has to be translated, and what is missing.

Words come from three places: calls in the templates, calls in the code, and the sentences of
problems. ``update`` keeps each catalogue equal to them without losing a translation.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from ..adapters.disk import replace
from ..adapters.words import CATALOGUE
from ..core.languages import plural_forms
from ..core.problems import TERMS, WORDING
from ..core.values import LANGUAGE

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# A fixed date: the catalogues are compared byte for byte.
_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def template(theme: Path, code: Path) -> Catalog:
    """Everything that can be translated, as a catalogue without translations."""
    catalogue = _catalogue(None)
    for source, message, context in _messages(theme, code):
        catalogue.add(message, locations=[(source, 0)], context=context)
    return catalogue


def _messages(theme: Path, code: Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for path in sorted(theme.glob("**/*.html")):
        yield from _extract(path, theme.parent, "jinja2.ext:babel_extract")
    for path in sorted(code.glob("**/*.py")):
        yield from _extract(path, theme.parent, "python")
    for name, sentence in sorted(WORDING.items()):
        yield f"problem: {name}", sentence, None
    for term in TERMS:
        yield "problem: a value", term, None


def _extract(
    path: Path, root: Path, method: str
) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    with open(path, "rb") as file:
        for _line, message, _comments, context in extract(
            method, file, keywords=_KEYWORDS, options={"silent": "false", "encoding": "utf-8"}
        ):
            yield path.relative_to(root).as_posix(), message, context


def _catalogue(language: str | None) -> Catalog:
    catalogue = Catalog(
        locale=language and language.replace("-", "_"),
        project="coalition",
        version="1",
        copyright_holder="the contributors",
        creation_date=_DATE,
        revision_date=_DATE,
        last_translator="the contributors",
        language_team=language or "",
        fuzzy=False,
        header_comment="# Interface words. Licence: AGPL-3.0-or-later.",
    )
    catalogue.msgid_bugs_address = ""  # Babel writes an address of nobody
    if language:
        # Babel's own list of plural forms is older than CLDR, and not the same.
        catalogue.mime_headers = [("Plural-Forms", plural_forms(language))]
    return catalogue


def read(path: Path, language: str) -> Catalog:
    """The catalogue at ``path``; an empty one when there is none yet. PoFileError when it is broken."""
    if not path.is_file():
        return _catalogue(language)
    # Which plural forms it holds is what its own header says.
    return read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)


def updated(theme: Path, code: Path, language: str) -> tuple[bytes, list[str]]:
    """The catalogue of ``language`` brought up to date, and the messages it still lacks."""
    old = read(theme / "locale" / language / CATALOGUE, language)
    new = _catalogue(language)
    missing = []
    for message in sorted(template(theme, code), key=lambda one: (str(one.id), one.context or "")):
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text = known.string if known is not None and not known.fuzzy else ""
        texts = (text,) if isinstance(text, str) else tuple(text or ("",))
        if isinstance(message.id, tuple | list):
            # One form alone stood for every number, whatever forms there are now.
            texts = texts * new.num_plurals if len(texts) == 1 else texts
            texts = (*texts, *("",) * new.num_plurals)[: new.num_plurals]
        if not all(texts):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
        new.add(
            message.id,
            texts[0] if isinstance(message.id, str) else texts,
            locations=sorted(set(message.locations)),
            context=message.context,
        )
    out = io.BytesIO()
    write_po(out, new, width=100, include_lineno=False, sort_output=False, omit_header=False)
    return out.getvalue(), missing


def update(theme: Path, code: Path, language: str) -> list[str]:
    """Write the catalogue of ``language`` anew; returns the messages it still lacks."""
    content, missing = updated(theme, code, language)
    replace(theme / "locale" / language / CATALOGUE, content)
    return missing


class NoCatalogue(Exception):
    """Why there can be no new catalogue for a language, as a sentence."""


def begin(theme: Path, code: Path, language: str) -> list[str]:
    """Write an empty catalogue for one more language; returns its messages, all to be translated.

    Until they are, their English stands on the pages.
    """
    if not re.fullmatch(LANGUAGE, language):
        raise NoCatalogue(f"“{language}” is not a language code; write for example uk or sr-Latn.")
    if (theme / "locale" / language / CATALOGUE).exists():
        raise NoCatalogue(
            f"There is a catalogue of “{language}” already; invoke catalog updates it."
        )
    return update(theme, code, language)
