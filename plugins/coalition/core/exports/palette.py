"""The colours of a coalition's pages, derived from the one or two that it names.

Whatever the colour, text in it stands 7:1 against each ground that the theme puts it on, light and dark
(WCAG 2.2, contrast enhanced), the theme's quiet text at least 4.5:1 (contrast minimum), and signs 3:1
(non-text contrast): only hue and strength are taken from it, and lightness as far as that allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, cos, hypot, sin
from typing import Final

from ..records import Coalition
from .colours import exact, linear, oklab

TEXT, SIGN = 7.0, 3.0
# What the theme has beside these (theme/css/10-tokens/colours.css): paper and surface, on which signs
# stand, too, and the grounds of notices.
LIGHT_GROUNDS: Final = ("#FBFAF7", "#FFFFFF")
DARK_GROUNDS: Final = ("#141A19", "#1C2523")
LIGHT_NOTICES: Final = ("#FBEED8", "#FBE6E4")
DARK_NOTICES: Final = ("#3A2C14", "#45201D")
# The colours that the theme's own icon is drawn in.
ICON_GROUND, ICON_MARK = "#095445", "#f2b84b"

_STEP: Final = 0.005


def style(coalition: Coalition) -> str:
    """What is added to the style sheet: custom properties of the theme; empty without a colour."""
    light, dark = colours(coalition)
    if not light:
        return ""

    def root(made: dict[str, str], indent: str) -> str:
        lines = "".join(f"{indent}  --{name}: {value};\n" for name, value in made.items())
        return f"{indent}:root {{\n{lines}{indent}}}\n"

    query = "@media screen and (prefers-color-scheme: dark)"
    return f"\n{root(light, '')}\n{query} {{\n{root(dark, '  ')}}}\n"


def icon(drawn: bytes, coalition: Coalition) -> bytes:
    """The theme's icon in the colours of the coalition."""
    light, _ = colours(coalition)
    ground, mark = light.get("accent", ICON_GROUND), ICON_MARK
    if second := exact(coalition.second_colour):
        mark = _until(_up(*_lch(second)), (ground,), SIGN)
    return drawn.replace(ICON_GROUND.encode(), ground.encode()).replace(
        ICON_MARK.encode(), mark.encode()
    )


def colours(coalition: Coalition) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties of the theme that are not its own, by name: light ones, dark ones."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    if main := exact(coalition.colour):
        lightness, strength, hue = _lch(main)
        soft = _tone(0.945, min(strength, 0.04), hue)
        grounds = (*LIGHT_GROUNDS, *LIGHT_NOTICES, soft)
        accent = _until(_down(lightness, strength, hue), grounds, TEXT)
        light |= {
            "accent": accent,
            "accent-strong": _tone(_lch(accent)[0] - 0.09, strength, hue),
            "accent-soft": soft,
            "coal": _tone(0.3, min(strength, 0.06), hue),
        }
        soft = _tone(0.32, min(strength, 0.05), hue)
        grounds = (*DARK_GROUNDS, *DARK_NOTICES, soft)
        accent = _until(_up(max(lightness, 0.8), strength, hue), grounds, TEXT)
        dark |= {
            "accent": accent,
            "accent-strong": _tone(min(_lch(accent)[0] + 0.07, 0.97), min(strength, 0.1), hue),
            "accent-soft": soft,
            "on-accent": _tone(0.2, min(strength, 0.04), hue),
            "coal": _tone(0.16, min(strength, 0.03), hue),
        }
    if second := exact(coalition.second_colour):
        lightness, strength, hue = _lch(second)
        light["mark"] = _until(_down(lightness, strength, hue), LIGHT_GROUNDS, SIGN)
        dark["mark"] = _until(_up(lightness, strength, hue), DARK_GROUNDS, SIGN)
    return light, dark


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#RRGGBB``), from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _lch(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, strength (chroma) and hue, in radians, as eyes see them."""
    lightness, a, b = oklab(int(colour[1:], 16))
    return lightness, hypot(a, b), atan2(b, a)


def _tone(lightness: float, strength: float, hue: float) -> str:
    """The colour of this lightness and hue, as strong as a screen can show it and no stronger."""
    while True:
        parts = _srgb(lightness, strength * cos(hue), strength * sin(hue))
        if strength <= 0 or all(-0.0005 <= part <= 1.0005 for part in parts):
            return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02X}" for part in parts)
        strength = max(strength - _STEP, 0)


def _down(lightness: float, strength: float, hue: float) -> Iterable[str]:
    """Tones from ``lightness`` to black."""
    steps = int(lightness / _STEP)
    return (_tone(lightness - step * _STEP, strength, hue) for step in range(steps + 1))


def _up(lightness: float, strength: float, hue: float) -> Iterable[str]:
    """Tones from ``lightness`` to white."""
    steps = int((1 - lightness) / _STEP) + 1
    return (_tone(min(lightness + step * _STEP, 1), strength, hue) for step in range(steps + 1))


def _until(tones: Iterable[str], grounds: tuple[str, ...], least: float) -> str:
    """The first of ``tones`` that stands out against all ``grounds``; else the last one."""
    tone = ""
    for tone in tones:
        if all(contrast(tone, ground) >= least for ground in grounds):
            break
    return tone


def _srgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1, outside where no screen can show it (Oklab, Björn Ottosson 2020)."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _curve(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _curve(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _curve(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _curve(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
