"""Cedillas in Romanian: found in words that people read, in nothing else."""

from __future__ import annotations

from time import process_time

import pytest
from coalition.core.frontmatter import BODY_LIMIT
from coalition.core.problems import Problem
from coalition.core.romanian import with_commas
from core.in_memory import COALITION, EVENT, Files, reading, text
from sites import BASE


def slips(files: Files) -> list[Problem]:
    return [one for one in reading(files).problems if one.code == "cedilla"]


def body(markdown: str, path: str = EVENT) -> list[Problem]:
    return slips({path: text("title: Ziua", "start: 2026-05-17", body=markdown)})


def test_a_word_is_named_with_its_place_and_how_it_is_written_right() -> None:
    [one] = body("Rând.\n\nLa noi, în Petroşani şi Lupeni.\n")
    assert one.severity == "hint"
    assert (one.place.path, one.place.line, one.place.column) == (EVENT, 8, 12)
    assert dict(one.values) == {"found": "Petroşani", "example": "Petroșani", "number": "2"}


def test_a_letter_with_a_cedilla_gets_a_comma() -> None:
    assert with_commas("Ţară, şes, s\u0327, ç, Beyoğlu") == "Țară, șes, s\u0326, ç, Beyoğlu"


# Nothing in them is mended: code, addresses, other languages, names of other languages.
RIGHT = [
    "Școala și țara, cu virgulă.",
    "Un `cod şi` în text, ``şi `aşa` ``.",
    "```\nşi\n```\n",
    "~~~ţ\nşi\n\nşi\n~~~\n",
    "Text:\n\n    şi cod\n",
    "- punct\n\n      şi cod\n",
    "> ```\n> şi\n> ```\n",
    "[aici](şcoala.pdf)",
    "![aici](<poza şcolii.jpg>)",
    "[aici](https://example.org/şi_(ţ)?q=ţ#ş)",
    "[aici][1]\n\n[1]: https://example.org/şi\n",
    "https://example.org/şi www.example.org/ţ <https://example.org/ş>",
    "nume.şi@example.org",
    "[aici](index.en.md#şcoala)",
    '<span title="şi">x</span>',
    '<span lang="tr">Beşiktaş</span> și <div lang=tr>\n\nŞehir\n\n</div>',
    "<code>şi</code>",
    "Beyoğlu'nda Şişlıoğlu Üşküdar",
]


@pytest.mark.parametrize("markdown", RIGHT)
def test_code_addresses_and_other_languages_are_left_alone(markdown: str) -> None:
    assert body(f"Salut.\n\n{markdown}\n") == []


WRONG = [
    ("[şi](a.pdf)", "şi", "și", 2),
    ("![Şcoala](a.jpg)", "Şcoala", "Școala", 3),
    ('[x](https://example.org "şi")', "şi", "și", 26),
    ("[x](#şcoala)", "şcoala", "școala", 6),
    ("[x](../alt/index.ro.md#şcoala)", "şcoala", "școala", 24),
    ("s\u0327i", "s\u0327i", "s\u0326i", 1),
    ("ŢARĂ", "ŢARĂ", "ȚARĂ", 1),
    ('<span lang="ro">şi</span>', "şi", "și", 17),
    ("`cod`şi", "şi", "și", 6),
    ("dintr-o ţară", "ţară", "țară", 9),
    ("1. punct\n   şi\n", "şi", "și", 4),
]


@pytest.mark.parametrize(("markdown", "found", "right", "column"), WRONG)
def test_what_people_read_is_named(markdown: str, found: str, right: str, column: int) -> None:
    [one] = body(f"{markdown}\n")
    assert dict(one.values) == {"found": found, "example": right, "number": "1"}
    assert one.place.column == column


@pytest.mark.parametrize("path", [EVENT.replace(".ro.", ".en."), EVENT.replace(".ro.", ".tr.")])
def test_files_of_other_languages_are_left_alone(path: str) -> None:
    languages = BASE[COALITION].replace("[ro, en]", "[ro, en, tr]")
    assert slips({COALITION: languages, path: text("title: Şehir", body="Beşiktaş şi\n")}) == []


