"""One item is opened from its files, and recalled without them; both are the same to whoever looks."""

from __future__ import annotations

from typing import Any

import pytest
from coalition.core import layout
from coalition.core.engines import cmark
from coalition.core.markup import Wording
from coalition.core.opening import Opened, Texts, read
from coalition.core.relating import Reading
from coalition.core.translations import CURRENT, MACHINE, OUTDATED, UNCONFIRMED
from core.in_memory import EVENT, Files, event, found, memory_of, post, sources, text
from core.views.test_pages import RICH
from sites import BASE

LANGUAGES = ("ro", "en", "en-GB")
POST = "content/blog/2026/alta/index.ro.md"
POST_EN = POST.replace(".ro.", ".en.")


def opened(files: dict[str, str], **texts: Any) -> Opened:
    """An item opened from its files, of which the first is the original."""
    of = Texts({path: raw.encode() for path, raw in files.items()}, **texts)
    documents = []
    for path in files:
        where = layout.locate(path, LANGUAGES)
        assert isinstance(where, layout.TextFile)
        documents.append((where, of.document(where)))
    where = documents[0][0]
    return read((where.kind, where.id), documents, documents[0], of)


def test_an_item_is_opened_in_every_language_that_has_it() -> None:
    one = opened({**event("start: 2026-05-20"), **event("summary: Told.", language="en")})
    assert (one.key, one.original, one.is_right) == (("event", "alt"), "ro", True)
    assert list(one.parts) == ["ro", "en"]
    assert one.problems == ()
    assert one.parts["en"].record.start == one.parts["ro"].record.start
    assert one.parts["en"].record.summary == "Told."
    assert "<p" in one.parts["ro"].text().html


def test_a_translation_says_what_it_fills_in_and_the_original_says_everything() -> None:
    one = opened({**event("start: 2026-05-20", "summary: Spus."), **event(language="en")})
    assert one.parts["en"].face().said == {"title": "Alt"}
    assert one.parts["ro"].face().said == {}


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({POST: text("title: a", "titl: b")}, [(POST, "unknown_field", 3)]),
        ({POST: text("title: a", "date: 2026-13-01")}, [(POST, "impossible_date", 3)]),
        ({POST: text("title: a", body="\n")}, [(POST, "empty_text_below", 1)]),
        ({POST: text("title: a", "draft: true", body="\n")}, []),
        (
            {POST: text("title: a"), POST_EN: text("title: a", "authors: [alfa]")},
            [(POST_EN, "translation_with_facts", 3)],
        ),
        (
            {POST: text("title: a"), POST_EN: text("title: a", "form: nu")},
            [(POST_EN, "translation_with_facts", 3)],
        ),
        ({POST: text("title: a", "form: nu"), POST_EN: text("title: b")}, [(POST, "bad_choice", 3)]),
    ],
)  # fmt: skip
def test_problems_of_an_item_are_told_with_their_places(
    files: dict[str, str], problems: list[tuple[str, str, int]]
) -> None:
    one = opened(files)
    assert [(it.place.path, it.code, it.place.line) for it in one.problems] == problems


def test_an_item_with_a_wrong_original_is_not_right_and_one_with_a_wrong_translation_is() -> None:
    assert not opened({POST: text("title: a", "form: nu")}).is_right
    one = opened({POST: text("title: a"), POST_EN: text("title: a", "translation: nu")})
    assert one.is_right
    assert one.parts["en"].record is None
    assert found(one.problems) == [("bad_choice", 3)]


def test_a_translation_that_is_still_empty_is_none() -> None:
    one = opened({POST: text("title: a"), POST_EN: "---\ntranslation: machine\n---\n"})
    assert list(one.parts) == ["ro"]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((), UNCONFIRMED),
        (("translates: MARK",), CURRENT),
        (("translates: 0123456789ab",), OUTDATED),
        (("translation: machine",), MACHINE),
    ],
)
def test_the_state_of_a_translation_follows_the_mark(lines: tuple[str, ...], state: str) -> None:
    original = {POST: text("title: a")}
    mark = opened(original).mark
    followed = text("title: b", *(one.replace("MARK", mark) for one in lines))
    assert opened({**original, POST_EN: followed}).parts["en"].state == state


