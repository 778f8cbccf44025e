"""What the house knows of languages: direction, plurals, dates, lists, numbers (CLDR, by Babel).

Nothing here asks the process for its locale. What CLDR does not know of a tag it knows of a beginning
of it: ``hu-RO`` is Hungarian. A language that it does not know at all, such as Romani, has the dates,
numbers and plural forms of English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import (
    format_date,
    format_skeleton,
    get_day_names,
    get_month_names,
    parse_pattern,
)
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.plural import to_gettext
from babel.units import format_unit

Entry = TypeVar("Entry")


def lookup(language: str, table: Mapping[str, Entry]) -> Entry | None:
    """What ``table`` has for a BCP 47 tag, or else for the longest beginning of it (RFC 4647, section 3.4)."""
    while language not in table and "-" in language:
        language = language.rpartition("-")[0]
    return table.get(language)


def primary(language: str) -> str:
    """The language alone of a BCP 47 tag: ``hu`` of ``hu-RO``."""
    return language.partition("-")[0]


@cache
def _known(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _known(language.rpartition("-")[0]) if "-" in language else None


def is_known(language: str) -> bool:
    """Whether CLDR knows the language of a BCP 47 tag."""
    return _known(language) is not None


def locale(language: str) -> Locale:
    """The CLDR locale of a BCP 47 tag, or of the longest beginning of it that CLDR knows; else English."""
    return _known(language) or Locale.parse("en_GB")


def _dates(language: str) -> Locale:
    # English of no known country is written as it is in Europe: day before month.
    own = locale(language)
    return Locale.parse("en_GB") if str(own) == "en" else own


@cache
def direction(language: str) -> str:
    """``ltr`` or ``rtl``."""
    return locale(language).text_direction


@cache
def plural_forms(language: str) -> str:
    """Which forms words for numbers have, as the header of a gettext catalogue says it, by CLDR.

    Only the forms that whole numbers take: Ukrainian has a fourth one, for fractions alone. The order
    is CLDR's (zero, one, two, few, many, other). A language that CLDR does not know has one and other.
    """
    rule = to_gettext(locale(language).plural_form).partition("plural=")[2].rstrip(";")
    # Exponents, as in "1.2 million" written short: our numbers are written out.
    rule = re.sub(r"\b[ce]\b", "0", rule)
    form = gettext.c2py(rule)
    count = 1 + max(form(number) for number in (*range(1_001), 1_000_000))
    return f"nplurals={count}; plural={rule};"


@cache
def likely(language: str) -> str:
    """Language, script and country that CLDR finds most likely: ``ro_Latn_RO``; empty when unknown."""
    table = get_global("likely_subtags")
    tag = language.replace("-", "_")
    while tag not in table and "_" in tag:
        tag = tag.rpartition("_")[0]
    return str(table.get(tag, ""))


@cache
def territory(language: str) -> str:
    """The language with its country: ``ro_RO``, as Open Graph asks.

    Where the tag names none, it is the one that CLDR finds most likely.
    """
    own = locale(language)
    named = re.search("-([A-Z]{2})(?:-|$)", language)
    if named and _known(language):
        return f"{own.language}_{named[1]}"
    country = own.territory or likely(str(own).replace("_", "-")).rpartition("_")[2]
    return f"{own.language}_{country}" if country else own.language


@cache
def name(language: str) -> str:
    """What the language calls itself, with a capital as for a list."""
    known = _known(language)
    if known is None:
        return language
    own = known.get_display_name() or language
    return own[:1].upper() + own[1:]


@cache
def name_in(language: str, other: str) -> str:
    """What ``language`` calls the language ``other``: ``engleză``; its own name where CLDR has none."""
    own, known = _known(language), _known(other)
    called = known.get_display_name(own) if own is not None and known is not None else None
    return called or name(other)


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
    return day(language, when).rstrip(".") if primary(language) == "hu" else day(language, when)


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
    """``29 aprilie – 6 mai 2023``: CLDR's way to write an interval, its months in full words."""
    if first == last:
        return day(language, first)
    own = _dates(language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # CLDR has intervals of days with short months only.
    ways = own.interval_formats["yMMMd"].get(differs)
    if not ways:
        return f"{day(language, first)} – {day(language, last)}"
    parts = (re.sub("(?<!M)MMM(?!M)", "MMMM", one) for one in ways)
    return "".join(
        parse_pattern(part).apply(when, own)
        for part, when in zip(parts, (first, last), strict=True)
    )


def clock(when: datetime) -> str:
    """``18:00``: on the twenty-four hour clock, as everywhere in the places we serve."""
    return f"{when.hour:02}:{when.minute:02}"


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
