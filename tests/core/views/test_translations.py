"""The page for those who help to translate."""

from __future__ import annotations

from typing import Any

from coalition.core.addresses import Address
from coalition.core.views.translations import SHOWN, translations_page
from core.in_memory import COALITION, Files, by_path, post, reader
from sites import BASE

HU = {COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, hu]")}


def view(files: Files | None = None, language: str = "en") -> Any:
    [made] = by_path(translations_page(reader(files, language))).values()
    return made


def test_it_lists_what_waits_in_the_language_of_its_reader() -> None:
    made = view()
    assert made.frame.address == Address("en/translations/")
    assert made.feed == Address("en/translations/feed.xml")
    [missing, unconfirmed] = made.work
    assert (missing.state, missing.number) == ("missing", 1)
    [task] = missing.tasks
    assert str(task.link.said) == "O știre"
    assert task.link.address == Address("en/blog/stire/")
    assert (task.path, task.since) == ("content/blog/2026/stire/index.ro.md", "2 April 2026")
    assert [str(one.link.said) for one in unconfirmed.tasks] == ["Alpha", "Open day"]


def test_it_tells_how_much_there_is_to_do_in_each_language() -> None:
    amounts = view(HU).amounts
    assert [(one.language, one.number) for one in amounts] == [("ro", 0), ("en", 3), ("hu", 3)]


def test_it_is_for_helpers_and_not_for_search_engines() -> None:
    frame = view().frame
    assert not frame.indexed
    assert not frame.listed
    assert frame.alternates == ()


def test_of_very_much_the_oldest_are_shown() -> None:
    files: dict[str, str] = {}
    for number in range(SHOWN + 5):
        files |= post(f"published: 2025-01-01 10:{number % 60:02}", id_=f"p{number}")
    [missing, _] = view(files).work
    assert len(missing.tasks) == SHOWN
    assert missing.number == SHOWN + 6
    assert "O știre" not in {str(one.link.said) for one in missing.tasks}


def test_a_site_in_one_language_has_no_such_page() -> None:
    one = {
        path: raw if path != COALITION else raw.replace("[ro, en]", "[ro]")
        for path, raw in BASE.items()
    }
    files: Files = {path: raw for path, raw in one.items() if ".en." not in path}
    files = {**files, **{path: None for path in BASE if ".en." in path}}
    assert list(translations_page(reader(files))) == []
