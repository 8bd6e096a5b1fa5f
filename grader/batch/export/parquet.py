"""A class report as a Parquet file, with the columns of `table`."""

import io

import pyarrow
import pyarrow.parquet

from ..class_report import ClassReport
from .class_table import left_out, lines

TEXT, NUMBER = pyarrow.string(), pyarrow.float64()
SCHEMA = pyarrow.schema(
    {
        "student": TEXT,
        "exercise": TEXT,
        "score": NUMBER,
        "max_score": NUMBER,
        "passed": pyarrow.bool_(),
        "status": TEXT,
        "codes": pyarrow.list_(TEXT),
        "mistakes": pyarrow.list_(TEXT),
        "notes": pyarrow.list_(TEXT),
        "handed_in": TEXT,
        "late": pyarrow.bool_(),
        "attempt": pyarrow.int64(),
        "path": TEXT,
        "sha256": TEXT,
        "reason": TEXT,
    }
)


def render(report: ClassReport) -> bytes:
    """One row for each student and exercise, then one for each file that was left out."""
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([*lines(report), *left_out(report)], SCHEMA), file)
    return file.getvalue()
