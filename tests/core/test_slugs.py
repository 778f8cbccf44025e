"""Slugs from titles in any language: always a part of an address, or nothing."""

from __future__ import annotations

import pytest
from coalition.core.slugs import LENGTH, slug_of
from coalition.core.values import is_id, slug
from hypothesis import given
from hypothesis import strategies as st

TITLES = [
    ("Ziua porților deschise", "ro", "ziua-portilor-deschise"),
    ("Într-o școală din Petroșani", "ro", "intr-o-scoala-din-petrosani"),
    ("Şcoala veche", "ro", "scoala-veche"),
    ("Tűzoltó-nap Győrben", "hu", "tuzolto-nap-gyorben"),
    ("Örök ünnep", "hu", "orok-unnep"),
    ("Öffentliche Übung in der Straße", "de", "oeffentliche-uebung-in-der-strasse"),
    ("Äpfel", "de-AT", "aepfel"),
    ("IŞIK ve İstanbul’un ağaçları", "tr", "isik-ve-istanbulun-agaclari"),
    ("Çelësi i qytetit, ëndërr", "sq", "celesi-i-qytetit-enderr"),
    ("Отворен ден во Чаир", "mk", "otvoren-den-vo-cair"),
    # As `uconv -x "Macedonian-Latin/BGN; Latin-ASCII"` of ICU 72 has each letter.
    ("абвгдѓежзѕијклљмн", "mk", "abvgdgezzdzijklljmn"),
    ("њопрстќуфхцчџш", "mk", "njoprstkufhccdzs"),
    ("Ѓорче Петров", "mk", "gorce-petrov"),
    ("Г\u0301орче", "mk", "gorce"),
    ("Сѐ за Чаир", "mk", "se-za-cair"),
    ("Што ѝ треба? Ѐ, Ѝ, Се\u0300", "mk", "sto-i-treba-e-i-se"),
    ("Ǣfre Ǿre", "da", "aefre-ore"),
    # Serbian-Latin/BGN; Latin-ASCII
    ("Ђорђе Ћосић, џеп", "sr", "dorde-cosic-dzep"),
    ("Љубав и њива", "sr-Cyrl", "ljubav-i-njiva"),
    # Ukrainian-Latin/BGN; Latin-ASCII, without its signs
    ("Україна: щастя, їжак, подільськ", "uk", "ukrayina-shchastya-yizhak-podilsk"),
    ("З’їзд у Згурівці", "uk", "zyizd-u-zhurivtsi"),
    # Cyrillic-Latin; Latin-ASCII
    ("Съезд объявляет", "ru", "sezd-obavlaet"),
    ("Ғылым апталығы", "kk", ""),  # letters that we do not know
    ("Don't stop", "en", "dont-stop"),
    ("1 + 1 = 2 păpuși", "ro", "1-1-2-papusi"),
    ("Ελλάδα", "el", ""),
    ("日本", "ja", ""),
    ("مرحبا", "ar", ""),
    ("2026", "ro", ""),
    ("?!", "en", ""),
    ("", "en", ""),
]


@pytest.mark.parametrize(("title", "language", "expected"), TITLES)
def test_a_title_makes_a_slug_in_plain_letters(title: str, language: str, expected: str) -> None:
    assert slug_of(title, language) == expected


NATIVE = [
    ("Отворен ден во Чаир!", "mk", "отворен-ден-во-чаир"),
    ("Г\u0301орче", "mk", "ѓорче"),
    ("IŞIK ve İstanbul", "tr", "ışık-ve-istanbul"),
    ("Ziua porților", "ro", "ziua-porților"),
    ("Ελλάδα", "el", "ελλάδα"),
    ("مرحبا بكم", "ar", "مرحبا-بكم"),
    ("2026", "mk", ""),
]


@pytest.mark.parametrize(("title", "language", "expected"), NATIVE)
def test_letters_of_the_language_stay_where_a_coalition_chose_them(
    title: str, language: str, expected: str
) -> None:
    assert slug_of(title, language, native=True) == expected
    assert not expected or slug(expected) == expected


def test_a_long_title_ends_with_a_whole_word() -> None:
    long = slug_of("Atelier despre cum se scrie un proiect pentru comunitatea din oraș", "ro")
    assert long == "atelier-despre-cum-se-scrie-un-proiect-pentru-comunitatea"
    assert slug_of("a" * 100, "en") == "a" * LENGTH
    assert slug_of("მ" * 100, "ka", native=True) == "მ" * LENGTH
    assert slug_of("𐓘" * 100, "osa", native=True) == "𐓘" * 50  # four bytes each


@given(st.text(), st.sampled_from(["ro", "mk", "uk", "tr", "de", "ar", "en"]))
def test_whatever_the_title_the_slug_is_part_of_an_address_or_nothing(
    title: str, language: str
) -> None:
    plain, native = slug_of(title, language), slug_of(title, language, native=True)
    assert plain == "" or is_id(plain)
    assert native == "" or slug(native) == native
    assert slug_of(plain, "en") == plain
