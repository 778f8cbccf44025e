"""Each type of field reads what people type strictly, and says by a code what is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import pytest
from coalition.core.fields import (
    Alias,
    Amount,
    Day,
    Email,
    Fact,
    Fields,
    FileName,
    Flag,
    Label,
    Labels,
    LanguageTag,
    Latitude,
    Line,
    Longitude,
    Moment,
    Number,
    PartialDate,
    PartialMoment,
    Party,
    Percent,
    Phone,
    PlaceRef,
    Prose,
    Reference,
    Slug,
    Summary,
    WebAddress,
    When,
    Zone,
    is_id,
    read_when,
    required,
    shapes,
    told,
)
from core.in_memory import parsed, record, wrong
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError


class Inner(Fields):
    """A group."""

    id: Fact = required("A name.")
    note: Line | None = told("A note.")


class Every(Fields):
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
    year: PartialDate | None = told("A date known in part.")
    start: PartialMoment | None = told("A moment known in part.")
    moment: Moment | None = told("A moment.")
    day: Day | None = told("A day.")
    zone: Zone | None = told("A zone.")
    website: WebAddress | None = told("An address.")
    email: Email | None = told("An e-mail address.")
    phone: Phone | None = told("A telephone.")
    file: FileName | None = told("A file.")
    language: LanguageTag | None = told("A language.")
    status: Literal["planned", "running"] | None = told("A choice.")
    parties: tuple[Party, ...] = told("Parties.", ())
    statuses: tuple[Literal["planned", "running"], ...] = told("Choices.", ())
    group: Inner | None = told("A group.")
    groups: tuple[Inner, ...] = told("Groups.", ())


GOOD = [
    ("line", "Ziua: da?", None),  # a colon with a space needs quotes, which YAML says
    ("line", '"Ziua: da?"', "Ziua: da?"),
    ("line", "no", "no"),
    ("line", "'  Planeta  Petrila '", "Planeta  Petrila"),
    ("line", "s\u0326coala\u0306", "școală"),  # letters typed in two parts become one
    ("fact", "0740", "0740"),
    ("fact", "3.10", "3.10"),
    ("fact", "~", "~"),
    ("summary", "|\n  Trei zile\n  de concerte.", "Trei zile de concerte."),
    ("summary", "ă" * 200, "ă" * 200),
    ("prose", "|\n  Unu.\n\n  Doi.", "Unu.\n\nDoi."),
    ("slug", "Ziua-Porților", "ziua-porților"),
    ("slug", "чаир", "чаир"),
    ("slug", "a1", "a1"),
    ("alias", "/news/launch/", "news/launch"),
    ("alias", "news/launch.html", "news/launch.html"),
    ("alias", "/știri/lansare", "știri/lansare"),
    ("place", "casa-de-cultura", "casa-de-cultura"),
    ("party", "coalition", "coalition"),
    ("about", "event/open-day", "event/open-day"),
    ("flag", "true", True),
    ("flag", "false", False),
    ("number", "12", 12),
    ("amount", "10000.50", Decimal("10000.50")),
    ("amount", "0", Decimal(0)),
    ("percent", "85", Decimal(85)),
    ("percent", "3.5", Decimal("3.5")),
    ("lat", "45.412", Decimal("45.412")),
    ("lon", "-180", Decimal(-180)),
    ("year", "2022", When(2022)),
    ("year", "2022-08", When(2022, 8)),
    ("year", "2024-02-29", When(2024, 2, 29)),
    ("day", "2026-05-17", When(2026, 5, 17)),
    ("zone", "Europe/Bucharest", "Europe/Bucharest"),
    ("zone", "UTC", "UTC"),
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
    ("status", "running", "running"),
    ("parties", "[alfa, beta]", ("alfa", "beta")),
    ("parties", "alfa", ("alfa",)),  # one value may be written without brackets
    ("parties", "[]", ()),
    ("statuses", "running", ("running",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "value"), GOOD[1:])
def test_what_is_right_is_read(name: str, typed: str, value: object) -> None:
    assert getattr(record(Every, f"{name}: {typed}\n"), name) == value


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
    ("year", "08.2022", "bad_date"),
    ("year", "2026-05-17 18:00", "bad_date"),  # more than the field can say
    ("start", "17.05.2026", "bad_date"),
    ("start", "05/06/2026", "bad_date"),
    ("start", "5 martie 2026", "bad_date"),
    ("start", "18:00", "bad_date"),
    ("start", "2026-5-17", "bad_date"),
    ("start", "2026-05-17T18:00Z", "bad_date"),
    ("start", "26-05-17", "bad_date"),
    ("start", "２０２６", "bad_date"),
    ("start", "2026-13-05", "impossible_date"),
    ("start", "2026-02-29", "impossible_date"),
    ("start", "2026-00", "impossible_date"),
    ("start", "0000-01-01", "impossible_date"),
    ("start", "2026-05-17 25:00", "bad_time"),
    ("start", "2026-05-17 24:00", "bad_time"),
    ("start", "2026-05-17 18:60", "bad_time"),
    ("start", "2026-05-17 18", "bad_time"),
    ("start", "2026-05-17 18.00", "bad_time"),
    ("start", "2026-05-17 6pm", "bad_time"),
    ("start", "2026-05-17 18:00:30", "bad_time"),
    ("moment", "2026-05", "bad_date"),
    ("day", "2026-05", "bad_date"),
    ("day", "2026-05-17 18:00", "bad_date"),
    ("zone", "Europe/Petrila", "bad_zone"),
    ("zone", "Europe", "bad_zone"),
    ("zone", "../../etc/passwd", "bad_zone"),
    ("zone", "+02:00", "bad_zone"),
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
    ("status", "runing", "bad_choice"),
    ("status", "[running]", "wrong_type"),
    ("parties", "[Alfa]", "bad_name"),
    ("parties", "{a: b}", "wrong_type"),
    ("statuses", "[runing]", "bad_choice"),
    ("group", "text", "wrong_type"),
    ("group", "[{id: a}]", "wrong_type"),
    ("group", "{note: a}", "missing_field"),
    ("groups", "text", "wrong_type"),
    ("groups", "[[a]]", "wrong_type"),
    ("label", "{ro: [a]}", "wrong_type"),
    ("label", "[a]", "wrong_type"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "code"), BAD)
def test_what_is_wrong_is_named(name: str, typed: str, code: str) -> None:
    assert wrong(Every, f"{name}: {typed}\n") == [(code, 1)]


def test_a_group_is_read_with_its_fields() -> None:
    made = record(Every, "groups:\n  - {id: a, note: A}\n  - id: b\ngroup: {id: c}\n")
    assert [(one.id, one.note) for one in made.groups] == [("a", "A"), ("b", None)]
    assert made.group == Inner(id="c")


def test_a_record_cannot_be_changed() -> None:
    made = record(Every, "line: a\n")
    with pytest.raises(ValueError, match="frozen"):
        made.line = "b"


def test_wrong_values_come_with_an_example_that_is_right() -> None:
    for name, typed, _ in BAD:
        _, problems = parsed(Every, f"{name}: {typed}\n")
        example_of = dict(problems[0].values).get("example", "")
        written = example_of if ": " in example_of else f"{name}: {example_of}"
        if example_of and not problems[0].code.startswith("missing"):
            assert wrong(Every, written + "\n") == [], (name, typed, example_of)


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
    assert record(Every, f"label: {typed}\n").label.pick(chain) == shown


def test_equal_labels_are_one_in_a_set() -> None:
    one, other = Labels({"ro": "Oraș", "en": "Town"}), Labels({"en": "Town", "ro": "Oraș"})
    assert one == other
    assert len({one, other}) == 1


# --- dates -------------------------------------------------------------------------------------

DAYS = st.dates()


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any point in time, known to any precision."""
    day = draw(DAYS)
    depth = draw(st.integers(1, 4))
    clock = draw(st.times()).replace(second=0, microsecond=0) if depth == 4 else None
    return When(
        day.year, day.month if depth > 1 else None, day.day if depth > 2 else None, clock
    )


