"""Types for the fields of a record: text in, one checked and frozen value out.

Front matter hands over text only. Each type here reads it strictly and raises
``PydanticCustomError`` with the code of a problem (see ``problems.WORDING``). Types carry markers
that the rest of the house asks for: what a field holds, what may be translated, what refers to
another item.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Final, Literal, Union, get_args, get_origin
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

SUMMARY_LIMIT: Final = 200


# --- markers -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Holds:
    """Marker: what a value of this type is, in a few words, with an example."""

    what: str
    example: str


@dataclass(frozen=True)
class Translatable:
    """Marker: the value is text that a translation may carry."""


@dataclass(frozen=True)
class PerFile:
    """Marker: the field belongs to one file, not to the item (a slug, a translation's state)."""


@dataclass(frozen=True)
class Refers:
    """Marker: the value names an item of one of these kinds; with none, it is ``kind/id``."""

    kinds: tuple[str, ...] = ()


class Fields(BaseModel):
    """Base of every group of fields: frozen, refusing fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    # In a list of such groups, the field by which a translation finds its counterpart.
    key: ClassVar[str] = "id"

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, values: Any) -> Any:
        # A single value may be written without brackets: it is what people type first.
        if not isinstance(values, dict):
            return values
        known = shapes(cls)
        return {
            name: [value]
            if name in known and known[name].is_list and not isinstance(value, list)
            else value
            for name, value in values.items()
        }


def fail(code: str, **values: str) -> PydanticCustomError:
    """The error that pydantic collects, with a code of ``problems.WORDING`` and its values."""
    # pydantic wants a template; ours stand in the catalogue, so the code is all it needs.
    return PydanticCustomError(code, "{code}", {"code": code, **values})


def _text(value: Any, wanted: str = "text", example: str = "Planeta Petrila") -> str:
    if isinstance(value, str):
        return value
    shape = "a list" if isinstance(value, list) else "fields of its own"
    raise fail("wrong_type", **{"is": shape, "wanted": wanted, "example": example})


# --- text ----------------------------------------------------------------------------------


def _line(value: Any) -> str:
    text = unicodedata.normalize("NFC", _text(value)).strip()
    if not text:
        raise fail("empty_text")
    if "\n" in text:
        raise fail("one_line")
    return text


def _summary(value: Any) -> str:
    text = " ".join(unicodedata.normalize("NFC", _text(value)).split())
    if len(text) > SUMMARY_LIMIT:
        raise fail("too_long", found=str(len(text)), limit=str(SUMMARY_LIMIT))
    return text


def _prose(value: Any) -> str:
    return unicodedata.normalize("NFC", _text(value)).strip()


Line = Annotated[
    str, PlainValidator(_line), Translatable(), Holds("text on one line", "Open day at the mine")
]
Summary = Annotated[
    str,
    PlainValidator(_summary),
    Translatable(),
    Holds(f"text of up to {SUMMARY_LIMIT} characters", "Three days of talks and concerts."),
]
Prose = Annotated[
    str, PlainValidator(_prose), Translatable(), Holds("text", "Step-free from the yard.")
]
# Text that is a fact: a name or number that stays the same in every language.
Fact = Annotated[str, PlainValidator(_line), Holds("text, the same in every language", "CAVJ")]


class Labels(Mapping[str, str]):
    """A short text per language; written as one text when it is the same in all of them."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = MappingProxyType(dict(texts))

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Labels({dict(self._texts)!r})"

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def pick(self, chain: tuple[str, ...]) -> tuple[str, str]:
        """The text and its language for the first language of ``chain`` that has one.

        The language is empty when the label is written once for all languages.
        """
        for language in (*chain, ""):
            if language in self._texts:
                return self._texts[language], language
        return next((text, language) for language, text in self._texts.items())


def _labels(value: Any) -> Labels:
    if isinstance(value, dict) and value:
        return Labels({language: _line(text) for language, text in value.items()})
    return Labels({"": _line(value)})


Label = Annotated[
    Labels,
    PlainValidator(_labels),
    Holds("a text, or one text per language", "{ro: Oraș, en: Town}"),
]


# --- names, references, choices ----------------------------------------------------------------

ID = re.compile(r"(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id: ASCII, permanent, with a letter so that years stay free."""
    return len(text) <= 80 and bool(ID.match(text))


def _id(example: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _text(value, example=example).strip()
        if not is_id(text):
            raise fail("bad_name", found=text, example=example)
        return text

    return read


def _slug(value: Any) -> str:
    text = unicodedata.normalize("NFC", _text(value, example="open-day")).strip().lower()
    words = text.split("-")
    if not any(c.isalpha() for c in text) or not all(
        word and all(c.isalnum() or unicodedata.category(c).startswith("M") for c in word)
        for word in words
    ):
        raise fail("bad_slug", found=text, example="open-day")
    return text


def _alias(value: Any) -> str:
    text = _text(value, example="/news/launch/").strip()
    parts = text.strip("/").split("/")
    if not re.fullmatch(r"/?[^\s?#\\:%]*", text) or not all(p and p.strip(".") for p in parts):
        raise fail("bad_alias", found=text)
    return "/".join(parts)


Slug = Annotated[
    str, PlainValidator(_slug), PerFile(), Holds("the last part of the address", "open-day")
]
Alias = Annotated[
    str, PlainValidator(_alias), Holds("an old address on this site", "/news/launch/")
]


def _id_of(kind: str, example: str) -> tuple[object, ...]:
    return PlainValidator(_id(example)), Refers((kind,)), Holds(f"the id of a {kind}", example)


PlaceRef = Annotated[str, *_id_of("place", "petrila")]
TopicRef = Annotated[str, *_id_of("topic", "culture")]
FunderRef = Annotated[str, *_id_of("funder", "european-union")]
ProjectRef = Annotated[str, *_id_of("project", "pe-firul-apei")]
DocumentRef = Annotated[str, *_id_of("document", "statute-2019")]
PageRef = Annotated[str, *_id_of("page", "handbook")]

Party = Annotated[
    str,
    PlainValidator(_id("planeta-petrila")),
    Refers(("member", "organisation", "coalition")),
    Holds("the id of a member or an organisation, or “coalition”", "planeta-petrila"),
]


def _reference(value: Any) -> str:
    text = _text(value, example="event/open-day").strip()
    kind, slash, name = text.partition("/")
    if not slash or not is_id(kind) or not is_id(name):
        raise fail("bad_reference", found=text)
    return text


Reference = Annotated[
    str, PlainValidator(_reference), Refers(), Holds("kind/id of any item", "event/open-day")
]


def _flag(value: Any) -> bool:
    text = _text(value, example="true").strip()
    if text not in ("true", "false"):
        raise fail("bad_flag", found=text)
    return text == "true"


Flag = Annotated[bool, PlainValidator(_flag), Holds("true or false", "true")]


# --- numbers -------------------------------------------------------------------------------


def _number(value: Any) -> int:
    text = _text(value, example="12").strip()
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise fail("bad_number", found=text, example="12")
    return int(text)


def _decimal(low: Decimal, high: Decimal, example: str) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        text = _text(value, example=example).strip()
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,8})?", text):
            raise fail("bad_number", found=text, example=example)
        number = Decimal(text)
        if not low <= number <= high:
            raise fail("bad_number", found=text, example=example)
        return number

    return read


Number = Annotated[int, PlainValidator(_number), Holds("a whole number", "12")]
Amount = Annotated[
    Decimal,
    PlainValidator(_decimal(Decimal(0), Decimal(10) ** 15, "10000.50")),
    Holds("an amount of money, with a point before the cents", "10000.50"),
]
Percent = Annotated[
    Decimal,
    PlainValidator(_decimal(Decimal(0), Decimal(100), "85")),
    Holds("a number from 0 to 100", "85"),
]
Latitude = Annotated[
    Decimal,
    PlainValidator(_decimal(Decimal(-90), Decimal(90), "45.412")),
    Holds("degrees north", "45.412"),
]
Longitude = Annotated[
    Decimal,
    PlainValidator(_decimal(Decimal(-180), Decimal(180), "23.373")),
    Holds("degrees east", "23.373"),
]


# --- time ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class When:
    """A point in local time, known to the year, the month, the day or the minute."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: time | None = None

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day`` or ``minute``."""
        if self.clock is not None:
            return "minute"
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def is_full(self) -> bool:
        """Whether at least the day is known."""
        return self.day is not None

    @property
    def first_day(self) -> date:
        """The first day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that this can mean."""
        if self.day is not None:
            return self.first_day
        year, month = (self.year, self.month or 12)
        after = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date.max
        return date.fromordinal(after.toordinal() - 1)

    @property
    def moment(self) -> datetime:
        """Local wall-clock time without a zone; midnight when no time is known."""
        return datetime.combine(self.first_day, self.clock or time())

    def __str__(self) -> str:
        day = "-".join(
            f"{part:0{width}}"
            for part, width in ((self.year, 4), (self.month, 2), (self.day, 2))
            if part is not None
        )
        return f"{day}T{self.clock:%H:%M}" if self.clock is not None else day


_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?)?)?\Z", re.A)


