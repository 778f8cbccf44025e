"""Pictures as they are published: in which widths, at which addresses, and how a feed shows them.

A picture is drawn in two widths, each as AVIF and as a plain JPEG or PNG for whoever cannot read
AVIF. How it is drawn is the business of an adapter; how a page shows it is the theme's.
"""

from __future__ import annotations

from html import escape
from typing import Final

from msgspec import Struct

from .addresses import Address, LinkWriter

NARROW: Final = 800
WIDE: Final = 1600
# Two widths that hardly differ would only be the same picture twice.
WORTH_A_SECOND: Final = 1.25

AVIF: Final = "avif"
JPEG: Final = "jpg"
PNG: Final = "png"

Variant = tuple[Address, int]


class Picture(Struct, frozen=True):
    """A picture of the site: how large its widest drawing is, and where each drawing stands.

    ``avif`` and ``plain`` hold an address with its width each, the narrowest first.
    """

    width: int
    height: int
    avif: tuple[Variant, ...]
    plain: tuple[Variant, ...]

    @property
    def best(self) -> Address:
        """The widest drawing that every program can read."""
        return self.plain[-1][0]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where all its drawings stand, in the order of ``drawings``."""
        return tuple(address for address, _ in (*self.avif, *self.plain))


class Drawing(Struct, frozen=True):
    """What was drawn of a picture: the size of the widest, its plain format, and the files.

    ``files`` are in the order of ``drawings``.
    """

    width: int
    height: int
    plain: str
    files: tuple[bytes, ...]


def widths(width: int) -> tuple[int, ...]:
    """In which widths to draw a picture that is ``width`` wide: never enlarged, none for nothing."""
    widest = min(width, WIDE)
    return (NARROW, widest) if widest >= NARROW * WORTH_A_SECOND else (widest,)


def scaled(size: tuple[int, int], width: int) -> tuple[int, int]:
    """``size`` made ``width`` wide."""
    return width, max(1, round(size[1] * width / size[0]))


def drawings(width: int, plain: str) -> tuple[tuple[str, int], ...]:
    """Format and width of each drawing of a picture that is ``width`` wide."""
    return tuple((form, one) for form in (AVIF, plain) for one in widths(width))


def picture(at: Address, drawn: Drawing) -> Picture:
    """The picture that was ``drawn`` of a file whose own address would be ``at``."""
    avif, plain = (
        tuple((variant(at, width, form), width) for width in widths(drawn.width))
        for form in (AVIF, drawn.plain)
    )
    return Picture(drawn.width, drawn.height, avif, plain)


def variant(at: Address, width: int, form: str) -> Address:
    """Where one drawing stands: beside ``at``, by its width.

    ``poster.png`` may lie beside ``poster.jpg``; the sign before its ending is in no address of a
    file, so that no two drawings ever meet.
    """
    stem, _, ending = at.path.rpartition(".")
    origin = "" if ending == JPEG else f"_{ending}"
    return Address(f"{stem}{origin}-{width}.{form}")


class Caption(Struct, frozen=True):
    """The words that stand for a picture in a text, with language and direction when they have one."""

    alt: str = ""
    title: str = ""
    language: str = ""
    direction: str = ""


def plain_img(shown: Picture, caption: Caption, link: LinkWriter) -> str:
    """The HTML of a picture for readers of feeds: one file, its size and its words."""
    attributes = {
        "src": link(shown.best),
        "width": str(shown.width),
        "height": str(shown.height),
        "alt": caption.alt,
        "title": caption.title,
        "lang": caption.language,
        "dir": caption.direction,
    }
    said = "".join(
        f' {name}="{escape(value)}"' for name, value in attributes.items() if value or name == "alt"
    )
    return f"<img{said}>"
