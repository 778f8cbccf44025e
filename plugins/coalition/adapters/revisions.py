"""Earlier states of a site's texts, as Git keeps them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..core import layout
from .repository import run
from .trees import refuse

TOPS = (layout.CONTENT, layout.MEMBERS)
_FILES = (b"100644", b"100755")  # and no links


def earlier(site: Path, base: str) -> Mapping[str, bytes]:
    """The texts of the site at ``site`` as they were in the commit ``base``, by path.

    Raises Refused when there is no Git, no repository, or no such commit; of a site that was not
    there yet, there is nothing.
    """
    named = _git(site, base, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
    listed = _git(site, base, "ls-tree", "-r", "-z", named.decode().strip(), *TOPS)
    names = dict(_listed(listed))
    asked = b"".join(name + b"\n" for name in names.values())
    contents = _contents(_git(site, base, "cat-file", "--batch", given=asked))
    return dict(zip(names, contents, strict=True))


def _listed(tree: bytes) -> Iterator[tuple[str, bytes]]:
    """Each text by its path, with the name of its content: ``mode blob name<tab>path``."""
    for entry in tree.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        path = unicodedata.normalize("NFC", name.decode("utf-8", "replace"))
        if about[:6] in _FILES and (path.endswith(".md") or layout.is_yaml(path)):
            yield path, about.rpartition(b" ")[2]


def _contents(batch: bytes) -> Iterator[bytes]:
    """What ``cat-file --batch`` tells: for each a line that ends with its size, then so many bytes."""
    at = 0
    while at < len(batch):
        start = batch.index(b"\n", at) + 1
        size = int(batch[at : start - 1].rpartition(b" ")[2])
        yield batch[start : start + size]
        at = start + size + 1


def _git(site: Path, base: str, *command: str, given: bytes = b"") -> bytes:
    try:
        ran = run(site, *command, given=given)
    except OSError as error:
        raise refuse(base, "bad_base", reason=f"git: {error.strerror}") from None
    if ran.code:
        told = (ran.told or "git").splitlines()
        # Advice may follow what went wrong.
        raise refuse(
            base, "bad_base", reason=next((one for one in told if "fatal: " in one), told[-1])
        )
    return ran.raw
