"""Items in lists: what they are called, when, where and by whom."""

from __future__ import annotations

import pytest
from coalition.core.addresses import Address
from coalition.core.records.common import Source
from coalition.core.showing import Happening, Link, Said
from coalition.core.spoken import lines as lines_of
from coalition.core.views.cards import (
    NOT_KNOWN,
    SHORT,
    EntryCard,
    Origin,
    call_card,
    colophon,
    coming_cards,
    document_card,
    entry_card,
    entry_colophon,
    event_card,
    happening_card,
    member_card,
    plan_card,
    post_card,
    project_card,
    short_address,
)
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    Files,
    event,
    item,
    lasts,
    post,
    reader,
    text,
    the,
    words,
)
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu are loc.}"


def test_a_member_is_told_by_name_town_and_fields() -> None:
    of = reader(
        {
            MEMBER: text(
                "name: Alfa",
                "form: association",
                "town: petrila",
                "fields: [culture]",
                "summary: Noi.",
            )
        },
        "en",
    )
    card = member_card(of, the(of, "member", "alfa"))
    assert card.name == Said("Alpha")
    assert card.address == Address("en/members/alfa/")
    assert (card.form, card.town, card.fields) == (
        "association",
        Said("Petrila"),
        (Link(Said("Culture"), Address("en/topics/culture/")),),
    )
    assert card.summary == Said("Noi.", "ro")


@pytest.mark.parametrize(
    ("kind", "id_", "card"),
    [
        (
            "organisation",
            "primaria",
            EntryCard(
                Said("Primăria", "ro"),
                Address("en/organisations/primaria/"),
                Said("The town hall."),
                "public-authority",
                Said("Petrila"),
            ),
        ),
        (
            "place",
            "casa",
            EntryCard(Said("House"), Address("en/places/casa/"), Said("Mare.", "ro"), "", Said("Petrila")),
        ),
        ("place", "petrila", EntryCard(Said("Petrila"), Address("en/places/petrila/"), Said(""), "", Said(""))),
        ("topic", "culture", EntryCard(Said("Culture"), Address("en/topics/culture/"), Said("Arts."), "", Said(""))),
        ("funder", "uniunea", EntryCard(Said("Union"), Address("en/funders/uniunea/"), Said(""), "", Said(""))),
    ],
)  # fmt: skip
def test_an_entry_of_a_list_is_told(kind: str, id_: str, card: EntryCard) -> None:
    files = {
        "content/organisations.yaml": (
            "primaria: {name: {ro: Primăria}, summary: {en: The town hall.}, "
            "form: public-authority, town: petrila}\n"
        ),
        "content/places.yaml": (
            "petrila: {label: Petrila}\n"
            "casa: {label: {ro: Casa, en: House}, town: petrila, summary: {ro: Mare.}}\n"
        ),
        "content/topics.yaml": "culture: {label: {en: Culture}, summary: Arts.}\n",
    }
    of = reader(files, "en")
    assert entry_card(of, of.site.entries[kind, id_]) == card


