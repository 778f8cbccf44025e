"""The files of the theme that pages ask for: the style sheet, the scripts and the icon."""

from __future__ import annotations

from pathlib import Path

from ..core.addresses import ICON, SCRIPT, STYLESHEET, SUBSCRIBE_SCRIPT, Address
from ..core.exports import palette
from ..core.records import Coalition


def static_files(theme: Path, coalition: Coalition) -> dict[Address, bytes]:
    """The style sheet and the icon in the coalition's colours, and the scripts as they are.

    The layers of the style sheet are joined in the order of their folders.
    """
    layers = sorted((theme / "css").glob("*/*.css"))
    style = "\n".join(path.read_text("utf-8").strip() + "\n" for path in layers)
    style += palette.style(coalition)
    drawn = palette.icon((theme / "icons" / "icon.svg").read_bytes(), coalition)
    files = {STYLESHEET: style.encode(), ICON: drawn}
    for script in (SCRIPT, SUBSCRIBE_SCRIPT):
        files[script] = (theme / "js" / Path(script.path).name).read_bytes()
    return files
