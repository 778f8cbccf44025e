"""A site's folder is read once, and what did not change is not read again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from coalition.adapters.disk import Seen, Texts, Unreadable, find_sources, read_sources
from coalition.core.frontmatter import FILE_LIMIT
from core.in_memory import EVENT, MEMBER
from sites import BASE, make_site

# Long after anything that a test writes.
LATER = 4 * 10**18
OLD = (1_000_000_000_123_456_789, 1_000_000_000_123_456_789)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {"content/events/2026/ziua/a.jpg": b"1234", "content/.hidden/x.md": "x"}
    return make_site(tmp_path / "site", files)


def seen(site: Path, settled: int = LATER) -> dict[str, Seen]:
    return find_sources(site).seen(settled)


def unchanged(site: Path, before: Mapping[str, Seen], *, verify: bool = False) -> set[str]:
    return set(find_sources(site, before, verify).sources.unchanged)


def test_all_texts_are_there_with_their_bytes_and_other_files_with_their_sizes(site: Path) -> None:
    sources = read_sources(site)
    assert {path: raw.decode() for path, raw in sources.texts.items()} == BASE
    assert sources.files == {"content/events/2026/ziua/a.jpg": 4}
    assert sources.problems == ()
    assert sources.unchanged == frozenset()


def test_a_text_is_read_when_somebody_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    texts = Texts({"a.md": str(path), "b.md": str(tmp_path / "b.md")}, {})
    path.write_bytes(b"two")
    assert texts["a.md"] == b"two"
    assert (list(texts), len(texts)) == (["a.md", "b.md"], 2)
    with pytest.raises(Unreadable):
        texts["b.md"]
    with pytest.raises(KeyError):
        texts["c.md"]


def test_a_text_is_read_whole_and_never_much_more_than_a_text_may_have(tmp_path: Path) -> None:
    sizes = {"a": 0, "b": 1, "c": FILE_LIMIT // 3, "d": FILE_LIMIT, "e": 3 * FILE_LIMIT}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(bytes(n % 251 for n in range(size)))
    texts = Texts({name: str(tmp_path / name) for name in sizes}, {})
    for name in sizes:
        assert texts[name] == (tmp_path / name).read_bytes()[: FILE_LIMIT + 1]


def test_what_did_not_change_is_known_without_being_read(site: Path) -> None:
    before = seen(site)
    assert before.keys() == BASE.keys()
    for path in BASE:
        (site / path).chmod(0o000)
    if os.access(site / EVENT, os.R_OK):  # root reads everything
        return
    found = find_sources(site, seen_again(site, before))
    assert found.sources.unchanged == BASE.keys()


def seen_again(site: Path, before: Mapping[str, Seen]) -> dict[str, Seen]:
    """The same digests with the stamps of now: who may read a file is part of its stamp."""
    stamps = find_sources(site, {path: Seen(one.digest) for path, one in before.items()}).stamps
    return {path: Seen(one.digest, stamps[path]) for path, one in before.items()}


@pytest.mark.parametrize("size", ["the same", "another"])
def test_what_changed_is_read_again(site: Path, size: str) -> None:
    before = seen(site)
    raw = (site / EVENT).read_bytes()
    (site / EVENT).write_bytes(raw[::-1] if size == "the same" else raw + b"x")
    assert unchanged(site, before) == BASE.keys() - {EVENT}
    found = find_sources(site, before)
    assert found.sources.texts[EVENT] == (site / EVENT).read_bytes()
    assert found.seen(LATER)[EVENT].digest != before[EVENT].digest


def test_a_change_that_hides_its_date_is_seen_all_the_same(site: Path) -> None:
    os.utime(site / EVENT, ns=OLD)
    before = seen(site)
    raw = (site / EVENT).read_bytes()
    (site / EVENT).write_bytes(raw[::-1])
    os.utime(site / EVENT, ns=OLD)
    assert unchanged(site, before) == BASE.keys() - {EVENT}


def test_a_text_that_was_only_touched_or_copied_is_unchanged(site: Path) -> None:
    before = seen(site)
    os.utime(site / EVENT)
    raw = (site / MEMBER).read_bytes()
    (site / MEMBER).unlink()
    (site / MEMBER).write_bytes(raw)
    assert unchanged(site, before) == BASE.keys()


def test_what_came_is_new_and_what_went_is_gone(site: Path) -> None:
    before = seen(site)
    new = site / "content/pages/nou/index.ro.md"
    new.parent.mkdir(parents=True)
    new.write_text("x", "utf-8")
    (site / MEMBER).unlink()
    sources = find_sources(site, before).sources
    assert sources.unchanged == BASE.keys() - {MEMBER}
    assert sources.texts.keys() == (BASE.keys() - {MEMBER}) | {"content/pages/nou/index.ro.md"}


def test_what_changed_a_moment_ago_could_change_again_and_is_read_next_time(site: Path) -> None:
    now = max(max(one) for one in find_sources(site).stamps.values() if one)
    shortly = seen(site, now)
    assert {one.stamp for one in shortly.values()} == {None}
    assert unchanged(site, shortly) == BASE.keys()  # by what is in them
    (site / EVENT).write_bytes((site / EVENT).read_bytes()[::-1])
    assert unchanged(site, shortly) == BASE.keys() - {EVENT}
    later = seen(site, LATER)
    assert None not in {one.stamp for one in later.values()}


def test_who_verifies_trusts_no_date(site: Path) -> None:
    before = seen(site)
    stamps = find_sources(site).stamps
    wrong = {**before, EVENT: Seen("somebody else's", stamps[EVENT])}
    assert unchanged(site, wrong) == BASE.keys()
    assert unchanged(site, wrong, verify=True) == BASE.keys() - {EVENT}


def test_texts_that_were_read_on_the_way_are_at_hand(site: Path) -> None:
    found = find_sources(site, {path: Seen("other") for path in BASE})
    raw = (site / EVENT).read_bytes()
    (site / EVENT).unlink()
    assert found.sources.texts[EVENT] == raw


def test_no_link_is_followed(site: Path) -> None:
    (site / "content/pages").mkdir()
    (site / "content/pages/legat").symlink_to(site / "members/alfa")
    (site / "content/blog/x.md").symlink_to(site / EVENT)
    sources = read_sources(site)
    assert sources.texts.keys() == BASE.keys()
    assert {(one.code, one.place.path) for one in sources.problems} == {
        ("link_on_disk", "content/pages/legat"),
        ("link_on_disk", "content/blog/x.md"),
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_file_that_cannot_be_read_is_named(site: Path) -> None:
    (site / EVENT).chmod(0)
    with pytest.raises(Unreadable) as told:
        read_sources(site).texts[EVENT]
    assert told.value.path == EVENT


def test_a_text_that_changes_while_it_is_built_from_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = "members/alfa/index.ro.md"
    first = find_sources(site)
    before = first.seen(2**63)  # long after every change
    again = find_sources(site, before)
    assert path in again.sources.unchanged
    (site / path).write_text("---\nname: Beta\n---\n\nAlt text.\n", "utf-8")
    with pytest.raises(Unreadable, match="changed while"):
        again.texts[path]
    # What was remembered stays: the next build sees that it is another text.
    assert again.seen(2**63)[path].digest == before[path].digest
    assert path not in find_sources(site, again.seen(2**63)).sources.unchanged


def test_a_name_in_two_parts_of_unicode_is_found_by_its_one_form(tmp_path: Path) -> None:
    apart, one = "s\u0326coala.jpg", "școala.jpg"
    site = make_site(tmp_path / "site", {f"content/events/2026/ziua/{apart}": b"1"})
    sources = read_sources(site)
    path = f"content/events/2026/ziua/{one}"
    assert path in sources.files
    assert sources.names[path].endswith(apart)
