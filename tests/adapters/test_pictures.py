"""What is ready to publish: drawn once, kept by content, and never trusted when it was damaged."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters import crew, drawing, pictures
from coalition.adapters.disk import Unreadable
from coalition.adapters.pictures import Prepared, packed, prepare
from coalition.core.addresses import Address
from coalition.core.images import Drawing
from coalition.core.problems import Place
from msgspec.structs import replace
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
    monkeypatch.setattr(crew, "draw", counting)
    return seen


def prepared(site: Path, cache: Path, files: Mapping[str, bytes], **more: Any) -> Prepared:
    return prepare(site, write(site, files), lambda path: Place(path, 3), cache, **more)


def drawings(cache: Path) -> list[Path]:
    """The files of the cache that hold a drawing."""
    return sorted(path for path in cache.iterdir() if path.name != pictures.SEEN)


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
        monkeypatch.setattr(importlib.metadata, "distribution", lambda name: other)
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
    record = importlib.metadata.distribution("pillow").read_text("RECORD") or ""
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

    def opened(file: Any, mode: str = "r") -> Any:
        return Full(file, mode) if isinstance(file, int) else open(file, mode)

    owner: Any = {"replace": pictures.os, "mkstemp": tempfile}.get(failing, pictures)
    monkeypatch.setattr(owner, failing, opened if failing == "open" else full, raising=False)
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


def unpacked(key: str, whole: bytes) -> Drawing | None:
    """What a file of the cache holds, as long as its first line is right."""
    found = pictures.unpacked(key, whole[: pictures.HEAD], len(whole))
    if found is None:
        return None
    measures, parts = found
    files = tuple(whole[part.start : part.start + part.length] for part in parts)
    assert all(hashlib.sha256(file).hexdigest() == part.digest for file, part in zip(files, parts, strict=True))  # fmt: skip
    return replace(measures, files=files)


def test_what_is_packed_is_unpacked() -> None:
    for made in (MADE, Drawing(1, 1, "jpg", ())):
        assert unpacked("key", packed("key", made)) == made
        assert unpacked("other", packed("key", made)) is None


def test_no_damage_goes_unseen() -> None:
    whole = packed("key", MADE)
    body = len(b"".join(MADE.files))
    for place, byte in enumerate(whole):
        assert unpacked("key", whole[:place]) is None
        for bit in range(8):
            damaged = whole[:place] + bytes([byte ^ 1 << bit]) + whole[place + 1 :]
            if place < len(whole) - body:
                assert unpacked("key", damaged) is None
            else:  # seen when the file is read
                with pytest.raises(AssertionError):
                    unpacked("key", damaged)


def test_the_first_line_is_found_in_what_is_read_of_a_file() -> None:
    most = Drawing(12_000, 12_000, "jpg", tuple(bytes(10**6) for _ in range(4)))
    assert packed("k" * 64, most).index(b"\n", pictures.SEAL) < pictures.HEAD / 4


# --- read when asked for -------------------------------------------------------------------------


def test_every_file_has_its_hash_without_being_read(site: Path, cache: Path) -> None:
    made = prepared(site, cache, {POSTER: jpeg(), REPORT: b"%PDF"})
    assert len(made.contents) == 3
    for address, content in made.contents.items():
        assert made.contents.digest(address) == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("what", ["damaged", "gone"])
def test_what_is_lost_after_it_was_found_is_drawn_again(
    site: Path, cache: Path, drawn: list[bytes], what: str
) -> None:
    first = dict(prepared(site, cache, {POSTER: jpeg(size=(2000, 1000))}).contents)
    made = prepared(site, cache, {POSTER: jpeg(size=(2000, 1000))})
    [entry] = drawings(cache)
    whole = entry.read_bytes()
    if what == "gone":
        entry.unlink()
    else:
        entry.write_bytes(whole[:-1] + b"x")
    assert dict(made.contents) == first
    assert len(drawn) == 2
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("path", [POSTER, REPORT])
def test_a_source_that_changed_meanwhile_is_never_published_as_another(
    site: Path, cache: Path, path: str
) -> None:
    made = prepared(site, cache, {path: jpeg()})
    for entry in drawings(cache) if cache.exists() else ():
        entry.unlink()
    (site / path).write_bytes(jpeg("blue"))
    for address in made.contents:
        with pytest.raises(Unreadable, match="changed"):
            made.contents[address]
    (site / path).unlink()
    with pytest.raises(Unreadable, match="No such file"):
        dict(made.contents)


# --- not read when nothing changed ---------------------------------------------------------------


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all files had been there for long."""
    monkeypatch.setattr(pictures, "is_settled", lambda *_: True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were read to see what is in them."""
    seen: list[str] = []
    digest = hashlib.file_digest

    def noting(file: Any, name: str) -> Any:
        seen.append(Path(file.name).name)
        return digest(file, name)

    monkeypatch.setattr(pictures.hashlib, "file_digest", noting)
    return seen


FILES = {POSTER: jpeg(), LOGO: jpeg("blue"), REPORT: b"%PDF"}


def again(site: Path, cache: Path, **more: Any) -> Prepared:
    return prepare(site, {path: path for path in FILES}, Place, cache, **more)


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_not_read(
    site: Path, cache: Path, read: list[str], drawn: list[bytes]
) -> None:
    first = prepared(site, cache, FILES)
    assert (len(read), len(drawn)) == (3, 2)
    assert again(site, cache) == first
    assert (len(read), len(drawn)) == (3, 2)
    assert again(site, cache, verify=True) == first
    assert (len(read), len(drawn)) == (6, 2)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("how", ["other bytes", "another file", "touched"])
def test_a_change_that_hides_its_date_is_seen(
    site: Path, cache: Path, read: list[str], how: str
) -> None:
    prepared(site, cache, FILES)
    file = site / POSTER
    dates = file.stat()
    other = FILES[POSTER] if how == "touched" else FILES[POSTER][:-1] + b"x"
    if how == "another file":
        file.unlink()
    file.write_bytes(other)
    os.utime(file, ns=(dates.st_atime_ns, dates.st_mtime_ns))
    del read[:]
    made = again(site, cache)
    assert read == [file.name]
    assert made == prepare(site, {path: path for path in FILES}, Place, cache / "new")


def test_what_changed_just_now_is_read_again(site: Path, cache: Path, read: list[str]) -> None:
    """Its dates cannot tell a change that follows at once."""
    prepared(site, cache, FILES)
    assert not (cache / pictures.SEEN).exists()
    again(site, cache)
    assert len(read) == 6


@pytest.mark.usefixtures("settled")
def test_another_program_reads_nothing_but_draws(
    site: Path, cache: Path, read: list[str], drawn: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(site, cache, FILES)
    monkeypatch.setattr(pictures, "_made_by", lambda: b"another Pillow")
    again(site, cache)
    assert (len(read), len(drawn)) == (3, 4)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in ("another size",)])
def test_what_is_remembered_is_not_trusted_when_it_was_damaged(
    site: Path, cache: Path, read: list[str], damage: str
) -> None:
    first = prepared(site, cache, FILES)
    index = cache / pictures.SEEN
    whole = index.read_bytes()
    index.write_bytes(DAMAGES[damage](whole))
    del read[:]
    assert again(site, cache) == first
    assert len(read) == 3
    assert index.read_bytes() == whole


@pytest.mark.usefixtures("settled")
def test_no_more_is_remembered_than_the_limit(
    site: Path, cache: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "SEEN_LIMIT", 2)
    prepared(site, cache, FILES)
    again(site, cache)
    assert len(read) == 4


# --- many at once --------------------------------------------------------------------------------


def some(number: int) -> dict[str, bytes]:
    """Pictures of all sizes, the largest first, with two that cannot be published among them."""
    chance = random.Random(1)
    made = {
        f"content/blog/2026/post-{place}/photo.jpg": jpeg(
            f"#{chance.randrange(1 << 24):06x}", (160 * (number - place), 90)
        )
        for place in range(number)
    }
    names = list(made)
    made[names[1]] = made[names[1]][:-40]
    made[names[3]] = jpeg(size=(12_001, 2))
    return made


def test_any_number_of_processes_makes_the_same(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = some(9)
    names = list(files)
    monkeypatch.setattr(crew, "WORTH_PROCESSES", 1)  # however small the pictures are
    results = []
    for number in (1, 2, 3):
        monkeypatch.setattr(crew, "_processors", lambda number=number: number)
        made = prepared(site, cache / str(number), files)
        results.append((list(made.contents.items()), made.pictures, made.problems))
        assert told(made) == [
            (names[1], "bad_picture", {"found": "photo.jpg"}),
            (names[3], "picture_large", {"found": "photo.jpg", "size": "12001 px", "limit": "12000 px"}),
        ]  # fmt: skip
        assert list(made.pictures) == [name for name in names if name not in (names[1], names[3])]
    assert results[0] == results[1] == results[2]


def test_without_a_cache_the_same_picture_is_drawn_once(
    site: Path, tmp_path: Path, drawn: list[bytes]
) -> None:
    made = prepared(site, _file(tmp_path / "deep/cache"), {POSTER: jpeg(), LOGO: jpeg()})
    assert len(drawn) == 1
    assert len(dict(made.contents)) == 4


def test_a_process_that_is_ended_from_outside_is_told(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(tasks: Any) -> Iterator[Any]:
        for name, _ in tasks:
            yield name, crew.Killed()

    monkeypatch.setattr(crew, "each", ended)
    with pytest.raises(Unreadable) as refused:
        prepared(site, cache, {POSTER: jpeg()})
    assert refused.value.path == POSTER
    assert "memory" in refused.value.reason


LOADED = """
import sys
from pathlib import Path
from coalition.adapters import pictures
from coalition.core.problems import Place
pictures.is_settled = lambda *_: True
site, cache, *paths = sys.argv[1:]
made = pictures.prepare(Path(site), dict(zip(paths, paths)), Place, Path(cache))
slow = ("PIL", "rich", "multiprocessing", "importlib.metadata")
there = [name for name in slow if name in sys.modules]
print(len(dict(made.contents)), *there)
"""


def test_nothing_is_loaded_for_what_is_not_done(site: Path, cache: Path) -> None:
    def run(*paths: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", LOADED, str(site), str(cache), *paths],
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout

    write(site, FILES)
    assert run(REPORT) == "1\n"
    assert run(*FILES) == "5 PIL multiprocessing importlib.metadata\n"
    assert run(*FILES) == "5 importlib.metadata\n"
