"""Small sites for tests: a few files on top of a coalition that is complete without them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-05-04"
# Every whole site in this repository: ours, and each folder of examples/.
SITES = {"real": ROOT} | {
    path.name: path for path in sorted((ROOT / "examples").iterdir()) if (path / "content").is_dir()
}
# The days on which they are looked at: the day of our content, and that of the invented coalition.
DAYS = {"demo": TODAY}
DAY = "2026-11-21"

BASE = {
    "content/coalition.yaml": """\
name: {ro: Coaliția de probă, en: Test Coalition}
languages: [ro, en]
timezone: Europe/Bucharest
url: https://coalition.example.org/
identity: {domain: coalition.example.org, year: 2020}
""",
    "content/places.yaml": """\
petrila: {label: Petrila, lat: "45.449", lon: "23.407"}
casa: {label: {ro: Casa de cultură, en: House of culture}, town: petrila}
""",
    "content/topics.yaml": "culture: {label: {ro: Cultură, en: Culture}}\n",
    "content/organisations.yaml": "primaria: {name: {ro: Primăria, en: Town hall}}\n",
    "content/funders.yaml": "uniunea: {label: {ro: Uniunea, en: Union}}\n",
    "members/alfa/index.ro.md": "---\nname: Alfa\npublished: 2026-01-01\n---\n\nCine suntem.\n",
    "members/alfa/index.en.md": "---\nname: Alpha\n---\n\nWho we are.\n",
    "content/events/2026/ziua/index.ro.md": """\
---
title: Ziua porților deschise
start: 2026-05-17 10:00
end: 2026-05-17 12:00
place: casa
organisers: [alfa]
published: 2026-04-01
---

Veniți la [Alfa](../../../../members/alfa/index.ro.md).
""",
    "content/events/2026/ziua/index.en.md": "---\ntitle: Open day\n---\n\nCome.\n",
    "content/blog/2026/stire/index.ro.md": (
        "---\ntitle: O știre\npublished: 2026-04-02\ndate: 2026-03-30\n"
        "about: [event/ziua]\nauthors: [alfa]\n---\n\nS-a întâmplat.\n"
    ),
}


def make_site(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write ``BASE`` with ``files`` on top of it into ``folder``; None leaves a file out."""
    for path, content in {**BASE, **(files or {})}.items():
        if content is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "members").mkdir(exist_ok=True)
    return folder


def coalition(
    *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m coalition`` as a person would, and wait for it."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, "-m", "coalition", *map(str, arguments)],
        cwd=cwd,
        env={**environment, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
