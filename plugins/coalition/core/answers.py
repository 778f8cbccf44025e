"""Every question that is ``asked`` of a site, answered again by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from .linking import Ground
from .reads import fingerprint
from .site import Site


def answers(site: Site, ground: Ground, day: date) -> Callable[[str], str]:
    """What gives the fingerprint of the answer to a question (its word, a space, what about).

    It is empty for a question about something that is gone.
    """
    holders = (site.index, site.agenda(day), ground, site)
    questions: dict[str, Callable[[str], Any]] = {"today": lambda _: day}

    def answer(name: str) -> str:
        word, _, about = name.partition(" ")
        if word not in questions:
            questions[word] = next(
                getattr(holder, word) for holder in holders if hasattr(type(holder), word)
            )
        try:
            return fingerprint(questions[word](about))
        except KeyError:
            return ""

    return answer
