"""Tables as spreadsheets take and give them: rows of texts to bytes (RFC 4180), and back.

Spreadsheets guess what a cell means, whether it is quoted or not. A text that they would take for a
formula, a number or a date begins with an apostrophe here, which they leave alone and ``read`` takes
away again; so “1.10” does not come back as “1.1” or as the first of October, and what somebody wrote
into a title is never run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from .frontmatter import CONTROL
from .problems import Place, Problem, Problems, nearest
from .romanian import is_romanian, with_commas

SIZE_LIMIT: Final = 1024 * 1024

# What begins a formula (OWASP, CSV injection), also in the second cell that a program makes of a
# text with a semicolon or a tab when it takes these for the separator.
_FORMULA: Final = re.compile(r'(^|[;\t])(?=["\s]*[=+\-@\t\r])')
# Digits with what may stand between them, after a word that could be a month: 1.10, 2026-02, sep-2.
_GUESSED: Final = re.compile(r"(?:[^\W\d_]{3,4}[-./]?)?\d[\d\s.,:/eE+-]*\Z")
# How a spreadsheet says its separator in a first line of its own.
_SEPARATOR: Final = re.compile(r"sep=(.)\n")
# What every workbook begins with: ZIP (Office Open XML, OpenDocument), or the older compound file.
_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# In what programs for Windows write, where it is not Unicode: the code page, its script and its
# languages (Microsoft, “National Language Support (NLS) API Reference”). Serbian without a script
# is Cyrillic (CLDR, likely subtags), which is why that comes first.
_CODE_PAGES: Final = (
    ("cp1251", "Cyrl", "be bg mk ru sr uk"),
    ("cp1250", "Latn", "bs cs hr hu pl ro sk sl sq sr"),
    ("cp1252", "Latn", "ca da de en es eu fi fr ga gl is it lb nb nl nn no pt sv"),
    ("cp1253", "Grek", "el"),
    ("cp1254", "Latn", "az tr"),
    ("cp1257", "Latn", "et lt lv"),
)


class Row(Struct, frozen=True):
    """A row below the first: the line on which it begins, its cells by the names of the columns."""

    line: int
    cells: Mapping[str, str]


def cell(text: str) -> str:
    """``text`` as a spreadsheet shows it and does nothing with it."""
    guarded = _FORMULA.sub(r"\1'", text)
    return f"'{text}" if guarded == text and _GUESSED.match(text) else guarded


def _said(cell_: str) -> str:
    """The text of a ``cell``."""
    text = cell_.strip()
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """The table of these cells; with a byte order mark, without which Excel does not read UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def read(raw: bytes, path: str, columns: Sequence[str], language: str) -> list[Row]:
    """The rows of a table that has at least these ``columns``; empty ones are left out.

    Separated by commas, semicolons or tabs, in UTF-8, UTF-16 or what Windows writes for
    ``language`` (BCP 47). Raises Problems when it is none of these, or one of ``columns`` is there twice.
    """
    text = _text(raw, path, language)
    first = _SEPARATOR.match(text)
    header = text[first.end() if first else 0 :].partition("\n")[0]
    separator = first[1] if first else max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lines = [(0, next(reader, []))] if first else []
        while True:
            began = reader.line_num + 1
            row = next(reader, None)
            if row is None:
                break
            lines.append((began, row))
    except csv.Error as error:
        place = Place(path, reader.line_num)
        raise Problems([Problem.at(place, "sheet_broken", reason=str(error))]) from None
    full = [(line, row) for line, row in lines if line and any(map(_said, row))]
    line, names = full[0] if full else (1, [])
    names = [_said(one).casefold() for one in names]
    missing = [name for name in columns if name not in names]
    found = [
        Problem.at(Place(path, line), "sheet_columns", found=name, suggestion=nearest(name, names))
        for name in missing
    ]
    found += [
        Problem.at(Place(path, line), "duplicate_key", field=name, first=str(line))
        for name in columns
        if names.count(name) > 1
    ]
    found += [
        Problem.at(Place(path, line), "sheet_width", found=str(len(row)), expected=str(len(names)))
        for line, row in full[1:]
        if any(map(_said, row[len(names) :])) and not missing
    ]
    if found:
        raise Problems(found)
    return [
        Row(line, dict(zip(names, [*map(_said, row), *[""] * len(names)], strict=False)))
        for line, row in full[1:]
    ]


def _decoded(raw: bytes, language: str) -> str | None:
    """The text in Unicode, or as Windows writes ``language``; None when it is neither."""
    is_wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return raw.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        page = None if is_wide else _code_page(language)
    try:
        text = raw.decode(page) if page is not None else None
    except UnicodeDecodeError:
        return None
    # Windows-1250 has no comma below, so people type the cedilla.
    return with_commas(text) if text is not None and is_romanian(language) else text


def _code_page(language: str) -> str | None:
    """What Windows writes for a BCP 47 tag; None where it has nothing of its own, or we do not know."""
    first, *others = language.split("-")
    script = next((one.title() for one in others[:1] if len(one) == 4), "")
    return next(
        (
            page
            for page, written_in, languages in _CODE_PAGES
            if first.lower() in languages.split() and script in ("", written_in)
        ),
        None,
    )


def _text(raw: bytes, path: str, language: str) -> str:
    """The table as text with line feeds as line ends."""
    if len(raw) > SIZE_LIMIT:
        raise Problems([Problem.at(Place(path), "sheet_too_large", limit=str(SIZE_LIMIT))])
    text = None if raw.startswith(_WORKBOOK) else _decoded(raw, language)
    if text is None:
        raise Problems([Problem.at(Place(path), "sheet_not_text")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = CONTROL.search(text)
    if bad:
        place = Place(path, text.count("\n", 0, bad.start()) + 1)
        name = f"U+{ord(bad.group()):04X}"
        raise Problems([Problem.at(place, "control_character", found=name)])
    return text
