"""What a student starts from: a file with the names and signatures that an exercise asks for, and
nothing in them.
"""

import textwrap
from collections.abc import Iterator

from .exercise import Exercise
from .stubs import WIDTH

NOT_CONTIGUOUS = " (not contiguous)"


def starter(exercise: Exercise) -> str:
    """The text of the starter file of an exercise."""
    prompt = "\n\n".join(textwrap.fill(p, WIDTH) for p in exercise.text.prompt.split("\n\n"))
    title = textwrap.fill(f'"""{exercise.text.title}', WIDTH)
    told = "\n".join(textwrap.fill(sentence, WIDTH) for sentence in asked(exercise))
    what = "\n\n".join(filter(None, (title, prompt, told, f"Check it with: grader check {exercise.slug}")))
    return f'{what}\n"""\n\n{code(exercise)}'


def code(exercise: Exercise) -> str:
    """The names and signatures alone."""
    return f"import torch\n\n\n{exercise.family.starter(exercise)}"


def asked(exercise: Exercise) -> Iterator[str]:
    """What is asked of every exercise of the kind, beside what its author says."""
    if len(exercise.reductions) > 1:
        choices = ", ".join(f'"{r}"' for r in exercise.reductions)
        yield f"reduction is one of {choices}; arguments that have a default are passed by name."
    if exercise.backward:
        yield (
            f"Both ways to the gradient are judged, each for half the points of gradients: what "
            f"{exercise.slug}_backward returns, and what autograd makes of {exercise.slug}."
        )
    if exercise.family.called:
        yield from _of_calls(exercise)
    if exercise.forbidden:
        yield f"Not to be called: torch's own {', '.join(exercise.forbidden)}, in any form."


def _of_calls(exercise: Exercise) -> Iterator[str]:
    """What is asked of a function beyond its formula: inputs of other shapes, and how near is near
    enough.
    """
    kinds = dict.fromkeys(f"{c.name}{NOT_CONTIGUOUS * c.strided}" for c in exercise.family.clauses(exercise))
    yield f"Also called with: {', '.join(kinds)}."
    if exercise.behaviour is None:
        yield "Small results must be right to all their digits too."
