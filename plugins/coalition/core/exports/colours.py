"""The name of a colour that calendars can carry (RFC 7986, section 5.9: a name of CSS 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

# Of the 147 names of CSS 3 those that a calendar can be told by: white writing on them is read well,
# and no two of them look alike.
_NAMES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "black": 0x000000,
        "brown": 0xA52A2A,
        "chocolate": 0xD2691E,
        "crimson": 0xDC143C,
        "darkblue": 0x00008B,
        "darkcyan": 0x008B8B,
        "darkgoldenrod": 0xB8860B,
        "darkgreen": 0x006400,
        "darkmagenta": 0x8B008B,
        "darkolivegreen": 0x556B2F,
        "darkorchid": 0x9932CC,
        "darkred": 0x8B0000,
        "darkslateblue": 0x483D8B,
        "darkslategray": 0x2F4F4F,
        "deeppink": 0xFF1493,
        "dimgray": 0x696969,
        "dodgerblue": 0x1E90FF,
        "forestgreen": 0x228B22,
        "indigo": 0x4B0082,
        "lightseagreen": 0x20B2AA,
        "mediumblue": 0x0000CD,
        "mediumvioletred": 0xC71585,
        "midnightblue": 0x191970,
        "olive": 0x808000,
        "olivedrab": 0x6B8E23,
        "orangered": 0xFF4500,
        "purple": 0x800080,
        "red": 0xFF0000,
        "royalblue": 0x4169E1,
        "saddlebrown": 0x8B4513,
        "seagreen": 0x2E8B57,
        "sienna": 0xA0522D,
        "slateblue": 0x6A5ACD,
        "slategray": 0x708090,
        "steelblue": 0x4682B4,
        "teal": 0x008080,
    }
)


def exact(colour: str | None) -> str:
    """``#RRGGBB``, of ``#rrggbb`` or ``#rgb``; empty for anything else."""
    if colour and re.fullmatch(r"#[0-9a-fA-F]{3}", colour):
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    return colour.upper() if colour and re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else ""


@cache
def css_name(colour: str) -> str:
    """The name nearest to ``colour`` (``#RRGGBB``); its hue counts for more than its lightness."""
    lightness, *hue = oklab(int(colour[1:], 16))

    def distance(name: str) -> float:
        other, *its = oklab(_NAMES[name])
        return ((lightness - other) / 2) ** 2 + sum(
            (one - two) ** 2 for one, two in zip(hue, its, strict=True)
        )

    return min(_NAMES, key=distance)


def oklab(colour: int) -> tuple[float, float, float]:
    """Lightness, green to red and blue to yellow as eyes see them (Oklab, Björn Ottosson 2020)."""
    red, green, blue = (linear((colour >> shift & 255) / 255) for shift in (16, 8, 0))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def linear(part: float) -> float:
    """Red, green or blue, from 0 to 1, as an amount of light (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
