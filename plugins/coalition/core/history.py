"""Rules between two states of a site: what must not change unnoticed.

Who subscribed or noted an address down knows the state of before; ``check --base`` compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from .addresses import SECTIONS, Address, old_address
from .frontmatter import Data
from .index import Key
from .problems import Place, Problem
from .records import COALITION_FILE, LISTS
from .showing import reader_of
from .site import Item, Site


def check_since(
    before: Site,
    now: Site,
    places: Callable[[Item], Data],
    today: date,
    base: str,
    broken: Collection[str] = (),
) -> Iterator[Problem]:
    """What became wrong between the sites ``before`` and ``now``.

    ``places`` gives the front matter of an item of ``now``; ``base`` is what the person calls the
    state of before; ``broken`` are files of ``now`` that have to be mended before they say anything.
    """
    yield from _identity(before, now, base)
    if COALITION_FILE not in broken:
        yield from _vanished(before, now, today, base, broken)
    for item in now.all("event"):
        then = before.items.get(item.key)
        if then is not None:
            changed = _changed(_arranged(before, then), _arranged(now, item))
            if changed and not _is_told(then.told, item.told):
                yield _unnoticed(changed, then.told, places(item), today, base)


def _identity(before: Site, now: Site, base: str) -> Iterator[Problem]:
    """Ids of events and entries are made of it, so a reader would get everything once more."""
    then, identity = before.coalition.identity, now.coalition.identity
    if then != identity:
        was = f"{{domain: {then.domain}, year: {then.year}}}"
        yield Problem.at(Place(COALITION_FILE), "identity_changed", base=base, example=was)


def _arranged(site: Site, item: Item) -> dict[str, object]:
    """What people who mean to come have to know, by field."""
    record = item.record
    withdrawn, online = record.withdrawn, record.online
    return {
        "start": record.start,
        "end": record.end,
        "timezone": record.timezone or site.coalition.timezone,
        "repeat": record.repeat,
        "changes": [(one.on, one.start, one.end, one.place, one.status) for one in record.changes],
        "status": record.status,
        "place": record.place,
        "place_note": record.place_note,
        "online": online and online.url,
        "withdrawn": withdrawn and withdrawn.date,
    }


def _changed(then: dict[str, object], now: dict[str, object]) -> str:
    """The first field that is another one; empty when none is."""
    return next((name for name in now if now[name] != then[name]), "")


def _is_told(then: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Whether SEQUENCE and LAST-MODIFIED (``Brief.told``) say that there was a change."""
    return bool(now) and (not then or max(now) > max(then))


def _unnoticed(field: str, told: tuple[str, ...], places: Data, today: date, base: str) -> Problem:
    """Time, place or status changed while ``updated`` did not.

    SEQUENCE (RFC 5545, section 3.8.7.4) comes from it: without it some programs keep what they have.
    """
    there = places.mapping.get(field) is not None
    return Problem.at(
        places.place((field,)) if there else Place(places.path),
        "not_updated",
        field=field,
        base=base,
        example=_next(max(told, default=""), today),
    )


def _next(last: str, today: date) -> str:
    """A value for ``updated`` that is later than ``last``: today, or a minute after it."""
    if not last or datetime.fromisoformat(last).date() < today:
        return today.isoformat()
    return f"{datetime.fromisoformat(last) + timedelta(minutes=1):%Y-%m-%d %H:%M}"


# --- addresses that vanish -----------------------------------------------------------------------


class _Page(Struct, frozen=True):
    """A page that somebody may have noted down: whose it is, and by which file it came to be."""

    address: Address
    key: Key
    language: str
    path: str = ""
    is_alias: bool = False


def _pages(site: Site, today: date) -> Iterator[_Page]:
    """Lists, items, entries and old addresses, in each language; all else stands below them."""
    for language in site.languages:
        yield _Page(site.scheme.home(language), ("", ""), language)
        for kind, address in reader_of(site, language, today).sections.items():
            yield _Page(address, (kind, ""), language)
        for entry in site.entries.values():
            address = site.entry_address(*entry.key, language)
            yield _Page(address, entry.key, language, LISTS[entry.kind].file)
    for item in site.items.values():
        for language, address in site.addresses(item).items():
            yield _Page(address, item.key, language, site.version(item, language).path)
        paths = dict(item.brief.paths)
        for language, alias in item.brief.aliases:
            yield _Page(old_address(alias), item.key, language, paths[language], True)


def _vanished(
    before: Site, now: Site, today: date, base: str, broken: Collection[str]
) -> Iterator[Problem]:
    """Addresses of before at which nothing stands now; a whole section or language is told once."""
    standing = {page.address for page in _pages(now, today)}
    below: dict[tuple[Address, str], int] = defaultdict(int)
    alone: dict[Key, list[_Page]] = defaultdict(list)
    for page in _pages(before, today):
        if page.address in standing:
            continue
        moved = _moved(before, now, page)
        if moved is not None:
            below[moved] += 1
        elif page.key[1]:  # else the last item of a section went, and tells of itself
            alone[page.key].append(page)
    for (address, example), number in below.items():
        yield Problem.at(
            Place(COALITION_FILE),
            "vanished_below",
            found=f"/{address.path}",
            number=str(number),
            base=base,
            example=example,
        )
    for key, pages in alone.items():
        if broken and not {page.path for page in pages}.isdisjoint(broken):
            continue
        yield from _alone(now, key, pages, today, base)


def _moved(before: Site, now: Site, page: _Page) -> tuple[Address, str] | None:
    """Below which address all went with the page, and what to write in ``coalition.yaml``."""
    kind, language = page.key[0], page.language
    then, after = before.scheme, now.scheme
    if language not in now.languages or then.home(language) != after.home(language):
        return then.home(language), f"languages: [{', '.join(before.languages)}]"
    if (
        page.is_alias
        or kind not in SECTIONS
        or then.word(kind, language) == after.word(kind, language)
    ):
        return None
    word = then.word(kind, language)
    return then.section(kind, language), f"sections: {{{kind}: {{{language}: {word}}}}}"


def _alone(now: Site, key: Key, pages: list[_Page], today: date, base: str) -> Iterator[Problem]:
    """One problem for each file that has to lead from its old addresses, or for what is gone."""
    item = now.items.get(key)
    if item is not None:
        files: dict[str, list[_Page]] = defaultdict(list)
        for page in pages:
            files[now.version(item, page.language).path].append(page)
        for path, theirs in files.items():
            found, aliases = _listed(theirs)
            place = Place(path)
            yield Problem.at(place, "vanished_address", found=found, base=base, example=aliases)
        return
    found, aliases = _listed(pages)
    place = Place(pages[0].path)
    if key[0] in LISTS:
        yield Problem.at(
            place, "vanished_entry", found=found, base=base, id=key[1], example=aliases
        )
    else:
        kept = f"withdrawn: {{date: {today}, reason: …}}"
        yield Problem.at(
            place, "vanished_item", found=found, base=base, example=kept, aliases=aliases
        )


def _listed(pages: Iterable[_Page]) -> tuple[str, str]:
    """Old addresses as a person reads them, and as a file that leads from them has them."""
    found = ", ".join(dict.fromkeys(f"/{page.address.path}" for page in pages))
    return found, f"aliases: [{found}]"
