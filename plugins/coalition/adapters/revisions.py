"""Earlier states of a site's folder, as Git keeps them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..core import layout
from .trees import refuse

TOPS = (layout.CONTENT, layout.MEMBERS)


@contextlib.contextmanager
def earlier(site: Path, base: str) -> Iterator[Path]:
    """A folder with the texts of the site at ``site`` as they were in the commit ``base``.

    It goes when the work is done. Raises Refused when there is no Git, no repository, or no such
    commit; a site that was not there yet is an empty folder.
    """
    commit = _git(site, base, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
    name = commit.decode().strip()
    listed = _git(site, base, "ls-tree", "-z", "--name-only", name, *TOPS)
    tops = [os.fsdecode(top) for top in listed.split(b"\0") if top]
    with tempfile.TemporaryDirectory(prefix="coalition-") as folder:
        if tops:
            archive = Path(folder) / "tree.tar"
            _git(site, base, "archive", "--format=tar", f"--output={archive}", name, *tops)
            with tarfile.open(archive, encoding="utf-8") as packed:
                # Only what is read: no links, nothing that could leave the folder.
                texts = (one for one in packed if one.isfile() and _is_text(one.name))
                packed.extractall(Path(folder) / "site", texts, filter="data")
        (Path(folder) / "site").mkdir(exist_ok=True)
        yield Path(folder) / "site"


def _is_text(path: str) -> bool:
    return path.endswith(".md") or layout.is_yaml(path)


def _git(site: Path, base: str, *command: str) -> bytes:
    # Its messages in one language, and no question on the terminal.
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the person's own Git
            ["git", "-C", str(site), *command],  # noqa: S607
            capture_output=True,
            env=environment,
            check=False,
        )
    except OSError as error:
        raise refuse(base, "bad_base", reason=f"git: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise refuse(base, "bad_base", reason=said[-1] if said else "git")
    return done.stdout
