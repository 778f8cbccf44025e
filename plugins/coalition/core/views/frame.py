"""What every page shows around its own content: names, menu, languages, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from msgspec import Struct

from .. import languages
from ..addresses import (
    ATOM,
    CALENDAR,
    CODE,
    ICON,
    JSON_FEED,
    MANIFEST,
    RSS,
    SCRIPT,
    STYLESHEET,
    Address,
    above,
    folder,
)
from ..showing import NOTHING, SECTION_NEWS, Reader, Said
from ..site import Entry, Item, Key
from .heads import FunderMark, Head, funders_around


class Crumb(Struct, frozen=True):
    """A way to a section, whose word ``key`` is the theme's, or to a page of the content."""

    key: str
    address: Address
    said: Said = NOTHING


class MenuEntry(Crumb, frozen=True):
    """An entry of a menu; the chief ones have their place on a narrow screen, too."""

    current: bool = False
    chief: bool = False


class LanguageLink(Struct, frozen=True):
    """The same page in another language."""

    language: str
    name: str
    address: Address
    current: bool


class Feed(Struct, frozen=True):
    """A feed or calendar that belongs to the page; ``of`` is empty for the whole site."""

    of: str
    feed: Address
    calendar: Address

    @property
    def code(self) -> Address:
        """The QR code of the calendar, beside it."""
        return Address(folder(self.calendar.path) + CODE)


class Offer(Struct, frozen=True):
    """A feed of the site that programs find on a page: of what is new in a section, or everything.

    ``section`` is the theme's word for it, empty for everything; ``form`` is said beside it where
    there are several of the same.
    """

    type: str
    address: Address
    section: str = ""
    form: str = ""


class Around(Struct, frozen=True, dict=True):
    """What stands around every page of a section in one language.

    It is made once for a reader and the pages of one folder have the same links to it, so its HTML
    can be kept.
    """

    language: str
    direction: str
    site_name: Said
    brand: Said
    tagline: Said
    home: Address
    menu: tuple[MenuEntry, ...]
    more: tuple[MenuEntry, ...]
    trail: tuple[Crumb, ...]
    feed: Feed
    offers: tuple[Offer, ...]
    funders: tuple[FunderMark, ...]
    stylesheet: Address
    script: Address
    icon: Address
    manifest: Address
    has_members: bool
    demonstration: bool
    fictional: bool
    official_site: str

    @cached_property
    def ways(self) -> frozenset[str]:
        """Where its links lead, and each folder on the way: there, links are other ones."""
        entries = (*self.menu, *self.more, *self.trail)
        theirs = (self.stylesheet, self.script, self.icon, self.manifest)
        files = (self.feed.feed, self.feed.calendar, *theirs)
        linked = [mark.link.address for mark in self.funders if mark.link.address is not None]
        addresses = (self.home, *(entry.address for entry in entries), *linked, *files)
        paths = {one.path for one in addresses}
        return frozenset({"", *paths} | {way for path in paths for way in above(path)})


class Frame(Struct, frozen=True):
    """All that the layout of a page needs."""

    around: Around
    address: Address
    canonical: Address
    indexed: bool
    listed: bool
    changed: str
    languages: tuple[LanguageLink, ...]
    alternates: tuple[tuple[str, Address], ...]
    # Its own feed and calendar; those of the whole site are around every page.
    feed: Feed | None
    image: Address | None
    described: Described

    @property
    def language(self) -> str:
        """The language of its readers."""
        return self.around.language


class Page(Struct, frozen=True, dict=True):
    """An address, the template that makes its page, and the view that the template sees."""

    address: Address
    template: str
    make: Callable[[], Any]

    @cached_property
    def view(self) -> Any:
        """What the template sees; made when somebody asks for it."""
        return self.make()


# The sections of the site in the main menu, if the coalition chooses no others, and all of them in
# their order below every page; a section that has nothing to show is not there.
MENU = ("coalition", "member", "event", "project", "post", "involved")
MORE = ("call", "document", "plan", "organisation", "place", "topic", "funder", "page", "subscribe")
# What most people come for; a narrow screen has room for as many entries of the menu.
CHIEF = ("member", "event", "post", "involved")
# What a page tells machines of its main thing (schema.org), with addresses still open.
Described = Mapping[str, Any]


