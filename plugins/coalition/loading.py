"""Reading and checking a site: the same for a check and for a build.

With what the last build remembers, only files that changed are read, and only what could have
become wrong is judged again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from .adapters import clock, disk, pictures, revisions
from .adapters.looks import Stamp
from .adapters.settings import usable
from .adapters.shelf import Shelf
from .adapters.state import State
from .adapters.words import read_words, wording
from .core import checks, engines, history, layout, memory
from .core.answers import answers
from .core.index import Key
from .core.ledger import Ledger, Records
from .core.opening import Recalled
from .core.problems import ERROR, Place, Problem
from .core.published import published_files
from .core.reads import fingerprint, noted
from .core.records import COALITION_FILE
from .core.relating import Reading, Sources
from .core.site import Site
from .core.words import Words, unpacked, words_for

ROOT = Path(__file__).resolve().parents[2]


class Request(Struct, frozen=True):
    """What is to be built, from where, for which day."""

    site: Path
    output: Path
    theme: Path = ROOT / "theme"
    site_url: str = ""
    today: str | None = None
    verify: bool = False
    markdown: Mapping[str, Any] | None = None
    cache: Path = ROOT / ".cache" / "pictures"
    templates: Path = ROOT / ".cache" / "templates"
    like_peers: bool = False
    # The name of what was asked (``adapters.unchanged``); without one, nothing is remembered of it.
    asked: str | None = None
    # The commit with which a check compares.
    base: str = ""
    # What the disk has just said of all files of the site, if somebody looked.
    looked: Mapping[str, Stamp] | None = None


class Checked(Struct, frozen=True):
    """A site that was read and checked; ``site`` is None when it cannot be shown at all."""

    site: Site | None
    today: date | None
    problems: tuple[Problem, ...]
    words: Mapping[str, Words]
    contents: pictures.Contents
    found: disk.Found
    ledger: Ledger
    items: Mapping[Key, Recalled] = field(default_factory=dict)
    answer: Callable[[str], str] = str
    facts: Mapping[str, Any] = field(default_factory=dict)
    # Whether there are the same pages and files as after the last build, whatever is on them.
    same_plan: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being published."""
        return tuple(one for one in self.problems if one.severity == ERROR)


def load(request: Request, before: State | None = None) -> Checked:
    """Read, relate and check a site, as far as what happened ``before`` does not tell.

    Raises Refused, Unreadable and BrokenTheme for what lies in the environment.
    """
    before = before or State("")
    words = unpacked(before.words) if before.words else read_words(request.theme)
    found = disk.find_sources(request.site, before.seen, request.verify, request.looked)
    engine: engines.Engine = engines.cmark
    if request.markdown is not None:
        with usable(Path("pelicanconf.py")):
            engine = engines.python_markdown(request.markdown)
    before = _believed(before, found)
    reading = Reading(found.sources, engine, wording(words), before.items, Shelf().text)
    ledger = Ledger(before.records)
    problems = list(reading.problems)
    site = reading.site
    if site is None:
        problems += [one for key in reading.keys for one in reading.judge(key)]
        nothing = pictures.Contents({})
        return Checked(None, None, _sorted(problems), words, nothing, found, ledger)
    today = clock.today(request.today, os.environ, site.coalition)
    held = {path: found.sources.names[path] for path in published_files(site)}
    prepared = pictures.prepare(
        request.site,
        held,
        lambda path: _place_of(reading, path),
        request.cache,
        verify=request.verify,
        words=words_for(words, site.default).gettext("Pictures"),
    )
    problems += prepared.problems
    site = replace(site, pictures=prepared.pictures)
    for language in site.languages:
        words.setdefault(language, words_for(words, language))
    items = {
        key: memory.remembered(reading.ground.items[key], opened, reading.paths(key))
        for key, opened in reading.opened.items()
        if opened.is_right
    }
    items |= {key: before.items[key] for key in reading.recalled}
    facts = {
        "today": today.isoformat(),
        "files": fingerprint(sorted(found.sources.files.items())),
        "paths": fingerprint(sorted(found.sources.texts)),
        "pictures": fingerprint(sorted(prepared.pictures.items())),
    }
    answer = answers(site, reading.ground, today)
    same = facts.items() <= before.facts.items() and _same_briefs(before.items, items)
    ledger.changed(memory.changed(before.items, items), None if same else answer)
    problems += _judged(reading, site, today, ledger)
    if request.base:
        texts = revisions.earlier(request.site, request.base)
        then = Reading(Sources(texts, {}), engine, wording(words)).site
        if then is not None:
            broken = {one.place.path for one in problems if one.severity == ERROR}
            problems += history.check_since(then, site, reading.places, today, request.base, broken)
        elif texts:
            problems.append(Problem.at(Place(COALITION_FILE), "not_compared", base=request.base))
    reading.forget()
    return Checked(
        site,
        today,
        _sorted(problems),
        words,
        prepared.contents,
        found,
        ledger,
        items,
        answer,
        facts,
        same,
    )


def _believed(before: State, found: disk.Found) -> State:
    """What still holds: the coalition is in all items, and the lists are on all pages."""
    now = {path for path in found.sources.texts if layout.is_yaml(path)}
    then = {path for path in before.seen if layout.is_yaml(path)}
    changed = (now ^ then) | (now - found.sources.unchanged)
    if COALITION_FILE in changed:
        return State("")
    return replace(before, records=Records(), facts={}) if changed else before


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))


def _same_briefs(before: Mapping[Key, Recalled], now: Mapping[Key, Recalled]) -> bool:
    return before.keys() == now.keys() and all(
        one is before[key] or one.brief == before[key].brief for key, one in now.items()
    )


def _judged(reading: Reading, site: Site, today: date, ledger: Ledger) -> list[Problem]:
    """What there is to say against each item, and against all of them together."""
    problems: list[Problem] = []

    def judge(name: str, work: Callable[[], list[Problem]], again: bool) -> None:
        if not again and ledger.holds(name):
            problems.extend(_unpacked(one) for one in ledger.recall(name))
            return
        with noted() as names:
            found = work()
        ledger.record(name, names, [_packed(one) for one in found])
        problems.extend(found)

    for key in reading.keys:

        def one(key: Key = key) -> list[Problem]:
            found = [*reading.judge(key)]
            if key in site.items:
                item = site.items[key]
                found += checks.check_item(site, item, reading.places(item), today)
            return found

        judge(f"judge {key[0]}/{key[1]}", one, key in reading.opened)
    judge("judge all", lambda: checks.check_whole(site, reading.places_in), False)
    return problems


def _packed(problem: Problem) -> list[Any]:
    place = problem.place
    return [place.path, place.line, place.column, problem.code, problem.values]


def _unpacked(values: list[Any]) -> Problem:
    path, line, column, code, found = values
    return Problem(Place(path, line, column), code, tuple((name, value) for name, value in found))


def _place_of(reading: Reading, path: str) -> Place:
    """The place to name for a file: the field or the text that shows it."""
    name = path.rpartition("/")[2]
    for data in reading.beside(path):
        for field_ in ("image", "logo"):
            if data.mapping.get(field_) == name:
                return data.place((field_,))
    return Place(path)
