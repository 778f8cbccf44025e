"""What every page shows around its own content: names, menu, languages, feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import languages
from ..addresses import ICON, MANIFEST, STYLESHEET, Address
from ..showing import NOTHING, Reader, Said
from ..site import Entry, Item, Key


@dataclass(frozen=True)
class Crumb:
    """A way to a section, whose word ``key`` is the theme's, or to a page of the content."""

    key: str
    address: Address
    said: Said = NOTHING


@dataclass(frozen=True)
class MenuEntry(Crumb):
    """An entry of a menu; the chief ones have their place on a narrow screen, too."""

    current: bool = False

    @property
    def chief(self) -> bool:
        """Whether most people come for it."""
        return self.key in CHIEF


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
    brand: Said
    tagline: Said
    home: Address
    menu: tuple[MenuEntry, ...]
    more: tuple[MenuEntry, ...]
    trail: tuple[Crumb, ...]
    languages: tuple[LanguageLink, ...]
    alternates: tuple[tuple[str, Address], ...]
    feeds: tuple[Feed, ...]
    stylesheet: Address
    icon: Address
    manifest: Address
    image: Address | None
    described: Described
    demonstration: bool
    fictional: bool
    official_site: str


@dataclass(frozen=True)
class Page:
    """An address, the template that makes its page, and the view that the template sees."""

    address: Address
    template: str
    view: Any


# What the sections of the site are, in the main menu and below every page; a section that has
# nothing to show is not there, except for those that every coalition has.
MENU = ("coalition", "member", "event", "project", "post", "involved")
MORE = ("call", "document", "plan", "organisation", "place", "topic", "funder", "page", "subscribe")
CHIEF = frozenset({"member", "event", "post", "involved"})
# What a page tells machines of its main thing (schema.org), with addresses still open.
Described = Mapping[str, Any]


def _menu(reader: Reader, kinds: tuple[str, ...], section: str) -> Iterator[MenuEntry]:
    for kind in kinds:
        if kind in reader.sections:
            yield MenuEntry(kind, reader.sections[kind], current=kind == section)


def _pages_in_menu(reader: Reader, here: Address) -> Iterator[MenuEntry]:
    for item in reader.menu_pages:
        address = reader.address(item)
        current = here.path.startswith(address.path)
        yield MenuEntry("", address, reader.heading(item), current)


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
    trail: tuple[Crumb, ...] = (),
    image: Address | None = None,
    described: Described | None = None,
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
        brand=reader.label(site.coalition.short_name or site.coalition.name),
        tagline=reader.label(site.coalition.tagline),
        home=site.scheme.home(language),
        menu=(*_menu(reader, MENU, section), *_pages_in_menu(reader, addresses[language])),
        more=tuple(_menu(reader, MORE, section)),
        trail=(Crumb("home", site.scheme.home(language)), *trail) if trail else (),
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
        manifest=site.scheme.file(language, MANIFEST),
        image=image,
        described=described or {},
        demonstration=site.coalition.demonstration,
        fictional=site.coalition.fictional,
        official_site=site.coalition.official_site or "",
    )


def feed_of(reader: Reader, key: Key) -> Feed | None:
    """The feed and calendar of a member, a town or a topic."""
    subject = reader.subject(key)
    return Feed(subject.name.text, subject.feed, subject.calendar) if subject else None


def section_crumb(reader: Reader, kind: str) -> Crumb:
    """The way to the list of a kind."""
    return Crumb(kind, reader.site.scheme.section(kind, reader.language))


def item_frame(
    reader: Reader,
    item: Item,
    *,
    feeds: tuple[Feed, ...] = (),
    trail: tuple[Crumb, ...] = (),
    described: Described | None = None,
) -> Frame:
    """The frame of an item's own page."""
    figure = reader.figure(item)
    withdrawn = item.record.withdrawn is not None
    return frame(
        reader,
        {one: reader.site.address(item, one) for one in reader.site.languages},
        section=item.kind,
        real=tuple(item.versions),
        canonical=reader.version(item).language,
        feeds=feeds,
        listed=not withdrawn,
        changed=str(item.record.updated or item.record.published or "").partition("T")[0],
        trail=(section_crumb(reader, item.kind), *trail),
        image=figure.picture.best if figure is not None and not withdrawn else None,
        described=None if withdrawn else described,
    )


def entry_frame(reader: Reader, entry: Entry, described: Described | None = None) -> Frame:
    """The frame of the page of an organisation, a place, a topic or a funder."""
    site = reader.site
    feed = feed_of(reader, entry.key)
    return frame(
        reader,
        {one: site.entry_address(entry.kind, entry.id, one) for one in site.languages},
        section=entry.kind,
        feeds=(feed,) if feed is not None else (),
        trail=(section_crumb(reader, entry.kind),),
        described=described,
    )


def section_frame(reader: Reader, kind: str, *parts: str) -> Frame:
    """The frame of a list page; ``parts`` are those of a page below it."""
    return list_frame(reader, kind, dict.fromkeys(reader.site.languages, parts))


def list_frame(reader: Reader, kind: str, parts: Mapping[str, tuple[str, ...]]) -> Frame:
    """The frame of a list page whose address differs by language below the section, too."""
    scheme = reader.site.scheme
    return frame(
        reader,
        {one: scheme.section(kind, one, *parts[one]) for one in reader.site.languages},
        section=kind,
        trail=(section_crumb(reader, kind),) if any(parts.values()) else (),
    )
