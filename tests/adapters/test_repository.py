"""Whether Git could give back what is removed from a folder; in doubt it could not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from coalition.adapters.repository import held, in_the_way, not_safe, paths, run, with_ours


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "-C", folder, *command], check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a text and code, all of it committed."""
    made = tmp_path / "site"
    (made / "content").mkdir(parents=True)
    (made / "content/țară.md").write_text("a", "utf-8")
    (made / "code.py").write_text("", "utf-8")
    git(tmp_path, "init", "--quiet", "site")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message=first")
    return made


def test_what_is_committed_can_be_had_back(site: Path) -> None:
    assert not_safe(site) == ""
    assert held(site) == ["content/țară.md"]


@pytest.mark.parametrize("path", ["content/țară.md", "new.md"])
@pytest.mark.parametrize("shown", ["all", "no"])
def test_what_is_not_committed_cannot_whatever_git_is_told_to_show(
    site: Path, path: str, shown: str
) -> None:
    git(site, "config", "status.showUntrackedFiles", shown)
    (site / path).write_text("b", "utf-8")
    assert "not committed" in not_safe(site)


def test_a_repository_that_git_cannot_read_is_not_safe(site: Path) -> None:
    (site / ".git/index").write_bytes(b"broken")
    assert "Git cannot tell" in not_safe(site)


def test_a_folder_without_a_repository_of_its_own_is_not_safe(site: Path) -> None:
    told = not_safe(site / "content")
    assert f"is not the top of a Git repository, which is {site.resolve()}" in told
    assert "git init" not in told
    assert "is no Git repository" in not_safe(site.parent)


def test_git_that_is_missing_or_refuses_is_no_missing_repository(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as change:
        change.setenv("PATH", str(site))
        assert "not installed" in not_safe(site)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = not_safe(site)
    assert "dubious ownership" in told
    assert "git init" not in told


def test_names_that_are_not_utf8_stay_what_they_are(site: Path) -> None:
    name = os.fsdecode(b"content/a\xe9.md")
    (site / name).write_bytes(b"a")
    git(site, "add", "--all")
    assert held(site) == [name, "content/țară.md"]


def test_what_git_does_not_hold_is_in_the_way(site: Path) -> None:
    (site / ".git/info/exclude").write_text("notes*\n", "utf-8")
    (site / "notes.md").write_text("a", "utf-8")
    (site / "notes").symlink_to(site / "content")
    wanted = ["code.py", "new.md", "content/b.md", "notes.md", "notes/b.md"]
    assert in_the_way(site, wanted) == ["notes.md", "notes"]


def test_a_commit_of_theirs_has_our_texts(site: Path) -> None:
    git(site, "config", "user.name", "A")
    git(site, "config", "user.email", "a@example.org")
    git(site, "checkout", "--quiet", "-b", "theirs")
    (site / "content/țară.md").write_text("theirs", "utf-8")
    (site / "content/more.md").write_text("theirs", "utf-8")
    (site / "code.py").write_text("newer", "utf-8")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message=theirs")
    git(site, "checkout", "--quiet", "-")
    made = with_ours(site, run(site, "rev-parse", "theirs").out.strip())
    assert made is not None
    assert not_safe(site) == ""
    assert paths(run(site, "diff", "-z", "--name-only", "HEAD", made).out) == ["code.py"]
