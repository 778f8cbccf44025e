"""What belongs to a thing: everything that names it, each once, the most useful first."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Reader, Said
from coalition.core.site import Key
from coalition.core.views.related import (
    Related,
    calls,
    documents,
    present,
    projects,
    related,
)
from core.in_memory import EVENT, MEMBER, POST, Files, event, item, post, reader, text

ALFA = ("member", "alfa")
CULTURE = ("topic", "culture")
PETRILA = ("place", "petrila")
WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu mai este.}"
ONLY: Files = {EVENT: None, EVENT.replace(".ro.", ".en."): None, POST: None}


def told(of: Reader, *keys: Key) -> dict[str, list[str]]:
    """The lists that have something in them, each with the ids that it tells."""
    made = related(of, *keys)
    lists = {name: getattr(made, name) for name in made.__struct_fields__}
    return {
        name: [card.address.path.split("/")[-2] for card in cards]
        for name, cards in lists.items()
        if cards
    }


def ids(items: Any) -> list[str]:
    return [one.id for one in items]


def everything(*lines: str) -> dict[str, str | bytes | None]:
    """Something of each kind that names the member alfa, the topic culture and the town petrila."""
    about = "about: [member/alfa, topic/culture, place/petrila]"
    both = ("topics: culture", *lines)
    return {
        **ONLY,
        **item("calls", "deadline: 2026-06-01", about, *both, id_="apel"),
        **event("start: 2026-05-20", "organisers: alfa", "place: petrila", *both, id_="vine"),
        **event("start: 2026-05-01", "organisers: alfa", "place: petrila", *both, id_="trecut"),
        **item("projects", "lead: alfa", "places: petrila", *both, id_="proiect"),
        **post("published: 2026-05-01", about, *both, id_="stire-noua"),
        **item("documents", about, *both, id_="document"),
        **item("plans", "owners: alfa", *both, id_="plan"),
        "members/beta/index.ro.md": text("name: Beta", "town: petrila", "fields: culture", *lines),
    }


ALL = {
    "calls": ["apel"],
    "coming": ["vine"],
    "members": ["beta"],
    "projects": ["proiect"],
    "posts": ["stire-noua"],
    "past": ["trecut"],
    "plans": ["plan"],
    "documents": ["document"],
}


def test_all_that_names_a_topic_is_gathered_by_kind() -> None:
    of = reader(everything())
    assert told(of, CULTURE) == ALL
    organisations = {"content/organisations.yaml": "primaria: {name: Primăria, fields: culture}\n"}
    assert told(reader({**everything(), **organisations}), CULTURE) == {
        **ALL,
        "organisations": ["primaria"],
    }


def test_all_in_which_a_member_takes_part_is_gathered_by_kind() -> None:
    assert told(reader(everything()), ALFA) == {
        kind: found for kind, found in ALL.items() if kind != "members"
    }


def test_all_that_is_in_a_town_is_gathered_by_kind() -> None:
    # A plan is nowhere.
    assert told(reader(everything()), PETRILA) == {
        kind: found for kind, found in ALL.items() if kind != "plans"
    }


@pytest.mark.parametrize("line", [WITHDRAWN, "draft: true"])
@pytest.mark.parametrize("key", [ALFA, CULTURE, PETRILA])
def test_what_was_withdrawn_and_what_is_a_draft_belongs_to_nothing(line: str, key: Key) -> None:
    made = related(reader(everything(line)), key)
    assert made == Related()
    assert not made


def test_what_nothing_names_has_nothing() -> None:
    of = reader()
    assert not related(of, ("topic", "culture"))
    assert not related(of, ("member", "nu"))
    assert not related(of)
    assert related(of, ALFA)


@pytest.mark.parametrize("name", Related.__struct_fields__)
def test_one_list_with_something_in_it_is_enough(name: str) -> None:
    assert Related(**{name: ("card",)})  # type: ignore[arg-type]


def test_each_is_told_once_however_often_it_names_a_thing() -> None:
    files = {
        **ONLY,
        **event(
            "start: 2026-05-20", "organisers: alfa", "partners: alfa", "place: casa", id_="unu"
        ),
        **post("published: 2026-05-01", "authors: alfa", "about: [member/alfa, place/casa]"),
        **event(
            "start: 2026-05-10",
            "organisers: alfa",
            "repeat: {rule: FREQ=WEEKLY;COUNT=3}",
            id_="doi",
        ),
    }
    of = reader(files)
    assert told(of, ALFA) == {"coming": ["doi", "unu"], "posts": ["alta"]}
    assert told(of, ALFA, ("place", "casa"), PETRILA) == told(of, ALFA)


def test_a_town_has_what_is_in_its_venues_and_a_venue_only_its_own() -> None:
    files = {**ONLY, **event("start: 2026-05-20", "place: petrila", id_="afara")}
    files |= event("start: 2026-05-21", "place: casa", id_="inauntru")
    of = reader(files)
    town = of.site.entries[PETRILA]
    assert told(of, *of.around(town)) == {"coming": ["afara", "inauntru"]}
    assert told(of, ("place", "casa")) == {"coming": ["inauntru"]}


def test_cards_speak_the_language_of_the_reader() -> None:
    made = related(reader(language="en"), ALFA)
    assert [(card.title, card.address) for card in made.coming] == [
        (Said("Open day"), Address("en/events/ziua/"))
    ]
    assert [card.title for card in made.posts] == [Said("O știre", "ro")]


# --- events ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "today", "where"),
    [
        (("start: 2026-05-20",), "2026-05-20", "coming"),
        (("start: 2026-05-20",), "2026-05-21", "past"),
        (("start: 2026-05-18", "end: 2026-05-22"), "2026-05-21", "coming"),
        # Only the month is known: it comes until the month is over.
        (("start: 2026-05",), "2026-05-31", "coming"),
        (("start: 2026-05",), "2026-06-01", "past"),
        (("start: 2026",), "2026-12-31", "coming"),
        (("start: 2026",), "2027-01-01", "past"),
        (("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), "2026-05-05", "coming"),
        (("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), "2026-05-09", "past"),
        (("start: 2026-05-20", "status: cancelled"), "2026-05-04", "coming"),
    ],
)
def test_an_event_comes_or_is_over_and_never_both(
    lines: tuple[str, ...], today: str, where: str
) -> None:
    of = reader({**ONLY, **event(*lines, "organisers: alfa")}, today=today)
    assert told(of, ALFA) == {where: ["alt"]}


def test_an_event_that_was_moved_is_not_over_on_its_old_day() -> None:
    change = "changes: [{on: 2026-05-02, start: 2026-05-28}]"
    of = reader({**ONLY, **event("start: 2026-05-02", "organisers: alfa", change)})
    assert told(of, ALFA) == {"coming": ["alt"]}


def test_of_what_is_over_the_latest_is_told_first() -> None:
    by = "organisers: alfa"
    files = {
        **event("start: 2025-03-10", by, id_="b-mijloc"),
        **event("start: 2025-03-10", by, id_="c-mijloc"),
        **event("start: 2026-05-03", by, id_="a-nou"),
        **event("start: 2019", by, id_="vechi"),
        **event("start: 2025-03", by, id_="luna"),
        **event("start: 2026-05-03", by, WITHDRAWN, id_="retras"),
        **event("start: 2026-05-04", by, id_="azi"),
    }
    assert told(reader({**ONLY, **files}), ALFA) == {
        "coming": ["azi"],
        "past": ["a-nou", "c-mijloc", "b-mijloc", "luna", "vechi"],
    }


# --- members ---------------------------------------------------------------------------------------


def test_members_who_left_are_not_among_those_of_a_town() -> None:
    files: Files = {
        MEMBER: text("name: Ștefan", "town: petrila"),
        "members/b/index.ro.md": text("name: Tabăra", "area_served: petrila"),
        "members/c/index.ro.md": text("name: Sus", "town: petrila", "status: observer"),
        "members/d/index.ro.md": text("name: A", "town: petrila", "status: former"),
        "members/e/index.ro.md": text("name: A", "town: petrila", WITHDRAWN),
    }
    of = reader(files)
    assert told(of, PETRILA) == {"members": ["c", "alfa", "b"]}
    everybody = [*of.site.all("event"), *of.site.all("member")]
    assert ids(present(of, everybody)) == ["c", "alfa", "b"]


def test_organisations_are_told_by_name() -> None:
    files = {
        "content/organisations.yaml": (
            "a: {name: Școala, town: casa}\nb: {name: Spitalul, area_served: petrila}\nc: {name: Alta}\n"
        )
    }
    of = reader({**ONLY, **files})
    around = of.around(of.site.entries[PETRILA])
    assert told(of, *around) == {"organisations": ["b", "a"]}


# --- projects, documents, calls, plans -----------------------------------------------------------------


def test_projects_that_run_come_first_then_the_latest() -> None:
    files = {
        **item("projects", "status: finished", "period: {start: 2025}", id_="gata"),
        **item("projects", "status: finished", "period: {end: 2026}", id_="gata-acum"),
        **item("projects", "period: {start: 2024}", id_="nu-se-stie"),
        **item("projects", "status: planned", "period: {start: 2027}", id_="plan"),
        **item("projects", "status: running", "period: {start: 2020}", id_="merge-demult"),
        **item("projects", "status: running", "period: {start: 2024-05}", id_="merge"),
        **item("projects", "status: running", id_="merge-fara-an"),
        **item("projects", "status: running", "period: {}", id_="merge-fara-nimic"),
        **item("projects", "status: running", WITHDRAWN, id_="retras"),
    }
    of = reader(files)
    assert ids(projects(of, [*of.site.all("project"), *of.site.all("event")])) == [
        "merge", "merge-demult", "merge-fara-an", "merge-fara-nimic",
        "plan", "nu-se-stie", "gata-acum", "gata",
    ]  # fmt: skip


def test_projects_of_no_known_time_are_in_the_order_of_their_titles_in_each_language() -> None:
    files = {
        f"content/projects/{id_}/index.{language}.md": text(f"title: {title}")
        for id_, titles in {
            "a": {"ro": "Țara", "en": "Land"},
            "b": {"ro": "Șura", "en": "Barn"},
            "c": {"ro": "Sat", "en": "Village"},
        }.items()
        for language, title in titles.items()
    }
    for language, order in {"ro": ["c", "b", "a"], "en": ["b", "a", "c"]}.items():
        of = reader(files, language)
        assert ids(projects(of, of.site.all("project"))) == order


def test_of_documents_the_latest_is_told_first_and_those_without_a_day_last() -> None:
    files = {
        **item("documents", "date: 2019-07-05", id_="vechi"),
        **item("documents", "date: 2026", id_="an"),
        **item("documents", "date: 2026-03", id_="b-luna"),
        **item("documents", "date: 2026-03", id_="a-luna"),
        **item("documents", id_="b-fara"),
        **item("documents", id_="a-fara"),
        **item("documents", "date: 2026-04-01", WITHDRAWN, id_="retras"),
    }
    of = reader(files)
    assert ids(documents([*of.site.all("post"), *of.site.all("document")])) == [
        "a-luna", "b-luna", "an", "vechi", "a-fara", "b-fara",
    ]  # fmt: skip


def test_calls_that_can_be_answered_come_first_the_most_pressing_before_all() -> None:
    files = {
        **item("calls", "deadline: 2026-05-03", id_="inchis"),
        **item("calls", "deadline: 2026-06-30", "results: {decided: Da.}", id_="hotarat"),
        **item("calls", "deadline: 2025-05-03", id_="inchis-demult"),
        **item("calls", id_="fara-termen"),
        **item("calls", "standing: true", id_="mereu"),
        **item("calls", "opens: 2026-06-01", "deadline: 2026-06-10", id_="va-fi"),
        **item("calls", "deadline: 2026-05-31", id_="luna"),
        **item("calls", "deadline: 2026-05-04", id_="azi"),
        **item("calls", "deadline: 2026-05-04", WITHDRAWN, id_="retras"),
    }
    of = reader(files)
    found = calls(of, [*of.site.all("event"), *of.site.all("call")])
    assert ids(found) == [
        "azi", "luna", "va-fi", "mereu", "hotarat", "inchis", "inchis-demult", "fara-termen",
    ]  # fmt: skip
    # The next day one of them is closed.
    tomorrow = reader(files, today="2026-05-05")
    assert ids(calls(tomorrow, tomorrow.site.all("call")))[:5] == [
        "luna", "va-fi", "mereu", "hotarat", "azi",
    ]  # fmt: skip


def test_the_lists_of_a_thing_have_the_order_of_their_sections() -> None:
    files = {
        **ONLY,
        **item("calls", "deadline: 2026-05-03", "about: member/alfa", id_="a-inchis"),
        **item("calls", "deadline: 2026-05-31", "about: member/alfa", id_="b-deschis"),
        **item("projects", "lead: alfa", "status: finished", id_="a-gata"),
        **item("projects", "lead: alfa", "status: running", id_="b-merge"),
        **item("documents", "owners: alfa", id_="a-fara-zi"),
        **item("documents", "owners: alfa", "date: 2020", id_="b-cu-zi"),
        **post("date: 2020", "about: member/alfa", id_="a-veche"),
        **post("date: 2026", "about: member/alfa", id_="b-noua"),
        **event("start: 2020", "organisers: alfa", id_="a-demult"),
        **event("start: 2025", "organisers: alfa", id_="b-ieri"),
        **event("start: 2026-07-01", "organisers: alfa", id_="a-iulie"),
        **event("start: 2026-06-01", "organisers: alfa", id_="b-iunie"),
    }
    assert told(reader(files), ALFA) == {
        "calls": ["b-deschis", "a-inchis"],
        "coming": ["b-iunie", "a-iulie"],
        "projects": ["b-merge", "a-gata"],
        "posts": ["b-noua", "a-veche"],
        "past": ["b-ieri", "a-demult"],
        "documents": ["b-cu-zi", "a-fara-zi"],
    }
