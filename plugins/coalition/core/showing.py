"""What readers of one language see of the records: shared by pages, feeds and calendars.

Everything here is chosen along the reader's fallback chain, so nothing has holes; what comes
from another language says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from . import languages
from .addresses import Address, LinkWriter
from .layout import extension
from .markup import Body
from .records import KINDS
from .recurrence import Occurrence, occurrences
from .site import Entry, Item, Key, Site, Target, Version
from .times import When
from .values import Labels

# How far ahead lists of coming events look.
AHEAD: Final = timedelta(days=400)


@dataclass(frozen=True)
class Said:
    """A short text; ``language`` is empty when it is in the reader's own."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Text:
    """A body with open links, the addresses they lead to, and its language when foreign."""

    body: Body
    targets: tuple[Address | str | None, ...] = ()
    language: str = ""

    def write(self, link: LinkWriter) -> str:
        """The HTML for one outlet."""

        def fill(number: int) -> str | None:
            target = self.targets[number] if number < len(self.targets) else None
            return link(target) if isinstance(target, Address) else target

        return self.body.write(fill)

    def __bool__(self) -> bool:
        return bool(self.body.html)


@dataclass(frozen=True)
class Link:
    """A text with where it leads; without an address it is only a text."""

    said: Said
    address: Address | None = None
    url: str = ""


@dataclass(frozen=True)
class Happening:
    """One occurrence of one event."""

    item: Item
    occurrence: Occurrence


