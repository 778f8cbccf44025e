"""Interface words and the sentences of problems, in one language.

Catalogues are gettext ``.po`` files, read directly; the source language is English.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from string import Formatter
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from .languages import lookup
from .problems import TERM_VALUES, WORDING, Problem

SOURCE_LANGUAGE: Final = "en"

Key = tuple[str | None, str]


class Words(Struct, frozen=True, dict=True):
    """The words of one language; what a catalogue lacks stays English."""

    language: str
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    # Which form a number takes, as catalogues say it.
    rule: str = "n != 1"

    @cached_property
    def plural(self) -> Callable[[int], int]:
        """Which form of a message fits a number."""
        form: Callable[[int], int] = gettext.c2py(self.rule)
        return form

    def gettext(self, message: str, /, **values: object) -> str:
        """``message`` in this language, its ``{names}`` filled with ``values``."""
        return self._fill(self.messages.get((None, message)), message, 0, values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """As ``gettext``, for a word that needs a context to be understood."""
        return self._fill(self.messages.get((context, message)), message, 0, values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of the message that fits ``number``, which is also a value ``{number}``."""
        values.setdefault("number", number)
        found = self.messages.get((None, one))
        if found is None:
            return (one if number == 1 else many).format(**values)
        return self._fill(found, many, self.plural(number), values)

    @staticmethod
    def _fill(
        found: tuple[str, ...] | None, source: str, form: int, values: Mapping[str, object]
    ) -> str:
        text = found[form] if found and form < len(found) and found[form] else source
        try:
            return text.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            # A translation with a broken placeholder must not break the page.
            return source.format(**values)

    def say(self, problem: Problem) -> str:
        """The sentence of ``problem``, with "Did you mean" when something near is known."""
        values = {
            name: self.gettext(value) if name in TERM_VALUES else value
            for name, value in problem.values
        }
        suggestion = values.pop("suggestion", "")
        sentence = self.gettext(WORDING[problem.code], **values)
        if suggestion:
            sentence += " " + self.gettext("Did you mean “{suggestion}”?", suggestion=suggestion)
        return sentence


def words_for(words: Mapping[str, Words], language: str) -> Words:
    """The words of a BCP 47 tag: ``hu-RO`` has those of Hungarian, unless there are some of its own.

    A language without any, and without those of a language that it begins with, has English ones.
    """
    found = lookup(language, words) or words[SOURCE_LANGUAGE]
    return found if found.language == language else replace(found, language=language)


def read_catalogue(language: str, raw: bytes) -> Words:
    """The words of one ``.po`` file.

    Fuzzy entries are left out, as gettext does. Raises ``babel.messages.pofile.PoFileError`` when
    the file cannot be read, and ValueError when it does not say how numbers take their forms.
    """
    from babel.messages.pofile import read_po  # takes as long as to build a page

    catalogue = read_po(io.BytesIO(raw), locale=None, abort_invalid=True)
    gettext.c2py(str(catalogue.plural_expr))
    messages: dict[Key, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy or not message.string:
            continue
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if all(texts):
            messages[(message.context, key)] = tuple(texts)
    return Words(language, messages, str(catalogue.plural_expr))


def mistakes(raw: bytes) -> Iterator[str]:
    """What a translator has to mend in a ``.po`` file, a sentence each; pages do without such words.

    A placeholder that the source does not have or that is missing, one that cannot be read, and more
    or fewer plural forms than the language has. A message without any translation is no mistake.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(io.BytesIO(raw), locale=None, abort_invalid=True)
        gettext.c2py(str(catalogue.plural_expr))
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None)
        yield f"line {line + 1}: {error}" if line is not None else str(error)
        return
    for message in catalogue:
        plural = isinstance(message.id, tuple | list)
        sources = tuple(message.id) if plural else (str(message.id),)
        given = tuple(message.string or ()) if plural else (str(message.string or ""),)
        texts = [text for text in given if text]
        if not message.id or not texts:
            continue
        found = [*_misplaced(sources, texts)]
        if len(texts) != len(given):
            found.append(f"{len(texts)} of {len(given)} plural forms")
        for what in found:
            yield f"line {message.lineno}: “{sources[0]}”: {what}"


def _misplaced(sources: tuple[str, ...], texts: Iterable[str]) -> Iterator[str]:
    """Placeholders that are not what the source has; a plural form need not have all of them."""
    wanted = {name for source in sources for name in _placeholders(source) or ()}
    for text in texts:
        names = _placeholders(text)
        if names is None:
            yield f"“{text}” has a brace too many or too few"
            continue
        for name in sorted(names - wanted):
            yield f"{{{name}}} is not in the source"
        for name in sorted(wanted - names if len(sources) == 1 else ()):
            yield f"{{{name}}} is missing"


def _placeholders(text: str) -> set[str] | None:
    """The names in braces; None when they cannot be read."""
    try:
        return {
            f"{name}{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form}"
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None


def packed(words: Mapping[str, Words]) -> dict[str, Any]:
    """Words as plain values."""
    return {
        language: [say.rule, [[*key, *texts] for key, texts in say.messages.items()]]
        for language, say in words.items()
    }


def unpacked(values: Mapping[str, Any]) -> dict[str, Words]:
    """The words that were ``packed``."""
    return {
        language: Words(
            language,
            {(context, message): tuple(texts) for context, message, *texts in messages},
            rule,
        )
        for language, (rule, messages) in values.items()
    }
