"""The Site: all records of a coalition, related. What holds them, and how they are asked.

An item is opened when somebody looks into it: the index knows enough of it for lists and links.
Whatever is read of an item is noted by name (``reads``): its outline, its facts, what it says before
its text in one language (``face``), its text in one language (``text``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, Final

from msgspec import Struct, field

from .addresses import Address, Scheme
from .agenda import Agenda
from .images import Picture
from .index import NOTHING, Backlink, Brief, Index, Key
from .markup import Body
from .problems import Place
from .reads import asked, note
from .records import KINDS, Coalition
from .records.lists import Place as PlaceRecord
from .recurrence import Occurrence, within
from .translations import MISSING, phrases, textual
from .values import Labels

__all__ = ["Backlink", "Entry", "Item", "Key", "Site", "Target", "Version"]

ORIGINAL: Final = "original"


class Target(Struct, frozen=True):
    """Where a link in a body leads: an item, a file of the site, or neither of them."""

    kind: str = ""
    id: str = ""
    fragment: str = ""
    file: str = ""
    url: str = ""


class Face(Struct, frozen=True):
    """What an item says in one language before its text: a record with all its facts."""

    record: Any
    # Of a translation: the front matter of its file. Any other text of the record is the original's,
    # in its language.
    said: Mapping[str, Any] = field(default_factory=dict)


class Facts:
    """The original's record for readers of any language; who reads its words has read its face."""

    def __init__(self, record: Any, texts: frozenset[str], face_name: str) -> None:
        self._record, self._texts, self._face_name = record, texts, face_name

    def __getattr__(self, name: str) -> Any:
        derived = getattr(type(self._record), name, None)
        if isinstance(derived, property) and derived.fget is not None:
            return derived.fget(self)  # asked of this, so that what it is made of is noted
        if isinstance(derived, FunctionType):
            return MethodType(derived, self)
        value = getattr(self._record, name)
        if name in self._texts:
            note(self._face_name)
        else:  # a fact is asked for again and again
            setattr(self, name, value)
        return value


class Version:
    """An item in one language: the facts of the original with the text of this language."""

    def __init__(
        self,
        about: str,
        language: str,
        path: str,
        state: str,
        face: Callable[[], Face],
        body: Callable[[], Body],
        targets: Callable[[], tuple[Target | None, ...]],
    ) -> None:
        self.language = language
        self.path = path
        self._kind = about.partition("/")[0]
        self._state = state
        self.face, self._body, self._targets = face, body, targets
        self.face_name, self._text_name = f"face {about} {language}", f"text {about} {language}"

    @property
    def record(self) -> Any:
        """The record: every fact and the texts of this language."""
        note(self.face_name)
        return self.face().record

    @property
    def phrases(self) -> frozenset[tuple[str, str]]:
        """Each text that the file fills in, with its field."""
        note(self.face_name)
        return phrases(KINDS[self._kind].model, self.face().said)

    @property
    def state(self) -> str:
        """The translation state."""
        note(self._text_name)
        return self._state

    @property
    def body(self) -> Body:
        """The text."""
        note(self._text_name)
        return self._body()

    @property
    def targets(self) -> tuple[Target | None, ...]:
        """Where each link of the text leads."""
        note(self._text_name)
        return self._targets()


class Item:
    """An item in every language that has it; opened when somebody looks into it."""

    def __init__(self, brief: Brief, versions: Callable[[], Mapping[str, Version]]) -> None:
        self.kind, self.id = brief.kind, brief.id
        self.brief = brief
        self._open = versions
        self.outline_name = f"outline {brief.kind}/{brief.id}"
        self._facts_name = f"facts {brief.kind}/{brief.id}"

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    @property
    def original(self) -> str:
        """The language of the original."""
        note(self.outline_name)
        return self.brief.original

    @property
    def told_in(self) -> tuple[str, ...]:
        """The languages that have its text (``Brief.told_in``)."""
        note(self.outline_name)
        return self.brief.told_in

    @property
    def withdrawn(self) -> bool:
        """Whether nothing of it is shown but why it went."""
        note(self.outline_name)
        return self.brief.withdrawn

    @property
    def names(self) -> tuple[tuple[str, str, str], ...]:
        """What it names (``Brief.names``)."""
        note(self._facts_name)
        return self.brief.names

    @property
    def told(self) -> tuple[str, ...]:
        """When it appeared and was changed (``Brief.told``)."""
        note(self._facts_name)
        return self.brief.told

    @property
    def versions(self) -> Mapping[str, Version]:
        """Each version by its language."""
        note(self.outline_name)
        return self._versions

    @cached_property
    def _versions(self) -> Mapping[str, Version]:
        return self._open()

    @property
    def record(self) -> Any:
        """The original's record: every fact is in it."""
        note(self._facts_name)
        return self._facts

    @cached_property
    def _facts(self) -> Facts:
        original = self._versions[self.brief.original]
        return Facts(original.face().record, textual(KINDS[self.kind].model), original.face_name)

    @property
    def place(self) -> Place:
        """The first line of the original."""
        return Place(self.versions[self.original].path)

    def __repr__(self) -> str:
        return f"Item({self.kind}/{self.id})"


