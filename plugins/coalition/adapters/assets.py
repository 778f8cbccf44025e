"""The files of the theme that pages ask for: the style sheet, the scripts and the icon."""

from __future__ import annotations

from pathlib import Path

from ..core.addresses import ICON, SCRIPT, STYLESHEET, SUBSCRIBE_SCRIPT, Address


def static_files(theme: Path) -> dict[Address, bytes]:
    """The style sheet, its layers joined in the order of their folders; scripts and icon as they are."""
    layers = sorted((theme / "css").glob("*/*.css"))
    style = "\n".join(path.read_text("utf-8").strip() + "\n" for path in layers)
    files = {STYLESHEET: style.encode(), ICON: (theme / "icons" / "icon.svg").read_bytes()}
    for script in (SCRIPT, SUBSCRIBE_SCRIPT):
        files[script] = (theme / "js" / Path(script.path).name).read_bytes()
    return files
