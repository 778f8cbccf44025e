"""What there is to translate, a file to translate into, and that a translation still fits."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from ..adapters import clock, disk
from ..adapters.words import read_words
from ..core import languages
from ..core.exports.to_translate import state_name
from ..core.frontmatter import Document, split
from ..core.problems import Problem, Problems
from ..core.records import KINDS
from ..core.relating import read_site
from ..core.site import Item, Site
from ..core.slugs import slug_of
from ..core.translations import (
    MISSING,
    OUTDATED,
    changes,
    confirmed,
    is_blank,
    mark,
    passages,
    to_fill_in,
)
from ..core.words import SOURCE_LANGUAGE, Words, words_for
from .refusals import refuse
from .report import shown_path

DONE, NOT_DONE = 0, 1


def listed(folder: Path, theme: Path, today: str | None = None, language: str | None = None) -> int:
    """Tell what there is to translate, by language and age on ``today``; the exit code."""
    site, say = _opened(folder, theme)
    if site is None:
        return NOT_DONE
    if language is not None and language not in site.languages:
        return _no_language(site, say, language)
    day = clock.today(today, os.environ, site.coalition)
    for one in (language,) if language else site.languages:
        _out(f"{languages.name(one)} ({one})")
        work = site.index.to_translate(one)
        if not work:
            _out("  " + say.gettext("Everything on this site is translated into this language."))
        for state, group in groupby(work, key=lambda waiting: waiting[1]):
            _out(f"  {state_name(say, state)}:")
            for (kind, id_), _, since in group:
                _out(f"    {kind}/{id_}{_age(say, since, day)}")
    return DONE


def _age(say: Words, since: str, today: date) -> str:
    if not since:
        return ""
    day = date.fromisoformat(since.partition("T")[0])
    number = max(0, (today - day).days)
    age = say.ngettext("{number} day", "{number} days", number)
    return f"  {day} ({age})"


def translate(folder: Path, theme: Path, name: str, language: str, title: str = "") -> int:
    """Make the file in which ``name`` (as for ``confirm``) is translated; the exit code.

    A ``title`` that is known is filled in, with a slug made from it. Where there is a file that has
    fallen behind, it stays, and what has changed is told.
    """
    site, say = _opened(folder, theme)
    if site is None:
        return NOT_DONE
    if language not in site.languages:
        return _no_language(site, say, language)
    items = _items(site, folder, name) if name != "all" else []
    if not items:
        return _no_item(say, name)
    [item] = items
    original = item.versions[item.original]
    document = _document(folder, original.path)
    if language == item.original:
        _error(say.gettext("{file} is the original.", file=shown_path(folder, original.path)))
        return NOT_DONE
    model = KINDS[item.kind].model
    path = f"{original.path.rpartition('/')[0]}/index.{language}.md"
    shown = shown_path(folder, path)
    state = site.state(item, language)
    try:
        there = _document(folder, path) if (folder / path).exists() else None
    except Problems:
        return _unreadable(say, shown)
    blank = there is None or is_blank(model, there.data.mapping, there.body)
    # One that was made before may hold what a person wrote into its comments.
    if state == MISSING and blank and not (there and there.body.strip()):
        known = {KINDS[item.kind].heading: title} if title else {}
        slug = slug_of(title, language, site.coalition.native_addresses)
        if slug and slug != item.id:
            known["slug"] = slug
        text = to_fill_in(model, document.data.mapping, document.body, item.original, known)
        disk.replace(folder / path, text.encode())
        _out(say.gettext("{file} is made: fill in the fields, and write the text where the original stands as a comment.", file=shown))  # fmt: skip
        return DONE
    if state == MISSING and not blank and language not in item.versions:
        return _unreadable(say, shown)
    if state == MISSING:
        _out(say.gettext("{file} is there already, and waits to be filled in.", file=shown))
        return DONE
    if state != OUTDATED:
        _out(say.gettext("{file} is there already, and the original has not changed since.", file=shown))  # fmt: skip
        return DONE
    translation = item.versions[language]
    differs = changes(translation.record.translates, passages(model, document.data.mapping, document.body))  # fmt: skip
    if differs is None:
        _out(say.gettext("{file} follows an earlier original ({original}); which parts have changed was not noted then. Compare all of it.", file=shown, original=shown_path(folder, original.path)))  # fmt: skip
    else:
        _out(say.gettext("{file} follows an earlier original. These parts of {original} are new or have changed:", file=shown, original=shown_path(folder, original.path)))  # fmt: skip
        for one in differs.new:
            where = f"{one.field}: " if one.field else ""
            _out("  " + f"{where}{one.text}".replace("\n", "\n  ") + "\n")
        if differs.gone:
            _out(say.ngettext("{number} part was taken out.", "{number} parts were taken out.", differs.gone))  # fmt: skip
    elsewhere = "" if folder == Path() else f" --site {shlex.quote(str(folder))}"
    _out(say.gettext("When the translation fits again, give: invoke translations --confirm {name}", name=f"{shlex.quote(shown)}{elsewhere}"))  # fmt: skip
    return DONE


def confirm(folder: Path, theme: Path, name: str, language: str | None = None) -> int:
    """Confirm the translations of the item ``name`` (``kind/id`` or a path), or of ``all`` items.

    Returns an exit code: 0 done, 1 when there is no such item, translation or readable site, or
    where a file cannot be changed safely; then nothing is written.
    """
    site, say = _opened(folder, theme)
    if site is None:
        return NOT_DONE
    if language is not None and language not in site.languages:
        return _no_language(site, say, language)
    items = _items(site, folder, name)
    if not items:
        return _no_item(say, name)
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for item in items:
        for version in item.versions.values():
            if version.language == item.original or language not in (None, version.language):
                continue
            path = folder / version.path
            if name.endswith(".md") and path.resolve() != Path(name).resolve():
                continue
            document = _document(folder, item.versions[item.original].path)
            value = mark(KINDS[item.kind].model, document.data.mapping, document.body)
            try:
                made[version.path] = confirmed(path.read_bytes(), value, version.path)
            except Problems as refused:
                problems += refused.problems
    if problems:
        refuse(problems, say)
        return NOT_DONE
    for file, content in made.items():
        disk.replace(folder / file, content)
        _out(say.gettext("{file}: confirmed.", file=shown_path(folder, file)))
    if not made and name != "all":
        _error(say.gettext("“{name}” has no translation that could be confirmed.", name=name))
        return NOT_DONE
    return DONE


def _opened(folder: Path, theme: Path) -> tuple[Site | None, Words]:
    """The site, and words of its default language."""
    site = read_site(disk.read_sources(folder)).site
    words: Mapping[str, Words] = read_words(theme)
    if site is None:
        say = words[SOURCE_LANGUAGE]
        _error(say.gettext("The site has problems; mend them first (the check lists them)."))
        return None, say
    return site, words_for(words, site.default)


def _items(site: Site, folder: Path, name: str) -> list[Item]:
    if name == "all":
        return list(site.items.values())
    kind, _, id_ = name.partition("/")
    found = site.items.get((kind, id_))
    if found is not None:
        return [found]
    wanted = Path(name).resolve()
    return [
        item
        for item in site.items.values()
        if any((folder / version.path).resolve() == wanted for version in item.versions.values())
        or (folder / item.place.path).parent.resolve() == wanted
    ]


def _document(folder: Path, path: str) -> Document:
    """The file taken apart; Problems when it cannot be read."""
    return split((folder / path).read_bytes(), path)


def _unreadable(say: Words, path: str) -> int:
    _error(say.gettext("{file} has a problem; mend it first (the check says what it is).", file=path))  # fmt: skip
    return NOT_DONE


def _no_item(say: Words, name: str) -> int:
    _error(say.gettext("“{name}” names no text of this site that can be read; write kind/id, for example event/open-day, or the path of a file. The check says whether a file has a problem.", name=name))  # fmt: skip
    return NOT_DONE


def _no_language(site: Site, say: Words, language: str) -> int:
    _error(say.gettext("This site has no language “{name}”; it has: {known}. Languages stand in content/coalition.yaml.", name=language, known=", ".join(site.languages)))  # fmt: skip
    return NOT_DONE


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _error(text: str) -> None:
    sys.stderr.write(text + "\n")