class Items(Mapping[Key, Item]):
    """Items by kind and id; whoever asks for one has read whether there is such an item."""

    def __init__(self, items: Mapping[Key, Item], index: Index) -> None:
        self._items, self._index = items, index

    def __getitem__(self, key: Key) -> Item:
        found: Item | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: Key, default: Any = None) -> Any:
        """The item of this key, or ``default``."""
        found = self._items.get(key)
        note(f"outline {key[0]}/{key[1]}" if found is None else found.outline_name)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self.get(key) is not None

    def __iter__(self) -> Iterator[Key]:
        for kind in sorted({kind for kind, _ in self._items}):
            self._index.every(kind)
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class Entry(Struct, frozen=True, eq=False):
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


class Site(Struct, frozen=True, dict=True):
    """All records of a coalition, related. Drafts are not in it."""

    coalition: Coalition
    scheme: Scheme
    items: Mapping[Key, Item]
    entries: Mapping[Key, Entry]
    index: Index = NOTHING
    drafts: frozenset[Key] = frozenset()
    # How the pictures beside the texts are published, by their paths; none before they are drawn.
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    # Bytes of every file that is not a text, by its path in the site's folder.
    sizes: Mapping[str, int] = field(default_factory=dict)

    @asked
    def picture(self, path: str) -> Picture | None:
        """How the picture at ``path`` is published, once it was drawn."""
        return self.pictures.get(path)

    @asked
    def size(self, path: str) -> int:
        """Bytes of the file at ``path``."""
        return self.sizes.get(path, 0)

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

    @property
    def backlinks(self) -> Mapping[Key, tuple[Backlink, ...]]:
        """Who names each thing, in order."""
        return self.index.backlinks

    @cached_property
    def readers(self) -> dict[Any, Any]:
        """Whoever reads the site, by language and day (``showing.reader_of``)."""
        return {}

    def agenda(self, today: date) -> Agenda:
        """What happens when, as it is seen on ``today``."""
        if today not in self._agendas:
            self._agendas[today] = Agenda(self.index, today)
        return self._agendas[today]

    @cached_property
    def _agendas(self) -> dict[date, Agenda]:
        return {}

    def occurrences(
        self, item: Item, first: date = date.min, last: date = date.max
    ) -> tuple[Occurrence, ...]:
        """The occurrences of an event that touch the days from ``first`` to ``last``, in order."""
        note(f"facts {item.kind}/{item.id}")
        return within(item.brief.days, first, last)

    def all(self, kind: str) -> tuple[Item, ...]:
        """All items of a kind, in order of their ids."""
        return tuple(self.items[kind, id_] for id_ in self.index.every(kind))

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
        versions = item.versions
        for one in self.chain(language):
            if one in versions:
                return versions[one]
        return versions[item.original]

    def party(self, id_: str) -> Item | Entry | None:
        """The member or organisation of this id; None for the coalition and for drafts."""
        return self.items.get(("member", id_)) or self.entries.get(("organisation", id_))

    def above(self, page: Item) -> tuple[Item, ...]:
        """The pages that ``page`` belongs under, the nearest first; a circle ends with itself."""
        return tuple(self.items["page", id_] for id_ in self.index.parents(page.id))

    def state(self, item: Item, language: str) -> str:
        """The translation state of ``item`` in ``language``."""
        return item.versions[language].state if language in item.versions else MISSING

    def addresses(self, item: Item) -> Mapping[str, Address]:
        """Where ``item`` stands for readers of each language, translated or not."""
        note(item.outline_name)
        found = self._addresses.get(item)
        if found is None:
            slugs = dict(item.brief.slugs)
            found = self._addresses[item] = {
                one: self.scheme.section(item.kind, one, slugs.get(one, item.id))
                for one in self.languages
            }
        return found

    @cached_property
    def _addresses(self) -> dict[Item, Mapping[str, Address]]:
        return {}

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
