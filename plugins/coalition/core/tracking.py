"""How far the measures of a plan are, taken back from an edited table into the file of the plan.

The table is that of ``exports.measures``. Taken are ``status``, ``due``, and a note with its day; a
cell that is empty leaves all as it is. Nothing else of the file changes.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, get_args

from msgspec import Struct
from msgspec.structs import replace
from pydantic_core import PydanticCustomError

from .fields import shapes
from .frontmatter import Path, split
from .problems import Place, Problem, Problems, nearest
from .records.plan import Degree, Measure, Plan
from .rewriting import NoList, Rewriting, groups
from .sheets import Row, read
from .times import When, read_when

# The columns of the table; those of TAKEN are read again. They are the same in every language, so
# that a table of any of them can be taken back.
COLUMNS: Final = (
    "objective",
    "objective_title",
    "measure",
    "measure_title",
    "responsible",
    "partners",
    "start",
    "due",
    "budget",
    "currency",
    "status",
    "last_date",
    "last_note",
    "new_date",
    "new_note",
)
TAKEN: Final = ("objective", "measure", "due", "status", "new_date", "new_note")

# Days as spreadsheets write them, where day, month and year cannot be confused.
_DAY_FIRST: Final = re.compile(r"(?:(\d{1,2})\. ?)?(\d{1,2})\. ?(\d{4})\.?\Z", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?\Z", re.ASCII)
_FIELDS: Final = tuple(shapes(Measure))


class Change(Struct, frozen=True):
    """What was taken: of which measure, which field, what was there, and on which line it stands."""

    measure: str
    field: str
    before: str
    after: str
    line: int = 0


class Taken(Struct, frozen=True):
    """The new text of the file of a plan, and how it differs from the old one."""

    text: str
    changes: tuple[Change, ...]


class _Wanted(Struct, frozen=True):
    """What a row asks of a measure; ``at`` says which: the numbers of objective and measure."""

    row: Row
    at: tuple[int, int]
    due: When | None
    status: str
    update: dict[str, str]


def taken(text: str, path: str, plan: Plan, sheet: bytes, sheet_path: str, language: str) -> Taken:
    """Take the table ``sheet`` back into ``text``, the original of ``plan``.

    ``language`` is that of the original, in which notes are written. Raises Problems, all of them,
    and then nothing is taken.
    """
    problems: list[Problem] = []
    wanted = list(_wanted(plan, read(sheet, sheet_path, TAKEN, language), sheet_path, problems))
    document = split(text.encode(), path)
    expected = copy.deepcopy(document.data.mapping)
    rewriting = Rewriting(text)
    changes: list[tuple[Path, Change]] = []
    for one in wanted:
        try:
            changes += _written(rewriting, expected, plan, one)
        except NoList:
            measure = plan.objectives[one.at[0]].measures[one.at[1]]
            place = document.data.place((*_path(one), "updates"), key=True)
            problems.append(Problem.at(place, "sheet_updates", found=measure.id))
    if problems:
        raise Problems(problems)
    made = rewriting.read(path, expected, document.body)
    lines = (made.data.place(path).line for path, _ in changes)
    return Taken(
        rewriting.text,
        tuple(replace(one, line=line) for line, (_, one) in zip(lines, changes, strict=True)),
    )


# --- what the table says ---------------------------------------------------------------------------


def _wanted(plan: Plan, rows: list[Row], path: str, problems: list[Problem]) -> Iterator[_Wanted]:
    """What each row asks for; what is wrong with it goes to ``problems``."""
    places = {
        (objective.id, one.id): (number, inner)
        for number, objective in enumerate(plan.objectives)
        for inner, one in enumerate(objective.measures)
    }
    times = Counter(one.id for one in plan.measures)
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row.cells["objective"], row.cells["measure"]
        first = seen.setdefault(key, row.line)
        found, known = " / ".join(key), [" / ".join(one) for one in places]
        if times[key[1]] > 1:  # rows may be left out, so their order does not tell which is meant
            problems.append(Problem.at(Place(path, row.line), "sheet_ambiguous", found=key[1]))
        elif key not in places:
            near = nearest(found, known)
            example = next(iter(known), "1 / 1.1")
            problems.append(
                Problem.at(
                    Place(path, row.line),
                    "sheet_measure",
                    found=found,
                    example=example,
                    suggestion=near,
                )
            )
        elif first != row.line:
            values = {"found": found, "first": str(first)}
            problems.append(Problem.at(Place(path, row.line), "sheet_twice", **values))
        else:
            yield from _of_row(plan, row, places[key], path, problems)


def _of_row(
    plan: Plan, row: Row, at: tuple[int, int], path: str, problems: list[Problem]
) -> Iterator[_Wanted]:
    measure, cells = plan.objectives[at[0]].measures[at[1]], row.cells
    place, count = Place(path, row.line), len(problems)
    status = cells["status"]
    if status and status not in get_args(Degree):
        problems.append(
            Problem.at(
                place,
                "bad_choice",
                field="status",
                found=status,
                known=", ".join(get_args(Degree)),
                suggestion=nearest(status, get_args(Degree)),
            )
        )
    due = _when(cells["due"], "due", ("year", "month", "day"), place, problems)
    if due is not None and measure.start is not None and due.before(measure.start):
        values = {"start": str(measure.start), "end": cells["due"]}
        problems.append(Problem.at(place, "end_before_start", **values))
    day = _when(cells["new_date"], "new_date", ("day",), place, problems)
    note = unicodedata.normalize("NFC", cells["new_note"])
    if "\n" in note:
        problems.append(Problem.at(place, "one_line", field="new_note"))
    if note and not cells["new_date"]:
        problems.append(Problem.at(place, "sheet_note_alone", example="2026-05-17"))
    new_status = status if status != (measure.degree or "") else ""
    if cells["new_date"] and not note and not new_status and not _is_there(measure, day, note):
        problems.append(Problem.at(place, "sheet_day_alone"))
    if len(problems) > count:
        return
    update = {"date": str(day), "status": new_status, "note": note}
    is_new = day is not None and not _is_there(measure, day, note)
    yield _Wanted(
        row,
        at,
        due if due != measure.due else None,
        new_status,
        {key: value for key, value in update.items() if value} if is_new else {},
    )


def _is_there(measure: Measure, day: When | None, note: str) -> bool:
    """Whether this was taken before."""
    return any(one.date == day and (one.note or "") == note for one in measure.updates)


def _when(
    text: str, column: str, precisions: tuple[str, ...], place: Place, problems: list[Problem]
) -> When | None:
    """A date of the table; None when the cell is empty or wrong."""
    if not text:
        return None
    first, year = _DAY_FIRST.match(text), _YEAR_FIRST.match(text)
    parts = [*reversed(first.groups())] if first else [*year.groups()] if year else []
    iso = "-".join(part.zfill(2) for part in parts if part) or text
    try:
        found = read_when(iso)
    except PydanticCustomError as error:
        values = {"found": text, "example": "2026-05-17"}
        problems.append(Problem.at(place, error.type, field=column, **values))
        return None
    if found.precision not in precisions:
        problems.append(
            Problem.at(place, "bad_date", field=column, found=text, example="2026-05-17")
        )
        return None
    return found


# --- what becomes of the file ----------------------------------------------------------------------


def _written(
    rewriting: Rewriting, mapping: dict[str, Any], plan: Plan, one: _Wanted
) -> Iterator[tuple[Path, Change]]:
    """Write what a row asks for into the file, and into the ``mapping`` that it has to give."""
    objective, measure = one.at
    node = groups(groups(rewriting.root, "objectives")[objective], "measures")[measure]
    there = _list(_list(mapping, "objectives")[objective], "measures")[measure]
    record = plan.objectives[objective].measures[measure]
    for name, before, after in (
        ("due", str(record.due or ""), str(one.due or "")),
        ("status", record.degree or "", one.status),
    ):
        if after:
            rewriting.set(node, name, after, _FIELDS[: _FIELDS.index(name)])
            there[name] = after
            yield (*_path(one), name), Change(record.id, name, before, after)
    if one.update:
        rewriting.append(node, "updates", one.update, _FIELDS)
        there["updates"] = [*_list(there, "updates"), one.update]
        words = ": ".join(part for name, part in one.update.items() if name != "status")
        path = (*_path(one), "updates", len(there["updates"]) - 1)
        yield path, Change(record.id, "updates", "", words)


def _list(mapping: dict[str, Any], name: str) -> list[Any]:
    """A list of groups, which may be a single one without dashes."""
    found = mapping.get(name, [])
    return found if isinstance(found, list) else [found]


def _path(one: _Wanted) -> Path:
    return "objectives", one.at[0], "measures", one.at[1]