@pytest.mark.parametrize(
    ("lines", "today", "when", "iso", "day", "month", "year"),
    [
        (("start: 2026-05-20 18:00",), "2026-05-04", "miercuri, 20 mai 2026, 18:00", "2026-05-20T18:00", "20", "mai", ""),
        (("start: 2026-05-20",), "2026-05-04", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", ""),
        (("start: 2026-05-20", "end: 2026-05-22"), "2026-05-04", "20–22 mai 2026", "2026-05-20", "20", "mai", ""),
        (("start: 2026-05-20",), "2025-12-04", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", "2026"),
    ],
)  # fmt: skip
def test_one_day_of_an_event_is_told(
    lines: tuple[str, ...], today: str, when: str, iso: str, day: str, month: str, year: str
) -> None:
    of = reader(event(*lines), today=today)
    [one] = [one for one in of.coming if one.item.id == "alt"]
    card = happening_card(of, one)
    assert (card.when, card.iso, card.day, card.month, card.year) == (when, iso, day, month, year)


@pytest.mark.parametrize(
    ("start", "when", "iso", "day", "month", "year"),
    [
        ("2022", "2022", "2022", "", "", "2022"),
        ("2022-08", "august 2022", "2022-08", "", "aug", "2022"),
        ("2026-05-20", "miercuri, 20 mai 2026", "2026-05-20", "20", "mai", ""),
    ],
)
def test_a_whole_event_is_told_as_precisely_as_it_is_known(
    start: str, when: str, iso: str, day: str, month: str, year: str
) -> None:
    of = reader(event(f"start: {start}"))
    card = event_card(of, the(of, "event", "alt"))
    assert (card.when, card.iso, card.day, card.month, card.year) == (when, iso, day, month, year)


@pytest.mark.parametrize("today", ["2026-05-04", "2027-01-01"])
def test_a_whole_event_says_how_it_repeats_and_one_day_of_it_does_not(today: str) -> None:
    lines = ("start: 2026-05-06", "repeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2026-05-13}")
    of = reader(event(*lines), today=today)
    item = the(of, "event", "alt")
    said = event_card(of, item).repeats
    assert said is not None
    # Without its single days: the lists would have to be written again after each of them.
    assert lines_of(words(), said) == ("every Wednesday, until 20 May 2026",)
    for one in of.agenda.coming_of("alt"):
        assert happening_card(of, Happening(item, one)).repeats is None
    assert [card.repeats for card in coming_cards(of, [item])] == ([said] if "26-" in today else [])


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        # Without an hour of its end an event lasts as long as its last day.
        (("start: 2026-05-20 18:00",), "2026-05-21T00:00+03:00"),
        (("start: 2026-05-20 18:00", "end: 2026-05-20 20:00"), "2026-05-20T20:00+03:00"),
        (("start: 2026-05-20 22:00", "end: 2026-05-21 02:00"), "2026-05-21T02:00+03:00"),
        (("start: 2026-05-20",), "2026-05-21T00:00+03:00"),
        (("start: 2026-05-20", "end: 2026-05-22"), "2026-05-23T00:00+03:00"),
        (("start: 2026-12-20 18:00",), "2026-12-21T00:00+02:00"),
        # The last day of winter time: midnight comes after the change of clocks, not before.
        (("start: 2027-03-28 01:00",), "2027-03-29T00:00+03:00"),
        (
            ("start: 2026-05-20 18:00", "end: 2026-05-20 20:00", "timezone: America/New_York"),
            "2026-05-20T20:00-04:00",
        ),
    ],
)
def test_one_day_of_an_event_tells_when_it_is_over(lines: tuple[str, ...], end: str) -> None:
    of = reader(event(*lines))
    [one] = [one for one in of.coming if one.item.id == "alt"]
    assert happening_card(of, one).end == end


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("start: 2026-08",), "2026-09-01T00:00+03:00"),
        (("start: 2026",), "2027-01-01T00:00+02:00"),
        (("start: 2026-08", "end: 2026-10"), "2026-11-01T00:00+02:00"),
        (("start: 2026-05-20",), "2026-05-21T00:00+03:00"),
        (("start: 2026-05-20", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), ""),
    ],
)
def test_a_whole_event_tells_when_it_is_over(lines: tuple[str, ...], end: str) -> None:
    of = reader(event(*lines))
    assert event_card(of, the(of, "event", "alt")).end == end


def test_one_day_has_its_own_place_and_status() -> None:
    of = reader(
        event(
            "start: 2026-05-20 18:00",
            "place: casa",
            "organisers: [alfa, primaria]",
            "repeat: {rule: FREQ=WEEKLY;COUNT=2}",
            "changes: [{on: 2026-05-27, status: cancelled, place: petrila}]",
        )
    )
    first, second = (happening_card(of, one) for one in of.coming if one.item.id == "alt")
    assert (first.status, first.place.text) == ("scheduled", "Casa de cultură, Petrila")
    assert (second.status, second.place.text) == ("cancelled", "Petrila")


@pytest.mark.parametrize(
    ("lines", "date", "iso"),
    [
        (("published: 2026-04-02", "date: 2026-03-30"), "30 martie 2026", "2026-03-30"),
        (("published: 2026-04-02",), "2 aprilie 2026", "2026-04-02"),
        (("published: 2026-04-02", "date: 2019"), "2019", ""),
        (("date: 2019-05",), "mai 2019", ""),
        ((), "", ""),
    ],
)
def test_a_post_is_dated_by_what_it_tells_of(lines: tuple[str, ...], date: str, iso: str) -> None:
    of = reader(post(*lines))
    card = post_card(of, the(of, "post", "alta"))
    assert (card.date, card.iso) == (date, iso)


