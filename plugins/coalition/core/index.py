"""The index: what the whole site knows of its items without opening them.

A brief of each item (where it stands, when it takes place, whom it names) is enough to say which
pages there are and what stands in which list. Every question is ``asked`` by name, so that a page
that asked one is written again only when the answer has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field

from .reads import asked
from .recurrence import Occurrence
from .translations import MACHINE, MISSING, OUTDATED, UNCONFIRMED

Key = tuple[str, str]

# States of translations that are work for a translator, the most urgent first.
WORK: Final = (OUTDATED, MISSING, UNCONFIRMED, MACHINE)


class Backlink(Struct, frozen=True):
    """That an item names another one, and in which field."""

    field: str
    item: Key


class Brief(Struct, frozen=True, dict=True, array_like=True):
    """What is known of an item without opening it.

    ``paths`` and ``slugs`` are by language; ``names`` holds the field and the key of each thing
    that it names; ``left`` is a member that left; ``told`` is when it appeared and then when it was
    changed, local times in ISO 8601, ``tells_of`` the date of what it tells, as precisely as it is
    known; ``days`` are an event's occurrences, ``first`` and ``last`` the days that it or a post can
    mean, ``month`` (``2026-05``) stands for an event of which no day is known; ``due`` are the days
    of a call's deadline and of what a plan promises; ``states`` are translation states by language.
    """

    kind: str
    id: str
    original: str
    paths: tuple[tuple[str, str], ...]
    slugs: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    draft: bool = False
    withdrawn: bool = False
    left: bool = False
    names: tuple[tuple[str, str, str], ...] = ()
    files: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    tells_of: str = ""
    first: date | None = None
    last: date | None = None
    month: str = ""
    is_full: bool = False
    repeats: bool = False
    days: tuple[Occurrence, ...] = ()
    menu: int | None = None
    parent: str | None = None
    due: tuple[date, ...] = ()
    states: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have it, the original's first."""
        return tuple(language for language, _ in self.paths)

    @cached_property
    def told_in(self) -> tuple[str, ...]:
        """The languages that have its text, too: a translation may be begun only."""
        begun = {language for language, state in self.states if state == MISSING}
        return tuple(one for one in self.languages if one not in begun)

    @property
    def outline(self) -> tuple[object, ...]:
        """What a link to it needs to know."""
        return self.original, self.paths, self.slugs, self.withdrawn, self.told_in


