"""One build of a site, from its files to a public tree.

``build`` owns the flow and reads as its table of contents: recall what the last build left, read,
relate, check, and only then show, export and write. On any error nothing is published. A page or
file is made when something that it reads has changed since it was made last; else it is kept.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic_core import PydanticCustomError

from .adapters import clock, state, trees, unchanged
from .adapters.assets import static_files
from .adapters.looks import Look, Stamp, look
from .adapters.program import program
from .adapters.progress import shown as progress
from .adapters.publication import Publication, Written
from .adapters.shelf import Shelf
from .core import exports
from .core.addresses import Address
from .core.exports.sitemap import Listed, robots, sitemap
from .core.languages import lookup
from .core.problems import Problem
from .core.published import published_files
from .core.reads import Kept, noted
from .core.showing import reader_of
from .core.site import Site
from .core.values import web_address
from .core.views import Page, pages
from .core.words import packed, words_for
from .loading import ROOT, Checked, Request, load

if TYPE_CHECKING:
    from .adapters.theme import Renderer

__all__ = ["ROOT", "Checked", "Report", "Request", "build", "load", "sentence"]


class Report(Struct, frozen=True):
    """What a build did."""

    checked: Checked
    pages: int = 0
    rendered: int = 0
    written: Written | None = None
    seconds: float = 0.0
    left: state.State | None = None


def build(request: Request, tell: Callable[[Report], str] | None = None) -> Report:
    """Build the site of ``request`` into its public tree.

    ``tell`` makes the sentence that the next build says when nothing has changed until then. Raises
    Refused, Unreadable and BrokenTheme for what lies in the environment; problems of the content
    are in the report, and then nothing was written.
    """
    started = time.monotonic()
    if request.site_url:
        _check_address(request.site_url)
    target = _target(request)
    with trees.locked(target) as moment, _uncollected():
        own = program(request.theme, request.site_url, request.markdown, request.like_peers)
        left = state.load(target.state)
        before = left if left is not None and left.program == own.name else None
        checked = load(request, before)
        if checked.errors or checked.site is None or checked.today is None:
            return Report(checked)
        unchanged.forget(str(target.unchanged))
        standing = left or state.State("")
        publication = Publication(target, standing.public, standing.spare)
        made = _Making(request, checked, publication)
        made.pages = before.facts.get("pages", 0) if before is not None else 0
        made.everything()
        written, public, spare = publication.finish()
        now = state.State(
            own.name,
            {**checked.facts, "pages": made.pages},
            packed(checked.words),
            checked.found.seen(moment),
            checked.items,
            checked.ledger.records(checked.answer),
            public,
            spare,
        )
        state.save(target.state, now, left)
        report = Report(
            checked, made.pages, made.rendered, written, time.monotonic() - started, now
        )
        if tell is not None and request.asked is not None:
            _remember(request, target, report, {**checked.found.looked, **own.looked}, moment, tell)
    return report


def _remember(
    request: Request,
    target: trees.Trees,
    report: Report,
    read: dict[str, Stamp],
    moment: int,
    tell: Callable[[Report], str],
) -> None:
    """Write down by what the next build sees that nothing has changed."""
    site, today = report.checked.site, report.checked.today
    assert site is not None
    assert today is not None
    assert report.left is not None
    assert report.left.public is not None
    fixed = clock.is_fixed(request.today, os.environ, site.coalition)
    public, out = report.left.public, str(target.public)

    def written() -> Iterator[tuple[str, Look]]:
        for path, (_, said) in public.files.items():
            yield f"{out}/{path}", said
        for path, said in public.folders.items():
            if path:
                yield f"{out}/{path}", said
        for path in (out, f"{out}/{trees.MARKER}"):
            yield path, look(os.lstat(path))

    unchanged.remember(
        str(target.unchanged),
        {
            "asked": request.asked,
            "zone": "" if fixed else site.coalition.timezone,
            "today": today.isoformat(),
            "told": tell(report),
            "settings": None
            if request.markdown is not None
            else {"theme": str(request.theme), "site_url": request.site_url},
        },
        read,
        written(),
        moment,
    )


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No looking for cycles while a site is held in memory: there are few, and it takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Making:
    """Everything that the site consists of, made or kept."""

    def __init__(self, request: Request, checked: Checked, publication: Publication) -> None:
        assert checked.site is not None
        assert checked.today is not None
        self._request, self._checked, self._to = request, checked, publication
        self._site: Site = checked.site
        self._today = checked.today
        self._ledger = checked.ledger
        self._site_url = request.site_url or self._site.coalition.url
        self.pages = self.rendered = 0

    def everything(self) -> None:
        """Pages, what leaves the site as data, the files of the theme, pictures and downloads."""
        if self._checked.same_plan and self._to.is_known:
            self._what_is_stale()
        else:
            made = self._shown(self._site.languages, lambda _: True)
            self.pages = len(made)
            self._theme()
            self._robots([one for one in made if one is not None])
            self._copies()

    def _what_is_stale(self) -> None:
        """The same files as before: only those are looked at that cannot be what they were."""
        ledger = self._ledger
        stale = {name for name in ledger.stale if name.startswith("file ")}
        self._to.keep_everything()
        ledger.carry()
        before = {name: ledger.result(name) for name in stale}
        home = self._site.scheme.home  # its pages stand below it, but old addresses may be anywhere
        theirs = [
            one
            for one in self._site.languages
            if any(name.startswith(f"file {home(one).path}") for name in stale)
        ]
        others = [one for one in self._site.languages if one not in theirs]
        for languages in (theirs, others):
            left = stale.difference(ledger.done)
            if left:
                self._shown(languages, left.__contains__)
        if any(ledger.result(name) != before[name] for name in stale):
            listed = [ledger.result(name) for name in ledger.done if name.startswith("file ")]
            self._robots([one for one in listed if isinstance(one, list)])
        self._copies()

    @cached_property
    def _renderer(self) -> Renderer:
        from .adapters.theme import Renderer  # only when there is something to render

        return Renderer(
            self._request.theme, self._checked.words, self._site_url, self._request.templates
        )

    def _shown(self, languages: Iterable[str], wanted: Callable[[str], bool]) -> list[Any]:
        """Pages, feeds and calendars that are ``wanted``; of each page what robots are told of it.

        One language after the other, so that what is kept of one is given back before the next.
        """
        site, today, like_peers = self._site, self._today, self._request.like_peers
        shown = {
            one: [
                page
                for page in pages(site, today, like_peers, [one])
                if wanted(f"file {page.address.file}")
            ]
            for one in languages
        }
        words, events, shelf, made = dict(self._checked.words), Kept(), Shelf(), []
        title = words[site.default].gettext("Pages")
        with progress(title, sum(map(len, shown.values()))) as step:
            for language in [*shown]:
                for page in shown.pop(language):
                    made.append(self._do(page.address, partial(self._page, page)))
                    step()
                for file in exports.files(
                    site, today, self._site_url, words, like_peers, [language], events, shelf.raw
                ):
                    if wanted(f"file {file.address.file}"):
                        self._do(file.address, partial(_file, file))
                reader_of(site, language, today).forget()
        return made

    def _page(self, page: Page) -> tuple[bytes, Any]:
        self.rendered += 1
        view = page.make()  # not ``page.view``, which would stay with the page until the end
        content = self._renderer.render(replace(page, make=lambda: view))
        frame = getattr(view, "frame", None)
        if frame is None or not frame.listed:
            return content, None
        # Flat: there is one for each page, and lists in lists would take more than what they say.
        alternates = (part for one, address in frame.alternates for part in (one, address.path))
        return content, [frame.address.path, frame.changed, *alternates]

    def _do(self, address: Address, work: Callable[[], tuple[bytes, Any]]) -> Any:
        """Make the file at ``address`` or keep it; the result of the work beside its bytes."""
        path = address.file
        name = f"file {path}"
        if self._ledger.holds(name) and self._to.holds(path):
            self._to.keep(path)
            return self._ledger.recall(name)
        with noted() as names:
            content, result = work()
        self._ledger.record(name, names, result)
        self._to.put(path, content)
        return result

    def _theme(self) -> None:
        for address, content in static_files(self._request.theme, self._site.coalition).items():
            self._to.put(address.file, content)

    def _robots(self, listed: list[Any]) -> None:
        """What tells robots which pages there are."""
        if self._request.like_peers:
            return
        indexed = not self._site.coalition.demonstration
        self._to.put("robots.txt", robots(self._site_url, indexed=indexed))
        whole = (
            Listed(
                Address(path),
                tuple(
                    (language, Address(other))
                    for language, other in zip(alternates[::2], alternates[1::2], strict=True)
                ),
                changed,
            )
            for path, changed, *alternates in sorted(listed)
        )
        self._to.put("sitemap.xml", sitemap(whole, self._site_url))

    def _copies(self) -> None:
        contents = self._checked.contents
        for addresses in published_files(self._site).values():
            for address in addresses:
                if self._to.holds(address.file, contents.digest(address)):
                    self._to.keep(address.file)
                else:
                    self._to.put(address.file, contents[address])


def _file(file: exports.File) -> tuple[bytes, None]:
    return file.make(), None


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


def sentence(checked: Checked, problem: Problem, language: str | None = None) -> str:
    """What to tell about ``problem``, in ``language`` or in that of its file."""
    words = checked.words
    if language is None:
        parts = problem.place.path.rpartition("/")[2].split(".")
        language = parts[-2] if len(parts) > 2 else ""
        if lookup(language, words) is None and checked.site is not None:
            language = checked.site.default
    return words_for(words, language).say(problem)
