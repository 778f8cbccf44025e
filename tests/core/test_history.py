"""What changed since an earlier state and would not reach those who subscribed."""

from __future__ import annotations

from datetime import date

import pytest
from coalition.core.history import check_since
from coalition.core.problems import Problem
from core.in_memory import COALITION, Files, event, post, reading, text
from sites import BASE, TODAY

PATH = "content/events/2026/alt/index.ro.md"
TOLD = ("published: 2026-04-01",)
TIMED = ("start: 2026-05-20 18:00", "end: 2026-05-20 20:00")
WEEKLY = ("start: 2026-05-07 18:00", "repeat: {rule: FREQ=WEEKLY, until: 2026-06-18}")


def since(before: Files, now: Files) -> list[Problem]:
    then, made = reading(before), reading(now)
    assert then.site is not None
    assert made.site is not None
    site = made.site

    def places(item):
        return made.data[item.versions[item.original].path]

    today = date.fromisoformat(TODAY)
    return list(check_since(then.site, site, places, today, "origin/main"))


# name: (lines of before, lines of now, the field that is named, and its line)
ARRANGED = {
    "another hour": (TIMED, ("start: 2026-05-20 19:00", TIMED[1]), "start", 4),
    "another end": (TIMED, (TIMED[0], "end: 2026-05-20 21:00"), "end", 5),
    "no end any more": (TIMED, TIMED[:1], "end", 1),
    "another zone": (TIMED, (*TIMED, "timezone: Europe/Skopje"), "timezone", 6),
    "another place": (TIMED, (*TIMED, "place: casa"), "place", 6),
    "another room": (TIMED, (*TIMED, "place_note: sala 2"), "place_note", 6),
    "online": (TIMED, (*TIMED, "online: {url: https://z.example.org/}"), "online", 6),
    "cancelled": (TIMED, (*TIMED, "status: cancelled"), "status", 6),
    "another rule": (
        WEEKLY,
        (WEEKLY[0], "repeat: {rule: FREQ=WEEKLY, until: 2026-06-25}"),
        "repeat",
        5,
    ),
    "one day cancelled": (
        WEEKLY,
        (*WEEKLY, "changes: [{on: 2026-05-14, status: cancelled}]"),
        "changes",
        6,
    ),
}


@pytest.mark.parametrize(("was", "is_", "field", "line"), ARRANGED.values(), ids=ARRANGED.keys())
def test_a_change_that_people_must_hear_of_needs_a_new_day_of_change(
    was: tuple[str, ...], is_: tuple[str, ...], field: str, line: int
) -> None:
    [one] = since(event(*TOLD, *was), event(*TOLD, *is_))
    assert (one.code, one.severity) == ("not_updated", "error")
    assert (one.place.path, one.place.line) == (PATH, line)
    values = dict(one.values)
    assert (values["field"], values["base"]) == (field, "origin/main")
    # What it tells to write is enough.
    assert since(event(*TOLD, *was), event(*TOLD, *is_, f"updated: {values['example']}")) == []


def test_a_second_change_needs_a_later_one() -> None:
    was = (*TOLD, "updated: 2026-05-04 10:30")
    moved = "start: 2026-05-21 18:00"
    [one] = since(event(*was, TIMED[0]), event(*was, moved))
    assert dict(one.values)["example"] == "2026-05-04 10:31"
    assert since(event(*was, TIMED[0]), event(*TOLD, "updated: 2026-05-03", moved))
    assert since(event(*was, TIMED[0]), event(*TOLD, "updated: 2026-05-04 10:31", moved)) == []


def test_what_appeared_today_and_moves_today_gets_a_minute() -> None:
    was = f"published: {TODAY}"
    [one] = since(event(was, TIMED[0]), event(was, "start: 2026-05-21 18:00"))
    assert dict(one.values)["example"] == f"{TODAY} 00:01"


@pytest.mark.parametrize("day", ["2026-05-02", "2026-04-01"])
def test_a_withdrawal_brings_its_own_day_also_on_that_of_its_appearance(day: str) -> None:
    told = "published: 2026-04-01 10:00"
    gone = f"withdrawn: {{date: {day}, reason: Nu are loc.}}"
    assert since(event(told, *TIMED), event(told, *TIMED, gone)) == []


def test_another_zone_of_the_coalition_moves_every_event_that_has_none_of_its_own() -> None:
    moved = {COALITION: BASE[COALITION].replace("Europe/Bucharest", "Europe/Skopje")}
    there = {**event(*TOLD, *TIMED), **event(*TOLD, *TIMED, "timezone: UTC", id_="altundeva")}
    found = since(there, {**there, **moved})
    assert {(dict(one.values)["field"], one.place.line) for one in found} == {("timezone", 1)}
    assert PATH in {one.place.path for one in found}
    assert not any("altundeva" in one.place.path for one in found)


def test_without_a_day_of_appearance_no_change_is_told() -> None:
    was, is_ = event(*TIMED), event("start: 2026-05-21 18:00", "updated: 2026-05-03")
    assert [one.code for one in since(was, is_)] == ["not_updated"]


@pytest.mark.parametrize(
    "lines",
    [(), ("summary: Altfel.",), ("topics: culture",), ("status_note: Vine și primarul.",)],
)
def test_other_words_need_no_new_day(lines: tuple[str, ...]) -> None:
    assert since(event(*TOLD, *TIMED), event(*TOLD, *TIMED, *lines, body="Alt text.\n")) == []


def test_the_same_time_written_otherwise_is_no_change() -> None:
    other = ("start: 2026-05-20T18:00", TIMED[1], "status: scheduled")
    assert since(event(*TOLD, *TIMED), event(*TOLD, *other)) == []


