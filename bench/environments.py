"""The virtual environments of the peers: made on first use, kept until their pins change."""

from __future__ import annotations

import platform
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

from .measure import Failed


def environment(folder: Path, requirements: Path, tell: Callable[[str], None]) -> Path:
    """The environment in ``folder`` with just what ``requirements`` pins. Raises Failed."""
    stamp = folder / "made-from.txt"
    wanted = f"{platform.python_version()} {folder}\n{requirements.read_text('utf-8')}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    tell(f"Making {folder} and installing what {requirements.parent.name} needs.")
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    install += ["--disable-pip-version-check", "--requirement", str(requirements)]
    try:
        venv.create(folder, with_pip=True)
        subprocess.run(install, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Failed(
            "The packages could not be installed (see above). If the package registry cannot be "
            "reached,\ncheck the network connection or pip's proxy settings and give the command again."
        ) from None
    stamp.write_text(wanted, "utf-8")
    return folder
