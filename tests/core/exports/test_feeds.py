"""Feeds: what stands in which, permanent, with the whole text and the right day."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import Address
from coalition.core.exports import files as exported
from coalition.core.exports.common import dates
from coalition.core.exports.feeds import ENTRIES, feed
from coalition.core.exports.news import tag
from coalition.core.reads import Kept, noted
from coalition.core.site import Key
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
    words,
)
from hypothesis import given
from hypothesis import strategies as st
from sites import BASE

URL = "https://example.org/sub/"
ATOM = "{http://www.w3.org/2005/Atom}"
EMPTY: Files = {path: None for path in BASE if not path.endswith(".yaml")}
ONLY: Files = {
    EVENT: None,
    EVENT.replace(".ro.", ".en."): None,
    "content/blog/2026/stire/index.ro.md": None,
}


def raw(
    of: Files | None = None,
    language: str = "ro",
    about: Key = ("", ""),
    name: str = "feed.xml",
) -> bytes:
    made = drawn(reader(of, language), *(path for path in of or () if path.endswith(".jpg")))
    return feed(made, words(language), URL, about, Address(name))


def read(of: Files | None = None, language: str = "ro", about: Key = ("", "")) -> Any:
    """The feed as a feed reader sees it, which finds nothing wrong with it."""
    found = feedparser.parse(raw(of, language, about))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def ids(of: Files | None = None, language: str = "ro", about: Key = ("", "")) -> list[str]:
    """What the feed tells, in its order."""
    return [one.id.rpartition(":")[2] for one in read(of, language, about).entries]


def entry(of: Files, id_: str = "alt", language: str = "ro") -> Any:
    [one] = [one for one in read(of, language).entries if f"/{id_}/" in f"{one.id}/"]
    return one


# --- the feed --------------------------------------------------------------------------------------


def test_a_feed_says_whose_it_is_and_where() -> None:
    made = read({COALITION: BASE[COALITION] + "tagline: {ro: Împreună}\n"}).feed
    assert (made.title, made.subtitle, made.language) == ("Coaliția de probă", "Împreună", "ro")
    assert made.author == "Coaliția de probă"
    links = {link.rel: link.href for link in made.links}
    assert links == {
        "alternate": "https://example.org/sub/",
        "self": "https://example.org/sub/feed.xml",
    }
    assert made.id == "tag:coalition.example.org,2020:feed/site/ro"


OF_THE_SITE = {
    "ro": ("", "blog/", "evenimente/", "apeluri/"),
    "en": ("en/", "en/blog/", "en/events/", "en/calls/"),
}
SUBJECTS = (
    "membri/alfa/",
    "locuri/petrila/",
    "teme/culture/",
    "en/members/alfa/",
    "en/places/petrila/",
    "en/topics/culture/",
)


def exports(like_peers: bool = False) -> dict[str, bytes]:
    of = site({"members/retras/index.ro.md": text("name: R", "draft: true")})
    say = {language: words(language) for language in of.languages}
    made = exported(of, date(2026, 5, 4), URL, say, like_peers)
    return {file.address.path: file.content for file in made}


def test_the_site_has_feeds_in_three_formats_and_each_subject_one() -> None:
    made = exports()
    places = (*OF_THE_SITE["ro"], *OF_THE_SITE["en"])
    assert {path for path in made if path.endswith((".xml", "feed.json"))} == {
        *(place + name for place in places for name in ("feed.xml", "rss.xml", "feed.json")),
        *(place + "feed.xml" for place in SUBJECTS),
        "traduceri/feed.xml",
        "en/translations/feed.xml",
    }
    atoms = {path: feedparser.parse(made[path]) for path in made if path.endswith("feed.xml")}
    assert len({one.feed.id for one in atoms.values()}) == len(atoms)
    for path, one in atoms.items():
        assert not one.bozo
        assert {link.href for link in one.feed.links if link.rel == "self"} == {URL + path}


def test_only_what_other_generators_have_is_made_like_theirs() -> None:
    assert {path for path in exports(like_peers=True) if not path.endswith(".ics")} == {
        "feed.xml",
        "en/feed.xml",
        "membri/alfa/feed.xml",
        "en/members/alfa/feed.xml",
    }


@pytest.mark.parametrize(
    ("kind", "title", "page", "told"),
    [
        ("", "Test Coalition", "en/", ["post/stire/en", "event/ziua/en"]),
        ("post", "Blog · Test Coalition", "en/blog/", ["post/stire/en"]),
        ("event", "Events · Test Coalition", "en/events/", ["event/ziua/en"]),
        # There is no page of calls when there are none, but there is a feed that stays.
        ("call", "Calls · Test Coalition", "en/", []),
    ],
)
@pytest.mark.parametrize("name", ["feed.xml", "rss.xml", "feed.json"])
def test_the_feeds_of_a_section_tell_what_is_new_in_it(
    name: str, kind: str, title: str, page: str, told: list[str]
) -> None:
    made = raw(language="en", about=("", kind), name=name)
    if name == "feed.json":
        read = json.loads(made)
        found = read["title"], read["home_page_url"], [one["id"] for one in read["items"]]
    else:
        parsed = feedparser.parse(made)
        assert not parsed.bozo, parsed.get("bozo_exception")
        found = parsed.feed.title, parsed.feed.link, [one.id for one in parsed.entries]
    assert found == (title, URL + page, [f"tag:coalition.example.org,2020:{id_}" for id_ in told])


def test_the_feed_of_calls_leads_to_their_page_when_there_is_one() -> None:
    files = {
        "content/calls/apel/index.ro.md": text(
            "title: a", "published: 2026-01-05", "issuer: alfa", "standing: true"
        )
    }
    made = read(files, "en", ("", "call"))
    assert (made.feed.link, len(made.entries)) == (URL + "en/calls/", 1)


@pytest.mark.parametrize(
    ("about", "title", "page", "id_"),
    [
        (("member", "alfa"), "Alpha", "en/members/alfa/", "feed/member/alfa/en"),
        (("place", "petrila"), "Petrila", "en/places/petrila/", "feed/place/petrila/en"),
        (("topic", "culture"), "Culture", "en/topics/culture/", "feed/topic/culture/en"),
    ],
)
def test_a_feed_of_its_own_says_of_what_it_tells(
    about: Key, title: str, page: str, id_: str
) -> None:
    made = read(language="en", about=about).feed
    assert made.title == f"{title} · Test Coalition"
    assert {link.href for link in made.links if link.rel == "alternate"} == {URL + page}
    assert made.id == f"tag:coalition.example.org,2020:{id_}"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_an_empty_feed_is_a_feed(language: str) -> None:
    made = read(EMPTY, language)
    assert made.entries == []
    # Not the clock's: the same files have to make the same feed.
    assert made.feed.updated == "2020-01-01T00:00:00+02:00"
    for about in (("", "call"), ("member", "alfa"), ("place", "petrila"), ("topic", "culture")):
        assert read(ONLY, about=about).entries == []


def test_a_feed_is_as_old_as_its_latest_entry() -> None:
    made = read(event("start: 2026-05-20", "published: 2026-04-10", "updated: 2026-04-20 10:00"))
    assert made.feed.updated == "2026-04-20T10:00:00+03:00"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("demonstration: true", "not an official site. https://o.example.org/"),
        ("fictional: true", "This coalition is invented."),
    ],
)
def test_what_is_not_official_says_so(line: str, said: str) -> None:
    extra = f"{line}\nofficial_site: https://o.example.org/\n"
    assert said in read({COALITION: BASE[COALITION] + extra}).feed.subtitle


# --- entries ---------------------------------------------------------------------------------------


def test_an_entry_has_the_whole_text_with_full_links() -> None:
    body = (
        "Vezi [Alfa](../../../../members/alfa/index.ro.md), ![a](a.jpg) și nota[^1].\n\n"
        "- [x] gata\n\n[^1]: Nota.\n"
    )
    files: Files = {
        **event("start: 2026-05-20 18:00", "published: 2026-04-10", "summary: O zi & o noapte.",
                "organisers: [alfa, primaria]", "topics: culture", body=body),
        "content/events/2026/alt/a.jpg": b"1",
    }  # fmt: skip
    one = entry(files)
    assert one.title == "Alt (miercuri, 20 mai 2026, 18:00)"
    assert one.link == "https://example.org/sub/evenimente/alt/"
    assert one.id == "tag:coalition.example.org,2020:event/alt/ro"
    assert (one.summary_detail.type, one.summary) == ("text/plain", "O zi & o noapte.")
    assert [author.name for author in one.authors] == ["Alfa", "Primăria"]
    assert [one.term for one in one.tags] == ["Cultură"]
    tree = BeautifulSoup(one.content[0].value, "html.parser")
    urls = [str(node.get("href") or node.get("src")) for node in tree.find_all(["a", "img"])]
    assert len(urls) == 4
    assert all(url.startswith(URL) for url in urls)
    assert "nota" in tree.get_text()


@pytest.mark.parametrize(
    ("published", "updated", "seen", "changed"),
    [
        ("2026-04-10", "", "2026-04-10T00:00:00+03:00", "2026-04-10T00:00:00+03:00"),
        ("2026-04-10 18:00", "", "2026-04-10T18:00:00+03:00", "2026-04-10T18:00:00+03:00"),
        (
            "2026-01-10 18:00",
            "2026-04-10",
            "2026-01-10T18:00:00+02:00",
            "2026-04-10T00:00:00+03:00",
        ),
        # Not known to the hour: never older than its appearance.
        (
            "2026-04-10 18:00",
            "2026-04-10",
            "2026-04-10T18:00:00+03:00",
            "2026-04-10T18:00:00+03:00",
        ),
    ],
)
def test_days_are_those_of_the_coalitions_zone(
    published: str, updated: str, seen: str, changed: str
) -> None:
    lines = [f"published: {published}", *([f"updated: {updated}"] if updated else [])]
    one = entry(event("start: 2026-05-20", *lines))
    assert (one.published, one.updated) == (seen, changed)


def test_what_does_not_say_when_it_appeared_is_in_no_feed() -> None:
    made = read({**ONLY, **event("start: 2026-05-20"), **post()})
    assert made.entries == []
    of = site(event("start: 2026-05-20"))
    assert dates(of, the(of, "event", "alt")) is None


def test_the_latest_change_comes_first_and_old_ones_go() -> None:
    files: dict[str, str | bytes | None] = {**ONLY}
    for number in range(ENTRIES + 5):
        files |= post(f"published: 2026-01-{number + 1:02}", id_=f"p{number}")
    files |= post("published: 2019-01-01", "updated: 2026-05-01", id_="innoita")
    told = ids(files)
    assert told[:3] == ["post/innoita/ro", "post/p24/ro", "post/p23/ro"]
    assert len(told) == ENTRIES


def test_of_what_appeared_on_one_day_the_latest_told_comes_first() -> None:
    files: Files = {
        **ONLY,
        **post("published: 2026-05-01", "date: 2019", id_="a"),
        **post("published: 2026-05-01", "date: 2021", id_="b"),
        **event("published: 2026-05-01", "start: 2020-01-01", id_="c"),
        **post("published: 2026-05-01", id_="d"),
    }
    assert ids(files) == ["post/b/ro", "event/c/ro", "post/a/ro", "post/d/ro"]


NEWS: Files = {
    **ONLY,
    **post("published: 2026-01-01", "topics: culture"),
    **event("start: 2026-05-20", "published: 2026-01-02", "topics: culture"),
    "content/projects/apa/index.ro.md": text(
        "title: a", "published: 2026-01-03", "topics: culture"
    ),
    "content/documents/statut/index.ro.md": text(
        "title: a", "published: 2026-01-04", "form: statute", "topics: culture"
    ),
    "content/calls/apel/index.ro.md": text(
        "title: a", "published: 2026-01-05", "issuer: alfa", "standing: true", "topics: culture"
    ),
    "content/plans/plan/index.ro.md": text("title: a", "published: 2026-01-06", "topics: culture"),
    "content/pages/despre/index.ro.md": text(
        "title: a", "published: 2026-01-07", "topics: culture"
    ),
    MEMBER: text("name: Alfa", "published: 2026-01-08", "fields: culture", "topics: culture"),
    **event(
        "start: 2026-05-20", "published: 2026-01-02", "topics: culture", "draft: true", id_="ciorna"
    ),
}
TOLD = ["call/apel/ro", "document/statut/ro", "project/apa/ro", "event/alt/ro", "post/alta/ro"]


def test_what_is_new_is_in_the_feed_and_what_changes_in_place_is_not() -> None:
    assert ids(NEWS) == TOLD


def test_the_feed_of_a_topic_has_all_that_is_new_about_it() -> None:
    assert ids(NEWS, about=("topic", "culture")) == TOLD
    assert ids(post("published: 2026-01-01"), about=("topic", "culture")) == []


def test_a_members_feed_has_what_names_it() -> None:
    files = {
        **post("published: 2026-05-01", "about: member/alfa"),
        **event("start: 2026-05-20", "published: 2026-05-02", "partners: alfa"),
        **event("start: 2026-05-20", "published: 2026-05-02", "partners: primaria", id_="altul"),
    }
    assert ids(files, about=("member", "alfa")) == [
        "event/alt/ro",
        "post/alta/ro",
        "post/stire/ro",
        "event/ziua/ro",
    ]


def test_a_towns_feed_has_what_is_told_of_it_and_of_its_venues() -> None:
    files: Files = {
        "content/places.yaml": "petrila: {label: P}\ncasa: {label: C, town: petrila}\nlupeni: {label: L}\n",
        MEMBER: text("name: Alfa", "town: petrila", "published: 2026-05-09"),
        **event("start: 2026-05-20", "published: 2026-05-05", "place: petrila", id_="afara"),
        **event("start: 2026-05-20", "published: 2026-05-04", "place: lupeni", id_="altundeva"),
        **post("published: 2026-05-03", "about: [place/casa, place/petrila]"),
        "content/projects/apa/index.ro.md": text(
            "title: a", "published: 2026-05-02", "places: [petrila, lupeni]"
        ),
        # An event whose day is not known is in no calendar, but it is news.
        **event("start: 2026-09", "published: 2026-05-01", "place: casa", id_="luna"),
    }
    assert ids(files, about=("place", "petrila")) == [
        "event/afara/ro",
        "post/alta/ro",
        "project/apa/ro",
        "event/luna/ro",
        "event/ziua/ro",
    ]
    assert ids(files, about=("place", "lupeni")) == ["event/altundeva/ro", "project/apa/ro"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("status: cancelled", "Cancelled: Alt"),
        ("withdrawn: {date: 2026-05-02, reason: Nu a avut loc.}", "Cancelled: Alt"),
        ("status: tentative", "Not yet certain: Alt"),
        ("status: postponed", "Postponed: Alt"),
        ("status: rescheduled", "New date: Alt"),
        ("status: moved-online", "Online: Alt"),
        ("status: scheduled", "Alt"),
    ],
)
def test_what_became_of_an_event_reaches_the_subscriber(line: str, title: str) -> None:
    one = entry(event("start: 2026-05-20", "published: 2026-04-10", line))
    assert one.title == f"{title} (miercuri, 20 mai 2026)"


def test_what_was_withdrawn_sends_its_reason_and_not_its_text() -> None:
    withdrawn = "withdrawn: {date: 2026-05-02, reason: Nu a avut loc.}"
    one = entry(post("published: 2026-04-10", "summary: Veniți!", withdrawn), "alta")
    assert (one.summary, one.updated) == ("Nu a avut loc.", "2026-05-02T00:00:00+03:00")
    assert one.title == "Withdrawn: Alta"
    assert one.content[0].value == "<p><strong>Withdrawn</strong> – Nu a avut loc.</p>"


@pytest.mark.parametrize(
    ("published", "updated"),
    [
        ("2026-05-02", "2026-05-02T00:01:00+03:00"),
        ("2026-05-02 10:00", "2026-05-02T10:01:00+03:00"),
        ("2026-05-01 10:00", "2026-05-02T00:00:00+03:00"),
    ],
)
def test_a_withdrawal_is_later_than_all_before(published: str, updated: str) -> None:
    withdrawn = "withdrawn: {date: 2026-05-02, reason: Nu a avut loc.}"
    assert entry(post(f"published: {published}", withdrawn), "alta").updated == updated


OFF = {
    **event(
        "start: 2026-05-20", "published: 2026-04-10", "withdrawn: {date: 2026-05-02, reason: Nu.}"
    ),
    "content/events/2026/alt/index.en.md": text("title: Other", "withdrawn: {reason: It is off.}"),
}


def test_the_reason_is_said_in_the_language_of_the_reader() -> None:
    assert entry(OFF, language="en").summary == "It is off."


@pytest.mark.parametrize("url", ["https://example.org/", "https://other.example.net/"])
def test_ids_do_not_depend_on_the_address_of_the_site(url: str) -> None:
    files = {COALITION: BASE[COALITION].replace("https://coalition.example.org/", url)}
    made = feedparser.parse(feed(reader(files), words("ro"), url, ("", ""), Address("feed.xml")))
    assert {one.id for one in made.entries} == {
        "tag:coalition.example.org,2020:event/ziua/ro",
        "tag:coalition.example.org,2020:post/stire/ro",
    }


def test_a_member_and_an_event_of_one_name_have_two_ids() -> None:
    of = site()
    assert tag(of, "event", "alfa") != tag(of, "member", "alfa")
    assert re.fullmatch(r"tag:[a-z.]+,\d{4}(-\d{2}(-\d{2})?)?:event/alfa", tag(of, "event", "alfa"))


def test_each_language_has_entries_of_its_own() -> None:
    files = event("start: 2026-05-20", "published: 2026-04-10")
    assert entry(files, language="en").id.endswith("event/alt/en")
    assert entry(files, language="en").link == "https://example.org/sub/en/events/alt/"


# --- what readers of XML are strict about ------------------------------------------------------------

NASTY = "AT&T <b>\"a\"</b> 'b' ]]> &amp; 😀 ș"


def test_titles_are_shown_as_typed() -> None:
    quoted = NASTY.replace("'", "''")
    files: Files = {
        EVENT: text(
            f"title: '{quoted}'",
            f"summary: '{quoted}'",
            "start: 2026-05-20",
            "published: 2026-04-10",
            "organisers: alfa",
        ),
        MEMBER: text(f"name: '{quoted}'"),
        COALITION: BASE[COALITION].replace(
            "{ro: Coaliția de probă, en: Test Coalition}", f"'{quoted}'"
        ),
        "content/topics.yaml": f"culture: {{label: '{quoted}'}}\n",
    }
    root = ET.fromstring(raw(files))
    assert root.findtext(f"{ATOM}title") == NASTY
    [one] = [
        one for one in root.iter(f"{ATOM}entry") if "event/" in (one.findtext(f"{ATOM}id") or "")
    ]
    assert one.findtext(f"{ATOM}title") == f"{NASTY} (miercuri, 20 mai 2026)"
    assert one.find(f"{ATOM}title").get("type", "text") == "text"  # type: ignore[union-attr]
    assert one.findtext(f"{ATOM}summary") == NASTY
    assert one.findtext(f"{ATOM}author/{ATOM}name") == NASTY


BODY = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs"),
        exclude_characters="\u2028\u2029\ue000\ue001\ufffe\uffff",
    )
    | st.sampled_from("&<>]#;*_[`\n"),
    min_size=1,
)


@given(BODY)
def test_any_text_makes_a_feed_that_can_be_read(body: str) -> None:
    made = event("start: 2026-05-20", "published: 2026-04-10", body="a" + body)
    try:
        document = raw(made)
    except AssertionError:
        return  # the text has a problem of its own, such as a broken link
    root = ET.fromstring(document)
    assert len(root.findall(f"{ATOM}entry")) == 3


def test_an_entry_is_the_same_in_every_feed_and_has_read_the_same() -> None:
    kept, one = Kept(), reader(NEWS)
    abouts = (("", ""), ("topic", "culture"), ("", "event"), ("member", "alfa"), ("", ""))
    for about, name in product(abouts, ("feed.xml", "rss.xml", "feed.json")):
        with noted() as alone:
            made = feed(one, words("ro"), URL, about, Address(name))
        with noted() as after_others:
            again = feed(one, words("ro"), URL, about, Address(name), kept)
        assert (again, after_others) == (made, alone)


def test_the_same_site_makes_the_same_bytes() -> None:
    assert raw() == raw()
    assert datetime.now(UTC).strftime("%Y-%m-%d").encode() not in raw(EMPTY)


def test_an_event_cancelled_by_a_change_is_told_as_cancelled() -> None:
    change = "changes: [{on: 2026-05-20, status: cancelled}]"
    files = event("start: 2026-05-20", "published: 2026-04-10", change)
    assert entry(files).title.startswith("Cancelled: Alt")
