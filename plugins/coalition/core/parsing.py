"""Text values to records: one parser for the check, the build and whatever imports.

Takes what ``frontmatter`` read and a model of ``records``; gives a frozen record, or problems
with the place of each.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from .fields import Fields, Shape, shapes
from .frontmatter import Data, Path
from .problems import WORDING, Place, Problem, nearest

Record = TypeVar("Record", bound=Fields)

_NOT_KEPT: Final[set[str]] = set()

# Fields of Pelican and of other generators that people bring along, and ours for them.
PELICAN_FIELDS: Final[Mapping[str, str]] = {
    "modified": "updated",
    "tags": "topics",
    "tag": "topics",
    "category": "topics",
    "author": "authors",
    "date": "published",
    "url": "website",
    "save_as": "slug",
    "lang": "index.<language>.md",
    "status": "draft",
    "description": "summary",
}


def parse(
    model: type[Record],
    data: Data,
    mapping: Mapping[str, Any] | None = None,
    at: Path = (),
    only: Container[str] | None = None,
) -> tuple[Record | None, list[Problem]]:
    """Validate ``mapping`` (default: all of ``data``) as ``model``.

    ``at`` is the path of ``mapping`` inside ``data``. All problems are reported, not the first;
    with ``only``, those in the fields that it names.
    """
    rest = dict(data.mapping if mapping is None else mapping)
    problems: list[Problem] = []
    while True:
        try:
            record = model.model_validate(rest)
            # Nobody asks which fields were filled in, and to know it takes as much as the fields.
            object.__setattr__(record, "__pydantic_fields_set__", _NOT_KEPT)
            return (None if problems else record), problems
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=True)
        problems += [
            _problem(model, data, at, details)
            for details in found
            if only is None or (details["loc"] and details["loc"][0] in only)
        ]
        # Rules between fields are asked only when each of them is right: leave out those that
        # are wrong, and look again.
        wrong = {details["loc"][0] for details in found if details["loc"]} & rest.keys()
        if not wrong or any(details["type"] == "missing" for details in found):
            return None, problems
        rest = {name: value for name, value in rest.items() if name not in wrong}
        if any(shape.required and name in wrong for name, shape in shapes(model).items()):
            return None, problems


def _shape_at(model: type[Fields], loc: Path) -> tuple[type[Fields], Shape | None]:
    """The model that holds the last named field of ``loc``, and that field's shape."""
    holder, shape = model, None
    for part in loc:
        if isinstance(part, int):
            continue
        if shape is not None and shape.group is not None:
            holder = shape.group
        shape = shapes(holder).get(part)
    return holder, shape


def _problem(model: type[Fields], data: Data, at: Path, details: Any) -> Problem:
    code: str = details["type"]
    loc: Path = tuple(details["loc"])
    holder, shape = _shape_at(model, loc)
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if code == "missing":
        place = data.place((*at, *loc[:-1])) if at or len(loc) > 1 else Place(data.path)
        return Problem.at(
            place, "missing_field", field=name, example=shape.example if shape else f"{name}: …"
        )
    if code == "extra_forbidden":
        return unknown_field(holder, data, (*at, *loc))
    if code in WORDING:
        values = {key: str(value) for key, value in details["ctx"].items() if key != "code"}
        inner = values.pop("at", None)
        if inner:
            loc, name = (*loc, inner), inner
        if "{field}" in WORDING[code]:
            values["field"] = name
        return Problem.at(data.place((*at, *loc)), code, **values)
    found = details["input"]
    if code == "literal_error" and isinstance(found, str) and shape is not None:
        return Problem.at(
            data.place((*at, *loc)),
            "bad_choice",
            field=name,
            found=found,
            known=", ".join(shape.choices),
            suggestion=nearest(found, shape.choices),
        )
    # What is left are pydantic's own complaints about the form of a value.
    is_ = (
        "a list"
        if isinstance(found, list)
        else "text"
        if isinstance(found, str)
        else "fields of its own"
    )
    group = shape is not None and shape.group is not None
    wanted = "fields of its own" if group else "text" if code == "literal_error" else "a list"
    return Problem.at(
        data.place((*at, *loc)),
        "wrong_type",
        **{
            "field": name,
            "is": is_,
            "wanted": wanted,
            "example": shape.example if shape else "…",
        },
    )


def unknown_field(holder: type[Fields], data: Data, path: Path) -> Problem:
    """The problem of a field that ``holder`` does not have, with the nearest that it has."""
    name = str(path[-1])
    place = data.place(path, key=True)
    known = shapes(holder)
    ours = PELICAN_FIELDS.get(name.lower())
    if ours and (ours in known or ("<" in ours and len(path) == 1)):
        return Problem.at(place, "pelican_field", field=name, ours=ours)
    return Problem.at(place, "unknown_field", field=name, suggestion=nearest(name, known))
