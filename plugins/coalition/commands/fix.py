"""``check --fix``: mend in the files what is safe to mend, and say each word that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from ..adapters.disk import replace
from ..core.fixes import FIXES, Edit, mended
from ..core.problems import Problems
from ..loading import Checked, Request, load
from .report import DONE, guarded, shown_path, words_of


def fix(request: Request, language: str | None, out: TextIO) -> int:
    """Mend the files of a site; what was mended is told to ``out`` in ``language``."""

    def work() -> int:
        checked = load(request)
        say = words_of(checked, language)
        for path, codes in sorted(_to_mend(checked).items()):
            file = request.site / path
            raw = file.read_bytes()  # as it is now, whatever it was when it was checked
            edits = sorted({edit for code in codes for edit in _edits(checked, code, path, raw)})
            if edits:
                replace(file, mended(raw, edits))
            for edit in edits:
                told = say.gettext("“{found}” is now “{instead}”.", found=edit.found, instead=edit.instead)  # fmt: skip
                place = edit.place
                out.write(f"{shown_path(request.site, path)}:{place.line}:{place.column}: {told}\n")
        return DONE

    return guarded(work, out)


def _to_mend(checked: Checked) -> dict[str, set[str]]:
    """The codes of what can be mended, by the path of the file."""
    found: dict[str, set[str]] = {}
    for problem in checked.problems:
        if problem.code in FIXES:
            found.setdefault(problem.place.path, set()).add(problem.code)
    return found


def _edits(checked: Checked, code: str, path: str, raw: bytes) -> Iterator[Edit]:
    try:
        yield from FIXES[code](path, raw, checked.site.languages if checked.site else ())
    except Problems:  # it was saved a moment ago in a way that cannot be read: the check says so
        return
