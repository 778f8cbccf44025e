"""The words of the interface, read from the catalogues of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.markup import Wording
from ..core.words import SOURCE_LANGUAGE, Words, read_catalogue

CATALOGUE = "messages.po"


class BrokenTheme(Exception):
    """A template or catalogue that cannot be used; says which and why."""


def read_words(theme: Path) -> dict[str, Words]:
    """The words of each language of the theme, and English."""
    from babel.messages.pofile import PoFileError

    words = {}
    for path in sorted(theme.glob(f"locale/*/{CATALOGUE}")):
        try:
            words[path.parent.name] = read_catalogue(path.parent.name, path.read_bytes())
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
