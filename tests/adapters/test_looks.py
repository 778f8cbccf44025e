"""What the disk says, and when it can be believed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from coalition.adapters.looks import is_settled, look, looks

SECOND = 10**9


def test_a_look_changes_with_the_content_the_mode_and_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    seen = [look(os.lstat(file))]
    file.write_text("three")
    seen.append(look(os.lstat(file)))
    file.chmod(0o600)
    seen.append(look(os.lstat(file)))
    other = tmp_path / "b"
    other.write_text("three")
    other.chmod(0o600)
    os.utime(other, ns=(0, file.stat().st_mtime_ns))
    os.replace(other, file)
    seen.append(look(os.lstat(file)))
    assert len(set(seen)) == 4


def test_a_folder_is_another_one_when_something_came(tmp_path: Path) -> None:
    os.utime(tmp_path, ns=(0, 0))
    before = look(os.lstat(tmp_path))
    assert before[0] == 0  # disks count folders in ways of their own
    (tmp_path / "a").touch()
    assert look(os.lstat(tmp_path)) != before


def test_many_are_looked_at_as_one_is(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a")
    (tmp_path / "link").symlink_to("file")
    paths = [str(tmp_path / name) for name in ("folder", "file", "link")]
    assert list(looks(paths)) == [look(os.lstat(path)) for path in paths]
    assert list(looks([paths[0], str(tmp_path / "gone")]))[1] is None


@pytest.mark.parametrize(
    ("content", "file", "settled"),
    [
        (-1_000_001, 0, False),
        (-49_000_001, -49_000_001, False),
        (-50_000_001, -50_000_001, True),
        # The file itself was changed later: its name, or who may read it.
        (-SECOND - 1, -1, False),
        # Whole milliseconds: the disk may keep no more than every other second.
        (-SECOND, -SECOND, False),
        (-3 * SECOND, -3 * SECOND, True),
    ],
)
def test_what_was_changed_just_now_can_change_once_more(
    content: int, file: int, settled: bool
) -> None:
    moment = 10**18
    assert is_settled(moment + content, moment + file, moment) is settled
