"""Pictures drawn anew: upright, in sRGB, in two widths, nothing but pixels, the same bytes always."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from adapters import icc
from coalition.adapters.drawing import PASSES_LIMIT, Broken, Drawing, TooLarge, draw
from coalition.core.images import drawings
from PIL import ExifTags, Image, ImageChops, ImageStat, PngImagePlugin
from sites import ROOT

Colour = tuple[int, ...]
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 160, 60), (30, 60, 200), (230, 210, 40)
SECRET = "secret place"
LOSSLESS: dict[str, Any] = {"lossless": True, "exact": True}
SOURCES: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {},
    "WEBP": LOSSLESS,
    "GIF": {},
}


def bytes_of(picture: Image.Image, form: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **{**SOURCES[form], **more})
    return out.getvalue()


def quarters(width: int = 240, height: int = 120) -> Image.Image:
    """Four colours: red and green above, blue and yellow below."""
    made = Image.new("RGB", (width, height), RED)
    half = width // 2, height // 2
    made.paste(GREEN, (half[0], 0, width, half[1]))
    made.paste(BLUE, (0, half[1], half[0], height))
    made.paste(YELLOW, (half[0], half[1], width, height))
    return made


def opened(drawn: Drawing) -> list[Image.Image]:
    """Every file of a drawing, as a browser reads it."""
    found = []
    for file in drawn.files:
        one = Image.open(io.BytesIO(file))
        one.load()
        found.append(one)
    return found


def colours(picture: Image.Image) -> list[Colour]:
    """The colours in the middle of each quarter, row by row."""
    shown = picture.convert("RGB")
    places = [(x, y) for y in (1, 3) for x in (1, 3)]
    return [shown.getpixel((x * shown.width // 4, y * shown.height // 4)) for x, y in places]  # type: ignore[misc]


def alike(one: Colour, other: Colour, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def assert_colours(picture: Image.Image, wanted: list[Colour], by: int = 6) -> None:
    found = colours(picture)
    assert all(alike(a, b, by) for a, b in zip(found, wanted, strict=True)), (found, wanted)


# --- formats and widths --------------------------------------------------------------------------


@pytest.mark.parametrize("form", SOURCES)
def test_every_format_becomes_avif_and_jpeg(form: str) -> None:
    drawn = draw(bytes_of(quarters(), form))
    assert (drawn.width, drawn.height, drawn.plain) == (240, 120, "jpg")
    assert [one.format for one in opened(drawn)] == ["AVIF", "JPEG"]
    for one in opened(drawn):
        assert (one.size, one.mode) == ((240, 120), "RGB")
        assert_colours(one, [RED, GREEN, BLUE, YELLOW])


@pytest.mark.parametrize("form", SOURCES)
@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((3000, 2000), [(800, 534), (1600, 1067)]),
        ((2000, 3000), [(800, 1200), (1600, 2400)]),
        ((1600, 10), [(800, 5), (1600, 10)]),
        ((1200, 600), [(800, 400), (1200, 600)]),
        ((850, 400), [(850, 400)]),
        ((300, 900), [(300, 900)]),
        ((1, 1), [(1, 1)]),
        ((12_000, 1), [(800, 1), (1600, 1)]),
        ((1, 12_000), [(1, 12_000)]),
    ],
)
def test_widths(form: str, size: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    drawn = draw(bytes_of(Image.new("RGB", size, RED), form))
    assert [one.size for one in opened(drawn)] == sizes * 2
    assert (drawn.width, drawn.height) == sizes[-1]
    wanted = [({"avif": "AVIF", "jpg": "JPEG"}[form], width) for form, width in drawings(drawn.width, "jpg")]  # fmt: skip
    assert [(one.format, one.width) for one in opened(drawn)] == wanted


def noise(width: int, height: int) -> Image.Image:
    """Colours by chance, the same in every run."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


def test_a_large_jpeg_looks_like_the_same_picture_made_small() -> None:
    """It is read at a fraction of its size, which must not shift or dull it."""
    large = noise(124, 84).convert("L").resize((6200, 4200), Image.Resampling.BICUBIC)
    drawn = draw(bytes_of(large, "JPEG"))
    for one in opened(drawn):
        wanted = large.resize(one.size, Image.Resampling.LANCZOS).convert("RGB")
        difference = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), wanted))
        assert max(difference.mean) < 2.5, difference.mean


