"""What readers of one language see: never a hole, and what comes from elsewhere says so."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from coalition.core.addresses import Address, web
from coalition.core.images import Caption
from coalition.core.showing import (
    Link,
    Reader,
    Said,
    date_of,
    latest_first,
)
from coalition.core.site import Key
from coalition.core.times import read_when
from core.in_memory import (
    COALITION,
    EVENT,
    MEMBER,
    Files,
    drawn,
    event,
    post,
    reader,
    site,
    text,
    the,
)
from sites import BASE

EVENT_EN = EVENT.replace(".ro.", ".en.")
WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"
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
    assert [link.said for link in of.topics(("culture",))] == [said]


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


def test_a_link_to_what_has_no_page_is_only_words() -> None:
    files = {
        **event("start: 2026", "draft: true", id_="draft"),
        **event("start: 2026", body="[cuvinte](../draft/index.ro.md)\n"),
    }
    [one] = anchors(reader(files), "event", "alt")
    assert one.get_text() == "cuvinte"
    assert not one.has_attr("href")


@pytest.mark.parametrize(
    ("folder", "href"),
    [
        ("projects", "../../proiecte/apa/"),
        ("documents", "../../documente/apa/"),
        ("plans", "../../planuri/apa/"),
        ("calls", "../../apeluri/apa/"),
        ("pages", "../../pagini/apa/"),
        ("blog", "../../blog/apa/"),
    ],
)
def test_every_kind_has_pages_to_link_to(folder: str, href: str) -> None:
    lines = {"documents": ["form: report"], "calls": ["issuer: alfa", "standing: true"]}
    files = {
        f"content/{folder}/apa/index.ro.md": text("title: Apa", *lines.get(folder, [])),
        **event("start: 2026", body=f"[a](../../../{folder}/apa/index.ro.md)\n"),
    }
    assert [one["href"] for one in anchors(reader(files), "event", "alt")] == [href]


# --- figures ---------------------------------------------------------------------------------------


def test_a_picture_has_the_words_that_say_what_it_shows() -> None:
    files: Files = {
        **event("start: 2026", "image: a.jpg", "image_alt: Un pod", "image_credit: Ana"),
        "content/events/2026/alt/index.en.md": text("image_alt: A bridge"),
        "content/events/2026/alt/a.jpg": b"1",
    }
    romanian, english = (
        drawn(reader(files, language), "content/events/2026/alt/a.jpg").figure
        for language in ("ro", "en")
    )
    item = the(reader(files), "event", "alt")
    shown = romanian(item)
    assert shown is not None
    assert (shown.alt, shown.credit, shown.picture.width) == (Said("Un pod"), "Ana", 1600)
    assert shown.caption == Caption("Un pod")
    translated = english(item)
    assert translated is not None
    assert translated.alt == Said("A bridge")


def test_a_picture_that_nobody_describes_has_the_title_of_its_item() -> None:
    files: Files = {
        **event("start: 2026", "image: a.jpg"),
        "content/events/2026/alt/a.jpg": b"1",
    }
    of = drawn(reader(files, "en"), "content/events/2026/alt/a.jpg")
    shown = of.figure(the(of, "event", "alt"))
    assert shown is not None
    assert (shown.alt, shown.credit) == (Said("Alt", "ro"), "")
    assert shown.caption == Caption("Alt", language="ro", direction="ltr")
    assert of.figure(the(of, "event", "ziua")) is None


def test_a_logo_and_an_emblem_say_whose_they_are() -> None:
    files: Files = {
        MEMBER: text("name: Alfa", "logo: l.png"),
        "members/alfa/l.png": b"1",
        "content/funders.yaml": "uniunea: {label: {ro: Uniunea}, emblem: ue.png}\nalta: {label: A}\n",
        "content/ue.png": b"1",
    }
    of = drawn(reader(files, "en"), "members/alfa/l.png", "content/ue.png")
    logo = of.logo(the(of, "member", "alfa"))
    union, other = of.site.listed("funder")
    emblem = of.emblem(union)
    assert logo is not None
    assert emblem is not None
    assert (logo.alt, emblem.alt) == (Said("Alpha"), Said("Uniunea", "ro"))
    assert of.emblem(other) is None
    assert of.logo(the(reader(), "member", "alfa")) is None


# --- parties and places ----------------------------------------------------------------------------


def test_a_party_is_linked_to_where_it_can_be_met() -> None:
    of = reader(
        {
            "content/organisations.yaml": "primaria: {name: {ro: Primăria}, website: https://p.example.org/}\n"
        },
        "en",
    )
    assert of.parties(("primaria", "alfa", "coalition")) == (
        # What stands elsewhere is said on its page here.
        Link(Said("Primăria", "ro"), Address("en/organisations/primaria/")),
        Link(Said("Alpha"), Address("en/members/alfa/")),
        Link(Said("Test Coalition"), Address("en/about/")),
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


@pytest.mark.parametrize(
    ("id_", "link"),
    [
        ("petrila", Link(Said("Petrila"), Address("en/places/petrila/"))),
        ("casa", Link(Said("House of culture, Petrila"), Address("en/places/casa/"))),
        ("nu", None),
        ("", None),
        (None, None),
    ],
)
def test_a_place_is_linked_to_its_page(id_: str | None, link: Link | None) -> None:
    assert reader(language="en").place_link(id_) == link


def test_of_many_places_and_topics_the_unknown_are_left_out() -> None:
    of = reader()
    assert [one.address for one in of.places(("casa", "nu", "petrila"))] == [
        Address("locuri/casa/"),
        Address("locuri/petrila/"),
    ]
    assert of.topics(("nu", "culture")) == (Link(Said("Cultură"), Address("teme/culture/")),)
    assert of.places(()) == of.topics(()) == ()


@pytest.mark.parametrize(
    ("kind", "id_", "link"),
    [
        (
            "organisation",
            "primaria",
            Link(Said("Town hall"), Address("en/organisations/primaria/")),
        ),
        ("place", "casa", Link(Said("House of culture"), Address("en/places/casa/"))),
        ("topic", "culture", Link(Said("Culture"), Address("en/topics/culture/"))),
        ("funder", "uniunea", Link(Said("Union"), Address("en/funders/uniunea/"))),
    ],
)
def test_every_entry_of_a_list_has_a_page(kind: str, id_: str, link: Link) -> None:
    of = reader(language="en")
    assert of.entry_link(of.site.entries[kind, id_]) == link
    assert of.reference(f"{kind}/{id_}") == link


def test_a_reference_leads_to_whatever_it_names() -> None:
    of = reader(
        {
            **event("start: 2026", "draft: true", id_="ciorna"),
            **event("start: 2026", "withdrawn: {date: 2026-05-01, reason: a}", id_="retras"),
        }
    )
    assert of.reference("event/ziua") == of.link(the(of, "event", "ziua"))
    assert of.reference("member/alfa") == of.party("alfa")
    assert of.reference("coalition/coalition") == of.party("coalition")
    # What was withdrawn has a page that says so.
    assert of.reference("event/retras") == Link(Said("Alt"), Address("evenimente/retras/"))


@pytest.mark.parametrize(
    "reference", ["event/ciorna", "event/nu", "post/ziua", "nu/ziua", "topic/nu", "ziua", ""]
)
def test_a_reference_to_what_has_no_page_is_left_out(reference: str) -> None:
    of = reader(event("start: 2026", "draft: true", id_="ciorna"))
    assert of.reference(reference) is None
    assert of.references((reference, "post/stire", reference, "event/ziua")) == (
        of.link(the(of, "post", "stire")),
        of.link(the(of, "event", "ziua")),
    )


# --- selections ----------------------------------------------------------------------------------


def members(**names: str) -> dict[str, str | bytes | None]:
    return {f"members/{id_}/index.ro.md": text(f"name: {name}") for id_, name in names.items()}


def test_names_are_sorted_in_the_alphabet_of_the_reader() -> None:
    of = reader(members(a="Țara", b="Tabăra", c="Ștefan", d="Sus", e="Ăst"))
    assert [of.heading(one).text for one in of.sorted(of.site.all("member"))] == [
        "Alfa", "Ăst", "Sus", "Ștefan", "Tabăra", "Țara",
    ]  # fmt: skip


def test_items_that_name_another_come_once_in_the_order_of_kind_and_id() -> None:
    of = reader(event("start: 2026-05-20", "organisers: alfa", "partners: [alfa, primaria]"))

    def naming(*keys: Key) -> list[Key]:
        return [one.key for one in of.naming(*keys)]

    alfa, townhall = ("member", "alfa"), ("organisation", "primaria")
    assert naming(alfa) == [("event", "alt"), ("event", "ziua"), ("post", "stire")]
    assert naming(townhall) == [("event", "alt")]
    assert naming(townhall, alfa) == naming(alfa)
    assert naming(("member", "nobody")) == naming() == []


def test_what_a_draft_names_is_named_by_nobody() -> None:
    of = reader(event("start: 2026-05-20", "partners: primaria", "draft: true"))
    assert of.naming(("organisation", "primaria")) == ()


def test_entries_name_others_as_items_do() -> None:
    of = reader(
        {
            "content/organisations.yaml": (
                "zeta: {name: Școala, town: petrila}\n"
                "beta: {name: Spitalul, area_served: [casa, petrila]}\n"
                "gama: {name: Gara}\n"
            )
        }
    )
    petrila, house = ("place", "petrila"), ("place", "casa")
    beta, zeta = ("organisation", "beta"), ("organisation", "zeta")
    assert of.names_of(house) == [("event", "ziua"), beta]
    # A venue names its town.
    assert of.names_of(petrila) == [beta, zeta, house]
    assert of.names_of(house, petrila) == sorted({*of.names_of(house), *of.names_of(petrila)})
    assert of.names_of(("topic", "culture")) == of.names_of() == []


def test_entries_of_one_name_keep_one_order() -> None:
    lines = [f"{id_}: {{label: {name}}}\n" for id_, name in (("b", "Ș"), ("a", "Ș"), ("c", "S"))]
    for yaml in ("".join(lines), "".join(reversed(lines))):
        of = reader({"content/topics.yaml": yaml})
        assert [one.id for one in of.sorted_entries(of.site.listed("topic"))] == ["c", "a", "b"]


def test_posts_come_the_latest_first_by_the_day_they_tell_of() -> None:
    files = {
        **post("published: 2026-04-05", "date: 2019", id_="veche"),
        **post("published: 2026-04-01", id_="fara-data"),
        **post("date: 2026-04-20", id_="fara-publicare"),
        **post(id_="fara-nimic"),
    }
    of = reader(files)
    assert [one.id for one in of.posts(9)] == [
        "fara-publicare", "fara-data", "stire", "veche", "fara-nimic",
    ]  # fmt: skip
    assert date_of(the(of, "post", "veche")) == read_when("2019")
    assert date_of(the(of, "post", "fara-nimic")) is None
    assert latest_first(()) == ()


def test_posts_about_an_item_are_told_once() -> None:
    of = reader(post("published: 2026-05-01", "authors: alfa", "about: [member/alfa, event/ziua]"))
    alfa, ziua = the(of, "member", "alfa"), the(of, "event", "ziua")
    for keys in ((alfa.key,), (alfa.key, ziua.key)):
        posts = tuple(one for one in of.naming(*keys) if one.kind == "post")
        assert [one.id for one in latest_first(posts)] == ["alta", "stire"]


def test_what_was_withdrawn_is_in_no_list() -> None:
    of = reader(
        {**event("start: 2026-05-20", WITHDRAWN), **post("published: 2026-05-01", WITHDRAWN)}
    )
    assert [one.item.id for one in of.coming] == ["ziua"]
    assert [one.id for one in of.posts(9)] == ["stire"]
    assert of.agenda.coming_of("ziua")
    assert of.agenda.coming_of("alt") == ()


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
        (("start: 2029-01-01",), "2026-05-04", True, False),
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
    window = of.agenda.between(date(2026, 5, 18), date(2026, 5, 20))
    assert [id_ for id_, _ in window] == ["dimineata", "seara"]


def test_an_event_to_come_is_known_with_all_its_days() -> None:
    files = {
        **event("start: 2026-05-10", "repeat: {rule: FREQ=WEEKLY;COUNT=3}", id_="zilnic"),
        **event("start: 2026-05-01", "repeat: {rule: FREQ=WEEKLY;COUNT=2}", id_="pe-jumatate"),
        **event("start: 2026-05-03", id_="trecut"),
        **event("start: 2026-06", id_="luna"),
    }
    of = reader(files)
    days = {
        item.id: [one.start.day for one in of.agenda.coming_of(item.id)]
        for item in of.site.all("event")
    }
    coming = {"pe-jumatate": [8], "zilnic": [10, 17, 24], "ziua": [17]}
    assert days == {**coming, "luna": [], "trecut": []}
    assert list(dict.fromkeys(one.item.id for one in of.coming)) == list(coming)


@pytest.mark.parametrize(
    ("lines", "today", "coming"),
    [
        (("start: 2026-05",), "2025-01-01", True),
        (("start: 2026-05",), "2026-05-31", True),
        (("start: 2026-05",), "2026-06-01", False),
        (("start: 2026",), "2026-12-31", True),
        (("start: 2026",), "2027-01-01", False),
        (("start: 2026-03", "end: 2026-05"), "2026-05-31", True),
        (("start: 2026-03", "end: 2026-05"), "2026-06-01", False),
        (("start: 2026-05-20",), "2026-05-04", False),
        (("start: 2026-05-20 18:00",), "2026-05-04", False),
        (("start: 2026-05", WITHDRAWN), "2026-05-04", False),
    ],
)
def test_an_event_of_which_only_the_month_is_known_comes_until_the_month_is_over(
    lines: tuple[str, ...], today: str, coming: bool
) -> None:
    of = reader(event(*lines), today=today)
    assert [one.id for one in of.undated] == (["alt"] if coming else [])


def test_what_ends_sooner_comes_first_when_no_day_is_known() -> None:
    files = {
        **event("start: 2026", id_="a-anul"),
        **event("start: 2026-07", id_="b-iulie"),
        **event("start: 2026-06", id_="d-iunie"),
        **event("start: 2026-06", id_="c-iunie"),
        **event("start: 2028-01", id_="e-departe"),
    }
    assert [one.id for one in reader(files).undated] == [
        "c-iunie", "d-iunie", "b-iulie", "a-anul", "e-departe",
    ]  # fmt: skip


# --- feeds and calendars of their own ----------------------------------------------------------------

PLACES = """\
lupeni: {label: Lupeni}
casa: {label: {ro: Casa de cultură, en: House of culture}, town: petrila}
petrila: {label: Petrila}
gara: {label: Gara, town: petrila}
"""


def test_members_towns_and_topics_can_be_subscribed_to() -> None:
    files: Files = {
        "content/places.yaml": PLACES,
        "content/topics.yaml": "water: {label: {ro: Apă, en: Water}}\nart: {label: {ro: Șah, en: Art}}\n",
        **members(zeta="Beta", gone="Gama", out="Delta"),
        "members/gone/index.ro.md": text("name: Gama", "status: former"),
        "members/out/index.ro.md": text("name: Delta", WITHDRAWN),
    }
    of = reader(files)
    # Members and topics by name, towns in the order of their list; venues belong to their towns.
    assert [one.key for one in of.subjects] == [
        ("member", "alfa"), ("member", "zeta"), ("member", "gone"),
        ("place", "lupeni"), ("place", "petrila"),
        ("topic", "water"), ("topic", "art"),
    ]  # fmt: skip
    english = reader(files, "en")
    assert [one.key[1] for one in english.subjects if one.key[0] == "topic"] == ["art", "water"]


@pytest.mark.parametrize(
    ("key", "name", "path", "keys"),
    [
        (("member", "alfa"), "Alpha", "en/members/alfa/", {("member", "alfa")}),
        (("topic", "culture"), "Culture", "en/topics/culture/", {("topic", "culture")}),
        (("place", "lupeni"), "Lupeni", "en/places/lupeni/", {("place", "lupeni")}),
        (
            ("place", "petrila"),
            "Petrila",
            "en/places/petrila/",
            {("place", "petrila"), ("place", "casa"), ("place", "gara")},
        ),
    ],
)
def test_a_feed_and_a_calendar_stand_below_the_page(
    key: Key, name: str, path: str, keys: set[Key]
) -> None:
    one = reader({"content/places.yaml": PLACES}, "en").subject(key)
    assert one is not None
    assert (one.key, one.name, one.address) == (key, Said(name), Address(path))
    assert one.feed == Address(f"{path}feed.xml")
    assert one.calendar == Address(f"{path}calendar.ics")
    assert set(one.keys) == keys


@pytest.mark.parametrize(
    "key",
    [
        ("place", "casa"),
        ("organisation", "primaria"),
        ("funder", "uniunea"),
        ("event", "ziua"),
        ("member", "nu"),
    ],
)
def test_nothing_else_has_a_feed_of_its_own(key: Key) -> None:
    assert reader().subject(key) is None


def test_the_name_of_a_feed_says_its_language() -> None:
    of = reader({"content/topics.yaml": "culture: {label: {ro: Cultură}}\n"}, "en")
    found = of.subject(("topic", "culture"))
    assert found is not None
    assert found.name == Said("Cultură", "ro")


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
    for id_, one in made.agenda.between(date(2026, 1, 1), date(2026, 12, 31)):
        if id_ == "alt":
            assert made.at(one) == said


def test_days_are_said_in_the_language_of_the_reader() -> None:
    assert reader(language="en").when(read_when("2026-05-17")) == "17 May 2026"


def test_the_same_site_gives_the_same_reader() -> None:
    def coming(of: Reader) -> list[object]:
        return [(one.item.key, one.occurrence) for one in of.coming]

    assert coming(Reader(site(), "ro", date(2026, 5, 4))) == coming(reader()) != []
