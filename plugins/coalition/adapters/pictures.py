"""Pictures made safe to publish: upright, without metadata, not larger than needed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path

from ..core import layout
from ..core.problems import Place, Problem

BYTES_LIMIT = 20 * 1024 * 1024
PIXELS_LIMIT = 40_000_000
WIDTH = 1600


def prepare(
    site: Path, paths: tuple[str, ...], where: Callable[[str], Place]
) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes to publish for each file of ``paths``, and what is wrong with the others.

    Pictures are written anew; other files are published as they are. ``where`` gives the place
    to name for a path.
    """
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        size = (site / path).stat().st_size
        name = path.rpartition("/")[2]
        if size > BYTES_LIMIT:
            problems.append(
                Problem.at(
                    where(path),
                    "picture_large",
                    found=name,
                    size=f"{size / 2**20:.0f} MB",
                    limit=f"{BYTES_LIMIT // 2**20} MB",
                )
            )
            continue
        raw = (site / path).read_bytes()
        if layout.extension(path) not in layout.PICTURES:
            contents[path] = raw
            continue
        made = _redraw(raw, name, where(path))
        if isinstance(made, Problem):
            problems.append(made)
        else:
            contents[path] = made
    return contents, problems


def _redraw(raw: bytes, name: str, place: Place) -> bytes | Problem:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP", "GIF"))
            if opened.width * opened.height > PIXELS_LIMIT:
                return Problem.at(
                    place,
                    "picture_large",
                    found=name,
                    size=f"{opened.width * opened.height / 1e6:.0f} MP",
                    limit=f"{PIXELS_LIMIT // 10**6} MP",
                )
            kind = opened.format or ""
            picture = ImageOps.exif_transpose(opened)
            has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
            picture = picture.convert("RGBA" if has_alpha else "RGB")
            if picture.width > WIDTH:
                height = round(picture.height * WIDTH / picture.width)
                picture = picture.resize((WIDTH, max(1, height)), Image.Resampling.LANCZOS)
            clean = Image.new(picture.mode, picture.size)
            clean.paste(picture)
            out = io.BytesIO()
            if kind == "JPEG":
                clean.convert("RGB").save(out, "JPEG", quality=82, optimize=True, progressive=True)
            elif kind == "WEBP":
                clean.save(out, "WEBP", quality=80, method=4)
            elif kind == "GIF":
                clean.convert("P", palette=Image.Palette.ADAPTIVE).save(out, "GIF")
            else:
                clean.save(out, "PNG", optimize=True)
            return out.getvalue()
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return Problem.at(place, "bad_picture", found=name)
