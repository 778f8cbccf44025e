"""All files of a site in, one related Site out; a problem never hides the rest."""

from __future__ import annotations

import pytest
from coalition.core.markup import Wording
from coalition.core.problems import Problem
from coalition.core.relating import Sources, read_site
from coalition.core.site import Backlink, Target
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    POST,
    event,
    found,
    post,
    reading,
    site,
    text,
    the,
)
from sites import BASE

EVENT_EN = EVENT.replace(".ro.", ".en.")


def problems(files: dict[str, str | bytes | None]) -> list[Problem]:
    return list(reading(files).problems)


def codes(files: dict[str, str | bytes | None]) -> set[tuple[str, str, int]]:
    return {(one.code, one.place.path, one.place.line) for one in problems(files)}


def test_the_small_site_has_no_problem() -> None:
    assert reading().problems == ()


def test_nothing_at_all_is_one_problem() -> None:
    made = read_site(Sources({}))
    assert made.site is None
    assert found(made.problems) == [("missing_coalition", 1)]


def test_problems_of_every_file_are_told_in_one_run() -> None:
    assert codes(
        {
            COALITION: BASE[COALITION] + "colur: x\n",
            "content/places.yaml": "petrila: {label: Petrila, lat: 95}\ncasa: {label: Casa}\n",
            MEMBER: text("name: Alfa", "town: petrilla"),
            EVENT: b"---\ntitle: \xff\n---\n",
            POST: text("title: O știre", "about: [event/ziua]", body="[x](../nu.md)\n"),
            "content/evnets/a/index.ro.md": text("title: a"),
        }
    ) >= {
        ("unknown_field", COALITION, 6),
        ("bad_number", "content/places.yaml", 1),
        ("unknown_item", MEMBER, 3),
        ("not_utf8", EVENT, 2),
        ("broken_link", POST, 6),
        ("unknown_kind", "content/evnets/a/index.ro.md", 1),
    }


def test_what_cannot_be_read_does_not_make_others_look_wrong() -> None:
    # The place and the event have problems; who names them has none.
    made = codes(
        {"content/places.yaml": "casa: {labl: Casa}\npetrila: {label: P}\n", EVENT: "nothing"}
    )
    assert {path for _, path, _ in made} == {"content/places.yaml", EVENT}


def test_a_broken_coalition_file_does_not_hide_the_rest() -> None:
    made = reading({COALITION: "name: [", EVENT: text("title: a", "start: 2026-13-05")})
    assert made.site is None
    assert ("impossible_date", 3) in found(made.problems)


@pytest.mark.parametrize("line", ["languages: ro, en", ""])
def test_languages_that_are_wrong_make_no_file_look_wrong(line: str) -> None:
    files: dict[str, str | bytes | None] = {
        COALITION: BASE[COALITION].replace("languages: [ro, en]", line),
        # More fields than the original has, and not one of them a fact.
        POST.replace(".ro.", ".en."): text(
            "title: A", "summary: b", "image_alt: c", "slug: d", 'translates: "e"'
        ),
    }
    [problem] = problems(files)
    assert (problem.place.path, dict(problem.values)["field"]) == (COALITION, "languages")


def test_a_colour_without_quotation_marks_is_named() -> None:
    lines = "colour: #1f5f8b\nsecond_colour:   #fa0  \nmission: |\n  colour: #000\n"
    one, other = reading({COALITION: BASE[COALITION] + lines}).problems
    first = BASE[COALITION].count("\n") + 1
    assert (one.code, one.place.line, one.place.column) == ("bad_colour", first, 9)
    assert dict(one.values) == {"field": "colour", "found": "#1f5f8b"}
    assert (other.code, other.place.line) == ("bad_colour", first + 1)
    assert dict(other.values) == {"field": "second_colour", "found": "#fa0"}


@pytest.mark.parametrize(
    "line", ['colour: "#1f5f8b" # blue', "colour: # ours\n  '#1f5f8b'", "colour:"]
)
def test_a_comment_beside_a_colour_is_a_comment(line: str) -> None:
    assert reading({COALITION: f"{BASE[COALITION]}{line}\n"}).problems == ()


# --- originals and translations ------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["---\n---\n", "---\ntranslation: human\ntranslates: a\n---\n\n\n"]
)
def test_an_empty_translation_is_not_there_yet(words: str) -> None:
    made = site({EVENT_EN: words})
    assert set(the(made, "event", "ziua").versions) == {"ro"}


def test_the_original_can_be_in_another_language() -> None:
    files = {
        **event("original: true", "start: 2026-05-20", language="en"),
        **event(language="ro"),
    }
    item = the(site(files), "event", "alt")
    assert item.original == "en"
    assert set(item.versions) == {"ro", "en"}


