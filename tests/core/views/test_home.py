"""The first page: who we are, what comes next, what was told last."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Said
from coalition.core.views.about import Growth
from coalition.core.views.home import ASKED, COMING, DONE, PAST, TOLD, home_page
from core.in_memory import COALITION, EVENT, POST, Files, event, item, post, reader, text
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"


def home(files: Files | None = None, language: str = "ro") -> Any:
    return home_page(reader(files, language)).view


def shown(view: Any, name: str) -> Any:
    """The cards of a block; none when it is not on the page."""
    return next((one.cards for one in (*view.main, *view.side) if one.name == name), ())


def columns(view: Any) -> tuple[list[str], list[str]]:
    return [one.name for one in view.main], [one.name for one in view.side]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


def call(id_: str, *lines: str) -> dict[str, str]:
    return {f"content/calls/{id_}/index.ro.md": text("title: Apel", "issuer: alfa", *lines)}


def project(id_: str, *lines: str) -> dict[str, str]:
    return {f"content/projects/{id_}/index.ro.md": text("title: Proiect", *lines)}


def test_it_says_who_we_are() -> None:
    files: Files = {
        COALITION: BASE[COALITION]
        + "mission: {ro: Împreună.}\nlaunched: 2019-07\narea: [petrila, casa]\n"
        + "growth: [{when: 2019-07, count: 14, note: {ro: La lansare.}}, {when: 2023, count: 28}]\n"
    }
    view = home(files, "en")
    assert view.mission == Said("Împreună.", "ro")
    assert (view.launched, view.towns) == ("July 2019", 2)
    assert shown(view, "growth") == (
        Growth("July 2019", 14, Said("La lansare.", "ro")),
        Growth("2023", 28, Said("")),
    )
    assert [card.name.text for card in shown(view, "members")] == ["Alpha"]


def test_a_new_coalition_has_a_first_page() -> None:
    alone: Files = {path: None for path in BASE if not path.endswith(".yaml")}
    view = home(alone)
    assert (view.side, paths(shown(view, "organisations"))) == ((), ["organizatii/primaria/"])
    assert (view.launched, view.mission, view.towns) == ("", Said(""), 0)


@pytest.mark.parametrize(
    ("language", "path"), [("ro", ""), ("en", "en/")], ids=["default", "other"]
)
def test_it_stands_at_the_root_of_its_language(language: str, path: str) -> None:
    page = home_page(reader(language=language))
    assert page.address == page.view.frame.address == Address(path)
    assert (page.view.frame.around.trail, page.template) == ((), "home.html")
    assert [entry.key for entry in page.view.frame.around.menu if entry.current] == []


def test_it_shows_a_few_of_each_and_leads_to_all() -> None:
    files: dict[str, str | bytes | None] = {}
    for number in range(10):
        files |= event(f"start: 2026-06-{number + 1:02}", id_=f"vine{number}")
        files |= event(f"start: 2026-03-{number + 1:02}", id_=f"fost{number}")
        files |= post(f"published: 2026-04-{number + 10}", id_=f"p{number}")
        files |= call(f"apel{number}", f"deadline: 2026-06-{20 - number}")
        files |= project(f"proiect{number}", f"period: {{start: 20{number + 10}}}")
    view = home(files)
    assert paths(shown(view, "coming")) == [
        "evenimente/ziua/",
        *(f"evenimente/vine{n}/" for n in range(5)),
    ]
    assert paths(shown(view, "past")) == [f"evenimente/fost{n}/" for n in (9, 8, 7, 6)]
    assert paths(shown(view, "posts")) == [f"blog/p{n}/" for n in (9, 8, 7)]
    assert paths(shown(view, "calls")) == [f"apeluri/apel{n}/" for n in (9, 8, 7, 6)]
    assert paths(shown(view, "projects")) == [f"proiecte/proiect{n}/" for n in (9, 8, 7, 6)]
    assert (COMING, TOLD, PAST, ASKED, DONE) == (6, 3, 4, 4, 4)
    whole = {one.name: one.whole and one.whole.path for one in (*view.main, *view.side)}
    assert whole == {
        "coming": "evenimente/",
        "calls": "apeluri/",
        "posts": "blog/",
        "projects": "proiecte/",
        "past": "evenimente/",
        "members": "membri/",
    }


ALL = (
    "coming", "calls", "posts", "projects", "plans", "past",
    "members", "organisations", "documents", "growth", "objectives", "channels", "involved",
)  # fmt: skip
EVERYTHING = {
    **event("start: 2026-03-01", id_="fost"),
    **call("apel", "standing: true", "opens: 2026-05-10", "asks: [volunteers]"),
    **project("proiect"),
    **item("plans", "owners: [alfa]"),
    **item("documents"),
}
# An event and a post that name no member.
NOBODY = {
    EVENT: text("title: Ziua", "start: 2026-05-17", "place: casa", "organisers: [primaria]"),
    POST: text("title: O știre", "published: 2026-04-02"),
}
OF_THE_COALITION = """\
growth: [{when: 2019, count: 4}]
objectives: [{id: a, text: {ro: Pace}}]
channels: [{does: poll, label: {ro: Sondaj}, url: "https://example.org/"}]
"""


def chosen(names: str, files: Files | None = None) -> Any:
    return home({**(files or {}), COALITION: f"{BASE[COALITION]}{OF_THE_COALITION}home: {names}\n"})


def test_usually_it_leads_with_what_comes_and_else_with_what_there_is() -> None:
    files: Files = {**EVERYTHING, COALITION: BASE[COALITION] + OF_THE_COALITION}
    assert columns(home(files)) == (
        ["coming", "calls", "posts", "projects", "past"],
        ["members", "growth"],
    )
    nothing_comes: Files = {**files, EVENT: BASE[EVENT].replace("2026-05", "2026-01")}
    assert columns(home(nothing_comes)) == (
        ["members", "projects", "posts"],
        ["growth", "calls", "past"],
    )
    # Organisations stand where there are no members.
    alone: Files = {path: None for path in BASE if path.startswith("members/")}
    assert columns(home({**alone, **NOBODY}))[1] == ["organisations"]


def test_a_coalition_can_choose_what_stands_on_it_and_in_which_order() -> None:
    assert columns(chosen(f"[{', '.join(reversed(ALL))}]", EVERYTHING)) == (
        [*reversed(ALL[:6])],
        [*reversed(ALL[6:])],
    )
    assert columns(chosen("[posts, growth, coming, posts]")) == (["posts", "coming"], ["growth"])


def test_a_chosen_block_without_anything_to_show_is_not_there() -> None:
    assert columns(chosen("[plans, calls, posts, documents, members]")) == (["posts"], ["members"])


def test_with_nothing_wide_to_show_names_stand_in_the_main_column() -> None:
    assert columns(chosen("[objectives, calls, members]")) == (["objectives", "members"], [])


def test_what_can_be_given_is_told_in_one_word_each() -> None:
    gifts = shown(chosen("[involved]", EVERYTHING), "involved")
    assert [one.key for one in gifts] == ["time"]


@pytest.mark.parametrize(
    ("files", "ways"),
    [
        # Nobody asks for anything, and nobody can be written to.
        ({}, ["member", "coalition"]),
        ({COALITION: BASE[COALITION] + "email: a@example.org\n"}, ["member", "involved"]),
        ({COALITION: BASE[COALITION] + "how_to_join: Veniți.\n"}, ["member", "involved"]),
        ({COALITION: BASE[COALITION] + "menu: [event, post]\n"}, ["event", "coalition"]),
        ({"members/alfa/index.ro.md": None, "members/alfa/index.en.md": None}, ["project", "about"]),
    ],
)  # fmt: skip
def test_the_buttons_lead_to_what_there_is(files: Files, ways: list[str]) -> None:
    view = home({**project("proiect"), **NOBODY, **files})
    assert [one.key for one in view.ways] == ways


def test_only_calls_that_one_can_or_will_be_able_to_answer_are_on_it() -> None:
    files = {
        **call("inchis", "deadline: 2026-05-03"),
        **call("azi", "deadline: 2026-05-04"),
        **call("viitor", "opens: 2026-05-05", "deadline: 2026-06-01"),
        **call("mereu", "standing: true"),
        **call("hotarat", "deadline: 2026-06-30", "results: {decided: Da.}"),
        **call("retras", "deadline: 2026-06-30", WITHDRAWN),
    }
    assert paths(shown(home(files), "calls")) == ["apeluri/azi/", "apeluri/viitor/"]


def test_running_projects_stand_before_planned_and_finished_ones() -> None:
    files = {
        **project("gata", "status: finished", "period: {start: 2025}"),
        **project("nestiut", "period: {start: 2026}"),
        **project("planuit", "status: planned", "period: {start: 2027}"),
        **project("merge", "status: running", "period: {start: 2019}"),
        **project("retras", "status: running", WITHDRAWN),
    }
    assert paths(shown(home(files), "projects")) == [
        "proiecte/merge/",
        "proiecte/planuit/",
        "proiecte/nestiut/",
        "proiecte/gata/",
    ]


def test_an_event_that_repeats_does_not_push_out_the_others() -> None:
    view = home(event("start: 2026-05-05", "repeat: {rule: FREQ=DAILY;COUNT=30}"))
    assert paths(shown(view, "coming")) == ["evenimente/alt/", "evenimente/ziua/"]
    assert shown(view, "coming")[0].day == "5"


def test_what_comes_on_an_unknown_day_stands_last() -> None:
    view = home({**event("start: 2026-05"), **event("start: 2027", id_="la-anul")})
    assert paths(shown(view, "coming")) == [
        "evenimente/ziua/",
        "evenimente/alt/",
        "evenimente/la-anul/",
    ]


def test_members_are_in_the_order_of_the_alphabet_without_those_who_left() -> None:
    files: Files = {
        "members/tara/index.ro.md": text("name: Țara", "status: observer"),
        "members/tot/index.ro.md": text("name: Tot", "status: founding"),
        "members/plecat/index.ro.md": text("name: Plecat", "status: former"),
    }
    names = [card.name.text for card in shown(home(files), "members")]
    assert names == ["Alfa", "Tot", "Țara"]  # and no organisation, such as the town hall


def test_what_was_withdrawn_is_not_on_it() -> None:
    files: Files = {
        **event("start: 2026-05-10", WITHDRAWN),
        **event("start: 2026-08", WITHDRAWN, id_="candva"),
        **event("start: 2026-03-10", WITHDRAWN, id_="fost"),
        **post("published: 2026-05-01", WITHDRAWN),
        "members/retras/index.ro.md": text("name: R", WITHDRAWN),
    }
    view = home(files)
    assert paths(shown(view, "coming")) == ["evenimente/ziua/"]
    assert shown(view, "past") == ()
    assert paths(shown(view, "posts")) == ["blog/stire/"]
    assert len(shown(view, "members")) == 1


def test_a_reader_of_another_language_sees_where_a_text_comes_from() -> None:
    view = home({EVENT.replace(".ro.", ".en."): None}, "en")
    assert shown(view, "coming")[0].title == Said("Ziua porților deschise", "ro")
    assert shown(view, "coming")[0].address == Address("en/events/ziua/")
    assert shown(view, "posts")[0].title == Said("O știre", "ro")
    assert view.main[0].whole == Address("en/events/")
