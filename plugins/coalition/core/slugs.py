"""Slugs: the last part of an address, made from a title in any language.

Cyrillic becomes Latin as the transforms of CLDR have it (UTS #35, part 2), followed by its
Latin-ASCII; as ICU 72 does it, but for signs that no address has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from .folding import plain
from .languages import primary
from .values import PART_LIMIT

# Letters of a slug that is made; one that somebody writes may be longer (``values.ID_LIMIT``).
LENGTH: Final = 60

# CLDR: Cyrillic-Latin; Latin-ASCII. Soft and hard signs leave nothing.
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ѓ": "g", "ђ": "d", "е": "e",
    "є": "e", "ё": "e", "ж": "z", "з": "z", "ѕ": "z", "и": "i", "і": "i", "ї": "i", "ј": "j",
    "й": "j", "к": "k", "ќ": "k", "л": "l", "љ": "l", "м": "m", "н": "n", "њ": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ў": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "џ": "d", "ш": "s", "щ": "s", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "u", "я": "a",
}  # fmt: skip
_BALKAN: Final = {"љ": "lj", "њ": "nj", "џ": "dz", "ѕ": "dz"}
_TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    # CLDR: mk-mk_Latn/BGN and sr-sr_Latn/BGN; Latin-ASCII.
    "mk": _BALKAN,
    "sr": _BALKAN,
    # CLDR: uk-uk_Latn/BGN; Latin-ASCII.
    "uk": {
        "г": "h", "є": "ye", "ж": "zh", "и": "y", "ї": "yi", "й": "y", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    },
    # CLDR: de-ASCII.
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
}  # fmt: skip

_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc\u02b9]")
_NOT_ASCII_WORD: Final = re.compile("[^a-z0-9]+")


def slug_of(title: str, language: str, native: bool = False) -> str:
    """The slug of ``title``, a text in ``language`` (BCP 47): ASCII, at most 60 letters of whole words.

    With ``native`` the letters of the language stay, of any script. Empty when there is no letter in
    it, or one that cannot be transliterated: then the id stands in.
    """
    tongue = primary(language)
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", title))
    if native:
        words = _native_words(_lower(text, tongue))
    else:
        table = str.maketrans({**_CYRILLIC, **_TABLES.get(tongue, {})})
        # Once more for a letter that is in the table only without its mark: ѐ, ѝ.
        latin = plain(text.lower().translate(table)).translate(table)
        if any(sign.isalpha() and not sign.isascii() for sign in latin):
            return ""  # half a word would be worse than none
        words = _NOT_ASCII_WORD.sub(" ", latin).split()
    slug = _shortened(words)
    return slug if any(letter.isalpha() for letter in slug) else ""


def _lower(text: str, language: str) -> str:
    if language == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    return unicodedata.normalize("NFC", text.lower())


def _native_words(text: str) -> list[str]:
    kept = (
        sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "
        for sign in text
    )
    return "".join(kept).split()


def _shortened(words: list[str]) -> str:
    """As many words as fit, with hyphens; of a first word that is too long, its beginning."""
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if not _fits(longer):
            break
        slug = longer
    if slug or not words:
        return slug
    return next(part for end in range(LENGTH, 0, -1) if _fits(part := words[0][:end]))


def _fits(slug: str) -> bool:
    return len(slug) <= LENGTH and len(slug.encode()) <= PART_LIMIT
