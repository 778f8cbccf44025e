"""``update``: what is new in the code, merged; of the coalition's own texts nothing changes."""

from __future__ import annotations

import sys
from pathlib import Path

from ..adapters.repository import OURS, git, not_safe


def update(site: Path, source: str, branch: str) -> int:
    """Merge ``branch`` of ``source`` (a remote or an address) into the repository at ``site``.

    Returns an exit code: 0 done, 1 when files of the code were changed on both sides and somebody
    has to choose, 2 when it cannot be done here.
    """
    wrong = not_safe(site)
    if wrong:
        sys.stderr.write(wrong)
        return 2
    if git(site, "fetch", "--quiet", source, branch) is None:
        sys.stderr.write(
            f"{source}, branch {branch}: cannot be fetched. Write --source with the address of the "
            "repository that you began with, or name it once: git remote add upstream ADDRESS\n"
        )
        return 2
    if git(site, "merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD") is not None:
        sys.stdout.write("There is nothing new.\n")
        return 0
    # Without guesses at folders that were renamed: ours were removed, and others came in their place.
    plainly = ("-c", "merge.directoryRenames=false")
    git(site, *plainly, "merge", "--no-commit", "--no-ff", "--quiet", "FETCH_HEAD")
    if git(site, "rev-parse", "--verify", "MERGE_HEAD") is None:
        sys.stderr.write("Git cannot merge the two; they have no common beginning.\n")
        return 2
    # Whatever the merge made of them, they are what they were; what came with it goes again, and it
    # cannot be anything else, since all was committed.
    git(site, "reset", "--quiet", "--", *OURS)
    git(site, "checkout", "--quiet", "HEAD", "--", "content", "members")
    git(site, "clean", "--quiet", "--force", "-d", "--", *OURS)
    both = (git(site, "diff", "--name-only", "--diff-filter=U") or "").split()
    if both:
        sys.stderr.write("".join(f"{path}: changed by you and by others\n" for path in both))
        sys.stderr.write(
            "Choose what shall stand in these files, then “git add” them and “git commit”; or give "
            "“git merge --abort”, and all is as before.\n"
        )
        return 1
    if git(site, "commit", "--quiet", "--no-edit") is None:
        sys.stderr.write("Git cannot commit; “git commit” says why.\n")
        return 2
    sys.stdout.write("Done. “invoke check” and “invoke serve” show whether all is well.\n")
    return 0
