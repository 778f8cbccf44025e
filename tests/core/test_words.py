"""Words come from the catalogue of a language, and where it has a hole, from the source."""

from __future__ import annotations

import pytest
from babel.messages.pofile import PoFileError
from coalition.core.problems import Place, Problem
from coalition.core.words import Words, mistakes, read_catalogue, words_for

ROMANIAN = read_catalogue(
    "ro",
    """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==0 || (n!=1 && n%100>=1 && n%100<=19) ? 1 : 2);\\n"

msgid "Events"
msgstr "Evenimente"

msgid "Hello, {name}"
msgstr "Bună, {name}"

msgctxt "month"
msgid "May"
msgstr "Mai"

msgid "May"
msgstr "Poate"

msgid "{number} member"
msgid_plural "{number} members"
msgstr[0] "{number} membru"
msgstr[1] "{number} membri"
msgstr[2] "{number} de membri"

#, fuzzy
msgid "Posts"
msgstr "Postări, poate"

msgid "Members"
msgstr ""

msgid "{number} event"
msgid_plural "{number} events"
msgstr[0] "{number} eveniment"
msgstr[1] ""
msgstr[2] ""

msgid "a list"
msgstr "o listă"

msgid "text"
msgstr "text simplu"

msgid "“{field}” holds {is}, but it needs {wanted}; for example {example}."
msgstr "„{field}” conține {is}, dar cere {wanted}; de exemplu {example}."

msgid "Did you mean “{suggestion}”?"
msgstr "Ați vrut să scrieți „{suggestion}”?"
""".encode(),
)
ENGLISH = Words("en")


def test_a_word_is_said_in_the_language() -> None:
    assert ROMANIAN.gettext("Events") == "Evenimente"
    assert ROMANIAN.gettext("Hello, {name}", name="Ana") == "Bună, Ana"


def test_one_word_can_be_two_in_another_language() -> None:
    assert ROMANIAN.pgettext("month", "May") == "Mai"
    assert ROMANIAN.gettext("May") == "Poate"
    assert ROMANIAN.pgettext("name", "May") == "May"


@pytest.mark.parametrize("missing", ["Projects", "Posts", "Members"])
def test_what_is_missing_fuzzy_or_empty_stays_in_the_source_language(missing: str) -> None:
    assert ROMANIAN.gettext(missing) == missing


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 membri"),
        (1, "1 membru"),
        (2, "2 membri"),
        (19, "19 membri"),
        (20, "20 de membri"),
        (21, "21 de membri"),
        (100, "100 de membri"),
        (101, "101 membri"),
        (1000, "1000 de membri"),
    ],
)
def test_romanian_counts_in_three_ways(number: int, said: str) -> None:
    assert ROMANIAN.ngettext("{number} member", "{number} members", number) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 events"), (1, "1 event"), (2, "2 events")])
@pytest.mark.parametrize("words", [ENGLISH, ROMANIAN], ids=["source", "half translated"])
def test_without_a_translation_english_is_counted(number: int, said: str, words: Words) -> None:
    assert words.ngettext("{number} event", "{number} events", number) == said


def test_a_number_can_be_shown_in_another_way_than_it_is_counted() -> None:
    assert (
        ENGLISH.ngettext("{number} page", "{number} pages", 1000, number="1,000") == "1,000 pages"
    )


@pytest.mark.parametrize(
    "broken",
    ["{nume}", "{0}", "{name", "name}", "{name.x}", "{name[0][x]}", "{name!q}", "{name:zz}", "{}"],
)
def test_a_broken_placeholder_of_a_translator_does_not_break_the_page(broken: str) -> None:
    words = Words("ro", {(None, "Hello, {name}"): (f"Bună, {broken}",)})
    assert words.gettext("Hello, {name}", name="Ana") == "Hello, Ana"


def test_a_missing_form_of_a_plural_falls_back() -> None:
    words = Words("ro", {(None, "{number} day"): ("{number} zi",)}, "2")
    assert words.ngettext("{number} day", "{number} days", 5) == "5 days"


@pytest.mark.parametrize("value", ["{name}", "{", "}}", "%s", "<b>", "{0.__class__}"])
def test_a_value_is_never_read_as_a_placeholder(value: str) -> None:
    assert ENGLISH.gettext("Hello, {name}", name=value) == f"Hello, {value}"


