"""Whether Git could give back what is removed from a folder; in doubt it could not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from coalition.adapters.repository import held, not_safe


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
