"""The measures of a plan as a table for spreadsheets (RFC 4180, with a byte order mark).

Words are those of the reader's language; the names of the columns and the degrees are the same in
every language, since the table can be edited and taken back (``tracking``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import sheets
from ..showing import Reader
from ..site import Item
from ..tracking import COLUMNS


def measures(reader: Reader, item: Item) -> bytes:
    """The table of the plan ``item``: a row for each measure, below the names of the columns."""
    rows = ([row[name] for name in COLUMNS] for row in _rows(reader, item))
    return sheets.written([COLUMNS, *rows])


def _rows(reader: Reader, item: Item) -> Iterator[dict[str, str]]:
    for objective in reader.version(item).record.objectives:
        for one in objective.measures:
            latest: Any = max(one.updates, key=lambda one: one.date.first_day, default=None)
            said = {
                "objective": objective.id,
                "objective_title": objective.title,
                "measure": one.id,
                "measure_title": one.title,
                "responsible": _names(reader, one.responsible),
                "partners": _names(reader, one.partners),
                "start": str(one.start or ""),
                "due": str(one.due or ""),
                "currency": one.currency or "",
                "status": one.degree or "",
                "last_date": str(latest.date) if latest is not None else "",
                "last_note": (latest.note or "") if latest is not None else "",
                "new_date": "",
                "new_note": "",
            }
            # The budget alone is a number, to be added up.
            cells = {name: sheets.cell(text) for name, text in said.items()}
            yield {**cells, "budget": "" if one.budget is None else f"{one.budget:f}"}


def _names(reader: Reader, ids: tuple[str, ...]) -> str:
    return "; ".join(link.said.text for link in reader.parties(ids))
