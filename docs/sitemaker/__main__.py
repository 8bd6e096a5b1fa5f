"""`make docs`: writes the pages into build/pages and builds the site from them, strictly, into build/site."""

import logging
import shutil

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from . import written_pages
from .written_pages import ROOT

PAGES = ROOT / "build" / "pages"


def main() -> None:
    """Make the site, or end with status 1 where a page or a link is wrong."""
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    written_pages.gather(PAGES)
    try:
        build(load_config(str(ROOT / "mkdocs.yml")))
    except Abort as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
