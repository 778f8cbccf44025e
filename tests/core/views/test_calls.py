"""Calls: who asks for what, until when, how far it is and what came of it."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.calls import NO_GOAL, Progress, ResultRow, Results, call_pages
from core.in_memory import Files, by_path, post, reader, text, the

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: A fost o greșeală.}"
TODAY = "2026-05-04"


def call(
    *lines: str, id_: str = "apel", title: str = "Apel", language: str = "ro"
) -> dict[str, str]:
    issuer = ("issuer: alfa",) if language == "ro" else ()
    return {f"content/calls/{id_}/index.{language}.md": text(f"title: {title}", *issuer, *lines)}


def pages(files: Files, language: str = "ro", today: str = TODAY) -> dict[str, Any]:
    return by_path(call_pages(reader(files, language, today)))


def one(files: Files, id_: str = "apel", language: str = "ro", today: str = TODAY) -> Any:
    of = reader(files, language, today)
    return by_path(call_pages(of))[of.address(the(of, "call", id_)).path]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- the list ------------------------------------------------------------------------------------


def test_without_calls_there_is_no_list() -> None:
    assert pages({}) == {}
    assert pages(call("draft: true")) == {}


def test_the_list_and_each_call_stand_in_each_language() -> None:
    files = {**call(), **call(title="Call", language="en")}
    assert list(pages(files)) == ["apeluri/", "apeluri/apel/"]
    english = pages(files, "en")
    assert list(english) == ["en/calls/", "en/calls/apel/"]
    assert english["en/calls/"].involved.address == Address("en/get-involved/")
    assert english["en/calls/"].groups[0][1][0].title == Said("Call")


def test_calls_stand_by_state_the_most_pressing_first() -> None:
    files = {
        **call("deadline: 2026-06-01", id_="iunie"),
        **call("deadline: 2026-05-20", "opens: 2026-04-01", id_="mai"),
        **call("deadline: 2026-05-20", id_="b-mai"),
        **call("opens: 2026-07-01", "deadline: 2026-08-10", id_="iulie"),
        **call("opens: 2026-06-01", "deadline: 2026-08-20", id_="deschide-iunie"),
        **call("standing: true", id_="mereu"),
        **call("deadline: 2025-01-01", id_="demult"),
        **call("deadline: 2026-01-01", id_="iarna"),
        **call(id_="fara-termen"),
        **call("deadline: 2026-06-30", WITHDRAWN, id_="retras"),
    }
    view = pages(files)["apeluri/"]
    assert [(state, paths(cards)) for state, cards in view.groups] == [
        ("open", [f"apeluri/{id_}/" for id_ in ("b-mai", "mai", "iunie")]),
        ("coming", ["apeluri/iulie/", "apeluri/deschide-iunie/"]),
        ("standing", ["apeluri/mereu/"]),
        ("closed", [f"apeluri/{id_}/" for id_ in ("iarna", "demult", "fara-termen")]),
    ]


STATES = [
    (("deadline: 2026-05-04",), "2026-05-04", "open"),
    (("deadline: 2026-05-04 12:00",), "2026-05-04", "open"),
    (("deadline: 2026-05-04",), "2026-05-05", "closed"),
    (("deadline: 2026-05-04", "standing: true"), "2026-05-05", "standing"),
    (("deadline: 2026-05-20", "opens: 2026-05-05"), "2026-05-04", "coming"),
    (("deadline: 2026-05-20", "opens: 2026-05-04"), "2026-05-04", "open"),
    (("opens: 2026-05-05", "standing: true"), "2026-05-04", "coming"),
    (("deadline: 2026-05-20", "results: {decided: Da.}"), "2026-05-04", "closed"),
    ((), "2026-05-04", "closed"),
]


@pytest.mark.parametrize(("lines", "today", "state"), STATES)
def test_a_call_says_the_same_of_its_state_everywhere(
    lines: tuple[str, ...], today: str, state: str
) -> None:
    files = call(*lines)
    [(group, [card])] = pages(files, today=today)["apeluri/"].groups
    assert group == card.state == one(files, today=today).state == state
    assert card.results is any("results" in line for line in lines)


def test_a_card_tells_who_asks_and_until_when() -> None:
    files = call(
        "summary: Pe scurt.",
        "opens: 2026-04-01",
        "deadline: 2026-05-20 18:00",
    )
    [(_, [card])] = pages(files)["apeluri/"].groups
    assert (card.title, card.summary) == (Said("Apel"), Said("Pe scurt."))
    assert (card.opens, card.deadline) == ("1 aprilie 2026", "20 mai 2026, 18:00")
    assert card.issuer == (Link(Said("Alfa"), Address("membri/alfa/")),)


# --- one call ------------------------------------------------------------------------------------

FULL: Files = {
    "content/calls/apel/index.ro.md": text(
        "title: Apel",
        "issuer: [alfa, coalition]",
        "summary: Pe scurt.",
        "asks: donations",
        "collected_by: primaria",
        "audience: [{id: a, text: Toți.}]",
        "eligibility: [{id: a, text: Peste 18 ani.}, {id: b, text: Din vale.}]",
        "opens: 2026-04-01",
        "deadline: 2026-05-20 18:00",
        "how: Scrieți.",
        "url: https://r.example.org/",
        "email: r@example.org",
        "goal: {amount: 20000, currency: RON, matched_by: primaria, matched_up_to: 5000.50}",
        "progress:",
        "  - {date: 2026-04-10, amount: 0}",
        "  - {date: 2026-05-01, amount: 25000, source: Casierul}",
        "  - {date: 2026-04-20, amount: 3999.99}",
        "results:",
        "  decided: Se face.",
        "  link: https://z.example.org/",
        "  date: 2026-05-03",
        "  table:",
        "    - {id: a, label: Alfa, value: 10 voturi, party: alfa}",
        "    - {id: b, label: Alții, party: ciorna}",
        "about: [event/ziua, event/secret]",
        "links: [{title: Filmul, url: https://f.example.org/}]",
        "topics: culture",
    ),
    "members/ciorna/index.ro.md": text("name: Ciornă", "draft: true"),
    "content/events/2026/secret/index.ro.md": text("title: S", "start: 2026", "draft: true"),
}


def test_a_call_tells_all_that_is_known() -> None:
    view = one(FULL)
    assert (view.item.title, view.item.summary) == (Said("Apel"), Said("Pe scurt."))
    assert (view.state, view.asks) == ("closed", ("donations",))
    assert [link.said.text for link in view.issuer] == ["Alfa", "Coaliția de probă"]
    assert view.collected_by == Link(Said("Primăria"), Address("organizatii/primaria/"))
    assert view.audience == (Said("Toți."),)
    assert view.eligibility == (Said("Peste 18 ani."), Said("Din vale."))
    assert (view.opens, view.deadline, view.iso) == (
        "1 aprilie 2026",
        "20 mai 2026, 18:00",
        "2026-05-20T18:00",
    )
    assert (view.how, view.url, view.email) == (
        Said("Scrieți."),
        "https://r.example.org/",
        "r@example.org",
    )
    assert (view.goal, view.matched_up_to) == ("20.000\u00a0RON", "5.000,50\u00a0RON")
    assert view.matched_by == Link(Said("Primăria"), Address("organizatii/primaria/"))
    assert view.about == (Link(Said("Ziua porților deschise"), Address("evenimente/ziua/")),)
    assert view.links == (Link(Said("Filmul"), url="https://f.example.org/"),)
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)


def test_how_far_it_is_is_told_the_latest_first_with_its_part_of_the_goal() -> None:
    assert one(FULL).progress == (
        Progress("1 mai 2026", "25.000\u00a0RON", 125, "125\u00a0%", "Casierul"),
        Progress(
            "20 aprilie 2026", "3.999,99\u00a0RON", 19, "19\u00a0%", ""
        ),  # never more than there is
        Progress("10 aprilie 2026", "0\u00a0RON", 0, "0\u00a0%", ""),
    )


@pytest.mark.parametrize("goal", ["", "goal: {amount: 0, currency: RON}"])
def test_without_a_goal_there_is_no_part_of_it(goal: str) -> None:
    view = one(call("progress: [{date: 2026-04-10, amount: 500}]", *filter(None, [goal])))
    [progress] = view.progress
    assert progress.percent == -1
    assert progress.amount == ("500\u00a0RON" if goal else "500")
    assert view.goal == ("0\u00a0RON" if goal else "")
    assert (view.matched_by, view.matched_up_to) == (None, "")


def test_who_doubles_a_gift_is_a_member_an_organisation_or_nobody() -> None:
    def doubled(who: str) -> Any:
        files = {**FULL, **call(f"goal: {{amount: 10, matched_by: {who}}}")}
        return one(files).matched_by

    assert doubled("alfa") == Link(Said("Alfa"), Address("membri/alfa/"))
    assert doubled("coalition") == Link(Said("Coaliția de probă"), Address("despre/"))
    assert doubled("ciorna") is None


def test_results_name_who_they_are_about() -> None:
    assert one(FULL).results == Results(
        Said("Se face."),
        (
            ResultRow(Said("Alfa"), Said("10 voturi"), Link(Said("Alfa"), Address("membri/alfa/"))),
            ResultRow(Said("Alții"), Said(""), None),
        ),
        "https://z.example.org/",
        "3 mai 2026",
    )


def test_results_of_which_little_is_known_say_little() -> None:
    view = one(call("results: {link: https://z.example.org/}"))
    assert view.results == Results(Said(""), (), "https://z.example.org/", "")
    assert one(call("results: {decided: Da.}")).results == Results(Said("Da."), (), "", "")


def test_a_call_of_which_little_is_known_tells_little() -> None:
    view = one(call())
    assert (view.opens, view.deadline, view.iso, view.zone) == ("", "", "", "")
    assert (view.goal, view.matched_by, view.matched_up_to) == ("", None, "")
    assert (view.collected_by, view.results, view.how) == (None, None, Said(""))
    assert view.asks == view.progress == view.audience == view.about == view.links == ()
    assert (view.url, view.email) == ("", "")
    assert not view.related


@pytest.mark.parametrize(
    ("lines", "zone"),
    [
        (("deadline: 2026-05-20 18:00", "timezone: Europe/London"), "Europe/London"),
        (("deadline: 2026-05-20", "timezone: Europe/London"), ""),
        (("deadline: 2026-05-20 18:00",), ""),
        (("standing: true", "timezone: Europe/London"), ""),
    ],
)
def test_only_a_zone_that_matters_is_told(lines: tuple[str, ...], zone: str) -> None:
    assert one(call(*lines)).zone == zone


def test_what_belongs_to_a_call_stands_on_its_page() -> None:
    files = {
        **call(),
        **post("published: 2026-05-01", "about: call/apel"),
        **call("about: call/apel", "standing: true", id_="alt"),
        **call("about: call/apel", "standing: true", WITHDRAWN, id_="retras"),
    }
    related = one(files).related
    assert paths(related.posts) == ["blog/alta/"]
    assert paths(related.calls) == ["apeluri/alt/"]


def test_a_translation_has_its_words_and_the_facts_of_the_original() -> None:
    files = {
        **FULL,
        **call(
            "how: Write.",
            "links: [{title: The film, url: https://f.example.org/}]",
            "eligibility: [{id: a, text: Adults.}, {id: b, text: From the valley.}]",
            "results: {decided: It will be done., table: [{id: a, label: Alpha, value: 10 votes}, {id: b, label: Others}]}",
            title="Call",
            language="en",
        ),
    }  # fmt: skip
    view = one(files, language="en")
    assert (view.item.title, view.how) == (Said("Call"), Said("Write."))
    assert view.links == (Link(Said("The film"), url="https://f.example.org/"),)
    assert view.eligibility == (Said("Adults."), Said("From the valley."))
    assert view.audience == (Said("Toți.", "ro"),)
    audience = {**FULL, **call("audience: [{id: a, text: All.}]", title="Call", language="en")}
    assert one(audience, language="en").audience == (Said("All."),)
    assert view.results.decided == Said("It will be done.")
    assert [(row.label, row.value) for row in view.results.rows] == [
        (Said("Alpha"), Said("10 votes")),
        (Said("Others"), Said("")),
    ]
    assert view.results.rows[0].party == Link(Said("Alpha"), Address("en/members/alfa/"))
    assert (view.goal, view.deadline) == ("RON\u00a020,000", "20 May 2026, 18:00")


def test_results_that_the_translation_leaves_out_keep_their_language() -> None:
    english = call("results: {decided: It will be done.}", title="Call", language="en")
    view = one({**FULL, **english}, language="en")
    assert view.results.decided == Said("It will be done.")
    assert view.results.rows[0].value == Said("10 voturi", "ro")


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(FULL, language="en")
    assert view.frame.canonical == Address("apeluri/apel/")
    for said in (
        *(view.item.title, view.item.summary, view.how, *view.audience, *view.eligibility),
        *(view.results.decided, view.results.rows[0].label, view.results.rows[0].value),
        view.links[0].said,
    ):
        assert said.language == "ro"
    assert view.item.text.language == view.item.colophon.from_language == "ro"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    files = call("deadline: 2026-06-30", WITHDRAWN)
    view = one(files, language=language)
    assert view.item.withdrawn == Said("A fost o greșeală.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.described) == (False, {})
    assert next(iter(pages(files, language).values())).groups == ()


def test_money_is_doubled_also_when_no_sum_was_named() -> None:
    view = one(call("goal: {currency: RON, matched_by: primaria, matched_up_to: 10000}"))
    assert (view.goal, view.matched_up_to) == ("", "10.000\u00a0RON")
    assert view.matched_by == Link(Said("Primăria"), Address("organizatii/primaria/"))


def test_progress_without_a_sum_to_reach_has_no_share() -> None:
    lines = ("goal: {currency: RON}", "progress: [{date: 2026-05-01, amount: 50, source: contul}]")
    [found] = one(call(*lines)).progress
    assert found == Progress("1 mai 2026", "50\u00a0RON", NO_GOAL, "", "contul")


def test_a_planned_call_says_so_and_stands_before_the_closed_ones() -> None:
    files = {
        **call("planned: true"),
        **call("deadline: 2026-05-01", id_="a"),
        **call("standing: true", id_="z"),
    }
    assert one(files).state == "planned"
    view = pages(files)["apeluri/"]
    assert [state for state, _ in view.groups] == ["standing", "planned", "closed"]


def test_results_so_far_leave_the_call_open() -> None:
    view = one(call("deadline: 2026-06-30", "results: {decided: Trei., partial: true}"))
    assert (view.state, view.results) == ("open", Results(Said("Trei."), (), "", "", True))
