"""A table is written as it was read, byte for byte, but for what was filled in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.tables.sheet import LARGEST, Sheet, SheetError

TABLES = [
    b"",
    b"a,b\n1,2\n",
    b"a,b\r\n1,2\r\n",
    b"a,b\r1,2\r",
    b"a,b\n1,2",
    b"a;b\n1;2\n",
    b"a\tb\n1\t2\n",
    b'"a, x","b ""q"""\n"line 1\nline 2",2\n',
    b'a,b\n"1"x,2\n',
    b"a,b\n\n,\n1\n",
    b"\xef\xbb\xbfa,b\n1,2\n",
    "Zoë,b\r\n1,2\r\n".encode("utf-16"),
    codecs.BOM_UTF16_BE + "a\tb\r\n王\t2\r\n".encode("utf-16-be"),
    b"=cmd|' /C calc'!A0,b\n1,2\n",
]


@pytest.mark.parametrize("data", TABLES)
def test_what_is_not_filled_stays_to_the_byte(data: bytes) -> None:
    assert Sheet.read(data).bytes() == data


@given(st.text(alphabet='a,;"\n\r\t ü', max_size=30))
def test_any_text_stays_or_is_refused(text: str) -> None:
    try:
        sheet = Sheet.read(text.encode())
    except SheetError:
        assert '"' in text
        return
    assert sheet.bytes() == text.encode()


@given(st.text(max_size=10).filter(lambda t: "\0" not in t and not any(0xD800 <= ord(c) < 0xE000 for c in t)))
def test_what_is_filled_is_read_again_and_all_else_stays(text: str) -> None:
    sheet = Sheet.read(b'a,b,c\n1,"x, y",3\n4,5,6\n')
    sheet.fill(1, 2, text)
    again = Sheet.read(sheet.bytes())
    assert again.records[1].values == ["1", "x, y", text]
    assert [r.cells for r in again.records[::2]] == [["a", "b", "c"], ["4", "5", "6"]]


def test_quotes_stay_and_a_short_row_gets_the_cells_that_it_lacks() -> None:
    sheet = Sheet.read(b'a,b,c\n1,"2",3\n4\n')
    sheet.fill(1, 1, "7.5")
    sheet.fill(2, 2, "8")
    assert sheet.bytes() == b'a,b,c\n1,"7.5",3\n4,,8\n'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'a,b\n"1,2\n', "opened in line 2 are never closed"),
        (b"\xff\xfea", "neither UTF-8 nor UTF-16"),
        (b"a,\xff\n", "neither UTF-8 nor UTF-16"),
        (b"a,b\0\n", "is no text"),
        (b"a" * (LARGEST + 1), "more than 64 MiB"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(SheetError, match=words):
        Sheet.read(data)