@pytest.mark.parametrize(
    ("lines", "clock"),
    [
        (("start: 2026-05-20 18:00",), "18:00"),
        (("start: 2026-05-20",), ""),
        (("start: 2026-05",), ""),
    ],
)
def test_the_hour_is_told_when_it_is_known(lines: tuple[str, ...], clock: str) -> None:
    of = reader(event(*lines))
    assert event_card(of, the(of, "event", "alt")).clock == clock


# --- what comes ------------------------------------------------------------------------------------


def test_what_comes_is_told_once_the_soonest_first_and_what_has_no_day_last() -> None:
    files = {
        **event("start: 2026-05-10", "repeat: {rule: FREQ=WEEKLY;COUNT=3}", id_="saptamanal"),
        **event("start: 2026", id_="anul"),
        **event("start: 2026-05", id_="luna"),
        **event("start: 2026-05-03", id_="trecut"),
        **event("start: 2026-04", id_="luna-trecuta"),
        **event("start: 2026-05-05", WITHDRAWN, id_="retras"),
    }
    of = reader(files)
    assert [(card.address.path, card.when) for card in coming_cards(of)] == [
        ("evenimente/saptamanal/", "duminică, 10 mai 2026"),
        ("evenimente/ziua/", "duminică, 17 mai 2026, 10:00–12:00"),
        ("evenimente/luna/", "mai 2026"),
        ("evenimente/anul/", "2026"),
    ]
    some = [the(of, "event", id_) for id_ in ("luna", "ziua", "trecut")]
    assert [card.address.path for card in coming_cards(of, some)] == [
        "evenimente/ziua/",
        "evenimente/luna/",
    ]
    assert coming_cards(of, ()) == ()


def test_the_next_day_of_what_repeats_is_told() -> None:
    of = reader(
        event("start: 2026-04-27", "repeat: {rule: FREQ=WEEKLY;COUNT=3}"), today="2026-05-05"
    )
    assert [card.iso for card in coming_cards(of, [the(of, "event", "alt")])] == ["2026-05-11"]


# --- projects, documents, calls, plans ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), ""),
        (("period: {}",), ""),
        (("period: {start: 2024-05, end: 2026}",), "mai 2024 – 2026"),
        (("period: {start: 2024, end: 2024}",), "2024"),
        (("period: {end: 2026}",), "– 2026"),
        # Without an end it goes on, unless somebody said that it is finished.
        (("period: {start: 2024}",), "2024 –"),
        (("period: {start: 2024}", "status: running"), "2024 –"),
        (("period: {start: 2024}", "status: finished"), "2024"),
        (("period: {start: 2024-05-17, end: 2024-05-19}",), "17–19 mai 2024"),
    ],
)
def test_a_project_says_from_when_to_when_it_lasts(lines: tuple[str, ...], said: str) -> None:
    of = reader(item("projects", *lines))
    assert lasts(project_card(of, the(of, "project", "apa")).period) == said


@pytest.mark.parametrize(
    ("degree", "said"), [("limited", "2024 –"), ("completed", "2024"), ("dropped", "2024")]
)
def test_a_plan_goes_on_while_some_measure_is_to_be_done(degree: str, said: str) -> None:
    measure = f"{{id: m, title: a, status: {degree}}}"
    of = reader(
        item(
            "plans",
            "period: {start: 2024}",
            f"objectives: [{{id: o, title: a, measures: [{measure}]}}]",
        )
    )
    assert lasts(plan_card(of, the(of, "plan", "apa")).period) == said


def test_a_project_is_told_with_who_leads_it() -> None:
    files = {
        **item("projects", "status: running", "lead: [alfa, primaria]", "summary: Râuri."),
        "content/projects/apa/index.en.md": text("title: Water"),
    }
    of = reader(files, "en")
    card = project_card(of, the(of, "project", "apa"))
    assert (card.title, card.address) == (Said("Water"), Address("en/projects/apa/"))
    assert (card.summary, card.status) == (Said("Râuri.", "ro"), "running")
    assert [link.said.text for link in card.lead] == ["Alpha", "Town hall"]
    bare = reader(item("projects"))
    assert project_card(bare, the(bare, "project", "apa")).status == ""


