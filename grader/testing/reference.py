"""Is what is right for an exercise one thing, however it is asked for?"""

from ..dtypes import DTYPES, FLOAT32, FLOAT64
from ..errors import ExerciseError
from ..exercise import Exercise
from ..judge.plan import Plan
from ..judge.selfcheck.equal_misconceptions import check_misconceptions
from ..judge.selfcheck.matrix import verdicts
from ..judge.selfcheck.outputs import outputs
from ..judge.selfcheck.sensitivity import edits_seen
from ..reference.fingerprint import fingerprint
from ..reference.formula import check_steady
from ..reference.typeset import latex, mathml, text
from ..reference.typeset.derivation import NoDerivation, derivation
from .demand import NotConformant, demand

WIDTH = 100
SEED = 0


def consistent(exercise: Exercise) -> None:
    """The formula is the same each time, equals its other forms, and has an error bound in every
    format; the results vary, and change with every input.
    """
    try:
        check_steady(exercise)
        fingerprint.__wrapped__(exercise)
        Plan(exercise=exercise, dtypes=tuple(DTYPES), seed=SEED).work_out()
        told = [f"{f.what}: {f.detail}" for f in outputs(exercise, SEED) if f.ok is False]
    except ExerciseError as error:
        raise NotConformant(str(error)) from error
    demand(not told, "; ".join(told))


def written(exercise: Exercise) -> None:
    """The derivation, or the step, can be written in every notation."""
    try:
        derived = derivation(exercise)
    except NoDerivation:
        return
    except ExerciseError as error:
        raise NotConformant(str(error)) from error
    for notation in (text.render(derived, WIDTH), latex.render(derived), mathml.render(derived)):
        demand(notation.strip(), "the derivation is empty")


def mistakes(exercise: Exercise) -> None:
    """Every misconception differs from the truth, is caught, and is called by its own name; small
    edits are seen.
    """
    try:
        check_misconceptions(exercise, SEED)
        matrix = [v for dtype in (FLOAT32, FLOAT64) for v in verdicts(exercise, dtype, SEED)]
    except ExerciseError as error:
        raise NotConformant(str(error)) from error
    unnamed = [f"{v.mistake} in {v.dtype} is called {', '.join(v.names) or 'nothing'}" for v in matrix if not v.named]
    demand(not unnamed, "; ".join(unnamed))
    seen = edits_seen(exercise, SEED)
    demand(seen.ok is not False, seen.detail)