class Index(Struct, frozen=True, dict=True):
    """The briefs of all public items in order of kind and id, and what lists name."""

    briefs: Mapping[Key, Brief]
    # What entries of the lists name: they are no items, but count among the backlinks.
    named_by_entries: Mapping[Key, tuple[Backlink, ...]] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Brief, ...]]:
        found: dict[str, list[Brief]] = defaultdict(list)
        for one in self.briefs.values():
            found[one.kind].append(one)
        return {kind: tuple(briefs) for kind, briefs in found.items()}

    def of_kind(self, kind: str) -> tuple[Brief, ...]:
        """All briefs of a kind; for other questions, not for pages."""
        return self._by_kind.get(kind, ())

    @asked
    def every(self, kind: str) -> tuple[str, ...]:
        """The ids of all items of a kind, in order."""
        return tuple(one.id for one in self.of_kind(kind))

    @asked
    def shown(self, kind: str) -> bool:
        """Whether anything of a kind is shown and not withdrawn."""
        return any(not one.withdrawn for one in self.of_kind(kind))

    @asked
    def outline(self, reference: str) -> tuple[object, ...] | None:
        """What a link to the item ``kind/id`` needs to know; None when there is none."""
        kind, _, id_ = reference.partition("/")
        brief = self.briefs.get((kind, id_))
        return brief.outline if brief is not None else None

    @cached_property
    def backlinks(self) -> Mapping[Key, tuple[Backlink, ...]]:
        """Who names each thing, in order."""
        found: dict[Key, dict[Backlink, None]] = defaultdict(dict)
        for brief in self.briefs.values():
            for name, kind, id_ in brief.names:
                found[kind, id_][Backlink(name, brief.key)] = None
        for key, links in self.named_by_entries.items():
            found[key].update(dict.fromkeys(links))
        return MappingProxyType(
            {
                key: tuple(sorted(links, key=lambda one: (one.item, one.field)))
                for key, links in found.items()
            }
        )

    @asked
    def naming(self, reference: str) -> tuple[Backlink, ...]:
        """Who names ``kind/id`` in which field."""
        kind, _, id_ = reference.partition("/")
        return self._naming(kind, id_)

    def _naming(self, kind: str, id_: str) -> tuple[Backlink, ...]:
        return self.backlinks.get((kind, id_), ())

    def all_naming(self, references: str) -> list[Key]:
        """Who names any of some things, each once, in order; for other questions, not for pages.

        ``references`` are ``kind/id`` with spaces between them.
        """
        things = (reference.split("/") for reference in references.split())
        return sorted({link.item for kind, id_ in things for link in self._naming(kind, id_)})

    @cached_property
    def _latest(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of items that are not withdrawn, by the day they tell of, the latest first."""
        found: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for kind, briefs in self._by_kind.items():
            shown = (one for one in briefs if not one.withdrawn)
            order = sorted(shown, key=lambda one: (one.first or date.min, one.id), reverse=True)
            found[kind] = tuple(one.id for one in order)
        return found

    @asked
    def pages_of(self, kind_and_length: str) -> int:
        """How many pages of some length a list of the latest of a kind has: ``post 12``."""
        kind, length = kind_and_length.split()
        return -(-len(self._latest[kind]) // int(length))

    @asked
    def page_of(self, kind_length_number: str) -> tuple[str, ...]:
        """The ids on one page of a list of the latest of a kind: ``post 12 1``."""
        kind, length, number = kind_length_number.split()
        start = (int(number) - 1) * int(length)
        return self._latest[kind][start : start + int(length)]

    @asked
    def any_names(self, kind_and_field: str) -> bool:
        """Whether any item of a kind that takes part still names something in a field."""
        kind, field_ = kind_and_field.split()
        return any(
            name == field_
            for one in self.of_kind(kind)
            if not one.withdrawn and not one.left
            for name, _, _ in one.names
        )

    @cached_property
    def _beside(self) -> Mapping[str, tuple[str, str]]:
        order = ("", *self._latest["post"], "")
        return {
            one: (newer, older)
            for newer, one, older in zip(order, order[1:], order[2:], strict=False)
            if one
        }

    @asked
    def beside(self, id_: str) -> tuple[str, str]:
        """The ids of the posts after and before a post; empty where there is none."""
        return self._beside.get(id_, ("", ""))

    @asked
    def news(self, references: str) -> tuple[tuple[Key, tuple[str, ...], str], ...]:
        """What is told of, or of any of some things: key, ``Brief.told`` and ``Brief.tells_of``.

        ``references`` as in ``all_naming``.
        """
        keys = self.all_naming(references) if references else self.briefs
        briefs = (self.briefs[key] for key in keys if key in self.briefs)
        return _news(briefs)

    @asked
    def news_of(self, kind: str) -> tuple[tuple[Key, tuple[str, ...], str], ...]:
        """What is told of the items of a kind, as in ``news``."""
        return _news(self.of_kind(kind))

    @asked
    def menu(self, _all: str) -> tuple[tuple[str, str, int | None], ...]:
        """The pages of the content that are not withdrawn: id, parent, place in the menu."""
        return tuple(
            (one.id, one.parent or "", one.menu)
            for one in self.of_kind("page")
            if not one.withdrawn
        )

    @asked
    def parents(self, id_: str) -> tuple[str, ...]:
        """The pages that a page belongs under, the nearest first; a circle ends with itself."""
        found: dict[str, None] = {}
        brief = self.briefs.get(("page", id_))
        while brief is not None and brief.parent and brief.parent not in found:
            if ("page", brief.parent) not in self.briefs:
                break
            found[brief.parent] = None
            brief = self.briefs["page", brief.parent]
        return tuple(found)

    @asked
    def to_translate(self, language: str) -> tuple[tuple[Key, str, str], ...]:
        """What ``language`` lacks, or what may not be right in it: key, translation state, since when.

        What needs to be looked at first comes first, of each state the oldest; since when (as
        ``Brief.told``) is empty where nobody said when the original appeared.
        """
        found = [
            (one.key, state, _since(state, one.told))
            for one in self.briefs.values()
            if not one.withdrawn and one.original != language
            for state in (dict(one.states).get(language, MISSING),)
            if state in WORK
        ]
        return tuple(
            sorted(found, key=lambda one: (WORK.index(one[1]), not one[2], one[2], one[0]))
        )

    @asked
    def claims(self, _all: str) -> tuple[tuple[object, ...], ...]:
        """Which addresses all items claim."""
        return tuple((one.key, one.paths, one.slugs, one.aliases) for one in self.briefs.values())


def _since(state: str, told: tuple[str, ...]) -> str:
    """Since when a translation is in a state: none can be older than what it follows."""
    if not told:
        return ""
    return max(told) if state == OUTDATED else told[0]


def _news(briefs: Iterable[Brief]) -> tuple[tuple[Key, tuple[str, ...], str], ...]:
    return tuple((one.key, one.told, one.tells_of) for one in briefs if one.told)


NOTHING: Final = Index(MappingProxyType({}))


def in_order(briefs: Iterable[Brief]) -> Mapping[Key, Brief]:
    """Briefs by key, sorted."""
    return MappingProxyType({one.key: one for one in sorted(briefs, key=lambda one: one.key)})
