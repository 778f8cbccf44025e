"""What the house knows of languages: direction, dates, lists, sorting (CLDR, by Babel).

Nothing here asks the process for its locale. A language that CLDR does not know is written as
English is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_day_names,
    get_month_names,
)
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

# Letters that stand apart in an alphabet, after the letter they look like.
_ALPHABETS: Final = {
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sq": "abcçdeëfghijklmnopqrstuvwxyz",
}


_COMMA_BELOW: Final = str.maketrans("ŞşŢţ", "ȘșȚț")


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
def territory(language: str) -> str:
    """The language with the country that CLDR finds most likely: ``ro_RO``, as Open Graph asks."""
    own = locale(language)
    likely = get_global("likely_subtags").get(own.language, "").split("_")
    country = own.territory or (likely[-1] if len(likely) > 1 else "")
    return f"{own.language}_{country}" if country else own.language


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
def day_stem(language: str, when: date) -> str:
    """``day`` as an ending can be joined to it: Hungarian ``2026. június 18``, for “18-ig”."""
    return day(language, when).rstrip(".") if language == "hu" else day(language, when)


@cache
def day_and_month(language: str, month: int, number: int) -> str:
    """``17 mai``: a day of every year."""
    return format_skeleton("MMMMd", date(2024, month, number), locale=_dates(language))


@cache
def weekday_and_day(language: str, when: date) -> str:
    """``duminică, 17 mai 2026``."""
    return format_date(when, "full", locale=_dates(language))


@cache
def month(language: str, year: int, number: int) -> str:
    """``mai 2026``."""
    return format_skeleton("yMMMM", date(year, number, 1), locale=_dates(language))


@cache
def month_name(language: str, number: int) -> str:
    """``mai``, ``decembrie``: a month of every year."""
    return str(get_month_names("wide", "stand-alone", _dates(language))[number])


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
    return f"{when.hour:02}:{when.minute:02}"


@cache
def initial(language: str, text: str) -> str:
    """The letter under which ``text`` stands in an index: of the alphabet, or “#” for the rest.

    Letters that the alphabet does not have stand under the one they look like.
    """
    alphabet = _ALPHABETS.get(language, "abcdefghijklmnopqrstuvwxyz")
    if language == "ro":  # the cedilla that old keyboards wrote for the comma
        text = text.translate(_COMMA_BELOW)
    for letter in _lower(language, text):
        if letter.isalnum():
            base = letter if letter in alphabet else unicodedata.normalize("NFD", letter)[0]
            upper = "İ" if language == "tr" and base == "i" else base.upper()
            return upper if base.isalpha() else "#"
    return "#"


@cache
def number(language: str, amount: Decimal | int) -> str:
    """``10.000``: a number with the signs of the language."""
    return format_decimal(amount, locale=_dates(language))


@cache
def size(language: str, size: int) -> str:
    """``1,2 MB``: the size of a file of ``size`` bytes; never less than 1 kB."""
    kilobytes = max(1, round(size / 1_000))
    unit, amount = ("kilobyte", float(kilobytes))
    if kilobytes >= 1_000:
        unit, amount = "megabyte", round(size / 1_000_000, 1)
    return format_unit(amount, f"digital-{unit}", "short", locale=_dates(language))


@cache
def money(language: str, amount: Decimal, currency: str | None) -> str:
    """``10.000 EUR``: an amount with its currency (ISO 4217), cents only where there are some."""
    own = _dates(language)
    whole = amount == amount.to_integral_value()
    if not currency or not re.fullmatch("[A-Z]{3}", currency):
        said = format_decimal(amount, "#,##0" if whole else "#,##0.00", locale=own)
        return f"{said}\u00a0{currency}" if currency else said
    pattern = own.currency_formats["standard"].pattern
    if whole:
        pattern = pattern.replace(".00", "")
    # The code and not a sign: $ and kr are several currencies.
    pattern = re.sub(r"¤(?=[#0])", "¤¤\u00a0", pattern.replace("¤¤", "¤"))
    pattern = re.sub(r"(?<!¤)¤(?!¤)", "¤¤", pattern)
    return format_currency(amount, currency, format=pattern, locale=own, currency_digits=False)


@cache
def percent(language: str, share: Decimal) -> str:
    """``85 %``, from the number 85."""
    return format_percent(share / 100, locale=_dates(language), decimal_quantization=False)


@cache
def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """Short and full names of the days, Monday first."""
    short = get_day_names("abbreviated", "stand-alone", _dates(language))
    full = get_day_names("wide", "stand-alone", _dates(language))
    return tuple((short[number], full[number]) for number in range(7))
