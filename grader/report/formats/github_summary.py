"""The summary of a job of GitHub Actions, to be added to the file that $GITHUB_STEP_SUMMARY
names.
"""

from ..format import Format
from ..work import Work
from .markdown_page import page
from .plain_text import fitting

MOST = 1 << 20  # bytes; of a larger summary GitHub shows nothing


def write(work: Work) -> bytes:
    """A page in Markdown, with texts cut so that GitHub shows it."""
    return fitting(lambda most: page(work, most), MOST)


FORMAT = Format(
    name="github-summary",
    ending=".md",
    about="the summary of a job of GitHub Actions, for $GITHUB_STEP_SUMMARY",
    write=write,
)
