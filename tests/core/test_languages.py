"""Names, dates, lists and numbers of six languages, whatever the machine's own language is."""

from __future__ import annotations

import gettext
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from coalition.core import languages
from hypothesis import given
from hypothesis import strategies as st

SIX = ("ro", "en", "hu", "mk", "sq", "tr")
DAY = date(2026, 5, 17)


def spaced(text: str) -> str:
    """``text`` with plain spaces for the narrow and unbreakable ones that CLDR has."""
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize(
    ("language", "day", "stem", "every_year", "month"),
    [
        ("ro", "17 mai 2026", "17 mai 2026", "17 mai", "mai"),
        ("en", "17 May 2026", "17 May 2026", "17 May", "May"),
        ("hu", "2026. május 17.", "2026. május 17", "május 17.", "május"),
        ("hu-RO", "2026. május 17.", "2026. május 17", "május 17.", "május"),
        ("mk", "17 мај 2026 г.", "17 мај 2026 г.", "17 мај", "мај"),
        ("sq", "17 maj 2026", "17 maj 2026", "17 maj", "maj"),
        ("tr", "17 Mayıs 2026", "17 Mayıs 2026", "17 Mayıs", "Mayıs"),
    ],
)
def test_days_and_months_are_told_for_a_sentence(
    language: str, day: str, stem: str, every_year: str, month: str
) -> None:
    assert spaced(languages.day(language, DAY)) == day
    assert spaced(languages.day_stem(language, DAY)) == stem
    assert spaced(languages.day_and_month(language, 5, 17)) == every_year
    assert languages.month_name(language, 5) == month


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ro", "Română"),
        ("en", "English"),
        ("hu", "Magyar"),
        ("mk", "Македонски"),
        ("sq", "Shqip"),
        ("tr", "Türkçe"),
        ("sr-Latn", "Srpski (latinica)"),
        ("hu-RO", "Magyar"),  # CLDR has no Hungarian of Romania
        ("ar", "العربية"),
        ("rom", "rom"),  # CLDR does not know Romani
        ("xx", "xx"),
    ],
)
def test_a_language_is_named_in_itself(language: str, name: str) -> None:
    assert languages.name(language) == name


@pytest.mark.parametrize(
    ("language", "direction"),
    [*((one, "ltr") for one in SIX), ("ar", "rtl"), ("fa-IQ", "rtl"), ("rom", "ltr")],
)
def test_the_direction_of_writing_is_known(language: str, direction: str) -> None:
    assert languages.direction(language) == direction


@pytest.mark.parametrize(
    ("language", "day", "weekday", "month", "short"),
    [
        ("ro", "17 mai 2026", "duminică, 17 mai 2026", "mai 2026", "mai"),
        ("en", "17 May 2026", "Sunday, 17 May 2026", "May 2026", "May"),
        ("hu", "2026. május 17.", "2026. május 17., vasárnap", "2026. május", "máj"),
        ("mk", "17 мај 2026 г.", "недела, 17 мај 2026 г.", "мај 2026 г.", "мај"),
        ("sq", "17 maj 2026", "e diel, 17 maj 2026", "maj 2026", "maj"),
        ("tr", "17 Mayıs 2026", "17 Mayıs 2026 Pazar", "Mayıs 2026", "May"),
        ("rom", "17 May 2026", "Sunday, 17 May 2026", "May 2026", "May"),
        ("hu-RO", "2026. május 17.", "2026. május 17., vasárnap", "2026. május", "máj"),
        ("tr-MK", "17 Mayıs 2026", "17 Mayıs 2026 Pazar", "Mayıs 2026", "May"),
        ("sr-Latn-RO", "17. maj 2026.", "nedelja, 17. maj 2026.", "maj 2026.", "maj"),
        ("en-RO", "17 May 2026", "Sunday, 17 May 2026", "May 2026", "May"),
        ("en-US", "May 17, 2026", "Sunday, May 17, 2026", "May 2026", "May"),
    ],
)
def test_dates_are_written_as_people_write_them(
    language: str, day: str, weekday: str, month: str, short: str
) -> None:
    assert spaced(languages.day(language, DAY)) == day
    assert spaced(languages.weekday_and_day(language, DAY)) == weekday
    assert spaced(languages.month(language, 2026, 5)) == month
    assert languages.short_month(language, 5) == short


