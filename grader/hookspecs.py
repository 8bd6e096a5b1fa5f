"""The doors for plugins. A plugin is a module with functions of these names, marked
`@grader.hookimpl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from .exercise import Exercise
    from .family import Family
    from .handed import DownloadLayout
    from .report.format import Format

hookspec = pluggy.HookspecMarker("grader")
hookimpl = pluggy.HookimplMarker("grader")


@hookspec
def grader_exercises() -> Iterable[Exercise]:  # type: ignore[empty-body]
    """The exercises of this plugin."""


@hookspec
def grader_folders() -> Iterable[Path]:  # type: ignore[empty-body]
    """Folders of files that define exercises; each file is loaded by itself, so a broken one leaves
    the others standing.
    """


@hookspec
def grader_families() -> Iterable[Family]:  # type: ignore[empty-body]
    """The families that this plugin defines. An exercise has its family with it: they are named
    here to be listed.
    """


@hookspec
def grader_formats() -> Iterable[Format]:  # type: ignore[empty-body]
    """Formats that `--format` writes, for course systems that grader does not know itself."""


@hookspec
def grader_layouts() -> Iterable[DownloadLayout]:  # type: ignore[empty-body]
    """How further learning systems name the files that they hand out, so that `grader batch` knows
    whose they are.
    """


@hookspec
def grader_question_kinds() -> Iterable[object]:  # type: ignore[empty-body]
    """Further kinds of questions for the quiz, each an object of a class derived from
    `QuestionKind` of `grader.quiz.question_kind`.
    """