def test_of_two_originals_the_one_in_the_default_language_counts() -> None:
    files = {
        EVENT: text("title: Ziua", "start: 2026-05-17", "original: true"),
        EVENT_EN: text("title: Open day", "original: true"),
    }
    assert codes(files) == {("two_originals", EVENT_EN, 3)}


def test_a_translation_alone_is_told_where_its_original_should_be() -> None:
    [problem] = [
        one for one in problems({EVENT: None}) if one.code == "translation_without_original"
    ]
    assert problem.place.path == EVENT_EN
    assert dict(problem.values)["expected"] == EVENT


def test_a_translation_of_a_broken_original_is_not_told_of_its_problems() -> None:
    assert codes({EVENT: text("title: Ziua", "start: nu")}) == {("bad_date", EVENT, 3)}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("---\n---\n", "empty_original"),
        ("---\n# later\n---\n\n  \n", "empty_original"),
        ("", "no_front_matter"),
    ],
)
def test_an_empty_original_is_named(raw: str, code: str) -> None:
    assert (code, EVENT, 1) in codes({EVENT: raw, EVENT_EN: None})


def test_kinds_that_live_from_their_text_need_one() -> None:
    assert codes({POST: text("title: O știre", body="\n")}) == {("empty_text_below", POST, 1)}
    assert codes({POST: text("title: O știre", "draft: true", body="\n")}) == set()
    assert codes({EVENT: text("title: Ziua", "start: 2026-05-17", body="\n")}) == set()


def test_drafts_are_read_and_not_shown() -> None:
    made = site(
        {**event("start: 2026", "draft: true"), POST: text("title: a", "about: [event/alt]")}
    )
    assert ("event", "alt") not in made.items
    assert made.drafts == {("event", "alt")}


# --- ids -----------------------------------------------------------------------------------------


def test_one_id_belongs_to_one_item_of_a_kind() -> None:
    other = "content/events/2025/ziua/index.ro.md"
    made = problems({other: text("title: a", "start: 2025"), POST: None})
    assert {(one.code, one.place.path) for one in made} == {
        ("duplicate_id", EVENT),
        ("duplicate_id", EVENT_EN),
    }
    assert dict(made[0].values) == {
        "kind": "event",
        "found": "ziua",
        "first": "content/events/2025/ziua",
    }


def test_two_kinds_can_have_one_id() -> None:
    assert codes(post(id_="ziua")) == set()


@pytest.mark.parametrize(
    ("file", "yaml", "code"),
    [
        ("places", "Petrila: {label: a}\n", "bad_id"),
        ("places", "2026: {label: a}\n", "bad_id"),
        ("topics", "coalition: {label: a}\n", "reserved_id"),
        ("organisations", "alfa: {name: Alfa}\n", "shared_id"),
        ("funders", "uniunea: Uniunea\n", "not_fields"),
        ("funders", "- uniunea\n", "not_fields"),
        ("topics", "a: {label: A}\na: {label: B}\n", "duplicate_key"),
    ],
)
def test_entries_of_lists_have_ids_of_their_own(file: str, yaml: str, code: str) -> None:
    made = codes({f"content/{file}.yaml": yaml})
    assert code in {one for one, path, _ in made if path == f"content/{file}.yaml"}