def marks(files: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {
        language: (part.face_mark, part.text_mark) for language, part in opened(files).parts.items()
    }


TOLD = {POST: text("title: a", "summary: b"), POST_EN: text("title: c")}


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        ({}, set()),
        ({POST: TOLD[POST].replace("title: a", "title:  'a'  # so")}, set()),
        ({POST: text("title: d", "summary: b")}, {"face ro"}),
        ({POST: text("title: a", "summary: d")}, {"face ro", "face en"}),
        ({POST: text("title: a", "summary: b", "form: story")}, {"face ro", "face en"}),
        ({POST: text("title: a", "summary: b", body="Altul.\n")}, {"text ro"}),
        ({POST_EN: text("title: d")}, {"face en"}),
        ({POST_EN: text("title: c", body="Other.\n")}, {"text en"}),
        ({POST_EN: text("title: c", "translation: machine")}, {"face en", "text en"}),
    ],
)
def test_marks_tell_what_has_changed(edit: dict[str, str], changed: set[str]) -> None:
    before, after = marks(TOLD), marks({**TOLD, **edit})
    differing = {
        f"{word} {language}"
        for language in before
        for word, one, other in zip(("face", "text"), before[language], after[language], strict=True)
        if one != other
    }  # fmt: skip
    assert differing == changed


def test_the_original_that_changed_leaves_a_confirmed_translation_outdated() -> None:
    mark = opened({POST: TOLD[POST]}).mark
    told = {POST: TOLD[POST], POST_EN: text("title: c", f"translates: {mark}")}
    later = {**told, POST: text("title: a", "summary: b", body="Altul.\n")}
    assert marks(told)["en"][1] != marks(later)["en"][1]


def test_the_engine_and_the_words_are_those_of_the_text() -> None:
    wording = {"en": Wording(footnotes="Notes")}
    british = POST.replace(".ro.", ".en-GB.")
    note = "a[^1]\n\n[^1]: b\n"
    one = opened(
        {path: text("title: a", body=note) for path in (POST, POST_EN, british)},
        engine=lambda written, positions: cmark(written.replace("b", "x"), positions),
        wording=wording,
    )
    assert 'aria-label="Notes"' in one.parts["en"].text().html
    assert 'aria-label="Notes"' in one.parts["en-GB"].text().html
    assert 'aria-label="Notes"' not in one.parts["ro"].text().html
    assert "x" in one.parts["ro"].text().html


# --- recalled ------------------------------------------------------------------------------------


def readings(files: Files) -> tuple[Reading, Reading]:
    """A site as it was read from its files, and as it is recalled."""
    first = Reading(sources(files))
    return first, Reading(sources(files, files), memory=memory_of(first))


def test_what_is_recalled_says_what_was_read() -> None:
    first, then = readings({**BASE, **RICH})
    assert then.opened == {}
    assert first.site is not None
    assert then.site is not None
    assert list(then.site.items) == list(first.site.items)
    for key, item in first.site.items.items():
        other = then.site.items[key]
        assert other.brief == item.brief
        assert list(other.versions) == list(item.versions)
        for language, version in item.versions.items():
            again = other.versions[language]
            assert again.record == version.record
            assert again.phrases == version.phrases
            assert (again.body, again.targets) == (version.body, version.targets)
            assert (again.state, again.path) == (version.state, version.path)


def test_what_is_recalled_has_the_problems_that_it_had() -> None:
    files = {
        **event("start: 2026-05-20", "image: a.jpg"), **post(),
        "content/events/2026/alt/a.jpg": b"1",
        EVENT: BASE[EVENT].replace("published: 2026-04-01\n", ""),
    }  # fmt: skip
    first, then = readings(files)
    assert first.keys == then.keys
    for key in first.keys:
        assert then.judge(key) == first.judge(key)


def test_a_text_that_was_recalled_is_read_from_its_file_again() -> None:
    first = Reading(sources())
    kept = memory_of(first)["event", "ziua"]
    text = kept.body("ro", Texts({EVENT: BASE[EVENT].encode()}))
    assert text == first.opened["event", "ziua"].parts["ro"].text()
