"""A folder for each student, with any folders inside: `jane/sigmoid.py`, `jane/activations/sigmoid.py`. In its place
there may be an archive, `jane.zip`.
"""

from collections.abc import Sequence

from .. import archives
from ..archives import Parts
from .handed import Handed


def handed(parts: Parts) -> Handed:
    """Whose a path is; nobody's, if it lies in no folder."""
    return Handed((without_suffix(parts[0]),) if len(parts) > 1 else (), parts[-1])


def shared(paths: Sequence[Parts]) -> int:
    """How many folders at the top hold all others, as in an archive of one folder; that of one student is none."""
    depth = 0
    while paths and all(len(p) > depth + 2 and p[depth] == paths[0][depth] for p in paths):
        depth += 1
    return depth


def without_suffix(name: str) -> str:
    """A file's name without the ending of an archive."""
    return name[: len(name) - len(archives.suffix(name))] or name