def _menu_sections(reader: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sections that there are: those in the main menu, and the others."""
    there = reader.sections
    usual: tuple[str, ...] = MENU
    if "member" not in there:  # organisations stand there
        usual = tuple("organisation" if one == "member" else one for one in MENU)
    chosen = tuple(dict.fromkeys(reader.site.coalition.menu or usual))
    return (
        tuple(one for one in chosen if one in there),
        tuple(one for one in (*MENU, *MORE) if one in there and one not in chosen),
    )


def _menu(reader: Reader, kinds: tuple[str, ...], section: str) -> Iterator[MenuEntry]:
    # Those that most people come for, and when some of them are not there, the first of the others.
    chief = sorted(kinds, key=lambda kind: kind not in CHIEF)[: len(CHIEF)]
    for kind in kinds:
        word, address = reader.section_word(kind), reader.sections[kind]
        yield MenuEntry(word, address, current=kind == section, chief=kind in chief)


def _pages_in_menu(reader: Reader, here: str) -> Iterator[MenuEntry]:
    for item in reader.menu_pages:
        address = reader.address(item)
        current = here.startswith(address.path)
        yield MenuEntry("", address, reader.heading(item), current=current)


# Media types of feeds: RFC 4287, the RSS Advisory Board, JSON Feed 1.1.
_ATOM, _RSS, _JSON = "application/atom+xml", "application/rss+xml", "application/feed+json"


def _offers(reader: Reader, section: str) -> Iterator[Offer]:
    """The feeds of the site that belong to the pages of a section, the nearest first."""
    scheme, language = reader.site.scheme, reader.language
    home = scheme.home(language)
    if section in SECTION_NEWS:
        yield Offer(_ATOM, scheme.section(section, language).below(ATOM), section)
    yield Offer(_ATOM, home.below(ATOM))
    if section == "home":
        yield Offer(_RSS, home.below(RSS), form="RSS")
        yield Offer(_JSON, home.below(JSON_FEED), form="JSON Feed")


def _around(reader: Reader, section: str, here: Address, trail: tuple[Crumb, ...]) -> Around:
    """What stands around the pages of a section, the same object for all of them."""
    # The pages of the content may stand in the menu themselves.
    key = (section, here.path if section == "page" else "", *(one.address.path for one in trail))
    return reader.kept[_around].get(key, _made_around, reader, section, here, trail)


def _made_around(reader: Reader, section: str, here: Address, trail: tuple[Crumb, ...]) -> Around:
    own, scheme, language = reader.site.coalition, reader.site.scheme, reader.language
    home = scheme.home(language)
    chosen, others = _menu_sections(reader)
    return Around(
        language=language,
        direction=languages.direction(language),
        site_name=reader.label(own.name),
        brand=reader.label(own.short_name or own.name),
        tagline=reader.label(own.tagline),
        home=home,
        menu=(*_menu(reader, chosen, section), *_pages_in_menu(reader, here.path)),
        more=tuple(_menu(reader, others, section)),
        trail=(Crumb("home", home), *trail) if trail else (),
        feed=Feed("", home.below(ATOM), home.below(CALENDAR)),
        offers=tuple(_offers(reader, section)),
        funders=funders_around(reader, section),
        stylesheet=STYLESHEET,
        script=SCRIPT,
        icon=ICON,
        manifest=home.below(MANIFEST),
        has_members=reader.has_members,
        demonstration=own.demonstration,
        fictional=own.fictional,
        official_site=own.official_site or "",
    )


def frame(
    reader: Reader,
    addresses: Mapping[str, Address],
    *,
    section: str = "",
    real: tuple[str, ...] | None = None,
    canonical: str = "",
    feed: Feed | None = None,
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
    if listed and is_real and len(real) > 1:  # what is in no search engine leads to none
        named = tuple((one, addresses[one]) for one in site.languages if one in real)
        default = site.default if site.default in real else named[0][0]
        alternates = (*named, ("x-default", addresses[default]))
    here = addresses[language]
    around = _around(reader, section, here, trail)
    return Frame(
        around=around,
        address=here,
        canonical=addresses[language if is_real else canonical],
        indexed=listed and is_real and not site.coalition.demonstration,
        listed=listed and is_real,
        changed=changed,
        languages=tuple(
            LanguageLink(one, languages.name(one), addresses[one], one == language)
            for one in site.languages
        ),
        alternates=alternates,
        feed=feed,
        image=image,
        described=described or {},
    )


def feed_of(reader: Reader, key: Key) -> Feed | None:
    """The feed and calendar of a member, a project, a town or a topic."""
    subject = reader.subject(key)
    return Feed(subject.name.text, subject.feed, subject.calendar) if subject else None


def section_crumb(reader: Reader, kind: str) -> Crumb:
    """The way to the list of a kind."""
    return Crumb(reader.section_word(kind), reader.site.scheme.section(kind, reader.language))


def item_frame(
    reader: Reader,
    item: Item,
    own: Head,
    *,
    feed: Feed | None = None,
    trail: tuple[Crumb, ...] = (),
    described: Described | None = None,
) -> Frame:
    """The frame of an item's own page, whose head is ``own``."""
    record, figure, withdrawn = item.record, own.figure, item.withdrawn
    return frame(
        reader,
        reader.site.addresses(item),
        section=item.kind,
        real=item.told_in,
        canonical=reader.told_in(item).language,
        feed=feed,
        listed=not withdrawn,
        changed=str(record.updated or record.published or "").partition("T")[0],
        trail=(section_crumb(reader, item.kind), *trail),
        image=figure.picture.best if figure is not None and not withdrawn else None,
        described=None if withdrawn else described,
    )


def entry_frame(reader: Reader, entry: Entry, described: Described | None = None) -> Frame:
    """The frame of the page of an organisation, a place, a topic or a funder."""
    site = reader.site
    return frame(
        reader,
        {one: site.entry_address(entry.kind, entry.id, one) for one in site.languages},
        section=entry.kind,
        feed=feed_of(reader, entry.key),
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


def listed_pages(
    reader: Reader,
    kind: str,
    whole: Callable[[Reader], Any],
    own: Callable[[Reader, Item], Any],
) -> Iterator[Page]:
    """The list of a kind, seen by ``whole``, and a page for each item; nothing without any."""
    if not reader.site.index.every(kind):
        return
    name = {"page": "text"}.get(kind, kind)
    address = reader.site.scheme.section(kind, reader.language)
    yield Page(address, f"{name}s.html", partial(whole, reader))
    yield from item_pages(reader, kind, own)


def item_pages(reader: Reader, kind: str, own: Callable[[Reader, Item], Any]) -> Iterator[Page]:
    """A page for each item of a kind."""
    name = {"page": "text"}.get(kind, kind)
    for item in reader.site.all(kind):
        yield Page(reader.address(item), f"{name}.html", partial(own, reader, item))
