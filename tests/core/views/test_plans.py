"""Action plans: what was promised, by whom, until when, and how far it is."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core.addresses import Address
from coalition.core.showing import Link, Said
from coalition.core.views.plans import Progress, Resource, Update, plan_pages
from core.in_memory import Files, by_path, item, lasts, post, reader, text, the

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: S-a renunțat.}"
TODAY = "2026-05-04"


def plan(
    *lines: str, id_: str = "plan", title: str = "Planul", language: str = "ro"
) -> dict[str, str]:
    return {f"content/plans/{id_}/index.{language}.md": text(f"title: {title}", *lines)}


def measures(*lines: str, id_: str = "plan", head: tuple[str, ...] = ()) -> dict[str, str]:
    """A plan with one objective, below ``head``; each line is a measure without its braces."""
    made = [f"      - {{id: m{number}, title: M, {line}}}" for number, line in enumerate(lines)]
    return plan(*head, "objectives:", "  - id: o", "    title: O", "    measures:", *made, id_=id_)


def pages(files: Files, language: str = "ro", today: str = TODAY) -> dict[str, Any]:
    return by_path(plan_pages(reader(files, language, today)))


def one(files: Files, id_: str = "plan", language: str = "ro", today: str = TODAY) -> Any:
    of = reader(files, language, today)
    return by_path(plan_pages(of))[of.address(the(of, "plan", id_)).path]


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


# --- the list ------------------------------------------------------------------------------------


def test_without_plans_there_is_no_list() -> None:
    assert pages({}) == {}
    assert pages(plan("draft: true")) == {}


def test_the_list_and_each_plan_stand_in_each_language() -> None:
    files = {**plan(), **plan(title="The plan", language="en")}
    assert list(pages(files)) == ["planuri/", "planuri/plan/"]
    english = pages(files, "en")
    assert list(english) == ["en/plans/", "en/plans/plan/"]
    assert english["en/plans/"].plans[0].title == Said("The plan")


def test_plans_under_way_stand_first() -> None:
    files = {
        **measures("status: completed", "status: dropped", id_="a-gata"),
        **measures("status: completed", "status: limited", id_="z-merge"),
        **measures("due: 2026-06", id_="m-nou"),
        **plan(id_="b-gol"),
        **measures("status: limited", id_="retras", head=(WITHDRAWN,)),
    }
    assert paths(pages(files)["planuri/"].plans) == [
        "planuri/m-nou/",
        "planuri/z-merge/",
        "planuri/a-gata/",
        "planuri/b-gol/",
    ]


def test_a_card_tells_whose_plan_it_is_and_how_much_is_done() -> None:
    statuses = ("completed", "completed", "dropped", "limited", "not-started")
    files = measures(
        *(f"status: {one}" for one in statuses),
        head=("summary: Pe scurt.", "owners: [coalition]", "period: {start: 2024}"),
    )
    [card] = pages(files)["planuri/"].plans
    assert (card.title, card.summary, lasts(card.period)) == (
        Said("Planul"),
        Said("Pe scurt."),
        "2024 –",
    )
    assert card.owners == (Link(Said("Coaliția de probă"), Address("despre/")),)
    assert (card.done, card.measures) == (2, 4)  # what was dropped is no more to be done


@pytest.mark.parametrize(("status", "said"), [("limited", "2024 –"), ("completed", "2024")])
def test_a_plan_lasts_until_all_of_it_is_done(status: str, said: str) -> None:
    files = measures(f"status: {status}", head=("period: {start: 2024}",))
    assert lasts(one(files).period) == said


# --- how far it is -------------------------------------------------------------------------------


def degree(line: str) -> str:
    [objective] = one(measures(line)).objectives
    return str(objective.measures[0].degree)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("due: 2026", ""),  # nobody said that nothing was done
        ("status: substantial", "substantial"),
        ("updates: [{date: 2026-01-01, status: limited}]", "limited"),
        ("updates: [{date: 2026-02-01, status: substantial}, {date: 2026-01-01, status: limited}]", "substantial"),
        ("updates: [{date: 2026-01-01, status: limited}, {date: 2026-02-01, status: dropped}]", "dropped"),
        ("updates: [{date: 2026-01-01, status: limited}, {date: 2026-02-01, note: Nimic nou.}]", "limited"),
        ("status: completed, updates: [{date: 2026-01-01, status: limited}]", "completed"),
    ],
)  # fmt: skip
def test_a_measure_is_as_far_as_the_latest_word_on_it(line: str, expected: str) -> None:
    assert degree(line) == expected


def test_measures_are_counted_by_how_far_they_are() -> None:
    statuses = ("dropped", "completed", "limited", "completed", "not-started")
    view = one(measures(*(f"status: {one}" for one in statuses), "due: 2026-06"))
    found = view.progress
    assert found.degrees == (
        ("completed", 2),
        ("limited", 1),
        ("not-started", 1),
        ("", 1),
        ("dropped", 1),
    )
    # What was given up is no longer promised.
    assert (found.is_known, found.done, found.count) == (True, 2, 5)
    assert found.parts == (
        ("completed", 0, 2),
        ("limited", 2, 1),
        ("not-started", 3, 1),
        ("", 4, 1),
    )


def test_each_objective_has_the_progress_of_its_own_measures() -> None:
    files = plan(
        "objectives:",
        "  - {id: a, title: A, measures: [{id: x, title: X, status: completed}]}",
        "  - {id: b, title: B, measures: [{id: y, title: Y}, {id: z, title: Z, status: dropped}]}",
        "  - {id: c, title: C, measures: [{id: w, title: W}]}",
    )
    view = one(files)
    assert [(one.progress.done, one.progress.count) for one in view.objectives] == [
        (1, 1),
        (0, 1),
        (0, 1),
    ]
    assert [one.progress.is_known for one in view.objectives] == [True, True, False]
    assert (view.progress.done, view.progress.count) == (1, 3)


@pytest.mark.parametrize(
    ("line", "today", "overdue"),
    [
        ("due: 2026-05-04, status: not-started", "2026-05-04", False),
        ("due: 2026-05-04, status: not-started", "2026-05-05", True),
        ("due: 2026-05, status: limited", "2026-05-31", False),
        ("due: 2026-05, status: limited", "2026-06-01", True),
        ("due: 2026, status: limited", "2026-12-31", False),
        ("due: 2026, status: limited", "2027-01-01", True),
        ("due: 2026-05-04", "2026-05-05", False),  # it may be done
        ("due: 2026-05-04, status: limited", "2026-05-05", True),
        ("due: 2026-05-04, status: completed", "2026-05-05", False),
        ("due: 2026-05-04, status: dropped", "2026-05-05", False),
        ("due: 2026-05-04, updates: [{date: 2026-05-01, status: completed}]", "2026-05-05", False),
        ("status: limited", "2036-05-05", False),
    ],
)
def test_a_measure_is_overdue_once_its_last_day_is_over(
    line: str, today: str, overdue: bool
) -> None:
    view = one(measures(line, "status: not-started"), today=today)
    [objective] = view.objectives
    assert [measure.overdue for measure in objective.measures] == [overdue, False]
    assert view.progress.overdue == int(overdue)


# --- one plan ------------------------------------------------------------------------------------

FULL: Files = {
    **plan(
        "summary: Pe scurt.",
        "period: {start: 2024, end: 2027-06}",
        "adopted: 2024-02-10",
        "owners: [coalition, alfa]",
        "objectives:",
        "  - id: a",
        "    title: Apă curată.",
        "    measures:",
        "      - id: a1",
        "        title: Un izvor.",
        "        description: Mai pe larg.",
        "        responsible: [alfa, ciorna]",
        "        partners: [primaria]",
        "        start: 2024-03",
        "        due: 2026-05-03",
        "        budget: 1000",
        "        currency: EUR",
        "        updates:",
        "          - {date: 2025-01-01, status: limited, note: Am început.}",
        "          - {date: 2026-01-01, evidence: [event/ziua, event/secret, member/alfa]}",
        "      - {id: a2, title: Al doilea., budget: 0}",
        "  - {id: b, title: Aer curat., description: Peste tot., resources: [{id: sala, title: O sală., providers: [primaria, ciorna]}]}",
        "resources: [{id: bani, title: Bani., note: Nu prea.}, {id: oameni, title: Oameni.}]",
        "project: apa",
        "documents: [statut, secret]",
        "topics: culture",
    ),
    **item("projects"),
    "members/ciorna/index.ro.md": text("name: Ciornă", "draft: true"),
    "content/events/2026/secret/index.ro.md": text("title: S", "start: 2026", "draft: true"),
    "content/documents/statut/index.ro.md": text("title: Statut", "form: statute"),
    "content/documents/secret/index.ro.md": text("title: S", "form: other", "draft: true"),
}


def test_a_plan_tells_all_that_is_known() -> None:
    view = one(FULL)
    assert (view.item.title, view.item.summary) == (Said("Planul"), Said("Pe scurt."))
    assert (lasts(view.period), view.adopted) == ("2024 – iunie 2027", "10 februarie 2024")
    assert [link.said.text for link in view.owners] == ["Coaliția de probă", "Alfa"]
    assert [(one.id, one.title, len(one.measures)) for one in view.objectives] == [
        ("a", Said("Apă curată."), 2),
        ("b", Said("Aer curat."), 0),
    ]
    assert view.resources == (
        Resource(Said("Bani."), Said("Nu prea."), ()),
        Resource(Said("Oameni."), Said(""), ()),
    )
    hall = Link(Said("Primăria"), Address("organizatii/primaria/"))
    assert view.objectives[1].resources == (Resource(Said("O sală."), Said(""), (hall,)),)
    assert view.objectives[1].description == Said("Peste tot.")
    assert view.project == Link(Said("Apa"), Address("proiecte/apa/"))
    assert view.table == Address("planuri/plan/measures.csv")
    assert view.documents == (Link(Said("Statut"), Address("documente/statut/")),)
    assert view.item.topics == (Link(Said("Cultură"), Address("teme/culture/")),)
    assert view.progress == Progress((("limited", 1), ("", 1)), 0, 2, 1)


def test_a_measure_tells_who_promised_what_until_when() -> None:
    first, second = one(FULL).objectives[0].measures
    assert (first.id, first.title, first.description) == (
        "a1",
        Said("Un izvor."),
        Said("Mai pe larg."),
    )
    assert (first.degree, first.overdue) == ("limited", True)
    assert first.responsible == (Link(Said("Alfa"), Address("membri/alfa/")),)
    assert first.partners == (Link(Said("Primăria"), Address("organizatii/primaria/")),)
    assert (first.start, first.due, first.budget) == ("martie 2024", "3 mai 2026", "1.000\u00a0EUR")
    assert one(measures("status: limited")).objectives[0].measures[0].budget == ""
    assert first.updates == (
        Update(
            "1 ianuarie 2026",
            "",
            Said(""),
            (
                Link(Said("Ziua porților deschise"), Address("evenimente/ziua/")),
                Link(Said("Alfa"), Address("membri/alfa/")),
            ),
        ),
        Update("1 ianuarie 2025", "limited", Said("Am început."), ()),
    )
    assert (second.title, second.description) == (Said("Al doilea."), Said(""))
    assert (second.start, second.due, second.budget) == ("", "", "0")
    assert second.responsible == second.partners == second.updates == ()


def test_a_plan_of_which_little_is_known_tells_little() -> None:
    view = one(plan())
    assert (lasts(view.period), view.adopted) == ("", "")
    assert view.progress == Progress((), 0, 0, 0)
    assert view.owners == view.objectives == view.resources == view.documents == ()
    assert view.table is view.project is None
    assert not view.related


def test_who_provides_a_resource_is_led_to_the_plan() -> None:
    of = reader(FULL)
    assert of.names_of(("organisation", "primaria")) == [("plan", "plan")]


def test_what_belongs_to_a_plan_stands_on_its_page() -> None:
    files = {**plan(), **post("published: 2026-05-01", "about: plan/plan")}
    assert paths(one(files).related.posts) == ["blog/alta/"]


def test_a_document_that_the_plan_names_is_not_told_again_below() -> None:
    about = "about: plan/plan"
    files = {
        **plan("documents: text"),
        **item("documents", about, id_="text"),
        **item("documents", about, id_="studiu"),
    }
    view = one(files)
    assert [link.address.path for link in view.documents] == ["documente/text/"]
    assert paths(view.related.documents) == ["documente/studiu/"]


def test_a_translation_has_its_words_and_the_facts_of_the_original() -> None:
    files = {
        **FULL,
        **plan(
            "objectives:",
            "  - id: a",
            "    title: Clean water.",
            "    measures:",
            "      - id: a1",
            "        title: A spring.",
            "        description: More of it.",
            "        updates: [{date: 2025-01-01, note: We began.}]",
            "      - {id: a2, title: The second.}",
            "  - {id: b, title: Clean air., resources: [{id: sala, title: A room.}]}",
            "resources: [{id: bani, title: Money., note: Not much.}, {id: oameni, title: People.}]",
            title="The plan",
            language="en",
        ),
    }
    view = one(files, language="en")
    assert view.item.title == Said("The plan")
    assert (lasts(view.period), view.adopted) == ("2024 – June 2027", "10 February 2024")
    first, second = view.objectives[0].measures
    assert (first.title, first.description) == (Said("A spring."), Said("More of it."))
    assert (first.degree, first.due, first.overdue) == ("limited", "3 May 2026", True)
    assert first.updates[1].note == Said("We began.")
    assert first.responsible == (Link(Said("Alpha"), Address("en/members/alfa/")),)
    assert second.title == Said("The second.")
    assert [objective.title for objective in view.objectives] == [
        Said("Clean water."),
        Said("Clean air."),
    ]
    assert [(one.title, one.note) for one in view.resources] == [
        (Said("Money."), Said("Not much.")),
        (Said("People."), Said("")),
    ]
    [room] = view.objectives[1].resources
    assert (room.title, room.providers[0].said) == (Said("A room."), Said("Town hall"))
    assert view.progress == one(FULL).progress


def test_a_measure_that_the_translation_leaves_out_keeps_its_language() -> None:
    english = plan("objectives: [{id: a, title: Clean water.}]", title="Plan", language="en")
    view = one({**FULL, **english}, language="en")
    assert view.objectives[0].title == Said("Clean water.")
    assert view.objectives[0].measures[0].title == Said("Un izvor.", "ro")


def test_a_reader_of_another_language_gets_the_original_marked() -> None:
    view = one(FULL, language="en")
    assert view.frame.canonical == Address("planuri/plan/")
    measure = view.objectives[0].measures[0]
    for said in (
        *(view.item.title, view.item.summary, view.objectives[0].title, measure.title),
        *(measure.description, measure.updates[1].note),
        *(view.resources[0].title, view.resources[0].note, view.objectives[1].description),
    ):
        assert said.language == "ro"
    assert view.item.text.language == view.item.colophon.from_language == "ro"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_what_was_withdrawn_is_only_a_notice(language: str) -> None:
    files = plan(WITHDRAWN)
    view = one(files, language=language)
    assert view.item.withdrawn == Said("S-a renunțat.", "" if language == "ro" else "ro")
    assert (view.frame.listed, view.frame.described) == (False, {})
    assert next(iter(pages(files, language).values())).plans == ()
