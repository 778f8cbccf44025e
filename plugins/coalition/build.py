"""One build of a site, from its files to a public tree.

``build`` owns the flow and reads as its table of contents: read, relate, check, and only then
show, export and write. On any error nothing is published.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from .adapters import clock, disk, pictures, theme, trees
from .adapters.settings import usable
from .core import checks, exports, markup
from .core.addresses import Address
from .core.exports.sitemap import Listed, robots, sitemap
from .core.problems import ERROR, Place, Problem
from .core.published import published_files
from .core.relating import Reading, read_site
from .core.site import Site
from .core.values import web_address
from .core.views import Page, pages
from .core.words import SOURCE_LANGUAGE, Words

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Request:
    """What is to be built, from where, for which day."""

    site: Path
    output: Path
    theme: Path = ROOT / "theme"
    site_url: str = ""
    today: str | None = None
    verify: bool = False
    markdown: Mapping[str, Any] | None = None
    cache: Path = ROOT / ".cache" / "pictures"


@dataclass(frozen=True)
class Checked:
    """A site that was read and checked; ``site`` is None when it cannot be shown at all."""

    site: Site | None
    today: date | None
    problems: tuple[Problem, ...]
    reading: Reading
    words: Mapping[str, Words]
    contents: Mapping[Address, bytes]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being published."""
        return tuple(one for one in self.problems if one.severity == ERROR)


@dataclass(frozen=True)
class Report:
    """What a build did."""

    checked: Checked
    pages: int = 0
    written: trees.Written | None = None
    seconds: float = 0.0


def build(request: Request) -> Report:
    """Build the site of ``request`` into its public tree.

    Raises Refused, Unreadable and BrokenTheme for what lies in the environment; problems of the
    content are in the report, and then nothing was written.
    """
    started = time.monotonic()
    if request.site_url:
        _check_address(request.site_url)
    target = _target(request)
    with trees.locked(target):
        checked = load(request)
        if checked.errors or checked.site is None or checked.today is None:
            return Report(checked)
        site_url = request.site_url or checked.site.coalition.url
        shown = tuple(pages(checked.site, checked.today))
        files = _gather(
            _render(request, checked, shown, site_url),
            _export(checked.site, checked.today, shown, site_url, checked.words).items(),
            _copy(checked).items(),
        )
        written = trees.publish(target, files)
    return Report(checked, len(shown), written, time.monotonic() - started)


def load(request: Request) -> Checked:
    """Read, relate and check a site; the same for a check and for a build."""
    words = theme.read_words(request.theme, _catalogues(request.theme))
    sources = disk.read_sources(request.site)
    engine: markup.Engine = markup.cmark
    if request.markdown is not None:
        with usable(Path("pelicanconf.py")):
            engine = markup.python_markdown(request.markdown)
    reading = read_site(sources, engine, theme.wording(words))
    problems = list(reading.problems)
    contents: Mapping[Address, bytes] = {}
    today = None
    site = reading.site
    if site is not None:
        today = clock.today(request.today, os.environ, site.coalition)
        problems += checks.check(site, reading.data, today)
        held = {
            path: sources.names[path] for path in published_files(site) if path in sources.files
        }
        prepared = pictures.prepare(
            request.site, held, lambda path: _place_of(reading, path), request.cache
        )
        problems += prepared.problems
        contents = prepared.contents
        site = replace(site, pictures=prepared.pictures)
        for language in site.languages:
            words.setdefault(language, Words(language))
    return Checked(site, today, tuple(sorted(set(problems))), reading, words, contents)


def _check_address(address: str) -> None:
    try:
        web_address(address)
    except PydanticCustomError:
        flag = "--siteurl"
        raise trees.refuse(address, "bad_address", field=flag) from None


def _target(request: Request) -> trees.Trees:
    sources = [request.site, request.theme, ROOT, Path.cwd()]
    with trees.told(request.output):
        target = trees.target(request.output, sources)
    trees.inside(
        request.output,
        [
            request.site / "content",
            request.site / "members",
            request.theme,
            *(ROOT / name for name in ("content", "members", "plugins", "tests", "docs", ".git")),
        ],
    )
    return target


def _catalogues(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob(f"locale/*/{theme.CATALOGUE}")))


def _place_of(reading: Reading, path: str) -> Place:
    """The place to name for a file: the field or the text that shows it."""
    name = path.rpartition("/")[2]
    for source, data in sorted(reading.data.items()):
        if source.rpartition("/")[0] == path.rpartition("/")[0]:
            for field in ("image", "logo"):
                if data.mapping.get(field) == name:
                    return data.place((field,))
    return Place(path)


def _gather(*outputs: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """All files by path; two at one path would be a mistake of ours, since checks refuse them."""
    files: dict[str, bytes] = {}
    for output in outputs:
        for path, content in output:
            if path in files:
                raise ValueError(f"two files at one path: {path}")
            files[path] = content
    return files


def _render(
    request: Request, checked: Checked, shown: tuple[Page, ...], site_url: str
) -> Iterator[tuple[str, bytes]]:
    renderer = theme.Renderer(request.theme, checked.words, site_url)
    for page in shown:
        yield page.address.file, renderer.render(page)
    for address, content in theme.static_files(request.theme).items():
        yield address.file, content


def _export(
    site: Site, today: date, shown: tuple[Page, ...], site_url: str, words: Mapping[str, Words]
) -> dict[str, bytes]:
    files = {
        file.address.file: file.content
        for file in exports.files(site, today, site_url, dict(words))
    }
    frames = [page.view.frame for page in shown if hasattr(page.view, "frame")]
    listed = [
        Listed(frame.address, frame.alternates, frame.changed) for frame in frames if frame.listed
    ]
    files["sitemap.xml"] = sitemap(sorted(listed, key=lambda one: one.address), site_url)
    files["robots.txt"] = robots(site_url, indexed=not site.coalition.demonstration)
    return files


def _copy(checked: Checked) -> dict[str, bytes]:
    assert checked.site is not None
    return {
        address.file: checked.contents[address]
        for addresses in published_files(checked.site).values()
        for address in addresses
    }


def sentence(checked: Checked, problem: Problem, language: str | None = None) -> str:
    """What to tell about ``problem``, in ``language`` or in that of its file."""
    words = checked.words
    if language is None:
        parts = problem.place.path.rpartition("/")[2].split(".")
        language = parts[-2] if len(parts) > 2 else ""
        if language not in words and checked.site is not None:
            language = checked.site.default
    return words.get(language, words[SOURCE_LANGUAGE]).say(problem)