# --- references ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kind", "suggestion"),
    [
        ("place: petrilla", "place", "petrila"),
        ("organisers: [alpha]", "member or organisation", "alfa"),
        ("organisers: [primarie]", "member or organisation", "primaria"),
        ("topics: cultura", "topic", "culture"),
        ("project: apa", "project", ""),
        ("changes: [{on: 2026-05-20, place: cassa}]", "place", "casa"),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(lines: str, kind: str, suggestion: str) -> None:
    [problem] = problems(event("start: 2026-05-20", lines))
    assert problem.code == "unknown_item"
    assert problem.place.line == 4
    assert (dict(problem.values)["kind"], dict(problem.values)["suggestion"]) == (kind, suggestion)


@pytest.mark.parametrize(
    ("reference", "kind", "suggestion"),
    [
        ("event/zina", "event", "event/ziua"),
        ("place/casa", None, None),
        ("organisation/primaria", None, None),
        ("evnt/ziua", "item", ""),
    ],
)
def test_a_reference_to_any_item_is_checked(
    reference: str, kind: str | None, suggestion: str | None
) -> None:
    made = [
        dict(one.values)
        for one in problems(post(f"about: {reference}"))
        if one.code == "unknown_item"
    ]
    assert [(one["kind"], one["suggestion"]) for one in made] == (
        [(kind, suggestion)] if kind else []
    )


def test_the_coalition_takes_part_in_everything() -> None:
    assert codes(event("start: 2026-05-20", "organisers: [coalition]")) == set()
    assert codes({COALITION: BASE[COALITION] + "area: [petrila, lupeni]\n"}) == {
        ("unknown_item", COALITION, 6)
    }


def test_links_can_be_followed_back() -> None:
    made = site(
        event("start: 2026-05-20", "organisers: alfa", "partners: [alfa, primaria]", "place: casa")
    )
    assert made.backlinks["member", "alfa"] == (
        Backlink("organisers", ("event", "alt")),
        Backlink("partners", ("event", "alt")),
        Backlink("organisers", ("event", "ziua")),
        Backlink("authors", ("post", "stire")),
    )
    assert made.backlinks["organisation", "primaria"] == (Backlink("partners", ("event", "alt")),)
    assert made.backlinks["event", "ziua"] == (Backlink("about", ("post", "stire")),)
    assert Backlink("town", ("place", "casa")) in made.backlinks["place", "petrila"]


def test_nothing_leads_back_to_a_draft() -> None:
    made = site(event("start: 2026-05-20", "draft: true", "organisers: alfa"))
    assert ("event", "alt") not in {link.item for link in made.backlinks["member", "alfa"]}


# --- links of a text -----------------------------------------------------------------------------

FILES: dict[str, str | bytes | None] = {
    EVENT.replace("index.ro.md", "afiș.jpg"): b"1",
    EVENT.replace("index.ro.md", "Raport final.pdf"): b"1",
    EVENT: text("title: Ziua", "start: 2026-05-17", body="# Cum ajungi\n\nText\n"),
    EVENT_EN: text("title: Open day", body="# How to get there\n\nText\n"),
}


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("../../../../members/alfa/index.ro.md", Target("member", "alfa")),
        ("../../../../members/alfa/index.en.md", Target("member", "alfa")),
        ("../../../../members/alfa/", Target("member", "alfa")),
        ("../../../../members/alfa", Target("member", "alfa")),
        ("../ziua/index.ro.md", Target("event", "ziua")),
        ("../ziua/index.ro.md#cum-ajungi", Target("event", "ziua", "event-ziua-cum-ajungi")),
        ("../ziua/index.en.md#how-to-get-there", Target("event", "ziua", "event-ziua-how-to-get-there")),
        ("../ziua/afi%C8%99.jpg", Target(file=EVENT.replace("index.ro.md", "afiș.jpg"))),
        ("<../ziua/Raport final.pdf>", Target(file=EVENT.replace("index.ro.md", "Raport final.pdf"))),
        ("https://example.org/", Target(url="https://example.org/")),
        ("mailto:a@example.org", Target(url="mailto:a@example.org")),
        ("#aici", Target(fragment="event-alt-aici")),
    ],
)  # fmt: skip
def test_a_link_to_a_file_finds_what_the_file_is(typed: str, target: Target) -> None:
    made = site({**FILES, **event("start: 2026", body=f"# Aici\n\n[a]({typed})\n")})
    assert the(made, "event", "alt").versions["ro"].targets == (target,)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[a](../nu/index.ro.md)", "broken_link"),
        ("[a](../ziua/index.hu.md)", "broken_link"),
        ("[a](index.md)", "broken_link"),
        ("[a](../../../places.yaml)", "broken_link"),
        ("[a](../../../../../secret.txt)", "broken_link"),
        ("[a](nu.pdf)", "broken_link"),
        ("[a]()", "broken_link"),
        ("[a](#nu)", "broken_fragment"),
        ("[a](#fnix)", "broken_fragment"),
        ("[a](../ziua/index.ro.md#nu)", "broken_fragment"),
        ("![a](nu.jpg)", "missing_picture"),
        ("![a](<../ziua/Raport final.pdf>)", "missing_picture"),
        ("![a](../ziua/index.ro.md)", "missing_picture"),
        ("![a]()", "missing_picture"),
        ("![a](#aici)", "missing_picture"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", "", 8),
        ("Text [bun](https://example.org/)\n", "", 9),
        ("| a |\n|---|\n| ", " |", 10),
        ("a[^1]\n\n[^1]: Nota ", "", 10),
    ],
    ids=["paragraph", "second link", "table", "footnote"],
)
def test_a_broken_link_is_named_with_its_line(
    typed: str, code: str, before: str, after: str, line: int
) -> None:
    body = f"# Aici\n\n{before}{typed}{after}\n"
    [problem] = problems({**FILES, **event("start: 2026", body=body)})
    assert (problem.code, problem.place.line) == (code, line)


