"""The files of the theme that pages ask for: the style sheet and the icon."""

from __future__ import annotations

from pathlib import Path

from ..core.addresses import ICON, STYLESHEET, Address


def static_files(theme: Path) -> dict[Address, bytes]:
    """The style sheet, its layers joined in the order of their folders, and the icon."""
    layers = sorted((theme / "css").glob("*/*.css"))
    style = "\n".join(path.read_text("utf-8").strip() + "\n" for path in layers)
    return {STYLESHEET: style.encode(), ICON: (theme / "icons" / "icon.svg").read_bytes()}
