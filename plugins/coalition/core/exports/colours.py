"""The name of a colour that calendars can carry (RFC 7986, section 5.9: a name of CSS 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def css_name(colour: str) -> str:
    """The name nearest to ``colour`` (``#RRGGBB``)."""
    wanted = int(colour[1:], 16)

    def distance(name: str) -> int:
        apart = ((wanted >> shift & 255) - (_NAMES[name] >> shift & 255) for shift in (0, 8, 16))
        return sum(one * one for one in apart)

    return min(_NAMES, key=distance)
