"""The index: what is known of the items without opening them, asked in small sites."""

from __future__ import annotations

import pytest
from coalition.core.index import Backlink, Brief, Index, in_order
from core.in_memory import POST, Files, event, item, post, site
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"
ZIUA = {path: None for path in BASE if "/ziua/" in path}


def index(*files: Files) -> Index:
    """The index of the small site with files on top."""
    return site({path: raw for one in files for path, raw in one.items()}).index


def test_items_of_a_kind_are_known_by_their_ids_in_order() -> None:
    made = index(event("start: 2026", id_="zeta"), event("start: 2026", WITHDRAWN, id_="beta"))
    assert made.every("event") == ("beta", "zeta", "ziua")
    assert made.every("plan") == ()
    assert list(made.briefs) == sorted(made.briefs)


def test_drafts_are_not_known() -> None:
    made = index(event("start: 2026", "draft: true", "organisers: alfa"))
    assert made.every("event") == ("ziua",)
    assert made.outline("event/alt") is None
    assert {link.item for link in made.naming("member/alfa")} == {("event", "ziua"), ("post", "stire")}  # fmt: skip


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ({}, False),
        (item("projects"), True),
        (item("projects", WITHDRAWN), False),
        ({**item("projects", WITHDRAWN), **item("projects", id_="alt")}, True),
        (item("projects", "draft: true"), False),
    ],
)
def test_a_kind_is_shown_when_something_of_it_was_not_withdrawn(files: Files, shown: bool) -> None:
    assert index(files).shown("project") is shown


def test_an_outline_changes_with_all_that_a_link_needs() -> None:
    before = index(event("start: 2026")).outline("event/alt")
    for same in (("start: 2027",), ("start: 2026", "summary: altfel")):
        assert index(event(*same)).outline("event/alt") == before
    others = [
        index(event("start: 2026", "slug: altul")),
        index(event("start: 2026", WITHDRAWN)),
        index(event("start: 2026"), event(language="en")),
        index({"content/events/2025/alt/index.ro.md": "---\ntitle: Alt\nstart: 2026\n---\n"}),
        index(event("start: 2026", "original: true", language="en"), event()),
    ]
    outlines = [before, *(one.outline("event/alt") for one in others)]
    assert len(set(outlines)) == len(outlines)
    assert None not in outlines
    assert index().outline("event/alt") is None


def test_who_names_a_thing_is_known_with_the_field_each_once() -> None:
    made = index(
        event("start: 2026", "organisers: [alfa]", "partners: [alfa, primaria]", "place: casa"),
        {"content/organisations.yaml": "primaria: {name: P, town: petrila}\n"},
    )
    assert made.naming("member/alfa") == (
        Backlink("organisers", ("event", "alt")),
        Backlink("partners", ("event", "alt")),
        Backlink("organisers", ("event", "ziua")),
        Backlink("authors", ("post", "stire")),
    )
    assert made.naming("organisation/primaria") == (Backlink("partners", ("event", "alt")),)
    assert made.naming("place/petrila") == (
        Backlink("town", ("organisation", "primaria")),
        Backlink("town", ("place", "casa")),
    )
    assert made.naming("event/ziua") == (Backlink("about", ("post", "stire")),)
    assert made.naming("event/nu") == ()


def test_the_backlinks_cannot_be_changed() -> None:
    made = index()
    for mapping in (made.backlinks, made.briefs):
        with pytest.raises(TypeError):
            mapping["x"] = ()  # type: ignore[index]


POSTS = {
    **post("published: 2026-04-05", "date: 2019", id_="veche"),
    **post("published: 2026-04-01", id_="a"),
    **post("published: 2026-04-01", id_="b"),
    **post("published: 2026-05-01", WITHDRAWN, id_="retrasa"),
    **post(id_="fara-zi"),
}


def test_the_latest_comes_first_and_what_has_no_day_last() -> None:
    made = index(POSTS)
    assert made.page_of("post 9 1") == ("b", "a", "stire", "veche", "fara-zi")
    assert made.page_of("plan 9 1") == ()


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (2, [("b", "a"), ("stire", "veche"), ("fara-zi",)]),
        (5, [("b", "a", "stire", "veche", "fara-zi")]),
        (12, [("b", "a", "stire", "veche", "fara-zi")]),
    ],
)
def test_a_list_has_pages_of_one_length(length: int, shown: list[tuple[str, ...]]) -> None:
    made = index(POSTS)
    assert made.pages_of(f"post {length}") == len(shown)
    found = [made.page_of(f"post {length} {number + 1}") for number in range(len(shown))]
    assert found == shown
    assert made.page_of(f"post {length} {len(shown) + 1}") == ()


def test_a_list_of_nothing_has_no_page() -> None:
    made = index({POST: None})
    assert made.pages_of("post 12") == 0
    assert made.page_of("post 12 1") == ()


@pytest.mark.parametrize(
    ("id_", "around"),
    [
        ("b", ("", "a")),
        ("a", ("b", "stire")),
        ("stire", ("a", "veche")),
        ("fara-zi", ("veche", "")),
        ("retrasa", ("", "")),
        ("nu", ("", "")),
    ],
)
def test_a_post_stands_between_a_newer_and_an_older_one(id_: str, around: tuple[str, str]) -> None:
    assert index(POSTS).beside(id_) == around