# --- upright -------------------------------------------------------------------------------------

# How a camera stores the upright picture for each orientation that it then writes into EXIF.
T = Image.Transpose
STORED = {
    1: None, 2: T.FLIP_LEFT_RIGHT, 3: T.ROTATE_180, 4: T.FLIP_TOP_BOTTOM,
    5: T.TRANSPOSE, 6: T.ROTATE_90, 7: T.TRANSVERSE, 8: T.ROTATE_270,
}  # fmt: skip


def turned(picture: Image.Image, orientation: int, form: str) -> bytes:
    how = STORED[orientation]
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return bytes_of(picture.transpose(how) if how is not None else picture, form, exif=exif)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(form: str, orientation: int) -> None:
    drawn = draw(turned(quarters(), orientation, form))
    assert (drawn.width, drawn.height) == (240, 120)
    for one in opened(drawn):
        assert one.size == (240, 120)
        assert_colours(one, [RED, GREEN, BLUE, YELLOW])


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_width_is_that_of_the_upright_picture(orientation: int) -> None:
    drawn = draw(turned(quarters(2000, 4000), orientation, "JPEG"))
    assert [one.size for one in opened(drawn)] == [(800, 1600), (1600, 3200)] * 2


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "exif",
    [
        b"",
        b"MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40,
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x02\0\0\0a\0\0\0\0\0\0\0",
    ],
    ids=["empty", "garbage", "nowhere", "a letter"],
)
def test_broken_exif_is_no_reason_to_refuse_a_picture(form: str, exif: bytes) -> None:
    raw = bytes_of(quarters(), form, exif=b"Exif\0\0" + exif)
    assert_colours(opened(draw(raw))[0], [RED, GREEN, BLUE, YELLOW])


