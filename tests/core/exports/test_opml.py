"""The list of all feeds, as a feed reader takes it in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from coalition.core.exports.opml import opml
from core.in_memory import COALITION, MEMBER, Files, item, reader, text, words
from sites import BASE

URL = "https://example.org/sub/"


def body(files: Files | None = None, language: str = "en") -> list[ET.Element]:
    root = ET.fromstring(opml(reader(files, language), words(language), URL))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    found = root.find("body")
    assert found is not None
    return list(found)


def test_the_feeds_of_the_site_stand_first() -> None:
    feeds = [one for one in body() if one.get("type")]
    assert [(one.get("text"), one.get("htmlUrl"), one.get("xmlUrl")) for one in feeds] == [
        ("Test Coalition", URL + "en/", URL + "en/feed.xml"),
        ("Blog · Test Coalition", URL + "en/blog/", URL + "en/blog/feed.xml"),
        ("Events · Test Coalition", URL + "en/events/", URL + "en/events/feed.xml"),
    ]
    assert {one.get("type") for one in feeds} == {"rss"}


def test_all_others_stand_below_what_they_are() -> None:
    groups = [one for one in body(item("projects", id_="apa")) if not one.get("type")]
    assert [(one.get("text"), [feed.get("text") for feed in one]) for one in groups] == [
        ("Members", ["Alpha"]),
        ("Projects", ["Apa"]),
        ("Towns and places", ["Petrila"]),
        ("Topics", ["Culture"]),
    ]
    [alpha] = groups[0]
    assert (alpha.get("htmlUrl"), alpha.get("xmlUrl"), alpha.get("title")) == (
        URL + "en/members/alfa/",
        URL + "en/members/alfa/feed.xml",
        "Alpha",
    )


def test_what_there_is_none_of_has_no_heading() -> None:
    assert [one.get("text") for one in body() if not one.get("type")] == [
        "Members",
        "Towns and places",
        "Topics",
    ]


@pytest.mark.parametrize("name", ["A & <b>\"B\"</b> 'c' ]]> 😀", "\u200fא"])
def test_names_stay_as_typed(name: str) -> None:
    quoted = name.replace("'", "''")
    files: Files = {
        COALITION: BASE[COALITION].replace(
            "{ro: Coaliția de probă, en: Test Coalition}", f"'{quoted}'"
        ),
        MEMBER: text(f"name: '{quoted}'"),
    }
    first, *rest = body(files, "ro")
    assert first.get("text") == name
    members = next(one for one in rest if one.get("text") == "Members")
    assert members[0].get("text") == name