@pytest.mark.parametrize("language", SIX)
def test_short_months_are_short_and_all_different(language: str) -> None:
    months = [languages.short_month(language, number) for number in range(1, 13)]
    assert len(set(months)) == 12
    assert all(1 < len(one) <= 5 and not one.endswith(".") for one in months)


@pytest.mark.parametrize(
    ("language", "days", "months", "years"),
    [
        ("ro", "17–19 mai 2026", "29 aprilie – 6 mai 2023", "30 decembrie 2025 – 2 ianuarie 2026"),
        ("en", "17–19 May 2026", "29 April – 6 May 2023", "30 December 2025 – 2 January 2026"),
        ("hu", "2026. május 17–19.", "2023. április 29. – május 6.", "2025. december 30. – 2026. január 2."),
        ("mk", "17 – 19 мај 2026 г.", "29 април – 6 мај 2023 г.", "30 декември 2025 г. – 2 јануари 2026 г."),
        ("sq", "17 – 19 maj 2026", "29 prill – 6 maj 2023", "30 dhjetor 2025 – 2 janar 2026"),
        ("tr", "17–19 Mayıs 2026", "29 Nisan – 6 Mayıs 2023", "30 Aralık 2025 – 2 Ocak 2026"),
        ("uk", "17–19 травня 2026 р.", "29 квітня – 6 травня 2023 р.", "30 грудня 2025 – 2 січня 2026 рр."),
    ],
)  # fmt: skip
def test_several_days_share_what_they_can(
    language: str, days: str, months: str, years: str
) -> None:
    def said(first: str, last: str) -> str:
        return spaced(languages.days(language, date.fromisoformat(first), date.fromisoformat(last)))

    assert said("2026-05-17", "2026-05-17") == spaced(languages.day(language, DAY))
    assert said("2026-05-17", "2026-05-19") == days
    assert said("2023-04-29", "2023-05-06") == months
    assert said("2025-12-30", "2026-01-02") == years


@pytest.mark.parametrize("language", [*SIX, "rom", "sr-Latn"])
@given(first=st.dates(date(1, 1, 1), date(9998, 12, 31)), length=st.integers(0, 400))
def test_any_days_can_be_said(language: str, first: date, length: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date(9999, 12, 31).toordinal()))
    said = languages.days(language, first, last)
    assert str(first.day) in said
    assert str(last.day) in said
    assert str(last.year) in said


def test_the_clock_has_twenty_four_hours() -> None:
    assert languages.clock(datetime(2026, 5, 17, 18, 0)) == "18:00"
    assert languages.clock(datetime(2026, 5, 17, 0, 5)) == "00:05"


@pytest.mark.parametrize("language", SIX)
def test_the_week_begins_on_monday(language: str) -> None:
    short, full = zip(*languages.weekdays(language), strict=True)
    assert len(set(full)) == len(set(short)) == 7
    assert full[6] in languages.weekday_and_day(language, DAY)


@pytest.mark.parametrize(
    ("language", "short", "full"),
    [
        ("en", "Thu", "Thursday"),
        ("hu", "Cs", "csütörtök"),
        ("mk", "чет.", "четврток"),
        ("sq", "enj", "e enjte"),
        ("tr", "Per", "Perşembe"),
        ("uk", "чт", "четвер"),
    ],
)
def test_days_are_named_as_a_dictionary_names_them(language: str, short: str, full: str) -> None:
    assert languages.weekdays(language)[3] == (short, full)


@pytest.mark.parametrize(
    ("language", "alone", "in_a_date"),
    [
        # Slavic languages and Greek have the genitive in a date and the nominative above a month.
        ("uk", "травень 2026 р.", "21 травня 2026 р."),
        ("pl", "maj 2026", "21 maja 2026"),
        ("mk", "мај 2026 г.", "21 мај 2026 г."),
        ("sq", "maj 2026", "21 maj 2026"),
        ("tr", "Mayıs 2026", "21 Mayıs 2026"),
        ("ar", "مايو 2026", "21 مايو 2026"),
    ],
)
def test_a_month_has_its_case(language: str, alone: str, in_a_date: str) -> None:
    assert spaced(languages.month(language, 2026, 5)) == alone
    assert spaced(languages.day(language, date(2026, 5, 21))) == in_a_date


