"""Documents by form, each with its copies, or the word that none is held."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.documents import Copy, document_pages
from core.in_memory import COALITION, Files, by_path, item, post, reader, text, the
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu e al nostru.}"
FOLDER = "content/documents/statut"
FOUR: Files = {
    COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, hu, mk]") + "fallback: {mk: [en]}\n"
}


def document(
    *lines: str, id_: str = "statut", language: str = "ro", form: str | None = "statute"
) -> dict[str, str]:
    said = (f"form: {form}",) if form and language == "ro" else ()
    return {
        f"content/documents/{id_}/index.{language}.md": text(f"title: {id_.title()}", *said, *lines)
    }


def pages(files: Files, language: str = "ro") -> dict[str, Any]:
    return by_path(document_pages(reader(files, language)))


def one(files: Files, id_: str = "statut", language: str = "ro") -> Any:
    of = reader(files, language)
    return by_path(document_pages(of))[of.address(the(of, "document", id_)).path]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- the list ------------------------------------------------------------------------------------


def test_without_documents_there_is_no_list() -> None:
    assert pages({}) == {}
    assert pages(document("draft: true")) == {}


def test_the_list_and_each_document_stand_in_each_language() -> None:
    files = {**document(), **document(language="en")}
    assert list(pages(files)) == ["documente/", "documente/statut/"]
    assert list(pages(files, "en")) == ["en/documents/", "en/documents/statut/"]


def test_documents_stand_by_form_the_latest_first() -> None:
    files = {
        **document("date: 2019", id_="vechi"),
        **document("date: 2024-03", id_="nou"),
        **document(id_="fara-data"),
        **document("date: 2020", id_="b"),
        **document("date: 2020", id_="a"),
        **document("date: 2025", WITHDRAWN, id_="retras"),
        **document("date: 2026", id_="altceva", form="other"),
        **document("date: 2018", id_="raport", form="report"),
    }
    view = pages(files)["documente/"]
    assert [(form, paths(cards)) for form, cards in view.groups] == [
        (
            "statute",
            [f"documente/{id_}/" for id_ in ("nou", "a", "b", "vechi", "fara-data")],
        ),
        ("report", ["documente/raport/"]),
        ("other", ["documente/altceva/"]),
    ]


@pytest.mark.parametrize(
    ("original", "translation", "held"),
    [
        (("file: a.pdf",), (), "file"),
        (("url: https://a.example.org/",), (), "elsewhere"),
        (("url: https://a.example.org/",), ("file: b.pdf",), "file"),
        ((), ("url: https://a.example.org/",), "elsewhere"),
        (("not_held: true",), (), "not-held"),
        ((), (), "not-held"),
    ],
)
def test_a_card_says_where_the_document_can_be_had(
    original: tuple[str, ...], translation: tuple[str, ...], held: str
) -> None:
    files = {
        **document(
            "summary: Pe scurt.", "date: 2024-03", "owners: [alfa, primaria]", "languages: [ro, hu]", *original
        ),
        **document(*translation, language="en"),
        f"{FOLDER}/a.pdf": "1",
        f"{FOLDER}/b.pdf": "1",
    }  # fmt: skip
    for language in ("ro", "en"):
        card = next(iter(pages(files, language).values())).groups[0][1][0]
        assert card.held == held
    [(_, [card])] = pages(files)["documente/"].groups
    assert (card.title, card.summary) == (Said("Statut"), Said("Pe scurt."))
    assert (card.form, card.date) == ("statute", "martie 2024")
    assert card.languages == ("română", "maghiară")
    assert [link.said.text for link in card.owners] == ["Alfa", "Primăria"]


# --- one document --------------------------------------------------------------------------------


def test_a_file_of_the_site_can_be_downloaded() -> None:
    files = {**document("file: Statutul 2024.PDF"), f"{FOLDER}/Statutul 2024.PDF": "x" * 1234}
    [copy] = one(files).copies
    assert copy.file is not None
    assert copy.file.path.startswith("files/documents/statut/statutul-2024-")
    assert copy == Copy("ro", "Română", "PDF", 1234, copy.file, "")


def test_one_copy_is_in_the_language_it_was_written_in_whoever_reads() -> None:
    files = {
        **document("file: a.pdf", "languages: [hu]"),
        f"{FOLDER}/index.en.md": text("title: S", "file: a.pdf"),
        f"{FOLDER}/a.pdf": "1",
    }
    for language in ("ro", "en"):
        [copy] = one(files, language=language).copies
        assert (copy.language, copy.name) == ("hu", "Magyar")


def test_a_document_elsewhere_has_its_address() -> None:
    [copy] = one(document("url: https://a.example.org/s.pdf")).copies
    assert copy == Copy("ro", "Română", "", 0, None, "https://a.example.org/s.pdf")


def test_a_file_here_is_better_than_one_elsewhere() -> None:
    files = {**document("file: a.pdf", "url: https://a.example.org/"), f"{FOLDER}/a.pdf": "1"}
    [copy] = one(files).copies
    assert (copy.file, copy.url) == (Address("files/documents/statut/a.pdf"), "")


def test_a_document_that_is_not_held_has_no_copy() -> None:
    assert one(document("not_held: true")).copies == ()


IN_LANGUAGES: Files = {
    **FOUR,
    **document("file: ro.pdf"),
    **document("file: en.odt", language="en"),
    **document("url: https://hu.example.org/", language="hu"),
    f"{FOLDER}/ro.pdf": "1",
    f"{FOLDER}/en.odt": "12",
}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ro", ["ro", "en", "hu"]),
        ("en", ["en", "ro", "hu"]),
        ("hu", ["hu", "ro", "en"]),
        ("mk", ["en", "ro", "hu"]),
    ],
)
def test_copies_stand_in_the_order_of_the_readers_languages(
    language: str, expected: list[str]
) -> None:
    copies = {copy.language: copy for copy in one(IN_LANGUAGES, language=language).copies}
    assert list(copies) == expected
    assert (copies["en"].format, copies["en"].size) == ("ODT", 2)
    assert copies["en"].file == Address("files/documents/statut/en.odt")
    assert (copies["hu"].name, copies["hu"].url) == ("Magyar", "https://hu.example.org/")


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("file: a.pdf", None, ["ro"]),
        ("file: a.pdf", "file: a.pdf", ["en"]),
        ("url: https://a.example.org/", "url: https://a.example.org/", ["en"]),
        ("file: a.pdf", "file: b.pdf", ["en", "ro"]),
    ],
)
def test_no_copy_is_there_twice(
    original: str, translation: str | None, expected: list[str]
) -> None:
    files = {
        **document(original),
        **document(*((translation,) if translation else ()), language="en"),
        f"{FOLDER}/a.pdf": "1",
        f"{FOLDER}/b.pdf": "1",
    }
    assert [copy.language for copy in one(files, language="en").copies] == expected


def test_a_document_tells_all_that_is_known() -> None:
    files = {
        **document(
            "summary: Pe scurt.",
            "date: 2024-03-05",
            'version: "1.2"',
            "languages: [ro, hu]",
            "owners: [coalition, primaria]",
            "supersedes: vechi",
            "about: [member/alfa, coalition/coalition, event/secret]",
            "topics: culture",
        ),
        **document(id_="vechi"),
        "content/events/2026/secret/index.ro.md": text("title: S", "start: 2026", "draft: true"),
    }
    view = one(files)
    assert (view.item.title, view.item.summary) == (Said("Statut"), Said("Pe scurt."))
    assert (view.form, view.date, view.version) == ("statute", "5 martie 2024", "1.2")
    assert view.languages == ("română", "maghiară")
    assert [link.said.text for link in view.owners] == ["Coaliția de probă", "Primăria"]
    assert view.supersedes == Link(Said("Vechi"), Address("documente/vechi/"))
    assert view.about == (
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Coaliția de probă"), Address("despre/")),
    )
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)


def test_a_document_of_which_little_is_known_tells_little() -> None:
    view = one(document())
    assert (view.date, view.version, view.supersedes) == ("", "", None)
    assert view.languages == view.owners == view.superseded_by == view.about == ()
    assert not view.related


def test_what_replaces_a_document_is_named_on_it() -> None:
    files = {
        **document(),
        **document("supersedes: statut", id_="nou"),
        **document("about: document/statut", id_="despre"),
        **document("supersedes: statut", "draft: true", id_="ciorna"),
        **post("published: 2026-05-01", "about: document/statut"),
    }
    view = one(files)
    assert view.superseded_by == (Link(Said("Nou"), Address("documente/nou/")),)
    assert view.supersedes is None
    assert one(files, "nou").supersedes == Link(Said("Statut"), Address("documente/statut/"))
    assert one(files, "nou").superseded_by == ()
    assert paths(view.related.posts) == ["blog/alta/"]
    assert paths(view.related.documents) == ["documente/despre/", "documente/nou/"]


def test_a_plan_that_the_document_is_about_is_not_told_again_below() -> None:
    files = {
        **document("about: plan/plan"),
        **item("plans", "documents: statut", id_="plan"),
        **item("plans", "documents: statut", id_="alt-plan"),
    }
    view = one(files)
    assert [link.address.path for link in view.about] == ["planuri/plan/"]
    assert paths(view.related.plans) == ["planuri/alt-plan/"]


def test_a_withdrawn_document_replaces_none() -> None:
    files = {**document(), **document("supersedes: statut", WITHDRAWN, id_="nou")}
    assert one(files).superseded_by == ()


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one({**document("summary: S.", "date: 2024-03"), **document(id_="b")}, language="en")
    assert view.frame.canonical == Address("documente/statut/")
    assert (view.item.title, view.item.summary) == (Said("Statut", "ro"), Said("S.", "ro"))
    assert view.item.text.language == view.item.colophon.from_language == "ro"
    assert view.date == "March 2024"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    files = {**document("file: a.pdf", WITHDRAWN), f"{FOLDER}/a.pdf": "1"}
    view = one(files, language=language)
    assert view.item.withdrawn == Said("Nu e al nostru.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.described) == (False, {})
    assert next(iter(pages(files, language).values())).groups == ()
