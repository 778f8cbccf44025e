"""``update``: what is new in the code, merged; of the coalition's own texts nothing changes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ..adapters.repository import OURS, git, not_safe, run

DONE, CHOOSE, IMPOSSIBLE = 0, 1, 2


def update(site: Path, source: str, branch: str) -> int:
    """Merge ``branch`` of ``source`` (a remote or an address) into the repository at ``site``.

    Returns an exit code: 0 done, 1 when files of the code were changed on both sides and somebody
    has to choose, 2 when it cannot be done here.
    """
    wrong = not_safe(site)
    if wrong:
        return _impossible(wrong)
    if git(site, "fetch", "--quiet", "--", source, branch) is None:
        return _impossible(
            f"{source}, branch {branch}: cannot be fetched. Write --source with the address of the "
            "repository that you began with, or name it once: git remote add upstream ADDRESS\n"
        )
    if git(site, "merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD") is not None:
        sys.stdout.write("There is nothing new.\n")
        return DONE
    if git(site, "merge-base", "FETCH_HEAD", "HEAD") is None:
        shallow = (git(site, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
        way = "; this clone is not whole: give “git fetch --unshallow” first" if shallow else ""
        return _impossible(f"The two have no common beginning{way}.\n")
    theirs = _with_our_texts(site)
    if not theirs:
        return IMPOSSIBLE
    return _merged(site, theirs)


def _with_our_texts(site: Path) -> str:
    """A commit on top of what was fetched, in which our texts are what they are here; empty: none.

    Merging it can change none of them, whatever both sides did to theirs: it says just what we have.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        steps = (
            (("read-tree", "FETCH_HEAD"), ""),
            (("rm", "-r", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", *OURS), ""),
            (
                ("update-index", "-z", "--index-info"),
                git(site, "ls-tree", "-r", "-z", "HEAD", "--", *OURS) or "",
            ),
            (("write-tree",), ""),
        )
        tree = ""
        for command, given in steps:
            code, tree, complaint = run(site, *command, given=given, index=index)
            if code:
                return _refused(complaint)
    words = ("-m", "Later changes of the code, with our own texts")
    code, commit, complaint = run(site, "commit-tree", tree.strip(), "-p", "FETCH_HEAD", *words)
    return _refused(complaint) if code else commit.strip()


def _refused(complaint: str) -> str:
    """Git's own words: that it does not know who commits, that the disk is full."""
    _impossible(f"Git cannot prepare the update: {complaint.strip()}\n")
    return ""


def _merged(site: Path, commit: str) -> int:
    name = (git(site, "symbolic-ref", "--short", "--quiet", "HEAD") or "").strip()
    # Neither guesses at folders that were renamed nor what this branch may be told to do otherwise.
    plainly = ["-c", "merge.directoryRenames=false"]
    plainly += ["-c", f"branch.{name}.mergeoptions="] if name else []
    code, _, complaint = run(
        site,
        *plainly,
        "merge",
        "--no-ff",
        "--no-edit",
        "--quiet",
        "-m",
        "Merge later changes of the code",
        commit,
    )
    if code == 0:
        sys.stdout.write("Done. “invoke check” and “invoke serve” show whether all is well.\n")
        return DONE
    both = (git(site, "diff", "--name-only", "-z", "--diff-filter=U") or "").split("\0")
    both = [path for path in both if path]
    if not both:
        git(site, "merge", "--abort")
        return _impossible(f"Git cannot merge: {complaint.strip()}\n")
    sys.stderr.write("".join(f"{path}: changed by you and by others\n" for path in both))
    sys.stderr.write(
        "Choose what shall stand in these files, then “git add” them and “git commit”; or give "
        "“git merge --abort”, and all is as before.\n"
    )
    return CHOOSE


def _impossible(words: str) -> int:
    sys.stderr.write(words)
    return IMPOSSIBLE
