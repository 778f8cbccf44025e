"""Pelican's own command writes what ``build`` writes, and ends as ``build`` ends."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from builds import commands
from checkouts import checkout, coalition_in, environment, pelican
from sites import BASE, ROOT, TODAY, tree

EVENT = "content/events/2026/ziua/index.ro.md"
TRANSLATION = "content/events/2026/ziua/index.en.md"
BAD_DATE = {EVENT: BASE[EVENT].replace("2026-05-17 10:00", "2026-13-05")}
# Midday of TODAY: Pelican's command has no flag for the day.
DAY = {"SOURCE_DATE_EPOCH": "1777885200"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with the small site."""
    return checkout(tmp_path / "checkout")


def modes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): stat.S_IMODE(path.lstat().st_mode)
        for path in [folder, *folder.rglob("*")]
    }


def clean(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What the command told; it ended with ``code`` and without a traceback."""
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert "Traceback" not in told, told
    assert "mistake in the program" not in told, told
    return told


Ours = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ours]:
    """Runs ``python -m coalition`` in a checkout; the command is imported once."""
    first = checkout(tmp_path_factory.mktemp("first") / "checkout")
    with commands(first, environment(first)) as command:

        def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
            ended = command.run(*arguments, cwd=copy)
            return subprocess.CompletedProcess(arguments, ended.code, ended.out, ended.err)

        yield run


# --- the same bytes ------------------------------------------------------------------------------

COMMANDS = {
    "in an ordinary way": ("-s", "pelicanconf.py"),
    "for publishing, telling everything": ("-D", "-s", "publishconf.py"),
    "elsewhere, with warnings that are fatal": (
        *("-s", "pelicanconf.py", "-o", "elsewhere/output", "--fatal", "warnings"),
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``build`` makes of a checkout."""
    folder = tmp_path_factory.mktemp("built")
    copy = checkout(folder / "checkout")
    clean(coalition_in(copy, "build", "--today", TODAY), 0)
    return copy / "output"


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_pelican_writes_what_build_writes(
    copy: Path, built: Path, arguments: tuple[str, ...]
) -> None:
    before = {path.name for path in copy.iterdir()}
    done = pelican(copy, *arguments, env=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    output = "elsewhere/output" if "-o" in arguments else "output"
    assert tree(copy / output) == tree(built)
    assert modes(copy / output) == modes(built)
    new = {path.name for path in copy.iterdir()} - before
    beside = {".output.lock", ".output.spare", ".output.state"}
    assert new <= {"elsewhere", "output", "__pycache__", ".cache"} | beside


def test_pelican_writes_what_build_writes_when_it_is_given_from_another_folder(
    copy: Path, built: Path, tmp_path: Path
) -> None:
    clean(pelican(copy, "-s", "checkout/publishconf.py", env=DAY, cwd=tmp_path), 0)
    assert tree(copy / "output") == tree(built)
    assert [path.name for path in tmp_path.iterdir()] == ["checkout"]


def test_pelican_writes_what_build_writes_of_a_whole_site(tmp_path: Path, demo: Path) -> None:
    copy = checkout(tmp_path / "checkout", dict.fromkeys(BASE))
    for name in ("content", "members"):
        shutil.rmtree(copy / name, ignore_errors=True)
        shutil.copytree(ROOT / "examples/demo" / name, copy / name)
    clean(pelican(copy, "-s", "publishconf.py", env=DAY), 0)
    assert len(tree(demo)) > 50
    assert tree(copy / "output") == tree(demo)


def test_the_address_in_the_settings_is_that_of_the_flag(
    ours: Ours, copy: Path, built: Path
) -> None:
    with open(copy / "publishconf.py", "a", encoding="utf-8") as file:
        file.write('SITEURL = "https://preview.example.net/pr/7"\n')
    clean(pelican(copy, "-s", "publishconf.py", "-o", "one", env=DAY), 0)
    flags = ("--siteurl", "https://preview.example.net/pr/7", "--today", TODAY)
    clean(ours(copy, "build", "--output", "other", *flags), 0)
    assert tree(copy / "one") == tree(copy / "other") != tree(built)


# --- the same ends -------------------------------------------------------------------------------

PELICAN = {
    "pelicanconf.py": ("-s", "pelicanconf.py"),
    "publishconf.py": ("-s", "publishconf.py"),
    "an output that is deleted first": ("-d", "-s", "pelicanconf.py"),
}


@pytest.fixture
def published(copy: Path, built: Path) -> Path:
    """A checkout whose site stands in ``output``."""
    shutil.copytree(built, copy / "output")
    return copy


@pytest.mark.parametrize("arguments", PELICAN.values(), ids=PELICAN.keys())
def test_a_problem_in_the_content_ends_with_1_and_leaves_the_site(
    published: Path, built: Path, arguments: tuple[str, ...]
) -> None:
    (published / EVENT).write_text(BAD_DATE[EVENT], "utf-8")
    told = clean(pelican(published, *arguments, env=DAY), 1)
    assert f"{EVENT}:3:" in told
    assert "2026-13-05" in told
    assert tree(published / "output") == tree(built)


REFUSED = {
    "inside the content": ("pelicanconf.py", "content/output"),
    "a foreign folder": ("publishconf.py", "foreign"),
    "the checkout": ("publishconf.py", "."),
}


@pytest.mark.parametrize(("settings", "output"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_output_ends_with_2_and_is_left_alone(
    ours: Ours, copy: Path, settings: str, output: str
) -> None:
    (copy / "foreign").mkdir()
    (copy / "foreign/thesis.txt").write_text("Three years of work", "utf-8")
    before = tree(copy / "content"), tree(copy / "foreign")
    mine = clean(ours(copy, "build", "--output", output, "--today", TODAY), 2)
    theirs = clean(pelican(copy, "-s", settings, "-o", output, env=DAY), 2)
    assert len(mine.splitlines()) == 1
    assert mine.strip() in theirs
    assert (tree(copy / "content"), tree(copy / "foreign")) == before
    assert not (copy / "content/output").exists()


def test_a_foreign_folder_is_left_alone_even_when_pelican_is_to_delete_it(copy: Path) -> None:
    (copy / "foreign").mkdir()
    (copy / "foreign/thesis.txt").write_text("Three years of work", "utf-8")
    clean(pelican(copy, "-d", "-s", "pelicanconf.py", "-o", "foreign", env=DAY), 2)
    assert (copy / "foreign/thesis.txt").read_text("utf-8") == "Three years of work"


def test_a_plugin_that_cannot_be_imported_ends_with_2_and_leaves_the_site(
    published: Path, built: Path, tmp_path: Path
) -> None:
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / "cmarkgfm.py").write_text('raise ImportError("libbroken.so.1 is missing")', "utf-8")
    env = {**DAY, "PYTHONPATH": f"{shadow}{os.pathsep}{published / 'plugins'}"}
    for done in (
        pelican(published, "-s", "pelicanconf.py", env=env),
        pelican(published, "-s", "publishconf.py", env=env),
        coalition_in(published, "build", env=env),
        coalition_in(published, "check", env=env),
    ):
        assert "libbroken.so.1 is missing" in clean(done, 2)
    assert tree(published / "output") == tree(built)


def test_a_template_with_a_mistake_ends_with_2_and_leaves_the_site(
    ours: Ours, published: Path, built: Path
) -> None:
    template = published / "theme/pages/member.html"
    template.write_text("{% if %}" + template.read_text("utf-8"), "utf-8")
    for done in (
        pelican(published, "-s", "pelicanconf.py", env=DAY),
        ours(published, "build", "--today", TODAY),
    ):
        assert "member.html:1" in clean(done, 2)
    assert tree(published / "output") == tree(built)


def test_settings_that_cannot_be_read_end_without_a_site(
    ours: Ours, published: Path, built: Path
) -> None:
    (published / "pelicanconf.py").write_text("THEME = \n", "utf-8")
    for command in ("build", "check"):
        told = clean(ours(published, command, "--today", TODAY), 2)
        assert "pelicanconf.py" in told
        assert len(told.splitlines()) == 1
    assert pelican(published, "-s", "pelicanconf.py", env=DAY).returncode != 0
    assert tree(published / "output") == tree(built)


# --- the Markdown engine -------------------------------------------------------------------------

# Struck out for the forge's engine, plain for Python-Markdown.
STRUCK = {TRANSLATION: "---\ntitle: Open day\n---\n\nCome on ~~Monday~~ Sunday.\n"}
# No link for the forge's engine; for Python-Markdown one that leads nowhere.
LINKED = {TRANSLATION: "---\ntitle: Open day\n---\n\nCome [here](no such.md).\n"}
DEFAULT = {
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
# What the site sets, whether that asks for Python-Markdown, and the settings that Pelican is given.
SETTINGS: Mapping[str, tuple[object, bool, str]] = {
    "nothing": (None, False, "publishconf.py"),
    "with extensions": ({"extensions": ["tables", "footnotes"]}, True, "pelicanconf.py"),
    "without extensions": ({}, True, "pelicanconf.py"),
    "the same as Pelican's default": (DEFAULT, True, "publishconf.py"),
}
BY_SETTING = pytest.mark.parametrize(
    ("setting", "python", "settings"), SETTINGS.values(), ids=SETTINGS.keys()
)


def _with_markdown(folder: Path, files: Mapping[str, str], setting: object) -> Path:
    copy = checkout(folder, files)
    if setting is not None:
        with open(copy / "pelicanconf.py", "a", encoding="utf-8") as file:
            file.write(f"MARKDOWN = {setting!r}\n")
    return copy


def test_the_default_of_pelican_is_the_one_we_know() -> None:
    from pelican.settings import DEFAULT_CONFIG

    assert DEFAULT_CONFIG["MARKDOWN"] == DEFAULT


@BY_SETTING
def test_a_site_that_sets_markdown_is_built_with_python_markdown(
    ours: Ours, tmp_path: Path, setting: object, python: bool, settings: str
) -> None:
    copy = _with_markdown(tmp_path / "checkout", STRUCK, setting)
    clean(ours(copy, "build", "--today", TODAY, "--output", "one"), 0)
    clean(pelican(copy, "-s", settings, "-o", "two", env=DAY), 0)
    page = (copy / "one/en/events/ziua/index.html").read_text("utf-8")
    assert ("~~Monday~~" if python else "<del>Monday</del>") in page
    assert tree(copy / "one") == tree(copy / "two")


@BY_SETTING
def test_a_site_that_sets_markdown_is_checked_with_python_markdown(
    ours: Ours, tmp_path: Path, setting: object, python: bool, settings: str
) -> None:
    copy = _with_markdown(tmp_path / "checkout", LINKED, setting)
    told = clean(ours(copy, "check", "--today", TODAY), 1 if python else 0)
    assert (f"{TRANSLATION}:5:" in told) is python


def test_markdown_in_publishconf_counts_for_publishing_only(tmp_path: Path) -> None:
    copy = checkout(tmp_path / "checkout", STRUCK)
    with open(copy / "publishconf.py", "a", encoding="utf-8") as file:
        file.write(f"MARKDOWN = {DEFAULT!r}\n")
    clean(pelican(copy, "-s", "publishconf.py", "-o", "one", env=DAY), 0)
    clean(pelican(copy, "-s", "pelicanconf.py", "-o", "two", env=DAY), 0)
    assert "~~Monday~~" in (copy / "one/en/events/ziua/index.html").read_text("utf-8")
    assert "<del>Monday</del>" in (copy / "two/en/events/ziua/index.html").read_text("utf-8")


def test_an_extension_that_is_not_installed_is_named(ours: Ours, tmp_path: Path) -> None:
    setting = {"extensions": ["no_such_extension"]}
    copy = _with_markdown(tmp_path / "checkout", {}, setting)
    for done in (
        ours(copy, "build", "--today", TODAY),
        ours(copy, "check", "--today", TODAY),
        pelican(copy, "-s", "pelicanconf.py", env=DAY),
    ):
        assert "no_such_extension" in clean(done, 2)
    assert not (copy / "output").exists()
