"""Pictures of a built site: there in every size, said to be what they are, drawn once."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag
from checkouts import checkout, coalition_in, run
from oracle import complaints
from PIL import ExifTags, Image
from sites import BASE, TODAY, tree

URL = "https://coalition.example.org/"
EVENT = "content/events/2026/ziua/"
POST = "content/blog/2026/stire/"
MEMBER = "members/alfa/"
PAGE = "evenimente/ziua/index.html"
WORDS = "Sala \"mare\" > 'mică' & </picture> <img src=x>"
TYPED = "Sala \\\"mare\\\" \\> 'mică' \\& \\</picture\\> \\<img src=x\\>"


def picture(form: str, size: tuple[int, int], mode: str = "RGB", turned: bool = False) -> bytes:
    made = Image.new(mode, size, (200, 40, 40, 120)[: len(mode)])
    made.paste((40, 40, 200, 255)[: len(mode)], (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "secret place"
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    made.save(out, form, **({} if form == "GIF" else {"exif": exif}))
    return out.getvalue()


FILES: dict[str, str | bytes | None] = {
    f"{EVENT}index.ro.md": BASE[f"{EVENT}index.ro.md"].replace(
        "published:", "image: afiș 1.jpg\nimage_alt: Poarta\nimage_credit: Ana & Ion\npublished:"
    ),
    f"{EVENT}afiș 1.jpg": picture("JPEG", (1200, 2400), turned=True),
    f"{POST}index.ro.md": (
        BASE[f"{POST}index.ro.md"]
        + f'\n![{TYPED}](sala.png "Titlu")\n\n[![Mică](mic.gif)](../../../events/2026/ziua/index.ro.md)\n\n'
        f"[vezi](<../../../events/2026/ziua/afiș 1.jpg>) [raport](raport.pdf)\n"
    ),
    f"{POST}sala.png": picture("PNG", (1700, 850), "RGBA"),
    f"{POST}sala.jpg": picture("JPEG", (20, 20)),
    f"{POST}mic.gif": picture("GIF", (120, 90)),
    f"{POST}nepus.webp": picture("WEBP", (120, 90)),
    f"{POST}raport.pdf": b"%PDF-1.7",
    f"{MEMBER}index.ro.md": "---\nname: Alfa\nlogo: logo.webp\n---\n\nCine suntem.\n",
    f"{MEMBER}logo.webp": picture("WEBP", (900, 300), "RGBA"),
}
DRAWN = {
    "files/events/ziua/afi-1-eb6ae62e-1600.avif",
    "files/events/ziua/afi-1-eb6ae62e-1600.jpg",
    "files/events/ziua/afi-1-eb6ae62e-800.avif",
    "files/events/ziua/afi-1-eb6ae62e-800.jpg",
    "files/blog/stire/sala_png-1600.avif",
    "files/blog/stire/sala_png-1600.png",
    "files/blog/stire/sala_png-800.avif",
    "files/blog/stire/sala_png-800.png",
    "files/blog/stire/mic_gif-120.avif",
    "files/blog/stire/mic_gif-120.jpg",
    "files/members/alfa/logo_webp-900.avif",
    "files/members/alfa/logo_webp-900.png",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose cache nobody else fills, with pictures of every format."""
    return checkout(tmp_path_factory.mktemp("pictures") / "copy", FILES)