def test_the_only_post_stands_alone() -> None:
    assert index().beside("stire") == ("", "")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), False),
        (("town: casa",), True),
        (("town: casa", "status: former"), False),
        (("town: casa", WITHDRAWN), False),
        (("area_served: petrila",), False),
    ],
)
def test_a_group_of_members_needs_one_who_takes_part(
    lines: tuple[str, ...], expected: bool
) -> None:
    member = "\n".join(["---", "name: Beta", *lines, "---", "", "Text."])
    made = index({"members/beta/index.ro.md": member})
    assert made.any_names("member town") is expected
    assert made.any_names("member fields") is False


def test_news_are_what_is_told_of_any_of_some_things_each_once() -> None:
    made = index(
        event("start: 2026-06-01", "published: 2026-05-02", "updated: 2026-05-03 10:00",
              "organisers: alfa", "place: casa"),
        event("start: 2026-07", "organisers: alfa", id_="nespus"),
    )  # fmt: skip
    alt = (("event", "alt"), ("2026-05-02T00:00:00", "2026-05-03T10:00:00"), "2026-06-01")
    ziua = (("event", "ziua"), ("2026-04-01T00:00:00",), "2026-05-17T10:00")
    stire = (("post", "stire"), ("2026-04-02T00:00:00",), "2026-03-30")
    alfa = (("member", "alfa"), ("2026-01-01T00:00:00",), "")
    assert made.news() == (alt, ziua, alfa, stire)
    assert made.news("member/alfa") == (alt, ziua, stire)
    assert made.news("event/ziua") == (stire,)
    assert made.news("place/casa member/alfa") == (alt, ziua, stire)
    assert made.news("topic/culture") == ()
    assert (made.news_of("event"), made.news_of("post"), made.news_of("call")) == (
        (alt, ziua),
        (stire,),
        (),
    )


def test_a_withdrawal_is_news() -> None:
    made = index(event("start: 2026", "published: 2026-04-01", WITHDRAWN))
    [told] = [told for key, told, _ in made.news() if key == ("event", "alt")]
    assert told == ("2026-04-01T00:00:00", "2026-05-01T00:00:00")


PAGES = {
    **item("pages", "menu: 2", id_="a"),
    **item("pages", "parent: a", id_="b"),
    **item("pages", "parent: b", "menu: 1", id_="c"),
    **item("pages", "parent: b", WITHDRAWN, id_="d"),
}


def test_pages_know_what_they_belong_under_the_nearest_first() -> None:
    made = index(PAGES)
    assert [made.parents(id_) for id_ in "abcdx"] == [(), ("a",), ("b", "a"), ("b", "a"), ()]
    assert made.menu() == (("a", "", 2), ("b", "a", None), ("c", "b", 1))


@pytest.mark.parametrize(
    ("below", "parents"),
    [
        ({"a": "a"}, {"a": ("a",)}),
        ({"a": "b", "b": "a"}, {"a": ("b", "a"), "b": ("a", "b")}),
        ({"a": "b", "b": "c", "c": "b"}, {"a": ("b", "c"), "b": ("c", "b")}),
    ],
)
def test_pages_in_a_circle_come_to_an_end(
    below: dict[str, str], parents: dict[str, tuple[str, ...]]
) -> None:
    briefs = [
        Brief("page", id_, "ro", (("ro", f"{id_}.md"),), parent=parent)
        for id_, parent in below.items()
    ]
    made = Index(in_order(briefs))
    assert {id_: made.parents(id_) for id_ in parents} == parents


def test_pages_under_a_draft_stand_by_themselves() -> None:
    made = index(item("pages", "draft: true", id_="a"), item("pages", "parent: a", id_="b"))
    assert made.parents("b") == ()


@pytest.mark.parametrize(
    "line", ["slug: altul", "aliases: [/vechi/]", "aliases: [/vechi/, /mai-vechi/]"]
)
def test_what_items_claim_changes_with_each_address(line: str) -> None:
    before = index(event("start: 2026")).claims()
    assert index(event("start: 2027", "summary: a")).claims() == before
    assert index(event("start: 2026", line)).claims() != before
    assert index(event("start: 2026", id_="altul")).claims() != before


# --- translations --------------------------------------------------------------------------------


def test_what_there_is_to_translate_is_known_by_state_and_age() -> None:
    stale = 'translates: "000000000000"'
    made = index(
        post("published: 2026-03-01", id_="veche"),
        post("published: 2026-01-01", "updated: 2026-04-01", id_="schimbata"),
        post(stale, id_="schimbata", language="en"),
        post("published: 2026-01-01", id_="ghicita"),
        post("translation: machine", id_="ghicita", language="en"),
        post(WITHDRAWN, id_="retrasa"),
        post("draft: true", id_="ciorna"),
        post("original: true", id_="straina", language="en"),
    )
    assert made.to_translate("en") == (
        (("post", "schimbata"), "outdated", "2026-04-01T00:00:00"),
        (("post", "veche"), "missing", "2026-03-01T00:00:00"),
        (("post", "stire"), "missing", "2026-04-02T00:00:00"),
        (("member", "alfa"), "unconfirmed", "2026-01-01T00:00:00"),
        (("event", "ziua"), "unconfirmed", "2026-04-01T00:00:00"),
        (("post", "ghicita"), "machine", "2026-01-01T00:00:00"),
    )
    assert made.to_translate("ro") == ((("post", "straina"), "missing", ""),)
