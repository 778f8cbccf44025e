"""Organisations, places, topics and funders: their lists, and all that belongs to each of them."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.entries import entry_pages, entry_view
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    Files,
    by_path,
    drawn,
    event,
    post,
    reader,
    text,
)
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"
PLACES = "content/places.yaml"
TOPICS = "content/topics.yaml"
ORGANISATIONS = "content/organisations.yaml"
FUNDERS = "content/funders.yaml"
LISTS = (PLACES, TOPICS, ORGANISATIONS, FUNDERS)


def pages(files: Files | None = None, language: str = "ro") -> dict[str, Any]:
    return by_path(entry_pages(reader(files, language)))


def names(cards: Any) -> list[str]:
    return [card.name.text for card, _ in cards]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- the lists -----------------------------------------------------------------------------------


def test_lists_and_entries_have_pages_in_each_language() -> None:
    assert list(pages()) == [
        "organizatii/",
        "organizatii/primaria/",
        "locuri/",
        "locuri/petrila/",
        "locuri/casa/",
        "teme/",
        "teme/culture/",
        "finantatori/",
        "finantatori/uniunea/",
    ]
    assert list(pages(language="en")) == [
        "en/organisations/",
        "en/organisations/primaria/",
        "en/places/",
        "en/places/petrila/",
        "en/places/casa/",
        "en/topics/",
        "en/topics/culture/",
        "en/funders/",
        "en/funders/uniunea/",
    ]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_that_is_not_there_has_no_page(path: str) -> None:
    alone: Files = {other: None for other in BASE if other != COALITION}
    assert pages(alone) == {}
    section = {
        PLACES: "locuri/",
        TOPICS: "teme/",
        ORGANISATIONS: "organizatii/",
        FUNDERS: "finantatori/",
    }[path]
    assert next(iter(pages({**alone, path: BASE[path]}))) == section


def test_a_list_is_sorted_in_the_alphabet_of_the_reader() -> None:
    files: Files = {
        TOPICS: (
            "a: {label: {ro: Țesut, en: Weaving}}\nb: {label: {ro: Teatru}}\n"
            "c: {label: {ro: Artă, en: Art}, summary: {ro: Frumosul.}}\n"
        )
    }
    romanian, english = pages(files)["teme/"], pages(files, "en")["en/topics/"]
    assert romanian.section == "topic"
    assert names(romanian.entries) == ["Artă", "Teatru", "Țesut"]
    assert [card.name for card, _ in english.entries] == [
        Said("Art"),
        Said("Teatru", "ro"),
        Said("Weaving"),
    ]
    assert english.entries[0][0].summary == Said("Frumosul.", "ro")
    assert english.entries[0][0].address == Address("en/topics/c/")


def test_towns_stand_as_they_are_written_each_with_its_venues() -> None:
    files: Files = {
        PLACES: (
            "vulcan: {label: Vulcan}\nteatru: {label: Țeatru, town: petrila}\n"
            "petrila: {label: Petrila}\ncasa: {label: Casa, town: petrila}\n"
            "sala: {label: Tala, town: petrila}\naninoasa: {label: Aninoasa}\n"
            "curte: {label: Curte, town: vulcan}\n"
        ),
        EVENT: None,
        EVENT.replace(".ro.", ".en."): None,
        "content/blog/2026/stire/index.ro.md": None,
    }
    view = pages(files)["locuri/"]
    assert [(card.name.text, [link.said.text for link in inner]) for card, inner in view.entries] == [
        ("Vulcan", ["Curte"]),
        ("Petrila", ["Casa", "Tala", "Țeatru"]),
        ("Aninoasa", []),
    ]  # fmt: skip
    assert view.entries[1][1][0].address == Address("locuri/casa/")


def test_a_card_of_an_organisation_says_what_and_where_it_is() -> None:
    files: Files = {
        ORGANISATIONS: "b: {name: Biblioteca, form: public-authority, town: casa, summary: {ro: Cărți.}}\n"
    }
    [(card, inner)] = pages(files)["organizatii/"].entries
    assert (card.name, card.form, card.summary) == (
        Said("Biblioteca"),
        "public-authority",
        Said("Cărți."),
    )
    assert (card.town.text, inner) == ("Casa de cultură, Petrila", ())


def test_no_member_is_among_the_organisations() -> None:
    files: Files = {MEMBER: text("name: Alfa", "town: petrila")}
    assert names(pages(files)["organizatii/"].entries) == ["Primăria"]
    assert "organizatii/alfa/" not in pages(files)


# --- organisations -------------------------------------------------------------------------------


def test_an_organisation_tells_all_that_is_known() -> None:
    files: Files = {
        ORGANISATIONS: (
            "primaria:\n  name: {ro: Primăria, en: Town hall}\n  legal_name: {ro: UAT Petrila}\n"
            "  abbreviation: UAT\n  summary: {ro: O primărie., en: A town hall.}\n"
            "  form: public-authority\n  founded: 1968-03\n  town: petrila\n"
            "  area_served: [petrila, casa]\n  fields: culture\n"
            "  website: https://p.example.org/\n"
            "  links: [{title: Facebook, url: https://f.example.org/}]\n"
            "  sources: [{title: Registrul, accessed: 2026-04-01}]\n"
        )
    }
    view = pages(files, "en")["en/organisations/primaria/"]
    assert (view.kind, view.name, view.summary) == (
        "organisation",
        Said("Town hall"),
        Said("A town hall."),
    )
    assert (view.legal_name, view.abbreviation) == (Said("UAT Petrila", "ro"), "UAT")
    assert (view.form, view.founded) == ("public-authority", "March 1968")
    assert view.town == Link(Said("Petrila"), Address("en/places/petrila/"))
    assert [link.address.path for link in view.area] == ["en/places/petrila/", "en/places/casa/"]
    assert view.fields == (Link(Said("Culture"), Address("en/topics/culture/")),)
    assert view.website == "https://p.example.org/"
    assert view.links == (Link(Said("Facebook"), url="https://f.example.org/"),)
    assert [(one.title, one.accessed) for one in view.colophon.sources] == [
        ("Registrul", "1 April 2026")
    ]
    assert (view.feed, view.mark, view.venues) == (None, None, ())
    assert view.frame.feed is None


def test_an_organisation_of_which_only_the_name_is_known_has_a_page() -> None:
    view = pages()["organizatii/primaria/"]
    assert (view.town, view.form, view.founded, view.website) == (None, "", "", "")
    assert (view.abbreviation, view.street, view.legal_name) == ("", "", Said(""))
    assert view.area == view.fields == view.links == view.programmes == ()
    assert not view.related
    assert [crumb.address.path for crumb in view.frame.around.trail] == ["", "organizatii/"]


def test_what_names_an_organisation_stands_on_its_page() -> None:
    files = {
        **event("start: 2026-05-20", "partners: primaria", id_="vine"),
        **event("start: 2026-05-20", "partners: primaria", WITHDRAWN, id_="retras"),
        "content/projects/apa/index.ro.md": text("title: A", "partners: [{partner: primaria}]"),
        "content/calls/apel/index.ro.md": text("title: A", "issuer: primaria", "standing: true"),
        "content/documents/d/index.ro.md": text("title: D", "form: other", "owners: primaria"),
    }
    related = pages(files)["organizatii/primaria/"].related
    assert paths(related.coming) == ["evenimente/vine/"]
    assert paths(related.projects) == ["proiecte/apa/"]
    assert paths(related.calls) == ["apeluri/apel/"]
    assert paths(related.documents) == ["documente/d/"]


# --- places --------------------------------------------------------------------------------------

TOWNS: Files = {
    PLACES: (
        "petrila:\n  label: Petrila\n  summary: {ro: Un oraș.}\n  website: https://p.example.org/\n"
        "  sources: [{title: Primăria}]\n"
        "casa:\n  label: {ro: Casa de cultură, en: House of culture}\n  town: petrila\n"
        "  street: Strada Mare 1\n  accessibility: {ro: Cu rampă.}\n"
        "atelier: {label: Atelier, town: petrila}\nvulcan: {label: Vulcan}\n"
    ),
    ORGANISATIONS: (
        "primaria: {name: Primăria, town: petrila}\nsala: {name: Sala, town: casa}\n"
        "alta: {name: Alta, town: vulcan}\narhiva: {name: Arhiva, area_served: [petrila, casa]}\n"
    ),
    "content/topics.yaml": "culture: {label: Cultură}\n",
    MEMBER: text("name: Alfa", "town: casa"),
    "members/beta/index.ro.md": text("name: Beta", "area_served: petrila"),
    "members/gama/index.ro.md": text("name: Gama", "town: vulcan"),
    "members/plecat/index.ro.md": text("name: Plecat", "town: petrila", "status: former"),
    "members/retras/index.ro.md": text("name: Retras", "town: petrila", WITHDRAWN),
    **event("start: 2026-05-20", "place: petrila", id_="in-oras"),
    **event("start: 2026-05-21", "place: atelier", id_="la-atelier"),
    **event("start: 2026-05-22", "place: vulcan", id_="in-vulcan"),
    **event("start: 2026-03-20", "place: casa", id_="a-fost"),
    **event("start: 2026-03-21", "place: casa", WITHDRAWN, id_="retras"),
    **post("published: 2026-05-01", "about: place/casa"),
    "content/projects/apa/index.ro.md": text("title: Apa", "places: [casa, atelier, petrila]"),
    "content/projects/foc/index.ro.md": text("title: Foc", "places: [vulcan]"),
}


def test_a_town_gathers_what_happens_in_its_venues() -> None:
    view = pages(TOWNS)["locuri/petrila/"]
    related = view.related
    assert paths(related.coming) == [
        "evenimente/ziua/",
        "evenimente/in-oras/",
        "evenimente/la-atelier/",
    ]
    assert paths(related.past) == ["evenimente/a-fost/"]
    assert paths(related.posts) == ["blog/alta/"]
    assert paths(related.projects) == ["proiecte/apa/"]
    assert paths(related.members) == ["membri/alfa/", "membri/beta/"]
    assert paths(related.organisations) == [
        "organizatii/arhiva/",
        "organizatii/primaria/",
        "organizatii/sala/",
    ]


def test_a_town_tells_of_itself_and_its_venues() -> None:
    view = pages(TOWNS, "en")["en/places/petrila/"]
    assert (view.name, view.summary) == (Said("Petrila"), Said("Un oraș.", "ro"))
    assert (view.town, view.street, view.accessibility) == (None, "", Said(""))
    assert view.website == "https://p.example.org/"
    assert view.venues == (
        Link(Said("Atelier"), Address("en/places/atelier/")),
        Link(Said("House of culture"), Address("en/places/casa/")),
    )
    assert view.feed is not None
    assert (view.feed.of, view.feed.feed) == ("Petrila", Address("en/places/petrila/feed.xml"))
    assert view.frame.feed == view.feed
    assert [one.title for one in view.colophon.sources] == ["Primăria"]


def test_a_venue_tells_where_it_is_and_gathers_only_what_happens_there() -> None:
    view = pages(TOWNS)["locuri/casa/"]
    assert (view.name, view.street) == (Said("Casa de cultură"), "Strada Mare 1")
    assert view.town == Link(Said("Petrila"), Address("locuri/petrila/"))
    assert view.accessibility == Said("Cu rampă.")
    assert (view.venues, view.feed, view.mark) == ((), None, None)
    related = view.related
    assert paths(related.coming) == ["evenimente/ziua/"]
    assert paths(related.past) == ["evenimente/a-fost/"]
    assert paths(related.members) == ["membri/alfa/"]
    assert paths(related.organisations) == ["organizatii/arhiva/", "organizatii/sala/"]


def test_a_day_that_was_moved_to_a_venue_is_told_there() -> None:
    files = {
        **TOWNS,
        **event(
            "start: 2026-05-20",
            "place: vulcan",
            "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            "changes: [{on: 2026-05-27, place: atelier}]",
        ),
    }
    assert "evenimente/alt/" in paths(pages(files)["locuri/atelier/"].related.coming)


# --- topics --------------------------------------------------------------------------------------


def test_a_topic_gathers_all_that_is_about_it() -> None:
    files = {
        MEMBER: text("name: Alfa", "fields: culture"),
        "members/plecat/index.ro.md": text("name: Plecat", "fields: culture", "status: former"),
        ORGANISATIONS: "primaria: {name: Primăria, fields: culture}\n",
        TOPICS: "culture: {label: {ro: Cultură}, summary: {ro: Teatru și film.}}\n",
        **event("start: 2026-05-20", "topics: culture", id_="vine"),
        **post("published: 2026-05-01", "topics: culture"),
        **post("published: 2026-05-02", "topics: culture", WITHDRAWN, id_="retras"),
        "content/plans/p/index.ro.md": text("title: P", "topics: culture"),
    }
    view = pages(files, "en")["en/topics/culture/"]
    assert (view.kind, view.name) == ("topic", Said("Cultură", "ro"))
    assert view.summary == Said("Teatru și film.", "ro")
    assert paths(view.related.members) == ["en/members/alfa/"]
    assert paths(view.related.organisations) == ["en/organisations/primaria/"]
    assert paths(view.related.coming) == ["en/events/vine/"]
    assert paths(view.related.posts) == ["en/blog/alta/"]
    assert paths(view.related.plans) == ["en/plans/p/"]
    assert view.feed is not None
    assert view.feed.calendar == Address("en/topics/culture/calendar.ics")
    assert (view.town, view.website, view.venues, view.mark) == (None, "", (), None)


# --- funders -------------------------------------------------------------------------------------


def test_a_funder_is_shown_as_it_has_to_be_with_what_it_pays_for() -> None:
    files: Files = {
        FUNDERS: (
            "uniunea:\n  label: {ro: Uniunea, en: Union}\n  website: https://u.example.org/\n"
            "  programmes: [Apele, Focurile]\n  emblem: emblema.png\n"
            "  statement: {ro: Cu bani de la Uniune.}\n  disclaimer: {en: The Union does not answer.}\n"
        ),
        "content/emblema.png": b"1",
        "content/projects/apa/index.ro.md": text("title: Apa", "funding: [{funder: uniunea}]"),
        "content/projects/retras/index.ro.md": text("title: R", "funding: [{funder: uniunea}]", WITHDRAWN),
    }  # fmt: skip
    of = drawn(reader(files, "en"), "content/emblema.png")
    view = entry_view(of, of.site.entries["funder", "uniunea"])
    assert (view.kind, view.name, view.website) == (
        "funder",
        Said("Union"),
        "https://u.example.org/",
    )
    assert view.programmes == ("Apele", "Focurile")
    assert view.mark is not None
    assert view.mark.link == Link(Said("Union"), Address("en/funders/uniunea/"))
    assert view.mark.emblem is not None
    assert view.mark.emblem.alt == Said("Union")
    assert view.mark.statement == Said("Cu bani de la Uniune.", "ro")
    assert view.mark.disclaimer == Said("The Union does not answer.")
    assert paths(view.related.projects) == ["en/projects/apa/"]
    assert (view.feed, view.town) == (None, None)


def test_a_funder_without_an_emblem_has_its_name() -> None:
    mark = pages()["finantatori/uniunea/"].mark
    assert mark.link.said == Said("Uniunea")
    assert (mark.emblem, mark.statement, mark.disclaimer) == (None, Said(""), Said(""))
