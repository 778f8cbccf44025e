"""``update``: what is new in the code, merged; of the coalition's own texts nothing changes."""

from __future__ import annotations

import sys
from pathlib import Path

from ..adapters.repository import git, in_the_way, not_safe, paths, run, with_ours

SHALLOW = (
    "This clone has only the newest part of its history, so Git cannot see where you began. Fetch the "
    "rest with “git fetch --unshallow”, then give the command again.\n"
)
NAMELESS = (
    "Git does not know who you are. Tell it: git config --global user.name NAME and "
    "git config --global user.email ADDRESS; then give the command again. It says:\n"
)


def update(site: Path, source: str, branch: str) -> int:
    """Merge ``branch`` of ``source`` (a remote or an address) into the repository at ``site``.

    Returns an exit code: 0 done, 1 when files of the code were changed on both sides and somebody
    has to choose, 2 when it cannot be done here; then all is as before.
    """
    wrong = not_safe(site) or _not_ready(site)
    if wrong:
        return _cannot(wrong)
    fetched = run(site, "fetch", "--quiet", "--", source, branch)
    theirs = git(site, "rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}")
    if fetched.code or theirs is None:
        return _cannot(
            f"{source}, branch {branch}: cannot be fetched. Write --source with the address of the "
            "repository that you began with, or name it once: git remote add upstream ADDRESS\n"
            f"Git says:\n{fetched.told}\n"
        )
    theirs = theirs.strip()
    if git(site, "merge-base", "--is-ancestor", theirs, "HEAD") is not None:
        sys.stdout.write("There is nothing new.\n")
        return 0
    base = git(site, "merge-base", "HEAD", theirs)
    if base is None:
        return _cannot(
            f"{source}, branch {branch}: it has no common beginning with this repository, so Git "
            "cannot tell what is new. Name the repository that you began with.\n"
        )
    newer = with_ours(site, theirs)
    if newer is None:
        return _cannot("Git cannot put the newer code and your texts together.\n")
    brought = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--diff-filter=d")
    lost = in_the_way(site, paths(git(site, *brought, base.strip(), newer)))
    if lost:
        names = "".join(f"{path}: the update has a file here\n" for path in lost)
        return _cannot(
            f"{names}Git does not hold yours, so they would be lost. Move them away first.\n"
        )
    try:
        code = _merge(site, newer)
    except BaseException:
        git(site, "merge", "--abort")
        raise
    if code == 2:
        git(site, "merge", "--abort")
    return code


def _not_ready(site: Path) -> str:
    """Why a merge could not be made or committed here, in a sentence."""
    if (git(site, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        return SHALLOW
    who = run(site, "var", "GIT_COMMITTER_IDENT")
    return f"{NAMELESS}{who.told}\n" if who.code else ""


def _merge(site: Path, newer: str) -> int:
    """Merge and commit in one; the code 2 may leave a merge that was begun."""
    # Without guesses at renames: a text of theirs that moved to the examples was removed by us. And
    # without options that somebody set for merges of the branch, such as to take nothing over.
    branch = (git(site, "symbolic-ref", "--short", "--quiet", "HEAD") or "").strip()
    plainly = ("-c", f"branch.{branch}.mergeoptions=") if branch else ()
    how = ("--no-ff", "--no-edit", "--quiet", "--strategy=recursive", "-Xno-renames")
    merged = run(site, *plainly, "merge", *how, "-m", "Take over newer code", newer)
    if merged.code == 0:
        sys.stdout.write("Done. “invoke check” and “invoke serve” show whether all is well.\n")
        return 0
    both = paths(git(site, "diff", "--name-only", "-z", "--diff-filter=U"))
    if merged.code == 1 and both:
        sys.stderr.write("".join(f"{path}: changed by you and by others\n" for path in both))
        sys.stderr.write(
            "Choose what shall stand in these files, then “git add” them and “git commit”; or give "
            "“git merge --abort”, and all is as before.\n"
        )
        return 1
    told = merged.told or merged.out.strip()
    return _cannot(f"Git cannot merge; nothing was changed. It says:\n{told}\n")


def _cannot(why: str) -> int:
    sys.stderr.write(why)
    return 2