def test_new_and_removed_events_and_drafts_are_no_changes() -> None:
    there = event(*TOLD, *TIMED)
    assert since({}, there) == []
    assert {one.code for one in since(there, {})} == {"vanished_item"}
    assert since(event(*TOLD, *TIMED, "draft: true"), event(*TOLD, "start: 2026-06-01")) == []
    assert since(event(*TOLD, *TIMED, "draft: true"), {}) == []


def test_another_identity_would_send_everything_again() -> None:
    other = BASE[COALITION].replace("coalition.example.org, year", "other.example.org, year")
    assert other != BASE[COALITION]
    [one] = since({}, {COALITION: other})
    assert (one.code, one.place.path) == ("identity_changed", COALITION)
    assert "coalition.example.org" in dict(one.values)["example"]


# --- addresses -----------------------------------------------------------------------------------

ENGLISH = "content/blog/2026/alta/index.en.md"
ROMANIAN = ENGLISH.replace(".en.", ".ro.")
OTHER = BASE[COALITION]


def told(one: Problem) -> tuple[str, str, str, str]:
    values = dict(one.values)
    assert one.severity == "error"
    assert values["base"] == "origin/main"
    return one.code, one.place.path, values["found"], values["example"]


def test_another_slug_needs_an_alias_in_the_same_file() -> None:
    was = {**post("slug: veche"), **post("slug: old", language="en")}
    now = {**post("slug: veche"), **post("slug: new", language="en")}
    [one] = since(was, now)
    assert told(one) == ("vanished_address", ENGLISH, "/en/blog/old/", "aliases: [/en/blog/old/]")
    # What it tells to write is enough.
    aliased = {
        **post("slug: veche"),
        **post("slug: new", "aliases: [/en/blog/old/]", language="en"),
    }
    assert since(was, aliased) == []
    # And once it is written, it has to stay.
    [again] = since(aliased, now)
    assert told(again) == told(one)


def test_a_reader_of_another_language_has_noted_the_address_down_too() -> None:
    [one] = since(post("slug: veche", language="ro"), post("slug: noua", language="ro"))
    assert told(one)[2:] == ("/blog/veche/", "aliases: [/blog/veche/]")
    gone = {**post(), **post("slug: old", language="en")}
    [one] = since(gone, post())
    assert told(one) == ("vanished_address", ROMANIAN, "/en/blog/old/", "aliases: [/en/blog/old/]")
    assert since(gone, post("aliases: [/en/blog/old/]")) == []


def test_what_is_deleted_or_renamed_leaves_a_word_or_leads_on() -> None:
    both = "/blog/alta/, /en/blog/alta/"
    renamed = post(id_="noua")
    for now in ({}, renamed, post("draft: true")):
        [one] = since(post(), now)
        assert told(one) == (
            "vanished_item", ROMANIAN, both, f"withdrawn: {{date: {TODAY}, reason: …}}"
        )  # fmt: skip
        assert dict(one.values)["aliases"] == f"aliases: [{both}]"
    assert since(post(), post(f"aliases: [{both}]", id_="noua")) == []
    assert since(post(), post(f"withdrawn: {{date: {TODAY}, reason: Nu mai e.}}")) == []


def test_an_entry_of_a_list_has_a_page_that_vanishes_with_it() -> None:
    topics = {"content/topics.yaml": BASE["content/topics.yaml"] + "health: {label: Health}\n"}
    [one] = since(topics, {})
    code, path, found, example = told(one)
    assert (code, path, dict(one.values)["id"]) == (
        "vanished_entry", "content/topics.yaml", "health"
    )  # fmt: skip
    assert found == "/teme/health/, /en/topics/health/"
    assert since(topics, post(example)) == []


def test_a_section_under_another_word_is_told_once() -> None:
    many = {path: raw for number in range(9) for path, raw in post(id_=f"post-{number}").items()}
    word = "sections: {post: {ro: stiri}}"
    [one] = since(many, {**many, COALITION: f"{OTHER}{word}\n"})
    assert told(one) == ("vanished_below", COALITION, "/blog/", "sections: {post: {ro: blog}}")
    assert dict(one.values)["number"] == "11"  # the list, nine posts and the one of every site
    assert since(many, {**many, COALITION: f"{OTHER}sections: {{post: {{ro: blog}}}}\n"}) == []


def test_a_language_that_goes_is_told_once_and_so_is_another_default() -> None:
    [one] = since({}, {COALITION: OTHER.replace("[ro, en]", "[ro]")})
    assert told(one) == ("vanished_below", COALITION, "/en/", "languages: [ro, en]")
    found = since({}, {COALITION: OTHER.replace("[ro, en]", "[en, ro]")})
    assert {told(one)[2:] for one in found} == {
        ("/", "languages: [ro, en]"),
        ("/en/", "languages: [ro, en]"),
    }


def test_a_new_language_and_new_items_take_no_address_away() -> None:
    assert since({}, {COALITION: OTHER.replace("[ro, en]", "[ro, en, hu]"), **post()}) == []


def test_a_file_that_has_to_be_mended_first_is_not_called_gone() -> None:
    broken = {ROMANIAN: text("title: [")}
    then, made = reading(post()), reading(broken)
    assert then.site is not None
    assert made.site is not None
    files = {one.place.path for one in made.problems if one.severity == "error"}
    day = date.fromisoformat(TODAY)
    found = check_since(then.site, made.site, lambda _: made.data[""], day, "main", files)
    assert "vanished_item" not in {one.code for one in found}
