"""Links, file names and ids lead to what is there; what leads nowhere is named with its place.

What each way of writing a link leads to is told in test_relating, for whole sites.
"""

from __future__ import annotations

import pytest
from coalition.core.linking import Ground, folder
from coalition.core.markup import Link
from coalition.core.reads import noted
from coalition.core.records.event import Event
from coalition.core.relating import Reading
from coalition.core.site import Target
from core.in_memory import EVENT, MEMBER, Files, event, found, item, sources

PICTURE = "content/events/2026/ziua/a.jpg"
FILES: Files = {
    **event("start: 2026-05-20", body="# Cum ajungi\n\nText.\n"),
    **event(body="# How to get there\n\nText.\n", language="en"),
    PICTURE: b"1",
    "content/events/2026/ziua/r.pdf": b"1",
    "content/events/2026/ziua/r.exe": b"1",
    "content/x.jpg": b"1",
    "content/blog/2026/rupta/index.ro.md": "nothing",
}
ALT = "content/events/2026/alt/index.ro.md"


def ground(files: Files = FILES) -> tuple[Reading, Ground]:
    made = Reading(sources(files))
    return made, made.ground


@pytest.mark.parametrize(
    ("path", "there"),
    [
        (EVENT, "item"),
        (folder(EVENT), "item"),
        ("content/events/2026/ziua/index.hu.md", ""),
        ("content/blog/2026/rupta/index.ro.md", "text"),
        ("content/blog/2026/rupta", ""),
        ("content/places.yaml", ""),
        (PICTURE, "file"),
        ("content/x.jpg", ""),
        ("content/events/2026/ziua/nu.jpg", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_it_is_known_what_lies_where(path: str, there: str) -> None:
    assert ground()[1].at(path) == there


@pytest.mark.parametrize(
    ("reference", "known"),
    [
        ("event/alt", True), ("event/nu", False), ("member/alfa", True), ("place/casa", True),
        ("post/rupta", True), ("nu/alfa", False), ("alfa", False), ("", False),
        ("coalition/coalition", True),
    ],
)  # fmt: skip
def test_what_is_there_is_known_whether_it_can_be_read_or_not(reference: str, known: bool) -> None:
    assert ground()[1].is_known(reference) is known


def led(target: str, fragment: str = "", *, picture: bool = False, form: str = "path") -> object:
    """Where a link in ``EVENT`` leads: its target, or the code of the problem."""
    made, of = ground()
    assert made.site is not None
    body = made.site.items["event", "ziua"].versions["ro"].body
    link = Link("as typed", form, target, fragment, picture)
    leads, fault = of.target(link, body, EVENT, "ro")
    if fault is None:
        return leads
    assert leads is None or leads.fragment == ""
    code, values = fault
    assert values["found"] == "as typed"
    return code


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ((ALT,), Target("event", "alt")),
        ((folder(ALT),), Target("event", "alt")),
        ((ALT, "cum-ajungi"), Target("event", "alt", "event-alt-cum-ajungi")),
        ((ALT, "how-to-get-there"), Target("event", "alt", "event-alt-how-to-get-there")),
        ((ALT, "nu"), "broken_fragment"),
        (("content/blog/2026/rupta/index.ro.md",), None),
        ((PICTURE,), Target(file=PICTURE)),
        (("content/events/2026/ziua/r.exe",), "bad_download"),
        (("content/events/2026/ziua/nu.pdf",), "broken_link"),
    ],
)
def test_a_link_leads_to_what_its_file_is(link: tuple[str, ...], leads: object) -> None:
    assert led(*link) == leads


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        (PICTURE, Target(file=PICTURE)),
        ("content/events/2026/ziua/r.pdf", "missing_picture"),
        ("content/events/2026/ziua/nu.jpg", "missing_picture"),
        (ALT, "missing_picture"),
    ],
)
def test_a_picture_has_to_be_one(target: str, leads: object) -> None:
    assert led(target, picture=True) == leads


def test_links_that_name_no_file_lead_where_they_say() -> None:
    assert led("https://e.org/", form="web") == Target(url="https://e.org/")
    assert led("", "fn-1", form="note") == Target(fragment="event-ziua-fn-1")
    assert led("", "", form="fragment") == Target()
    assert led("", "nu", form="fragment") == "broken_fragment"
    assert led("x:y", form="bad") is None


def test_whoever_follows_a_link_has_read_where_it_leads_and_no_more() -> None:
    made, of = ground()
    assert made.site is not None
    body = made.site.items["event", "ziua"].versions["ro"].body

    def read(target: str, fragment: str = "") -> set[str]:
        link = Link("a", "path", target, fragment)
        with noted() as names:
            of.target(link, body, EVENT, "ro")
        return names

    assert read(ALT) == {f"at {ALT}"}
    assert read(PICTURE) == {f"at {PICTURE}"}
    assert read("content/nu.md") == {"at content/nu.md"}
    texts = {"text event/alt ro", "text event/alt en"}
    assert read(ALT, "cum-ajungi") == {f"at {ALT}", "outline event/alt", *texts}


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (("image: a.jpg",), []),
        (("image:  a.jpg ",), []),
        (("image: nu.jpg",), [("missing_picture", 4)]),
        (("image: r.pdf",), [("missing_picture", 4)]),
        (("image: ../ziua/a.jpg",), [("missing_picture", 4)]),
    ],
)
def test_files_that_fields_name_lie_beside_the_text(
    lines: tuple[str, ...], problems: list[tuple[str, int]]
) -> None:
    files = {**event("start: 2026", *lines), "content/events/2026/alt/a.jpg": b"1"}
    made, of = ground({**files, "content/events/2026/alt/r.pdf": b"1"})
    assert found(of.named_files("event", made.data[ALT])) == problems


def test_a_file_of_a_document_may_be_a_picture_of_it() -> None:
    folder = "content/documents/apa"
    for name, codes in (("s.pdf", []), ("s.png", []), ("nu.pdf", [("missing_file", 4)])):
        files = item("documents", f"file: {name}")
        made, of = ground({**files, f"{folder}/s.pdf": b"1", f"{folder}/s.png": b"1"})
        assert found(of.named_files("document", made.data[f"{folder}/index.ro.md"])) == codes


def test_a_name_that_nobody_has_is_told_with_its_place_and_the_nearest_one() -> None:
    lines = ("start: 2026", "place: cassa", "organisers: [alfa, alpha]",
             "changes: [{on: 2026-05-20, place: petrilla}]")  # fmt: skip
    made, of = ground(event(*lines))
    data = made.data[ALT]
    problems = sorted(of.references(Event, data, data.mapping), key=lambda one: one.place)
    told = [(one.place.line, one.place.column, dict(one.values)["suggestion"]) for one in problems]
    assert [(line, near) for line, _, near in told] == [(4, "casa"), (5, "alfa"), (6, "petrila")]
    assert told[1][1] > 10  # the second one of the list
    assert {one.code for one in problems} == {"unknown_item"}


def test_an_id_that_cannot_be_one_is_told_by_its_field_alone() -> None:
    made, of = ground(event("start: 2026", "place: Casa Mare"))
    assert list(of.references(Event, made.data[ALT], made.data[ALT].mapping)) == []
    assert {code for code, _ in found(made.judge(("event", "alt")))} == {"bad_name"}


def test_the_folder_of_a_file_is_all_before_its_name() -> None:
    assert folder(MEMBER) == "members/alfa"
    assert folder("a") == ""
