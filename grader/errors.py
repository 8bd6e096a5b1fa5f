"""Whose mistake it is: the student's, the author's, the machine's, or ours.

A `SubmissionError` costs the student points, an `ExerciseError` never does: it stops the grading
with exit status 3, as does every exception that is neither, which is a bug of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn

from .codes import with_name

# raises an error about an author's function: its code, and what is wrong
Blame = Callable[[str, str], NoReturn]


@dataclass(frozen=True)
class Where:
    """A place in a file that a person can go to."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class GraderError(Exception):
    """An error for people: what was wrong, where it is, and what to do about it."""

    who: Literal["student", "author", "machine", "grader"] = "grader"

    def __init__(self, code: str, message: str, where: Where | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{with_name(self.code)}: {self.message}"


class ExerciseError(GraderError):
    """The author of a plugin has to change something."""

    who = "author"


class SubmissionError(GraderError):
    """The student has to change something."""

    who = "student"


class WorkerError(GraderError):
    """The worker could not be used for a reason that is not the student's, such as torch
    missing.
    """


class MachineError(GraderError):
    """This machine has not what the course demands of it."""

    who = "machine"