def test_fields_that_hold_text_are_looked_at_and_no_others() -> None:
    lines = (
        "title: Ziua porţilor",
        "start: 2026-05-17",
        'summary: "Un \\"rezumat\\" şi atât"',
        "image: poşta.jpg",
        "image_alt: >-",
        "  Două rânduri",
        "  şi altul",
        "slug: ziua-porţilor",
        "aliases: [/ştiri/]",
        "sources: [{title: Ziarul Văii Jiului, url: https://example.org/şi}]",
    )
    [one] = slips({EVENT: text(*lines)})
    assert (one.place.line, one.place.column, dict(one.values)["number"]) == (2, 13, "3")


def test_romanian_labels_of_the_lists_and_of_the_coalition_are_looked_at() -> None:
    [place, topic] = slips(
        {
            "content/topics.yaml": "culture: {label: {ro: Învăţare, en: Learning, tr: Beş}}\n",
            "content/places.yaml": "petrila: {label: Petroşani}\ncasa: {label: {en: Şi}}\n",
        }
    )
    assert (topic.place.line, topic.place.column) == (1, 23)
    assert dict(place.values)["example"] == "Petroșani"
    [one] = slips({COALITION: BASE[COALITION].replace("Coaliția", "Coaliţia")})
    assert (one.place.path, one.place.line, one.place.column) == (COALITION, 1, 12)


def test_a_label_for_all_languages_is_of_the_default_language() -> None:
    turkish = BASE[COALITION].replace("[ro, en]", "[tr, ro]")
    assert slips({COALITION: turkish, "content/places.yaml": "casa: {label: Beşiktaş}\n"}) == []


def filled(unit: str, share: int = 1) -> str:
    """``unit`` as often as it fits into the largest text, or into the ``share``-th part of it."""
    return unit * (BODY_LIMIT // share // len(unit.encode()))


# The worst texts for each thing that is left out, as large as a text can be.
HARD = {
    "code": filled("` `` ``` "),
    "code of all lengths": " ".join("`" * length for length in range(1, 450)),
    "code without an end": filled("`"),
    "a code block that an element feigns": filled('<pre data-sourcepos="1:1-999999:9">\n', 2)
    + filled("\n", 2),
    "code elements": filled("<pre>"),
    "a code element with a wide end": filled("<pre>", 10) + "</pre" + filled(" ", 2),
    "elements of a language": filled("<a lang=x>"),
    "elements of a language with one end": filled("<a lang=x>", 2) + "</a>",
    "languages in one tag": "<a" + filled(" lang=x"),
    "languages without a name": "<a" + filled(" lang= "),
    "a language far away": "<a lang=" + filled(" ") + "ro>",
    "a long tag": "<" + filled("a"),
    "tags without an end": filled("<a"),
    "web addresses": filled("www."),
    "mail addresses": filled("x"),
    "destinations": filled("](x("),
    "destinations in a destination": "](x" + filled("(y)") + "(",
    "a wide destination": "](" + filled(" "),
    "definitions": filled("\n[x]:"),
    "headings of other files": "](" + filled(".ro-a"),
    "words": filled("ş "),
}


@pytest.mark.parametrize("hard", HARD.values(), ids=HARD)
def test_no_text_takes_long(hard: str) -> None:
    started = process_time()
    body(f"{hard[: BODY_LIMIT - 10]} ş\n")
    assert process_time() - started < 2


def test_a_wrong_end_hides_nothing_else() -> None:
    [one] = body('<div lang="tr">\n\n<b lang=tr>Şişli</b> şi <i lang = ro>şi</i>\n')
    assert dict(one.values)["number"] == "2"
    assert body("<h3 lang=tr>Şişli</h3> și <PRE>şi</pre >\n") == []
