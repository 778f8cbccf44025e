"""What is HTML, and how a text becomes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from markupsafe import Markup
from markupsafe import escape as escape_any

from ..core.showing import Said

# A text that is HTML already, marked as such: Markup itself takes four times as long, since it looks
# whether it was given something else. The linter asks of each use why it is safe, as of Markup's.
safe: Final[Callable[[str], Markup]] = partial(str.__new__, Markup)


def escape(value: object) -> str:
    """``value`` as HTML: what markupsafe does, but most texts have nothing to escape."""
    if type(value) is Markup:
        return value
    text = value.text if type(value) is Said else value
    if type(text) is not str:
        return escape_any(text)
    if "<" in text or "&" in text or ">" in text or '"' in text or "'" in text:
        return escape_any(text)
    return text


def is_blank(text: str) -> bool:
    """Whether there is nothing in ``text`` but white space."""
    return not text or text.isspace()
