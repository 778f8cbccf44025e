"""A copy of what a build reads from this repository, and Pelican's own command run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sites import ROOT, make_site

CODE = ("pelicanconf.py", "publishconf.py", "theme", "plugins")


def checkout(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The code and theme of this repository in ``folder``, with the small site of ``sites``."""
    for name in CODE:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return make_site(folder, files)


def environment(copy: Path = ROOT, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which the plugin is that of ``copy``."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**kept, "PYTHONPATH": str(copy / "plugins"), **(more or {})}


def run(
    copy: Path,
    *command: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` in ``copy``, with the plugin of ``copy``, and wait for it."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd or copy,
        env=environment(copy, env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def pelican(
    copy: Path,
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command ``pelican`` in ``copy``."""
    return run(copy, Path(sys.executable).with_name("pelican"), *arguments, env=env, cwd=cwd)


def coalition_in(
    copy: Path, *arguments: str | Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m coalition`` in ``copy``."""
    return run(copy, sys.executable, "-m", "coalition", *arguments, env=env)
