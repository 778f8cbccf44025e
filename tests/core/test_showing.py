"""What readers of one language see: never a hole, and what comes from elsewhere says so."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from coalition.core.addresses import Address, web
from coalition.core.showing import (
    Link,
    Reader,
    Said,
    date_of,
    file_address,
    latest_first,
    published_files,
)
from coalition.core.times import read_when
from core.in_memory import COALITION, EVENT, MEMBER, Files, event, post, reader, site, text, the
from hypothesis import given
from hypothesis import strategies as st
from sites import BASE

EVENT_EN = EVENT.replace(".ro.", ".en.")
FOUR = BASE[COALITION].replace("[ro, en]", "[ro, en, mk, sq]") + "fallback: {sq: [mk, en]}\n"


# --- texts ---------------------------------------------------------------------------------------


def test_what_is_in_the_readers_language_is_not_marked() -> None:
    romanian, english = reader(), reader(language="en")
    item = the(romanian, "event", "ziua")
    assert romanian.heading(item) == Said("Ziua porților deschise")
    assert english.heading(item) == Said("Open day")


def test_what_comes_from_another_language_says_so() -> None:
    albanian = reader(
        {COALITION: FOUR, EVENT.replace(".ro.", ".mk."): text("title: Отворен ден")}, "sq"
    )
    item = the(albanian, "event", "ziua")
    assert albanian.heading(item) == Said("Отворен ден", "mk")
    assert albanian.text(item).language == "mk"
    assert albanian.heading(the(albanian, "post", "stire")) == Said("O știre", "ro")


def test_a_text_that_a_translation_does_not_have_is_marked_with_its_own_language() -> None:
    files = {
        **event("start: 2026-05-20", "summary: O zi.", "place_note: în foaier"),
        **event("summary: One day.", language="en"),
        "content/events/2026/alt/index.en.md": text("summary: One day."),
    }
    english = reader(files, "en")
    item = the(english, "event", "alt")
    assert english.summary(item) == Said("One day.")
    assert english.heading(item) == Said("Alt", "ro")
    assert english.field(item, "place_note") == Said("în foaier", "ro")


@pytest.mark.parametrize(
    ("label", "language", "said"),
    [
        ("{ro: Cultură, en: Culture}", "en", Said("Culture")),
        ("{ro: Cultură}", "en", Said("Cultură", "ro")),
        ("Cultura", "en", Said("Cultura")),
        ("{mk: Култура, en: Culture}", "sq", Said("Култура", "mk")),
    ],
)
def test_labels_follow_the_chain(label: str, language: str, said: Said) -> None:
    of = reader(
        {COALITION: FOUR, "content/topics.yaml": f"culture: {{label: {label}}}\n"}, language
    )
    assert of.topics(("culture",)) == (said,)


def test_what_is_not_filled_in_is_empty() -> None:
    of = reader()
    item = the(of, "event", "ziua")
    assert of.summary(item) == of.field(item, "place_note") == of.label(None) == Said("")
    assert of.text(the(of, "member", "alfa")) is not bool(
        of.version(the(of, "member", "alfa")).body.html
    )


# --- links of a text -------------------------------------------------------------------------------


def anchors(of: Reader, kind: str, id_: str) -> list[Tag]:
    here = of.address(the(of, kind, id_))
    made = of.text(the(of, kind, id_)).write(web(here))
    return [one for one in BeautifulSoup(made, "html.parser").find_all("a") if isinstance(one, Tag)]


@pytest.mark.parametrize(
    ("language", "href"), [("ro", "../../membri/alfa/"), ("en", "../../members/alfa/")]
)
def test_a_link_to_a_file_leads_to_the_page_in_the_readers_language(
    language: str, href: str
) -> None:
    of = reader(event("start: 2026", body="[a](../../../../members/alfa/index.ro.md)\n"), language)
    assert [one["href"] for one in anchors(of, "event", "alt")] == [href]


def test_a_heading_is_found_in_the_readers_version() -> None:
    files = {
        EVENT: text("title: Ziua", "start: 2026-05-17", body="# Cum ajungi\n"),
        **event("start: 2026", body="[a](../ziua/index.ro.md#cum-ajungi) [b](#aici)\n\n# Aici\n"),
    }
    assert [one["href"] for one in anchors(reader(files), "event", "alt")] == [
        "../ziua/#event-ziua-cum-ajungi",
        "#event-alt-aici",
    ]


def test_a_heading_that_the_readers_version_does_not_have_is_left_out_of_the_link() -> None:
    files = {
        EVENT: text("title: Ziua", "start: 2026-05-17", body="# Cum ajungi\n"),
        EVENT_EN: text("title: Open day", body="# How to get there\n"),
        **event("start: 2026", body="[a](../ziua/index.ro.md#cum-ajungi)\n"),
    }
    assert [one["href"] for one in anchors(reader(files, "en"), "event", "alt")] == ["../ziua/"]


@pytest.mark.parametrize("target", ["../draft/index.ro.md", "../../../projects/apa/index.ro.md"])
def test_a_link_to_what_has_no_page_is_only_words(target: str) -> None:
    files = {
        **event("start: 2026", "draft: true", id_="draft"),
        "content/projects/apa/index.ro.md": text("title: Apa"),
        **event("start: 2026", body=f"[cuvinte]({target})\n"),
    }
    [one] = anchors(reader(files), "event", "alt")
    assert one.get_text() == "cuvinte"
    assert not one.has_attr("href")


def test_pictures_and_files_stand_where_the_site_publishes_them() -> None:
    files: dict[str, str | bytes | None] = {
        **event(
            "start: 2026", "image: afiș.jpg", "image_alt: a", body="![a](<Poza 1.JPG>) [b](r.pdf)\n"
        )
    }
    for name in ("afiș.jpg", "Poza 1.JPG", "r.pdf", "nepus.jpg"):
        files[f"content/events/2026/alt/{name}"] = b"1"
    of = reader(files)
    published = published_files(of.site)
    assert {path.rpartition("/")[2] for path in published} == {"afiș.jpg", "Poza 1.JPG", "r.pdf"}
    made = of.text(the(of, "event", "alt")).write(web(Address("")))
    tree = BeautifulSoup(made, "html.parser")
    written = {str(node.get("src") or node.get("href")) for node in tree.find_all(["img", "a"])}
    assert written == {
        web(Address(""))(address) for path, address in published.items() if "afi" not in path
    }


def test_the_logo_of_a_member_is_published() -> None:
    files: Files = {MEMBER: text("name: Alfa", "logo: l.png"), "members/alfa/l.png": b"1"}
    assert dict(published_files(site(files))) == {
        "members/alfa/l.png": Address("files/members/alfa/l.png")
    }


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/events/2026/ziua/afis.jpg", "files/events/ziua/afis.jpg"),
        ("content/events/ziua/afis.JPG", "files/events/ziua/afis.jpg"),
        ("content/blog/2026/stire/a-1.pdf", "files/blog/stire/a-1.pdf"),
        ("members/alfa/logo.png", "files/members/alfa/logo.png"),
    ],
)
def test_a_file_with_a_plain_name_keeps_it(path: str, address: str) -> None:
    assert file_address(path) == Address(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("members/cair/Афиш.jpg", "members/cair/Плакат.jpg"),
        ("members/alfa/știri.pdf", "members/alfa/țiri.pdf"),
        ("members/alfa/1.jpg", "members/beta/1.jpg"),
        ("content/events/2026/a/1.jpg", "content/blog/2026/a/1.jpg"),
        ("content/events/2026/a/1.jpg", "content/events/2026/a/1.png"),
    ],
)
def test_no_two_files_share_an_address(one: str, other: str) -> None:
    assert file_address(one) != file_address(other)


@given(
    st.lists(
        st.sampled_from(["a", "A", "ă", "Ж", " ", "-", "_", "1", "😀", ".", "ș"]),
        min_size=1,
        max_size=6,
    ).map("".join)
)
def test_the_address_of_a_file_is_plain(stem: str) -> None:
    path = file_address(f"content/events/2026/ziua/{stem}.jpg").path
    assert re.fullmatch(r"files/events/ziua/[a-z0-9][a-z0-9.-]*\.jpg", path)


# --- parties and places ----------------------------------------------------------------------------


def test_a_party_is_linked_to_where_it_can_be_met() -> None:
    of = reader(
        {
            "content/organisations.yaml": "primaria: {name: {ro: Primăria}, website: https://p.example.org/}\n"
        },
        "en",
    )
    assert of.parties(("primaria", "alfa", "coalition")) == (
        Link(Said("Primăria", "ro"), url="https://p.example.org/"),
        Link(Said("Alpha"), Address("en/members/alfa/")),
        Link(Said("Test Coalition"), Address("en/")),
    )


def test_a_member_whose_page_is_a_draft_is_not_linked() -> None:
    of = reader({MEMBER: text("name: Asociația Alfa", "draft: true")})
    assert of.parties(("alfa", "primaria")) == (of.party("primaria"),)


@pytest.mark.parametrize(
    ("yaml", "language", "said"),
    [
        ("casa: {label: Casa de cultură, town: petrila}", "ro", "Casa de cultură, Petrila"),
        ("casa: {label: Casa Petrila, town: petrila}", "ro", "Casa Petrila"),
        ("casa: {label: {ro: Casa, en: House}, town: petrila}", "en", "House, Petrila"),
        ("casa: {label: Lupeni}", "ro", "Lupeni"),
    ],
)
def test_a_venue_is_told_with_its_town(yaml: str, language: str, said: str) -> None:
    of = reader({"content/places.yaml": f"petrila: {{label: Petrila}}\n{yaml}\n"}, language)
    assert of.place("casa").text == said
    assert of.place(None) == of.place("nu") == Said("")


# --- selections ----------------------------------------------------------------------------------


def members(**names: str) -> dict[str, str | bytes | None]:
    return {f"members/{id_}/index.ro.md": text(f"name: {name}") for id_, name in names.items()}


def test_names_are_sorted_in_the_alphabet_of_the_reader() -> None:
    of = reader(members(a="Țara", b="Tabăra", c="Ștefan", d="Sus", e="Ăst"))
    assert [of.heading(one).text for one in of.sorted(of.site.all("member"))] == [
        "Alfa", "Ăst", "Sus", "Ștefan", "Tabăra", "Țara",
    ]  # fmt: skip


def test_items_that_name_another_can_be_asked_for_by_field() -> None:
    of = reader(event("start: 2026-05-20", "organisers: alfa", "partners: primaria"))
    assert [one.id for one in of.naming(("member", "alfa"))] == ["alt", "ziua", "stire"]
    assert [one.id for one in of.naming(("member", "alfa"), "organisers")] == ["alt", "ziua"]
    assert [one.id for one in of.naming(("organisation", "primaria"), "partners")] == ["alt"]
    assert of.naming(("member", "nobody")) == ()


def test_posts_come_the_latest_first_by_the_day_they_tell_of() -> None:
    files = {
        **post("published: 2026-04-05", "date: 2019", id_="veche"),
        **post("published: 2026-04-01", id_="fara-data"),
        **post("date: 2026-04-20", id_="fara-publicare"),
        **post(id_="fara-nimic"),
    }
    of = reader(files)
    assert [one.id for one in of.posts()] == [
        "fara-publicare", "fara-data", "stire", "veche", "fara-nimic",
    ]  # fmt: skip
    assert date_of(the(of, "post", "veche")) == read_when("2019")
    assert date_of(the(of, "post", "fara-nimic")) is None
    assert latest_first(()) == ()


def test_posts_about_an_item_are_told_once() -> None:
    of = reader(post("published: 2026-05-01", "authors: alfa", "about: [member/alfa, event/ziua]"))
    alfa, ziua = the(of, "member", "alfa"), the(of, "event", "ziua")
    assert [one.id for one in of.posts(alfa)] == ["alta", "stire"]
    assert [one.id for one in of.posts(alfa, ziua)] == ["alta", "stire"]


WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"


def test_what_was_withdrawn_is_in_no_list() -> None:
    of = reader(
        {**event("start: 2026-05-20", WITHDRAWN), **post("published: 2026-05-01", WITHDRAWN)}
    )
    assert [one.item.id for one in of.coming] == ["ziua"]
    assert [one.id for one in of.posts()] == ["stire"]
    assert "alta" not in [one.id for one in of.posts(the(of, "member", "alfa"))]


@pytest.mark.parametrize(
    ("lines", "today", "coming", "over"),
    [
        (("start: 2026-05-04",), "2026-05-04", True, False),
        (("start: 2026-05-03",), "2026-05-04", False, True),
        (("start: 2026-05-01", "end: 2026-05-04"), "2026-05-04", True, False),
        (("start: 2026-05-04 10:00",), "2026-05-04", True, False),
        (("start: 2026-05",), "2026-05-31", False, False),
        (("start: 2026-05",), "2026-06-01", False, True),
        (("start: 2026",), "2026-12-31", False, False),
        (("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), "2026-05-08", True, False),
        (("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}"), "2026-05-09", False, True),
        (
            ("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY, confirmed_until: 2026-05-10}"),
            "2026-05-09",
            False,
            True,
        ),
        (("start: 2029-01-01",), "2026-05-04", False, False),
    ],
)
def test_what_is_coming_and_what_is_over(
    lines: tuple[str, ...], today: str, coming: bool, over: bool
) -> None:
    of = reader(
        {EVENT: None, EVENT_EN: None, "content/blog/2026/stire/index.ro.md": None, **event(*lines)},
        today=today,
    )
    item = the(of, "event", "alt")
    assert bool(of.coming) is coming
    assert of.is_over(item) is over


def test_the_soonest_comes_first_and_each_day_by_itself() -> None:
    files = {
        **event("start: 2026-05-20 18:00", id_="seara"),
        **event("start: 2026-05-20 09:00", id_="dimineata"),
        **event("start: 2026-05-10", "repeat: {rule: FREQ=WEEKLY;COUNT=3}", id_="zilnic"),
    }
    of = reader(files)
    assert [(one.item.id, one.occurrence.start.day) for one in of.coming] == [
        ("zilnic", 10), ("zilnic", 17), ("ziua", 17), ("dimineata", 20), ("seara", 20), ("zilnic", 24),
    ]  # fmt: skip
    window = of.between(date(2026, 5, 18), date(2026, 5, 20))
    assert [one.item.id for one in window] == ["dimineata", "seara"]


# --- dates in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026", "2026"),
        ("2026-08", "august 2026"),
        ("2026-05-17", "17 mai 2026"),
        ("2026-05-17 18:00", "17 mai 2026, 18:00"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(typed: str, said: str) -> None:
    assert reader().when(read_when(typed)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2022", None, "2022"),
        ("2022-08", None, "august 2022"),
        ("2022-08", "2022-09", "august 2022 – septembrie 2022"),
        ("2026-05-17", None, "duminică, 17 mai 2026"),
        ("2026-05-17", "2026-05-17", "duminică, 17 mai 2026"),
        ("2026-05-17", "2026-05-19", "17–19 mai 2026"),
        ("2026-05-17 10:00", None, "duminică, 17 mai 2026, 10:00"),
        ("2026-05-17 10:00", "2026-05-17 10:00", "duminică, 17 mai 2026, 10:00"),
        ("2026-05-17 10:00", "2026-05-17 12:30", "duminică, 17 mai 2026, 10:00–12:30"),
        (
            "2026-05-17 22:00",
            "2026-05-18 02:00",
            "duminică, 17 mai 2026, 22:00 – luni, 18 mai 2026, 02:00",
        ),
    ],
)
def test_a_period_is_said_once_and_whole(start: str, end: str | None, said: str) -> None:
    of = reader()
    assert of.period(read_when(start), read_when(end) if end else None) == said
    lines = [f"start: {start}", *([f"end: {end}"] if end else [])]
    made = reader(event(*lines))
    for one in made.between(date(2026, 1, 1), date(2026, 12, 31)):
        if one.item.id == "alt":
            assert made.at(one.occurrence) == said


def test_days_are_said_in_the_language_of_the_reader() -> None:
    assert reader(language="en").when(read_when("2026-05-17")) == "17 May 2026"


def test_the_same_site_gives_the_same_reader() -> None:
    assert Reader(site(), "ro", date(2026, 5, 4)).coming == reader().coming