@pytest.mark.parametrize("value", [0, 9, 65_535])
def test_an_orientation_that_there_is_not_turns_nothing(value: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = value
    drawn = draw(bytes_of(quarters(), "JPEG", exif=exif))
    assert_colours(opened(drawn)[1], [RED, GREEN, BLUE, YELLOW])


# --- colours -------------------------------------------------------------------------------------

WIDE = [(200, 60, 60), (120, 180, 90), (70, 90, 160), (128, 128, 128)]


def wide() -> Image.Image:
    made = quarters()
    for number, colour in enumerate(WIDE):
        x, y = 120 * (number % 2), 60 * (number // 2)
        made.paste(colour, (x, y, x + 120, y + 60))
    return made


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_wide_gamut_is_converted_to_srgb(form: str) -> None:
    wanted = [icc.p3_in_srgb(colour) for colour in WIDE]  # type: ignore[arg-type]
    assert not alike(wanted[0], WIDE[0], 12)  # without conversion, it would show
    for one in opened(draw(bytes_of(wide(), form, icc_profile=icc.rgb()))):
        assert_colours(one, wanted, 4)


def test_a_wide_gamut_is_converted_under_transparency_too() -> None:
    clear = wide().convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    drawn = draw(bytes_of(clear, "PNG", icc_profile=icc.rgb()))
    for one in opened(drawn):
        assert one.mode == "RGBA"
        assert_colours(one, [icc.p3_in_srgb(colour) for colour in WIDE], 4)  # type: ignore[arg-type]


def test_colours_of_a_palette_are_converted_too() -> None:
    raw = bytes_of(wide().quantize(16), "PNG", icc_profile=icc.rgb())
    assert_colours(opened(draw(raw))[1], [icc.p3_in_srgb(colour) for colour in WIDE], 4)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_greys_have_profiles_too(mode: str) -> None:
    made = Image.new("L", (240, 120), 100)
    if mode == "LA":
        made = Image.merge("LA", (made, Image.new("L", made.size, 254)))
    expected = icc.encoded((100 / 255) ** 1.0)
    assert not alike((expected,), (100,), 40)
    drawn = draw(bytes_of(made, "PNG", icc_profile=icc.grey(1.0)))
    for one in opened(drawn):
        assert_colours(one, [(expected,) * 3] * 4, 4)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "profile",
    [
        b"x",
        b"\0" * 200,
        icc.rgb()[:-150],
        icc.rgb()[:128],
        icc.rgb().replace(b"rXYZ", b"rXYY"),
        icc.grey(1.0),
    ],
    ids=["letter", "zeros", "cut", "head", "no red", "of greys"],
)
def test_a_profile_that_is_broken_or_of_something_else_is_ignored(
    form: str, profile: bytes
) -> None:
    for one in opened(draw(bytes_of(quarters(), form, icc_profile=profile))):
        assert_colours(one, [RED, GREEN, BLUE, YELLOW])


def test_no_damage_to_a_profile_is_a_reason_to_refuse_a_picture() -> None:
    whole, chance = icc.rgb(), random.Random(1)
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        draw(bytes_of(quarters(24, 12), "PNG", icc_profile=bytes(damaged)))


def test_a_grey_picture_with_a_profile_of_colours() -> None:
    raw = bytes_of(Image.new("L", (240, 120), 128), "JPEG", icc_profile=icc.rgb())
    assert_colours(opened(draw(raw))[1], [icc.p3_in_srgb((128, 128, 128))] * 4, 4)


def test_colours_for_print_become_colours_for_screens() -> None:
    inks = {RED: (0, 255, 255, 30), GREEN: (255, 0, 255, 80), BLUE: (255, 255, 0, 40), YELLOW: (0, 0, 255, 0)}  # fmt: skip
    made = Image.new("CMYK", (240, 120))
    for number, ink in enumerate(inks.values()):
        x, y = 120 * (number % 2), 60 * (number // 2)
        made.paste(ink, (x, y, x + 120, y + 60))
    for one in opened(draw(bytes_of(made, "JPEG"))):
        assert one.mode == "RGB"
        found = colours(one)
        assert all(colour[0] > 150 > colour[1] for colour in found[:1])
        assert all(colour[1] > 100 > colour[0] for colour in found[1:2])
        assert all(colour[2] > 150 > colour[0] for colour in found[2:3])
        assert all(min(colour[:2]) > 200 and colour[2] < 60 for colour in found[3:])


def test_colours_for_print_with_a_profile_for_screens_are_read_as_they_are() -> None:
    made = Image.new("CMYK", (240, 120), (0, 0, 0, 0))
    assert_colours(opened(draw(bytes_of(made, "JPEG", icc_profile=icc.rgb())))[1], [(255,) * 3] * 4)


def test_sixteen_bits_of_grey() -> None:
    made = Image.new("I;16", (240, 120), 40_000)
    assert_colours(opened(draw(bytes_of(made, "PNG")))[1], [(156,) * 3] * 4)


def test_black_and_white() -> None:
    assert_colours(
        opened(draw(bytes_of(Image.new("1", (240, 120), 1), "PNG")))[1], [(255,) * 3] * 4
    )


# --- transparency --------------------------------------------------------------------------------


def clear() -> Image.Image:
    """A red disc of sorts: its left half is clear, its lower right quarter half clear."""
    made = Image.new("RGBA", (1200, 600), (*RED, 255))
    made.paste((0, 0, 0, 0), (0, 0, 600, 600))
    made.paste((*RED, 128), (600, 300, 1200, 600))
    return made


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_clear_stays_clear(form: str) -> None:
    drawn = draw(bytes_of(clear(), form))
    assert drawn.plain == "png"
    assert [one.format for one in opened(drawn)] == ["AVIF", "AVIF", "PNG", "PNG"]
    for one in opened(drawn):
        assert one.mode == "RGBA"
        alpha = one.getchannel("A")
        places = [(one.width // 4, one.height // 4), (one.width * 3 // 4, one.height // 4), (one.width * 3 // 4, one.height * 3 // 4)]  # fmt: skip
        assert alike(tuple(alpha.getpixel(place) for place in places), (0, 255, 128))  # type: ignore[misc]
        assert alike(one.getpixel(places[1])[:3], RED)  # type: ignore[index]


def test_what_is_clear_leaves_no_dark_edge() -> None:
    one = opened(draw(bytes_of(clear(), "PNG")))[2]
    assert one.size == (800, 400)
    for x in range(one.width):
        *colour, alpha = one.getpixel((x, 100))  # type: ignore[misc]
        assert alpha < 40 or alike(tuple(colour), RED, 12)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_channel_of_alpha_that_hides_nothing_is_no_transparency(form: str) -> None:
    drawn = draw(bytes_of(quarters().convert("RGBA"), form))
    assert drawn.plain == "jpg"
    assert [one.mode for one in opened(drawn)] == ["RGB", "RGB"]


def test_one_clear_colour_of_a_palette() -> None:
    made = quarters().quantize(8)
    index = made.getpixel((10, 10))
    for form in ("GIF", "PNG"):
        drawn = draw(bytes_of(made, form, transparency=index))
        assert drawn.plain == "png"
        for one in opened(drawn):
            assert one.getpixel((60, 30))[3] < 20  # type: ignore[index]
            assert one.getpixel((180, 30))[3] > 235  # type: ignore[index]


# --- what moves ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_picture_is_taken(form: str) -> None:
    rest = [Image.new("RGB", (240, 120), colour) for colour in (BLUE, GREEN)]
    raw = bytes_of(quarters(), form, save_all=True, append_images=rest, duration=100)
    assert Image.open(io.BytesIO(raw)).n_frames == 3  # type: ignore[attr-defined]
    for one in opened(draw(raw)):
        assert getattr(one, "n_frames", 1) == 1
        assert_colours(one, [RED, GREEN, BLUE, YELLOW])


# --- nothing but pixels --------------------------------------------------------------------------


def telling(form: str) -> bytes:
    """A picture that tells where it was taken, by whom and with what, in every way it can."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (45.0, 27.0, 0.0), 29: "2026:05:17"})
    exif.get_ifd(ExifTags.IFD.Exif).update({ExifTags.Base.UserComment: SECRET.encode()})
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    more: dict[str, Any] = {"exif": exif, "icc_profile": icc.rgb(), "xmp": xmp}
    if form == "JPEG":
        more["comment"] = SECRET
    if form == "GIF":
        more = {"comment": SECRET}
    if form == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", SECRET)
        texts.add_text("Author", SECRET, zip=True)
        texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
        more |= {"pnginfo": texts, "dpi": (300, 300)}
        del more["xmp"]
    return bytes_of(quarters(), form, **more)


FILED = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
FILED |= {"timestamp", "duration"}  # of an AVIF, both 0
TRACES = [
    b"Exif",
    b"EXIF",
    b"eXIf",
    b"GPS",
    b"ICC_PROFILE",
    b"iCCP",
    b"acsp",
    b"adobe",
    b"xmp",
    b"XMP",
]
TRACES += [
    b"tEXt",
    b"iTXt",
    b"zTXt",
    b"pHYs",
    b"tIME",
    b"\xff\xfe\0",
    b"secret",
    b"Pillow",
    b"2026",
]


@pytest.mark.parametrize("form", SOURCES)
@pytest.mark.parametrize("transparent", [False, True], ids=["opaque", "clear"])
def test_nothing_but_pixels_gets_through(form: str, transparent: bool) -> None:
    raw = telling(form)
    assert b"secret" in raw
    if transparent:
        if form not in ("PNG", "WEBP"):
            return
        source = Image.open(io.BytesIO(raw))
        source.load()
        with_alpha = source.convert("RGBA")
        with_alpha.putpixel((0, 0), (0, 0, 0, 0))
        raw = bytes_of(with_alpha, form, exif=source.getexif(), icc_profile=icc.rgb())
    drawn = draw(raw)
    assert (drawn.plain == "png") is transparent
    for one, file in zip(opened(drawn), drawn.files, strict=True):
        assert set(one.info) <= FILED, one.info
        assert not dict(one.getexif())
        assert [trace for trace in TRACES if trace in file] == []


def test_what_is_appended_is_lost() -> None:
    page = b"<html><script>alert(1)</script></html>"
    for form in SOURCES:
        raw = bytes_of(quarters(), form)
        drawn = draw(raw + page)
        assert drawn == draw(raw)
        assert not any(b"script" in file for file in drawn.files)


def test_a_picture_that_is_a_page_too_becomes_a_picture_only() -> None:
    """The page stands in the comment of a GIF, whose signature reads as a variable."""
    raw = bytes_of(quarters(), "GIF", comment=b"*/=1;alert(1)/*<script>alert(1)</script>")
    assert b"<script>" in raw
    assert not any(b"alert" in file for file in draw(raw).files)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", SOURCES)
def test_a_picture_that_is_cut_off_is_refused(form: str) -> None:
    raw = bytes_of(noise(300, 200), form)
    for part in (0.02, 0.5, 0.9):
        with pytest.raises(Broken):
            draw(raw[: int(len(raw) * part)])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8\xff",
    ],
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(Broken):
        draw(raw)


@pytest.mark.parametrize("form", ["BMP", "TIFF", "ICO", "PPM", "AVIF", "PDF", "JPEG2000"])
def test_other_formats_are_refused(form: str) -> None:
    out = io.BytesIO()
    quarters().save(out, form)
    with pytest.raises(Broken):
        draw(out.getvalue())


def claimed(width: int, height: int, form: str) -> bytes:
    """A file of a few bytes that says it is a picture of this size."""
    if form == "GIF":
        size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
        return (
            b"GIF89a"
            + size
            + b"\x80\0\0"
            + bytes(6)
            + b"\x2c"
            + bytes(4)
            + size
            + b"\0\x02\x02D\x01\0;"
        )
    raw = bytes_of(Image.new("1", (1, 1)), "PNG")
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + raw[24:29]
    return raw[:12] + head + zlib.crc32(head).to_bytes(4, "big") + raw[33:]


@pytest.mark.parametrize("form", ["PNG", "GIF"])
@pytest.mark.parametrize(
    ("size", "told", "limit"),
    [
        ((7000, 6000), "42 MP", "40 MP"),
        ((12_001, 10), "12001 px", "12000 px"),
        ((10, 12_001), "12001 px", "12000 px"),
        ((30_000, 30_000), "> 178 MP", "40 MP"),
        ((65_535, 65_535), "> 178 MP", "40 MP"),
    ],
)
def test_a_picture_beyond_the_limits_is_refused_before_it_is_read(
    form: str, size: tuple[int, int], told: str, limit: str
) -> None:
    started = time.process_time()
    with pytest.raises(TooLarge) as refused:
        draw(claimed(*size, form))
    assert (refused.value.size, refused.value.limit) == (told, limit)
    assert time.process_time() - started < 0.5


def test_a_picture_within_the_limits_that_holds_nothing_costs_little() -> None:
    raw = bytes_of(Image.new("RGB", (12_000, 3_333)), "PNG")
    assert len(raw) < 300_000
    started = time.process_time()
    assert draw(raw).width == 1600
    assert time.process_time() - started < 5


def passes(number: int) -> bytes:
    """A JPEG that goes over its pixels ``number`` times more than it has to."""
    raw = bytes_of(Image.new("RGB", (64, 64), RED), "JPEG", progressive=True)
    last = raw[raw.rindex(b"\xff\xda") : -2]
    return raw[:-2] + last * number + raw[-2:]


def test_a_jpeg_of_endless_passes_is_refused() -> None:
    assert draw(passes(20)).width == 64
    with pytest.raises(Broken):
        draw(passes(PASSES_LIMIT))


def test_a_film_after_a_photo_does_not_count_as_passes() -> None:
    raw = bytes_of(quarters(), "JPEG", progressive=True)
    assert draw(raw + b"\0\x02" + b"\xff\xda\0\x02" * 1000) == draw(raw)


# --- the same bytes ------------------------------------------------------------------------------

CHILD = """
import hashlib, json, os, sys
processors = json.loads(sys.argv[1])
os.sched_setaffinity(0, processors)
from coalition.adapters.drawing import draw
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        drawn = draw(file.read())
    print(*(hashlib.sha256(one).hexdigest() for one in drawn.files))
"""


def test_the_bytes_are_the_same_in_every_process_and_on_any_number_of_processors(
    tmp_path: Path,
) -> None:
    photo = noise(200, 75).resize((2000, 750), Image.Resampling.BICUBIC)
    sources = {
        "photo.jpg": bytes_of(photo, "JPEG", icc_profile=icc.rgb()),
        "clear.png": bytes_of(clear(), "PNG"),
    }
    for name, raw in sources.items():
        (tmp_path / name).write_bytes(raw)
    here = "".join(
        " ".join(hashlib.sha256(file).hexdigest() for file in draw(raw).files) + "\n"
        for raw in sources.values()
    )
    there = sorted(os.sched_getaffinity(0))
    for seed, processors in enumerate((there[:1], there[-1:], there)):
        paths = [str(tmp_path / name) for name in sources]
        done = subprocess.run(
            [sys.executable, "-c", CHILD, json.dumps(processors), *paths],
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        assert done.stdout == here, processors
