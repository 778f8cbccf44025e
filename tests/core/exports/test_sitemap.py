"""The sitemap and robots.txt."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from coalition.core.addresses import Address
from coalition.core.exports.sitemap import Listed, robots, sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = "https://example.org/sub/"


def test_every_page_is_listed_with_its_translations() -> None:
    both = (("ro", Address("ziua/")), ("en", Address("en/day/")), ("x-default", Address("ziua/")))
    root = ET.fromstring(
        sitemap(
            [
                Listed(Address("")),
                Listed(Address("ziua/"), both, "2026-04-01"),
                Listed(Address("știri & altele/")),
            ],
            SITE,
        )
    )
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    urls = root.findall("s:url", NAMES)
    assert [url.findtext("s:loc", None, NAMES) for url in urls] == [
        "https://example.org/sub/",
        "https://example.org/sub/ziua/",
        "https://example.org/sub/%C8%99tiri%20%26%20altele/",
    ]
    assert [url.findtext("s:lastmod", None, NAMES) for url in urls] == [None, "2026-04-01", None]
    assert [
        (link.get("rel"), link.get("hreflang"), link.get("href"))
        for link in urls[1].findall("x:link", NAMES)
    ] == [
        ("alternate", "ro", "https://example.org/sub/ziua/"),
        ("alternate", "en", "https://example.org/sub/en/day/"),
        ("alternate", "x-default", "https://example.org/sub/ziua/"),
    ]
    assert urls[0].findall("x:link", NAMES) == []


def test_a_site_without_pages_has_a_sitemap_too() -> None:
    assert len(ET.fromstring(sitemap([], SITE))) == 0


def test_the_sitemap_says_that_it_is_utf_8() -> None:
    raw = sitemap([Listed(Address("ș/"))], SITE)
    assert raw.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    assert raw.decode().endswith("\n")


@pytest.mark.parametrize("indexed", [True, False])
def test_robots_are_told_whether_they_are_welcome(indexed: bool) -> None:
    raw = robots(SITE, indexed=indexed)
    assert raw.startswith(
        b"User-agent: *\nAllow: /\n" if indexed else b"User-agent: *\nDisallow: /\n"
    )
    parser = RobotFileParser()
    parser.parse(raw.decode().splitlines())
    assert parser.can_fetch("AnyBot", "https://example.org/sub/ziua/") is indexed
    assert parser.site_maps() == ["https://example.org/sub/sitemap.xml"]
