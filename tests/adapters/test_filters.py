"""The smallest pieces of a page: everything that was typed is escaped, exactly once."""

from __future__ import annotations

import json

import markupsafe
import pytest
from coalition.adapters.escaping import escape, is_blank, safe
from coalition.adapters.filters import Filters
from coalition.core.addresses import Address, absolute, web
from coalition.core.showing import Link, Said
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

FILTERS = Filters("ro", web(Address("a/b/")), absolute("https://example.org/"))
C = Address("a/c/")
TYPED = "<b> & “co”'"
WRITTEN = "&lt;b&gt; &amp; “co”&#39;"


@given(st.text() | st.text("<>&'\"a") | st.integers() | st.none() | st.text().map(Said))
def test_escaping_is_that_of_markupsafe(value: object) -> None:
    assert str(escape(value)) == str(markupsafe.escape(value))


def test_what_is_html_already_stays_as_it_is() -> None:
    assert escape(Markup("<b>&amp;</b>")) == escape(safe("<b>&amp;</b>")) == "<b>&amp;</b>"
    assert type(safe("<b>")) is Markup


def test_white_space_is_blank() -> None:
    assert is_blank("")
    assert is_blank(Markup(" \n"))
    assert not is_blank("\na")


@pytest.mark.parametrize(
    ("text", "written", "attribute"),
    [
        (Said(""), "", ""),
        (Said(TYPED), WRITTEN, ""),
        (Said(TYPED, "hu"), f'<span lang="hu">{WRITTEN}</span>', ' lang="hu"'),
        (Said("سلام", "ar"), '<span lang="ar" dir="rtl">سلام</span>', ' lang="ar" dir="rtl"'),
        (Said("a", '">'), '<span lang="&#34;&gt;">a</span>', ' lang="&#34;&gt;"'),
    ],
)
def test_a_text_in_another_language_is_marked(text: Said, written: str, attribute: str) -> None:
    assert (escape(FILTERS.said(text)), escape(FILTERS.lang(text))) == (written, attribute)


@pytest.mark.parametrize(
    ("link", "written"),
    [
        (Link(Said(TYPED), C), f'<a href="../c/">{WRITTEN}</a>'),
        (Link(Said("a", "hu"), C.at("d")), '<a href="../c/#d" lang="hu">a</a>'),
        (Link(Said("a"), None, 'https://e.org/?a&b"'), '<a href="https://e.org/?a&amp;b&#34;">a</a>'),
        (Link(Said(TYPED)), WRITTEN),
        (Link(Said("a", "hu")), '<span lang="hu">a</span>'),
    ],
)  # fmt: skip
def test_a_link_leads_where_it_can(link: Link, written: str) -> None:
    assert escape(FILTERS.linked(link)) == written
    assert escape(FILTERS.parties([])) == ""
    assert escape(FILTERS.parties([link, link])) == f"{written}, {written}"
    assert escape(FILTERS.listed((link,))) == written
    rows = f"<li>{written}</li>" * 2
    assert escape(FILTERS.listed((link, link))) == f'<ul class="plain-list">{rows}</ul>'


def test_a_short_text_can_lead_somewhere() -> None:
    assert FILTERS.to(Said(TYPED), C) == f'<a href="../c/">{WRITTEN}</a>'


def test_a_title_in_another_language_says_which_it_is_and_which_way_it_runs() -> None:
    mark = '<span class="card-language" lang="hu">Magyar</span>'
    assert FILTERS.to(Said("<b>", "hu"), C) == f'<a href="../c/" lang="hu">&lt;b&gt;</a> {mark}'
    arabic = Filters("ar", web(Address("a/b/")), absolute("https://example.org/"))
    assert 'lang="hu" dir="ltr">Magyar<' in arabic.to(Said("a", "hu"), C)
    assert 'lang="fa">' in arabic.to(Said("a", "fa"), C)


def test_json_ld_leaves_out_what_says_nothing() -> None:
    described = {
        "@type": "Event",
        "@id": C.at("x"),
        "name": "“a”",
        "empty": ["", None, [], {}, {"@type": "Place"}, ({"@type": "Place", "name": ""},)],
        "where": [{"@type": "Place", "name": "b", "geo": {"@type": "Geo", "lat": 0.0}}, ""],
        "free": False,
        "nothing": None,
        "steps": ({"position": 1}, {"position": 0}),
        "only": {"name": "c"},
    }
    assert FILTERS.json_ld(described) == (
        '{"@context": "https://schema.org", "@type": "Event", "@id": "https://example.org/a/c/#x", '
        '"name": "“a”", "where": [{"@type": "Place", "name": "b", "geo": {"@type": "Geo", "lat": 0.0}}], '
        '"free": false, "steps": [{"position": 1}, {"position": 0}], "only": {"name": "c"}}'
    )


@given(st.text() | st.text('<>&\u2028\u2029/!-"\\a'))
def test_nothing_in_json_ld_ends_its_element(text: str) -> None:
    written = FILTERS.json_ld({"name": f"a{text}", text: "b"})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"@context": "https://schema.org", "name": f"a{text}", text: "b"}


def test_a_link_to_subscribe_by_is_whole() -> None:
    assert FILTERS.webcal(Address("a/calendar.ics")) == "webcal://example.org/a/calendar.ics"


def test_a_text_that_is_written_the_other_way_says_so() -> None:
    arabic = Filters("ar", web(Address("a/b/")), absolute("https://example.org/"))
    assert FILTERS.said(Said("سلام", "ar")) == '<span lang="ar" dir="rtl">سلام</span>'
    assert arabic.said(Said("Pace", "ro")) == '<span lang="ro" dir="ltr">Pace</span>'
    assert arabic.said(Said("سلام", "fa")) == '<span lang="fa">سلام</span>'
    assert arabic.to(Said("Pace", "ro"), C) == (
        '<a href="../c/" lang="ro" dir="ltr">Pace</a>'
        ' <span class="card-language" lang="ro" dir="ltr">Română</span>'
    )
