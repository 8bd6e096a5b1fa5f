"""Class reports in other formats: one pure renderer a file, chosen by the ending of a file's
name.
"""

import importlib
import importlib.util
from pathlib import Path

from ...about import installing
from ...report import file
from ..class_report import ClassReport

RENDERERS = {".csv": "csv", ".html": "class_page", ".json": "class_json", ".parquet": "parquet"}
SUFFIXES = tuple(RENDERERS)
INSTALL = f"pyarrow is not installed; install it with: {installing('parquet')}"


def complaint(path: Path) -> str:
    """Why no report can be written to a path of this name; nothing if it can."""
    if path.suffix == ".parquet" and importlib.util.find_spec("pyarrow") is None:
        return INSTALL
    return file.complaint(path, SUFFIXES)


def write(report: ClassReport, path: Path) -> None:
    """Write a report in the format of the path's ending, whole or not at all.

    Raises:
        OSError: if it cannot be written.
    """
    renderer = importlib.import_module(f".{RENDERERS[path.suffix]}", __package__)
    file.write(renderer.render(report), path)
