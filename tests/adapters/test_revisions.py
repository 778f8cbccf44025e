"""Earlier states of a site, read from a real Git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from coalition.adapters.revisions import earlier
from coalition.adapters.trees import Refused
from sites import make_site


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "-C", folder, *command], check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was committed."""
    made = make_site(tmp_path / "site")
    git(tmp_path, "init", "--quiet", str(made))
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message=first")
    return made


def texts(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for top in ("content", "members")
        for path in (folder / top).rglob("*")
        if path.suffix in (".md", ".yaml")
    }


def test_it_is_what_was_committed(site: Path) -> None:
    before = texts(site)
    (site / "content/events/2026/ziua/index.ro.md").write_text("other")
    assert earlier(site, "HEAD") == before
    assert (site / "content/events/2026/ziua/index.ro.md").read_text() == "other"


def test_what_is_left_out_of_archives_and_has_a_hard_name_is_read_too(site: Path) -> None:
    odd = site / "content/pages/a b\tc\nd/index.ro.md"
    odd.parent.mkdir(parents=True)
    odd.write_bytes(b"---\n\n\n---\n\0")
    (site / ".gitattributes").write_text("*.md export-ignore\n")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message=second")
    assert earlier(site, "HEAD") == texts(site)


def test_a_site_may_stand_below_the_root_of_the_repository(tmp_path: Path) -> None:
    made = make_site(tmp_path / "examples/one")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=first")
    assert earlier(made, "HEAD") == texts(made)


def test_a_site_that_was_not_there_is_empty(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message=first")
    assert earlier(make_site(tmp_path / "site"), "HEAD") == {}


def test_links_and_pictures_are_left_out(site: Path) -> None:
    before = texts(site)
    os.symlink("/etc/hostname", site / "content/x.md")
    os.symlink("/etc", site / "members/beta")
    (site / "members/alfa/logo.png").write_bytes(b"x")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message=second")
    found = earlier(site, "HEAD")
    assert found.keys() == {path for path in before if path != "content/x.md"}


@pytest.mark.parametrize(
    "base", ["nothing", "", "--output=x", "HEAD:content", "-h", "a b", "\u202e"]
)
def test_what_is_no_commit_is_named(site: Path, base: str) -> None:
    with pytest.raises(Refused) as refused:
        earlier(site, base)
    assert refused.value.problem.code == "bad_base"
    assert not (site / "x").exists()


def test_without_a_repository_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Refused) as refused:
        earlier(make_site(tmp_path / "site"), "HEAD")
    assert "not a git repository" in dict(refused.value.problem.values)["reason"]


def test_without_git_that_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused) as refused:
        earlier(site, "HEAD")
    assert dict(refused.value.problem.values)["reason"].startswith("git: ")


def test_what_went_wrong_is_told_and_not_the_advice_below_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Git speaks where the folder above is on another disk.
    program = tmp_path / "git"
    program.write_text(
        '#!/bin/sh\necho "fatal: no repository\nStopping at a boundary." >&2\nexit 128\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Refused) as refused:
        earlier(site, "HEAD")
    assert dict(refused.value.problem.values)["reason"] == "fatal: no repository"
