"""What readers of one language see of the records: shared by pages, feeds and calendars.

Everything here is chosen along the reader's fallback chain, so nothing has holes; what comes
from another language says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from . import alphabets, languages, layout
from .addresses import (
    ATOM,
    CALENDAR,
    CODE,
    MEASURES,
    ONE_EVENT,
    SECTIONS,
    Address,
    LinkWriter,
)
from .agenda import Agenda, Day
from .images import Caption, Picture, plain_img
from .layout import extension
from .markup import Body, Shown
from .published import file_address
from .reads import Kept, note, once
from .records import COALITION_ID, KINDS
from .recurrence import Occurrence, change_of
from .site import Entry, Item, Key, Site, Target, Version
from .times import When
from .translations import squeezed
from .values import Labels

# The kinds of items that have a feed and a calendar, as towns and topics have.
OWN_NEWS: Final = ("member", "project")
# The sections that have feeds of what is new in them, from the first day.
SECTION_NEWS: Final = ("post", "event", "call")
# The sections that every coalition has from its first day; any other one comes with what it holds.
ALWAYS: Final = frozenset({"coalition", "involved", "subscribe"})


class Said(Struct, frozen=True):
    """A short text; ``language`` is empty when it is in the reader's own."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


NOTHING: Final = Said("")


class Text(Struct, frozen=True):
    """A body with open links, what they lead to, and its language when foreign."""

    body: Body
    targets: tuple[Address | Picture | str | None, ...] = ()
    language: str = ""

    def write(
        self,
        link: LinkWriter,
        element: Callable[[Picture, Caption, LinkWriter], str] = plain_img,
    ) -> str:
        """The HTML for one outlet, which has its own ``element`` for pictures."""

        def target(number: int) -> Address | Picture | str | None:
            return self.targets[number] if number < len(self.targets) else None

        def fill(number: int) -> str | None:
            found = target(number)
            if isinstance(found, Picture):
                found = found.best
            return link(found) if isinstance(found, Address) else found

        def draw(shown: Shown) -> str | None:
            found = target(shown.link)
            return element(found, shown.caption, link) if isinstance(found, Picture) else None

        return self.body.write(fill, draw)

    def __bool__(self) -> bool:
        return bool(self.body.html)


class Link(Struct, frozen=True):
    """A text with where it leads; without an address it is only a text."""

    said: Said
    address: Address | None = None
    url: str = ""


class Figure(Struct, frozen=True):
    """A picture with what it shows and who made it."""

    picture: Picture
    alt: Said
    credit: str = ""

    @property
    def caption(self) -> Caption:
        """The words that stand for the picture."""
        language = self.alt.language
        way = languages.direction(language) if language else ""
        return Caption(self.alt.text, language=language, direction=way)


class Happening(Struct, frozen=True):
    """One occurrence of one event."""

    item: Item
    occurrence: Occurrence

    def __hash__(self) -> int:
        return hash((self.item.id, self.occurrence.start))


class Subject(Struct, frozen=True):
    """Something with a feed and a calendar of its own, and the keys that it stands for."""

    key: Key
    name: Said
    address: Address
    keys: tuple[Key, ...]

    @property
    def feed(self) -> Address:
        """Its feed, below its page."""
        return self.address.below(ATOM)

    @property
    def calendar(self) -> Address:
        """Its calendar, below its page."""
        return self.address.below(CALENDAR)

    @property
    def code(self) -> Address:
        """The QR code of its calendar, below its page."""
        return self.address.below(CODE)

    @property
    def anchor(self) -> str:
        """What the subscribe page calls it in its address, the same in every language."""
        return "-".join(self.key)


