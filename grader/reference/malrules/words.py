"""A wrong step in a sentence or two, for the student who has made it."""

import textwrap

from sympy import Basic

from ..typeset.notation import notation
from ..typeset.text import written
from ..typeset.tidy import tidied
from .kinds import KINDS
from .wrong_derivation import WrongStep

LONGEST = 100  # letters of an expression; of a longer one the beginning is enough to know it


def words(step: WrongStep) -> str:
    """What was done wrongly, and at what; not what would have been right."""
    before = _text(step.before)
    if step.inner is not None:
        before = f"{before} (with {step.by} = {_text(step.inner)})"
    return KINDS[step.kind].sentence.format(before=before, by=step.by, part=_text(tidied(step.part)))


def _text(expression: Basic) -> str:
    return textwrap.shorten(written(notation(expression)), LONGEST, placeholder=" ...")
