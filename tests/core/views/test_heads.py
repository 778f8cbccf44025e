"""What the page of every item shows: title, text and picture, why it went, who paid for it."""

from __future__ import annotations

import pytest
from coalition.core.addresses import Address, web
from coalition.core.showing import Link, Reader, Said
from coalition.core.views.heads import (
    FunderMark,
    Head,
    funder_mark,
    funders,
    funders_around,
    head,
)
from core.in_memory import EVENT, Files, drawn, event, item, post, reader, text, the

EVENT_EN = EVENT.replace(".ro.", ".en.")


def made(files: Files, language: str = "ro", kind: str = "event", id_: str = "alt") -> Head:
    of = reader(files, language)
    return head(of, the(of, kind, id_))


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("member", "alfa"), ("event", "ziua"), ("post", "stire"), ("project", "apa"),
        ("document", "apa"), ("plan", "apa"), ("call", "apa"), ("page", "apa"),
    ],
)  # fmt: skip
def test_an_item_of_any_kind_has_a_head(kind: str, id_: str) -> None:
    files: dict[str, str] = {}
    for folder in ("projects", "documents", "plans", "calls", "pages"):
        files |= item(folder, "summary: Pe scurt.", "topics: culture")
    of = reader(files)
    one = head(of, the(of, kind, id_))
    assert one.title.text
    assert one.text
    assert (one.withdrawn, one.figure, one.funders) == (None, None, ())
    if id_ == "apa":
        assert one.title == Said("Apa")
        assert one.summary == Said("Pe scurt.")
        assert one.topics == (Link(Said("Cultură"), Address("teme/culture/")),)
        assert one.text.write(web(Address(""))) == "<p>Text.</p>\n"


def test_what_is_not_translated_says_its_language() -> None:
    files = {
        **event("start: 2026", "summary: Pe scurt.", "topics: culture", body="Aici.\n"),
        "content/events/2026/alt/index.en.md": text("title: Other", body="Here.\n"),
    }
    one = made(files, "en")
    assert (one.title, one.summary) == (Said("Other"), Said("Pe scurt.", "ro"))
    assert one.topics[0].said == Said("Culture")
    assert one.colophon.translation == "unconfirmed"
    begun = made(
        {**files, "content/events/2026/alt/index.en.md": text("title: Other", body="")}, "en"
    )
    assert (begun.title, begun.text.language) == (Said("Other"), "ro")
    assert (begun.colophon.translation, begun.colophon.seen_in) == ("", "Romanian")
    alone = made(event("start: 2026"), "en")
    assert (alone.title, alone.text.language) == (Said("Alt", "ro"), "ro")
    assert alone.colophon.from_language == "ro"


def test_the_picture_of_an_item_is_shown_once_it_is_drawn() -> None:
    path = "content/events/2026/alt/a.jpg"
    files: Files = {**event("start: 2026", "image: a.jpg", "image_alt: Un pod"), path: b"1"}
    of = reader(files)
    assert head(of, the(of, "event", "alt")).figure is None
    of = drawn(of, path)
    figure = head(of, the(of, "event", "alt")).figure
    assert figure is not None
    assert (figure.alt, figure.picture) == (Said("Un pod"), of.site.pictures[path])


@pytest.mark.parametrize(
    ("translated", "language", "reason"),
    [
        ((), "ro", Said("Nu are loc.")),
        ((), "en", Said("Nu are loc.", "ro")),
        (("title: Other",), "en", Said("Nu are loc.", "ro")),
        (("title: Other", "withdrawn: {reason: It is off.}"), "en", Said("It is off.")),
        (("title: Other", "withdrawn: {reason: It is off.}"), "ro", Said("Nu are loc.")),
    ],
)
def test_why_an_item_was_withdrawn_is_said_in_the_language_of_the_reader(
    translated: tuple[str, ...], language: str, reason: Said
) -> None:
    files: dict[str, str] = event(
        "start: 2026", "withdrawn: {date: 2026-05-01, reason: Nu are loc.}"
    )
    if translated:
        files["content/events/2026/alt/index.en.md"] = text(*translated)
    assert made(files, language).withdrawn == reason


# --- funders -----------------------------------------------------------------------------------------

FUNDERS = """\
uniunea: {label: {ro: Uniunea, en: Union}, emblem: ue.png, statement: {ro: Cofinanțat.}}
fondul: {label: Fondul, disclaimer: {ro: Nu răspunde., en: Not responsible.}}
banca: {label: Banca, emblem: b.png}
tacutul: {label: Tăcutul, website: https://t.example.org/}
"""
PAID: Files = {
    "content/funders.yaml": FUNDERS,
    "content/ue.png": b"1",
    "content/b.png": b"1",
    **item(
        "projects",
        "funding:",
        "  - {funder: fondul, amount: 5}",
        "  - {funder: tacutul, amount: 5}",
        "  - {source: Cineva}",
        "  - {funder: uniunea, amount: 5}",
        "  - {funder: fondul, amount: 7}",
    ),
    **item("projects", "funding: [{funder: banca}, {funder: uniunea}]", id_="pod"),
    **item("projects", "funding: [{funder: banca}]", "draft: true", id_="ciorna"),
}


