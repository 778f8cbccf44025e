"""What is ready to publish: drawn once, kept by content, and never trusted when it was damaged."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters import drawing, pictures
from coalition.adapters.disk import Unreadable
from coalition.adapters.pictures import Prepared, packed, prepare, unpacked
from coalition.core.addresses import Address
from coalition.core.images import Drawing
from coalition.core.problems import Place
from PIL import Image
from sites import ROOT

POSTER = "content/events/2026/ziua/afis.jpg"
LOGO = "members/alfa/logo.png"
REPORT = "content/events/2026/ziua/raport.pdf"


def jpeg(colour: str = "red", size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def write(site: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return {path: path for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "deep/cache"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was drawn, in order: nothing while it comes from the cache."""
    seen: list[bytes] = []
    draw = drawing.draw

    def counting(raw: bytes) -> Drawing:
        seen.append(raw)
        return draw(raw)

    monkeypatch.setattr(drawing, "draw", counting)
    return seen


def prepared(site: Path, cache: Path, files: Mapping[str, bytes]) -> Prepared:
    return prepare(site, write(site, files), lambda path: Place(path, 3), cache)


def told(made: Prepared) -> list[tuple[str, str, dict[str, str]]]:
    return [(one.place.path, one.code, dict(one.values)) for one in made.problems]


# --- what is published ---------------------------------------------------------------------------


def test_a_picture_is_published_in_every_variant_and_another_file_as_it_is(
    site: Path, cache: Path
) -> None:
    made = prepared(site, cache, {POSTER: jpeg(size=(2000, 1000)), REPORT: b"%PDF"})
    assert made.problems == ()
    assert made.contents[Address("files/events/ziua/raport.pdf")] == b"%PDF"
    assert set(made.pictures) == {POSTER}
    picture = made.pictures[POSTER]
    assert (picture.width, picture.height) == (1600, 800)
    assert {*picture.addresses, Address("files/events/ziua/raport.pdf")} == set(made.contents)
    for address, width in (*picture.avif, *picture.plain):
        with Image.open(io.BytesIO(made.contents[address])) as one:
            ending = address.path.rpartition(".")[2]
            assert (one.format, one.width) == ({"avif": "AVIF", "jpg": "JPEG"}[ending], width)


def test_the_name_on_disk_may_be_written_in_another_form(site: Path, cache: Path) -> None:
    write(site, {"content/events/2026/ziua/afis\u0326.jpg": jpeg()})
    paths = {"content/events/2026/ziua/afiș.jpg": "content/events/2026/ziua/afis\u0326.jpg"}
    made = prepare(site, paths, Place, cache)
    assert set(made.pictures) == set(paths)


def test_a_picture_that_cannot_be_read_is_named_and_the_others_are_made(
    site: Path, cache: Path
) -> None:
    made = prepared(site, cache, {POSTER: b"not a picture", LOGO: jpeg()})
    assert told(made) == [(POSTER, "bad_picture", {"found": "afis.jpg"})]
    assert made.problems[0].place.line == 3
    assert set(made.pictures) == {LOGO}


def test_what_is_too_large_is_named_with_its_measure(
    site: Path, cache: Path, drawn: list[bytes]
) -> None:
    files = {
        POSTER: jpeg() + bytes(21 * 2**20),
        REPORT: bytes(21 * 2**20),
        LOGO: jpeg(size=(7000, 6000)),
    }
    made = prepared(site, cache, files)
    assert sorted(told(made)) == [
        (POSTER, "picture_large", {"found": "afis.jpg", "size": "21 MB", "limit": "20 MB"}),
        (REPORT, "picture_large", {"found": "raport.pdf", "size": "21 MB", "limit": "20 MB"}),
        (LOGO, "picture_large", {"found": "logo.png", "size": "42 MP", "limit": "40 MP"}),
    ]
    assert made.contents == {}
    assert len(drawn) == 1


def test_two_names_that_differ_by_case_only_are_a_problem(site: Path, cache: Path) -> None:
    shouting = POSTER.replace(".jpg", ".JPG")
    made = prepared(site, cache, {POSTER: jpeg(), shouting: jpeg("blue")})
    values = {"first": POSTER, "address": "/files/events/ziua/afis.jpg"}
    assert told(made) == [(shouting, "same_address", values)]


