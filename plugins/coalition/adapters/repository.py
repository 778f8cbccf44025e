"""The Git repository in which a site stands, as the person's own Git sees it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# What belongs to a coalition and not to the code: its texts, and tests about them.
OURS = ("content", "members", "tests/content")


# What Git leaves in its folder while a merge, a rebase or the like is not finished.
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def run(
    folder: Path, *command: str, given: str = "", index: Path | None = None
) -> tuple[int, str, str]:
    """Git's exit code, what it says and what it complains of; it asks nothing on the terminal.

    It is ``given`` something to read, and may work on another ``index``. Names that are not UTF-8
    come back as they are.
    """
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    if index is not None:
        environment["GIT_INDEX_FILE"] = str(index)
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", str(folder), *command],  # noqa: S607
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            env=environment,
            check=False,
        )
    except OSError as error:
        return 127, "", f"git: {error.strerror}"
    said, complaint = (one.decode("utf-8", "surrogateescape") for one in (done.stdout, done.stderr))
    return done.returncode, said, complaint


def git(folder: Path, *command: str) -> str | None:
    """What Git says, or None when it cannot."""
    code, said, _ = run(folder, *command)
    return said if code == 0 else None


def not_safe(folder: Path) -> str:
    """Why what is removed from this folder could not be had back, in a sentence; empty if it could."""
    code, top, complaint = run(folder, "rev-parse", "--show-toplevel")
    if code and "not a git repository" not in complaint:
        return f"Git cannot work here: {complaint.strip()}\n"
    if code:
        return (
            "This folder is no Git repository, so what is removed could not be had back. Work in a "
            "clone, or give “git init”, “git add --all” and “git commit” first.\n"
        )
    if Path(top.strip()) != folder.resolve():
        return (
            f"This folder is not the top of a Git repository, which is {top.strip()}. Give the command "
            "for a site that has a repository of its own, for example a clone.\n"
        )
    places = (run(folder, "rev-parse", "--git-path", one)[1].strip() for one in _UNFINISHED)
    if any((folder / place).exists() for place in places if place):
        return (
            "A merge or a rebase was not finished here. “git merge --abort” (or “git rebase --abort”) "
            "takes it back; then give the command again.\n"
        )
    changed = git(folder, "status", "--porcelain", "--untracked-files=all")
    if changed is None:
        return (
            "Git cannot tell here whether all is committed (“git status” says why). Mend that first, "
            "then give the command again.\n"
        )
    if changed:
        return (
            "Some files are changed and not committed (“git status” lists them). Commit them first, "
            "then give the command again.\n"
        )
    return ""


def held(folder: Path) -> list[str]:
    """What Git holds of ``OURS``, as it stands before the next commit; paths from ``folder``."""
    listed = git(folder, "ls-files", "-z", "--", *OURS) or ""
    return [*dict.fromkeys(path for path in listed.split("\0") if path)]
