"""Recognises files that are not Python, because students hand in what their tools save."""

import re

# The signatures with which files of a format begin, and the name of the format.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an office program"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"\x1f\x8b\x08", "an archive (gzip)"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ\x00", "an archive (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
)
# A name inside a ZIP file shows which kind of file it is.
PACKED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel sheet"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument", "a document of an office program"),
    (b"data.pkl", "tensors saved by torch"),
    (b"", "an archive (ZIP)"),
)
BINARY = {"a picture (BMP)", "an archive (bzip2)"}  # a text may begin with these letters too
PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body|p|div)\b", re.IGNORECASE)
COMPILED = re.compile(rb"..\r\n", re.DOTALL)  # the number of Python's version, then a line end


def other_kind(data: bytes) -> str:
    """Returns the kind of the file in words if it is certainly not Python, else ""."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if PAGE.match(start):
        return "an HTML page"
    if data.startswith(b"PK\x03\x04"):
        return next(kind for inside, kind in PACKED if inside in data)
    if COMPILED.match(data) and b"\x00" in data[:16]:
        return "compiled Python"
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning) and (kind not in BINARY or b"\x00" in data):
            return kind
    return ""


def advice(kind: str) -> str:
    """Returns a sentence that says how to hand in Python instead."""
    if kind == "compiled Python":
        return "hand in the .py file that it was made from"
    if kind.startswith("an archive"):
        return "hand in the .py file that is in it"
    return "hand in your code as a plain .py file"
