"""A format that other programs read: the results file of a course system."""

from collections.abc import Callable
from dataclasses import dataclass

from .work import Work


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to write down somebody's work.

    `name` is what `--format` calls it, `ending` that of its files, `about` one line of help.
    `write` is a pure function from the work, as the student may see it, to the whole file. Where
    `ran_is_success`, the program that reads it takes every other exit status than 0 for a failure
    of the grading itself: then a wrong submission ends with 0 as well.
    """

    name: str
    ending: str
    about: str
    write: Callable[[Work], bytes]
    ran_is_success: bool = False
