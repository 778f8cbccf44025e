"""``pelicanconf.py`` read without Pelican, for the commands that do not need it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

NAME = "pelicanconf.py"


def settings_file(root: Path) -> Path:
    """The settings of the folder in which the command was given, else those of the project."""
    here = Path.cwd() / NAME
    return here if here.is_file() else root / NAME


def own_markdown(root: Path) -> dict[str, Any] | None:
    """The MARKDOWN setting when the site makes one; see ``docs/decisions.md``."""
    path = settings_file(root)
    found: dict[str, Any] | None = (
        runpy.run_path(str(path)).get("MARKDOWN") if path.is_file() else None
    )
    return found