@pytest.mark.parametrize(
    ("lines", "translated", "held"),
    [
        (("file: a.pdf",), (), "file"),
        (("url: https://a.example.org/a.pdf",), (), "elsewhere"),
        (("not_held: true",), (), "not-held"),
        ((), (), "not-held"),
        # One language is enough, and a file here is better than one elsewhere.
        ((), ("file: a.pdf",), "file"),
        ((), ("url: https://a.example.org/a.pdf",), "elsewhere"),
        (("url: https://a.example.org/a.pdf",), ("file: a.pdf",), "file"),
    ],
)
def test_a_document_says_whether_it_can_be_had(
    lines: tuple[str, ...], translated: tuple[str, ...], held: str
) -> None:
    files: Files = {
        **item("documents", *lines),
        "content/documents/apa/index.en.md": text("title: Water", *translated),
        "content/documents/apa/a.pdf": b"1",
    }
    of = reader(files)
    assert document_card(of, the(of, "document", "apa")).held == held


def test_a_document_is_told_with_its_day_its_owners_and_its_languages() -> None:
    of = reader(item("documents", "date: 2019-07", "owners: coalition", "languages: [hu, ro]"))
    card = document_card(of, the(of, "document", "apa"))
    assert (card.form, card.date, card.languages) == (
        "report",
        "iulie 2019",
        ("maghiară", "română"),
    )
    assert card.owners == (Link(Said("Coaliția de probă"), Address("despre/")),)
    assert card.address == Address("documente/apa/")
    bare = reader(item("documents"))
    assert document_card(bare, the(bare, "document", "apa")).date == ""


@pytest.mark.parametrize(
    ("lines", "state", "opens", "deadline"),
    [
        (("deadline: 2026-05-04",), "open", "", "4 mai 2026"),
        (("deadline: 2026-05-04 18:00",), "open", "", "4 mai 2026, 18:00"),
        (("deadline: 2026-05-03",), "closed", "", "3 mai 2026"),
        (("opens: 2026-05-05", "deadline: 2026-06-01"), "coming", "5 mai 2026", "1 iunie 2026"),
        (("standing: true",), "standing", "", ""),
    ],
)
def test_a_call_says_until_when_one_can_answer(
    lines: tuple[str, ...], state: str, opens: str, deadline: str
) -> None:
    of = reader(item("calls", *lines))
    card = call_card(of, the(of, "call", "apa"))
    assert (card.state, card.opens, card.deadline) == (state, opens, deadline)
    assert not card.results


def test_a_call_is_told_with_who_asks_and_whether_it_was_answered() -> None:
    of = reader(
        item(
            "calls",
            "deadline: 2026-06-01",
            "results: {decided: Da.}",
        ),
        "en",
    )
    card = call_card(of, the(of, "call", "apa"))
    assert card.issuer == (Link(Said("Alpha"), Address("en/members/alfa/")),)
    assert (card.state, card.results) == ("closed", True)
    assert (card.title, card.address) == (Said("Apa", "ro"), Address("en/calls/apa/"))


def test_a_plan_says_how_many_of_its_measures_are_done() -> None:
    def objective(number: int, *degrees: str) -> str:
        measures = ", ".join(
            f"{{id: m{number}{n}, title: a, status: {degree}}}" for n, degree in enumerate(degrees)
        )
        return f"  - {{id: o{number}, title: a, measures: [{measures}]}}"

    of = reader(
        item(
            "plans",
            "owners: [coalition, primaria]",
            "objectives:",
            objective(1, "completed", "limited", "dropped"),
            objective(2, "completed", "not-started"),
        )
    )
    card = plan_card(of, the(of, "plan", "apa"))
    # What was given up is no longer promised.
    assert (card.done, card.measures) == (2, 4)
    assert [link.said.text for link in card.owners] == ["Coaliția de probă", "Primăria"]
    bare = reader(item("plans"))
    empty = plan_card(bare, the(bare, "plan", "apa"))
    assert (empty.done, empty.measures, lasts(empty.period)) == (NOT_KNOWN, 0, "")


