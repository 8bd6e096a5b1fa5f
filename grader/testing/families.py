"""Does a family answer what it is asked by itself?"""

from typing import get_args

from ..families import FAMILIES
from ..family import Family, Procedure
from ..specification import Subject
from .demand import demand


def answers(family: Family) -> None:
    """Name, summary, procedure and subjects are there, and of their kinds."""
    demand(isinstance(family, Family), f"{family!r} is no Family")
    demand(getattr(family, "name", "").isidentifier(), f"{type(family).__name__} has no name= that is one word")
    demand(family.summary, f"{family.name} has no docstring, whose first line says what its exercises are")
    demand(isinstance(family.procedure, Procedure), f"{family.name}.procedure is no Procedure")
    unknown = [s for s in family.subjects if s not in get_args(Subject)]
    demand(family.subjects and not unknown, f"{family.name}.subjects are some of {', '.join(get_args(Subject))}")


def name(family: Family) -> None:
    """No other family has the name, with which reports and hashes of formulas tell families
    apart.
    """
    taken = [other for other in FAMILIES if other.name == family.name and other is not family]
    demand(not taken, f"the name {family.name} is that of a family of grader's own")