def test_what_there_is_for_a_language_is_there_for_its_countries() -> None:
    table = {"hu": 1, "sr": 2, "sr-Latn": 3}
    tags = ("hu", "hu-RO", "sr-Latn-ME", "sr-Cyrl-ME", "ro", "rom-RO")
    assert [languages.lookup(one, table) for one in tags] == [1, 1, 3, 2, None, None]


# --- plural forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        # The numbers of each form, in the order of a catalogue.
        ("ro", ((1,), (0, 2, 19, 101, 119), (20, 21, 100, 120))),
        ("en", ((1,), (0, 2, 21))),
        ("hu", ((1,), (0, 2, 21))),
        ("mk", ((1, 21, 101), (0, 2, 11, 20, 111))),
        ("sq", ((1,), (0, 2, 21))),
        ("tr", ((1,), (0, 2, 21))),
        ("ro-UA", ((1,), (0, 2, 19, 101, 119), (20, 21, 100, 120))),
        ("uk", ((1, 21), (2, 4, 22), (0, 5, 11, 12, 20))),
        ("sr-Latn", ((1, 21), (2, 4, 22), (0, 5, 11, 12, 20))),
        ("ar", ((0,), (1,), (2,), (3, 10, 103), (11, 99, 111), (100, 101, 102))),
        ("fr", ((0, 1), (1_000_000,), (2, 999_999))),
        ("rom", ((1,), (0, 2, 21))),  # CLDR does not know Romani
        ("xx", ((1,), (0, 2, 21))),
    ],
)
def test_numbers_have_the_plural_forms_of_cldr(
    language: str, forms: tuple[tuple[int, ...], ...]
) -> None:
    header = languages.plural_forms(language)
    assert header.startswith(f"nplurals={len(forms)}; plural=")
    form = gettext.c2py(header.partition("plural=")[2].rstrip(";"))
    for number, some in enumerate(forms):
        assert {form(one) for one in some} == {number}


@pytest.mark.parametrize("language", sorted(one for one in locale_identifiers() if "_" not in one))
def test_any_language_of_cldr_has_plural_forms_that_gettext_can_read(language: str) -> None:
    header = languages.plural_forms(language)
    form = gettext.c2py(header.partition("plural=")[2].rstrip(";"))
    assert max(map(form, range(1_000))) < int(header[len("nplurals=")])


def test_romanian_days() -> None:
    assert languages.weekdays("ro")[0] == ("lun.", "luni")
    assert languages.weekdays("ro")[6] == ("dum.", "duminică")


@pytest.mark.parametrize(
    ("language", "parts", "said"),
    [
        ("ro", ["Alfa", "Beta", "Gama"], "Alfa, Beta și Gama"),
        ("en", ["Alfa", "Beta", "Gama"], "Alfa, Beta and Gama"),
        ("hu", ["Alfa", "Beta"], "Alfa és Beta"),
        ("hu", ["Alfa", "Beta", "Gamma"], "Alfa, Beta és Gamma"),
        ("tr", ["Alfa", "Beta"], "Alfa ve Beta"),
        ("tr", ["Alfa", "Beta", "Gama"], "Alfa, Beta ve Gama"),
        ("mk", ["Алфа", "Бета", "Гама"], "Алфа, Бета и Гама"),
        ("sq", ["Alfa", "Beta", "Gama"], "Alfa, Beta dhe Gama"),
        ("ro", ["Alfa"], "Alfa"),
        ("ro", [], ""),
        ("ro", ["{0}", "{1}"], "{0} și {1}"),
    ],
)
def test_lists_are_joined_as_in_a_sentence(language: str, parts: list[str], said: str) -> None:
    assert languages.join(language, parts) == said


# --- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "amount", "currency", "said"),
    [
        ("ro", "10000", "EUR", "10.000 EUR"),
        ("ro", "10000.00", "EUR", "10.000 EUR"),
        ("ro", "10000.5", "RON", "10.000,50 RON"),
        ("ro", "1234567.89", "USD", "1.234.567,89 USD"),
        ("ro", "0", "EUR", "0 EUR"),
        ("ro", "0.05", "EUR", "0,05 EUR"),
        ("en", "10000", "EUR", "EUR 10,000"),
        ("en", "10000.50", "RON", "RON 10,000.50"),
        ("hu", "10000", "HUF", "10 000 HUF"),
        ("hu", "10000.50", "EUR", "10 000,50 EUR"),
        ("mk", "10000", "MKD", "10.000 MKD"),
        ("sq", "10000", "ALL", "10 000 ALL"),
        ("tr", "10000.5", "TRY", "TRY 10.000,50"),
        ("xx", "10000", "EUR", "EUR 10,000"),
        # Without a currency it is only a number.
        ("ro", "10000", None, "10.000"),
        ("en", "10000", "", "10,000"),
        ("hu", "10000", None, "10 000"),
    ],
)
def test_money_is_written_with_its_code(
    language: str, amount: str, currency: str | None, said: str
) -> None:
    assert spaced(languages.money(language, Decimal(amount), currency)) == said


