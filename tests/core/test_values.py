"""Each type of value reads what people type strictly, and says by a code what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from coalition.core.fields import Fields, shapes, told
from coalition.core.values import (
    Alias,
    Amount,
    Email,
    Fact,
    FileName,
    Flag,
    Label,
    Labels,
    LanguageTag,
    Latitude,
    Line,
    Longitude,
    Number,
    Party,
    Percent,
    Phone,
    PlaceRef,
    Prose,
    Reference,
    Slug,
    Summary,
    WebAddress,
    is_id,
)
from core.in_memory import parsed, record, wrong
from hypothesis import given
from hypothesis import strategies as st


class Values(Fields):
    """A field of each type."""

    line: Line | None = told("A line.")
    fact: Fact | None = told("A fact.")
    summary: Summary | None = told("A summary.")
    prose: Prose | None = told("Prose.")
    label: Label | None = told("A label.")
    slug: Slug | None = told("A slug.")
    alias: Alias | None = told("An alias.")
    place: PlaceRef | None = told("A place.")
    party: Party | None = told("A party.")
    about: Reference | None = told("An item.")
    flag: Flag = told("A flag.", False)
    number: Number | None = told("A number.")
    amount: Amount | None = told("An amount.")
    percent: Percent | None = told("A part.")
    lat: Latitude | None = told("North.")
    lon: Longitude | None = told("East.")
    website: WebAddress | None = told("An address.")
    email: Email | None = told("An e-mail address.")
    phone: Phone | None = told("A telephone.")
    file: FileName | None = told("A file.")
    language: LanguageTag | None = told("A language.")


GOOD = [
    ("line", '"Ziua: da?"', "Ziua: da?"),
    ("line", "no", "no"),
    ("line", "'  Planeta  Petrila '", "Planeta  Petrila"),
    ("line", "s\u0326coala\u0306", "școală"),  # letters typed in two parts become one
    ("fact", "s\u0326i", "și"),
    ("summary", "s\u0326i", "și"),
    ("prose", "s\u0326i", "și"),
    ("label", "Г\u0301орче", Labels({"": "Ѓорче"})),
    ("label", "{mk: Г\u0301орче}", Labels({"mk": "Ѓорче"})),
    ("slug", "г\u0301орче", "ѓорче"),
    ("alias", "/s\u0326tiri/", "știri"),
    ("file", "s\u0326coala.pdf", "școala.pdf"),
    ("fact", "0740", "0740"),
    ("fact", "3.10", "3.10"),
    ("fact", "~", "~"),
    ("summary", "|\n  Trei zile\n  de concerte.", "Trei zile de concerte."),
    ("summary", "ă" * 200, "ă" * 200),
    ("prose", "|\n  Unu.\n\n  Doi.", "Unu.\n\nDoi."),
    ("slug", "Ziua-Porților", "ziua-porților"),
    ("slug", "чаир", "чаир"),
    ("slug", "İstanbul-yolu", "istanbul-yolu"),
    ("slug", "a1", "a1"),
    ("alias", "/news/launch/", "news/launch"),
    ("alias", "news/launch.html", "news/launch.html"),
    ("alias", "/știri/lansare", "știri/lansare"),
    ("alias", "/a/index.html", "a"),
    ("alias", "/index.html", "index.html"),
    ("place", "casa-de-cultura", "casa-de-cultura"),
    ("party", "coalition", "coalition"),
    ("about", "event/open-day", "event/open-day"),
    ("flag", "true", True),
    ("flag", "false", False),
    ("number", "12", 12),
    ("amount", "10000.50", Decimal("10000.50")),
    ("amount", "0", Decimal(0)),
    ("percent", "85", Decimal(85)),
    ("percent", "0", Decimal(0)),
    ("percent", "100", Decimal(100)),
    ("percent", "3.5", Decimal("3.5")),
    ("lat", "45.412", Decimal("45.412")),
    ("lon", "-180", Decimal(-180)),
    ("website", "https://www.example.org/", "https://www.example.org/"),
    ("website", "http://example.org:8080/a?b=c&d=1#e", "http://example.org:8080/a?b=c&d=1#e"),
    ("website", "https://ro.wikipedia.org/wiki/Jiu_(râu)", "https://ro.wikipedia.org/wiki/Jiu_(râu)"),
    ("email", "office@example.org", "office@example.org"),
    ("email", "o'neil+ong@ex-ample.co.uk", "o'neil+ong@ex-ample.co.uk"),
    ("phone", '"+40 254 000 000"', "+40 254 000 000"),
    ("phone", "+40740123456", "+40740123456"),
    ("file", "poster.jpg", "poster.jpg"),
    ("file", "Raport final 2025.pdf", "Raport final 2025.pdf"),
    ("language", "ro", "ro"),
    ("language", "sr-Latn", "sr-Latn"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "value"), GOOD)
def test_what_is_right_is_read(name: str, typed: str, value: object) -> None:
    assert getattr(record(Values, f"{name}: {typed}\n"), name) == value


BAD = [
    ("line", "[a]", "wrong_type"),
    ("line", "{a: b}", "wrong_type"),
    ("line", "'  '", "empty_text"),
    ("line", '"a\\nb"', "one_line"),
    ("fact", "[a]", "wrong_type"),
    ("summary", "ă" * 201, "too_long"),
    ("slug", "2026", "bad_slug"),  # years stay free for pages of the calendar
    ("slug", "a/b", "bad_slug"),
    ("slug", "a b", "bad_slug"),
    ("slug", "../a", "bad_slug"),
    ("slug", "-a", "bad_slug"),
    ("slug", "a--b", "bad_slug"),
    ("slug", "a.html", "bad_slug"),
    ("alias", "https://old.example.org/a", "bad_alias"),
    ("alias", "/../a", "bad_alias"),
    ("alias", "/a//b/", "bad_alias"),
    ("alias", "'/a b/'", "bad_alias"),
    ("alias", "/a?b=1", "bad_alias"),
    ("alias", "'/a#b'", "bad_alias"),
    ("alias", "/", "bad_alias"),
    ("alias", "/%2e%2e/a", "bad_alias"),
    ("place", "Casa de cultură", "bad_name"),
    ("place", "casa_de_cultura", "bad_name"),
    ("place", "2026", "bad_name"),
    ("place", "a" * 81, "bad_name"),
    ("party", "Alfa", "bad_name"),
    ("about", "open-day", "bad_reference"),
    ("about", "event/", "bad_reference"),
    ("about", "event/Open Day", "bad_reference"),
    ("flag", "yes", "bad_flag"),
    ("flag", "no", "bad_flag"),
    ("flag", "1", "bad_flag"),
    ("number", "twelve", "bad_number"),
    ("number", "-1", "bad_number"),
    ("number", "1.5", "bad_number"),
    ("number", "1e3", "bad_number"),
    ("number", "٣", "bad_number"),  # a digit, but not one of ours
    ("number", "9" * 5000, "bad_number"),
    ("amount", "'10,50'", "bad_number"),
    ("amount", "-1", "bad_number"),
    ("amount", "NaN", "bad_number"),
    ("amount", "10 EUR", "bad_number"),
    ("percent", "101", "bad_number"),
    ("percent", "85%", "bad_number"),
    ("lat", "91", "bad_number"),
    ("lon", "181", "bad_number"),
    ("website", "www.example.org", "bad_address"),
    ("website", "javascript:alert(1)", "bad_address"),
    ("website", "https://", "bad_address"),
    ("website", "https://localhost/", "bad_address"),
    ("website", "'https://example.org/a b'", "bad_address"),
    ("website", "https://user:secret@example.org/", "bad_address"),
    ("website", "https://example.org:99999/", "bad_address"),
    ("website", "https://[example.org/", "bad_address"),
    ("website", "'https://example.org/\"><script>'", "bad_address"),
    ("website", "ftp://example.org/", "bad_address"),
    ("email", "office@example", "bad_email"),
    ("email", "office at example.org", "bad_email"),
    ("email", "a@b@example.org", "bad_email"),
    ("email", "mailto:office@example.org", "bad_email"),
    ("phone", "0254 000 000", "bad_phone"),
    ("phone", "+40 254 ABC 000", "bad_phone"),
    ("file", "img/poster.jpg", "bad_file_name"),
    ("file", "../poster.jpg", "bad_file_name"),
    ("file", ".htaccess", "bad_file_name"),
    ("file", "'C:\\poster.jpg'", "bad_file_name"),
    ("language", "română", "bad_language"),
    ("language", "RO", "bad_language"),
    ("label", "{ro: [a]}", "wrong_type"),
    ("label", "[a]", "wrong_type"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "code"), BAD)
def test_what_is_wrong_is_named(name: str, typed: str, code: str) -> None:
    assert wrong(Values, f"{name}: {typed}\n") == [(code, 1)]


@pytest.mark.parametrize("name", list(shapes(Values)))
@pytest.mark.parametrize("typed", ["[[a]]", "{ro: {a: b}}"])
def test_a_list_or_fields_where_a_value_belongs_are_named(name: str, typed: str) -> None:
    _, [problem] = parsed(Values, f"{name}: {typed}\n")
    assert problem.code == "wrong_type"
    assert wrong(Values, f"{name}: {dict(problem.values)['example']}\n") == []


@pytest.mark.parametrize(("name", "typed"), sorted({(name, typed) for name, typed, _ in BAD}))
def test_what_is_wrong_comes_with_an_example_that_is_right(name: str, typed: str) -> None:
    _, problems = parsed(Values, f"{name}: {typed}\n")
    value = dict(problems[0].values).get("example")
    if value is not None:
        assert wrong(Values, f"{name}: {value}\n") == []


# --- labels ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "chain", "shown"),
    [
        ("Petrila", ("ro", "en"), ("Petrila", "")),
        ("{ro: Oraș, en: Town}", ("ro", "en"), ("Oraș", "ro")),
        ("{ro: Oraș, en: Town}", ("en", "ro"), ("Town", "en")),
        ("{ro: Oraș, en: Town}", ("sq", "mk", "en"), ("Town", "en")),
        ("{mk: Град}", ("ro", "en"), ("Град", "mk")),
    ],
)
def test_a_label_is_shown_in_the_first_language_of_the_chain_that_has_one(
    typed: str, chain: tuple[str, ...], shown: tuple[str, str]
) -> None:
    assert record(Values, f"label: {typed}\n").label.pick(chain) == shown


def test_equal_labels_are_one_in_a_set() -> None:
    one, other = Labels({"ro": "Oraș", "en": "Town"}), Labels({"en": "Town", "ro": "Oraș"})
    assert one == other
    assert len({one, other}) == 1


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("planeta-petrila", True),
        ("a", True),
        ("2nd-edition", True),
        ("ziua-2026", True),
        ("2026", False),
        ("2026-05", False),
        ("Ziua", False),
        ("ziua_", False),
        ("ziua--2", False),
        ("-ziua", False),
        ("ziua-", False),
        ("ziua\n", False),
        ("zi ua", False),
        ("școala", False),
        ("", False),
        ("a" * 80, True),
        ("a" * 81, False),
    ],
)
def test_an_id_is_ascii_and_has_a_letter(typed: str, right: bool) -> None:
    assert is_id(typed) is right


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_a_slug_that_is_accepted_is_one_part_of_an_address(typed: str) -> None:
    try:
        slug = Values(slug=typed).slug
    except ValueError:
        return
    assert slug
    assert not set(slug) & set(" /\\?#%:.&<>\"'\n\t")
    assert Values(slug=slug).slug == slug


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("place", ("place",)),
        ("party", ("member", "organisation", "coalition")),
        ("about", ()),
    ],
)
def test_a_reference_says_what_it_may_name(name: str, kinds: tuple[str, ...]) -> None:
    refers = shapes(Values)[name].refers
    assert refers is not None
    assert refers.kinds == kinds


@pytest.mark.parametrize("name", list(shapes(Values)))
def test_the_example_of_a_type_can_be_pasted(name: str) -> None:
    line = shapes(Values)[name].example
    assert line.startswith(f"{name}: ")
    assert wrong(Values, line + "\n") == []
