"""The list of all feeds of one language (OPML 2.0), which feed readers take in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from ..addresses import ATOM, Address, absolute
from ..showing import Reader
from ..words import Words
from .feeds import section_name
from .feedxml import encoded

_Feed = tuple[str, Address, Address]


def opml(reader: Reader, words: Words, site_url: str) -> bytes:
    """The feeds of the site, then those of members, projects, towns and topics, all in Atom."""
    name = reader.label(reader.site.coalition.name).text
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = name
    body = ElementTree.SubElement(root, "body")
    for heading, feeds in _groups(reader, words, name):
        under = ElementTree.SubElement(body, "outline", text=heading) if heading else body
        _outlines(under, feeds, site_url)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return encoded(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _groups(reader: Reader, words: Words, name: str) -> Iterator[tuple[str, list[_Feed]]]:
    """Headings, the first of them empty, each with its feeds: name, page, address."""
    scheme, language = reader.site.scheme, reader.language
    home = scheme.home(language)
    sections = [(one, scheme.section(one, language).below(ATOM)) for one in reader.news_sections]
    yield (
        "",
        [
            (name, home, home.below(ATOM)),
            *(
                (f"{section_name(words, one)} · {name}", reader.sections[one], feed)
                for one, feed in sections
            ),
        ],
    )
    headings = {
        "member": words.gettext("Members"),
        "project": words.gettext("Projects"),
        "place": words.gettext("Towns and places"),
        "topic": words.gettext("Topics"),
    }
    for kind, heading in headings.items():
        own = [one for one in reader.subjects if one.key[0] == kind]
        if own:
            yield heading, [(one.name.text, one.address, one.feed) for one in own]


def _outlines(under: ElementTree.Element, feeds: Iterable[_Feed], site_url: str) -> None:
    url = absolute(site_url)
    for name, page, feed in feeds:
        told = {"text": name, "title": name, "htmlUrl": url(page), "xmlUrl": url(feed)}
        ElementTree.SubElement(under, "outline", {"type": "rss", **told})
