"""Sites, readers and records made from texts in memory: ``sites.BASE`` with files on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coalition.core.engines import Engine, cmark
from coalition.core.fields import Fields
from coalition.core.frontmatter import read_yaml
from coalition.core.images import Drawing, picture
from coalition.core.markup import Wording
from coalition.core.memory import remembered
from coalition.core.opening import Recalled
from coalition.core.parsing import parse
from coalition.core.problems import ERROR, Problem
from coalition.core.published import file_address
from coalition.core.relating import Reading, Sources, Whole, read_site
from coalition.core.showing import Reader
from coalition.core.site import Item, Key, Site
from coalition.core.views.cards import Span
from coalition.core.views.frame import Page
from coalition.core.words import Words
from msgspec.structs import replace
from sites import BASE, TODAY

Files = Mapping[str, str | bytes | None]

COALITION = "content/coalition.yaml"
EVENT = "content/events/2026/ziua/index.ro.md"
POST = "content/blog/2026/stire/index.ro.md"
MEMBER = "members/alfa/index.ro.md"


def sources(files: Files | None = None, before: Files | None = None) -> Sources:
    """``BASE`` with ``files`` on top; None leaves a file out.

    With ``before``, what lay on top the last time, the texts that are the same are known as such.
    """
    whole = {path: text for path, text in {**BASE, **(files or {})}.items() if text is not None}
    texts = {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in whole.items()
        if path.endswith((".md", ".yaml"))
    }
    others = {path: len(text) for path, text in whole.items() if path not in texts}
    same = texts.items() & sources(before).texts.items() if before is not None else ()
    return Sources(texts, others, unchanged=frozenset(path for path, _ in same))


def reading(
    files: Files | None = None,
    engine: Engine = cmark,
    wording: Mapping[str, Wording] | None = None,
) -> Whole:
    """What comes of ``BASE`` with ``files`` on top."""
    return read_site(sources(files), engine, wording)


def memory_of(made: Reading, before: Mapping[Key, Recalled] | None = None) -> dict[Key, Recalled]:
    """What is remembered of the items that were read, and still of those that were recalled."""
    items = {
        key: remembered(made.ground.items[key], opened, made.paths(key))
        for key, opened in made.opened.items()
    }
    return {**items, **{key: (before or {})[key] for key in made.recalled}}


def site(files: Files | None = None, engine: Engine = cmark) -> Site:
    """The Site of ``BASE`` with ``files`` on top, which has to be without errors."""
    result = reading(files, engine)
    assert [one for one in result.problems if one.severity == ERROR] == []
    assert result.site is not None
    return result.site


def reader(files: Files | None = None, language: str = "ro", today: str = TODAY) -> Reader:
    """The same Site as readers of ``language`` see it on the day ``today``."""
    return Reader(site(files), language, date.fromisoformat(today))


def drawn(of: Reader, *paths: str) -> Reader:
    """The same reader once these pictures were drawn, each 1600 wide."""
    pictures = {path: picture(file_address(path), Drawing(1600, 900, "jpg", ())) for path in paths}
    return replace(of, site=replace(of.site, pictures=pictures))


def by_path(pages: Iterable[Page]) -> dict[str, Any]:
    """The views of pages by their paths, of which no two are the same."""
    found: dict[str, Any] = {}
    for page in pages:
        assert page.address == page.view.frame.address
        assert page.address.path not in found
        found[page.address.path] = page.view
    return found


def the(of: Reader | Site, kind: str, id_: str) -> Item:
    """The item of this kind and id."""
    return (of.site if isinstance(of, Reader) else of).items[kind, id_]


def words(language: str = "en") -> Words:
    """Interface words as they stand in the code."""
    return Words(language)


def text(*lines: str, body: str = "Text.\n") -> str:
    """A Markdown file with these lines of front matter; the first of them stands on line 2."""
    return "\n".join(["---", *lines, "---", "", body])


def event(
    *lines: str, id_: str = "alt", language: str = "ro", body: str = "Text.\n"
) -> dict[str, str]:
    """One more event, on top of what makes it valid; the first of ``lines`` is line 3 of it."""
    return {f"content/events/2026/{id_}/index.{language}.md": text("title: Alt", *lines, body=body)}


def post(
    *lines: str, id_: str = "alta", language: str = "ro", body: str = "Text.\n"
) -> dict[str, str]:
    """One more post; the first of ``lines`` is line 3 of it."""
    return {f"content/blog/2026/{id_}/index.{language}.md": text("title: Alta", *lines, body=body)}


# What the kinds need to be valid, beside a title.
NEEDED = {"calls": ("issuer: alfa",), "documents": ("form: report",)}


def item(
    folder: str, *lines: str, id_: str = "apa", language: str = "ro", body: str = "Text.\n"
) -> dict[str, str]:
    """One item of ``content/<folder>``, on top of what makes it valid."""
    needed = NEEDED.get(folder, ()) if language == "ro" else ()
    made = text(f"title: {id_.title()}", *needed, *lines, body=body)
    return {f"content/{folder}/{id_}/index.{language}.md": made}


def parsed(model: type[Fields], yaml: str) -> tuple[Any, list[Problem]]:
    """The record that these lines of YAML make, or the problems with them."""
    return parse(model, read_yaml(yaml, "file"))


def record(model: type[Fields], yaml: str) -> Any:
    """The record of these lines of YAML, which have to be right."""
    made, problems = parsed(model, yaml)
    assert problems == []
    return made


def found(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """Codes and lines, in the order of the lines."""
    return sorted(((one.code, one.place.line) for one in problems), key=lambda one: one[::-1])


def wrong(model: type[Fields], yaml: str) -> list[tuple[str, int]]:
    """Codes and lines of what is wrong with these lines of YAML."""
    return found(parsed(model, yaml)[1])


def whole(model: type[Fields], yaml: str) -> Any:
    """The record of these lines of YAML, which have to be right and to fill in every field."""
    assert read_yaml(yaml, "file").mapping.keys() == model.model_fields.keys()
    return record(model, yaml)


def lasts(span: Span) -> str:
    """A span in words, one without a known end with a dash after it."""
    return f"{span.since} –" if span.since else span.words
