"""What the adapters share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

# Both peers link to one small style sheet.
STYLE: Final = (
    "body{font:16px/1.5 system-ui;max-width:46rem;margin:auto;padding:1rem}"
    "nav a{margin-right:1rem}\n"
)


def packages(venv: Path) -> Path:
    """The folder in which a virtual environment keeps its packages."""
    (found,) = venv.glob("lib/python3*/site-packages")
    return found
