"""The directory, by name, town and field of work, and each member's own space."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.members import (
    LETTERS_FROM,
    Award,
    Contact,
    directory_pages,
    member_pages,
    member_view,
)
from core.in_memory import MEMBER, Files, by_path, drawn, event, post, reader, text, the
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-01-01, reason: A greșit.}"
MANY: Files = {
    "members/sus/index.ro.md": text("name: Sus"),
    "members/sura/index.ro.md": text("name: Șura"),
    "members/plecat/index.ro.md": text("name: Plecat", "status: former", "left: 2024-03", "left_reason: S-a desființat."),
    "members/adus/index.ro.md": text("name: Adus", "status: former"),
    "members/retras/index.ro.md": text("name: Retras", WITHDRAWN, "image: a.jpg", "image_alt: a", "logo: a.jpg"),
    "members/retras/a.jpg": b"1",
    "members/retras-plecat/index.ro.md": text("name: R", "status: former", WITHDRAWN),
    "members/ciorna/index.ro.md": text("name: Ciornă", "draft: true"),
    "members/tara/index.ro.md": text("name: Țara", "status: observer"),
}  # fmt: skip


def directory(files: Files | None = None, language: str = "ro") -> dict[str, Any]:
    """The pages of the directory by their path."""
    return by_path(directory_pages(reader(files, language)))


def space(files: Files | None = None, id_: str = "alfa", language: str = "ro") -> Any:
    """The view of one member."""
    of = reader(files, language)
    return by_path(member_pages(of))[of.address(the(of, "member", id_)).path]


def names(cards: Any) -> list[str]:
    return [card.name.text for card in cards]


# --- by name -------------------------------------------------------------------------------------


def test_the_directory_is_sorted_and_those_who_left_stand_apart() -> None:
    view = directory(MANY)["membri/"]
    assert [(one.letter, names(one.cards)) for one in view.letters] == [
        ("", ["Alfa", "Sus", "Șura", "Țara"])
    ]
    assert view.count == 4
    assert names(view.former) == ["Adus", "Plecat"]


def test_a_directory_without_any_member_has_no_page() -> None:
    alone: Files = {path: None for path in BASE if not path.endswith(".yaml")}
    assert list(directory(alone)) == []


def test_a_directory_of_withdrawn_members_has_an_empty_page() -> None:
    gone = text("name: Alfa", "withdrawn: {date: 2026-05-01, reason: a}")
    pages = directory({"members/alfa/index.ro.md": gone, "members/alfa/index.en.md": None})
    assert list(pages) == ["membri/"]
    view = pages["membri/"]
    assert (view.letters, view.former, view.count) == ((), (), 0)
    assert (view.by_town, view.by_field) == (None, None)


def test_an_organisation_is_in_no_list_of_members() -> None:
    files: Files = {
        "content/organisations.yaml": "primaria: {name: Primăria, town: petrila, fields: culture}\n",
        MEMBER: text("name: Alfa", "town: petrila", "fields: culture"),
    }
    pages = directory(files)
    assert len(pages) == 3
    found = {name for view in pages.values() for name in shown(view)}
    assert found == {"Alfa"}


def shown(view: Any) -> list[str]:
    """The names of all cards of a page of the directory."""
    if hasattr(view, "groups"):
        return [*(one for group in view.groups for one in names(group.cards)), *names(view.others)]
    return [*(one for letter in view.letters for one in names(letter.cards)), *names(view.former)]


def test_the_directory_speaks_the_language_of_its_reader() -> None:
    pages = directory(MANY, "en")
    cards = pages["en/members/"].letters[0].cards
    assert [card.name for card in cards] == [
        Said("Alpha"),
        Said("Șura", "ro"),  # for an English reader Ș is an S
        Said("Sus", "ro"),
        Said("Țara", "ro"),
    ]
    assert cards[0].address == Address("en/members/alfa/")


@pytest.mark.parametrize(("count", "letters"), [(9, [""]), (10, ["A", "M"]), (11, ["A", "M"])])
def test_letters_stand_above_the_names_only_when_there_are_many(
    count: int, letters: list[str]
) -> None:
    files: Files = {
        f"members/m{number}/index.ro.md": text(f"name: M{number}") for number in range(count - 1)
    }
    view = directory(files)["membri/"]
    assert LETTERS_FROM == 10
    assert view.count == count
    assert [one.letter for one in view.letters] == letters
    assert len(shown(view)) == count


NAMED = ("Ăst", "Băț", "„Beta”", "Élan", "Sus", "Șura", "Țara", "Tabăra", "4x4", "țintar", "Îmi")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ro",
            [
                ("#", ["4x4"]),
                ("A", ["Alfa"]),
                ("Ă", ["Ăst"]),
                ("B", ["Băț", "„Beta”"]),
                ("E", ["Élan"]),
                ("Î", ["Îmi"]),
                ("S", ["Sus"]),
                ("Ș", ["Șura"]),
                ("T", ["Tabăra"]),
                ("Ț", ["Țara", "țintar"]),
            ],
        ),
        (
            "en",
            [
                ("#", ["4x4"]),
                ("A", ["Alpha", "Ăst"]),
                ("B", ["Băț", "„Beta”"]),
                ("E", ["Élan"]),
                ("I", ["Îmi"]),
                ("S", ["Șura", "Sus"]),
                ("T", ["Tabăra", "Țara", "țintar"]),
            ],
        ),
    ],
)
def test_letters_are_those_of_the_readers_alphabet(
    language: str, expected: list[tuple[str, list[str]]]
) -> None:
    files: Files = {
        f"members/m{number}/index.ro.md": text(f"name: {name}") for number, name in enumerate(NAMED)
    }
    [view] = directory(files, language).values()
    assert [(one.letter, names(one.cards)) for one in view.letters] == expected


# --- by town and by field ------------------------------------------------------------------------

PLACED: Files = {
    "content/places.yaml": (
        "vulcan: {label: Vulcan}\naninoasa: {label: Aninoasa}\npetrila: {label: Petrila}\n"
        "casa: {label: Casa, town: petrila}\n"
    ),
    "content/topics.yaml": (
        "sport: {label: {ro: Sport, en: Sport}}\nculture: {label: {ro: Cultură, en: Culture}}\n"
        "arta: {label: {ro: Ăsta, en: Art}}\nape: {label: {ro: Ape, en: Waters}}\n"
    ),
    MEMBER: text("name: Alfa", "town: casa", "fields: [sport, culture]", "topics: ape"),
    "members/zid/index.ro.md": text("name: Zid", "town: vulcan", "fields: culture"),
    "members/bun/index.ro.md": text("name: Bun", "town: petrila", "status: observer"),
    "members/nicaieri/index.ro.md": text("name: Nicăieri", "fields: culture"),
    "members/plecat/index.ro.md": text("name: Plecat", "town: aninoasa", "fields: arta", "status: former"),
    "members/retras/index.ro.md": text("name: Retras", "town: vulcan", "fields: sport", WITHDRAWN),
}  # fmt: skip


def groups(view: Any) -> list[tuple[str, list[str]]]:
    return [(group.of.said.text, names(group.cards)) for group in view.groups]


def test_members_stand_under_their_town_and_a_venue_is_in_its_town() -> None:
    view = directory(PLACED)["membri/locuri/"]
    assert view.by == "town"
    assert groups(view) == [("Vulcan", ["Zid"]), ("Petrila", ["Alfa", "Bun"])]
    assert names(view.others) == ["Nicăieri"]
    assert view.groups[0].of.address == Address("locuri/vulcan/")
    assert view.directory == Address("membri/")


def test_members_stand_under_each_of_their_fields() -> None:
    view = directory(PLACED)["membri/teme/"]
    assert view.by == "field"
    assert groups(view) == [("Cultură", ["Alfa", "Nicăieri", "Zid"]), ("Sport", ["Alfa"])]
    assert names(view.others) == ["Bun"]
    assert view.groups[0].of.address == Address("teme/culture/")
    assert view.directory == Address("membri/")


def test_fields_are_sorted_in_the_alphabet_of_the_reader_and_towns_as_they_are_written() -> None:
    files: Files = {
        **PLACED,
        "members/x/index.ro.md": text("name: X", "town: aninoasa", "fields: [arta, ape]"),
    }
    romanian, english = directory(files), directory(files, "en")
    towns = ["Vulcan", "Aninoasa", "Petrila"]
    assert [one for one, _ in groups(romanian["membri/locuri/"])] == towns
    assert [one for one, _ in groups(english["en/members/places/"])] == towns
    assert [one for one, _ in groups(romanian["membri/teme/"])] == ["Ape", "Ăsta", "Cultură", "Sport"]  # fmt: skip
    assert [one for one, _ in groups(english["en/members/topics/"])] == ["Art", "Culture", "Sport", "Waters"]  # fmt: skip


def test_the_directory_leads_to_its_other_orders_in_each_language() -> None:
    romanian, english = directory(PLACED), directory(PLACED, "en")
    assert list(romanian) == ["membri/", "membri/locuri/", "membri/teme/"]
    assert list(english) == ["en/members/", "en/members/places/", "en/members/topics/"]
    assert (romanian["membri/"].by_town, romanian["membri/"].by_field) == (
        Address("membri/locuri/"),
        Address("membri/teme/"),
    )
    frame = english["en/members/places/"].frame
    assert [one.address.path for one in frame.languages] == ["membri/locuri/", "en/members/places/"]
    assert [one.address.path for one in frame.around.trail] == ["en/", "en/members/"]
    assert english["en/members/"].frame.around.trail == ()


@pytest.mark.parametrize(
    ("line", "pages", "by_town", "by_field"),
    [
        ("town: petrila", ["membri/", "membri/locuri/"], Address("membri/locuri/"), None),
        ("fields: culture", ["membri/", "membri/teme/"], None, Address("membri/teme/")),
        ("topics: culture", ["membri/"], None, None),
    ],
)
def test_an_order_that_no_member_gives_has_no_page(
    line: str, pages: list[str], by_town: Address | None, by_field: Address | None
) -> None:
    made = directory({MEMBER: text("name: Alfa", line)})
    assert list(made) == pages
    assert (made["membri/"].by_town, made["membri/"].by_field) == (by_town, by_field)


# --- a member's own space ------------------------------------------------------------------------

FULL: Files = {
    MEMBER: text(
        "name: Alfa",
        "legal_name: Asociația Alfa",
        "abbreviation: AA",
        "summary: Noi.",
        "form: association",
        "status: founding",
        "founded: 2011-05",
        "joined: 2020",
        "checked: 2026-04-30",
        "town: petrila",
        "area_served: [petrila, casa]",
        "fields: culture",
        "topics: culture",
        'fiscal_code: "0012"',
        "website: https://alfa.example.org/",
        "links: [{title: Facebook, url: https://f.example.org/}]",
        "contacts: [{role: birou, email: a@example.org}, {phone: +40 254 000 000}]",
        "support: {volunteer: https://v.example.org/, tax_form: https://t.example.org/, donate: https://d.example.org/}",
        "reports: [{title: Raportul, url: https://r.example.org/}]",
        "awards: [{name: Premiul, year: 2019, note: Pentru tot.}, {name: Diploma}]",
        "offers: [{id: sala, what: O sală.}]",
        "needs: [{id: masini, what: Mașini.}]",
        "accessibility: Fără trepte.",
        "logo: sigla.png",
        "image: poza.jpg",
        "image_alt: O poză.",
        "image_credit: Ana",
    ),
    "members/alfa/sigla.png": b"1",
    "members/alfa/poza.jpg": b"1",
}


def test_a_member_tells_all_that_is_known() -> None:
    view = space(FULL)
    assert (view.item.title, view.legal_name) == (Said("Alfa"), Said("Asociația Alfa"))
    assert (view.item.summary, view.item.withdrawn) == (Said("Noi."), None)
    assert "Text." in view.item.text.body.html
    assert (view.form, view.status, view.abbreviation) == ("association", "founding", "AA")
    assert (view.founded, view.joined, view.left) == ("mai 2011", "2020", "")
    assert view.checked == "30 aprilie 2026"
    assert view.fiscal_code == "0012"
    assert view.town == Link(Said("Petrila"), Address("locuri/petrila/"))
    assert view.area == (
        Link(Said("Petrila"), Address("locuri/petrila/")),
        Link(Said("Casa de cultură, Petrila"), Address("locuri/casa/")),
    )
    assert view.fields == (Link(Said("Cultură"), Address("teme/culture/")),)
    assert view.item.topics == view.fields
    assert view.website == "https://alfa.example.org/"
    assert view.links == (Link(Said("Facebook"), url="https://f.example.org/"),)
    assert view.contacts == (
        Contact(Said("birou"), "a@example.org", ""),
        Contact(Said(""), "", "+40 254 000 000"),
    )
    assert view.support == (
        ("donate", "https://d.example.org/"),
        ("tax_form", "https://t.example.org/"),
        ("volunteer", "https://v.example.org/"),
    )
    assert view.reports == (Link(Said("Raportul"), url="https://r.example.org/"),)
    assert view.awards == (
        Award("Premiul", "2019", Said("Pentru tot.")),
        Award("Diploma", "", Said("")),
    )
    assert (view.offers, view.needs) == ((Said("O sală."),), (Said("Mașini."),))
    assert view.accessibility == Said("Fără trepte.")


def test_a_member_of_whom_only_the_name_is_known_has_a_page() -> None:
    view = space({"members/beta/index.ro.md": text("name: Beta")}, "beta")
    assert (view.item.title, view.website, view.support) == (Said("Beta"), "", ())
    assert view.contacts == view.awards == view.reports == ()
    assert (view.town, view.logo, view.joined, view.checked) == (None, None, "", "")
    assert (view.form, view.founded, view.abbreviation, view.fiscal_code) == ("", "", "", "")
    assert not view.related


def test_pictures_of_a_member_say_what_they_are() -> None:
    of = drawn(reader(FULL, "en"), "members/alfa/sigla.png", "members/alfa/poza.jpg")
    view = member_view(of, the(of, "member", "alfa"))
    assert view.logo is not None
    assert view.item.figure is not None
    assert view.logo.alt == Said("Alpha")
    assert view.logo.picture.best.path.startswith("files/members/alfa/sigla")
    assert (view.item.figure.alt, view.item.figure.credit) == (Said("O poză.", "ro"), "Ana")
    assert view.frame.image == view.item.figure.picture.best


def test_the_translation_of_a_member_has_its_words() -> None:
    files: Files = {
        **FULL,
        "members/alfa/index.en.md": text(
            "name: Alpha",
            "offers: [{id: sala, what: A hall.}]",
            "contacts: [{email: a@example.org, role: office}]",
        ),
    }
    view = space(files, language="en")
    assert view.offers == (Said("A hall."),)
    assert view.contacts[0] == Contact(Said("office"), "a@example.org", "")
    assert view.town == Link(Said("Petrila"), Address("en/places/petrila/"))
    assert (view.founded, view.joined, view.checked) == ("May 2011", "2020", "30 April 2026")
    assert view.legal_name == Said("Asociația Alfa", "ro")
    assert view.needs == (Said("Mașini.", "ro"),)
    assert view.links[0].said == Said("Facebook", "ro")
    assert view.awards[0].note == Said("Pentru tot.", "ro")


def test_all_that_is_translated_is_in_the_words_of_the_translation() -> None:
    files: Files = {
        **FULL,
        "members/alfa/index.en.md": text(
            "name: Alpha",
            "needs: [{id: masini, what: Cars.}]",
            "links: [{title: Our page, url: https://f.example.org/}]",
            "reports: [{title: The report, url: https://r.example.org/}]",
            "awards: [{name: Premiul, note: For all of it.}]",
        ),
    }
    view = space(files, language="en")
    assert view.needs == (Said("Cars."),)
    assert view.links == (Link(Said("Our page"), url="https://f.example.org/"),)
    assert view.reports == (Link(Said("The report"), url="https://r.example.org/"),)
    assert view.awards[0] == Award("Premiul", "2019", Said("For all of it."))


def test_an_offer_that_the_translation_leaves_out_keeps_its_language() -> None:
    files: Files = {
        MEMBER: text("name: Alfa", "offers: [{id: a, what: O sală.}, {id: b, what: Scaune.}]"),
        "members/alfa/index.en.md": text("name: Alpha", "offers: [{id: a, what: A hall.}]"),
    }
    assert space(files, language="en").offers == (Said("A hall."), Said("Scaune.", "ro"))


def test_a_member_without_a_translation_is_shown_in_its_own_language() -> None:
    files: Files = {
        "members/beta/index.ro.md": text("name: Beta", "summary: Noi.", "legal_name: B")
    }
    view = space(files, "beta", "en")
    assert (view.frame.language, view.frame.canonical) == ("en", Address("membri/beta/"))
    assert view.item.title == Said("Beta", "ro")
    assert (view.item.summary, view.legal_name) == (Said("Noi.", "ro"), Said("B", "ro"))
    assert view.item.text.language == view.item.colophon.from_language == "ro"


def test_what_belongs_to_a_member_stands_in_its_space() -> None:
    files = {
        **event("start: 2026-05-20", "partners: alfa", id_="vine"),
        **event(
            "start: 2026-06-01",
            "organisers: alfa",
            "repeat: {rule: FREQ=WEEKLY;COUNT=9}",
            id_="des",
        ),
        **event("start: 2026-07", "organisers: alfa", id_="candva"),
        **event("start: 2026-04-20", "organisers: [alfa]", id_="a-fost"),
        **event("start: 2026-05-21", "organisers: primaria", id_="altul"),
        **event("start: 2026-05-22", "organisers: alfa", WITHDRAWN, id_="retras"),
        **event("start: 2026-04-22", "organisers: alfa", WITHDRAWN, id_="retras-demult"),
        **post("published: 2026-05-01", "about: member/alfa", id_="despre"),
        **post("published: 2026-05-02", "authors: alfa", WITHDRAWN, id_="retrasa"),
        **post("published: 2026-05-03", id_="a-coalitiei"),
        "content/projects/apa/index.ro.md": text("title: Apa", "lead: alfa"),
        "content/projects/foc/index.ro.md": text("title: Foc", "partners: [{partner: alfa}]"),
        "content/projects/retras/index.ro.md": text("title: R", "lead: alfa", WITHDRAWN),
        "content/documents/statut/index.ro.md": text("title: S", "form: statute", "owners: alfa"),
        "content/documents/retras/index.ro.md": text("title: R", "form: other", "owners: alfa", WITHDRAWN),
        "content/calls/apel/index.ro.md": text("title: A", "issuer: alfa", "standing: true"),
        "content/calls/retras/index.ro.md": text("title: R", "issuer: alfa", "standing: true", WITHDRAWN),
        "content/plans/plan/index.ro.md": text("title: P", "owners: alfa"),
        "content/plans/retras/index.ro.md": text("title: R", "owners: alfa", WITHDRAWN),
    }  # fmt: skip
    related = space(files).related
    found = {
        name: [card.address.path for card in getattr(related, name)]
        for name in (
            *("coming", "past", "posts", "projects", "documents", "calls", "plans"),
            *("members", "organisations"),
        )
    }
    assert found == {
        "coming": [
            "evenimente/ziua/",
            "evenimente/vine/",
            "evenimente/des/",
            "evenimente/candva/",
        ],
        "past": ["evenimente/a-fost/"],
        "posts": ["blog/despre/", "blog/stire/"],
        "projects": ["proiecte/apa/", "proiecte/foc/"],
        "documents": ["documente/statut/"],
        "calls": ["apeluri/apel/"],
        "plans": ["planuri/plan/"],
        "members": [],
        "organisations": [],
    }


def test_a_member_has_a_feed_and_a_calendar_below_its_page() -> None:
    view = space({MEMBER: text("name: Alfa", "slug: asociația")})
    assert view.feed.of == "Alfa"
    assert view.feed.feed.path == "membri/asociația/feed.xml"
    assert view.feed.calendar.path == "membri/asociația/calendar.ics"
    assert view.frame.feed == view.feed


def test_a_member_that_left_says_when_and_why() -> None:
    view = space(MANY, "plecat")
    assert (view.status, view.left, view.left_reason.text) == (
        "former",
        "martie 2024",
        "S-a desființat.",
    )
    assert view.feed is not None


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    of = drawn(reader(MANY, language), "members/retras/a.jpg")
    view = member_view(of, the(of, "member", "retras"))
    assert view.item.withdrawn == Said("A greșit.", "" if language == "ro" else "ro")
    assert (view.feed, view.frame.image, view.frame.described) == (None, None, {})
    assert (view.frame.listed, view.frame.indexed) == (False, False)
    assert view.frame.feed is None


def test_each_member_but_a_draft_has_a_page_in_each_language() -> None:
    for language, section in (("ro", "membri/"), ("en", "en/members/")):
        assert sorted(by_path(member_pages(reader(MANY, language)))) == sorted(
            f"{section}{id_}/"
            for id_ in ("adus", "alfa", "plecat", "retras", "retras-plecat", "sura", "sus", "tara")
        )
