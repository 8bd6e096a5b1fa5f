"""Draws which packages import which into docs/pictures/imports.svg: `make docs` runs it.

What follows from other arrows is left out: cli imports judge, which imports reference, so that
there is no arrow from cli to reference.
"""

from pathlib import Path

import grimp

PICTURE = Path(__file__).parent / "pictures" / "imports.svg"
ROOMY = ("grader.judge",)  # packages that are shown with their own
SMALL = "grader.*"  # the modules that lie beside the packages: exercises and what they are made of

SMALL_TITLE = "exercise, plugins, ..."
ACROSS, DOWN, WIDE, HIGH, TIP = 168, 74, 152, 30, 7  # pixels, between boxes and of each
SWEEPS = 8
STYLE = (
    "rect { fill: #fff; stroke: #57606a } "
    "text { font: 13px system-ui, sans-serif; text-anchor: middle; fill: #1b1b1b } "
    ".line { fill: none; stroke: #8a939b } .tip { fill: #8a939b } "
    "@media (prefers-color-scheme: dark) { rect { fill: #22262a } text { fill: #e6e6e6 } }"
)


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


def rows(found: set[tuple[str, str]]) -> list[list[str]]:
    """The boxes in rows: each is below all that import it, and near the middle of them.

    The door for plugins, `grader` itself, imports others on first use, and is at the bottom.
    """
    depth = dict.fromkeys((name for arrow in found for name in arrow), 0)
    for _ in depth:  # the longest way from above
        for here, there in found:
            if here == SMALL:
                continue
            depth[there] = max(depth[there], depth[here] + 1)
    ordered = [sorted(name for name in depth if depth[name] == k) for k in range(max(depth.values()) + 1)]
    for _ in range(SWEEPS):
        for k, row in enumerate(ordered):
            place = {name: n - len(one) / 2 for one in ordered for n, name in enumerate(one)}
            near = {name: [place[a if b == name else b] for a, b in found if name in (a, b)] for name in row}
            ordered[k] = sorted(row, key=lambda name: sum(near[name]) / len(near[name]))
    return ordered


def picture() -> str:
    """The boxes and arrows as SVG, with all arrows in words for those who cannot see it."""
    found = arrows()
    ordered = rows(found)
    width = max(map(len, ordered)) * ACROSS
    at = {
        name: (width / 2 + (n - (len(row) - 1) / 2) * ACROSS, DOWN * (k + 0.5))
        for k, row in enumerate(ordered)
        for n, name in enumerate(row)
    }
    titles = {name: SMALL_TITLE if name == SMALL else name.removeprefix("grader.") for name in at}
    said = "; ".join(
        f"{titles[name]} imports {', '.join(sorted(titles[there] for here, there in found if here == name))}"
        for name in sorted(at)
        if any(here == name for here, _ in found)
    )
    lines = [_arrow(at[here], at[there]) for here, there in sorted(found)]
    boxes = [_box(*at[name], titles[name]) for row in ordered for name in row]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {DOWN * len(ordered)}" role="img">'
    named = f"<title>Which packages of grader import which</title><desc>{said}.</desc>"
    return "\n".join([head, named, f"<style>{STYLE}</style>", *lines, *boxes, "</svg>", ""])


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (u, v) = start, end
    side = 1 if v > y else -1  # down or up
    y, v = y + side * HIGH / 2, v - side * (HIGH / 2 + TIP)
    bend = (v - y) / 2
    curve = f"M{x:g},{y:g} C{x:g},{y + bend:g} {u:g},{v - bend:g} {u:g},{v:g}"
    tip = f"M{u:g},{v + side * TIP:g} l-{TIP / 2:g},{-side * TIP} h{TIP} z"
    return f'<path class="line" d="{curve}"/><path class="tip" d="{tip}"/>'


def _box(x: float, y: float, title: str) -> str:
    place = f'x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="5"'
    return f'<rect {place}/><text x="{x:g}" y="{y + 4:g}">{title}</text>'


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