class Reader(Struct, frozen=True, dict=True):
    """The site as readers of ``language`` see it on the day ``day``."""

    site: Site
    language: str
    day: date

    @property
    def today(self) -> date:
        """The day for which the site is built; every page that asks changes from day to day."""
        note("today")
        return self.day

    def is_today(self, day: date) -> bool:
        """Whether ``day`` is the day for which the site is built."""
        return self.agenda.is_today(day.isoformat())

    def is_past(self, day: date) -> bool:
        """Whether ``day`` is over."""
        return self.agenda.is_past(day.isoformat())

    @property
    def this_year(self) -> int:
        """The year in which the site is built."""
        return self.agenda.this_year()

    @cached_property
    def kept(self) -> Mapping[object, Kept]:
        """What is worked out once for all pages of this reader, by what works it out."""
        return defaultdict(Kept)

    def forget(self) -> None:
        """Give back what is ``kept``: everything is made for this reader."""
        vars(self).pop("kept", None)

    # texts

    def said(self, text: str, language: str) -> Said:
        """``text``, marked when ``language`` is not the reader's."""
        return Said(text, language if text and language != self.language else "")

    def label(self, labels: Labels | None) -> Said:
        """A label in the reader's language, or the next of the chain."""
        if labels is None:
            return NOTHING
        return self.said(*labels.pick(self.site.chain(self.language)))

    def version(self, item: Item) -> Version:
        """The version of ``item`` that this reader sees."""
        return self.site.version(item, self.language)

    @once
    def heading(self, item: Item) -> Said:
        """What ``item`` is called."""
        version = self.version(item)
        return self._told(item, version, KINDS[item.kind].heading, version.record.heading)

    @once
    def summary(self, item: Item) -> Said:
        """The summary of ``item``, empty when it has none."""
        return self.field(item, "summary")

    def field(self, item: Item, name: str) -> Said:
        """A text field of ``item``; empty when it is not filled in."""
        version = self.version(item)
        return self._told(item, version, name, getattr(version.record, name))

    def within(self, item: Item, name: str, text: str | None) -> Said:
        """A text from inside the field ``name`` of ``item``."""
        return self._told(item, self.version(item), name, text) if text else NOTHING

    def note_of(self, item: Item, one: Occurrence | None) -> Said:
        """What people should know of the change of one occurrence; empty when there is nothing."""
        change = change_of(self.version(item).record, one) if one is not None else None
        return self.within(item, "changes", change.note) if change is not None else NOTHING

    def status_note(self, item: Item, one: Occurrence | None) -> Said:
        """What is to know of an occurrence, or else of the whole event."""
        note = self.note_of(item, one)
        return note if note.text else self.field(item, "status_note")

    def _told(self, item: Item, version: Version, name: str, text: str | None) -> Said:
        """A text of a version; it is the original's where the translation does not fill it in."""
        if not text:
            return NOTHING
        language = version.language
        if language != item.original and (name, squeezed(text)) not in self._phrases(version):
            language = item.original
        return self.said(text, language)

    def _phrases(self, version: Version) -> frozenset[tuple[str, str]]:
        """What a translation says itself; worked out once, and given back with all that is kept."""
        return self.kept["phrases"].get(version.path, lambda: version.phrases)

    def figure(self, item: Item) -> Figure | None:
        """The picture of ``item``; where nobody says what it shows, the title stands in."""
        picture = self._picture(item, item.record.image)
        if picture is None:
            return None
        alt = self.field(item, "image_alt")
        credit = item.record.image_credit or ""
        return Figure(picture, alt if alt.text else self.heading(item), credit)

    def logo(self, item: Item) -> Figure | None:
        """The logo of a member, which says its name."""
        picture = self._picture(item, item.record.logo)
        return Figure(picture, self.heading(item)) if picture is not None else None

    def emblem(self, funder: Entry) -> Figure | None:
        """The emblem of a funder, which says its name."""
        name = funder.record.emblem
        picture = self.site.picture(f"{layout.CONTENT}/{name}") if name else None
        return Figure(picture, self.label(funder.label)) if picture is not None else None

    def _picture(self, item: Item, name: str | None) -> Picture | None:
        """The picture that lies beside the original of ``item``."""
        if not name:
            return None
        folder = item.versions[item.original].path.rpartition("/")[0]
        return self.site.picture(f"{folder}/{name}")

    def told_in(self, item: Item) -> Version:
        """The version whose text this reader sees: a translation may have a title only, so far."""
        told = item.told_in
        language = next((one for one in self.site.chain(self.language) if one in told), None)
        return item.versions[language or item.original]

    def text(self, item: Item) -> Text:
        """The body of ``item`` with its links leading to pages in the reader's language."""
        version = self.told_in(item)
        targets = tuple(self._target(item, target) for target in version.targets)
        foreign = "" if version.language == self.language else version.language
        return Text(version.body, targets, foreign)

    def _target(self, item: Item, target: Target | None) -> Address | Picture | str | None:
        if target is None:
            return None
        if target.url:
            return target.url
        if target.file:
            return self.site.picture(target.file) or self.download(target.file)
        if target.kind:
            other = self.site.items.get((target.kind, target.id))
            if other is None:
                return None
            if not target.fragment:
                return self.address(other)
            # Its heading may have another name, or none, in the version that this reader sees.
            body = self.told_in(other).body
            ids = {f"{body.prefix}{name}" for name in body.headings}
            return self.address(other).at(target.fragment if target.fragment in ids else "")
        return self.address(item).at(target.fragment)

    def download(self, path: str) -> Address | None:
        """Where the file at ``path`` of the site can be had; a picture in its widest plain form."""
        if extension(path) not in layout.PICTURES:
            return file_address(path)
        picture = self.site.picture(path)
        return picture.best if picture is not None else None

    # addresses and links

    def address(self, item: Item) -> Address:
        """Where this reader finds ``item``."""
        return self.site.addresses(item)[self.language]

    @once
    def link(self, item: Item) -> Link:
        """A link to ``item``."""
        return Link(self.heading(item), self.address(item))

    @once
    def entry_link(self, entry: Entry) -> Link:
        """A link to the page of an organisation, place, topic or funder."""
        address = self.site.entry_address(entry.kind, entry.id, self.language)
        return Link(self.label(entry.label), address)

    @once
    def party(self, id_: str) -> Link | None:
        """A member, an organisation or the coalition, with its page; no draft."""
        found = self.site.party(id_)
        if isinstance(found, Item):
            return self.link(found)
        if isinstance(found, Entry):
            return self.entry_link(found)
        if id_ == COALITION_ID:
            about = self.site.scheme.section("coalition", self.language)
            return Link(self.label(self.site.coalition.name), about)
        return None

    def parties(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to several parties, in the order in which they were written."""
        found = (self.party(id_) for id_ in ids)
        return tuple(one for one in found if one is not None)

    @once
    def place(self, id_: str | None) -> Said:
        """The name of a place, with its town when it is a venue elsewhere than its name says."""
        entry = self.site.entries.get(("place", id_)) if id_ else None
        if entry is None:
            return Said("")
        name = self.label(entry.record.label)
        town = self.site.entries.get(("place", entry.record.town)) if entry.record.town else None
        if town is None:
            return name
        of_town = self.label(town.record.label)
        return name if of_town.text in name.text else replace(name, text=f"{name}, {of_town}")

    def calendar_file(self, item: Item) -> Address | None:
        """The file of an event for one's own calendar; None when its day is not known."""
        return self.address(item).below(ONE_EVENT) if item.brief.is_full else None

    def measures_file(self, item: Item) -> Address:
        """The table of the measures of a plan."""
        return self.address(item).below(MEASURES)

    def authors(self, item: Item) -> tuple[str, ...]:
        """Who tells a post: parties, drafts among them; the coalition when nobody is named.

        Pages, feeds and JSON-LD name those that are no drafts, and nobody in their place. A
        demonstration is not the coalition's, so there the coalition tells nothing itself.
        """
        told: tuple[str, ...] = item.record.authors
        if self.site.coalition.demonstration:
            return tuple(one for one in told if one != COALITION_ID)
        return told or (COALITION_ID,)

    def place_link(self, id_: str | None) -> Link | None:
        """A place, as ``place`` calls it, with its page."""
        if not id_ or ("place", id_) not in self.site.entries:
            return None
        return Link(self.place(id_), self.site.entry_address("place", id_, self.language))

    def places(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to places, in the order in which they were written."""
        return tuple(link for id_ in ids if (link := self.place_link(id_)) is not None)

    def topics(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to topics."""
        entries = (self.site.entries.get(("topic", id_)) for id_ in ids)
        return tuple(self.entry_link(entry) for entry in entries if entry is not None)

    def reference(self, reference: str) -> Link | None:
        """What a reference such as ``event/open-day`` names; None for a draft."""
        kind, _, id_ = reference.partition("/")
        if kind == COALITION_ID:
            return self.party(COALITION_ID)
        item, entry = self.site.items.get((kind, id_)), self.site.entries.get((kind, id_))
        if item is not None:
            return self.link(item)
        return self.entry_link(entry) if entry is not None else None

    def references(self, references: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to what references name, in the order in which they were written."""
        found = (self.reference(one) for one in references)
        return tuple(one for one in found if one is not None)

    # selections

    def sorted(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Items by their names, in the alphabet of the reader's language."""
        return tuple(
            sorted(
                items, key=lambda item: alphabets.sort_key(self.language, self.heading(item).text)
            )
        )

    def naming(self, *keys: Key) -> tuple[Item, ...]:
        """Items that name any of ``keys`` in a field, each once, in order of kind and id."""
        return tuple(self.site.items[one] for one in self.names_of(*keys) if one[0] in KINDS)

    def names_of(self, *keys: Key) -> list[Key]:
        """Keys of items and entries that name any of ``keys`` in a field, each once, in order."""
        naming = self.site.index.naming
        return sorted({link.item for kind, id_ in keys for link in naming(f"{kind}/{id_}")})

    def events_naming(self, *keys: Key) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Events that name any of ``keys``: those to come, and those over, the latest first."""
        references = " ".join(f"{kind}/{id_}" for kind, id_ in keys)
        coming, over = self.agenda.of_those_naming(references)
        return self._items("event", coming), self._items("event", over)

    def around(self, place: Entry) -> tuple[Key, ...]:
        """A place with all that lies in it: what happens in a venue happens in its town."""
        inside = (one.key for one in self.site.listed("place") if one.record.town == place.id)
        return place.key, *inside

    def posts(self, number: int) -> tuple[Item, ...]:
        """The latest posts."""
        return self._items("post", self.site.index.page_of(f"post {number} 1"))

    def ended(self, number: int) -> tuple[Item, ...]:
        """The events that were over last."""
        return self._items("event", self.agenda.ended(str(number)))

    def _items(self, kind: str, ids: Iterable[str]) -> tuple[Item, ...]:
        return tuple(self.site.items[kind, id_] for id_ in ids)

    @property
    def menu_pages(self) -> tuple[Item, ...]:
        """The pages of the content that stand in the main menu, in their order."""
        pages = self.site.index.menu()
        shown = {id_ for id_, _, _ in pages}
        found = [
            (place, id_)
            for id_, parent, place in pages
            if place is not None and parent not in shown
        ]
        return self._items("page", (id_ for _, id_ in sorted(found)))

    @property
    def sections(self) -> Mapping[str, Address]:
        """Where the sections stand that have something to show, or that every coalition has."""

        def made() -> Mapping[str, Address]:
            return MappingProxyType(
                {
                    kind: self.site.scheme.section(kind, self.language)
                    for kind in SECTIONS
                    if kind in ALWAYS or self.site.listed(kind) or self.site.index.shown(kind)
                }
            )

        return self.kept["sections"].get("", made)

    def section_word(self, kind: str) -> str:
        """The theme's word for a section: a site without members is not that of a coalition."""
        if self.has_members:
            return kind
        return {"organisation": "organisations", "coalition": "about"}.get(kind, kind)

    @property
    def has_members(self) -> bool:
        """Whether there are members, as a coalition has them; else whoever takes part is listed."""
        return "member" in self.sections

    @property
    def news_sections(self) -> tuple[str, ...]:
        """The sections with feeds that people are told of: those with something in them."""
        return tuple(kind for kind in SECTION_NEWS if kind in self.sections)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Whatever has a feed and a calendar of its own, by name."""
        listed = self.site.listed
        return (
            *(
                self._of_item(one)
                for kind in OWN_NEWS
                for one in self.sorted(self.site.all(kind))
                if not one.withdrawn
            ),
            *(self._of_entry(one) for one in listed("place") if one.record.town is None),
            *(self._of_entry(one) for one in self.sorted_entries(listed("topic"))),
        )

    @property
    def subject_places(self) -> tuple[tuple[Key, Address], ...]:
        """What has a feed and a calendar, and below which page; the site itself has no key."""
        site = self.site
        items = ((kind, id_) for kind in OWN_NEWS for id_ in site.index.every(kind))
        towns = (one for one in site.listed("place") if one.record.town is None)
        entries = (*towns, *site.listed("topic"))
        return (
            (("", ""), site.scheme.home(self.language)),
            *(
                (key, self.address(site.items[key]))
                for key in items
                if not site.items[key].withdrawn
            ),
            *((one.key, site.entry_address(*one.key, self.language)) for one in entries),
        )

    def subject(self, key: Key) -> Subject | None:
        """The subject of this key, if it has a feed and a calendar."""
        kind = key[0]
        if kind in OWN_NEWS:
            item = self.site.items.get(key)
            return self._of_item(item) if item is not None and not item.withdrawn else None
        entry = self.site.entries.get(key)
        if entry is None or kind not in ("place", "topic") or getattr(entry.record, "town", None):
            return None
        return self._of_entry(entry)

    def _of_item(self, item: Item) -> Subject:
        return Subject(item.key, self.heading(item), self.address(item), (item.key,))

    def _of_entry(self, entry: Entry) -> Subject:
        address = self.site.entry_address(entry.kind, entry.id, self.language)
        keys = self.around(entry) if entry.kind == "place" else (entry.key,)
        return Subject(entry.key, self.label(entry.label), address, keys)

    def sorted_entries(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Entries by their names, in the alphabet of the reader's language."""
        return tuple(
            sorted(
                entries,
                key=lambda one: (
                    alphabets.sort_key(self.language, self.label(one.label).text),
                    one.id,
                ),
            )
        )

    @cached_property
    def agenda(self) -> Agenda:
        """What happens when, as it is seen today."""
        return self.site.agenda(self.day)

    def happenings(self, days: Iterable[Day]) -> tuple[Happening, ...]:
        """Days of the agenda with their events."""
        return tuple(Happening(self.site.items["event", id_], one) for id_, one in days)

    @property
    def coming(self) -> tuple[Happening, ...]:
        """Occurrences from today on, as far as lists look ahead, the soonest first."""
        return self.happenings(self.agenda.coming())

    @property
    def coming_events(self) -> tuple[Item, ...]:
        """Events to come, each once, those without a day too; in no order."""
        ids = dict.fromkeys(id_ for id_, _ in self.agenda.coming())
        return self._items("event", (*ids, *self.agenda.undated()))

    def next_of(self, item: Item) -> Occurrence | None:
        """The occurrence that an event is known by (``Agenda.next_of``)."""
        return self.agenda.next_of(item.id)

    @property
    def undated(self) -> tuple[Item, ...]:
        """Events to come of which only the month or the year is known, the soonest first."""
        return self._items("event", self.agenda.undated())

    def is_over(self, item: Item) -> bool:
        """Whether no occurrence of this event is still to come or under way."""
        return self.agenda.is_over(item.id)

    # dates

    def when(self, when: When) -> str:
        """A date in words, as precisely as it is known."""
        if when.precision == "year":
            return str(when.year)
        if when.month is not None and when.precision == "month":
            return languages.month(self.language, when.year, when.month)
        words = languages.day(self.language, when.first_day)
        return f"{words}, {languages.clock(when.moment)}" if when.clock else words

    def period(self, start: When, end: When | None) -> str:
        """From when to when, in words."""
        if end is None or end == start:
            if start.precision == "day":
                return languages.weekday_and_day(self.language, start.first_day)
            if start.precision == "minute":
                return self._timed(start.moment, None)
            return self.when(start)
        if start.precision == "day":
            return languages.days(self.language, start.first_day, end.first_day)
        if start.precision == "minute":
            return self._timed(start.moment, end.moment)
        return f"{self.when(start)} – {self.when(end)}"

    def at(self, occurrence: Occurrence) -> str:
        """When an occurrence takes place, in words."""
        first, last = occurrence.start, occurrence.end
        if not occurrence.all_day:
            return self._timed(first, last)
        if last is None or last.date() == first.date():
            return languages.weekday_and_day(self.language, first.date())
        return languages.days(self.language, first.date(), last.date())

    def _timed(self, first: datetime, last: datetime | None) -> str:
        day = languages.weekday_and_day(self.language, first.date())
        if last is None or last == first:
            return f"{day}, {languages.clock(first)}"
        if last.date() == first.date():
            return f"{day}, {languages.clock(first)}–{languages.clock(last)}"
        end = languages.weekday_and_day(self.language, last.date())
        return f"{day}, {languages.clock(first)} – {end}, {languages.clock(last)}"


def reader_of(site: Site, language: str, day: date) -> Reader:
    """The site as readers of ``language`` see it, the same for pages, feeds and calendars."""
    readers: dict[tuple[str, date], Reader] = site.readers
    return readers.setdefault((language, day), Reader(site, language, day))


def date_of(item: Item) -> When | None:
    """The day that a post tells of, or else that of its appearance."""
    told: When | None = getattr(item.record, "date", None) or item.record.published
    return told


def latest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items by the date they tell of, the latest first; those without a date last."""

    def order(item: Item) -> tuple[date, str]:
        when = date_of(item)
        return (when.first_day if when else date.min, item.id)

    return tuple(sorted(items, key=order, reverse=True))
