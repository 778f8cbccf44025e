"""What feeds tell of an item and of themselves: values that each format writes in its own way."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from .. import languages
from ..addresses import LinkWriter
from ..images import plain_img
from ..records import COALITION_ID
from ..recurrence import ONLINE, Occurrence, change_of
from ..showing import NOTHING, Reader, Said
from ..site import Item, Site
from ..spoken import brief, spoken
from ..words import Words
from .common import planned_before, titled

# What is news (profiles, plans and pages change in place), and the field that says whose it is.
KINDS_TOLD: Final = {
    "post": "authors",
    "event": "organisers",
    "call": "issuer",
    "project": "lead",
    "document": "owners",
}


class Author(Struct, frozen=True):
    """Who tells it, with the full address of a page about them."""

    name: str
    url: str


class News(Struct, frozen=True):
    """An entry of a feed: addresses are full, dates have an offset.

    ``title``, ``summary`` and ``categories`` are plain text, ``content`` is HTML and never empty.
    ``language`` is empty when it is that of the feed; ``summary`` and ``image`` may be empty.
    """

    id: str
    url: str
    title: str
    content: str
    published: datetime
    updated: datetime
    authors: tuple[Author, ...]
    summary: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    image: str = ""


class Channel(Struct, frozen=True):
    """A feed without its entries.

    ``page`` is what it is about, ``url`` the feed itself, both full addresses; ``style`` is the way
    from there to the style sheet for browsers. ``updated`` is that of the latest entry.
    """

    id: str
    title: str
    subtitle: str
    language: str
    page: str
    url: str
    author: Author
    updated: datetime
    style: str


def tag(site: Site, *parts: str) -> str:
    """A permanent id for the world (RFC 4151), from the coalition's identity and an item's id."""
    identity = site.coalition.identity
    return f"tag:{identity.domain},{identity.year}:" + "/".join(parts)


def news(
    reader: Reader, words: Words, url: LinkWriter, item: Item, dates: tuple[datetime, datetime]
) -> News:
    """What is told of ``item``, which appeared and was last changed on ``dates``."""
    version = reader.version(item)
    is_foreign = version.language != reader.language
    reason = version.record.withdrawn
    summary = reader.within(item, "withdrawn", reason.reason) if reason else reader.summary(item)
    figure = None if reason else reader.figure(item)
    topics = reader.topics(item.record.topics)
    return News(
        tag(reader.site, item.kind, item.id, reader.language),
        url(reader.address(item)),
        _title(reader, words, item),
        "\n".join(_content(reader, words, url, item)) or f"<p>{_html(reader.heading(item))}</p>",
        *dates,
        _authors(reader, url, item),
        summary.text,
        tuple(topic.said.text for topic in topics),
        version.language if is_foreign else "",
        url(figure.picture.best) if figure is not None else "",
    )


def _authors(reader: Reader, url: LinkWriter, item: Item) -> tuple[Author, ...]:
    if item.kind == "post":
        links = reader.parties(reader.authors(item))
    else:
        ids = getattr(item.record, KINDS_TOLD[item.kind])
        links = reader.parties(ids) or reader.parties((COALITION_ID,))
    return tuple(Author(one.said.text, url(one.address)) for one in links if one.address)


def _only(reader: Reader, item: Item) -> Occurrence | None:
    """The day of an event that does not repeat, as a change may have made it."""
    return reader.next_of(item) if item.record.repeat is None else None


def _title(reader: Reader, words: Words, item: Item) -> str:
    """The title, led by what became of it; that of an event says when it takes place."""
    record, title = item.record, reader.heading(item).text
    if item.kind != "event":
        if record.withdrawn is not None:
            return words.gettext("Withdrawn: {title}", title=title)
        has_results = item.kind == "call" and record.results is not None
        return words.gettext("Results: {title}", title=title) if has_results else title
    one = _only(reader, item)
    status = one.status if one is not None else record.status
    title = titled(words, "cancelled" if record.withdrawn is not None else status, title)
    when = [reader.at(one) if one is not None else reader.period(record.start, record.end)]
    repeats = spoken(record, lambda _: True)  # without its single days, which pass
    if repeats is not None and repeats.rule:
        when.append(brief(words, repeats))
    return f"{title} ({'; '.join(when)})"


def _content(reader: Reader, words: Words, url: LinkWriter, item: Item) -> Iterator[str]:
    """What became of it, its picture, its text; of what was withdrawn only the reason."""
    record = reader.version(item).record
    if record.withdrawn:
        reason = reader.within(item, "withdrawn", record.withdrawn.reason)
        yield _notice(words.gettext("Withdrawn"), reason)
        return
    if item.kind == "event":
        yield from _of_event(reader, words, item, record)
    elif item.kind == "call":
        yield from _of_call(reader, words, item, record)
    figure = reader.figure(item)
    if figure is not None:
        credit = words.gettext("Picture: {credit}", credit=figure.credit) if figure.credit else ""
        under = f"<figcaption>{html.escape(credit, quote=False)}</figcaption>" if credit else ""
        yield f"<figure>{plain_img(figure.picture, figure.caption, url)}{under}</figure>"
    text = reader.text(item)
    if text:
        written = text.write(url)
        yield f"<div{_lang(text.language)}>{written}</div>" if text.language else written
    elif reader.summary(item).text:
        yield f"<p>{_html(reader.summary(item))}</p>"


def _of_event(reader: Reader, words: Words, item: Item, record: Any) -> Iterator[str]:
    """Whether it takes place as planned, where, and what changed on some of its days."""
    names, one = _names(words), _only(reader, item)
    status = one.status if one is not None else record.status
    note = reader.status_note(item, one)
    if status != "scheduled" or note.text:
        yield _notice(names[status], note, more=_before(reader, words, record, one))
    place = one.place if one is not None else None if status == ONLINE else record.place
    yield from _where(reader, item, place, status)
    changes = "".join(_changes(reader, words, item, record))
    if changes:
        yield f"<ul>{changes}</ul>"


def _of_call(reader: Reader, words: Words, item: Item, record: Any) -> Iterator[str]:
    """The results, once they are out; until when one can answer; how far the goal is."""
    results = record.results
    if results is not None:
        decided = reader.within(item, "results", results.decided)
        yield _notice(words.gettext("Results"), decided)
        rows = "".join(_result(reader, item, row) for row in results.table)
        if rows:
            yield f"<ul>{rows}</ul>"
    if record.deadline:
        until = words.gettext("Deadline:")
        yield _notice(f"{until} {reader.when(record.deadline)}")
    latest = max(record.progress, key=lambda one: one.date.first_day, default=None)
    if latest is not None:
        currency = record.goal.currency if record.goal is not None else None
        reached = languages.money(reader.language, latest.amount, currency)
        how_far = words.gettext("How far it is")
        yield _notice(f"{how_far}: {reached}", more=reader.when(latest.date))


def _result(reader: Reader, item: Item, row: Any) -> str:
    parts = (reader.within(item, "results", text) for text in (row.label, row.value))
    return f"<li>{': '.join(_html(one) for one in parts if one.text)}</li>"


def _where(reader: Reader, item: Item, place: str | None, status: str) -> Iterator[str]:
    """The place, and the address of the meeting on the net."""
    note = NOTHING if status == ONLINE else reader.field(item, "place_note")
    where = ", ".join(_html(one) for one in (reader.place(place), note) if one.text)
    online = reader.version(item).record.online
    meeting = ""
    if online is not None:
        url = html.escape(online.url or "")
        link = f'<a href="{url}">{url}</a>' if url else ""
        told = _html(reader.within(item, "online", online.note))
        meeting = " – ".join(part for part in (told, link) if part)
    yield from (f"<p>{line}</p>" for line in (where, meeting) if line)


def _changes(reader: Reader, words: Words, item: Item, record: Any) -> Iterator[str]:
    """What is otherwise than the rule says on single days of what repeats, as it is now."""
    names = _names(words)
    for one in reader.site.occurrences(item) if record.repeat is not None else ():
        change = change_of(record, one)
        if change is None:
            continue
        is_told = change.status or one.status != record.status
        what = f"{reader.at(one)}: {names[one.status]}" if is_told else reader.at(one)
        place = reader.place(one.place) if one.place != record.place else NOTHING
        before = _before(reader, words, record, one)
        yield _notice(what, place, reader.note_of(item, one), more=before, element="li")


def _before(reader: Reader, words: Words, record: Any, one: Occurrence | None) -> str:
    before = planned_before(record, one)
    return words.gettext("planned before: {day}", day=reader.when(before)) if before else ""


def _names(words: Words) -> dict[str, str]:
    return {
        "scheduled": words.gettext("Takes place as planned"),
        "tentative": words.gettext("Not yet certain"),
        "cancelled": words.gettext("Cancelled"),
        "postponed": words.gettext("Postponed, new date not known"),
        "rescheduled": words.gettext("New date"),
        "moved-online": words.gettext("Moved online"),
    }


def _notice(what: str, *why: Said, more: str = "", element: str = "p") -> str:
    strong = f"<strong>{html.escape(what, quote=False)}</strong>"
    said = " – ".join((strong, *(_html(one) for one in why if one.text)))
    said += f" ({html.escape(more, quote=False)})" if more else ""
    return f"<{element}>{said}</{element}>"


def _html(said: Said) -> str:
    text = html.escape(said.text, quote=False)
    return f"<span{_lang(said.language)}>{text}</span>" if said.language else text


def _lang(language: str) -> str:
    return f' lang="{language}" dir="{languages.direction(language)}"'
