"""Projects: the list by how far they are, and all that one tells of itself."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views import pages as all_pages
from coalition.core.views.projects import Indicator, Money, Partner, project_pages, project_view
from core.in_memory import Files, by_path, drawn, event, lasts, post, reader, text, the

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a fost.}"
FUNDERS: Files = {
    "content/funders.yaml": (
        "uniunea:\n  label: {ro: Uniunea, en: Union}\n  emblem: emblema.png\n"
        "  statement: {ro: Cu bani de la Uniune.}\n"
        "  disclaimer: {ro: Uniunea nu răspunde., en: The Union does not answer.}\n"
        "fondul: {label: Fondul}\nprimaria-fond: {label: Alt fond}\n"
    ),
    "content/emblema.png": b"1",
}


def project(
    *lines: str, id_: str = "apa", title: str = "Apa", language: str = "ro"
) -> dict[str, str]:
    return {f"content/projects/{id_}/index.{language}.md": text(f"title: {title}", *lines)}


def pages(files: Files, language: str = "ro") -> dict[str, Any]:
    return by_path(project_pages(reader(files, language)))


def one(files: Files, id_: str = "apa", language: str = "ro") -> Any:
    of = reader(files, language)
    return by_path(project_pages(of))[of.address(the(of, "project", id_)).path]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- the list ------------------------------------------------------------------------------------


def test_without_projects_there_is_no_list() -> None:
    assert pages({}) == {}
    assert pages(project("draft: true")) == {}


def test_the_list_and_each_project_stand_in_each_language() -> None:
    files = {**project("slug: apa-vie"), **project(title="Water", language="en")}
    assert list(pages(files)) == ["proiecte/", "proiecte/apa-vie/"]
    english = pages(files, "en")
    assert list(english) == ["en/projects/", "en/projects/apa/"]
    assert english["en/projects/"].groups[0][1][0].title == Said("Water")


def test_projects_stand_by_how_far_they_are() -> None:
    files = {
        **project("status: finished", "period: {start: 2024, end: 2025-06}", id_="gata"),
        **project("status: finished", "period: {end: 2026-01}", id_="gata-de-curand"),
        **project("status: running", id_="merge-nestiut"),
        **project("status: running", "period: {start: 2019}", id_="merge"),
        **project("status: running", "period: {start: 2019-03}", id_="merge-si-el"),
        **project("status: planned", id_="planuit"),
        **project("status: running", WITHDRAWN, id_="retras"),
        **project(id_="nestiut"),
    }
    view = pages(files)["proiecte/"]
    assert [(status, paths(cards)) for status, cards in view.groups] == [
        ("running", ["proiecte/merge-si-el/", "proiecte/merge/", "proiecte/merge-nestiut/"]),
        ("planned", ["proiecte/planuit/"]),
        ("", ["proiecte/nestiut/"]),
        ("finished", ["proiecte/gata-de-curand/", "proiecte/gata/"]),
    ]


def test_a_card_tells_who_leads_when_and_how_far() -> None:
    files = project(
        "summary: Pe scurt.",
        "status: running",
        "lead: [alfa, primaria]",
        "period: {start: 2024-03, end: 2026}",
    )
    [(_, [card])] = pages(files)["proiecte/"].groups
    assert (card.title, card.summary) == (Said("Apa"), Said("Pe scurt."))
    assert (card.status, lasts(card.period)) == ("running", "martie 2024 – 2026")
    assert [link.said.text for link in card.lead] == ["Alfa", "Primăria"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), ""),
        (("period: {start: 2024}", "status: running"), "2024 –"),
        (("period: {start: 2024}", "status: planned"), "2024 –"),
        (("period: {start: 2024}", "status: finished"), "2024"),
        (("period: {start: 2024}",), "2024 –"),
        (("period: {end: 2026-05}",), "– mai 2026"),
        (("period: {start: 2024, end: 2024}",), "2024"),
    ],
)
def test_a_period_is_said_as_far_as_it_is_known(lines: tuple[str, ...], said: str) -> None:
    assert lasts(one(project(*lines)).period) == said


# --- one project ---------------------------------------------------------------------------------

FULL: Files = {
    **FUNDERS,
    **project(
        "summary: Pe scurt.",
        "status: finished",
        "lead: [alfa, coalition]",
        "partners: [{partner: primaria, role: Dă sala.}, {partner: ciorna, role: Nimic.}, {partner: alfa}]",
        "period: {start: 2024-03, end: 2026-01}",
        "places: [petrila, casa]",
        "objectives: [{id: a, text: Apă curată.}]",
        "target_groups: [{id: a, text: Toți.}]",
        "activities: [{id: a, text: Săpat.}, {id: b, text: Udat.}]",
        "results: [{id: a, text: Un izvor.}]",
        "indicators:",
        "  - {id: a, name: Izvoare, unit: bucăți, baseline: '0', target: '3', value: '1', date: 2025-12}",
        "  - {id: b, name: Oameni}",
        "funding:",
        "  - {funder: uniunea, programme: Apele, number: A-1, amount: 10000.50, currency: EUR, share: 85}",
        "  - {source: Din buzunar., amount: 0, currency: RON}",
        "  - {funder: uniunea, programme: Alt program}",
        "  - {funder: fondul}",
        "website: https://apa.example.org/",
        "links: [{title: Filmul, url: https://f.example.org/}]",
        "topics: culture",
    ),
    "members/ciorna/index.ro.md": text("name: Ciornă", "draft: true"),
}


def test_a_project_tells_all_that_is_known() -> None:
    view = one(FULL)
    assert (view.item.title, view.item.summary) == (Said("Apa"), Said("Pe scurt."))
    assert (view.status, lasts(view.period)) == ("finished", "martie 2024 – ianuarie 2026")
    assert view.lead == (
        Link(Said("Alfa"), Address("membri/alfa/")),
        Link(Said("Coaliția de probă"), Address("despre/")),
    )
    assert view.partners == (
        Partner(Link(Said("Primăria"), Address("organizatii/primaria/")), Said("Dă sala.")),
        Partner(Link(Said("Alfa"), Address("membri/alfa/")), Said("")),
    )
    assert [link.said.text for link in view.places] == ["Petrila", "Casa de cultură, Petrila"]
    assert view.objectives == (Said("Apă curată."),)
    assert view.target_groups == (Said("Toți."),)
    assert view.activities == (Said("Săpat."), Said("Udat."))
    assert view.results == (Said("Un izvor."),)
    assert view.indicators == (
        Indicator(Said("Izvoare"), Said("bucăți"), "0", "3", "1", "decembrie 2025"),
        Indicator(Said("Oameni"), Said(""), "", "", "", ""),
    )
    assert view.website == "https://apa.example.org/"
    assert view.links == (Link(Said("Filmul"), url="https://f.example.org/"),)
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)


def test_money_is_told_by_its_source_with_nothing_as_an_amount() -> None:
    union = Link(Said("Uniunea"), Address("finantatori/uniunea/"))
    assert one(FULL).money.parts == (
        Money(union, "Apele", "A-1", "10.000,50\u00a0EUR", "85\u00a0%"),
        Money(Link(Said("Din buzunar.")), "", "", "0\u00a0RON", ""),
        Money(union, "Alt program", "", "", ""),
        Money(Link(Said("Fondul"), Address("finantatori/fondul/")), "", "", "", ""),
    )


def test_a_funder_is_shown_once_as_it_demands_and_one_that_demands_nothing_is_not() -> None:
    of = drawn(reader(FULL, "en"), "content/emblema.png")
    [mark] = project_view(of, the(of, "project", "apa")).item.funders
    assert mark.link == Link(Said("Union"), Address("en/funders/uniunea/"))
    assert mark.emblem is not None
    assert mark.emblem.alt == Said("Union")
    assert mark.emblem.picture.best.path.startswith("files/lists/emblema")
    assert (mark.statement, mark.disclaimer) == (
        Said("Cu bani de la Uniune.", "ro"),
        Said("The Union does not answer."),
    )


@pytest.mark.parametrize("demand", ["statement: Da.", "disclaimer: Nu.", "emblem: emblema.png"])
def test_one_demand_is_enough_for_a_funder_to_be_shown(demand: str) -> None:
    files: Files = {
        "content/funders.yaml": f"uniunea: {{label: Uniunea, {demand}}}\n",
        "content/emblema.png": b"1",
        **project("funding: [{funder: uniunea}]"),
    }
    assert len(one(files).item.funders) == 1


FUNDED: Files = {
    **FUNDERS,
    **project("funding: [{funder: uniunea}]"),
    **project("funding: [{source: Din buzunar.}]", id_="foc"),
    **event("start: 2026-05-20", "project: apa"),
    **event("start: 2026-05-20", "project: foc", id_="al-focului"),
    **post("about: [event/alt, project/foc, project/apa]"),
    **post("about: [event/alt, member/alfa]", id_="despre-altele"),
    "content/documents/d/index.ro.md": text("title: D", "form: other", "about: project/apa"),
    "content/calls/c/index.ro.md": text("title: C", "issuer: alfa", "about: project/apa"),
}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("proiecte/apa/", ["Uniunea"]),
        ("proiecte/foc/", []),
        ("evenimente/alt/", ["Uniunea"]),
        ("evenimente/al-focului/", []),
        ("blog/alta/", ["Uniunea"]),
        ("blog/despre-altele/", []),
        ("documente/d/", ["Uniunea"]),
        ("apeluri/c/", ["Uniunea"]),
        ("membri/alfa/", []),
    ],
)
def test_a_funder_is_shown_wherever_its_project_appears(path: str, shown: list[str]) -> None:
    of = reader(FUNDED)
    views = {page.address.path: page.view for page in all_pages(of.site, of.today)}
    assert [mark.link.said.text for mark in views[path].item.funders] == shown


def test_a_project_of_which_little_is_known_tells_little() -> None:
    view = one(project())
    assert (view.status, lasts(view.period), view.website) == ("", "", "")
    assert view.lead == view.partners == view.places == view.item.funders == ()
    assert not view.money
    assert view.objectives == view.indicators == view.links == ()
    assert not view.related


def test_what_belongs_to_a_project_stands_on_its_page() -> None:
    files = {
        **project(),
        **event("start: 2026-05-20", "project: apa", id_="vine"),
        **event("start: 2026-03-20", "project: apa", id_="a-fost"),
        **event("start: 2026-05-21", "project: apa", WITHDRAWN, id_="retras"),
        **post("published: 2026-05-01", "about: project/apa"),
        "content/documents/raport/index.ro.md": text("title: R", "form: report", "about: project/apa"),
    }  # fmt: skip
    related = one(files).related
    assert paths(related.coming) == ["evenimente/vine/"]
    assert paths(related.past) == ["evenimente/a-fost/"]
    assert paths(related.posts) == ["blog/alta/"]
    assert paths(related.documents) == ["documente/raport/"]


def test_a_translation_has_its_words_and_the_facts_of_the_original() -> None:
    files = {
        **FULL,
        **project(
            "partners: [{partner: primaria, role: Gives the hall.}]",
            "objectives: [{id: a, text: Clean water.}]",
            "indicators: [{id: a, name: Springs, unit: pieces}]",
            "links: [{title: The film, url: https://f.example.org/}]",
            title="Water",
            language="en",
        ),
    }
    view = one(files, language="en")
    assert view.item.title == Said("Water")
    assert lasts(view.period) == "March 2024 – January 2026"
    assert (view.partners[0].role, view.partners[0].link.said) == (
        Said("Gives the hall."),
        Said("Town hall"),
    )
    assert view.objectives == (Said("Clean water."),)
    assert view.results == (Said("Un izvor.", "ro"),)
    assert (view.indicators[0].name, view.indicators[0].unit) == (Said("Springs"), Said("pieces"))
    assert view.links == (Link(Said("The film"), url="https://f.example.org/"),)
    assert view.money.parts[0].amount == "EUR\u00a010,000.50"
    assert view.money.parts[1].source == Link(Said("Din buzunar.", "ro"))
    assert view.item.summary == Said("Pe scurt.", "ro")


def test_a_source_of_money_is_told_in_the_words_of_the_translation() -> None:
    files = {
        **project("funding: [{source: Din buzunar.}]"),
        **project("funding: [{source: Own money.}]", title="Water", language="en"),
    }
    [part] = one(files, language="en").money.parts
    assert part == Money(Link(Said("Own money.")), "", "", "", "")


PARTS = "funding: [{source: A, amount: 346683.43}, {source: B, amount: 61176.43}, {source: C, amount: 8323.72}]"


@pytest.mark.parametrize(
    ("lines", "shares", "together", "whole"),
    [
        # As a source printed it, three lei apart.
        (("budget: 416186.58", "currency: RON", PARTS), ["83,3\u00a0%", "14,7\u00a0%", "2\u00a0%"],
         "416.183,58\u00a0RON", "416.186,58\u00a0RON"),
        (("budget: 416183.58", "currency: RON", PARTS), ["83,3\u00a0%", "14,7\u00a0%", "2\u00a0%"],
         "", "416.183,58\u00a0RON"),
        # What the parts come to is not said to be the budget.
        (("currency: RON", PARTS), ["83,3\u00a0%", "14,7\u00a0%", "2\u00a0%"],
         "416.183,58\u00a0RON", ""),
        # A share that a source gives is told as it is, and no other one beside it.
        (("funding: [{source: A, amount: 1, share: 40}, {source: B, amount: 2}]",),
         ["40\u00a0%", ""], "3", ""),
        # Nothing can be said of two currencies, or of what is not known.
        (("funding: [{amount: 1, currency: EUR}, {amount: 2, currency: RON}]",), ["", ""], "", ""),
        (("funding: [{amount: 1, currency: EUR}, {source: B}]",), ["", ""], "", ""),
        (("funding: [{amount: 5, currency: EUR}]",), [""], "", ""),
        (("budget: 1000", "funding: [{amount: 600, currency: EUR}, {amount: 500}]"), ["", ""],
         "", "1.000"),
        (("budget: 1000", "funding: [{amount: 600, currency: EUR}]"), [""], "", "1.000"),
        (("budget: 0", "funding: [{amount: 0}, {amount: 0}]"), ["", ""], "", "0"),
        (("budget: 10", "currency: EUR", "funding: [{amount: 5}]"), ["50\u00a0%"],
         "5\u00a0EUR", "10\u00a0EUR"),
        (("budget: 10", "currency: EUR"), [], "", "10\u00a0EUR"),
    ],
)  # fmt: skip
def test_shares_and_sums_are_worked_out_as_far_as_all_is_known(
    lines: tuple[str, ...], shares: list[str], together: str, whole: str
) -> None:
    money = one(project(*lines)).money
    assert [part.share for part in money.parts] == shares
    assert (money.together, money.whole) == (together, whole)


def test_what_is_to_know_of_the_sums_is_told_in_the_language_of_the_reader() -> None:
    files = {
        **project("budget: 1", "budget_note: Ca la tipar."),
        **project("budget_note: As printed.", title="Water", language="en"),
    }
    assert one(files).money.note == Said("Ca la tipar.")
    assert one(files, language="en").money.note == Said("As printed.")


def test_an_activity_that_the_translation_leaves_out_keeps_its_language() -> None:
    english = project("activities: [{id: a, text: Digging.}]", title="Water", language="en")
    view = one({**FULL, **english}, language="en")
    assert view.activities == (Said("Digging."), Said("Udat.", "ro"))


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(FULL, language="en")
    assert view.frame.canonical == Address("proiecte/apa/")
    for said in (
        *(view.item.title, view.item.summary, *view.objectives, *view.target_groups),
        *(*view.activities, *view.results, view.partners[0].role, view.links[0].said),
        *(view.indicators[0].name, view.indicators[0].unit, view.money.parts[1].source.said),
    ):
        assert said.language == "ro"
    assert view.item.text.language == view.item.colophon.from_language == "ro"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    view = one(project("status: running", WITHDRAWN), language=language)
    assert view.item.withdrawn == Said("Nu a fost.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.described) == (False, {})


def test_a_list_of_withdrawn_projects_is_empty() -> None:
    assert pages(project(WITHDRAWN))["proiecte/"].groups == ()
