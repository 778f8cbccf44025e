"""Folding: what people type for a word and how it is written meet in one form.

*petrosani* finds Petroșani and Petroşani, *cair* finds Чаир and Čair, *istanbul* İstanbul. For
search, filters and guesses at ids; never shown, and no part of an address (``slugs``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Latin letters that are no letter with a mark, so that taking marks away would leave them; as CLDR's
# Latin-ASCII writes them.
_LATIN: Final = {
    "ß": "ss", "ẞ": "SS", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
}  # fmt: skip

# Small Cyrillic letters as those who have no marks on their keyboard write them in Latin: ч and č
# are both c. Macedonian and Serbian letters of two sounds are the two letters of everyday use.
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ѓ": "gj", "ђ": "d", "е": "e",
    "є": "je", "ё": "e", "ж": "z", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "ji", "ј": "j",
    "й": "j", "к": "k", "ќ": "kj", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ў": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "sc", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "ju", "я": "ja",
}  # fmt: skip

# Latin letters for ѓ and ќ: their mark stands for a j.
_SOFT: Final = {"ǵ": "gj", "ḱ": "kj"}

_PLAIN: Final = str.maketrans(_LATIN)
_TABLE: Final = str.maketrans(_CYRILLIC | _SOFT)
_MARKS: Final = re.compile("[\u0300-\u036f]+")


def plain(text: str) -> str:
    """Latin letters without marks, as CLDR's Latin-ASCII has them; other scripts stay."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_PLAIN)


def fold(text: str) -> str:
    """The one form in which spellings of a word meet: small, without marks, Cyrillic as Latin.

    Folded twice, a text is what it was folded once. Two letters in Latin for one in Cyrillic do not
    meet it (*chair*, *zh*, *sh*): ``ch`` is another sound than ``c`` in Romanian, where *cinez* dines
    and *chinez* is Chinese. Nor does a ``g`` alone meet ѓ, which is ``gj``, as in Albanian.
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFC", small)
    # A mark that makes no letter of its own is not in the table: ѐ and ѝ are there without it.
    return plain(composed.translate(_TABLE)).translate(_TABLE)
