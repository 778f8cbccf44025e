"""Rules across items: what a whole site has to fulfil before anything is published.

Each check is a generator of problems; ``check`` gathers them all. ``today`` is an argument.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from msgspec import Struct

from .addresses import BELOW_PAGES, SECTIONS, Scheme
from .fields import Fields, shapes
from .frontmatter import Data, Path
from .problems import Place, Problem, nearest
from .reads import note
from .records import COALITION_FILE, LISTS
from .recurrence import (
    OCCURRENCE_LIMIT,
    ONLINE,
    WEEKDAYS,
    begins_by_rule,
    by_rule,
    last_sure_day,
    starts,
)
from .site import Item, Site
from .times import When, after_gap
from .values import Labels

_ONLINE: Final = "online: {url: https://meet.example.org/}"
# How a funder's record says what it may demand.
_SHOWN: Final = {
    "emblem": "emblem: emblem.png",
    "statement": "statement: {en: Co-funded by the European Union.}",
    "disclaimer": "disclaimer: {en: The funder is not responsible for this text.}",
}


def check(site: Site, data: Mapping[str, Data], today: date) -> list[Problem]:
    """All problems and hints that need the whole site; ``data`` is front matter by path."""
    found = check_whole(site, lambda path: data[path])
    for item in site.items.values():
        found += check_item(site, item, data[item.versions[item.original].path], today)
    return found


def check_whole(site: Site, places: Callable[[str], Data]) -> list[Problem]:
    """What has to hold between items and in the lists; ``places`` gives front matter by path."""
    return [
        *same_addresses(site, places),
        *towns(site, places),
        *labels(site),
        *unused_labels(site, places),
        *funders(site, places),
    ]


def check_item(site: Site, item: Item, places: Data, today: date) -> list[Problem]:
    """What one item has to fulfil; ``places`` is the front matter of its original."""
    found = [*_common(item, places)]
    if item.kind == "event":
        found += event(site, item, places, today)
    elif item.kind == "call":
        note("today")
        found += call(site, item, places, today)
    elif item.kind == "project":
        found += project(site, item, places)
    elif item.kind == "plan":
        found += plan(item, places)
    elif item.kind == "page":
        found += page(site, item, places)
    return found


def same_addresses(site: Site, places: Callable[[str], Data]) -> Iterator[Problem]:
    """Two items at one address, also when they differ only by case or Unicode form."""
    lists = _lists(site.scheme)
    taken: dict[str, _Claim] = {}
    claims = list(_claims(site))
    for claim in claims:
        folded = _folded(claim.address)
        if _is_generated(folded, lists):
            yield Problem.at(claim.place(places), "reserved_address", found=f"/{claim.address}",
                             example="/news/launch/")  # fmt: skip
            continue
        first = taken.setdefault(folded, claim)
        if first.path != claim.path or (claim.is_alias and first.where != claim.where):
            found = f"/{claim.address}"
            yield Problem.at(claim.place(places), "same_address", first=first.path, address=found)
    # An old address with an extension is a file, and a file cannot hold pages.
    around = {
        "/".join(parts[:depth]): first.path
        for folded, first in taken.items()
        for parts in [folded.split("/")]
        for depth in range(1, len(parts))
    }
    for claim in claims:
        if not claim.is_alias or "." not in claim.address.rpartition("/")[2]:
            continue
        inner = around.get(_folded(claim.address))
        if inner is not None:
            found = f"/{claim.address}"
            yield Problem.at(claim.place(places), "same_address", first=inner, address=found)


class _Claim(Struct, frozen=True):
    """An address that something claims: in which file, where in it, and whether it is an old one."""

    path: str
    where: Place | tuple[str | int, ...]
    address: str
    is_alias: bool = False

    def place(self, places: Callable[[str], Data]) -> Place:
        if isinstance(self.where, Place):
            return self.where
        return places(self.path).place(self.where) if self.where else Place(self.path)


def _claims(site: Site) -> Iterator[_Claim]:
    """Every address that items and entries claim."""
    site.index.claims()  # another address anywhere may be the one of somebody else
    section = site.scheme.section
    briefs = site.index.briefs.values()
    for brief in briefs:
        paths, slugs = dict(brief.paths), dict(brief.slugs)
        for language in site.languages:
            shown = next((one for one in site.chain(language) if one in paths), brief.original)
            slug = slugs.get(language)
            address = section(brief.kind, language, slug or brief.id).path
            yield _Claim(paths[shown], ("slug",) if slug else (), address)
    for entry in site.entries.values():
        for language in site.languages:
            address = site.entry_address(entry.kind, entry.id, language).path
            yield _Claim(entry.place.path, entry.place, address)
    for brief in briefs:
        paths, numbers = dict(brief.paths), Counter[str]()
        for language, alias in brief.aliases:
            yield _Claim(paths[language], ("aliases", numbers[language]), alias, True)
            numbers[language] += 1


def _folded(address: str) -> str:
    return unicodedata.normalize("NFKC", address.strip("/")).casefold()


def _is_generated(folded: str, lists: frozenset[str]) -> bool:
    """Whether lists, feeds or other files of the site itself stand at this address."""
    if folded.partition("/")[0] in _FILES or BELOW_PAGES & set(folded.split("/")):
        return True
    return re.sub(r"(/[0-9]+)+$", "", folded) in lists


# Files and folders at the top of the site.
_FILES = frozenset({"theme", "files", "404.html", "index.html", "sitemap.xml", "robots.txt"})


def _lists(scheme: Scheme) -> frozenset[str]:
    """Where the lists of the site stand, folded; pages of numbers belong to each of them."""
    found = set()
    for language in scheme.languages:
        found.add(scheme.home(language).path)
        found |= {scheme.section(kind, language).path for kind in SECTIONS}
        found |= {
            scheme.section("member", language, scheme.word(kind, language)).path
            for kind in ("place", "topic")
        }
    return frozenset(map(_folded, found))


def _common(item: Item, places: Data) -> Iterator[Problem]:
    record = item.record
    if record.published is None and item.kind in ("event", "post", "call", "project", "document"):
        yield Problem.at(Place(places.path), "not_published", example="2026-05-17")
    if record.published is None and record.updated is not None:
        example = str(record.updated).partition("T")[0]
        yield Problem.at(places.place(("updated",)), "updated_alone", example=example)
    if record.image is not None and record.image_alt is None:
        yield Problem.at(places.place(("image",)), "image_without_words")
    for name in ("image_alt", "image_credit"):
        if record.image is None and getattr(record, name) is not None:
            yield Problem.at(places.place((name,), key=True), "image_without_file", field=name)


def is_coming(site: Site, item: Item, today: date) -> bool:
    """Whether an event is still to come, or under way, on ``today``."""
    return not site.agenda(today).is_over(item.id)


def event(site: Site, item: Item, places: Data, today: date) -> Iterator[Problem]:
    """What a coming event needs, and what a repeating one may not do."""
    record = item.record
    coming = is_coming(site, item, today) and record.status != "cancelled" and not record.withdrawn
    if coming and record.place is None and record.online is None:
        yield Problem.at(Place(places.path), "coming_event_without_place")
    if coming and not record.organisers:
        yield Problem.at(
            Place(places.path), "coming_event_without_organiser", example="planeta-petrila"
        )
    for number, party in enumerate(record.organisers):
        member = site.items.get(("member", party))
        if coming and member is not None and member.record.status == "former":
            left = member.record.left
            if left is None or left.last_day < record.last.last_day:
                yield Problem.at(
                    places.place(("organisers", number)),
                    "former_member_organises",
                    found=party,
                    left=str(left or "—"),
                )
    if coming and record.online is None:
        statuses: list[tuple[Path, str | None]] = [
            (("status",), record.status),
            *((("changes", at, "status"), one.status) for at, one in enumerate(record.changes)),
        ]
        for path, status in statuses:
            if status == ONLINE:
                yield Problem.at(places.place(path), "moved_online_nowhere", example=_ONLINE)
    yield from _hours(site, record, places)
    yield from _changes(record, places)
    if record.repeat is not None:
        note("today")
        yield from _repeat(record, places)
        yield from _to_come(site, record, places, today)


def _changes(record: Any, places: Data) -> Iterator[Problem]:
    """A change belongs to one occurrence, once, and ends after it starts."""
    repeat = record.repeat
    days = {start.date() for start in starts(record)}
    if repeat is not None:
        days |= {day.first_day for day in repeat.exceptions}
    seen: set[date] = set()
    for number, change in enumerate(record.changes):
        day = change.on.first_day
        place = places.place(("changes", number, "on"))
        if day not in days:
            yield Problem.at(
                place,
                "not_an_occurrence",
                found=str(day),
                field="changes",
                example=str(min(days, default=record.start.first_day)),
            )
        elif day in seen:
            yield Problem.at(place, "repeated_group", found=str(day), field="changes")
        seen.add(day)


def _hours(site: Site, record: Any, places: Data) -> Iterator[Problem]:
    """No time that is written is one that the clocks skip, nor has an hour in an event of days."""
    zone = record.timezone or site.coalition.timezone
    more: list[tuple[Path, When | None]] = [
        *((("changes", at, "start"), one.start) for at, one in enumerate(record.changes)),
        *((("repeat", "extra", at), one) for at, one in enumerate(_extra(record))),
    ]
    how = record.registration
    written = [
        (("start",), record.start),
        (("end",), record.end),
        (("previous_start",), record.previous_start),
        *((("changes", at, "end"), one.end) for at, one in enumerate(record.changes)),
        *((("registration", name), getattr(how, name)) for name in ("opens", "closes") if how),
        *more,
    ]
    yield from _skipped(written, zone, places)
    for path, when in more:
        if when is not None and when.clock is not None and record.all_day:
            yield Problem.at(
                places.place(path), "hour_in_all_day", found=str(when), field=_field(path)
            )


def _skipped(
    written: Iterable[tuple[Path, When | None]], zone: str, places: Data
) -> Iterator[Problem]:
    """Times that the clocks of ``zone`` skip when they go forward."""
    for path, when in written:
        if when is None or when.clock is None:
            continue
        found = after_gap(when.moment, zone)
        if found is not None:
            yield Problem.at(
                places.place(path),
                "no_such_hour",
                found=_hour(when.moment),
                field=_field(path),
                zone=zone,
                example=_hour(found),
            )


def _hour(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _field(path: Path) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


def _extra(record: Any) -> tuple[When, ...]:
    return record.repeat.extra if record.repeat is not None else ()


def _repeat(record: Any, places: Data) -> Iterator[Problem]:
    """What repeats has a first day, a rule with an end or extra days, and days that are left."""
    repeat = record.repeat
    sure = last_sure_day(repeat)
    if repeat.rule is None and not repeat.extra:
        yield Problem.at(places.place(("repeat",), key=True), "repeat_without_rule", field="repeat")
        return
    if not record.start.is_full:
        example = str(record.start.first_day)
        yield Problem.at(
            places.place(("start",)), "repeat_without_day", start=str(record.start), example=example
        )
        return
    if repeat.rule is not None and sure is None and "COUNT=" not in repeat.rule:
        yield Problem.at(places.place(("repeat", "rule")), "endless_rule", field="repeat")
        return
    early = [
        (field, last)
        for field in ("until", "confirmed_until")
        if (last := getattr(repeat, field)) and last.last_day < record.start.first_day
    ]
    for field, last in early:
        yield Problem.at(
            places.place(("repeat", field)),
            "end_before_start",
            end=str(last),
            start=str(record.start),
        )
    if early:  # it has no days of which anything could be said
        return
    ruled = by_rule(record)
    if len(ruled) >= OCCURRENCE_LIMIT:
        place = places.place(("repeat", "rule"))
        yield Problem.at(place, "too_many_occurrences", field="repeat", limit=str(OCCURRENCE_LIMIT))
        return
    taken = set(ruled)
    for number, extra in enumerate(repeat.extra):
        moment = datetime.combine(extra.first_day, extra.clock or record.start.moment.time())
        if moment in taken:
            yield Problem.at(
                places.place(("repeat", "extra", number)),
                "extra_twice",
                found=str(extra),
                field="extra",
            )
        taken.add(moment)
    every = {start.date() for start in taken}
    for number, day in enumerate(repeat.exceptions):
        if day.first_day not in every:
            yield Problem.at(
                places.place(("repeat", "exceptions", number)),
                "not_an_occurrence",
                found=str(day),
                field="exceptions",
                example=str(min(every)),
            )
    if every <= {day.first_day for day in repeat.exceptions}:
        yield Problem.at(places.place(("repeat", "exceptions")), "no_day_left")
    if begins_by_rule(record):
        return
    first = record.start.first_day
    if len(ruled) > 1:
        yield Problem.at(
            places.place(("start",)),
            "start_off_rule",
            start=str(first),
            example=str(ruled[1].date()),
        )
    else:
        yield Problem.at(
            places.place(("repeat", "rule")),
            "rule_without_day",
            found=repeat.rule,
            start=str(first),
            example=f"FREQ=WEEKLY;BYDAY={WEEKDAYS[first.weekday()]}",
        )


def _to_come(site: Site, record: Any, places: Data, today: date) -> Iterator[Problem]:
    """A rule goes on being confirmed, and its next days have an hour that exists."""
    repeat = record.repeat
    sure = last_sure_day(repeat)
    if repeat.rule is not None and repeat.until is None and sure is not None and sure < today:
        yield Problem.at(
            places.place(("repeat", "confirmed_until")), "repeating_unconfirmed", found=str(sure)
        )
    if record.all_day or not record.start.is_full:
        return
    zone = record.timezone or site.coalition.timezone
    # Where somebody wrote the hour itself, it is no matter of the rule.
    written = {record.start.first_day}
    written |= {change.on.first_day for change in record.changes if change.start is not None}
    written |= {extra.first_day for extra in repeat.extra if extra.clock is not None}
    for start in starts(record):
        if start.date() < today or start.date() in written:
            continue
        found = after_gap(start, zone)
        if found is not None:
            yield Problem.at(
                places.place(("repeat", "rule" if repeat.rule is not None else "extra")),
                "skipped_hour",
                found=str(start.date()),
                zone=zone,
                example=f"{found:%H:%M}",
            )
            return


def call(site: Site, item: Item, places: Data, today: date) -> Iterator[Problem]:
    """A call that opens later needs a deadline; one without any counts as closed."""
    record = item.record
    written = ((("opens",), record.opens), (("deadline",), record.deadline))
    yield from _skipped(written, record.timezone or site.coalition.timezone, places)
    if record.deadline is not None or record.standing or record.planned:
        return
    if record.opens is not None and record.opens.first_day > today:
        yield Problem.at(
            places.place(("opens",)), "opening_call_without_deadline", example="2026-06-30"
        )
    else:
        yield Problem.at(Place(places.path), "call_without_deadline")


def project(site: Site, item: Item, places: Data) -> Iterator[Problem]:
    """What its funders demand can be shown, and its money adds up."""
    record = item.record
    for number, funding in enumerate(record.funding):
        funder = site.entries.get(("funder", funding.funder)) if funding.funder else None
        demanded = funder.record if funder is not None else None
        for field in demanded.required if demanded is not None else ():
            if getattr(demanded, field) is None:
                yield Problem.at(
                    places.place(("funding", number, "funder")),
                    "funding_not_shown",
                    funder=funding.funder,
                    field=field,
                    example=_SHOWN[field],
                )
    budget, together = record.budget, record.together
    differs = budget is not None and together is not None and budget != together
    if differs and record.budget_note is None:
        yield Problem.at(
            places.place(("budget",)), "budget_differs", found=str(together), budget=str(budget)
        )


def plan(item: Item, places: Data) -> Iterator[Problem]:
    """Each measure has an id of its own in the whole plan: a row of its table names it by that."""
    seen: set[str] = set()
    for number, objective in enumerate(item.record.objectives):
        for inner, measure in enumerate(objective.measures):
            if measure.id in seen:
                yield Problem.at(
                    places.place(("objectives", number, "measures", inner, "id")),
                    "repeated_group",
                    found=measure.id,
                    field="measures",
                )
            seen.add(measure.id)


def funders(site: Site, places: Callable[[str], Data]) -> Iterator[Problem]:
    """A funder without an emblem stands in text; what one demands is there in every language."""
    for entry in site.listed("funder"):
        record = entry.record
        if record.stands_on and record.emblem is None and "emblem" not in record.required:
            yield Problem.at(entry.place, "funder_without_emblem", example=f"{entry.id}.png")
        for field in ("statement", "disclaimer"):
            words = getattr(record, field)
            if words is None or field not in record.required or "" in words:
                continue
            place = places(LISTS["funder"].file).place((entry.id, field), key=True)
            for language in site.languages:
                if language not in words:
                    instead, _ = words.pick(site.chain(language))
                    yield Problem.at(
                        place,
                        "funder_not_translated",
                        field=field,
                        found=language,
                        instead=instead,
                    )


def page(site: Site, item: Item, places: Data) -> Iterator[Problem]:
    """A page stands below another one, never below itself."""
    if item in site.above(item):
        yield Problem.at(places.place(("parent",)), "page_below_itself", found=item.record.parent)


def towns(site: Site, places: Callable[[str], Data]) -> Iterator[Problem]:
    """A venue lies in a town, and a town in nothing."""
    for entry in site.listed("place"):
        around = site.entries.get(("place", entry.record.town or ""))
        if around is not None and around.record.town is not None:
            place = places(LISTS["place"].file).place((entry.id, "town"))
            town = around.record.town if around.id != entry.id else "petrila"
            yield Problem.at(place, "place_in_place", found=around.id, example=town)


def labels(site: Site) -> Iterator[Problem]:
    """Every label in every language, or a hint."""
    for entry in site.entries.values():
        label = getattr(entry.record, "label", None) or getattr(entry.record, "name", None)
        if label is None or "" in label:
            continue
        for language in site.languages:
            if language not in label:
                text, _ = label.pick(site.chain(language))
                yield Problem.at(entry.place, "missing_label", found=language, instead=text)


def unused_labels(site: Site, places: Callable[[str], Data]) -> Iterator[Problem]:
    """A label in a language that the site does not have is shown to nobody."""
    files: list[tuple[str, Path, Fields]] = [
        (COALITION_FILE, (), site.coalition),
        *((LISTS[one.kind].file, (one.id,), one.record) for one in site.entries.values()),
    ]
    for file, at, record in files:
        for path, label in _labels_in(record, at):
            for language in label:
                if language and language not in site.languages:
                    yield Problem.at(
                        places(file).place((*path, language), key=True),
                        "unused_label",
                        found=language,
                        known=", ".join(site.languages),
                        suggestion=nearest(language, site.languages),
                    )


def _labels_in(record: Fields, at: Path) -> Iterator[tuple[Path, Labels]]:
    """Every label of a record, with where it stands."""
    for name, shape in shapes(type(record)).items():
        value = getattr(record, name)
        if isinstance(value, Labels):
            yield (*at, name), value
        elif shape.group is not None and value is not None:
            if not isinstance(value, tuple):
                yield from _labels_in(value, (*at, name))
                continue
            for number, one in enumerate(value):
                yield from _labels_in(one, (*at, name, number))
