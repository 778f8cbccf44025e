"""The sites of hard cases and of nasty texts, built once by the command that people use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from clients import hard as hard_cases
from clients import nasty as nasty_texts
from sites import TODAY, coalition, make_site


def built(folder: Path, files: Mapping[str, str | None], today: str) -> Path:
    """The output of the small site with ``files`` on top of it."""
    site = make_site(folder / "site", files)
    done = coalition("build", "--site", site, "--output", folder / "out", "--today", today)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "out"


def _years(folder: Path, first: int, last: int) -> Path:
    files = hard_cases.files(hard_cases.cases(first, last))
    return built(folder, files, f"{first}-01-02")


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years to come."""
    return _years(tmp_path_factory.mktemp("hard"), 2026, 2035)


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years in which Istanbul stopped to change its clock."""
    return _years(tmp_path_factory.mktemp("past"), 2012, 2021)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts that try everything."""
    return built(tmp_path_factory.mktemp("nasty"), nasty_texts.files(), TODAY)
