"""`make lint` runs this. It names each place that is hard to read, and then ends with status 1."""

import subprocess
import sys
from pathlib import Path

from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from .passages import prose
from .vocabulary import SETTINGS, vocabulary

ROOT = Path(__file__).parents[2]
READ = (
    "*.md",
    "grader/*.py",
    "grader/*.toml",
    "plugins/*.py",
    "plugins/*.toml",
    "exercises/*.py",
    "docs/*.py",
    ":!tests",
)


def main() -> None:
    """Read all files of the project that git knows."""
    listed = subprocess.run(["git", "ls-files", *READ], cwd=ROOT, check=True, capture_output=True, text=True)
    found = stumbling_blocks([ROOT / name for name in listed.stdout.splitlines()])
    if found:
        sys.exit("\n".join(found))


def stumbling_blocks(files: list[Path]) -> list[str]:
    """The places in files that are hard to read, as `file:line:column: why`."""
    registry = CheckRegistry()
    registry.checks[:] = [*__register__, *vocabulary()]
    # One text of all files: proselint prepares its checks anew for each text.
    lines = [line for path in files for line in prose(path)]
    found: list[str] = []
    for result in LintFile("all", "\n".join(line.words for line in lines) or "\n").lint(SETTINGS):
        row, column = result.pos
        line = lines[row - 1]
        said = " ".join(result.check_result.message.split())
        found.append(f"{_named(line.path)}:{line.row}:{line.column + column - 1}: {said}")
    return found


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


if __name__ == "__main__":
    main()
