"""Colour profiles for tests, made by hand: Pillow can make none but that of sRGB."""

from __future__ import annotations

import struct

# The red, green and blue of a profile in the colours of ICC (XYZ at D50), and its gamma.
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))  # fmt: skip
SRGB_TO_XYZ = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))  # fmt: skip
GAMMA = 2.2


def _number(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_number, values))


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def _text(text: bytes) -> bytes:
    body = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(78)
    return body + bytes(-len(body) % 4)


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    whole = {
        b"desc": _text(b"secret place"),
        b"cprt": b"text\0\0\0\0secret place\0\0\0\0",
        b"wtpt": _xyz((0.9642, 1.0, 0.8249)),
        **tags,
    }
    at = 128 + 4 + 12 * len(whole)
    table, data = struct.pack(">I", len(whole)), b""
    for name, value in whole.items():
        table += name + struct.pack(">II", at + len(data), len(value))
        data += value
    head = struct.pack(">I", at + len(data)) + b"lcms" + struct.pack(">I", 0x02400000)
    head += b"mntr" + space + b"XYZ " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    head += bytes(28) + b"".join(map(_number, (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + table + data


def rgb(primaries: tuple[tuple[float, float, float], ...] = DISPLAY_P3) -> bytes:
    """A profile of these primaries with a plain gamma."""
    names = ((b"rXYZ", b"rTRC"), (b"gXYZ", b"gTRC"), (b"bXYZ", b"bTRC"))
    tags = {}
    for (primary, curve), value in zip(names, primaries, strict=True):
        tags |= {primary: _xyz(value), curve: _curve(GAMMA)}
    return _profile(b"RGB ", tags)


def grey(gamma: float) -> bytes:
    """A profile of greys with this gamma."""
    return _profile(b"GRAY", {b"kTRC": _curve(gamma)})


def _inverted(m: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    (a, b, c), (d, e, f), (g, h, i) = m
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    adjugate = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]
    return [[value / determinant for value in row] for row in adjugate]


def encoded(linear: float) -> int:
    """A linear value between 0 and 1 as sRGB writes it."""
    linear = min(max(linear, 0.0), 1.0)
    curve = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(curve * 255)


def p3_in_srgb(colour: tuple[int, int, int]) -> tuple[int, ...]:
    """What a colour of ``rgb()`` is in sRGB, by arithmetic."""
    linear = [(value / 255) ** GAMMA for value in colour]
    xyz = [sum(linear[n] * DISPLAY_P3[n][axis] for n in range(3)) for axis in range(3)]
    back = _inverted(tuple(zip(*SRGB_TO_XYZ, strict=True)))
    return tuple(encoded(sum(row[axis] * xyz[axis] for axis in range(3))) for row in back)
