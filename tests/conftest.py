"""Sites that many tests look at, each built once, by the command that people use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from sites import DAY, DAYS, SITES, TODAY, coalition, make_site

# Files of tests that take longest. They come first, so that several processes end together.
LONGEST = (
    "site/test_incremental.py",
    "browser/test_pages.py",
    "browser/test_sites.py",
    "site/test_whole_or_nothing.py",
    "browser/test_scripts.py",
    "test_tasks.py",
    "site/test_pictures.py",
    "browser/test_right_to_left.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; their order and that of the tests in a file stay."""
    here = Path(__file__).parent
    place = {here / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda one: place.get(one.path, len(LONGEST)))


def _built(site: Path, output: Path, today: str) -> Path:
    done = coalition("build", "--site", site, "--output", output, "--today", today)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small site of ``sites.BASE``."""
    folder = tmp_path_factory.mktemp("small")
    return _built(make_site(folder / "site"), folder / "out", TODAY)


@pytest.fixture(scope="session")
def output_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The output of each of ``sites.SITES``, by its name."""

    @cache
    def output(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name) / "out"
        return _built(SITES[name], folder, DAYS.get(name, DAY))

    return output


@pytest.fixture(scope="session")
def real(output_of: Callable[[str], Path]) -> Path:
    """The output of the site in this repository."""
    return output_of("real")


@pytest.fixture(scope="session")
def demo(output_of: Callable[[str], Path]) -> Path:
    """The output of ``examples/demo`` on its own day."""
    return output_of("demo")