def test_cents_are_two_digits_without_a_currency_too() -> None:
    assert languages.money("ro", Decimal("10000.50"), None) == "10.000,50"


@pytest.mark.parametrize("language", SIX)
@given(amount=st.decimals(0, 10**12, places=2))
def test_any_amount_can_be_read_back_and_never_breaks_from_its_currency(
    language: str, amount: Decimal
) -> None:
    said = languages.money(language, amount, "EUR")
    assert " " not in said  # a line ends only after it
    digits = re.sub(r"[^0-9]", "", said)
    cents = amount != amount.to_integral_value()
    assert Decimal(digits) == (amount * 100 if cents else amount)
    assert said.count("EUR") == 1


@pytest.mark.parametrize(
    ("language", "share", "said"),
    [
        ("ro", "85", "85 %"),
        ("ro", "12.5", "12,5 %"),
        ("ro", "0", "0 %"),
        ("ro", "100", "100 %"),
        ("en", "85", "85%"),
        ("en", "12.5", "12.5%"),
        ("hu", "12.5", "12,5%"),
        ("mk", "12.5", "12,5 %"),
        ("sq", "12.5", "12,5%"),
        ("tr", "85", "%85"),
    ],
)
def test_a_share_is_written_with_its_sign(language: str, share: str, said: str) -> None:
    assert spaced(languages.percent(language, Decimal(share))) == said


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("ro", 999, "999"),
        ("ro", 1234567, "1.234.567"),
        ("en", 1234567, "1,234,567"),
        ("hu", 1234567, "1 234 567"),
        ("mk", 1234567, "1.234.567"),
        ("sq", 1234567, "1 234 567"),
        ("tr", 1234567, "1.234.567"),
        ("ro", Decimal("0.5"), "0,5"),
    ],
)
def test_a_number_has_the_signs_of_the_language(
    language: str, amount: int | Decimal, said: str
) -> None:
    assert spaced(languages.number(language, amount)) == said


@pytest.mark.parametrize(
    ("language", "bytes_", "said"),
    [
        ("ro", 0, "1 kB"),
        ("ro", 1, "1 kB"),
        ("ro", 1_499, "1 kB"),
        ("ro", 1_600, "2 kB"),
        ("ro", 345_678, "346 kB"),
        ("ro", 1_000_000, "1 MB"),
        ("ro", 1_234_567, "1,2 MB"),
        ("en", 1_234_567, "1.2 MB"),
        ("hu", 12_345_678, "12,3 MB"),
        ("ro", 1_234_567_890, "1.234,6 MB"),
    ],
)
def test_the_size_of_a_file_is_said_as_roughly_as_people_need_it(
    language: str, bytes_: int, said: str
) -> None:
    assert spaced(languages.size(language, bytes_)) == said


def test_a_thousand_of_the_small_unit_is_one_of_the_large() -> None:
    assert spaced(languages.size("en", 999_999)) == "1 MB"


@pytest.mark.parametrize(
    ("language", "territory"),
    [
        ("ro", "ro_RO"),
        ("en", "en_US"),
        ("hu", "hu_HU"),
        ("mk", "mk_MK"),
        ("sq", "sq_AL"),
        ("tr", "tr_TR"),
        ("pt-BR", "pt_BR"),
        ("sr-Latn", "sr_RS"),
        ("sr-Latn-ME", "sr_ME"),
        ("zh-Hant", "zh_TW"),  # traditional signs are not those of China
        ("hu-RO", "hu_RO"),
        ("rom-RO", "en_GB"),
        ("rom", "en_GB"),  # CLDR does not know Romani
    ],
)
def test_a_language_is_named_with_a_country_as_social_media_ask(
    language: str, territory: str
) -> None:
    assert languages.territory(language) == territory
