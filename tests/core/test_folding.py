"""What people type meets how it is written: one test for each pair of letters."""

from __future__ import annotations

import pytest
from coalition.core.folding import fold, plain
from hypothesis import example, given
from hypothesis import strategies as st

# What is folded, in all the ways in which it is written.
LETTERS = {
    "s": "s S ș Ș ş Ş š Š ś с С ш Ш",
    "t": "t T ț Ț ţ Ţ ť т Т",
    "a": "a ă Ă â Â á Á а А",
    "i": "i I î Î í Í ı İ и И і ѝ Ѝ ӣ",
    "e": "e ë Ë é É е Е ѐ Ѐ ё Ё",
    "c": "c ç Ç č Č ć Ć ц Ц ч Ч",
    "g": "g ğ Ğ г Г",
    "o": "o ö Ö ő Ő ó Ó о О ø ǿ",
    "u": "u ü Ü ű Ű ú Ú у У",
    "z": "z ž Ž ż з З ж Ж ӂ",
    "dz": "dz Dz DZ dž Dž DŽ ǆ ѕ Ѕ џ Џ",
    "lj": "lj Lj LJ ǉ љ Љ",
    "nj": "nj Nj NJ ǌ њ Њ",
    "gj": "gj Gj GJ ǵ Ǵ ѓ Ѓ",
    "kj": "kj Kj KJ ḱ Ḱ ќ Ќ",
    "d": "d đ Đ д Д ђ Ђ",
    "h": "h H х Х",
    "j": "j J ј Ј й Й",
    "v": "v V в В",
    "ss": "ss ß ẞ",
    "l": "l ł Ł л Л",
    "ae": "ae æ Æ ǣ Ǽ",
}
PAIRS = [(written, folded) for folded, all_ in LETTERS.items() for written in all_.split()]


@pytest.mark.parametrize(("written", "folded"), PAIRS)
def test_a_letter_and_what_is_typed_for_it_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


WORDS = {
    "petrosani": "Petroșani Petroşani PETROŞANI Petros\u0326ani Petros\u0327ani",
    "cair": "cair Čair Çair Чаир ЧАИР C\u030cair",
    "istanbul": "İstanbul istanbul ISTANBUL ıstanbul",
    "gjorce petrov": "Ѓорче_Петров Gjorče_Petrov Ǵorče_Petrov Г\u0301орче_Петров",
    "kjotek": "ќотек kjotek ḱotek",
    "ljubov": "љубов Ljubov",
    "dzamija": "џамија džamija dzamija",
    "gyor": "Győr Gyor Gyo\u030br",
    "shkoder": "Shkodër Shkoder",
    "se": "сѐ се СÈ Се\u0300 sè",
    "office": "o\ufb03ce office",
}


@pytest.mark.parametrize(("folded", "spellings"), WORDS.items())
def test_words_meet_however_they_are_written(folded: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert fold(spelling.replace("_", " ")) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    # As the documentation of ``fold`` says: what looks like two letters is two letters.
    [("cinez", "chinez"), ("Чаир", "chair"), ("ж", "zh"), ("ѓ", "g"), ("ќ", "k"), ("sh", "s")],
)
def test_what_does_not_meet(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["مرحبا", "Ελλάδα".casefold(), "日本", "", "2026-05-17", "a b"])
def test_other_scripts_digits_and_signs_stay(text: str) -> None:
    assert fold(text) == plain(text)
    assert len(fold(text)) == len(text)


@given(st.text())
@example(" ".join(map(chr, range(0x2200))))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