@given(whens())
def test_a_date_is_written_as_it_is_read(when: When) -> None:
    assert read_when(str(when)) == when
    assert read_when(str(when).replace("T", " ")) == when


@given(whens())
@example(When(2024, 2))
@example(When(9999))
@example(When(9999, 5))
def test_a_date_known_in_part_spans_all_the_days_it_can_mean(when: When) -> None:
    assert when.first_day <= when.last_day
    after = when.last_day + timedelta(days=1) if when.last_day < date.max else None
    spans = {"year": 365, "month": 28, "day": 1, "minute": 1}
    assert (when.last_day - when.first_day).days + 1 >= spans[when.precision]
    if when.precision == "year":
        assert when.last_day == date(when.year, 12, 31)
    if when.precision == "month" and after is not None:
        assert when.last_day.month == when.month
        assert after.day == 1
    assert when.is_full == (when.precision in ("day", "minute"))


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_date_is_read_or_refused(typed: str) -> None:
    try:
        when = read_when(typed)
    except PydanticCustomError as refused:
        assert refused.type in ("bad_date", "bad_time", "impossible_date")
    else:
        assert read_when(str(when)) == when


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
        slug = Every(slug=typed).slug
    except ValueError:
        return
    assert slug
    assert not set(slug) & set(" /\\?#%:.&<>\"'\n\t")
    assert Every(slug=slug).slug == slug


# --- what a model says of its fields -------------------------------------------------------------


def test_a_model_says_what_its_fields_are() -> None:
    said = shapes(Every)
    assert list(said)[:3] == ["line", "fact", "summary"]
    assert [name for name, shape in said.items() if shape.is_list] == [
        "parties",
        "statuses",
        "groups",
    ]
    assert [name for name, shape in said.items() if shape.translatable] == [
        "line",
        "summary",
        "prose",
    ]
    assert [name for name, shape in said.items() if shape.per_file] == ["slug"]
    assert said["status"].choices == said["statuses"].choices == ("planned", "running")
    assert said["groups"].group is said["group"].group is Inner
    assert shapes(Inner)["id"].required
    assert not shapes(Inner)["note"].required


@pytest.mark.parametrize("name", list(shapes(Every)))
def test_the_example_of_a_field_can_be_pasted(name: str) -> None:
    line = shapes(Every)[name].example
    assert line.startswith(f"{name}: ")
    assert wrong(Every, line + "\n") == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("place", ("place",)),
        ("party", ("member", "organisation", "coalition")),
        ("parties", ("member", "organisation", "coalition")),
        ("about", ()),
    ],
)
def test_a_reference_says_what_it_may_name(name: str, kinds: tuple[str, ...]) -> None:
    refers = shapes(Every)[name].refers
    assert refers is not None
    assert refers.kinds == kinds
