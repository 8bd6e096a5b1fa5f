"""Notebooks' files: of any version, damaged, huge, or with fields that are not what they should
be.
"""

import json
import time

import pytest

from grader.errors import SubmissionError
from grader.notebook.notebook_file import LARGEST_CODE, LARGEST_NOTEBOOK, is_notebook, lean, read

from .books import book, cell

PICTURE = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 2_000_000, "text/plain": ['"]}{[']}}
PYTHON = {"language_info": {"name": "python"}, "kernelspec": {"name": "x", "language": "R"}}
VERSION_3 = {"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"], "language": "python", "outputs": []}]}
WHOLE = book("a = 1")

READ = {
    "version 4": (WHOLE, ("a = 1",)),
    "lines in a list": (book(["a = 1\n", "b = 2"]), ("a = 1\nb = 2",)),
    "version 3": (json.dumps({"worksheets": [VERSION_3, VERSION_3], "nbformat": 3}).encode(), ("a = 1\nb = 2",) * 2),
    "a mark of the bytes' order": (b"\xef\xbb\xbf" + WHOLE, ("a = 1",)),
    "spaces around": (b"\n  " + json.dumps(json.loads(WHOLE), indent=8).encode() + b"\n\n", ("a = 1",)),
    "texts and empty cells": (book({"cell_type": "markdown", "source": "# 1"}, " ", {"cell_type": "raw"}, "b"), ("b",)),
    "pictures": (book(cell("a", outputs=[PICTURE])), ("a",)),
    "fields of odd types": (
        book(cell(None), cell(3), cell({"a": 1}), cell(["a", 3, None]), {"cell_type": 3}, metadata=[1]),
        ("a",),
    ),
    "cells that are none": (b'{"nbformat": 4, "cells": [null, [], 3, "x", {}]}', ()),
    "cells in an object": (b'{"nbformat": 4, "cells": {"a": 1}}', ()),
    "a key twice": (b'{"cells": [], "cells": [{"cell_type": "code", "source": "x", "source": "y"}]}', ("y",)),
    "no number": (b'{"cells": [{"cell_type": "code", "execution_count": NaN, "source": "x"}], "a": -Infinity}', ("x",)),
    "half a letter": (book("x = '\ud800'"), ("x = '\ud800'",)),
    "nested without end": (b'{"metadata": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "cells": []}', ()),
    "a cell of another language": (book(cell("x", metadata={"vscode": {"languageId": "sql"}}), "y"), ("y",)),
    "what else VS Code says": (book(cell("x", metadata={"vscode": {"languageId": "python", "a": [{}]}})), ("x",)),
}


@pytest.mark.parametrize(("data", "cells"), READ.values(), ids=list(READ))
def test_the_code_is_read_and_stays_the_same_in_what_is_kept(data: bytes, cells: tuple[str, ...]) -> None:
    assert is_notebook(data)
    notebook = read(data)
    assert (notebook.cells, notebook.language) == (cells, "python")
    kept = lean(data)
    assert read(kept) == notebook
    assert lean(kept) == kept
    assert len(kept) < 1000


BROKEN = {
    "cut off": (WHOLE[:-40], "S124", "it ends in the middle"),
    "cut off in a text": (WHOLE[: WHOLE.index(b"a = 1") + 2], "S124", "ends in the middle"),
    "a comma is missing": (b'{"cells": []\n"metadata": {}}', "S124", "no JSON in line 2"),
    "a text that is none": (b'{"cells": [{"cell_type": "code", "source": "\\q"}]}', "S124", "no JSON in line 1"),
    "a huge number": (b'{"cells": [{"cell_type": "code", "source": ' + b"9" * 5000 + b"}]}", "S124", "no JSON"),
    "not UTF-8": (b'{"cells": [\n"\xff"]}', "S101", "not UTF-8: byte 0xff in line 2"),
    "too many brackets": (b'{"metadata": ' + b"[" * 5_000_000 + b', "cells": 1', "S103", "too many parts"),
    "too many cells": (book(*["x"] * 10_001), "S103", "more than 10,000 cells"),
    "too much code": (book("x" * 600_000, "x" * 600_000), "S103", "1,048,576 characters of code"),
    "too large": (book("x")[:-1] + b" " * LARGEST_NOTEBOOK, "S103", "too large: clear its outputs"),
}


@pytest.mark.parametrize(("data", "code", "message"), BROKEN.values(), ids=list(BROKEN))
def test_what_cannot_be_read_is_told_and_kept_as_far_as_shows_it(data: bytes, code: str, message: str) -> None:
    assert is_notebook(data)
    data = data[: LARGEST_NOTEBOOK + 1]  # as files are read
    started = time.monotonic()
    with pytest.raises(SubmissionError, match=message) as caught:
        read(data)
    assert caught.value.code == code
    assert time.monotonic() - started < 20
    kept = lean(data)
    assert len(kept) <= LARGEST_CODE + 1
    with pytest.raises(SubmissionError) as again:
        read(kept)
    assert again.value.code == code


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir"}}, "R"),
        ({"kernelspec": {"name": "julia-1.9", "language": "julia"}}, "julia"),
        ({"kernelspec": {"name": "julia-1.9"}}, "julia"),
        ({"language_info": {"name": "R"}}, "R"),
        (PYTHON, "python"),
        ({"kernelspec": {"name": "python3"}}, "python"),
        ({"kernelspec": 3, "language_info": [1]}, "python"),
    ],
)
def test_the_language_is_what_the_notebook_says(metadata: object, language: str) -> None:
    assert read(book("x", metadata=metadata)).language == language


@pytest.mark.parametrize("data", [b"", b"{", b"{1: 2}", b'x = {"cells": 1}', b'{"cell": 1}', b"[1]", b"%PDF-1.4 {"])
def test_what_is_no_notebook_is_left_as_it_is(data: bytes) -> None:
    assert not is_notebook(data)
    assert lean(data) == data