@pytest.fixture(scope="module")
def built(copy: Path) -> Path:
    done = coalition_in(copy, "build", "--output", copy.parent / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return copy.parent / "out"


def soup(built: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((built / page).read_bytes(), "html.parser")


def candidates(tag: Tag) -> list[tuple[str, str]]:
    """Ending and width of each address of a srcset."""
    found = [one.split() for one in str(tag["srcset"]).split(",")]
    return [(url.rpartition(".")[2], width) for url, width in found]


def test_the_site_has_every_drawing_and_no_source(built: Path) -> None:
    assert {name for name in tree(built) if name.startswith("files/")} == {
        *DRAWN,
        "files/blog/stire/raport.pdf",
    }
    assert complaints(built, URL) == []
    assert not any(b"secret" in content for content in tree(built).values())


def test_the_picture_of_a_page_is_there_at_once_with_its_maker(built: Path) -> None:
    [figure] = soup(built, PAGE).find_all("figure")
    [image], [source], [credit] = (
        figure.find_all(name) for name in ("img", "source", "figcaption")
    )
    assert (image["width"], image["height"], image["alt"]) == ("1600", "800", "Poarta")
    assert not image.has_attr("loading")
    assert image["decoding"] == "async"
    assert source["type"] == "image/avif"
    assert candidates(source) == [("avif", "800w"), ("avif", "1600w")]
    assert candidates(image) == [("jpg", "800w"), ("jpg", "1600w")]
    assert str(image["src"]).endswith("-1600.jpg")
    assert "Ana & Ion" in credit.get_text()


def test_the_words_of_a_picture_that_nobody_translated_are_marked(built: Path) -> None:
    [image] = soup(built, f"en/{PAGE.replace('evenimente', 'events')}").find_all("img")
    assert (image["alt"], image["lang"]) == ("Poarta", "ro")


def test_a_picture_in_a_text_waits_until_it_is_near(built: Path) -> None:
    post = soup(built, "blog/stire/index.html")
    large, small = post.select(".prose img")
    assert {one["loading"] for one in (large, small)} == {"lazy"}
    assert (large["alt"], large["title"]) == (WORDS, "Titlu")
    assert (large["width"], large["height"]) == ("1600", "800")
    assert candidates(large) == [("png", "800w"), ("png", "1600w")]
    assert (small["width"], small["height"]) == ("120", "90")
    assert candidates(small) == [("jpg", "120w")]
    assert [one.name for one in post.select(".prose picture > *")] == ["source", "img"] * 2
    assert small.find_parent("a")["href"] == "../../evenimente/ziua/"  # type: ignore[index]


def test_a_link_to_a_picture_leads_to_the_widest_that_everybody_can_read(built: Path) -> None:
    links = {one.get_text(): one["href"] for one in soup(built, "blog/stire/index.html").select(".prose a")}  # fmt: skip
    assert str(links["vezi"]).endswith("files/events/ziua/afi-1-eb6ae62e-1600.jpg")
    assert str(links["raport"]).endswith("files/blog/stire/raport.pdf")


def test_the_logo_of_a_member_says_its_name(built: Path) -> None:
    [image] = soup(built, "membri/alfa/index.html").select("figure.logo img")
    assert (image["alt"], image["width"], image["height"]) == ("Alfa", "900", "300")
    assert candidates(image) == [("png", "900w")]


def test_a_feed_has_one_plain_picture_with_its_size(built: Path) -> None:
    read = feedparser.parse((built / "feed.xml").read_bytes(), sanitize_html=False)
    [text] = [entry.content[0].value for entry in read.entries if "post/" in entry.id]
    assert "<picture" not in text
    large, small = BeautifulSoup(text, "html.parser").find_all("img")
    assert large.attrs == {
        "src": f"{URL}files/blog/stire/sala_png-1600.png",
        "width": "1600",
        "height": "800",
        "alt": WORDS,
        "title": "Titlu",
    }
    assert small["src"] == f"{URL}files/blog/stire/mic_gif-120.jpg"


def test_the_pictures_are_what_was_taken_upright(built: Path) -> None:
    for name in ("afi-1-eb6ae62e-1600.jpg", "afi-1-eb6ae62e-800.avif"):
        with Image.open(built / "files/events/ziua" / name) as read:
            shown = read.convert("RGB")
            corners = [shown.getpixel((x, y)) for x in (9, shown.width - 9) for y in (9, shown.height - 9)]  # fmt: skip
        blue = [colour[2] > 150 for colour in corners]  # type: ignore[index]
        assert blue == [False, False, True, False]  # the first corner of the film, turned right


# --- drawn once ----------------------------------------------------------------------------------


def drawings(copy: Path) -> dict[str, bytes]:
    """What the cache holds, but for what it remembers of the sources."""
    return {name: kept for name, kept in tree(copy / ".cache/pictures").items() if name != "seen"}


WITHOUT = 'import sys; sys.modules["PIL"] = None; from coalition.__main__ import guarded_main; sys.exit(guarded_main())'


@pytest.mark.parametrize("order", [("build", "check"), ("check", "build")])
def test_check_and_build_draw_once_for_both(tmp_path: Path, order: tuple[str, str]) -> None:
    copy = checkout(tmp_path / "copy", FILES)
    assert coalition_in(copy, order[0], "--today", TODAY).returncode == 0
    kept = drawings(copy)
    assert len(kept) == 4
    done = run(copy, sys.executable, "-c", WITHOUT, order[1], "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert drawings(copy) == kept


def test_without_the_library_that_draws_a_new_picture_cannot_be_drawn(tmp_path: Path) -> None:
    """The other side of the test above: it would see an attempt."""
    done = run(checkout(tmp_path / "copy", FILES), sys.executable, "-c", WITHOUT, "check")
    assert done.returncode == 2
    assert "PIL" in done.stderr


@pytest.mark.parametrize("cache", ["damaged", "missing", "a file"])
def test_whatever_became_of_the_cache_the_site_is_the_same(
    copy: Path, built: Path, tmp_path: Path, cache: str
) -> None:
    other = tmp_path / "copy"
    shutil.copytree(copy, other)
    folder = other / ".cache"
    if cache == "damaged":
        for path in (folder / "pictures").iterdir():
            path.write_bytes(path.read_bytes()[:-20] + b"<script>alert(1)</script>")
    else:
        shutil.rmtree(folder)
        if cache == "a file":
            folder.write_text("mine", "utf-8")
    done = coalition_in(other, "build", "--output", tmp_path / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(tmp_path / "out") == tree(built)


# --- what goes away ------------------------------------------------------------------------------


def test_what_is_no_longer_shown_is_no_longer_published(tmp_path: Path) -> None:
    copy = checkout(tmp_path / "copy", FILES)
    assert coalition_in(copy, "build", "--today", TODAY).returncode == 0
    post = copy / POST / "index.ro.md"
    text = post.read_text("utf-8").replace(
        "---\n", "---\nwithdrawn: {date: 2026-04-20, reason: Cerut.}\n", 1
    )
    post.write_text(text, "utf-8")
    (copy / EVENT / "afiș 1.jpg").write_bytes(picture("JPEG", (500, 250)))
    assert coalition_in(copy, "build", "--today", TODAY).returncode == 0
    assert {name for name in tree(copy / "output") if name.startswith("files/")} == {
        "files/events/ziua/afi-1-eb6ae62e-500.avif",
        "files/events/ziua/afi-1-eb6ae62e-500.jpg",
        *(name for name in DRAWN if "logo" in name),
    }
    assert complaints(copy / "output", URL) == []


def test_a_picture_nobody_describes_is_a_hint(tmp_path: Path) -> None:
    event = str(FILES[f"{EVENT}index.ro.md"]).replace("image_alt: Poarta\n", "")
    copy = checkout(tmp_path / "copy", {**FILES, f"{EVENT}index.ro.md": event})
    done = coalition_in(copy, "check", "--today", TODAY, "--lang", "en")
    assert done.returncode == 0
    assert [
        line.partition(": ")[0] for line in done.stdout.splitlines() if "image_alt" in line
    ] == [f"{EVENT}index.ro.md:7:8"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "cannot be opened"),
        (picture("JPEG", (300, 200))[:900], "cannot be opened"),
        (picture("PNG", (7000, 6000)), "has 42 MP; 40 MP is the most"),
        (picture("PNG", (12_001, 3)), "has 12001 px; 12000 px is the most"),
    ],
    ids=["a page", "cut off", "too many pixels", "too long"],
)
def test_a_picture_that_cannot_be_published_is_named_where_it_is_shown(
    tmp_path: Path, content: bytes, words: str
) -> None:
    copy = checkout(tmp_path / "copy", {**FILES, f"{EVENT}afiș 1.jpg": content})
    done = coalition_in(copy, "check", "--today", TODAY, "--lang", "en")
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if words in line]
    assert line.startswith(f"{EVENT}index.ro.md:7:8: ")
    assert "“afiș 1.jpg”" in line


# --- the oracle would see it ---------------------------------------------------------------------


def _in(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(out: Path) -> object:
        text = (out / name).read_text("utf-8")
        assert old in text
        return (out / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


GIF = "files/blog/stire/mic_gif-120.jpg"
FAULTS: dict[str, Callable[[Path], object]] = {
    "another height": _in(PAGE, 'height="800"', 'height="801"'),
    "no height": _in(PAGE, 'height="800"', ""),
    "another width in a srcset": _in(PAGE, "800w", "801w"),
    "no words": _in(PAGE, 'alt="Poarta"', ""),
    "no sizes": _in(PAGE, "sizes=", "data-sizes="),
    "another size in a feed": _in("feed.xml", 'width="120"', 'width="121"'),
    "a drawing that is gone": lambda out: (out / GIF).unlink(),
    "a drawing that is broken": lambda out: (out / GIF).write_bytes(b"x"),
    "a drawing that nobody asked for": lambda out: shutil.copy(out / GIF, out / "files/b.jpg"),
    "a drawing of another kind": lambda out: (out / GIF).write_bytes(picture("PNG", (120, 90))),
    "a drawing that tells more": lambda out: (out / GIF).write_bytes(picture("JPEG", (120, 90))),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_oracle_sees_a_planted_fault(built: Path, tmp_path: Path, fault: str) -> None:
    shutil.copytree(built, tmp_path / "out")
    FAULTS[fault](tmp_path / "out")
    assert complaints(tmp_path / "out", URL) != []
