"""Tries all exercises, or those that are named, and prints the table: python -m tests.near_misses >
near_misses.toml
"""

import sys

from grader.plugins import load

from .search import near_misses
from .target import Target

FAMILIES = ("elementwise", "rowwise", "loss")


def tried() -> list[str]:
    """The exercises that forbid something and are called with given inputs."""
    found = {slug: entry.exercise for slug, entry in load().entries.items()}
    return sorted(slug for slug, e in found.items() if e.family.name in FAMILIES and e.forbidden)


def main() -> None:
    for slug in sys.argv[1:] or tried():
        target = Target.of(load().entries[slug].exercise)
        found = near_misses(target) if target else {"value": [], "slope": []}
        print(f"[{slug}]\nvalue = {found['value']!r}\nslope = {found['slope']!r}\n".replace("'", '"'), flush=True)


if __name__ == "__main__":
    main()
