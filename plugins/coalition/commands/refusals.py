"""What a command tells when it writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..core.frontmatter import CONTROL
from ..core.problems import Problem
from ..core.words import Words


def refuse(problems: Iterable[Problem], say: Words) -> None:
    """Tell each problem at its place, on a line of its own, and that nothing was written."""
    for one in sorted(problems):
        told = CONTROL.sub("\ufffd", say.say(one).replace("\n", "\ufffd"))
        sys.stderr.write(f"{one.place}: {told}\n")
    end = say.gettext("Nothing was written.")
    sys.stderr.write(f"{end}\n")
