"""The Git repository in which a site stands, as the person's own Git sees it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

# What belongs to a coalition and not to the code: its texts, and tests about them.
OURS = ("content", "members", "tests/content")

# Files and folders that Git keeps while something of its own is going on, and what to do then.
_BEGUN = {
    "MERGE_HEAD": "An update (a merge) was begun and not finished. “git merge --abort” takes it back.",
    "rebase-merge": "A rebase was begun and not finished. “git rebase --abort” takes it back.",
    "rebase-apply": "A rebase was begun and not finished; “git status” says how to take it back.",
    "CHERRY_PICK_HEAD": "A commit is being picked. “git cherry-pick --abort” takes it back.",
    "REVERT_HEAD": "A commit is being reverted. “git revert --abort” takes it back.",
    "index.lock": (
        "Another Git is at work in this repository. If none is, one was broken off: remove the file "
        "index.lock from the folder .git."
    ),
}


class Ran(Struct, frozen=True):
    """How a command of Git ended: its exit code, what it found, and what it told."""

    code: int
    raw: bytes
    told: str

    @property
    def out(self) -> str:
        """What it found, as text; names of files that are not UTF-8 stay what they are (PEP 383)."""
        return self.raw.decode("utf-8", "surrogateescape")


def run(
    folder: Path, *command: str, given: bytes = b"", more: Mapping[str, str] | None = None
) -> Ran:
    """Run Git on ``folder`` with ``given`` to read, and ``more`` in its environment.

    Its messages are in one language, and it asks nothing on the terminal. Raises OSError when there
    is no Git.
    """
    done = subprocess.run(  # noqa: S603 - no shell, and the person's own Git
        ["git", "-C", str(folder), *command],  # noqa: S607 - wherever this machine has it
        input=given,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(more or {})},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def git(folder: Path, *command: str) -> str | None:
    """What Git says, or None when it cannot."""
    try:
        ran = run(folder, *command)
    except OSError:
        return None
    return ran.out if ran.code == 0 else None


def paths(listed: str | None) -> list[str]:
    """The paths that Git lists with ``-z``, each once."""
    return [*dict.fromkeys(path for path in (listed or "").split("\0") if path)]


def not_safe(folder: Path) -> str:
    """Why what is removed from this folder could not be had back, in a sentence; empty if it could."""
    try:
        ran = run(folder, "rev-parse", "--show-toplevel")
    except FileNotFoundError:
        return "Git is not installed here. Install it (on Debian: apt install git) first.\n"
    if ran.code and "not a git repository" in ran.told.lower():
        return (
            "This folder is no Git repository, so what is removed could not be had back. Work in a "
            "clone, or give “git init”, “git add --all” and “git commit” first.\n"
        )
    if ran.code:
        return f"Git refuses to work in this folder. It says:\n{ran.told}\n"
    top = ran.out.removesuffix("\n")
    if Path(top) != folder.resolve():
        return (
            f"This folder is not the top of a Git repository, which is {top}. Give the command "
            "for a site that has a repository of its own, for example a clone.\n"
        )
    for name, begun in _BEGUN.items():
        if os.path.lexists(
            folder / (git(folder, "rev-parse", "--git-path", name) or "").strip("\n")
        ):
            return f"{begun} Then give the command again.\n"
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
    return paths(git(folder, "ls-files", "-z", "--", *OURS))


def submodules(folder: Path) -> list[str]:
    """The repositories of their own that stand within ``OURS``."""
    listed = paths(git(folder, "ls-files", "--stage", "-z", "--", *OURS))
    return [one.partition("\t")[2] for one in listed if one.startswith("160000 ")]


def in_the_way(folder: Path, wanted: Iterable[str]) -> list[str]:
    """What stands where ``wanted`` would be written, and Git does not hold: it would be lost.

    That is a file or link of that name, or one where a folder is needed.
    """
    ours = set(paths(git(folder, "ls-files", "-z")))
    found = []
    for path in wanted:
        for one in (path, *(str(above) for above in Path(path).parents)):
            place = folder / one
            if one not in ours and (place.is_symlink() or (place.exists() and not place.is_dir())):
                found.append(one)
    return [*dict.fromkeys(found)]


def with_ours(folder: Path, theirs: str) -> str | None:
    """A commit upon ``theirs`` in which ``OURS`` are what they are at HEAD; None when Git cannot.

    Nothing of it is to be seen in the folder. To merge it changes nothing of ``OURS``, since both
    sides have the same.
    """
    with tempfile.TemporaryDirectory() as beside:
        index = {"GIT_INDEX_FILE": str(Path(beside, "index"))}
        if run(folder, "read-tree", theirs, more=index).code:
            return None
        gone = paths(run(folder, "ls-files", "-z", "--", *OURS, more=index).out)
        kept = git(folder, "ls-tree", "-r", "-z", "HEAD", "--", *OURS)
        if kept is None:
            return None
        lines = "".join(f"0 {'0' * len(theirs)}\t{path}\0" for path in gone) + kept
        given = lines.encode("utf-8", "surrogateescape")
        if run(folder, "update-index", "-z", "--index-info", given=given, more=index).code:
            return None
        tree = run(folder, "write-tree", more=index).out.strip()
    made = git(folder, "commit-tree", tree, "-p", theirs, "-m", "Newer code, with our texts")
    return made.strip() if made else None
