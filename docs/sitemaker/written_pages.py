"""The pages that people write, moved to where the site has them, with their links."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
BESIDE = {"README.md": "index.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "SECURITY.md": "SECURITY.md"}
WRITTEN_BY = {"api_page": "api", "code_pages": "codes", "command_pages": "commands", "note_errors": "note_errors"}
THEME = ROOT / "docs" / "theme"
PUBLISHED = (ROOT / "docs" / "pictures", ROOT / "docs" / "schemas")  # as they are
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")


def gather(pages: Path) -> None:
    """Write every page into the folder that the site is built from."""
    for path in [*map(ROOT.joinpath, BESIDE), *sorted((ROOT / "docs").rglob("*.md"))]:
        place = pages / placed(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(with_links(path, path.read_text(encoding="utf-8")), encoding="utf-8")
    for folder in (THEME, *PUBLISHED):
        shutil.copytree(folder, pages / folder.name)


def placed(path: Path) -> Path:
    """Where the site has a page, or the page that a module of this package writes."""
    if path.stem in WRITTEN_BY:
        return Path("reference", f"{WRITTEN_BY[path.stem]}.md")
    inside = path.relative_to(ROOT)
    return Path(BESIDE[inside.name]) if inside.name in BESIDE else inside.relative_to("docs")


def with_links(path: Path, text: str) -> str:
    """A page whose links lead to pages of the site; what they say of code stays, without a link."""

    def moved(link: re.Match[str]) -> str:
        words, (target, mark, anchor) = link[1], link[2].partition("#")
        if not target or re.match(r"\w+:", target):
            return link[0]
        found = (path.parent / target).resolve()
        if found.suffix != ".md" and found.stem not in WRITTEN_BY and found.parent not in PUBLISHED:
            return words
        up = "../" * (len(placed(path).parts) - 1)
        return f"[{words}]({up}{placed(found).as_posix()}{mark}{anchor})"

    return LINK.sub(moved, text)
