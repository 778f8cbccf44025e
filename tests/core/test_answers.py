"""What changes is known to whoever read it: the ground on which a rebuild keeps what it has.

Each edit of the rich site is followed by the question that a build asks: whose reads have changed?
Whatever is kept by the answer is made anew here, and has to be what it was.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import pytest
from coalition.core import checks, exports, memory
from coalition.core.answers import answers
from coalition.core.images import Drawing, picture
from coalition.core.index import Key
from coalition.core.ledger import MARKED
from coalition.core.opening import Recalled
from coalition.core.problems import ERROR
from coalition.core.published import file_address
from coalition.core.reads import noted
from coalition.core.relating import Reading
from coalition.core.site import Site
from coalition.core.views import Page, pages
from core.in_memory import Files, event, item, memory_of, post, sources, text, words
from core.views.test_pages import RICH, TODAY, WITHDRAWN
from msgspec.structs import replace
from sites import BASE

ADDRESS = "https://coalition.example.org/"
# What changes with the day, is led to by its headings, or is told in more languages.
MORE: Files = {
    **item("calls", "opens: 2026-05-10", "deadline: 2026-05-20", id_="curand"),
    **item("calls", "opens: 2026-05-10", id_="fara-termen"),
    **event(
        "start: 2026-05-06", "repeat: {rule: FREQ=WEEKLY, confirmed_until: 2026-06-30, exceptions: 2026-06-10}",
        "changes: [{on: 2026-05-13, note: Altfel.}]", "place: casa", "organisers: [alfa]",
        id_="sigur", body="## Cum\n\n[a](../des/index.ro.md) [b](#cum)\n",
    ),
    **event("summary: Sure.", language="en", id_="sigur", body="## How\n\nSo.\n"),
    **event("start: 2026-07", id_="luna"),
    **item(
        "documents", "url: https://e.example.org/", id_="legat",
        body="[a](../../events/2026/sigur/index.ro.md#cum) [b](../statut/s.pdf)\n",
    ),
    **post("published: 2026-04-20", "about: [member/alfa, project/apa]", "topics: culture", id_="despre"),
}  # fmt: skip
WHOLE: dict[str, str | bytes | None] = {**BASE, **RICH, **MORE}
# The file that holds the facts of each item.
ORIGINALS = [path for path in WHOLE if path.endswith("index.ro.md")]
# Posts that stand between others which are like them, at no end of a list.
BETWEEN = {f"content/blog/2026/p{number}/index.ro.md" for number in (1, *range(4, 13))}


def drawn(made: Site, width: int = 1600) -> Site:
    """The site once its pictures were drawn."""
    found = {
        path: picture(file_address(path), Drawing(width, 900, "jpg", ()))
        for path in made.sizes
        if path.endswith((".jpg", ".png"))
    }
    return replace(made, pictures=found)


@dataclass(frozen=True)
class Built:
    """The site as a build has it before anything is made, and what makes everything."""

    reading: Reading
    site: Site
    kept: Mapping[Key, Recalled]
    day: date = TODAY

    @property
    def answer(self) -> Callable[[str], str]:
        """The answers to all questions."""
        return answers(self.site, self.reading.ground, self.day)

    def work(self, language: str = "") -> Iterator[tuple[str, Callable[[], Any]]]:
        """What makes each file, of all languages or of one."""
        say = {one: words(one) for one in self.site.languages}
        for page in pages(self.site, self.day):
            if language in ("", self._language(page.address.path)):
                yield page.address.file, partial(shown, page)
        for file in exports.files(self.site, self.day, ADDRESS, say):
            if language in ("", self._language(file.address.path)):
                yield file.address.file, file.make

    def _language(self, path: str) -> str:
        first = path.partition("/")[0]
        return first if first in self.site.languages else self.site.default

    def judgements(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """What judges each item, and all of them."""
        of = self.reading
        for key, one in self.site.items.items():
            yield f"judge {key}", partial(judged, of, self.site, key, of.places(one), self.day)
        yield "judge all", partial(checks.check_whole, self.site, of.places_in)


def shown(page: Page) -> tuple[str, Any]:
    return page.template, page.make()


def judged(of: Reading, made: Site, key: Key, places: Any, day: date) -> list[Any]:
    return [*of.judge(key), *checks.check_item(made, made.items[key], places, day)]


def built(files: Files, before: Built | None = None, day: date = TODAY) -> Built:
    """Read a site, as what was read ``before`` of ``WHOLE`` allows."""
    kept = before.kept if before is not None else {}
    found = sources(files, WHOLE if before is not None else None)
    made = Reading(found, memory=kept)
    assert made.site is not None
    return Built(made, drawn(made.site), memory_of(made, kept), day)


@dataclass(frozen=True)
class Done:
    """What was made of a site: each result with the names of what it read."""

    built: Built
    made: Mapping[str, tuple[frozenset[str], Any]]
    answers: Mapping[str, str]

    def changed(self, after: Built) -> set[str]:
        """The names of what has changed."""
        answer = after.answer
        texts = set(memory.changed(self.built.kept, after.kept))
        return texts | {name for name, was in self.answers.items() if answer(name) != was}


@cache
def done() -> Done:
    """Everything that is made of the rich site."""
    start = built(WHOLE)
    made = {}
    for name, make in (*start.work(), *start.judgements()):
        with noted() as names:
            result = make()
        made[name] = frozenset(names), result
    answer = start.answer
    every = frozenset().union(*(names for names, _ in made.values()))
    return Done(start, made, {name: answer(name) for name in every if not marked(name)})


def marked(name: str) -> bool:
    return name.partition(" ")[0] in MARKED


# --- edits ---------------------------------------------------------------------------------------


def text_at(path: str) -> str:
    text = WHOLE[path]
    assert isinstance(text, str)
    return text


def title(path: str) -> Files:
    return {path: re.sub(r"(?m)^(title|name): .*$", r"\1: Altfel", text_at(path), count=1)}


def body(path: str) -> Files:
    more = "## Alt titlu\n\nAlt text, [a](https://a.example.org/).\n"
    return {path: f"{text_at(path)}\n{more}"}


def day(path: str) -> Files:
    """Another day: of an event, of what a post tells, of the appearance of anything else."""
    text = text_at(path)
    if "\nstart: " in text:
        text = re.sub(r"\n(end|changes): .*", "", text)
        return {path: re.sub(r"\nstart: .*", "\nstart: 2026-06-28", text)}
    if "\ndate: " in text:
        return {path: re.sub(r"\ndate: .*", "\ndate: 2026-01-15", text)}
    if "\npublished: " in text:
        return {path: re.sub(r"\npublished: .*", "\npublished: 2026-03-20", text)}
    return with_line(path, "published: 2026-03-20")


def withdrawal(path: str) -> Files:
    """An item is withdrawn, or comes back."""
    if WITHDRAWN in text_at(path):
        return {path: text_at(path).replace(f"{WITHDRAWN}\n", "")}
    return with_line(path, WITHDRAWN)


def draft(path: str) -> Files:
    return with_line(path, "draft: true")


def another(path: str) -> Files:
    """One more that is like it, at an address of its own."""
    folder = path.rpartition("/")[0]
    own = {one: raw for one, raw in WHOLE.items() if one.startswith(f"{folder}/")}
    return {
        one.replace(folder, f"{folder}-si-mai"): re.sub(r"\n(slug|aliases): .*", "", raw)
        if isinstance(raw, str)
        else raw
        for one, raw in own.items()
    }


def translation(path: str) -> Files:
    """It is translated, or no more."""
    name = path.replace(".ro.", ".en.")
    heading = "name" if path.startswith("members") else "title"
    return {name: None if name in WHOLE else text(f"{heading}: Told", "summary: In other words.")}


def with_line(path: str, line: str) -> Files:
    return {path: text_at(path).replace("---\n", f"---\n{line}\n", 1)}


def address(path: str) -> Files:
    text = re.sub(r"\nslug: .*", "", text_at(path))
    return {path: text.replace("---\n", "---\nslug: alta-adresa\n", 1)}


EDITS = (title, body, day, withdrawal)
MORE_EDITS = (draft, another, translation, address)


def test_a_site_that_is_recalled_answers_every_question_alike() -> None:
    before = done()
    after = built(WHOLE, before.built)
    assert after.reading.opened == {}
    answer = after.answer
    assert {name: answer(name) for name in before.answers} == dict(before.answers)
    assert set(memory.changed(before.built.kept, after.kept)) == set()
    # Who asks for something that is there gets an answer.
    assert all(before.answers.values())


def test_the_rich_site_asks_nearly_every_question() -> None:
    of = done().built
    questions = {
        name
        for holder in (of.site.index, of.site.agenda(TODAY), of.reading.ground, of.site)
        for name, value in vars(type(holder)).items()
        if hasattr(value, "__wrapped__") and not name.startswith("_")
    }
    asked = {name.partition(" ")[0] for name in done().answers}
    assert {*questions, "today"} - asked == set()


@pytest.mark.parametrize("name", ["is_over nu", "next_of nu", "first_day nu"])
def test_what_is_gone_gives_no_answer(name: str) -> None:
    assert done().built.answer(name) == ""
    assert done().built.answer(name.replace("nu", "ziua")) != ""


def is_told(before: Done, after: Built, changed: set[str], language: str = "") -> tuple[int, int]:
    """How many files would be made anew and how many kept; what is kept is what it was."""
    anew = kept = 0
    for file, make in after.work(language):
        names, was = before.made.get(file, (None, None))
        if names is None or not names.isdisjoint(changed):
            anew += 1
            continue
        kept += 1
        assert make() == was, f"{file} would be kept, but something that it read has changed"
    return anew, kept


@pytest.mark.parametrize("edit", [*EDITS, *MORE_EDITS])
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])
def test_what_an_edit_changes_has_read_something_that_it_changed(
    edit: Callable[[str], Files], whole: bool
) -> None:
    before = done()
    languages = before.built.site.languages
    paths = [path for path in ORIGINALS if whole or path not in BETWEEN]
    if edit in MORE_EDITS and not whole:
        paths = paths[::3]
    anew = kept = 0
    for number, path in enumerate(paths):
        after = built({**WHOLE, **edit(path)}, before.built)
        assert [one for one in after.reading.problems if one.severity == ERROR] == []
        assert len(after.reading.opened) == 1
        changed = before.changed(after)
        assert changed
        # Pages are alike in all languages: each edit looks at one of them, and --all at each.
        for language in languages if whole else (languages[number % len(languages)],):
            found = is_told(before, after, changed, language)
            anew, kept = anew + found[0], kept + found[1]
    assert anew > len(paths)
    assert kept > anew  # else nothing was looked at


# Fields with words in fields of their own, of which something else may be made than what they say:
# that a call is over, how far a plan is.
GROUPS = ("results", "objectives", "funding", "goal")


def without(path: str, field: str) -> Files:
    """The field and what stands in it is taken out."""
    return {path: re.sub(rf"\n{field}:.*(\n( |- ).*)*", "", text_at(path))}


GROUPS_OF = [
    (path, field)
    for path in ORIGINALS
    for field in GROUPS
    if f"\n{field}:" in text_at(path).partition("\n---\n")[0]
]


def test_the_rich_site_has_these_groups() -> None:
    assert {field for _, field in GROUPS_OF} == set(GROUPS)


@pytest.mark.parametrize(("path", "field"), GROUPS_OF)
def test_what_is_made_of_a_group_is_made_anew_without_it(path: str, field: str) -> None:
    before = done()
    after = built({**WHOLE, **without(path, field)}, before.built)
    assert [one for one in after.reading.problems if one.severity == ERROR] == []
    changed = before.changed(after)
    for language in before.built.site.languages:
        anew, kept = is_told(before, after, changed, language)
        assert anew > 0
        assert kept > anew


# --- other things that change --------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 13, 31, 400, -365])
def test_another_day_is_known_to_whoever_asked_for_it(days: int) -> None:
    before = done()
    after = built(WHOLE, before.built, TODAY + timedelta(days=days))
    anew, kept = is_told(before, after, before.changed(after))
    assert anew > 0
    assert kept > anew


def test_tomorrow_few_pages_are_other_ones() -> None:
    before = done()
    after = built(WHOLE, before.built, TODAY + timedelta(days=1))
    changed = before.changed(after)
    again = {name for name, (names, _) in before.made.items() if not names.isdisjoint(changed)}
    posts = {name for name in before.made if "/p1" in name or name.startswith("blog/")}
    assert posts
    assert not posts & again


def test_a_picture_that_was_drawn_anew_is_known_to_who_shows_it() -> None:
    before = done()
    after = built(WHOLE, before.built)
    after = dataclasses.replace(after, site=drawn(after.site, 1200))
    anew, kept = is_told(before, after, before.changed(after))
    assert anew > 0
    assert kept > anew


def test_a_file_of_another_size_is_known_to_who_says_its_size() -> None:
    before = done()
    path = "content/documents/statut/s.pdf"
    after = built({**WHOLE, path: b"12345"}, before.built)
    assert before.changed(after) == {f"size {path}"}
    anew, kept = is_told(before, after, before.changed(after))
    assert anew > 0
    assert kept > anew


ALFA = "members/alfa/index.ro.md"
DES = "content/events/2026/des/index.ro.md"
MANUAL = "content/pages/manual/index.ro.md"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (with_line(DES, "slug: ziua"), "same_address"),
        (with_line(DES, "aliases: [/capitolul-doi/]"), "same_address"),
        (with_line(ALFA, "status: former"), "former_member_organises"),
        (with_line(MANUAL, "parent: unu"), "page_below_itself"),
        ({DES: None}, "broken_link"),
        ({DES: None}, "unknown_item"),
        (with_line(DES, "titl: a"), "unknown_field"),
        ({"content/events/2026/trece/a.jpg": None}, "missing_picture"),
        ({"content/documents/statut/t.pdf": None}, "missing_file"),
        (with_line(ALFA, "draft: true"), None),
    ],
)
def test_what_may_have_become_wrong_is_judged_again(edit: Files, code: str | None) -> None:
    before = done()
    after = built({**WHOLE, **edit}, before.built)
    changed = before.changed(after)
    found = {one.code for key in after.reading.keys for one in after.reading.judge(key)}
    for name, judge in after.judgements():
        names, was = before.made[name]
        result = judge()
        found |= {one.code for one in result}
        opened = any(name == f"judge {key}" for key in after.reading.opened)
        if names.isdisjoint(changed) and not opened:
            assert result == was, name
    assert code is None or code in found


def test_with_another_day_what_may_have_become_wrong_is_judged_again() -> None:
    before = done()
    after = built(WHOLE, before.built, TODAY + timedelta(days=600))
    changed = before.changed(after)
    others = 0
    for name, judge in after.judgements():
        names, was = before.made[name]
        result = judge()
        others += result != was
        assert result == was or not names.isdisjoint(changed), name
    assert others
