"""Addresses of pages and files, and one link writer for each outlet.

An address is a value, not a string of URL: templates and exports hold addresses, and only the
writer of an outlet turns one into text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import quote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from .languages import lookup

# The words of each section in addresses. A reworded catalogue must not move a page, so they
# stand here and not among the interface words; a coalition may set its own in coalition.yaml.
SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "member": {"ro": "membri", "en": "members", "hu": "tagok", "mk": "chlenovi", "sq": "anetaret", "tr": "uyeler"},
    "organisation": {"ro": "organizatii", "en": "organisations", "hu": "szervezetek", "mk": "organizacii", "sq": "organizatat", "tr": "kuruluslar"},
    "event": {"ro": "evenimente", "en": "events", "hu": "esemenyek", "mk": "nastani", "sq": "ngjarjet", "tr": "etkinlikler"},
    "post": {"ro": "blog", "en": "blog", "hu": "blog", "mk": "blog", "sq": "blog", "tr": "blog"},
    "project": {"ro": "proiecte", "en": "projects", "hu": "projektek", "mk": "proekti", "sq": "projektet", "tr": "projeler"},
    "document": {"ro": "documente", "en": "documents", "hu": "dokumentumok", "mk": "dokumenti", "sq": "dokumentet", "tr": "belgeler"},
    "plan": {"ro": "planuri", "en": "plans", "hu": "tervek", "mk": "planovi", "sq": "planet", "tr": "planlar"},
    "call": {"ro": "apeluri", "en": "calls", "hu": "felhivasok", "mk": "povici", "sq": "thirrjet", "tr": "cagrilar"},
    "page": {"ro": "pagini", "en": "pages", "hu": "oldalak", "mk": "stranici", "sq": "faqet", "tr": "sayfalar"},
    "place": {"ro": "locuri", "en": "places", "hu": "helyek", "mk": "mesta", "sq": "vendet", "tr": "yerler"},
    "topic": {"ro": "teme", "en": "topics", "hu": "temak", "mk": "temi", "sq": "temat", "tr": "konular"},
    "funder": {"ro": "finantatori", "en": "funders", "hu": "tamogatok", "mk": "finansieri", "sq": "financuesit", "tr": "fon-verenler"},
    "coalition": {"ro": "despre", "en": "about", "hu": "rolunk", "mk": "za-nas", "sq": "rreth-nesh", "tr": "hakkimizda"},
    "involved": {"ro": "implica-te", "en": "get-involved", "hu": "vegyen-reszt", "mk": "vkluchi-se", "sq": "perfshihu", "tr": "katilin"},
    "translation": {"ro": "traduceri", "en": "translations", "hu": "forditasok", "mk": "prevodi", "sq": "perkthime", "tr": "ceviriler"},
    "subscribe": {"ro": "abonare", "en": "subscribe", "hu": "feliratkozas", "mk": "pretplata", "sq": "abonim", "tr": "abonelik"},
}  # fmt: skip


class Address(Struct, frozen=True, order=True):
    """Where something stands in the site.

    ``path`` is relative to the site's root, without a leading slash and not percent-encoded. A
    page's path is empty or ends with a slash; any other path is a file.
    """

    path: str
    fragment: str = ""

    @property
    def is_page(self) -> bool:
        """Whether this is a page, written to ``index.html`` of its folder."""
        return not self.path or self.path.endswith("/")

    @property
    def file(self) -> str:
        """The file that holds it, relative to the site's root."""
        return f"{self.path}index.html" if self.is_page else self.path

    def at(self, fragment: str) -> Address:
        """The same page at another fragment."""
        return replace(self, fragment=fragment)

    def below(self, name: str) -> Address:
        """The file ``name`` below this page."""
        return Address(self.path + name)


def old_address(alias: str) -> Address:
    """Where an old address (``aliases``) stands: a page, or a file when its name has an extension."""
    return Address(alias if "." in alias.rpartition("/")[2] else f"{alias}/")


# Files of the theme.
STYLESHEET: Final = Address("theme/style.css")
SCRIPT: Final = Address("theme/site.js")
SUBSCRIBE_SCRIPT: Final = Address("theme/subscribe.js")
ICON: Final = Address("theme/icon.svg")

