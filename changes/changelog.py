"""Puts the files of changes/ into CHANGELOG.md: `python changes/changelog.py`, and with a version
for its release.
"""

import datetime
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("added", "changed", "fixed")
UNRELEASED = "## Unreleased\n"


def fragments(folder: Path) -> list[Path]:
    """The files of changes that have not been put together.

    Raises:
        SystemExit: if the name of one does not say its kind.
    """
    found = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    for path in found:
        if path.suffixes[-2:-1] not in [[f".{kind}"] for kind in KINDS]:
            sys.exit(f"{path}: the name has to end with .added.md, .changed.md or .fixed.md")
    return found


def item(text: str) -> str:
    """A change as an item of a list."""
    first, *others = text.strip().splitlines()
    return "\n".join([f"- {first}", *(f"  {line}".rstrip() for line in others)]) + "\n"


def put_together(changelog: str, changes: list[tuple[str, str]]) -> str:
    """The changelog with changes, each with its kind, at the end of the lists of what is not
    released.
    """
    before, _, rest = changelog.partition(UNRELEASED)
    section, mark, released = rest.partition("\n## ")
    lists = dict.fromkeys(KINDS, "")
    for kind in KINDS:
        _, found, items = section.partition(f"\n{kind.capitalize()}\n\n")
        lists[kind] = items.partition("\n\n")[0].rstrip("\n") + "\n" if found else ""
    for kind, text in changes:
        lists[kind] += item(text)
    written = "".join(f"\n{kind.capitalize()}\n\n{items}" for kind, items in lists.items() if items)
    return f"{before}{UNRELEASED}{written}{mark}{released}"


def release(changelog: str, version: str, day: datetime.date) -> str:
    """The changelog in which what was not released is a version."""
    return changelog.replace(UNRELEASED, f"{UNRELEASED}\n## {version} ({day.isoformat()})\n", 1)


def main(version: str = "") -> None:
    """Rewrite CHANGELOG.md, and remove the files that it has taken in."""
    path = ROOT / "CHANGELOG.md"
    files = fragments(ROOT / "changes")
    changes = [(file.suffixes[-2].removeprefix("."), file.read_text(encoding="utf-8")) for file in files]
    text = put_together(path.read_text(encoding="utf-8"), changes)
    path.write_text(release(text, version, datetime.date.today()) if version else text, encoding="utf-8")
    for file in files:
        file.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
