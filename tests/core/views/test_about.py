"""The coalition itself, and the ways to take part."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from coalition.core.addresses import Address
from coalition.core.records.call import Ask
from coalition.core.records.event import Format
from coalition.core.showing import Link, Said
from coalition.core.views.about import (
    GIFTS,
    PUBLIC,
    Channel,
    CoalitionAward,
    Growth,
    Offer,
    about_pages,
)
from core.in_memory import COALITION, MEMBER, Files, by_path, event, reader, text
from sites import BASE

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: a}"
TODAY = "2026-05-04"


def pages(files: Files | None = None, language: str = "ro", today: str = TODAY) -> dict[str, Any]:
    return by_path(about_pages(reader(files, language, today)))


def about(*lines: str, language: str = "ro", files: Files | None = None) -> Any:
    """The page of the coalition, with more lines in its file."""
    more = {**(files or {}), COALITION: BASE[COALITION] + "".join(f"{line}\n" for line in lines)}
    return pages(more, language)["despre/" if language == "ro" else "en/about/"]


def involved(
    files: Files | None = None, *lines: str, language: str = "ro", today: str = TODAY
) -> Any:
    """The page of the ways to take part."""
    more = {**(files or {}), COALITION: BASE[COALITION] + "".join(f"{line}\n" for line in lines)}
    return pages(more, language, today)["implica-te/" if language == "ro" else "en/get-involved/"]


def call(id_: str, *lines: str) -> dict[str, str]:
    return {f"content/calls/{id_}/index.ro.md": text(f"title: {id_}", "issuer: alfa", *lines)}


def member(id_: str, *lines: str) -> dict[str, str]:
    return {f"members/{id_}/index.ro.md": text(f"name: {id_.title()}", *lines)}


def paths(cards: Any) -> list[str]:
    return [card.address.path for card in cards]


def test_both_pages_are_there_in_each_language_whatever_the_coalition_says() -> None:
    alone: Files = {path: None for path in BASE if path != COALITION}
    assert list(pages(alone)) == ["despre/", "implica-te/"]
    assert list(pages(alone, "en")) == ["en/about/", "en/get-involved/"]


# --- the coalition -------------------------------------------------------------------------------

CHANNELS = (
    "channels:",
    "  - {does: report-issue, label: {ro: Gropi, en: Holes}, run_by: primaria, url: https://g.example.org/}",
    "  - {does: social, label: Avizier, url: https://s.example.org/}",
    "  - {does: poll, label: Sondaj, run_by: coalition, url: https://p.example.org/}",
    "  - {does: news, label: Scrisoare, url: https://n.example.org/}",
    "  - {does: propose, label: Idei, url: https://i.example.org/}",
    "  - {does: open-data, label: Date, url: https://d.example.org/}",
)
FULL = (
    "mission: {ro: Împreună.}",
    "launched: 2019-07-05",
    "email: office@example.org",
    "area: [petrila, casa]",
    "objectives: [{id: a, text: {ro: Apă., en: Water.}}, {id: b, text: {ro: Aer.}}]",
    "values: [{id: a, text: {ro: Răbdare., en: Patience.}}]",
    "bodies:",
    "  - {id: a, label: {ro: Adunarea, en: Assembly}, members: [alfa, coalition, primaria, ciorna]}",
    "  - {id: b, label: {ro: Comisia}}",
    "how_to_join: {ro: Scrieți.}",
    "growth: [{when: 2019-07, count: 14, note: {ro: La lansare.}}, {when: 2023, count: 28}]",
    "awards:",
    "  - {name: Premiul, year: 2024, note: {ro: Pentru tot.}, url: https://a.example.org/}",
    "  - {name: Diploma, year: 2025-10}",
    "sources: [{title: Registrul, accessed: 2026-04-30}]",
    *CHANNELS,
)
DRAFT: Files = {"members/ciorna/index.ro.md": text("name: Ciornă", "draft: true")}


def test_the_coalition_tells_all_that_is_known() -> None:
    view = about(*FULL, language="en", files=DRAFT)
    assert (view.mission, view.launched) == (Said("Împreună.", "ro"), "5 July 2019")
    assert view.email == "office@example.org"
    assert view.area == (
        Link(Said("Petrila"), Address("en/places/petrila/")),
        Link(Said("House of culture, Petrila"), Address("en/places/casa/")),
    )
    assert view.objectives == (Said("Water."), Said("Aer.", "ro"))
    assert view.values == (Said("Patience."),)
    assert view.how_to_join == Said("Scrieți.", "ro")
    assert view.growth == (
        Growth("July 2019", 14, Said("La lansare.", "ro")),
        Growth("2023", 28, Said("")),
    )
    assert view.awards == (
        CoalitionAward("Premiul", "2024", Said("Pentru tot.", "ro"), "https://a.example.org/"),
        CoalitionAward("Diploma", "October 2025", Said(""), ""),
    )
    assert [(one.title, one.accessed) for one in view.colophon.sources] == [
        ("Registrul", "30 April 2026")
    ]
    assert view.directory == Address("en/members/")


def test_a_body_names_its_members_but_neither_drafts_nor_the_page_one_is_on() -> None:
    assert about(*FULL, language="en", files=DRAFT).bodies == (
        (
            Said("Assembly"),
            (
                Link(Said("Alpha"), Address("en/members/alfa/")),
                Link(Said("Town hall"), Address("en/organisations/primaria/")),
            ),
        ),
        (Said("Comisia", "ro"), ()),
    )


def test_all_channels_stand_on_the_page_of_the_coalition() -> None:
    channels = about(*FULL, language="en", files=DRAFT).channels
    assert [one.does for one in channels] == [
        "report-issue", "social", "poll", "news", "propose", "open-data",
    ]  # fmt: skip
    assert channels[0] == Channel(
        "report-issue",
        Said("Holes"),
        Link(Said("Town hall"), Address("en/organisations/primaria/")),
        "https://g.example.org/",
    )
    assert channels[1].run_by is None
    assert channels[2].run_by == Link(Said("Test Coalition"), Address("en/about/"))


def test_a_coalition_of_which_little_is_known_tells_little() -> None:
    view = about()
    assert (view.mission, view.launched, view.email) == (Said(""), "", "")
    assert view.area == view.objectives == view.values == view.bodies == ()
    assert view.growth == view.awards == view.channels == ()
    assert (view.how_to_join, view.colophon.sources) == (Said(""), ())


def test_only_members_that_are_there_are_counted() -> None:
    files = {
        **member("beta", "status: observer"),
        **member("plecat", "status: former"),
        **member("retras", WITHDRAWN),
        **member("ciorna", "draft: true"),
    }
    assert about(files=files).members == 2


# --- what one can give ---------------------------------------------------------------------------


def test_every_ask_is_answered_by_one_gift() -> None:
    answered = [ask for _, asks in GIFTS for ask in asks]
    assert sorted(answered) == sorted(get_args(Ask))
    assert frozenset(get_args(Format)) >= PUBLIC


@pytest.mark.parametrize(
    ("ask", "gift"),
    [
        ("volunteers", "time"),
        ("donations", "money"),
        ("proposals", "idea"),
        ("nominations", "idea"),
        ("consultation", "opinion"),
        ("vote", "opinion"),
        ("partners", "skills"),
        ("membership", "skills"),
        ("jobs", "skills"),
        ("funding-offered", "receive"),
    ],
)
def test_a_call_stands_under_the_gift_that_it_asks_for(ask: str, gift: str) -> None:
    [one] = involved(call("apel", f"asks: {ask}", "standing: true")).gifts
    assert (one.key, paths(one.calls), one.offers) == (gift, ["apeluri/apel/"], ())


def test_gifts_stand_in_their_order_and_a_call_under_each_that_it_asks_for_once() -> None:
    files = {
        **call("mult", "asks: [jobs, funding-offered, volunteers, vote]", "deadline: 2026-06-01"),
        **call("idei", "asks: [nominations, proposals]", "deadline: 2026-05-20"),
        **call("timp", "asks: volunteers", "deadline: 2026-05-10"),
    }
    assert [(one.key, paths(one.calls)) for one in involved(files).gifts] == [
        ("time", ["apeluri/timp/", "apeluri/mult/"]),
        ("idea", ["apeluri/idei/"]),
        ("opinion", ["apeluri/mult/"]),
        ("skills", ["apeluri/mult/"]),
        ("receive", ["apeluri/mult/"]),
    ]


def test_only_calls_that_one_can_or_will_be_able_to_answer_are_there() -> None:
    asks = "asks: volunteers"
    files = {
        **call("deschis", asks, "deadline: 2026-05-04"),
        **call("viitor", asks, "opens: 2026-05-05", "deadline: 2026-06-01"),
        **call("mereu", asks, "standing: true"),
        **call("inchis", asks, "deadline: 2026-05-03"),
        **call("hotarat", asks, "deadline: 2026-06-30", "results: {decided: Da.}"),
        **call("fara-termen", asks),
        **call("retras", asks, "standing: true", WITHDRAWN),
    }
    view = involved(files)
    [gift] = view.gifts
    assert paths(gift.calls) == ["apeluri/deschis/", "apeluri/viitor/", "apeluri/mereu/"]
    assert [card.state for card in gift.calls] == ["open", "coming", "standing"]
    assert view.calls == Address("apeluri/")
    later = involved(files, today="2026-05-05").gifts[0]
    assert paths(later.calls) == ["apeluri/viitor/", "apeluri/mereu/"]


def test_an_open_call_that_does_not_say_what_it_asks_for_is_there_too() -> None:
    files = {**call("apel", "standing: true"), **call("timp", "asks: volunteers", "standing: true")}
    assert [(gift.key, paths(gift.calls)) for gift in involved(files).gifts] == [
        ("time", ["apeluri/timp/"]),
        ("other", ["apeluri/apel/"]),
    ]


def test_without_calls_there_is_no_way_to_them() -> None:
    assert involved().calls is None
    assert involved(call("apel", "deadline: 2020-01-01")).calls == Address("apeluri/")


SUPPORTED: Files = {
    MEMBER: text(
        "name: Alfa",
        "support: {donate: https://d.example.org/, tax_form: https://t.example.org/, volunteer: https://v.example.org/}",
        "needs: [{id: a, what: Mașini.}, {id: b, what: Scaune.}]",
        "offers: [{id: c, what: O sală.}]",
    ),
    "members/alfa/index.en.md": text(
        "name: Alpha", "needs: [{id: a, what: Cars.}, {id: b, what: Chairs.}]"
    ),
    **member("tot", "status: observer", "support: {volunteer: https://w.example.org/}"),
    **member("zid", "support: {donate: https://z.example.org/}", "needs: [{id: a, what: Bani.}]"),
    **member("plecat", "status: former", "support: {donate: https://x.example.org/}"),
    **member("retras", WITHDRAWN, "needs: [{id: a, what: Nimic.}]"),
}  # fmt: skip


def test_members_say_how_they_can_be_supported_and_what_they_look_for() -> None:
    alfa = Link(Said("Alpha"), Address("en/members/alfa/"))
    tot = Link(Said("Tot", "ro"), Address("en/members/tot/"))
    zid = Link(Said("Zid", "ro"), Address("en/members/zid/"))
    gifts = involved(SUPPORTED, language="en").gifts
    assert [(one.key, one.calls) for one in gifts] == [("time", ()), ("money", ()), ("skills", ())]
    assert [one.offers for one in gifts] == [
        (
            Offer(alfa, "volunteer", "https://v.example.org/", Said("")),
            Offer(tot, "volunteer", "https://w.example.org/", Said("")),
        ),
        (
            Offer(alfa, "donate", "https://d.example.org/", Said("")),
            Offer(alfa, "tax_form", "https://t.example.org/", Said("")),
            Offer(zid, "donate", "https://z.example.org/", Said("")),
        ),
        (
            Offer(alfa, "need", "", Said("Cars.")),
            Offer(alfa, "need", "", Said("Chairs.")),
            Offer(zid, "need", "", Said("Bani.", "ro")),
        ),
    ]


def test_where_nothing_is_asked_for_there_is_no_gift() -> None:
    assert involved().gifts == ()
    assert (involved().email, involved().how_to_join) == ("", Said(""))


# --- where to speak ------------------------------------------------------------------------------


def test_channels_where_one_can_say_something_are_there() -> None:
    view = involved(None, *CHANNELS, "email: office@example.org", "how_to_join: {ro: Scrieți.}")
    assert [one.does for one in view.channels] == ["report-issue", "poll", "propose", "open-data"]
    assert (view.email, view.how_to_join) == ("office@example.org", Said("Scrieți."))


@pytest.mark.parametrize("format_", sorted(get_args(Format)))
def test_meetings_where_the_public_is_asked_to_speak_are_there(format_: str) -> None:
    view = involved(event("start: 2026-05-20", f"format: {format_}"))
    expected = format_ in {"consultation", "assembly", "meeting", "civic-action", "clean-up"}
    assert paths(view.meetings) == (["evenimente/alt/"] if expected else [])


def test_only_meetings_to_come_are_there_each_once() -> None:
    form = "format: consultation"
    files = {
        **event("start: 2026-05-20", form, "repeat: {rule: FREQ=WEEKLY;COUNT=3}", id_="des"),
        **event("start: 2026-05-10", form, id_="curand"),
        **event("start: 2026-05-04", form, id_="azi"),
        **event("start: 2026-05-03", form, id_="ieri"),
        **event("start: 2026-08", form, id_="vara"),
        **event("start: 2026-03", form, id_="iarna"),
        **event("start: 2026-05-11", form, WITHDRAWN, id_="retras"),
    }
    view = involved(files)
    assert paths(view.meetings) == [
        "evenimente/azi/",
        "evenimente/curand/",
        "evenimente/des/",
        "evenimente/vara/",
    ]


def test_without_a_meeting_no_other_event_takes_its_place() -> None:
    assert involved().meetings == ()