def test_a_plan_of_which_nobody_said_how_far_it_is_does_not_say_that_nothing_is_done() -> None:
    lines = ("objectives: [{id: o, title: O, measures: [{id: m, title: M}]}]",)
    of = reader(item("plans", *lines))
    card = plan_card(of, the(of, "plan", "apa"))
    assert (card.done, card.measures) == (NOT_KNOWN, 1)


# --- the foot of a page ----------------------------------------------------------------------------


def test_sources_are_named_with_the_day_of_reading() -> None:
    of = reader(
        event(
            "start: 2026",
            "sources:",
            "  - {title: Ziarul, url: https://z.example.org/, accessed: 2026-04-01}",
            "  - {url: https://b.example.org/}",
            "  - {title: O carte}",
        )
    )
    made = colophon(of, the(of, "event", "alt")).sources
    assert [(one.title, one.url, one.accessed) for one in made] == [
        ("Ziarul", "https://z.example.org/", "1 aprilie 2026"),
        ("b.example.org", "https://b.example.org/", ""),
        ("O carte", "", ""),
    ]


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org", "example.org"),
        ("https://ziar.example.org/2026/05/știre/", "ziar.example.org/2026/05/știre"),
        ("https://example.org/a?b=c#d", "example.org/a"),
        ("https://example.org/%D0%B7%D0%B0/", "example.org/за"),
        ("https://example.org/%FF/", "example.org/%FF"),
        ("https://example.org/a%0Ab", "example.org/a%0Ab"),
        ("https://example.org/%E2%80%AEa", "example.org/%E2%80%AEa"),
        ("https://example.org/" + "a" * 48, "example.org/" + "a" * 48),
        ("https://example.org/" + "a" * 49, "example.org/" + "a" * 47 + "…"),
        ("", ""),
    ],
)
def test_an_address_is_short_enough_to_be_read(url: str, short: str) -> None:
    assert short_address(url) == short
    assert len(short) <= SHORT


def test_how_sources_are_read_is_said_below_them() -> None:
    of = reader({COALITION: BASE[COALITION] + "sources_note: {ro: Citite de noi.}\n"}, "en")
    assert colophon(of, the(of, "event", "ziua")).sources_note == Said("Citite de noi.", "ro")
    source = Source(title="Ziarul", url="https://z.example.org/")
    made = entry_colophon(of, (source,))
    assert made.sources == (Origin("Ziarul", "https://z.example.org/", ""),)
    assert made.sources_note == Said("Citite de noi.", "ro")
    # An entry is written once, for all languages: there is nothing to say of a translation.
    assert (made.translation, made.from_language, made.updated, made.original) == ("", "", "", None)


@pytest.mark.parametrize(
    ("line", "language", "state", "original"),
    [
        ("title: Open day", "ro", "", None),
        ("title: Open day", "en", "unconfirmed", "evenimente/ziua/"),
        ("translation: machine", "en", "machine", "evenimente/ziua/"),
        ("translates: 0123456789ab", "en", "outdated", "evenimente/ziua/"),
    ],
)
def test_a_translation_says_what_it_is_and_where_the_original_stands(
    line: str, language: str, state: str, original: str | None
) -> None:
    lines = dict.fromkeys(["title: Open day", line])
    of = reader({EVENT.replace(".ro.", ".en."): text(*lines)}, language)
    made = colophon(of, the(of, "event", "ziua"))
    assert (made.translation, made.from_language) == (state, "")
    assert (made.original.path if made.original else None) == original


def test_a_fallback_says_from_which_language_it_comes() -> None:
    of = reader(language="en")
    made = colophon(of, the(of, "post", "stire"))
    assert (made.from_language, made.translation, made.original) == ("ro", "", None)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("published: 2026-04-01",), "1 aprilie 2026"),
        (("published: 2026-04-01", "updated: 2026-04-03"), "3 aprilie 2026"),
        ((), ""),
    ],
)
def test_the_day_of_the_last_change_is_said(lines: tuple[str, ...], said: str) -> None:
    of = reader(event("start: 2026", *lines))
    assert colophon(of, the(of, "event", "alt")).updated == said
