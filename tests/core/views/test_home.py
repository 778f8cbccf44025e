"""The first page: who we are, what comes next, what was told last."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Said
from coalition.core.views.about import Growth
from coalition.core.views.home import ASKED, COMING, DONE, PAST, TOLD, home_page
from core.in_memory import COALITION, EVENT, Files, event, post, reader, text
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"


def home(files: Files | None = None, language: str = "ro") -> Any:
    return home_page(reader(files, language)).view


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
    assert view.growth == (
        Growth("July 2019", 14, Said("La lansare.", "ro")),
        Growth("2023", 28, Said("")),
    )
    assert [card.name.text for card in view.members] == ["Alpha"]


def test_a_new_coalition_has_a_first_page() -> None:
    alone: Files = {path: None for path in BASE if not path.endswith(".yaml")}
    view = home(alone)
    assert view.coming == view.past == view.posts == view.members == view.growth == ()
    assert view.calls == view.projects == ()
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
    assert paths(view.coming) == ["evenimente/ziua/", *(f"evenimente/vine{n}/" for n in range(5))]
    assert paths(view.past) == [f"evenimente/fost{n}/" for n in (9, 8, 7, 6)]
    assert paths(view.posts) == [f"blog/p{n}/" for n in (9, 8, 7)]
    assert paths(view.calls) == [f"apeluri/apel{n}/" for n in (9, 8, 7, 6)]
    assert paths(view.projects) == [f"proiecte/proiect{n}/" for n in (9, 8, 7, 6)]
    assert (COMING, TOLD, PAST, ASKED, DONE) == (6, 3, 4, 4, 4)
    assert [
        one.path
        for one in (
            *(view.events, view.blog, view.directory, view.all_calls, view.all_projects),
            *(view.about, view.involved),
        )
    ] == ["evenimente/", "blog/", "membri/", "apeluri/", "proiecte/", "despre/", "implica-te/"]


def test_only_calls_that_one_can_or_will_be_able_to_answer_are_on_it() -> None:
    files = {
        **call("inchis", "deadline: 2026-05-03"),
        **call("azi", "deadline: 2026-05-04"),
        **call("viitor", "opens: 2026-05-05", "deadline: 2026-06-01"),
        **call("mereu", "standing: true"),
        **call("hotarat", "deadline: 2026-06-30", "results: {decided: Da.}"),
        **call("retras", "deadline: 2026-06-30", WITHDRAWN),
    }
    assert paths(home(files).calls) == ["apeluri/azi/", "apeluri/viitor/"]


def test_running_projects_stand_before_planned_and_finished_ones() -> None:
    files = {
        **project("gata", "status: finished", "period: {start: 2025}"),
        **project("nestiut", "period: {start: 2026}"),
        **project("planuit", "status: planned", "period: {start: 2027}"),
        **project("merge", "status: running", "period: {start: 2019}"),
        **project("retras", "status: running", WITHDRAWN),
    }
    assert paths(home(files).projects) == [
        "proiecte/merge/",
        "proiecte/planuit/",
        "proiecte/nestiut/",
        "proiecte/gata/",
    ]


def test_an_event_that_repeats_does_not_push_out_the_others() -> None:
    view = home(event("start: 2026-05-05", "repeat: {rule: FREQ=DAILY;COUNT=30}"))
    assert paths(view.coming) == ["evenimente/alt/", "evenimente/ziua/"]
    assert view.coming[0].day == "5"


def test_what_comes_on_an_unknown_day_stands_last() -> None:
    view = home({**event("start: 2026-05"), **event("start: 2027", id_="la-anul")})
    assert paths(view.coming) == ["evenimente/ziua/", "evenimente/alt/", "evenimente/la-anul/"]


def test_members_are_in_the_order_of_the_alphabet_without_those_who_left() -> None:
    files: Files = {
        "members/tara/index.ro.md": text("name: Țara", "status: observer"),
        "members/tot/index.ro.md": text("name: Tot", "status: founding"),
        "members/plecat/index.ro.md": text("name: Plecat", "status: former"),
    }
    names = [card.name.text for card in home(files).members]
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
    assert paths(view.coming) == ["evenimente/ziua/"]
    assert view.past == ()
    assert paths(view.posts) == ["blog/stire/"]
    assert len(view.members) == 1


def test_a_reader_of_another_language_sees_where_a_text_comes_from() -> None:
    view = home({EVENT.replace(".ro.", ".en."): None}, "en")
    assert view.coming[0].title == Said("Ziua porților deschise", "ro")
    assert view.coming[0].address == Address("en/events/ziua/")
    assert view.posts[0].title == Said("O știre", "ro")
    assert view.events == Address("en/events/")
