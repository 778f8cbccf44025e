"""A picture drawn anew: upright, in sRGB, in the widths and formats of the site, and nothing else.

Only pixels get through. Whatever a file carries beside them (EXIF with the place where a photo was
taken, colour profiles, comments, anything appended) is used here or lost. The same bytes in give
the same bytes out, however many processors there are (``crew``).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any, Final, cast

from PIL import ExifTags, Image, ImageCms

from ..core import images
from ..core.images import Drawing

PIXELS_LIMIT: Final = 40_000_000
SIDE_LIMIT: Final = 12_000
# A progressive JPEG has ten passes or so. Another one takes 50 bytes, and time for every pixel.
PASSES_LIMIT: Final = 100

# Measured on photos of 1600 x 1200: at speed 8 AVIF is 5 % larger than at 6 and takes a third of
# the time; at 60 it looks like the JPEG and has half its size. One thread, since both the number
# of threads and that of tiles change the bytes.
_SETTINGS: Final[Mapping[str, Mapping[str, Any]]] = {
    images.AVIF: {"quality": 60, "speed": 8, "max_threads": 1, "autotiling": False},
    images.JPEG: {"quality": 82, "optimize": True, "progressive": True},
    images.PNG: {"compress_level": 6},
}
_FORMATS: Final = {images.AVIF: "AVIF", images.JPEG: "JPEG", images.PNG: "PNG"}

# The start of a segment of a JPEG, as opposed to what stands between two of them.
_MARKER: Final = re.compile(b"\xff([\xc0-\xcf\xd8-\xfe])")

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING: Final = frozenset({5, 6, 7, 8})

# In which mode the colours are that a profile describes.
_DESCRIBED: Final = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
_GREY: Final = frozenset({"1", "L", "LA"})
_DEEP: Final = frozenset({"I", "I;16", "I;16L", "I;16B", "I;16N"})


class Undrawn(Exception):
    """Why a picture was not drawn."""


class TooLarge(Undrawn):
    """A picture beyond the limits; says its measure and the limit."""

    def __init__(self, size: str, limit: str) -> None:
        self.size, self.limit = size, limit
        super().__init__(size, limit)  # what another process needs to make it again


class Broken(Undrawn):
    """What is no picture, or none that can be read to its end."""


def draw(raw: bytes) -> Drawing:
    """Draw the picture in ``raw``, the first one if it moves. Raises TooLarge or Broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            widest = _widest(_opened(raw))
    except (TooLarge, Broken):
        raise
    except Image.DecompressionBombError:
        most = (Image.MAX_IMAGE_PIXELS or 0) * 2 // 10**6
        raise TooLarge(f"> {most} MP", f"{PIXELS_LIMIT // 10**6} MP") from None
    except Exception as error:
        raise Broken from error  # a decoder can raise anything
    return _files(widest)


def _opened(raw: bytes) -> Image.Image:
    if raw.startswith(b"\xff\xd8") and _passes(raw) > PASSES_LIMIT:
        raise Broken
    opened = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP", "GIF"))
    pixels = opened.width * opened.height
    if pixels > PIXELS_LIMIT:
        raise TooLarge(f"{pixels / 1e6:.0f} MP", f"{PIXELS_LIMIT // 10**6} MP")
    if max(opened.size) > SIDE_LIMIT:
        raise TooLarge(f"{max(opened.size)} px", f"{SIDE_LIMIT} px")
    return opened


def _passes(jpeg: bytes) -> int:
    """How often a JPEG goes over its pixels; phones append whole films after its end."""
    at = passes = 0
    while (marker := _MARKER.search(jpeg, at)) and marker[1] != b"\xd9":
        passes += marker[1] == b"\xda"
        length = int.from_bytes(jpeg[marker.end() : marker.end() + 2], "big")
        at = marker.end() + (length if marker[1] != b"\xd8" else 0)
    return passes


def _widest(opened: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, in its largest width; made small first, as that is cheapest."""
    turn = _orientation(opened)
    lying = turn in _LYING
    size = opened.size[::-1] if lying else opened.size
    size = images.scaled(size, images.widths(size[0])[-1])
    side = size[::-1] if lying else size
    opened.draft(None, (2 * side[0], 2 * side[1]))  # a JPEG is read no larger than it has to be
    profile, grey = opened.info.get("icc_profile"), opened.mode in _GREY | _DEEP
    picture = _plain(opened)
    if picture.size != side:
        picture = picture.resize(side, Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _in_srgb(picture, profile, grey)
    return picture.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else picture


def _orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - broken EXIF says nothing, and is no reason to refuse a picture
        return 1


def _plain(opened: Image.Image) -> Image.Image:
    """The pixels in one of the modes L, CMYK, RGB and, when something shows through, RGBA."""
    if opened.mode in _DEEP:  # 16 bits of grey
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if opened.has_transparency_data:
        picture = opened.convert("RGBA")
        lowest, _ = cast(tuple[int, int], picture.getchannel("A").getextrema())  # of one band
        return picture if lowest < 255 else picture.convert("RGB")
    if opened.mode in _GREY:
        return opened.convert("L")
    return opened.convert("CMYK" if opened.mode == "CMYK" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None, grey: bool) -> Image.Image:
    """The colours as the profile means them; without a profile that fits, as they are."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = _profiled(picture, profile, grey) if profile else None
    if colours is None:
        colours = picture.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _profiled(picture: Image.Image, profile: bytes, grey: bool) -> Image.Image | None:
    own = "CMYK" if picture.mode == "CMYK" else "L" if grey else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        described = _DESCRIBED.get(source.profile.xcolor_space)
        if described is None or (described != own and (own, described) != ("L", "RGB")):
            return None
        srgb = ImageCms.createProfile("sRGB")
        colours = picture.convert(described)
        return ImageCms.profileToProfile(colours, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _files(widest: Image.Image) -> Drawing:
    plain = images.PNG if widest.mode == "RGBA" else images.JPEG
    return Drawing(
        *widest.size,
        plain,
        tuple(
            _encoded(widest, images.scaled(widest.size, width), form)
            for form, width in images.drawings(widest.width, plain)
        ),
    )


def _encoded(widest: Image.Image, size: tuple[int, int], form: str) -> bytes:
    same = size == widest.size
    picture = widest.copy() if same else widest.resize(size, Image.Resampling.LANCZOS)
    picture.info = {}  # some encoders write what they find there
    out = io.BytesIO()
    picture.save(out, _FORMATS[form], **_SETTINGS[form])
    return out.getvalue()