# Files that stand below pages: feeds (Atom, RSS, JSON Feed), their list and how a browser shows
# them, calendars, the QR code of a calendar or of an event, the measures of a plan, the manifest.
ATOM: Final = "feed.xml"
RSS: Final = "rss.xml"
JSON_FEED: Final = "feed.json"
OPML: Final = "feeds.opml"
FEED_STYLE: Final = "feed.css"
CALENDAR: Final = "calendar.ics"
DEADLINES: Final = "deadlines.ics"
ONE_EVENT: Final = "event.ics"
CODE: Final = "qr.svg"
MEASURES: Final = "measures.csv"
MANIFEST: Final = "manifest.webmanifest"
BELOW_PAGES: Final = frozenset(
    {
        ATOM,
        RSS,
        JSON_FEED,
        OPML,
        FEED_STYLE,
        CALENDAR,
        DEADLINES,
        ONE_EVENT,
        CODE,
        MEASURES,
        MANIFEST,
    }
)

LinkWriter = Callable[[Address], str]


_is_plain: Final = re.compile(r"[\w/.~-]*", re.ASCII).fullmatch


def _quoted(path: str, fragment: str) -> str:
    if not fragment and _is_plain(path):
        return path
    return quote(path, safe="/-._~") + (f"#{quote(fragment, safe='-._~')}" if fragment else "")


def web(here: Address) -> LinkWriter:
    """Relative links for the page at ``here``; they work under any sub-path."""
    own = here.path
    inside = own[: own.rfind("/") + 1]
    name = own[len(inside) :]
    # From the page's folder up to the root: what lies in it, and how to get there.
    ways = [(inside, "")]
    while inside:
        inside = folder(inside)
        ways.append((inside, "../" * len(ways)))

    def write(target: Address) -> str:
        path = target.path
        if path == own:
            return _quoted("", target.fragment) or _quoted(name or "./", "")
        for above, up in ways:  # noqa: B007 - the last one is the root, in which everything lies
            if path.startswith(above):
                break
        return _quoted(up + path[len(above) :] or "./", target.fragment)

    return write


def folder(path: str) -> str:
    """The folder in which a page or a file stands: ``a/`` of ``a/b/`` and of ``a/b.pdf``."""
    return path[: path.rstrip("/").rfind("/") + 1]


def above(path: str) -> tuple[str, ...]:
    """The folders that ``path`` lies in, the site's root left out: ``a/``, ``a/b/``."""
    parts = path.split("/")[:-1]
    return tuple("/".join(parts[:number]) + "/" for number in range(1, len(parts) + 1))


def from_anywhere(site_url: str) -> LinkWriter:
    """Links from the root of the host, for the one page that is shown at any address (404)."""
    root = urlsplit(site_url).path.rstrip("/")

    def write(target: Address) -> str:
        return f"{root}/{_quoted(target.path, target.fragment)}"

    return write


def absolute(site_url: str) -> LinkWriter:
    """Full links, for feeds, calendars and canonical addresses."""
    root = site_url.rstrip("/")

    def write(target: Address) -> str:
        return f"{root}/{_quoted(target.path, target.fragment)}"

    return write


def webcal(url: str) -> str:
    """The full address ``url`` of a calendar as one to subscribe to, not to download.

    No standard has the scheme, but calendar programs have claimed it for long: they ask for the
    file at the same address by https, and ask again from time to time.
    """
    return f"webcal:{url.partition(':')[2]}"


class Scheme(Struct, frozen=True, dict=True):
    """How addresses of this site are built; the default language stands at the root."""

    languages: tuple[str, ...]
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def word(self, kind: str, language: str) -> str:
        """The section's word in ``language``; English where we have none."""
        own = self.sections.get(kind, {})
        table = SECTIONS[kind]
        return lookup(language, own) or lookup(language, table) or table["en"]

    def home(self, language: str) -> Address:
        """The first page in ``language``."""
        return Address("" if language == self.languages[0] else f"{language}/")

    def section(self, kind: str, language: str, *parts: str) -> Address:
        """The list of a kind, or a page below it: ``section("event", "en", "2026", "05")``."""
        folder = self._folders.get((kind, language))
        if folder is None:
            folder = f"{self.home(language).path}{self.word(kind, language)}/"
            self._folders[kind, language] = folder
        return Address(f"{folder}{'/'.join(parts)}/" if parts else folder)

    @cached_property
    def _folders(self) -> dict[tuple[str, str], str]:
        return {}
