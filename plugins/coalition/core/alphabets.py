"""Names in the order of a language's own alphabet, and the letters of an index.

The order is that of CLDR's collations (UTS #35, part 5) on their first level: which letters there
are, and which of them share a place. A language without a rule here is sorted by the letters of its
script, and that is right for most: Ukrainian, Serbian, Bulgarian or Greek need no rule.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from msgspec import Struct

from .languages import likely, lookup, primary

# Each row as CLDR's root has it; the Cyrillic one holds the letters of all Slavic languages.
_ROWS: Final = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "абвгґдђѓеёєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюя",
}

# What an alphabet does otherwise, in the manner of CLDR: a letter or digraph comes right after
# another one (<), or shares its place (=).
_RULES: Final = {
    "ar": "ا=ء=ؤ=ئ ت=ة ي=ى",
    "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü z<w",
    "bs": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "z<æ=ä<ø=ö<å=aa y=ü",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž v<w<õ<ä<ö<ü",
    "fi": "z<å<ä<ö",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ r<ŗ s<š u<ū z<ž",
    "mt": "b<ċ f<ġ g<għ h<ħ y<ż",
    "nb": "z<æ=ä<ø=ö<å=aa y=ü",
    "nn": "z<æ=ä<ø=ö<å=aa y=ü",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "ru": "е=ё",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr-Latn": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "sv": "z<å<ä=æ<ö=ø",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
}

# Letters that Unicode does not take apart, as what they look like.
_LIKE: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}

# The letters of other scripts stand in the order of Unicode, after those of the rows; before them
# where the language itself is written so.
_OTHERS: Final = 1_000
_AFTER_OTHERS: Final = 2_000_000


class _Alphabet(Struct, frozen=True):
    """Where each letter stands; ``heads`` are the letters of an index by their places."""

    places: dict[str, tuple[int, ...]]
    heads: dict[int, str]
    letter: re.Pattern[str]
    dotless: bool  # i and ı are two letters, and İ and I their capitals

    def letters(self, text: str) -> list[str]:
        """The small letters and digraphs of ``text``, and the signs between them."""
        text = unicodedata.normalize("NFC", text)
        if self.dotless:
            text = text.replace("İ", "i").replace("I", "ı")
        return self.letter.findall(unicodedata.normalize("NFC", text.lower()))

    def place(self, letter: str) -> tuple[int, ...]:
        """Where a letter stands, digits before all; nothing for a sign."""
        found = self.places.get(letter)
        if found is not None:
            return found
        base = unicodedata.normalize("NFD", letter)[0]
        like = _LIKE.get(base) or base.upper().lower()[0]
        if not like.isalpha():
            return (ord(like) - _AFTER_OTHERS,) if like.isalnum() else ()
        return tuple(place for one in like for place in self.places.get(one, (_OTHERS + ord(one),)))

    def head(self, place: int) -> str:
        """The letter under which an index has what begins at ``place``."""
        if place < 0:
            return "#"
        small = self.heads.get(place) or chr(place - _OTHERS)
        return "İ" if self.dotless and small == "i" else small[0].upper() + small[1:]


@cache
def _alphabet(language: str) -> _Alphabet:
    rows, shared = _tailored(language)
    script = _script(language)
    order = sorted(rows, key=lambda one: one != script)
    start = 0 if script in rows else _AFTER_OTHERS
    heads = dict(enumerate((letter for one in order for letter in rows[one]), start))
    places: dict[str, tuple[int, ...]] = {letter: (place,) for place, letter in heads.items()}
    for letter, other in shared:
        places[letter] = places.get(other, (_OTHERS + ord(other),))
    if primary(language) == "hu":  # which writes cs-cs as ccs
        places |= {one[0] + one: 2 * places[one] for one in list(places) if len(one) > 1}
    digraphs = sorted((one for one in places if len(one) > 1), key=len, reverse=True)
    return _Alphabet(places, heads, re.compile("|".join((*digraphs, "(?s:.)"))), "ı" in places)


def _tailored(language: str) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """The rows of letters as ``language`` has them, and which letter shares whose place."""
    rows = {script: list(row) for script, row in _ROWS.items()}
    shared = []
    for chain in (lookup(language, _RULES) or "").split():
        after, *rest = re.split("([<=])", chain)
        row = next((row for row in rows.values() if after in row), [])
        for sign, letter in zip(rest[::2], rest[1::2], strict=True):
            if letter in row:
                row.remove(letter)
            if sign == "<":
                row.insert(row.index(after) + 1, letter)
                after = letter
            else:
                shared.append((letter, after))
    return rows, shared


def _script(language: str) -> str:
    """The script of a language, as in ``Cyrl``; Latin where CLDR does not know it."""
    named = re.search("-([A-Z][a-z]{3})(?:-|$)", language)
    if named:
        return named[1]
    return (likely(language) or "_Latn").split("_")[1]


@cache
def sort_key(language: str, text: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts by the alphabet of ``language``; accents and case count last, signs not."""
    alphabet = _alphabet(language)
    places = (alphabet.place(letter) for letter in alphabet.letters(text))
    return tuple(place for found in places for place in found), text


@cache
def initial(language: str, text: str) -> str:
    """The letter under which ``text`` stands in an index, digraphs too, or “#” for the rest.

    Letters that the alphabet does not have stand under the one they look like.
    """
    alphabet = _alphabet(language)
    for letter in alphabet.letters(text):
        place = alphabet.place(letter)
        if place:
            return alphabet.head(place[0])
    return "#"
