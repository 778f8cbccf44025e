"""Sites that many tests look at, each built once, by the command that people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import ROOT, TODAY, coalition, make_site


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
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the site in this repository."""
    return _built(ROOT, tmp_path_factory.mktemp("real") / "out", "2026-11-21")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of ``examples/demo`` on its own day."""
    return _built(ROOT / "examples/demo", tmp_path_factory.mktemp("demo") / "out", TODAY)
