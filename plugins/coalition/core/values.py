"""Types of single values: text in, one checked and frozen value out.

Front matter hands over text only; each type here reads it strictly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Final
from urllib.parse import unquote, urlsplit

from pydantic import PlainValidator

from .fields import Holds, PerFile, PerLanguage, Refers, Translatable, as_text, fail

SUMMARY_LIMIT: Final = 200
ID_LIMIT: Final = 80
# Bytes of one part of an address: it is the name of a folder, and systems have their limits.
PART_LIMIT: Final = 200


# --- text ----------------------------------------------------------------------------------


def _line(value: Any) -> str:
    text = unicodedata.normalize("NFC", as_text(value)).strip()
    if not text:
        raise fail("empty_text")
    if "\n" in text:
        raise fail("one_line")
    return text


def _summary(value: Any) -> str:
    text = " ".join(unicodedata.normalize("NFC", as_text(value)).split())
    if len(text) > SUMMARY_LIMIT:
        raise fail("too_long", found=str(len(text)), limit=str(SUMMARY_LIMIT))
    return value if text == value else text  # not two of the same


def _prose(value: Any) -> str:
    return unicodedata.normalize("NFC", as_text(value)).strip()


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
        return hash(frozenset(self._texts.items()))

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
        return Labels({language(name): _line(text) for name, text in value.items()})
    return Labels({"": _line(value)})


Label = Annotated[
    Labels,
    PlainValidator(_labels),
    PerLanguage(),
    Holds("a text, or one text per language", "{ro: Oraș, en: Town}"),
]


# --- names, references, choices ----------------------------------------------------------------

ID = re.compile(r"(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id: ASCII, permanent, with a letter so that years stay free."""
    return len(text) <= ID_LIMIT and bool(ID.match(text))


def _id(example: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = as_text(value, example=example).strip()
        if not is_id(text):
            raise fail("bad_name", found=text, example=example)
        return text

    return read


def slug(value: Any) -> str:
    """Part of an address, in small letters of any script."""
    text = unicodedata.normalize("NFC", as_text(value, example="open-day")).strip()
    text = text.replace("İ", "i").lower()  # which Unicode makes an i with a second dot above
    words = text.split("-")
    if (
        len(text) > ID_LIMIT
        or len(text.encode()) > PART_LIMIT
        or not any(c.isalpha() for c in text)
        or not all(
            word and all(c.isalnum() or unicodedata.category(c).startswith("M") for c in word)
            for word in words
        )
    ):
        raise fail("bad_slug", found=text, example="open-day")
    return text


def _alias(value: Any) -> str:
    written = as_text(value, example="/news/launch/").strip()
    text = unicodedata.normalize("NFC", _unquoted(written))
    parts = text.strip("/").split("/")
    if parts[-1].casefold() == "index.html" and len(parts) > 1:
        parts.pop()
    if not re.fullmatch(r"/?[^\s?#\\:%*\"<>|]*", text) or not all(
        part
        and not part.startswith(".")
        and len(part) <= ID_LIMIT
        and len(part.encode()) <= PART_LIMIT
        for part in parts
    ):
        raise fail("bad_alias", found=written)
    return "/".join(parts)


def _unquoted(path: str) -> str:
    """A path as its letters; browsers copy it from the address bar percent-encoded (RFC 3986)."""
    try:
        text = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path
    return text if text == path or text.isprintable() else path


Slug = Annotated[
    str, PlainValidator(slug), PerFile(), Holds("the last part of the address", "open-day")
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
    text = as_text(value, example="event/open-day").strip()
    kind, slash, name = text.partition("/")
    if not slash or not is_id(kind) or not is_id(name):
        raise fail("bad_reference", found=text)
    return text


Reference = Annotated[
    str, PlainValidator(_reference), Refers(), Holds("kind/id of any item", "event/open-day")
]


def _flag(value: Any) -> bool:
    text = as_text(value, example="true").strip()
    if text not in ("true", "false"):
        raise fail("bad_flag", found=text)
    return text == "true"


Flag = Annotated[bool, PlainValidator(_flag), Holds("true or false", "true")]


# --- numbers -------------------------------------------------------------------------------


def _number(value: Any) -> int:
    text = as_text(value, example="12").strip()
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise fail("bad_number", found=text, example="12")
    return int(text)


def _decimal(low: Decimal, high: Decimal, example: str) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        text = as_text(value, example=example).strip()
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


# --- addresses of the world ------------------------------------------------------------------


def web_address(value: Any) -> str:
    """A full http or https address, without user names."""
    text = as_text(value, example="https://www.example.org/").strip()
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
    text = as_text(value, example="office@example.org").strip()
    if not re.fullmatch(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise fail("bad_email", found=text)
    return text


def _phone(value: Any) -> str:
    text = as_text(value, example="+40 254 000 000").strip()
    if not re.fullmatch(r"\+[0-9][0-9 ()./-]{5,24}", text):
        raise fail("bad_phone", found=text)
    return text


WebAddress = Annotated[
    str, PlainValidator(web_address), Holds("a web address", "https://www.example.org/")
]
Email = Annotated[str, PlainValidator(_email), Holds("an e-mail address", "office@example.org")]
Phone = Annotated[
    str, PlainValidator(_phone), Holds("a telephone number with the country", "+40 254 000 000")
]


def _file_name(value: Any) -> str:
    text = unicodedata.normalize("NFC", as_text(value, example="poster.jpg")).strip()
    if not re.fullmatch(r"[^/\\:*?\"<>|\x00-\x1f]{1,120}", text) or text.startswith("."):
        raise fail("bad_file_name", found=text)
    return text


FileName = Annotated[
    str, PlainValidator(_file_name), Holds("the name of a file beside the text", "poster.jpg")
]


LANGUAGE: Final = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


def language(value: Any) -> str:
    """A language code (BCP 47)."""
    text = as_text(value, example="ro").strip()
    if not re.fullmatch(LANGUAGE, text):
        raise fail("bad_language", found=text)
    return text


LanguageTag = Annotated[str, PlainValidator(language), Holds("a language code (BCP 47)", "ro")]
