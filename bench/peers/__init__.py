"""Who builds the corpus, and how each is asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..corpus import Corpus
from . import coalition, hugo, pelican

COLD, FIRST_EDIT, EDIT, NOCHANGE = "cold", "first edit", "edit", "nochange"
HUGO, PELICAN, OURS, OURS_FULL = "hugo", "pelican", "ours", "ours-full"


@dataclass(frozen=True)
class Peer:
    """A generator and its adapter.

    A peer has a folder of its own with its sources in ``site`` and what it builds in ``output``.
    Whatever else it leaves in that folder is state or cache, and goes before a cold build.
    """

    label: str
    lay_out: Callable[[Corpus, Path], None]
    command: Callable[[Path, Path], list[str]]  # its folder, the folder of its environment
    scenarios: tuple[str, ...] = (COLD,)  # for those that always build everything, one is enough
    requirements: Path | None = None  # what its environment is made of; None: the one we run in
    slow: bool = False  # at L once, and its memory is not measured there


_HERE = Path(__file__).parent
# The first edit after a cold build makes the second tree, too.
_EVERY = (COLD, FIRST_EDIT, EDIT, NOCHANGE)

# In the order in which they take turns.
PEERS: Final = {
    HUGO: Peer(
        "Hugo", hugo.lay_out, hugo.command, requirements=_HERE / "hugo" / "requirements.txt"
    ),
    PELICAN: Peer(
        "Pelican + i18n-subsites",
        pelican.lay_out,
        pelican.command,
        requirements=_HERE / "pelican" / "requirements.txt",
        slow=True,
    ),
    OURS: Peer("ours", coalition.lay_out, coalition.command, _EVERY),
    OURS_FULL: Peer("ours, all outputs", coalition.lay_out, coalition.full_command, _EVERY),
}
