"""What feeds tell of an item, before it is written in any format."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import absolute
from coalition.core.exports.news import Author, News, news
from core.in_memory import COALITION, Files, drawn, event, item, post, reader, text, the, words
from sites import BASE

URL = "https://example.org/"
DATES = datetime(2026, 4, 10, tzinfo=UTC), datetime(2026, 4, 20, tzinfo=UTC)

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu are loc.}"


def told(files: Files, kind: str = "event", id_: str = "alt", language: str = "ro") -> News:
    of = drawn(reader(files, language), *(path for path in files if path.endswith(".jpg")))
    return news(of, words(language), absolute(URL), the(of, kind, id_), DATES)


def shown(of: News) -> list[str]:
    """The elements of the content, as a person reads them."""
    body = BeautifulSoup(of.content, "html.parser")
    return [node.get_text().strip() for node in body.find_all(["p", "li", "figcaption"])]


def test_an_entry_is_dated_named_and_whole() -> None:
    files = {
        **post("published: 2026-04-10", "summary: Pe scurt.", "authors: [alfa, primaria, coalition]",
               "topics: culture", body="Tot."),
    }  # fmt: skip
    assert told(files, "post", "alta") == News(
        id="tag:coalition.example.org,2020:post/alta/ro",
        url=URL + "blog/alta/",
        title="Alta",
        content="<p>Tot.</p>\n",
        published=DATES[0],
        updated=DATES[1],
        authors=(
            Author("Alfa", URL + "membri/alfa/"),
            Author("Primăria", URL + "organizatii/primaria/"),
            Author("Coaliția de probă", URL + "despre/"),
        ),
        summary="Pe scurt.",
        categories=("Cultură",),
    )


def test_what_nobody_signs_is_the_coalitions() -> None:
    [author] = told(event("start: 2026-05-20")).authors
    assert author == Author("Coaliția de probă", URL + "despre/")


@pytest.mark.parametrize(
    ("lines", "official", "demonstration"),
    [
        ([], ["Coaliția de probă"], []),
        (["authors: [coalition, alfa]"], ["Coaliția de probă", "Alfa"], ["Alfa"]),
        (["authors: [ciorna]"], [], []),
    ],
)
def test_a_post_is_signed_by_those_who_wrote_it(
    lines: list[str], official: list[str], demonstration: list[str]
) -> None:
    files = {**post(*lines), "members/ciorna/index.ro.md": text("name: Secret", "draft: true")}
    for more, authors in (("", official), ("demonstration: true\n", demonstration)):
        entry = told({**files, COALITION: BASE[COALITION] + more}, "post", "alta")
        assert [author.name for author in entry.authors] == authors


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["status: cancelled", "status_note: Plouă."], "Cancelled – Plouă."),
        (["status: cancelled"], "Cancelled"),
        (["status: postponed", "status_note: A & B <c>"], "Postponed, new date not known – A & B <c>"),
        (
            ["status: rescheduled", "previous_start: 2026-05-19"],
            "New date (planned before: 19 mai 2026)",
        ),
        (["status: moved-online"], "Moved online"),
        (["status: tentative"], "Not yet certain"),
        (["status_note: Intrarea din spate."], "Takes place as planned – Intrarea din spate."),
        (["changes: [{on: 2026-05-20, status: cancelled}]"], "Cancelled"),
    ],
)  # fmt: skip
def test_what_became_of_an_event_stands_first(lines: list[str], said: str) -> None:
    assert shown(told(event("start: 2026-05-20", *lines)))[0] == said


def test_an_event_says_where_and_what_changed_on_which_day() -> None:
    made = told(
        event(
            "start: 2026-05-21 18:00",
            "repeat: {rule: FREQ=WEEKLY;BYDAY=TH, until: 2026-06-18}",
            "changes:",
            "- {on: 2026-05-28, status: cancelled, note: Sărbătoare.}",
            "- {on: 2026-06-04, note: În curte.}",
            "- {on: 2026-06-11, start: 2026-06-12 19:00, place: petrila}",
            "- {on: 2026-06-18, status: moved-online}",
            "place: casa",
            "place_note: sala mică",
        )
    )
    assert shown(made) == [
        "Casa de cultură, Petrila, sala mică",
        "joi, 28 mai 2026, 18:00: Cancelled – Sărbătoare.",
        "joi, 4 iunie 2026, 18:00 – În curte.",
        "vineri, 12 iunie 2026, 19:00: New date – Petrila (planned before: 11 iunie 2026, 18:00)",
        "joi, 18 iunie 2026, 18:00: Moved online",
        "Text.",
    ]
    assert made.title == "Alt (joi, 21 mai 2026, 18:00; every Thursday, until 18 iunie 2026)"


ONLINE = "online: {url: 'https://z.example.org/?a=1&b=2', note: Pe Zoom.}"


@pytest.mark.parametrize("start", ["2026-05-20", "2026-09"])
def test_what_moved_online_says_where_to_and_not_where_it_was_to_be(start: str) -> None:
    place = ("place: casa", "place_note: sala mică")
    made = told(event(f"start: {start}", *place, "status: moved-online", ONLINE))
    meeting = "Pe Zoom. – https://z.example.org/?a=1&b=2"
    assert shown(made) == ["Moved online", meeting, "Text."]
    assert 'href="https://z.example.org/?a=1&amp;b=2"' in made.content
    # What takes place here and there says both.
    assert shown(told(event(f"start: {start}", *place, ONLINE))) == [
        "Casa de cultură, Petrila, sala mică", meeting, "Text.",
    ]  # fmt: skip


def test_a_single_event_that_moved_tells_how_it_is_now() -> None:
    made = told(
        event(
            "start: 2026-05-20 18:00",
            "place: casa",
            "status_note: Obișnuit.",
            "changes: [{on: 2026-05-20, start: 2026-05-21 19:00, place: petrila, note: Plouă.}]",
        )
    )
    assert made.title == "New date: Alt (joi, 21 mai 2026, 19:00)"
    assert shown(made) == [
        "New date – Plouă. (planned before: 20 mai 2026, 18:00)",
        "Petrila",
        "Text.",
    ]


def test_a_call_says_until_when() -> None:
    assert shown(told(item("calls", "deadline: 2026-06-30 17:00"), "call", "apa"))[0] == (
        "Deadline: 30 iunie 2026, 17:00"
    )


def test_a_call_tells_its_results_and_how_far_its_goal_is() -> None:
    files = item(
        "calls",
        "deadline: 2026-06-30",
        "goal: {amount: 100, currency: EUR}",
        "progress: [{date: 2026-05-02, amount: 50}, {date: 2026-04-02, amount: 20}]",
        "results: {decided: A & B., table: [{id: a, label: Apa <b>, value: 3 voturi}, {id: b, label: Aer}]}",
    )
    found = told(files, "call", "apa")
    assert found.title == "Results: Apa"
    assert shown(found) == [
        "Results – A & B.",
        "Apa <b>: 3 voturi",
        "Aer",
        "Deadline: 30 iunie 2026",
        "How far it is: 50\u00a0EUR (2 mai 2026)",
        "Text.",
    ]
    gone = told(item("calls", "results: {decided: A.}", WITHDRAWN), "call", "apa")
    assert (gone.title, shown(gone)) == ("Withdrawn: Apa", ["Withdrawn – Nu are loc."])


def test_of_what_was_withdrawn_only_the_reason_is_told() -> None:
    lines = ("published: 2026-04-10", "summary: Veniți!", "image: a.jpg")
    withdrawn = "withdrawn: {date: 2026-05-02, reason: Nu a avut loc.}"
    files = {**post(*lines, withdrawn), "content/blog/2026/alta/a.jpg": b"1"}
    made = told(files, "post", "alta")
    assert (made.title, made.summary, made.image) == ("Withdrawn: Alta", "Nu a avut loc.", "")
    assert shown(made) == ["Withdrawn – Nu a avut loc."]


def test_a_picture_is_shown_with_its_words_and_its_maker() -> None:
    files = {
        **post("published: 2026-04-10", "image: a.jpg", "image_alt: O stradă", "image_credit: Ana & Ion"),
        "content/blog/2026/alta/a.jpg": b"1",
    }  # fmt: skip
    made = told(files, "post", "alta")
    figure = BeautifulSoup(made.content, "html.parser").figure
    assert figure is not None
    assert figure.img is not None
    assert (figure.img["src"], figure.img["alt"]) == (made.image, "O stradă")
    assert made.image.startswith(URL + "files/")
    assert figure.get_text() == "Picture: Ana & Ion"


def test_what_is_told_in_another_language_says_in_which() -> None:
    made = told(post("published: 2026-04-10", body="Tot."), "post", "alta", "en")
    assert made.language == "ro"
    assert made.content.startswith('<div lang="ro" dir="ltr"><p>Tot.')
    assert told(post("published: 2026-04-10"), "post", "alta").language == ""


def test_a_note_that_was_not_translated_says_in_which_language_it_is() -> None:
    files = {
        **event("start: 2026-05-20", "status: cancelled", "status_note: Plouă."),
        **event(language="en", body="It is off."),
    }
    made = told(files, language="en")
    assert made.language == ""
    assert '<span lang="ro" dir="ltr">Plouă.</span>' in made.content


@pytest.mark.parametrize(
    ("lines", "content"),
    [(["summary: Pe scurt & bine."], "<p>Pe scurt &amp; bine.</p>"), ([], "<p>Apa</p>")],
)
def test_there_is_always_something_to_read(lines: list[str], content: str) -> None:
    made = told(item("documents", "published: 2026-04-10", *lines, body=""), "document", "apa")
    assert made.content == content


def test_html_in_the_fields_stays_text() -> None:
    nasty = "<b>x</b> & <script>1</script>"
    made = told(event("start: 2026-05-20", "status: cancelled", f"status_note: '{nasty}'",
                      f"place_note: '{nasty}'", body=""))  # fmt: skip
    assert BeautifulSoup(made.content, "html.parser").find(["b", "script"]) is None
    assert shown(made) == [f"Cancelled – {nasty}", nasty]


def test_links_in_the_text_are_whole_ones() -> None:
    body = "[Alfa](../../../../members/alfa/index.ro.md)"
    made = told(event("start: 2026-05-20", body=body))
    assert f'href="{URL}membri/alfa/"' in made.content
