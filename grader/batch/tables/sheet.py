"""A CSV file whose cells can be filled without a change to any other byte: it keeps its encoding,
its mark at the start, its delimiter, its quotes and the ends of its lines.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Self

LARGEST = 1 << 26  # bytes
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DELIMITERS = ",;\t"
END = re.compile(r"\r\n|\r|\n")


class SheetError(Exception):
    """The file is no table that can be read, and why."""


@dataclass
class TableRow:
    """A row as it is written: its cells with their quotes, and the end of its line. `line` is where
    it begins.
    """

    cells: list[str]
    end: str
    line: int

    def value(self, column: int) -> str:
        """What a cell says; nothing if the row is shorter."""
        return plain(self.cells[column]) if column < len(self.cells) else ""

    @property
    def values(self) -> list[str]:
        return [plain(cell) for cell in self.cells]


@dataclass
class Sheet:
    """All rows of a file, in order."""

    records: list[TableRow]
    delimiter: str
    encoding: str
    mark: bytes

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The table that the bytes of a file say.

        Raises:
            SheetError: if they are too many, no text, or end within quotes.
        """
        if len(data) > LARGEST:
            raise SheetError(f"it has more than {LARGEST >> 20} MiB, which no list of a class has")
        mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", "utf-8"))
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            raise SheetError("it is neither UTF-8 nor UTF-16: save it as CSV UTF-8") from None
        if "\0" in text:
            raise SheetError("it is no text: save it as CSV UTF-8")
        first = END.split(text, maxsplit=1)[0]
        delimiter = max(DELIMITERS, key=first.count)
        # nothing is said in the first line, so the second has to do
        if not first.strip(f' "{DELIMITERS}'):
            delimiter = max(DELIMITERS, key=text[:1000].count)
        return cls(_records(text, delimiter), delimiter, encoding, mark)

    def fill(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell, with quotes if it needs them, or if the cell had some."""
        cells = self.records[row].cells
        cells += [""] * (column + 1 - len(cells))
        quoted = cells[column].startswith('"') or any(c in text for c in f'{self.delimiter}"\r\n')
        cells[column] = '"' + text.replace('"', '""') + '"' if quoted else text

    def bytes(self) -> bytes:
        """The whole file."""
        text = "".join(self.delimiter.join(r.cells) + r.end for r in self.records)
        return self.mark + text.encode(self.encoding)


def plain(cell: str) -> str:
    """What a cell says, without the quotes around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _records(text: str, delimiter: str) -> list[TableRow]:
    """Cut a text into rows and cells. A cell begins with a quote or has none that counts."""
    records, cells, place, line, begun = list[TableRow](), list[str](), 0, 1, 1
    until = re.compile(rf"[{re.escape(delimiter)}\r\n]")
    while place < len(text) or cells:
        if text.startswith('"', place):
            after = _after_quotes(text, place, begun)
        else:
            found = until.search(text, place)
            after = found.start() if found else len(text)
        # more stands behind the last quote
        if after < len(text) and text[after] not in f"{delimiter}\r\n":
            found = until.search(text, after)
            after = found.start() if found else len(text)
        cells.append(text[place:after])
        line += len(END.findall(text, place, after))
        if text.startswith(delimiter, after):
            place = after + 1
            continue
        end = END.match(text, after)
        records.append(TableRow(cells, end[0] if end else "", begun))
        cells, place, line = [], end.end() if end else len(text), line + 1
        begun = line
    return records


def _after_quotes(text: str, start: int, line: int) -> int:
    """Where the quotes that open at `start` have closed."""
    place = start + 1
    while True:
        place = text.find('"', place)
        if place < 0:
            raise SheetError(f"the quotes that are opened in line {line} are never closed")
        if not text.startswith('""', place):
            return place + 1
        place += 2
