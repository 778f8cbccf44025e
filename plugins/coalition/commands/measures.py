"""``measures``: take an edited table of a plan back into its file."""

from __future__ import annotations

import sys
from pathlib import Path

from ..adapters.disk import Unreadable, read_sources, replace
from ..adapters.words import read_words
from ..core.problems import Problems
from ..core.relating import read_site
from ..core.sheets import SIZE_LIMIT
from ..core.tracking import Taken, taken
from ..core.words import words_for
from ..loading import ROOT
from .refusals import refuse

DONE, PROBLEMS = 0, 1


def measures(site_folder: Path, name: str, table: Path) -> int:
    """Take ``table`` back into the plan ``name`` (its id, or ``plan/id``).

    Returns an exit code: 0 done, 1 when there is no such plan or anything is wrong with the table;
    then nothing is written. Raises Unreadable when there is no such table.
    """
    site = read_site(read_sources(site_folder)).site
    if site is None:
        sys.stderr.write("The site has problems; mend them first (the check lists them).\n")
        return PROBLEMS
    plan = site.items.get(("plan", name.removeprefix("plan/")))
    if plan is None:
        known = ", ".join(sorted(id_ for kind, id_ in site.items if kind == "plan"))
        sys.stderr.write(
            f"{name}: no plan of this name that can be read; there are: {known or '–'}.\n"
        )
        return PROBLEMS
    try:
        with table.open("rb") as file:
            sheet = file.read(SIZE_LIMIT + 1)  # one more tells that it is too large
    except OSError as error:
        raise Unreadable(str(table), error.strerror or str(error)) from None
    original = plan.versions[plan.original]
    path = site_folder / original.path
    # Bytes, since reading as text would change line ends.
    text = path.read_bytes().decode("utf-8")
    try:
        found = taken(text, original.path, original.record, sheet, str(table), plan.original)
    except Problems as refused:
        refuse(refused.problems, words_for(read_words(ROOT / "theme"), site.default))
        return PROBLEMS
    if found.changes:
        replace(path, found.text.encode("utf-8"))
    _tell(path, found)
    return DONE


def _tell(path: Path, found: Taken) -> None:
    for one in found.changes:
        change = f"{one.before} → {one.after}" if one.before else one.after
        sys.stdout.write(f"{path}:{one.line}: {one.measure}: {one.field}: {change}\n")
    if not found.changes:
        sys.stdout.write(f"{path}: the table says what the plan says; nothing was written.\n")
