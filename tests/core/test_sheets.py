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


def test_the_code_page_is_that_of_the_language() -> None:
    assert rows("id;note\na;Ѓорче\n".encode("cp1251"), "mk") == [("a", "Ѓорче")]
    assert rows("id;note\na;ışğ\n".encode("cp1254"), "tr") == [("a", "ışğ")]
    assert rows("id;note\na;ışğ\n".encode("cp1254"), "tr-MK") == [("a", "ışğ")]
    assert rows("id;note\na;őűş\n".encode("cp1250"), "hu") == [("a", "őűş")]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", [("sheet_columns", 1), ("sheet_columns", 1)]),
        (b"\nname,note\n1,2\n", [("sheet_columns", 2)]),
        (b'id,note\na,"b\nc,d\n', [("sheet_broken", 3)]),
        (b"id,note\na,b,c\nd,e\nf,g,h\n", [("sheet_width", 2), ("sheet_width", 4)]),
        (b"id,note\na,\x00\n", [("control_character", 2)]),
        (b"id,note\na,\x81\n", [("sheet_not_text", 1)]),
        (b"\xff\xfea", [("sheet_not_text", 1)]),
        (b"x" * (SIZE_LIMIT + 1), [("file_too_large", 1)]),
    ],
)
def test_what_is_no_table_is_named(raw: bytes, found: list[tuple[str, int]]) -> None:
    assert wrong(raw) == found


def test_the_line_of_a_row_is_where_it_begins() -> None:
    found = read(b'id,note\na,"b\nc"\n\nd,e\n', "t.csv", COLUMNS, "ro")
    assert [row.line for row in found] == [2, 5]