def test_a_problem_is_said_in_the_language_with_its_terms() -> None:
    problem = Problem.at(
        Place("a.md"),
        "wrong_type",
        **{"field": "start", "is": "a list", "wanted": "text", "example": "2026"},
    )
    assert ROMANIAN.say(problem) == (
        "„start” conține o listă, dar cere text simplu; de exemplu 2026."
    )


def test_only_terms_are_translated_and_not_what_was_typed() -> None:
    problem = Problem.at(
        Place("a.md"),
        "wrong_type",
        **{"field": "text", "is": "a list", "wanted": "text", "example": "a list"},
    )
    assert ROMANIAN.say(problem) == (
        "„text” conține o listă, dar cere text simplu; de exemplu a list."
    )


@pytest.mark.parametrize(("suggestion", "said"), [("title", True), ("", False)])
def test_a_near_name_is_asked_for(suggestion: str, said: bool) -> None:
    problem = Problem.at(Place("a.md"), "unknown_field", field="titel", suggestion=suggestion)
    assert ROMANIAN.say(problem).endswith("Ați vrut să scrieți „title”?") is said
    assert ENGLISH.say(problem).endswith("Did you mean “title”?") is said


@pytest.mark.parametrize("raw", [b"hello", 'msgid "a"\nmsgstr "ș"'.encode("iso8859-16")])
def test_a_file_that_is_no_catalogue_is_refused(raw: bytes) -> None:
    with pytest.raises((PoFileError, ValueError)):
        read_catalogue("ro", raw)


# --- mistakes of translators ---------------------------------------------------------------------

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==0 || n%100>0 && n%100<20 ? 1 : 2);\\n"

"""
GREETING = 'msgid "Hello, {name}"\nmsgstr "%s"\n'
DAYS = 'msgid "{number} day"\nmsgid_plural "{number} days"\n'


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (GREETING % "Bună, {name}", []),
        (GREETING % "", []),
        (GREETING % "Bună, {nume}", ["{nume} is not in the source", "{name} is missing"]),
        (GREETING % "Bună", ["{name} is missing"]),
        (GREETING % "Bună, {name", ["“Bună, {name” has a brace too many or too few"]),
        (GREETING % "Bună, name}", ["“Bună, name}” has a brace too many or too few"]),
        (GREETING % "Bună, {}", ["{} is not in the source", "{name} is missing"]),
        (GREETING % "Bună, {name.x}", ["{name.x} is not in the source", "{name} is missing"]),
        (GREETING % "Bună, {name:zz}", ["{name:zz} is not in the source", "{name} is missing"]),
        (GREETING % "Bună, {name!q}", ["{name!q} is not in the source", "{name} is missing"]),
        (DAYS + 'msgstr[0] "o zi"\nmsgstr[1] "{number} zile"\nmsgstr[2] "{number} de zile"\n', []),
        (DAYS + 'msgstr[0] "o zi"\nmsgstr[1] "{number} zile"\n', ["2 of 3 plural forms"]),
    ],
)
def test_a_mistake_of_a_translator_is_named(entries: str, told: list[str]) -> None:
    source = entries.split('"')[1]
    raw = (HEADER + entries).encode()
    assert [*mistakes(raw)] == [f"line 6: “{source}”: {what}" for what in told]
    # And no page breaks: the words are the translator's, or English.
    words = read_catalogue("ro", raw)
    assert "Ana" in words.gettext("Hello, {name}", name="Ana") or told == ["{name} is missing"]
    assert words.ngettext("{number} day", "{number} days", 5) in ("5 days", "5 zile")


@pytest.mark.parametrize(
    "raw",
    [
        HEADER + DAYS + "".join(f'msgstr[{number}] "{{number}}"\n' for number in range(4)),
        HEADER.replace("n==1 ? 0", "n=== ? 0"),
        "hello",
    ],
)
def test_a_catalogue_that_cannot_be_used_is_named_and_refused(raw: str) -> None:
    assert len([*mistakes(raw.encode())]) == 1
    with pytest.raises((PoFileError, ValueError)):
        read_catalogue("ro", raw.encode())


def test_a_language_with_a_country_has_the_words_of_the_language() -> None:
    words = {"en": Words("en"), "ro": ROMANIAN, "ro-MD": Words("ro-MD")}
    assert words_for(words, "ro") is ROMANIAN
    one = words_for(words, "ro-UA")
    assert (one.language, one.gettext("Events")) == ("ro-UA", "Evenimente")
    assert one.ngettext("{number} member", "{number} members", 20) == "20 de membri"
    assert words_for(words, "ro-MD").gettext("Events") == "Events"  # which has its own
    assert words_for(words, "rom") == Words("rom")
