"""The Site: all records of a coalition, related. What holds them, and how they are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from .addresses import Address, Scheme
from .images import Picture
from .markup import Body
from .problems import Place
from .records import Coalition
from .records.lists import Place as PlaceRecord
from .recurrence import Occurrence, occurrences
from .translations import MISSING
from .values import Labels

Key = tuple[str, str]
ORIGINAL: Final = "original"


@dataclass(frozen=True)
class Target:
    """Where a link in a body leads: an item, a file of the site, or neither of them."""

    kind: str = ""
    id: str = ""
    fragment: str = ""
    file: str = ""
    url: str = ""


@dataclass(frozen=True)
class Version:
    """An item in one language: the facts of the original with the text of this language."""

    language: str
    path: str
    record: Any
    body: Body
    state: str = ORIGINAL
    targets: tuple[Target | None, ...] = ()
    # Of a translation: each text that its file fills in, with its field; any other text is the
    # original's, in its language.
    phrases: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Item:
    """An item in every language that has it."""

    kind: str
    id: str
    original: str
    versions: Mapping[str, Version]

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    @property
    def record(self) -> Any:
        """The original's record: every fact is in it."""
        return self.versions[self.original].record

    @property
    def place(self) -> Place:
        """The first line of the original."""
        return Place(self.versions[self.original].path)


@dataclass(frozen=True)
class Entry:
    """An entry of one of the lists: an organisation, a place, a topic, a funder."""

    kind: str
    id: str
    record: Any
    place: Place

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    @property
    def label(self) -> Labels:
        """What it is called, in every language that it was written in."""
        labels: Labels = self.record.name if self.kind == "organisation" else self.record.label
        return labels


@dataclass(frozen=True)
class Backlink:
    """That an item names another one, and in which field."""

    field: str
    item: Key


@dataclass(frozen=True)
class Site:
    """All records of a coalition, related. Drafts are not in it."""

    coalition: Coalition
    scheme: Scheme
    items: Mapping[Key, Item]
    entries: Mapping[Key, Entry]
    backlinks: Mapping[Key, tuple[Backlink, ...]] = field(default_factory=dict)
    drafts: frozenset[Key] = frozenset()
    # How the pictures beside the texts are published, by their paths; none before they are drawn.
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    # Bytes of every file that is not a text, by its path in the site's folder.
    sizes: Mapping[str, int] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages, the default one first."""
        return self.scheme.languages

    @property
    def default(self) -> str:
        """The default language."""
        return self.scheme.languages[0]

    @cached_property
    def _chains(self) -> Mapping[str, tuple[str, ...]]:
        after = self.coalition.fallback
        return {
            one: tuple(dict.fromkeys((one, *after.get(one, ()), *self.languages)))
            for one in self.languages
        }

    def chain(self, language: str) -> tuple[str, ...]:
        """The languages to show to a reader of ``language``, best first, each once."""
        return self._chains[language]

    def occurrences(
        self, item: Item, first: date = date.min, last: date = date.max
    ) -> tuple[Occurrence, ...]:
        """The occurrences of an event that touch the days from ``first`` to ``last``, in order.

        They are worked out once: pages, feeds and calendars ask for them again and again.
        """
        every = self._occurrences.get(item.key)
        if every is None:
            every = self._occurrences[item.key] = occurrences(item.record, date.min, date.max)
        return tuple(one for one in every if one.start.date() <= last and one.last_day >= first)

    @cached_property
    def _occurrences(self) -> dict[Key, tuple[Occurrence, ...]]:
        return {}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = defaultdict(list)
        for (kind, _), item in sorted(self.items.items()):
            found[kind].append(item)
        return {kind: tuple(items) for kind, items in found.items()}

    def all(self, kind: str) -> tuple[Item, ...]:
        """All items of a kind, in order of their ids."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _entries_by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for (kind, _), entry in self.entries.items():
            found[kind].append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def listed(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a list, in the order in which they were written."""
        return self._entries_by_kind.get(kind, ())

    def version(self, item: Item, language: str) -> Version:
        """The version of ``item`` that a reader of ``language`` sees."""
        for one in self.chain(language):
            if one in item.versions:
                return item.versions[one]
        return item.versions[item.original]

    def party(self, id_: str) -> Item | Entry | None:
        """The member or organisation of this id; None for the coalition and for drafts."""
        return self.items.get(("member", id_)) or self.entries.get(("organisation", id_))

    def above(self, page: Item) -> tuple[Item, ...]:
        """The pages that ``page`` belongs under, the nearest first; a circle ends with itself."""
        found: dict[str, Item] = {}
        parent = page.record.parent
        while parent not in found and ("page", parent) in self.items:
            found[parent] = self.items["page", parent]
            parent = found[parent].record.parent
        return tuple(found.values())

    def state(self, item: Item, language: str) -> str:
        """The translation state of ``item`` in ``language``."""
        return item.versions[language].state if language in item.versions else MISSING

    def address(self, item: Item, language: str) -> Address:
        """Where ``item`` stands for readers of ``language``, translated or not."""
        version = item.versions.get(language)
        slug = (version.record.slug if version else None) or item.id
        return self.scheme.section(item.kind, language, slug)

    def entry_address(self, kind: str, id_: str, language: str) -> Address:
        """Where the entry ``id_`` of a list stands for readers of ``language``."""
        return self.scheme.section(kind, language, id_)

    def town(self, place: str | None) -> str | None:
        """The town of a place: its own id when it is a town."""
        entry = self.entries.get(("place", place)) if place else None
        if entry is None:
            return None
        record: PlaceRecord = entry.record
        return record.town or entry.id