def read_when(text: str, example: str = "2026-05-17") -> When:
    """Read ISO 8601 ``YYYY[-MM[-DD[ HH:MM]]]``; PydanticCustomError when it is anything else."""
    match = _WHEN.match(text.strip())
    if not match:
        day, _, clock = text.strip().partition(" ")
        bad_time = clock and _WHEN.match(day)
        code, more = ("bad_time", " 18:00") if bad_time else ("bad_date", "")
        raise fail(code, found=text.strip(), example=example.partition(" ")[0] + more)
    year, month, day_, clock = match.groups()
    try:
        date(int(year), int(month or 1), int(day_ or 1))
    except ValueError:
        raise fail("impossible_date", found=text.strip(), example=example) from None
    at = None
    if clock:
        hour, minute, *second = (int(part) for part in clock.split(":"))
        if hour > 23 or minute > 59 or any(second):
            raise fail("bad_time", found=text.strip(), example=example.partition(" ")[0] + " 18:00")
        at = time(hour, minute)
    return When(int(year), int(month) if month else None, int(day_) if day_ else None, at)


def _when(*precisions: str, example: str) -> Callable[[Any], When]:
    def read(value: Any) -> When:
        text = _text(value, example=example)
        when = read_when(text, example)
        if when.precision not in precisions:
            raise fail("bad_date", found=text.strip(), example=example)
        return when

    return read


