"""``pelicanconf.py`` read without Pelican, for the commands that do not need it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAME = "pelicanconf.py"


@contextlib.contextmanager
def usable(path: Path) -> Iterator[None]:
    """Refused when the settings at ``path`` are no Python, or ask for what is not installed."""
    try:
        yield
    except (SyntaxError, NameError, ImportError, AttributeError, TypeError, ValueError) as error:
        from .trees import refuse  # only for who has a problem: this is read on every start

        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise refuse(path.name, "bad_settings", reason=reason) from None


def settings_file(root: Path) -> Path:
    """The settings of the folder in which the command was given, else those of the project."""
    here = Path.cwd() / NAME
    return here if here.is_file() else root / NAME


def own_markdown(root: Path) -> dict[str, Any] | None:
    """The MARKDOWN setting when the site makes one; see ``docs/decisions.md``."""
    path = settings_file(root)
    with usable(path):
        import runpy

        settings = runpy.run_path(str(path)) if path.is_file() else {}
    found: dict[str, Any] | None = settings.get("MARKDOWN")
    return found
