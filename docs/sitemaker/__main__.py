"""`make docs`: writes the pages into build/pages and builds the site from them, strictly, into
build/site.
"""

import logging
import shutil
from collections.abc import Mapping
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from grader import plugins
from grader.plugins import Entry

from . import api_page, code_pages, command_pages, exercise_pages, note_errors, written_pages
from .written_pages import ROOT

PAGES = ROOT / "build" / "pages"


def main() -> None:
    """Make the site, or end with status 1 where a page or a link is wrong."""
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    written_pages.gather(PAGES)
    (PAGES / "reference").mkdir()
    api_page.write(PAGES)
    command_pages.write(PAGES)
    code_pages.write(PAGES)
    entries = plugins.load(None).entries
    exercise_pages.write(PAGES, entries)
    note_errors.write(PAGES, entries)
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.nav = with_exercises(config.nav, entries)
    try:
        build(config)
    except Abort as error:
        raise SystemExit(str(error)) from None


def with_exercises(nav: Any, entries: Mapping[str, Entry]) -> Any:
    """The order of the pages, in which `Exercises` has a page for each of them, by topic."""
    if isinstance(nav, list):
        return [with_exercises(part, entries) for part in nav]
    if not isinstance(nav, dict):
        return nav
    ((title, inner),) = nav.items()
    if title != "Exercises":
        return {title: with_exercises(inner, entries)}
    folder = exercise_pages.FOLDER.as_posix()
    topics = exercise_pages.by_topic(entries)
    pages = [{topic.capitalize(): [{e.slug: f"{folder}/{e.slug}.md"} for e in own]} for topic, own in topics.items()]
    return {title: [inner, *pages]}


if __name__ == "__main__":
    main()
