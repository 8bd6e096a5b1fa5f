"""A class report as CSV, in UTF-8 with a mark at its start, so that spreadsheets read names
rightly.
"""

import csv
import io
from typing import Any

from ...report.harmless import harmless
from ..class_report import ClassReport
from .class_table import COLUMNS, left_out, lines

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet run a text


def render(report: ClassReport) -> bytes:
    """One line for each student and exercise, then one for each file that was left out; codes,
    mistakes and notes are separated by spaces.
    """
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, COLUMNS)
    table.writeheader()
    for line in (*lines(report), *left_out(report)):
        table.writerow({name: cell(value) for name, value in line.items()})
    return file.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    """A value as one cell; text that a spreadsheet would take for a formula gets an apostrophe
    before it.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    text = " ".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        return text
    return f"'{harmless(text)}" if text.startswith(FORMULA) else harmless(text)
