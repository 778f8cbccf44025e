"""The site of hard cases, built once by the command that people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from clients.hard import cases, files
from sites import coalition, make_site


def built(folder: Path, first: int, last: int) -> Path:
    """The output of the site of hard cases of these years, as it stands when they begin."""
    site = make_site(folder / "site", files(cases(first, last)))
    done = coalition(
        "build", "--site", site, "--output", folder / "out", "--today", f"{first}-01-02"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "out"


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years to come."""
    return built(tmp_path_factory.mktemp("hard"), 2026, 2035)


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years in which Istanbul stopped to change its clock."""
    return built(tmp_path_factory.mktemp("past"), 2012, 2021)
