"""Names in the order of each language's alphabet, and the letters under which an index has them.

What is expected here was held against ICU 78 (CLDR 48) on random names, see docs/decisions.md.
"""

from __future__ import annotations

from itertools import groupby

import pytest
from coalition.core import alphabets
from hypothesis import given
from hypothesis import strategies as st

SOME = ("ro", "en", "hu", "mk", "sq", "tr", "sr-Latn", "uk", "ar", "da", "az", "rom")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ro", ["Alfa", "Ăst", "Âu", "Beta", "Iar", "Îl", "Jiu", "Sus", "Șură", "Ta", "Țară", "Ziua"]),
        ("ro", ["alba", "Albatros", "albina"]),
        ("ro", ["Casa de cultură", "Căsuța", "Cinema"]),
        ("en", ["Émile", "Emily", "Zed"]),
        ("hu", ["Ági", "Alma", "Álom", "Óra", "Öt", "Őz", "Út", "Üst", "Zsil"]),
        ("tr", ["Can", "Çar", "Dağ", "Isı", "İki", "Oda", "Öz", "Su", "Şal", "Ut", "Üç"]),
        ("sq", ["Cen", "Çair", "Dibër", "Emri", "Ëndrra", "Fund"]),
        (
            "mk",
            ["Аеродром", "Гази Баба", "Дебар", "Ѓорче Петров", "Езеро", "Зора", "Ѕвезда", "Илинден", "Јавор",
             "Карпош", "Лисиче", "Љубов", "Мост", "Нерези", "Њива", "Тафталиџе", "Ќерамидница", "Усје", "Чаир",
             "Џамија", "Шуто Оризари"],
        ),
        ("ro", ["1 Mai", "2 Iunie", "Alfa", "Чаир"]),
        ("mk", ["1 мај", "Јавор", "Шуто", "Alfa", "Web"]),
        ("ro", ["Ștefan", "Ştiri", "Șura"]),
        ("ro", ["Quo", "Reșița", "Web", "Xenia", "Yoga", "Zid"]),
        ("hu", ["Cudar", "Csaba", "Dal", "Dzéta", "Dzsem", "Gyár", "Lyuk", "Nyár", "Sz", "Tyúk", "Zab", "Zsil"]),
        ("hu", ["kas", "kastély", "kasza", "kassza"]),  # ssz is sz twice
        ("hu-RO", ["kas", "kastély", "kasza", "kassza"]),
        ("sq", ["Dora", "Dhe", "Gur", "Gjilan", "Lum", "Llogara", "Nur", "Njeri", "Rur", "Rreth",
                "Sot", "Shqip", "Tani", "Thes", "Vera", "Web", "Xixa", "Xhep", "Yll", "Zog", "Zhur"]),
        ("sr-Latn", ["Cer", "Čair", "Ćuk", "Dom", "Džep", "Đak", "Lopta", "Ljubav", "Nota", "Njiva",
                     "Šuma", "Tata", "Zima", "Žito"]),
        ("sr", ["Град", "Дом", "Ђак", "Егзит", "Лук", "Љубав", "Нота", "Њива", "Ћуприја", "Џеп", "Шума"]),
        ("uk", ["Гора", "Ґанок", "Двір", "Еко", "Єдність", "Жито", "Ива", "Ірпінь", "Їжак", "Йод", "Київ"]),
        ("bg", ["Град", "Йод", "Катя", "Шум", "Щит", "Ъгъл", "Юг", "Яна"]),
        ("ar", ["أمل", "باب", "تاج", "جبل", "ياسمين", "Alfa"]),
        ("tr", ["Park", "Quiz", "Rota", "Volkan", "Web", "Yol"]),
        ("rom", ["Amal", "Čhave", "Drom", "Šukar", "Zor"]),
    ],
)  # fmt: skip
def test_names_sort_by_the_alphabet_of_the_language(language: str, names: list[str]) -> None:
    shuffled = sorted(names, key=lambda one: one[::-1])
    assert sorted(shuffled, key=lambda one: alphabets.sort_key(language, one)) == names


@given(st.lists(st.text(max_size=8), max_size=8), st.sampled_from(SOME))
def test_any_names_can_be_sorted_and_always_alike(names: list[str], language: str) -> None:
    def key(name: str) -> tuple[tuple[int, ...], str]:
        return alphabets.sort_key(language, name)

    other_way_round = names[::-1]
    assert sorted(names, key=key) == sorted(other_way_round, key=key)


# --- letters of an index -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("ro", "Ștefan", "Ș"),
        ("ro", "știri", "Ș"),
        ("ro", "Țara", "Ț"),
        ("ro", "Îl", "Î"),
        ("ro", "Émile", "E"),  # no letter of this alphabet
        ("ro", "Çair", "C"),
        ("sq", "Çair", "Ç"),
        ("tr", "Çar", "Ç"),
        ("en", "Ștefan", "S"),
        ("hu", "Őz", "Ö"),  # one place for both, as in Hungarian dictionaries
        ("hu", "Ádám", "A"),
        ("hu", "Csaba", "Cs"),
        ("hu", "Dzsungel", "Dzs"),
        ("hu", "Ddzs", "Dzs"),
        ("sq", "Gjilan", "Gj"),
        ("sq", "NJË", "Nj"),
        ("sq", "Web", "W"),
        ("sr-Latn", "Džep", "Dž"),
        ("sr-Latn-ME", "Ljubav", "Lj"),
        ("ro-MD", "Știri", "Ș"),
        ("sr", "Џеп", "Џ"),
        ("uk", "Ґанок", "Ґ"),
        ("uk", "Їжак", "Ї"),
        ("ro", "Ştefan", "Ș"),  # the cedilla of old keyboards
        ("ro", "Łódź", "L"),
        ("en", "straße", "S"),
        ("ar", "أمل", "ا"),
        ("ar", "Alfa", "A"),
        ("rom", "Čhave", "C"),
        ("tr", "ilk", "İ"),
        ("tr", "İstanbul", "İ"),
        ("tr", "ısı", "I"),
        ("tr", "Iğdır", "I"),
        ("ro", "İstanbul", "I"),
        ("mk", "Ѓорче Петров", "Ѓ"),
        ("ro", "Чаир", "Ч"),
        ("mk", "Alfa", "A"),
        ("xx", "alfa", "A"),
        # Signs are skipped, as they are in the order of names.
        ("ro", "„Alfa”", "A"),
        ("ro", "'Beta'", "B"),
        ("ro", "(re)Start", "R"),
        ("ro", "- Gama", "G"),
        ("ro", "#Delta", "D"),
        # Digits share one place, and so does what has neither letter nor digit.
        ("ro", "1 Mai", "#"),
        ("ro", "„2 Iunie”", "#"),
        ("ro", "…", "#"),
        ("ro", "", "#"),
    ],
)
def test_a_name_stands_under_its_letter(language: str, name: str, letter: str) -> None:
    assert alphabets.initial(language, name) == letter


NAMES = st.text(
    st.sampled_from("aăâbcçdeëfghiîjklmnoóöőpqrsșştţțuúüűvwxyzAĂÂCÇIİÎSȘŞTȚÉé0179 „”-'чЧшЃѓаА"),
    max_size=4,
)


@given(st.lists(NAMES, max_size=12), st.sampled_from(SOME))
def test_in_a_sorted_list_each_letter_comes_once(names: list[str], language: str) -> None:
    names.sort(key=lambda one: alphabets.sort_key(language, one))
    letters = [key for key, _ in groupby(names, lambda one: alphabets.initial(language, one))]
    assert len(set(letters)) == len(letters)
