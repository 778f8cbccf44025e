"""Runs of words of the seed documents, as marks that do not give the words away.

The texts of the real content are our own. The seed documents do not belong to this repository,
so only a mark of every run of eight of their words is kept in ``tests/content/seed-runs.txt``:
the first 12 hex digits of the SHA-256 of the lower-cased words joined by spaces. It was made by

    python tests/seed_runs.py SEED… > tests/content/seed-runs.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LENGTH = 8


def runs(text: str) -> Iterator[str]:
    """Every run of eight words of ``text``, lower-cased, without what stands between them."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def mark(run: str) -> str:
    """What is kept of a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:12]


def main(seeds: list[str]) -> None:
    """Write the marks of all runs of the files, in order."""
    marks = {mark(run) for seed in seeds for run in runs(Path(seed).read_text("utf-8"))}
    sys.stdout.writelines(f"{one}\n" for one in sorted(marks))


if __name__ == "__main__":
    main(sys.argv[1:])