PartialDate = Annotated[
    When,
    PlainValidator(_when("year", "month", "day", example="2026-05")),
    Holds("a year, a month or a day", "2026-05"),
]
PartialMoment = Annotated[
    When,
    PlainValidator(_when("year", "month", "day", "minute", example="2026-05-17 18:00")),
    Holds("a day, with or without the time; or only a month or a year", "2026-05-17 18:00"),
]
Moment = Annotated[
    When,
    PlainValidator(_when("day", "minute", example="2026-05-17")),
    Holds("a day, with or without the time", "2026-05-17 18:00"),
]
Day = Annotated[
    When, PlainValidator(_when("day", example="2026-05-17")), Holds("a day", "2026-05-17")
]


def _zone(value: Any) -> str:
    text = _text(value, example="Europe/Bucharest").strip()
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise fail("bad_zone", found=text) from None
    return text


Zone = Annotated[str, PlainValidator(_zone), Holds("an IANA time zone", "Europe/Bucharest")]


# --- addresses of the world ------------------------------------------------------------------


def _web_address(value: Any) -> str:
    text = _text(value, example="https://www.example.org/").strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or "." not in host
        or parts.username is not None
        or re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", text)
    ):
        raise fail("bad_address", found=text)
    return text


def _email(value: Any) -> str:
    text = _text(value, example="office@example.org").strip()
    if not re.fullmatch(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise fail("bad_email", found=text)
    return text


def _phone(value: Any) -> str:
    text = _text(value, example="+40 254 000 000").strip()
    if not re.fullmatch(r"\+[0-9][0-9 ()./-]{5,24}", text):
        raise fail("bad_phone", found=text)
    return text


WebAddress = Annotated[
    str, PlainValidator(_web_address), Holds("a web address", "https://www.example.org/")
]
Email = Annotated[str, PlainValidator(_email), Holds("an e-mail address", "office@example.org")]
Phone = Annotated[
    str, PlainValidator(_phone), Holds("a telephone number with the country", "+40 254 000 000")
]


def _file_name(value: Any) -> str:
    text = _text(value, example="poster.jpg").strip()
    if not re.fullmatch(r"[^/\\:*?\"<>|\x00-\x1f]{1,120}", text) or text.startswith("."):
        raise fail("bad_file_name", found=text)
    return text


FileName = Annotated[
    str, PlainValidator(_file_name), Holds("the name of a file beside the text", "poster.jpg")
]


def _language(value: Any) -> str:
    text = _text(value, example="ro").strip()
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise fail("bad_language", found=text)
    return text


LanguageTag = Annotated[str, PlainValidator(_language), Holds("a language code (BCP 47)", "ro")]


def told(sentence: str, default: Any = None) -> Any:
    """A field that may be left out, with the sentence told to the person who fills it in."""
    return Field(default=default, description=sentence)


def required(sentence: str) -> Any:
    """A field that has to be there, with its sentence."""
    return Field(description=sentence)


# --- what a model says of its fields -----------------------------------------------------------


@dataclass(frozen=True)
class Shape:
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
    )
