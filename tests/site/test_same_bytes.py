"""The same site for the same day is the same bytes, wherever and by whomever it is built."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from builds import Command, commands
from checkouts import checkout, environment
from PIL import Image
from sites import BASE, ROOT, TODAY, make_site, tree

EVENT = "content/events/2026/festivalul-povestilor-2026"
SMALL_EVENT = "content/events/2026/ziua/index.ro.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented coalition, which has everything that a site can have, and a picture more."""
    site = tmp_path_factory.mktemp("source") / "site"
    shutil.copytree(ROOT / "examples/demo", site)
    Image.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 20).save(site / EVENT / "poză 1.png")
    with open(site / EVENT / "index.ro.md", "a", encoding="utf-8") as file:
        file.write("\n![Fractal](<poză 1.png>)\n")
    return site


def build(
    site: Path,
    output: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    umask: int = 0o022,
) -> Path:
    command = [sys.executable, "-m", "coalition", "build", "--site", site, "--output", output]
    done = subprocess.run(
        [*map(str, command), *(arguments or ("--today", TODAY))],
        cwd=cwd,
        env={**environment(ROOT), **(env or {})},
        umask=umask,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return output


@pytest.fixture(scope="module")
def made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site, built in an ordinary way."""
    output = build(site, tmp_path_factory.mktemp("made") / "out", env={"PYTHONHASHSEED": "1"})
    found = tree(output)
    assert len(found) > 50
    return found


# Each with a hash seed of its own.
ENVIRONMENTS = {
    "furthest east, in Turkish, where i has no capital I": {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
    },
    "furthest west, in a language that there is not": {
        "PYTHONHASHSEED": "3",
        "TZ": "Etc/GMT+12",
        "LANG": "xx_YY.UTF-8",
        "LC_ALL": "xx_YY.UTF-8",
    },
    "in a zone that there is not, in Romanian, without colours": {
        "PYTHONHASHSEED": "4000000000",
        "TZ": "Nowhere/City",
        "LANG": "ro_RO.UTF-8",
        "LANGUAGE": "ro",
        "NO_COLOR": "1",
        "COLUMNS": "20",
    },
    "without a language": {"PYTHONHASHSEED": "0", "LANG": "", "LC_ALL": "C"},
    "on a system that knows only ASCII": {
        "PYTHONHASHSEED": "5",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
}


@pytest.mark.parametrize("env", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_the_bytes_are_the_same_in_another_environment(
    site: Path, made: dict[str, bytes], tmp_path: Path, env: dict[str, str]
) -> None:
    assert tree(build(site, tmp_path / "out", env=env)) == made


def _paths(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file():
            yield path


def test_the_bytes_are_the_same_from_another_folder(
    site: Path, made: dict[str, bytes], tmp_path: Path
) -> None:
    # Files made in another order, on other days, readable by their owner alone.
    other = tmp_path / "Altă casă/a b"
    for number, path in enumerate(_paths(site)):
        target = other / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        target.chmod(0o700 if number % 2 else 0o600)
        os.utime(target, (number * 86_400, number * 86_400))
    output = build(Path("a b"), Path("../ieșire"), cwd=other.parent)
    assert output == Path("../ieșire")
    assert tree(tmp_path / "ieșire") == made


def test_the_bytes_are_the_same_from_another_checkout(
    site: Path, made: dict[str, bytes], tmp_path: Path
) -> None:
    copy = checkout(tmp_path / "copie")
    env = {"PYTHONPATH": str(copy / "plugins")}
    assert tree(build(site, tmp_path / "out", cwd=copy, env=env)) == made


@pytest.mark.parametrize("umask", [0o000, 0o077], ids=["000", "077"])
def test_everyone_may_read_the_site_whatever_the_umask(
    site: Path, made: dict[str, bytes], tmp_path: Path, umask: int
) -> None:
    output = build(site, tmp_path / "out", umask=umask)
    assert tree(output) == made
    for path in [output, *output.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o644), f"{path}: {mode:o}"


# --- which day it is -----------------------------------------------------------------------------

DAYS = {
    # seconds since 1970: the day in Bucharest
    "1777842000": "2026-05-04",  # midnight in Bucharest, still the day before in Greenwich
    "1777841999": "2026-05-03",
    "1792879200": "2026-10-25",  # the night in which summer time ends
}


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """The command, imported once."""
    with commands(make_site(tmp_path_factory.mktemp("warm") / "site"), environment()) as running:
        yield running


def day_of(command: Command, site: Path, *flags: str, epoch: str = "") -> dict[str, bytes]:
    output = site.parent / "elsewhere"
    env = {"TZ": "Asia/Tokyo"} | ({"SOURCE_DATE_EPOCH": epoch} if epoch else {})
    done = command.run("build", "--site", site, "--output", output, *flags, env=env)
    assert done.code == 0, done.told
    return tree(output)


@pytest.mark.parametrize(("epoch", "day"), DAYS.items(), ids=DAYS.keys())
def test_source_date_epoch_is_a_day_in_the_zone_of_the_coalition(
    command: Command, tmp_path: Path, epoch: str, day: str
) -> None:
    # An event on each of the days and around them, so that each makes another site.
    events = {
        f"content/events/2026/e{number}/index.ro.md": BASE[SMALL_EVENT].replace("2026-05-17", on)
        for number, on in enumerate(("2026-05-02", "2026-05-03", "2026-05-04", "2026-10-24"))
    }
    site = make_site(tmp_path / "site", events)
    assert day_of(command, site, epoch=epoch) == day_of(command, site, "--today", day)


def test_the_flag_counts_more_than_source_date_epoch(
    command: Command, small: Path, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site")
    assert day_of(command, site, "--today", TODAY, epoch="1") == tree(small)


def test_another_day_makes_another_site(command: Command, small: Path, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    assert day_of(command, site, "--today", "2026-09-01") != tree(small)


def test_source_date_epoch_counts_more_than_the_day_of_an_invented_coalition(
    command: Command, tmp_path: Path
) -> None:
    invented = BASE["content/coalition.yaml"] + "fictional: true\ntoday: 2026-05-04\n"
    site = make_site(tmp_path / "site", {"content/coalition.yaml": invented})
    own = day_of(command, site)
    assert own == day_of(command, site, "--today", "2026-05-04")
    epoch = day_of(command, site, epoch="1")
    assert epoch == day_of(command, site, "--today", "1970-01-01") != own


@pytest.mark.parametrize("epoch", ["tomorrow", "-99999999999999", "99999999999999999999"])
def test_a_source_date_epoch_that_is_no_day_is_refused(
    command: Command, tmp_path: Path, epoch: str
) -> None:
    site = make_site(tmp_path / "site")
    told = {"SOURCE_DATE_EPOCH": epoch}
    done = command.run("build", "--site", site, "--output", tmp_path / "out", env=told)
    assert done.code == 2
    assert len(done.told.splitlines()) == 1
    assert f"“{epoch}”" in done.told
    assert "SOURCE_DATE_EPOCH" in done.told
    assert "Traceback" not in done.told
    assert not (tmp_path / "out").exists()
