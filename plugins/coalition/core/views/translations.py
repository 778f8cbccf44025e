"""What there is to translate: for those who help, in no list and in no search engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from msgspec import Struct

from .. import languages
from ..addresses import ATOM, Address
from ..showing import Link, Reader
from .frame import Frame, Page, frame

# So many of one state are shown; the command `translations` lists all.
SHOWN = 100


class Task(Struct, frozen=True):
    """One text to look at: its page, the file of the original, since when it waits."""

    link: Link
    path: str
    since: str


class Tasks(Struct, frozen=True):
    """What is in one translation state, the oldest first, and how many there are in all."""

    state: str
    tasks: tuple[Task, ...]
    number: int


class Amount(Struct, frozen=True):
    """How many texts wait in one language."""

    language: str
    name: str
    direction: str
    address: Address
    number: int


class TranslationsView(Struct, frozen=True):
    """The work in the reader's language, and how much there is in each."""

    frame: Frame
    feed: Address
    amounts: tuple[Amount, ...]
    work: tuple[Tasks, ...]


def translations_page(reader: Reader) -> Iterator[Page]:
    """The page of what there is to translate; a site in one language has none."""
    if len(reader.site.languages) > 1:
        address = reader.site.scheme.section("translation", reader.language)
        yield Page(address, "translations.html", partial(translations_view, reader))


def translations_view(reader: Reader) -> TranslationsView:
    """What there is to translate into the reader's language."""
    site = reader.site
    addresses = {one: site.scheme.section("translation", one) for one in site.languages}
    return TranslationsView(
        frame=frame(reader, addresses, section="translation", listed=False),
        feed=addresses[reader.language].below(ATOM),
        amounts=tuple(_amount(reader, one, address) for one, address in addresses.items()),
        work=tuple(_work(reader)),
    )


def _amount(reader: Reader, language: str, address: Address) -> Amount:
    return Amount(
        language,
        languages.name(language),
        languages.direction(language),
        address,
        len(reader.site.index.to_translate(language)),
    )


def _work(reader: Reader) -> Iterator[Tasks]:
    site = reader.site
    found = site.index.to_translate(reader.language)
    for state, group in groupby(found, key=lambda one: one[1]):
        waiting = tuple(group)
        tasks = []
        for key, _, since in waiting[:SHOWN]:
            item = site.items[key]
            path = item.versions[item.original].path
            day = date.fromisoformat(since.partition("T")[0]) if since else None
            when = languages.day(reader.language, day) if day else ""
            tasks.append(Task(reader.link(item), path, when))
        yield Tasks(state, tuple(tasks), len(waiting))
