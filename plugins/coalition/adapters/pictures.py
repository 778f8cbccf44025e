"""Pictures made safe to publish: upright, without metadata, not larger than needed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from ..core import layout
from ..core.problems import Place, Problem

BYTES_LIMIT = 20 * 1024 * 1024
PIXELS_LIMIT = 40_000_000
SIDE_LIMIT = 12_000
SIDE = 1600


def prepare(
    site: Path, paths: Mapping[str, str], where: Callable[[str], Place]
) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes to publish for each file of ``paths``, and what is wrong with the others.

    ``paths`` gives the name on disk for each path. Pictures are drawn anew; other files are
    published as they are. ``where`` gives the place to name for a path.
    """
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, on_disk in paths.items():
        name = path.rpartition("/")[2]
        size = (site / on_disk).stat().st_size
        if size > BYTES_LIMIT:
            made: bytes | Problem = _large(
                where(path), name, f"{size / 2**20:.0f} MB", f"{BYTES_LIMIT // 2**20} MB"
            )
        elif layout.extension(path) in layout.PICTURES:
            made = _redraw((site / on_disk).read_bytes(), name, where(path))
        else:
            made = (site / on_disk).read_bytes()
        if isinstance(made, Problem):
            problems.append(made)
        else:
            contents[path] = made
    return contents, problems


def _large(place: Place, name: str, size: str, limit: str) -> Problem:
    return Problem.at(place, "picture_large", found=name, size=size, limit=limit)


def _redraw(raw: bytes, name: str, place: Place) -> bytes | Problem:
    from PIL import Image, ImageOps  # only for sites with pictures

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened: Image.Image = Image.open(
                io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP", "GIF")
            )
            if opened.width * opened.height > PIXELS_LIMIT:
                pixels = f"{opened.width * opened.height / 1e6:.0f} MP"
                return _large(place, name, pixels, f"{PIXELS_LIMIT // 10**6} MP")
            if max(opened.size) > SIDE_LIMIT:
                return _large(place, name, f"{max(opened.size)} px", f"{SIDE_LIMIT} px")
            kind = opened.format
            opened.draft("RGB", (SIDE, SIDE))  # a JPEG is read at the size that is needed
            has_alpha = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
            wanted = "RGBA" if has_alpha else "RGB"
            if opened.mode in ("P", "1", "PA"):
                opened = opened.convert(wanted)
            # Made small first: all that follows works on the small one.
            opened.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            picture = ImageOps.exif_transpose(opened).convert(wanted)
            picture.info.clear()
            out = io.BytesIO()
            if kind == "JPEG":
                picture.convert("RGB").save(
                    out, "JPEG", quality=82, optimize=True, progressive=True
                )
            elif kind == "WEBP":
                picture.save(out, "WEBP", quality=80, method=4)
            elif kind == "GIF":
                picture.save(out, "GIF")
            else:
                picture.save(out, "PNG", optimize=True)
            return out.getvalue()
    except Exception:  # noqa: BLE001 - a broken picture can raise anything in its decoder
        return Problem.at(place, "bad_picture", found=name)
