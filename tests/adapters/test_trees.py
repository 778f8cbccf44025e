"""A whole new public tree, whatever stood there before, and nothing written that stands already."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from coalition.adapters.publication import Publication, Table, Written
from coalition.adapters.trees import MARKER, Refused, Trees, locked, target
from sites import tree as everything

SITE: Mapping[str, bytes] = {
    "index.html": b"one",
    "a/index.html": b"two",
    "a/b/c.html": b"three",
    "d.jpg": b"four",
}


class Publisher:
    """Builds one after the other, each of which remembers what the last one knew of the trees."""

    def __init__(self, folder: Path) -> None:
        self.trees = target(folder / "output", [])
        self.public: Table | None = None
        self.spare: Table | None = None

    def publish(
        self, put: Mapping[str, bytes], keep: tuple[str, ...] = (), *, remembers: bool = True
    ) -> Written:
        """Put some files, and keep others."""
        tables = (self.public, self.spare) if remembers else (None, None)
        with locked(self.trees):
            made = Publication(self.trees, *tables)
            for path in keep:
                assert made.holds(path)
                made.keep(path)
            for path, content in put.items():
                made.put(path, content)
            written, self.public, self.spare = made.finish()
        return written

    def begun(self) -> Publication:
        return Publication(self.trees, self.public, self.spare)

    @property
    def files(self) -> dict[str, bytes]:
        """What stands in the public tree."""
        found = everything(self.trees.public)
        del found[MARKER]
        return found


@pytest.fixture
def to(tmp_path: Path) -> Publisher:
    """After two builds of ``SITE``, so that both trees are known."""
    made = Publisher(tmp_path)
    made.publish(SITE)
    made.publish(SITE)
    return made


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.name != MARKER and path.is_file())
    return {
        path.relative_to(folder).as_posix(): (about.st_ino, about.st_mtime_ns)
        for path in found
        for about in (path.lstat(),)
    }


def test_the_first_build_makes_the_tree(tmp_path: Path) -> None:
    made = Publisher(tmp_path)
    assert made.publish(SITE) == Written(4, 4, 0)
    assert made.files == SITE
    assert (made.trees.public.stat().st_mode & 0o777) == 0o755
    assert {path.stat().st_mode & 0o777 for path in made.trees.public.rglob("*.html")} == {0o644}


def test_a_build_of_the_same_writes_nothing(to: Publisher) -> None:
    both = (stamps(to.trees.public), stamps(to.trees.spare))
    assert to.publish(SITE) == Written(4, 0, 0)
    assert to.files == SITE
    assert (stamps(to.trees.spare), stamps(to.trees.public)) == both


@pytest.mark.parametrize("remembers", [True, False])
def test_what_changed_came_and_went_is_counted(to: Publisher, remembers: bool) -> None:
    new = {**SITE, "index.html": b"other", "e/f.html": b"new"}
    del new["a/b/c.html"]
    written = to.publish(new, remembers=remembers)
    assert to.files == new
    assert not (to.trees.public / "a/b").exists()
    if remembers:
        assert written == Written(4, 2, 1)


def test_files_that_are_kept_need_not_be_made(to: Publisher) -> None:
    assert to.publish({"index.html": b"other"}, ("a/index.html", "a/b/c.html", "d.jpg")) == Written(4, 1, 0)  # fmt: skip
    assert to.files == {**SITE, "index.html": b"other"}


def test_files_that_only_the_public_tree_has_are_kept_as_well(to: Publisher) -> None:
    new = {**SITE, "index.html": b"other", "new/x.html": b"x"}
    for _ in range(3):  # each time the other tree is the public one
        to.publish(new)
        new = {**new, "index.html": new["index.html"] + b"!"}
        kept = tuple(path for path in new if path != "index.html")
        to.publish({"index.html": new["index.html"]}, kept)
        assert to.files == new


def test_a_file_that_both_trees_share_is_never_written_into(to: Publisher) -> None:
    to.publish({**SITE, "d.jpg": b"new"})
    kept = tuple(path for path in SITE if path != "index.html")
    to.publish({"index.html": b"one"}, kept)  # d.jpg is one file in both trees now
    to.publish({**SITE, "d.jpg": b"newer"})
    assert (to.trees.public / "d.jpg").read_bytes() == b"newer"
    assert (to.trees.spare / "d.jpg").read_bytes() == b"new"


def test_a_file_is_held_as_it_was_published(to: Publisher) -> None:
    assert to.public is not None
    digest = to.public.files["d.jpg"][0]
    made = to.begun()
    assert made.holds("d.jpg")
    assert made.holds("d.jpg", digest)
    assert not made.holds("d.jpg", "other")
    assert not made.holds("e.jpg")


@pytest.mark.parametrize("content", [b"mine", b"two!", b""])
def test_a_file_that_somebody_edited_is_written_again_and_counted(
    to: Publisher, content: bytes
) -> None:
    (to.trees.public / "a/index.html").write_bytes(content)
    assert not to.begun().holds("a/index.html")
    written = to.publish(SITE)
    assert (written.mended, written.removed) == (1, 0)
    assert to.files == SITE
    to.publish(SITE)  # the tree that was edited is the spare now, and the next public one
    assert to.files == SITE


def test_a_file_that_somebody_removed_is_written_again_and_counted(to: Publisher) -> None:
    (to.trees.public / "a/b/c.html").unlink()
    assert not to.begun().holds("a/b/c.html")
    assert to.publish(SITE).mended == 1
    assert to.files == SITE


def test_a_file_that_somebody_hid_from_readers_is_written_again(to: Publisher) -> None:
    (to.trees.public / "d.jpg").chmod(0o600)
    assert to.publish(SITE).mended == 1
    assert (to.trees.public / "d.jpg").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["x.html", "a/b/x.html", "new/folder/x.html", ".hidden"])
@pytest.mark.parametrize("where", ["public", "spare"])
def test_a_foreign_file_is_removed(to: Publisher, name: str, where: str) -> None:
    path = getattr(to.trees, where) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")
    for _ in range(2):
        to.publish(SITE)
        assert to.files == SITE
    assert {path.name for path in to.trees.public.iterdir()} == {"index.html", "a", "d.jpg", MARKER}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_is_written_can_be_read_by_all_and_is_known_whatever_the_umask(
    tmp_path: Path, umask: int
) -> None:
    made = Publisher(tmp_path)
    before = os.umask(umask)
    try:
        made.publish(SITE)
        assert made.begun().is_known
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o7777 for path in made.trees.public.rglob("*.*")}
    folders = {path.stat().st_mode & 0o7777 for path in made.trees.public.rglob("[ab]")}
    assert (modes, folders) == ({0o644}, {0o755})


@pytest.mark.parametrize("name", ["index.html", "a"])
def test_a_link_that_leads_nowhere_is_replaced_and_nothing_is_made_there(
    to: Publisher, name: str
) -> None:
    theirs = to.trees.public.parent / "theirs"
    for tree in (to.trees.public, to.trees.spare):
        (tree / name).rename(tree.parent / f"{tree.name}.was")
        (tree / name).symlink_to(theirs)
    to.publish({**SITE, "index.html": b"new", "a/index.html": b"new"})
    assert to.files == {**SITE, "index.html": b"new", "a/index.html": b"new"}
    assert not (to.trees.public / name).is_symlink()
    assert not theirs.exists()


def test_a_link_to_elsewhere_is_replaced_and_what_it_leads_to_stays(to: Publisher) -> None:
    theirs = to.trees.public.parent / "theirs"
    theirs.write_bytes(b"one")
    for folder in (to.trees.public, to.trees.spare):
        (folder / "index.html").unlink()
        (folder / "index.html").symlink_to(theirs)
    to.publish({**SITE, "index.html": b"new"})
    assert not (to.trees.public / "index.html").is_symlink()
    assert to.files == {**SITE, "index.html": b"new"}
    assert theirs.read_bytes() == b"one"


@pytest.mark.parametrize("where", ["public", "spare"])
def test_a_folder_that_leads_elsewhere_is_replaced(to: Publisher, where: str) -> None:
    theirs = to.trees.public.parent / "theirs"
    folder = getattr(to.trees, where) / "a"
    folder.rename(theirs)
    folder.symlink_to(theirs)
    before = everything(theirs)
    for _ in range(2):
        to.publish({**SITE, "a/index.html": b"new"})
        assert to.files == {**SITE, "a/index.html": b"new"}
        assert not (to.trees.public / "a").is_symlink()
    assert everything(theirs) == before


def test_a_file_that_became_a_folder_and_back(to: Publisher) -> None:
    folders = {"index.html/x": b"1", "a": b"2", "d.jpg/e/f": b"3"}
    for site in (folders, SITE, folders, folders, SITE, SITE):
        to.publish(site)
        assert to.files == site


@pytest.mark.parametrize("where", ["public", "spare"])
def test_a_folder_where_a_file_belongs_is_somebody_elses(to: Publisher, where: str) -> None:
    path = getattr(to.trees, where) / "d.jpg"
    path.unlink()
    path.mkdir()
    (path / "mine").write_bytes(b"mine")
    for _ in range(2):
        to.publish(SITE)
        assert to.files == SITE


def test_the_table_of_a_tree_that_somebody_touched_is_not_trusted(to: Publisher) -> None:
    assert to.begun().is_known
    (to.trees.public / "x.html").write_bytes(b"mine")
    assert not to.begun().is_known
    with locked(to.trees):
        made = to.begun()
        for path, content in SITE.items():
            made.put(path, content)
        _, _, spare = made.finish()
    assert spare is None  # nothing is remembered of it


def test_the_table_of_another_build_is_not_trusted(to: Publisher) -> None:
    before = to.public
    to.publish({**SITE, "index.html": b"other"})
    made = Publication(to.trees, before, None)
    assert not any(made.holds(path) for path in SITE)


@pytest.mark.parametrize("marker", [b"", b"{}", b'{"build": "other"}', b"[]"])
def test_without_its_marker_a_tree_is_looked_into(to: Publisher, marker: bytes) -> None:
    (to.trees.public / MARKER).write_bytes(marker)
    assert not to.begun().holds("index.html")
    to.publish(SITE)
    assert to.files == SITE


def test_a_build_that_was_broken_off_leaves_a_spare_that_is_no_build(to: Publisher) -> None:
    with locked(to.trees):
        made = to.begun()
        made.put("index.html", b"half")
    assert to.files == SITE
    to.publish(SITE)
    assert to.files == SITE
    to.publish({**SITE, "index.html": b"half"})
    assert to.files == {**SITE, "index.html": b"half"}


def test_everything_can_be_kept_but_what_is_put(to: Publisher) -> None:
    to.publish(
        {**SITE, "d.jpg": b"new", "g/h.html": b"more"}
    )  # the spare lacks a file and a folder
    with locked(to.trees):
        made = to.begun()
        assert made.is_known
        made.keep_everything()
        made.put("index.html", b"other")
        written, to.public, to.spare = made.finish()
    assert written == Written(5, 1, 0)
    site = {**SITE, "d.jpg": b"new", "g/h.html": b"more", "index.html": b"other"}
    assert to.files == site
    both = stamps(to.trees.spare)
    to.publish(site)
    assert to.files == site
    changed = {path for path, stamp in stamps(to.trees.public).items() if both.get(path) != stamp}
    assert changed == {"index.html"}


def test_what_is_put_after_all_was_kept_is_there_also_when_the_other_tree_held_it(
    to: Publisher,
) -> None:
    """Somebody changes a text and takes it back: the spare held just what is put now."""
    to.publish({**SITE, "index.html": b"other"})
    with locked(to.trees):
        made = to.begun()
        made.keep_everything()
        made.put("index.html", SITE["index.html"])
        written, to.public, to.spare = made.finish()
    assert to.files == SITE
    assert written.written == 1
    to.publish(SITE)
    assert to.files == SITE


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "", "a\0b"])
def test_nothing_is_written_outside_the_tree(to: Publisher, path: str) -> None:
    with locked(to.trees), pytest.raises(ValueError, match="not a path"):
        to.begun().put(path, b"x")


def test_a_folder_that_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "mine").write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        target(output, [])
    assert refused.value.problem.code == "output_not_ours"
    with pytest.raises(Refused):
        Publication(Trees(output))
    assert everything(output) == {"mine": b"mine"}


def test_two_builds_at_once_are_one(to: Publisher) -> None:
    with locked(to.trees), pytest.raises(Refused) as refused, locked(to.trees):
        pass
    assert refused.value.problem.code == "output_busy"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_where_nothing_can_be_written_the_public_tree_stays(to: Publisher) -> None:
    to.trees.spare.chmod(0o500)
    with locked(to.trees), pytest.raises(Refused) as refused:
        to.begun().put("index.html", b"other")
    assert refused.value.problem.code == "disk_denied"
    to.trees.spare.chmod(0o755)
    assert to.files == SITE
