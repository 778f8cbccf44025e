"""How entries are written in XML: as the library would, well-formed whatever they say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from coalition.core.exports import feedxml
from feedgenerator import Atom1Feed, Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator
from hypothesis import given
from hypothesis import strategies as st

MOMENT = datetime(2026, 5, 1, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("&<>'\"]\n\t "), max_size=9)
ANYTHING = st.text(st.characters() | st.sampled_from("&<>]\x00\x0b\x1b\ufffe\uffff"), max_size=9)


def values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"title": texts, "link": st.just(""), "description": texts | st.none()},
        optional={"author_name": texts, "categories": st.lists(texts), "content": texts},
    )


@pytest.mark.parametrize("library", [Atom1Feed, Rss201rev2Feed])
@given(said=values(TEXT))
def test_an_entry_is_what_the_library_writes(library: Any, said: dict[str, Any]) -> None:
    theirs, out = library("a", "", None), io.StringIO()
    theirs.add_item(pubdate=MOMENT, unique_id="b", **said)
    try:
        theirs.write_items(SimplerXMLGenerator(out, "utf-8", short_empty_elements=True))
    except ValueError:  # a control character
        return
    made = feedxml.entry(library("a", "", None), pubdate=MOMENT, unique_id="b", **said)
    assert made == feedxml.encoded(out.getvalue())


@pytest.mark.parametrize(("library", "end"), [(Atom1Feed, "</feed>"), (Rss201rev2Feed, "</channel></rss>")])  # fmt: skip
@given(said=values(ANYTHING), title=ANYTHING)
def test_a_feed_is_well_formed_whatever_is_in_it(
    library: Any, end: str, said: dict[str, Any], title: str
) -> None:
    entry = feedxml.entry(library("a", "", None), pubdate=MOMENT, unique_id="b", **said)
    whole = feedxml.whole(_head(library, title), [entry, entry], end, "feed.css")
    root = ET.fromstring(whole)
    assert len([one for one in root.iter() if one.tag.endswith(("entry", "item"))]) == 2


def _head(library: Any, title: str) -> Any:
    """A feed of this title; the library refuses control characters there, and never gets any."""
    return library(re.sub(r"[\x00-\x1f]", "", title), "", None)


def test_what_xml_does_not_have_is_replaced_and_nothing_else() -> None:
    every = [chr(one) for one in range(0x20)] + ["\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "😀", "\u202e"]  # fmt: skip
    replaced = [one for one in every if feedxml.encoded(one).decode() != one]
    assert replaced == [one for one in every if not _is_xml(one)]


def _is_xml(one: str) -> bool:
    try:
        ET.fromstring(f"<a>{one}</a>")
    except ET.ParseError:
        return False
    return True


def test_half_of_a_pair_of_surrogates_is_replaced() -> None:
    assert feedxml.encoded("a\ud800b") == b"a?b"


def test_a_browser_is_told_how_to_show_it() -> None:
    def whole(entries: Iterable[bytes]) -> list[bytes]:
        made = feedxml.whole(Atom1Feed("a", "", None), entries, "</feed>", "../a&b.css")
        return made.splitlines()

    lines = whole([])
    assert lines[0] == b'<?xml version="1.0" encoding="utf-8"?>'
    assert lines[1] == b'<?xml-stylesheet type="text/css" href="../a&amp;b.css"?>'
    assert whole([b"<entry/>"])[2].endswith(b"<entry/></feed>")