def names(of: Reader, kind: str, id_: str) -> list[str]:
    marks = funders(of, the(of, kind, id_))
    return [one.link.address.path.split("/")[-2] for one in marks if one.link.address]


def test_a_funder_is_shown_with_its_project_once_when_it_asks_for_it() -> None:
    of = reader(PAID)
    assert names(of, "project", "apa") == ["fondul", "uniunea"]
    assert names(of, "project", "pod") == ["banca", "uniunea"]
    assert names(of, "event", "ziua") == names(of, "member", "alfa") == []


@pytest.mark.parametrize(
    ("files", "kind", "id_", "found"),
    [
        (event("start: 2026", "project: pod"), "event", "alt", ["banca", "uniunea"]),
        (post("about: project/pod"), "post", "alta", ["banca", "uniunea"]),
        (post("about: [event/ziua, project/pod, project/apa]"), "post", "alta",
         ["banca", "uniunea", "fondul"]),
        (item("documents", "about: project/apa"), "document", "apa", ["fondul", "uniunea"]),
        (item("calls", "about: project/apa"), "call", "apa", ["fondul", "uniunea"]),
        (post("about: project/ciorna"), "post", "alta", []),
        (event("start: 2026", "project: ciorna"), "event", "alt", []),
        # An event may have the name of a project.
        ({**event("start: 2026", id_="pod"), **post("about: event/pod")}, "post", "alta", []),
        # What tells about the funder itself was not paid by it.
        (post("about: [funder/uniunea, event/ziua]"), "post", "alta", []),
    ],
)  # fmt: skip
def test_a_funder_is_shown_with_all_that_belongs_to_its_project(
    files: Files, kind: str, id_: str, found: list[str]
) -> None:
    assert names(reader({**PAID, **files}), kind, id_) == found


def test_a_funder_is_shown_as_it_demands() -> None:
    of = drawn(reader(PAID, "en"), "content/ue.png", "content/b.png")
    union, fund = (of.site.entries["funder", id_] for id_ in ("uniunea", "fondul"))
    shown = funder_mark(of, union)
    assert shown.emblem is not None
    assert shown.emblem.picture == of.site.pictures["content/ue.png"]
    assert (shown.link, shown.statement, shown.disclaimer) == (
        Link(Said("Union"), Address("en/funders/uniunea/")),
        Said("Cofinanțat.", "ro"),
        Said(""),
    )
    assert funder_mark(of, fund, ["A", "B", "A"]) == FunderMark(
        Link(Said("Fondul"), Address("en/funders/fondul/")),
        None,
        ("A", "B"),
        Said(""),
        Said("Not responsible."),
    )
    assert head(of, the(of, "project", "pod")).funders == (
        funder_mark(of, of.site.entries["funder", "banca"]),
        shown,
    )


def shown(lines: str, kind: str = "project", id_: str = "apa") -> list[tuple[str, ...]]:
    """The programmes of the funders that stand on the page of an item, one funder after the other."""
    files = {
        "content/funders.yaml": f"fondul: {{label: Fondul, {lines}}}\n",
        **item("projects", "funding: [{funder: fondul, programme: Apele}, {funder: fondul}]"),
        **event("start: 2026-06-01", "project: apa"),
        **item("plans", "project: apa"),
    }
    of = reader(files)
    return [one.programmes for one in funders(of, the(of, kind, id_))]


@pytest.mark.parametrize(
    ("lines", "on_project", "on_event", "on_plan"),
    [
        ("website: https://f.example.org/", False, False, False),
        ("statement: Cofinanțat.", True, True, True),
        ("shown_on: project", True, False, False),  # its name, with nothing beside it
        ("statement: Cofinanțat., shown_on: [event, plan]", False, True, True),
        ("statement: Cofinanțat., shown_on: [home]", False, False, False),
        ("shown_on: [project, home]", True, False, False),
        ("shown_on: [project, plan, every-page]", False, False, False),  # once, in the foot
    ],
)
def test_a_funder_stands_on_the_kinds_of_pages_that_it_names(
    lines: str, on_project: bool, on_event: bool, on_plan: bool
) -> None:
    said = [("Apele",)]
    assert shown(lines) == (said if on_project else [])
    assert shown(lines, "event", "alt") == (said if on_event else [])
    assert shown(lines, "plan") == (said if on_plan else [])


@pytest.mark.parametrize(
    ("where", "on_home", "on_others"),
    [("project", 0, 0), ("home", 1, 0), ("every-page", 1, 1)],
)
def test_a_funder_of_all_stands_around_pages(where: str, on_home: int, on_others: int) -> None:
    of = reader(
        {
            "content/funders.yaml": f"fondul: {{label: Fondul, shown_on: [{where}]}}\n",
            **item("projects", "funding: [{funder: fondul, programme: Apele}]"),
            **item("projects", "funding: [{funder: fondul, programme: Dealurile}]", id_="deal"),
        }
    )
    home, others = funders_around(of, "home"), funders_around(of, "event")
    assert (len(home), len(others)) == (on_home, on_others)
    for mark in (*home, *others):
        assert (mark.link.said, mark.programmes) == (Said("Fondul"), ("Apele", "Dealurile"))
