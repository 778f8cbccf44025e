"""What the house knows of languages: direction, dates, lists, sorting (CLDR, by Babel).

Nothing here asks the process for its locale. A language that CLDR does not know is written as
English is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_day_names,
    get_month_names,
)
from babel.lists import format_list

# Letters that stand apart in an alphabet, after the letter they look like.
_ALPHABETS: Final = {
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sq": "abcçdeëfghijklmnopqrstuvwxyz",
}


@cache
def locale(language: str) -> Locale:
    """The CLDR locale of a BCP 47 tag, or English for a language that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _dates(language: str) -> Locale:
    # English is written here as it is in Europe: day before month.
    return Locale.parse("en_GB") if language == "en" else locale(language)


@cache
def direction(language: str) -> str:
    """``ltr`` or ``rtl``."""
    return locale(language).text_direction


@cache
def name(language: str) -> str:
    """What the language calls itself, with a capital as for a list."""
    try:
        own = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return own[:1].upper() + own[1:]


def _lower(language: str, text: str) -> str:
    if language == "tr":  # the one alphabet of ours in which i and ı are two letters
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower().replace("i\u0307", "i")


@cache
def sort_key(language: str, text: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts by the alphabet of ``language``; other accents and case count last."""
    alphabet = _ALPHABETS.get(language, "abcdefghijklmnopqrstuvwxyz")
    order = []
    for letter in _lower(language, text):
        base = unicodedata.normalize("NFD", letter)[0]
        place = max(alphabet.find(letter), alphabet.find(base) if letter not in alphabet else -1)
        if place >= 0:
            order.append(100 + place)
        elif base.isalnum():
            order.append((1000 if base.isalpha() else 0) + ord(base))
    return tuple(order), text


def join(language: str, parts: Iterable[str]) -> str:
    """``a, b and c``."""
    return format_list(list(parts), locale=_dates(language))


@cache
def day(language: str, when: date) -> str:
    """``17 mai 2026``."""
    return format_date(when, "long", locale=_dates(language))


@cache
def weekday_and_day(language: str, when: date) -> str:
    """``duminică, 17 mai 2026``."""
    return format_date(when, "full", locale=_dates(language))


@cache
def month(language: str, year: int, number: int) -> str:
    """``mai 2026``."""
    return format_skeleton("yMMMM", date(year, number, 1), locale=_dates(language))


@cache
def short_month(language: str, number: int) -> str:
    """``mai``, ``dec``: as short as CLDR writes it, without a point."""
    names = get_month_names("abbreviated", "stand-alone", _dates(language))
    return str(names[number]).rstrip(".")


@cache
def days(language: str, first: date, last: date) -> str:
    """``29 aprilie – 6 mai 2023``, in full words where CLDR has them."""
    if first == last:
        return day(language, first)
    return format_interval(first, last, "yMMMMd", locale=_dates(language))


def clock(when: datetime) -> str:
    """``18:00``: on the twenty-four hour clock, as everywhere in the places we serve."""
    return f"{when:%H:%M}"


@cache
def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """Short and full names of the days, Monday first."""
    short = get_day_names("abbreviated", "stand-alone", _dates(language))
    full = get_day_names("wide", "stand-alone", _dates(language))
    return tuple((short[number], full[number]) for number in range(7))
