"""The code that somebody has written so far: the cells that were run in Jupyter, or the file that defines something."""

import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..notebook.notebook_file import Notebook

INSTALLED = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class OwnCode:
    """Code in cells, and where it is from; a file is one cell."""

    name: str
    cells: Notebook
    is_file: bool = False


class NoCode(ValueError):
    """There is no code to be found, as in a Python shell."""


def own_code(slug: str, namespace: Mapping[str, Any]) -> OwnCode:
    """The code to look for a submission in: the file of what has its name, else the cells that were run in this
    session, else the file that asks.

    Raises:
        NoCode: if there is none.
    """
    shell = shell_here()
    known = shell.user_ns if shell else namespace
    file = next((f for name in _names(slug, known) if (f := _file(known[name]))), None)
    if not file and shell:
        cells = [text or "#" for text in shell.history_manager.input_hist_raw[1:]]  # cell n is In[n]
        return OwnCode("this notebook", Notebook(tuple(cells)))
    file = file or _own_file(namespace)
    if not file:
        raise NoCode(f"there is no code of {slug} to be found: write it in a notebook or a file")
    return OwnCode(str(file), Notebook((file.read_text(encoding="utf-8"),)), is_file=True)


def shell_here() -> Any:
    """IPython's shell that this runs in, or None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _names(slug: str, namespace: Mapping[str, Any]) -> Iterator[str]:
    """The names that a submission may have: that of the exercise, or of a class as torch calls it."""
    if slug in namespace:
        yield slug
    letters = slug.replace("_", "")
    yield from (n for n in list(namespace) if inspect.isclass(namespace[n]) and letters.startswith(n.lower()))


def _file(defined: object) -> Path | None:
    """The file of one's own that something was defined in."""
    try:
        path = Path(inspect.getsourcefile(inspect.unwrap(defined)) or "")  # type: ignore[arg-type]
    except (TypeError, ValueError, OSError):
        return None
    return path if path.is_file() and path.suffix == ".py" and not set(INSTALLED) & {*path.parts} else None


def _own_file(namespace: Mapping[str, Any]) -> Path | None:
    path = Path(namespace.get("__file__") or "")
    return path if path.is_file() else None
