"""Draws which packages import which, from the code: `make docs` puts the picture into
docs/architecture.md.

What follows from other arrows is left out: cli imports judge, which imports reference, so that
there is no arrow from cli to reference.
"""

import re
from pathlib import Path

import grimp

PAGE = Path(__file__).with_name("architecture.md")
BEGIN, END = "<!-- imports: begin -->\n", "<!-- imports: end -->\n"
ROOMY = ("grader.judge",)  # packages that are shown with their own
SMALL = "grader.*"  # the modules that lie beside the packages: exercises and what they are made of


def box(module: str) -> str:
    """The package that a module is shown as."""
    parts = module.split(".")
    if len(parts) < 2 or not (Path(__file__).parents[1] / parts[0] / parts[1]).is_dir():
        return SMALL
    room = ".".join(parts[:2])
    if room not in ROOMY or len(parts) == 2:
        return room
    deeper = Path(__file__).parents[1].joinpath(*parts[:3]).is_dir()
    return ".".join(parts[:3]) if deeper else room


def arrows() -> set[tuple[str, str]]:
    """Which box imports which, less what follows from others."""
    graph = grimp.build_graph("grader")
    found = {
        (box(importer), box(imported))
        for importer in graph.modules
        if not importer.endswith("__main__")  # which only start what others are
        for imported in graph.find_modules_directly_imported_by(importer)
        if box(importer) != box(imported)
    }
    return {arrow for arrow in found if not _follows(arrow, found - {arrow})}


def _follows(arrow: tuple[str, str], others: set[tuple[str, str]]) -> bool:
    reached, new = set[str](), {arrow[0]}
    while new:
        reached |= new
        new = {there for here, there in others if here in new} - reached
    return arrow[1] in reached


def picture() -> str:
    """The arrows in the notation of Mermaid, which code hosts draw."""
    names = sorted({name for arrow in arrows() for name in arrow})
    ids = {name: re.sub(r"\W", "_", name).rstrip("_") or "grader" for name in names}
    titles = {name: name.removeprefix("grader.") for name in names} | {SMALL: "exercise, plugins, ..."}
    boxes = [f'    {ids[name]}["{titles[name]}"]' for name in names]
    lines = [f"    {ids[here]} --> {ids[there]}" for here, there in sorted(arrows())]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *lines, "```", ""])


def with_picture(text: str) -> str:
    """A page with the picture between its marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}{picture()}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    old = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_picture(old), encoding="utf-8")
