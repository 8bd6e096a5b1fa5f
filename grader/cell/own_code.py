"""Finds the code that somebody has written so far: the cells that were run in Jupyter, or the file
that defines a name.
"""

import ast
import inspect
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..notebook.notebook_file import Notebook
from ..notebook.statements import Statement, statements

INSTALLED = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class OwnCode:
    """Code in cells, and its source; a file is one cell."""

    name: str
    cells: Notebook
    is_file: bool = False


class NoCode(ValueError):
    """There is no code, as in a Python shell, or it is unreadable."""


def own_code(slug: str, namespace: Mapping[str, Any]) -> OwnCode:
    """Returns the code that may contain a submission: the file that defines its name, else the
    cells that were run in this session, else the file that calls `check`.

    Raises:
        NoCode: if there is no code, if it is not UTF-8, or if a cell defines the name and the
        session does not have it.
    """
    shell = shell_here()
    known = shell.user_ns if shell else namespace
    names = list(_names(slug, known))
    file = next((f for name in names if (f := _file(name, known[name]))), None)
    if not file and shell:
        # cell n is In[n]
        cells = tuple(text or "#" for text in shell.history_manager.input_hist_raw[1:])
        defining = [] if names else [s.cell for s in _defining(slug, cells)]
        if defining:
            raise NoCode(
                f"{slug} is not there, although cell {defining[-1]} defines it: run that cell without an error"
            )
        return OwnCode("this notebook", Notebook(cells))
    file = file or _own_file(namespace)
    if not file:
        raise NoCode(f"there is no code of {slug} to be found: write it in a notebook or a file")
    return OwnCode(str(file), Notebook((_text(file),)), is_file=True)


def shell_here() -> Any:
    """Returns the IPython shell of this process, or None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _names(slug: str, namespace: Mapping[str, Any]) -> Iterator[str]:
    """Yields the names that a submission may have: the exercise's name, or a class name in the
    style of torch.
    """
    if slug in namespace:
        yield slug
    letters = slug.replace("_", "")
    yield from (n for n in list(namespace) if inspect.isclass(namespace[n]) and letters.startswith(n.lower()))


def _file(name: str, defined: object) -> Path | None:
    """Returns the user's file that binds a name. The object itself does not show its file: the
    function of a decorator, or a method of torch, comes from another file.
    """
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name, sys) is defined:
            path = _own_file(vars(module))
            if path and any(_defining(name, (_text(path),))):
                return path
    return None


def _defining(name: str, cells: tuple[str, ...]) -> Iterator[Statement]:
    """Yields the statements that define a name themselves and do not import it."""
    every = statements(list(enumerate(cells, 1)))
    return (s for s in every if name in s.binds and s.node and not isinstance(s.node, ast.ImportFrom | ast.Import))


def _own_file(namespace: Mapping[str, Any]) -> Path | None:
    path = Path(str(namespace.get("__file__") or ""))
    installed = set(INSTALLED) & {*path.parts} or path.is_relative_to(sysconfig.get_path("stdlib"))
    return path if path.suffix == ".py" and path.is_file() and not installed else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NoCode(f"S101 not-utf8: {file} is not UTF-8 text: save it as UTF-8 in your editor") from None
