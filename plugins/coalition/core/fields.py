"""Fields: what a model is made of, what it says of itself, how a value that is wrong is told.

The types of single values stand in ``values`` and ``times``; they carry the markers declared
here, and raise ``fail`` with the code of a problem (see ``problems.WORDING``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

# --- markers -------------------------------------------------------------------------------


class Holds(Struct, frozen=True):
    """Marker: what a value of this type is, in a few words, with an example."""

    what: str
    example: str


class Translatable(Struct, frozen=True):
    """Marker: the value is text that a translation may carry."""


class PerLanguage(Struct, frozen=True):
    """Marker: the value is a label, a text for each language in one file."""


class PerFile(Struct, frozen=True):
    """Marker: the field belongs to one file, not to the item (a slug, a translation's state)."""


class Refers(Struct, frozen=True):
    """Marker: the value names an item of one of these kinds; with none, it is ``kind/id``."""

    kinds: tuple[str, ...] = ()


class Fields(BaseModel):
    """Base of every group of fields: frozen, refusing fields that it does not know."""

    # A model is built when it is first used: a build that reads few files needs few of them.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    # In a list of such groups, the field by which a translation finds its counterpart.
    key: ClassVar[str] = "id"

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, values: Any) -> Any:
        # A single value may be written without brackets: it is what people type first.
        if not isinstance(values, dict):
            return values
        single = [
            name for name in _list_names(cls) & values.keys() if not isinstance(values[name], list)
        ]
        return {**values, **{name: [values[name]] for name in single}} if single else values


def fail(code: str, **values: str) -> PydanticCustomError:
    """The error that pydantic collects, with a code of ``problems.WORDING`` and its values."""
    # pydantic wants a template; ours stand in the catalogue, so the code is all it needs.
    return PydanticCustomError(code, "{code}", {"code": code, **values})


def as_text(value: Any, wanted: str = "text", example: str = "Planeta Petrila") -> str:
    """``value`` as the text it has to be; fails with "wrong_type" when it is a list or fields."""
    if isinstance(value, str):
        return value
    shape = "a list" if isinstance(value, list) else "fields of its own"
    raise fail("wrong_type", **{"is": shape, "wanted": wanted, "example": example})


def told(sentence: str, default: Any = None) -> Any:
    """A field that may be left out, with the sentence told to the person who fills it in."""
    return Field(default=default, description=sentence)


def required(sentence: str) -> Any:
    """A field that has to be there, with its sentence."""
    return Field(description=sentence)


# --- what a model says of its fields -----------------------------------------------------------


class Shape(Struct, frozen=True):
    """What one field of a model is, for checks, translations and documents."""

    name: str
    sentence: str
    required: bool
    is_list: bool = False
    group: type[Fields] | None = None
    holds: Holds | None = None
    choices: tuple[str, ...] = ()
    refers: Refers | None = None
    translatable: bool = False
    per_file: bool = False
    labels: bool = False

    @property
    def example(self) -> str:
        """A line that shows how the field is filled in."""
        if self.group is not None:
            inner = next(iter(shapes(self.group).values()))
            return f"{self.name}: {{{inner.example}}}"
        value = self.holds.example if self.holds else next(iter(self.choices), "…")
        return f"{self.name}: [{value}]" if self.is_list else f"{self.name}: {value}"


@cache
def shapes(model: type[Fields]) -> Mapping[str, Shape]:
    """The shapes of all fields of ``model``, in the order in which they are declared."""
    return MappingProxyType(
        {
            name: _shape(name, info.description or "", info.is_required(), info)
            for name, info in model.model_fields.items()
        }
    )


@cache
def _list_names(model: type[Fields]) -> frozenset[str]:
    return frozenset(name for name, shape in shapes(model).items() if shape.is_list)


def _shape(name: str, sentence: str, is_required: bool, info: Any) -> Shape:
    marks = list(info.metadata)
    is_list, group, choices = False, None, ()
    waiting = [info.annotation]
    while waiting:
        kind = waiting.pop()
        if get_origin(kind) is Annotated:
            inner, *more = get_args(kind)
            marks += more
            waiting.append(inner)
        elif get_origin(kind) is tuple:
            is_list = True
            waiting.append(get_args(kind)[0])
        elif get_origin(kind) is Literal:
            choices = get_args(kind)
        elif isinstance(kind, type) and issubclass(kind, Fields):
            group = kind
        elif get_origin(kind) in (Union, UnionType):
            waiting += get_args(kind)

    def find(marker: type[Any]) -> Any:
        return next((mark for mark in marks if isinstance(mark, marker)), None)

    return Shape(
        name,
        sentence,
        is_required,
        is_list,
        group,
        find(Holds),
        choices,
        find(Refers),
        find(Translatable) is not None,
        find(PerFile) is not None,
        find(PerLanguage) is not None,
    )