@dataclass(frozen=True)
class Reader:
    """The site as readers of ``language`` see it on the day ``today``."""

    site: Site
    language: str
    today: date

    # texts

    def said(self, text: str, language: str) -> Said:
        """``text``, marked when ``language`` is not the reader's."""
        return Said(text, "" if language in ("", self.language) else language)

    def label(self, labels: Labels | None) -> Said:
        """A label in the reader's language, or the next of the chain."""
        if labels is None:
            return Said("")
        return self.said(*labels.pick(self.site.chain(self.language)))

    def version(self, item: Item) -> Version:
        """The version of ``item`` that this reader sees."""
        return self.site.version(item, self.language)

    def heading(self, item: Item) -> Said:
        """What ``item`` is called."""
        version = self.version(item)
        return self.said(version.record.heading, self._language(item, KINDS[item.kind].heading))

    def summary(self, item: Item) -> Said:
        """The summary of ``item``, empty when it has none."""
        return self.field(item, "summary")

    def field(self, item: Item, name: str) -> Said:
        """A text field of ``item``; empty when it is not filled in."""
        return self.within(item, name, getattr(self.version(item).record, name))

    def within(self, item: Item, name: str, text: str | None) -> Said:
        """A text from inside the field ``name`` of ``item``."""
        return self.said(text or "", self._language(item, name))

    def _language(self, item: Item, name: str) -> str:
        """The language of a field: the original's, where the translation does not fill it in."""
        version = self.version(item)
        return version.language if name in version.own else item.original

    def text(self, item: Item) -> Text:
        """The body of ``item`` with its links leading to pages in the reader's language."""
        version = self.version(item)
        targets = tuple(self._target(item, target) for target in version.targets)
        foreign = "" if version.language == self.language else version.language
        return Text(version.body, targets, foreign)

    def _target(self, item: Item, target: Target | None) -> Address | str | None:
        if target is None:
            return None
        if target.url:
            return target.url
        if target.file:
            return file_address(target.file)
        if target.kind:
            other = self.site.items.get((target.kind, target.id))
            if other is None or other.kind not in PAGED:
                return None
            # Its heading may have another name, or none, in the version that this reader sees.
            body = self.version(other).body
            ids = {f"{body.prefix}{name}" for name in body.headings}
            return self.address(other).at(target.fragment if target.fragment in ids else "")
        return self.address(item).at(target.fragment)

    # addresses and links

    def address(self, item: Item) -> Address:
        """Where this reader finds ``item``."""
        return self.site.address(item, self.language)

    def link(self, item: Item) -> Link:
        """A link to ``item``."""
        return Link(self.heading(item), self.address(item) if item.kind in PAGED else None)

    def party(self, id_: str) -> Link | None:
        """A member with its page, an organisation with its web site, the coalition; no draft."""
        found = self.site.party(id_)
        if isinstance(found, Item):
            return self.link(found)
        if isinstance(found, Entry):
            return Link(self.label(found.record.name), url=found.record.website or "")
        if id_ == "coalition":
            return Link(self.label(self.site.coalition.name), self.site.scheme.home(self.language))
        return None

    def parties(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to several parties, in the order in which they were written."""
        found = (self.party(id_) for id_ in ids)
        return tuple(one for one in found if one is not None)

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

    def topics(self, ids: tuple[str, ...]) -> tuple[Said, ...]:
        """The labels of topics."""
        entries = (self.site.entries.get(("topic", id_)) for id_ in ids)
        return tuple(self.label(entry.record.label) for entry in entries if entry is not None)

    # selections

    def sorted(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Items by their names, in the alphabet of the reader's language."""
        return tuple(
            sorted(
                items, key=lambda item: languages.sort_key(self.language, self.heading(item).text)
            )
        )

    def naming(self, key: Key, *fields: str) -> tuple[Item, ...]:
        """Items that name ``key`` in one of ``fields`` (any field without), in order of id."""
        links = self.site.backlinks.get(key, ())
        keys = dict.fromkeys(link.item for link in links if not fields or link.field in fields)
        return tuple(self.site.items[one] for one in keys if one in self.site.items)

    def posts(self, *about: Item) -> tuple[Item, ...]:
        """The posts that tell about, or are told by, any of ``about`` (all without), latest first."""
        found = {
            post.id: post for item in about for post in self.naming(item.key, "authors", "about")
        }
        posts = found.values() if about else self.site.all("post")
        return latest_first(
            tuple(one for one in posts if one.kind == "post" and one.record.withdrawn is None)
        )

    @cached_property
    def coming(self) -> tuple[Happening, ...]:
        """Occurrences from today on, as far as lists look ahead, the soonest first."""
        return self.between(self.today, self.today + AHEAD)

    def between(self, first: date, last: date) -> tuple[Happening, ...]:
        """Occurrences that touch the days from ``first`` to ``last``."""
        found = [
            Happening(item, one)
            for item in self.site.all("event")
            if item.record.withdrawn is None
            for one in occurrences(item.record, first, last)
        ]
        return tuple(sorted(found, key=lambda one: (one.occurrence.start, one.item.id)))

    def is_over(self, item: Item) -> bool:
        """Whether no occurrence of this event is still to come or under way."""
        record = item.record
        if record.repeat is None:
            return bool(record.last.last_day < self.today)
        return not occurrences(record, self.today, date.max)

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


# Kinds whose items have a page of their own.
PAGED = frozenset({"member", "event", "post"})


def file_address(path: str) -> Address:
    """Where a file that lies beside a text is published: by kind and id, in plain letters."""
    folder, _, name = path.rpartition("/")
    section, id_ = (
        folder.split("/")[-2 if folder.startswith("members") else 1],
        folder.rpartition("/")[2],
    )
    stem = name[: -len(extension(name)) - 1]
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if plain != stem:  # so that two names in another script stay two
        mark = hashlib.sha256(stem.encode()).hexdigest()[:8]
        plain = f"{plain}-{mark}" if plain else mark
    return Address(f"files/{section}/{id_}/{plain}.{extension(name)}")


def published_files(site: Site) -> Mapping[str, Address]:
    """The files beside the texts that some page shows, by their path in the site's folder."""
    paths: dict[str, None] = {}
    for item in site.items.values():
        record = item.record
        folder = item.versions[item.original].path.rpartition("/")[0]
        for name in (record.image, getattr(record, "logo", None)):
            if name is not None:
                paths[f"{folder}/{name}"] = None
        for version in item.versions.values():
            paths |= {target.file: None for target in version.targets if target and target.file}
    return {path: file_address(path) for path in sorted(paths)}


def date_of(item: Item) -> When | None:
    """The day that a post tells of, or else that of its appearance."""
    told: When | None = getattr(item.record, "date", None) or item.record.published
    return told


def latest_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items by the date they tell of, the latest first; those without a date last."""

    def order(item: Item) -> tuple[date, str]:
        when = date_of(item)
        return (when.first_day if when else date.min, item.id)

    return tuple(sorted(items, key=order, reverse=True))