@pytest.mark.parametrize(
    "extension",
    [
        "pdf",
        "odt",
        "ods",
        "odp",
        "docx",
        "xlsx",
        "pptx",
        "txt",
        "csv",
        "zip",
        "mp3",
        "gpx",
        "jpg",
        "jpeg",
        "png",
        "webp",
        "gif",
        "PDF",
    ],
)
def test_what_can_be_opened_everywhere_can_be_downloaded(extension: str) -> None:
    name = f"a.{extension}"
    files: dict[str, str | bytes | None] = {**event("start: 2026", body=f"[a]({name})\n")}
    files[f"content/events/2026/alt/{name}"] = b"1"
    assert codes(files) == set()


@pytest.mark.parametrize("extension", ["jpg", "jpeg", "png", "webp", "gif", "JPG"])
def test_pictures_that_every_browser_shows_can_be_shown(extension: str) -> None:
    name = f"a.{extension}"
    files: dict[str, str | bytes | None] = {**event("start: 2026", body=f"![a]({name})\n")}
    files[f"content/events/2026/alt/{name}"] = b"1"
    assert codes(files) == set()


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("image: afis\u0326.jpg", "Text.\n"),
        ("draft: false", "![a](afis\u0326.jpg)\n"),
        ("draft: false", "[a](afis%CC%A6.jpg)\n"),
    ],
)
def test_a_name_pasted_from_another_system_is_the_same_name(line: str, body: str) -> None:
    # Some file managers hand out letters in two parts; names of files are read in one.
    files: dict[str, str | bytes | None] = {**event("start: 2026", line, body=body)}
    files["content/events/2026/alt/afi\u0219.jpg"] = b"1"
    assert codes(files) == set()


def test_a_broken_reference_link_is_named_where_its_address_stands() -> None:
    [problem] = problems(event("start: 2026", body="Vezi [raportul][r].\n\n[r]: nu.pdf\n"))
    assert (problem.code, problem.place.line, problem.place.column) == ("broken_link", 8, 6)


def test_the_example_of_a_broken_link_is_a_way_that_works() -> None:
    [problem] = problems(event("start: 2026", body="[a](nu.md)\n"))
    example = dict(problem.values)["example"].replace("planeta-petrila", "alfa")
    assert codes(event("start: 2026", body=f"[a]({example})\n")) == set()


def test_a_link_to_a_file_with_problems_is_not_another_problem() -> None:
    assert codes({EVENT: "nothing", **event("start: 2026", body="[a](../ziua/index.ro.md)\n")}) == {
        ("no_front_matter", EVENT, 1)
    }


@pytest.mark.parametrize("line", ["image: nu.jpg", "image: raport.pdf", "logo: nu.png"])
def test_a_picture_of_an_item_has_to_be_there(line: str) -> None:
    files = {MEMBER: text("name: Alfa", line), MEMBER.replace("index.ro.md", "raport.pdf"): b"1"}
    assert codes(files) == {("missing_picture", MEMBER, 3)}


def test_a_picture_beside_the_text_is_found() -> None:
    files = {
        MEMBER: text("name: Alfa", "logo: l.png"),
        MEMBER.replace("index.ro.md", "l.png"): b"1",
    }
    assert codes(files) == set()


@pytest.mark.parametrize("name", ["file", "emblem"])
def test_other_files_that_a_field_names_have_to_be_there(name: str) -> None:
    files: dict[str, dict[str, str | bytes | None]] = {
        "file": {
            "content/documents/statut/index.ro.md": text(
                "title: S", "form: statute", "file: nu.pdf"
            )
        },
        "emblem": {"content/funders.yaml": "uniunea: {label: U, emblem: nu.png}\n"},
    }
    assert {code for code, _, _ in codes(files[name])} & {"missing_file", "missing_picture"}


def test_the_words_of_the_engine_are_those_of_the_text() -> None:
    made = reading(
        event("start: 2026", body="a[^1]\n\n[^1]: b\n"), wording={"ro": Wording(footnotes="Note")}
    )
    assert made.site is not None
    assert 'aria-label="Note"' in the(made.site, "event", "alt").versions["ro"].body.html


def test_a_site_cannot_be_changed() -> None:
    made = site()
    for mapping in (made.items, made.entries, made.backlinks, the(made, "event", "ziua").versions):
        with pytest.raises(TypeError):
            mapping["x"] = None  # type: ignore[index]


def test_the_order_of_the_files_makes_no_difference() -> None:
    texts = {path: content.encode() for path, content in BASE.items()}
    files = {**texts, **{path: raw.encode() for path, raw in event("start: nu").items()}}
    one = read_site(Sources(files))
    other = read_site(Sources(dict(reversed(files.items()))))
    assert one.problems == other.problems
    assert one.site is not None
    assert other.site is not None
    assert list(one.site.items) == list(other.site.items)
    assert one.site.index.briefs == other.site.index.briefs
    assert list(one.site.backlinks.items()) == list(other.site.backlinks.items())
