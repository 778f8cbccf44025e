"""What every page shows around its own content: names, menu, languages, feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import languages
from ..addresses import Address
from ..showing import Reader, Said
from ..site import Item


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the main menu; its word is the theme's."""

    key: str
    address: Address
    current: bool


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: str
    name: str
    direction: str
    address: Address
    current: bool


@dataclass(frozen=True)
class Feed:
    """A feed or calendar that belongs to the page; ``of`` is empty for the whole site."""

    of: str
    feed: Address
    calendar: Address


@dataclass(frozen=True)
class Frame:
    """All that the layout of a page needs."""

    language: str
    direction: str
    address: Address
    canonical: Address
    indexed: bool
    listed: bool
    changed: str
    site_name: Said
    tagline: Said
    home: Address
    menu: tuple[MenuEntry, ...]
    languages: tuple[LanguageLink, ...]
    alternates: tuple[tuple[str, Address], ...]
    feeds: tuple[Feed, ...]
    stylesheet: Address
    icon: Address
    demonstration: bool
    fictional: bool
    official_site: str


@dataclass(frozen=True)
class Page:
    """An address, the template that makes its page, and the view that the template sees."""

    address: Address
    template: str
    view: Any


STYLESHEET = Address("theme/style.css")
ICON = Address("theme/icon.svg")
MENU = (("members", "member"), ("events", "event"), ("blog", "post"))


def frame(
    reader: Reader,
    addresses: dict[str, Address],
    *,
    section: str = "",
    real: tuple[str, ...] | None = None,
    canonical: str = "",
    feeds: tuple[Feed, ...] = (),
    listed: bool = True,
    changed: str = "",
) -> Frame:
    """The frame of a page that stands at ``addresses`` in each language.

    ``real`` are the languages in which its text exists (default: all); for a reader of another
    one the page is a fallback: not indexed, and canonical is the page in ``canonical``.
    """
    site, language = reader.site, reader.language
    real = site.languages if real is None else real
    is_real = language in real
    alternates: tuple[tuple[str, Address], ...] = ()
    if is_real and len(real) > 1:
        named = tuple((one, addresses[one]) for one in site.languages if one in real)
        default = site.default if site.default in real else named[0][0]
        alternates = (*named, ("x-default", addresses[default]))
    return Frame(
        language=language,
        direction=languages.direction(language),
        address=addresses[language],
        canonical=addresses[language if is_real else canonical],
        indexed=listed and is_real and not site.coalition.demonstration,
        listed=listed and is_real,
        changed=changed,
        site_name=reader.label(site.coalition.name),
        tagline=reader.label(site.coalition.tagline),
        home=site.scheme.home(language),
        menu=tuple(
            MenuEntry(key, site.scheme.section(kind, language), key == section)
            for key, kind in MENU
        ),
        languages=tuple(
            LanguageLink(
                one, languages.name(one), languages.direction(one), addresses[one], one == language
            )
            for one in site.languages
        ),
        alternates=alternates,
        feeds=(
            *feeds,
            Feed(
                "",
                site.scheme.file(language, "feed.xml"),
                site.scheme.file(language, "calendar.ics"),
            ),
        ),
        stylesheet=STYLESHEET,
        icon=ICON,
        demonstration=site.coalition.demonstration,
        fictional=site.coalition.fictional,
        official_site=site.coalition.official_site or "",
    )


def item_frame(reader: Reader, item: Item, section: str, feeds: tuple[Feed, ...] = ()) -> Frame:
    """The frame of an item's own page."""
    return frame(
        reader,
        {one: reader.site.address(item, one) for one in reader.site.languages},
        section=section,
        real=tuple(item.versions),
        canonical=reader.version(item).language,
        feeds=feeds,
        listed=item.record.withdrawn is None,
        changed=str(item.record.updated or item.record.published or "").partition("T")[0],
    )


def section_frame(reader: Reader, section: str, kind: str, *parts: str) -> Frame:
    """The frame of a list page."""
    scheme = reader.site.scheme
    return frame(
        reader,
        {one: scheme.section(kind, one, *parts) for one in reader.site.languages},
        section=section,
    )