def test_a_file_that_is_gone_when_it_is_read_is_no_mistake_of_the_program(
    site: Path, cache: Path
) -> None:
    with pytest.raises(Unreadable):
        prepare(site, {POSTER: POSTER}, Place, cache)


# --- drawn once ----------------------------------------------------------------------------------


def test_what_was_drawn_once_is_not_drawn_again(
    site: Path, cache: Path, drawn: list[bytes]
) -> None:
    files = {POSTER: jpeg(), LOGO: jpeg("blue")}
    first = prepared(site, cache, files)
    assert len(drawn) == 2
    assert prepared(site, cache, files) == first
    assert len(drawn) == 2


def test_the_same_picture_at_another_place_is_not_drawn_again(
    site: Path, cache: Path, drawn: list[bytes]
) -> None:
    made = prepared(site, cache, {POSTER: jpeg(), LOGO: jpeg()})
    assert len(drawn) == 1
    assert len(made.contents) == 4


def test_a_picture_that_changed_is_drawn_anew(site: Path, cache: Path, drawn: list[bytes]) -> None:
    first = prepared(site, cache, {POSTER: jpeg()})
    assert prepared(site, cache, {POSTER: jpeg("blue")}).contents != first.contents
    assert len(drawn) == 2


def test_another_program_draws_anew(
    site: Path, cache: Path, drawn: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(site, cache, {POSTER: jpeg()})
    monkeypatch.setattr(pictures, "_made_by", lambda: b"another Pillow")
    prepared(site, cache, {POSTER: jpeg()})
    assert len(drawn) == 2


def test_the_program_is_known_by_its_code_and_by_the_encoders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any other parameter, and any other build of Pillow, is another program."""

    def made_by() -> bytes:
        pictures._made_by.cache_clear()
        return pictures._made_by()

    class Other:
        version = "13.0.0"
        record = ""

        def read_text(self, name: str) -> str | None:
            return self.record if name == "RECORD" else None

    own, other = made_by(), Other()
    found = {own}
    try:
        monkeypatch.setattr(pictures.importlib.metadata, "distribution", lambda name: other)
        for other.version, other.record in (("13.0.0", ""), ("13.0.1", ""), ("13.0.1", "libavif")):
            found.add(made_by())
        for name in ("drawing.py", "images.py"):
            copy = tmp_path / name
            copy.write_bytes(Path(sys.modules[_MODULES[name]].__file__ or "").read_bytes() + b"#")
        monkeypatch.setattr(pictures.images, "__file__", str(tmp_path / "images.py"))
        found.add(made_by())
        monkeypatch.setattr(pictures, "__file__", str(tmp_path / "pictures.py"))
        found.add(made_by())
    finally:
        monkeypatch.undo()
        assert made_by() == own
    assert len(found) == 6


_MODULES = {"drawing.py": "coalition.adapters.drawing", "images.py": "coalition.core.images"}


def test_the_encoders_are_among_the_files_of_pillow() -> None:
    record = pictures.importlib.metadata.distribution("pillow").read_text("RECORD") or ""
    libraries = [line for line in record.splitlines() if "libavif" in line or "libjpeg" in line]
    assert len(libraries) >= 2
    assert all(",sha256=" in line for line in libraries)


WITHOUT = """
import sys
from pathlib import Path
sys.modules["PIL"] = None
from coalition.adapters.pictures import prepare
from coalition.core.problems import Place
site, cache, *paths = sys.argv[1:]
made = prepare(Path(site), dict(zip(paths, paths)), Place, Path(cache))
print(len(made.contents), len(made.problems))
"""


def test_what_was_drawn_once_is_published_without_the_library_that_draws(
    site: Path, cache: Path
) -> None:
    files = {POSTER: jpeg(), LOGO: jpeg("blue")}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WITHOUT, str(site), str(cache), *files],
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    write(site, files)
    assert "ModuleNotFoundError" in run().stderr
    prepared(site, cache, files)
    assert run().stdout == "4 0\n"


# --- a cache that is not what it should be --------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "one byte short": lambda whole: whole[:-1],
    "one byte long": lambda whole: whole + b"\0",
    "garbage": lambda whole: os.urandom(len(whole)),
    "zeros": lambda whole: bytes(len(whole)),
    "a bit of a picture": lambda whole: whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
    "a bit of the checksum": lambda whole: bytes([whole[0] ^ 1]) + whole[1:],
    "another size": lambda whole: whole[:32] + whole[32:].replace(b"[300,", b"[301,", 1),
    "a page": lambda whole: b"<html><script>alert(1)</script></html>",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_damaged_is_drawn_again_and_mended(
    site: Path, cache: Path, drawn: list[bytes], damage: str
) -> None:
    first = prepared(site, cache, {POSTER: jpeg()})
    [entry] = cache.iterdir()
    whole = entry.read_bytes()
    damaged = DAMAGES[damage](whole)
    assert damaged != whole
    entry.write_bytes(damaged)
    assert prepared(site, cache, {POSTER: jpeg()}) == first
    assert len(drawn) == 2
    assert entry.read_bytes() == whole


def test_an_entry_under_the_name_of_another_is_not_taken(
    site: Path, cache: Path, drawn: list[bytes]
) -> None:
    prepared(site, cache, {POSTER: jpeg()})
    [red] = cache.iterdir()
    whole = red.read_bytes()
    blue = prepared(site, cache, {POSTER: jpeg("blue")})
    [other] = set(cache.iterdir()) - {red}
    other.write_bytes(whole)
    assert prepared(site, cache, {POSTER: jpeg("blue")}) == blue


def test_an_entry_that_is_a_folder_is_no_error(site: Path, cache: Path, drawn: list[bytes]) -> None:
    first = prepared(site, cache, {POSTER: jpeg()})
    [entry] = cache.iterdir()
    entry.unlink()
    (entry / "inside").mkdir(parents=True)
    assert prepared(site, cache, {POSTER: jpeg()}) == first
    assert [one.name for one in cache.iterdir()] == [entry.name]


def _file(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text("a file", "utf-8")
    return path / "below"


def _read_only(path: Path) -> Path:
    if os.geteuid() == 0:  # root may write anywhere but here
        return Path("/proc/cache")
    path.mkdir(parents=True)
    path.chmod(0o500)
    return path


@pytest.mark.parametrize("place", [_file, _read_only])
def test_a_cache_that_cannot_be_written_is_no_error(
    site: Path, tmp_path: Path, drawn: list[bytes], place: Callable[[Path], Path]
) -> None:
    cache = place(tmp_path / "deep/cache")
    first = prepared(site, cache, {POSTER: jpeg()})
    assert first.problems == ()
    assert prepared(site, cache, {POSTER: jpeg()}) == first
    assert len(drawn) == 2


@pytest.mark.parametrize("failing", ["replace", "mkstemp", "open"])
def test_a_full_disk_leaves_nothing_half_written(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_arguments: Any, **_more: Any) -> Any:
        raise OSError(28, "No space left on device")

    class Full(io.BytesIO):
        def __init__(self, handle: int, _mode: str) -> None:
            super().__init__()
            os.close(handle)

        write = full  # type: ignore[assignment]

    owner: Any = {"replace": pictures.os, "mkstemp": pictures.tempfile}.get(failing, pictures)
    monkeypatch.setattr(owner, failing, Full if failing == "open" else full, raising=False)
    made = prepared(site, cache, {POSTER: jpeg()})
    assert made.problems == ()
    assert len(made.contents) == 2
    assert list(cache.iterdir()) == []


def test_an_interruption_leaves_nothing_half_written(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pictures.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepared(site, cache, {POSTER: jpeg()})
    assert list(cache.iterdir()) == []


MADE = Drawing(300, 200, "png", (b"one", b"", b"three\n", b"[4]"))


def test_what_is_packed_is_unpacked() -> None:
    for made in (MADE, Drawing(1, 1, "jpg", ())):
        assert unpacked("key", packed("key", made)) == made
        assert unpacked("other", packed("key", made)) is None


def test_no_damage_goes_unseen() -> None:
    whole = packed("key", MADE)
    for place, byte in enumerate(whole):
        assert unpacked("key", whole[:place]) is None
        for bit in range(8):
            damaged = whole[:place] + bytes([byte ^ 1 << bit]) + whole[place + 1 :]
            assert unpacked("key", damaged) is None
