"""Everything that names a thing: what the pages of members, towns, topics and projects gather."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from ..records import KINDS
from ..showing import Reader, latest_first
from ..site import Item, Key
from .cards import (
    CallCard,
    DocumentCard,
    EntryCard,
    EventCard,
    MemberCard,
    PlanCard,
    PostCard,
    ProjectCard,
    call_card,
    coming_cards,
    document_card,
    entry_card,
    event_card,
    member_card,
    plan_card,
    post_card,
    project_card,
)

# Open things first.
STATES = ("open", "coming", "standing", "planned", "closed")
STATUSES = ("running", "planned", None, "finished")


class Related(Struct, frozen=True):
    """Cards of what belongs to a thing, by kind; each list in the order of its own section."""

    calls: tuple[CallCard, ...] = ()
    coming: tuple[EventCard, ...] = ()
    members: tuple[MemberCard, ...] = ()
    projects: tuple[ProjectCard, ...] = ()
    posts: tuple[PostCard, ...] = ()
    past: tuple[EventCard, ...] = ()
    plans: tuple[PlanCard, ...] = ()
    documents: tuple[DocumentCard, ...] = ()
    organisations: tuple[EntryCard, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, one) for one in self.__struct_fields__)


def related(reader: Reader, *keys: Key, told: Collection[str] = ()) -> Related:
    """What names any of ``keys`` in one of its fields.

    ``told`` are references (``document/…``) that the page itself shows: those are not told twice.
    """
    named = reader.names_of(*keys)
    if not named:  # as most events
        return Related()
    site = reader.site
    # There may be very many events: which of them come and which are over is one question.
    kinds = KINDS.keys() - {"event"}
    items = [
        one
        for key in named
        if key[0] in kinds
        and not (one := site.items[key]).withdrawn
        and f"{key[0]}/{key[1]}" not in told
    ]
    coming, over = reader.events_naming(*keys)
    return Related(
        calls=tuple(call_card(reader, one) for one in calls(reader, items)),
        coming=coming_cards(reader, coming) if coming else (),
        members=tuple(member_card(reader, one) for one in present(reader, items)),
        projects=tuple(project_card(reader, one) for one in projects(reader, items)),
        posts=tuple(
            post_card(reader, one)
            for one in latest_first(one for one in items if one.kind == "post")
        ),
        past=tuple(event_card(reader, one) for one in over),
        plans=tuple(plan_card(reader, one) for one in items if one.kind == "plan"),
        documents=tuple(document_card(reader, one) for one in documents(items)),
        organisations=tuple(
            entry_card(reader, one)
            for one in reader.sorted_entries(
                tuple(site.entries[key] for key in named if key[0] == "organisation")
            )
        ),
    )


def present(reader: Reader, items: Iterable[Item]) -> tuple[Item, ...]:
    """The members among ``items`` that did not leave, by name."""
    return reader.sorted(
        tuple(
            one
            for one in items
            if one.kind == "member" and one.record.status != "former" and not one.withdrawn
        )
    )


def projects(reader: Reader, items: Iterable[Item]) -> tuple[Item, ...]:
    """The projects among ``items``: running ones first, then by their beginning, latest first.

    Those that begin together, or nobody knows when, are in the order of their titles.
    """

    def order(item: Item) -> tuple[int, int]:
        span = item.record.period
        start = span and (span.start or span.end)
        day = start.first_day.toordinal() if start else 0
        return STATUSES.index(item.record.status), -day

    found = tuple(one for one in items if one.kind == "project" and not one.withdrawn)
    return tuple(sorted(reader.sorted(found), key=order))


def plans(items: Iterable[Item]) -> tuple[Item, ...]:
    """The plans among ``items``: those under way first."""

    def order(item: Item) -> tuple[bool, str]:
        return not item.record.is_open, item.id

    found = [one for one in items if one.kind == "plan" and not one.withdrawn]
    return tuple(sorted(found, key=order))


def documents(items: Iterable[Item]) -> tuple[Item, ...]:
    """The documents among ``items``, the latest first; those without a date last."""

    def order(item: Item) -> tuple[int, str]:
        when = item.record.date
        return (-when.first_day.toordinal() if when else 0), item.id

    found = [one for one in items if one.kind == "document" and not one.withdrawn]
    return tuple(sorted(found, key=order))


def calls(reader: Reader, items: Iterable[Item]) -> tuple[Item, ...]:
    """The calls among ``items``: open ones by their deadline, the closed ones last, latest first."""

    def order(item: Item) -> tuple[int, int, str]:
        record = item.record
        state = record.state(reader.today)
        when = record.deadline or record.opens
        day = when.first_day.toordinal() if when else 0
        return STATES.index(state), -day if state == "closed" else day, item.id

    found = [one for one in items if one.kind == "call" and not one.withdrawn]
    return tuple(sorted(found, key=order))
