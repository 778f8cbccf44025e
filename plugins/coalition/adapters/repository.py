"""The Git repository in which a site stands, as the person's own Git sees it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# What belongs to a coalition and not to the code: its texts, and tests about them.
OURS = ("content", "members", "tests/content")


def git(folder: Path, *command: str) -> str | None:
    """What Git says, or None when it cannot; it asks nothing on the terminal."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", str(folder), *command],  # noqa: S607
            capture_output=True,
            env=environment,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def not_safe(folder: Path) -> str:
    """Why what is removed from this folder could not be had back, in a sentence; empty if it could."""
    top = git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        return (
            "This folder is no Git repository, so what is removed could not be had back. Work in a "
            "clone, or give “git init”, “git add --all” and “git commit” first.\n"
        )
    if Path(top.strip()) != folder.resolve():
        return (
            f"This folder is not the top of a Git repository, which is {top.strip()}. Give the command "
            "for a site that has a repository of its own, for example a clone.\n"
        )
    changed = git(folder, "status", "--porcelain", "--untracked-files=normal")
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
