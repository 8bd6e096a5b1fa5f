"""Which formula was judged by: a hash that stays the same until an author changes what is right."""

import hashlib
from functools import lru_cache

from sympy import srepr

from ..exercise import Exercise
from .formula import arguments, evaluate

ROW = {"row": 4}  # even, since some results are half as long


@lru_cache(maxsize=256)
def fingerprint(exercise: Exercise) -> str:
    """The SHA-256 of the formula and its forms as SymPy has them, with inputs and settings; not of
    words or layout.

    Raises:
        ExerciseError: if the formula cannot be built.
    """
    digest = hashlib.sha256()
    about = (exercise.slug, exercise.family.name, exercise.inputs, exercise.hyperparameters, exercise.variants)
    rules = (exercise.output, exercise.sizes, exercise.reductions, exercise.by_hand, exercise.behaviour)
    digest.update(repr((about, rules, exercise.torch, exercise.forbids, exercise.speed)).encode())
    for settings in exercise.all_settings:
        for sizes in exercise.sizes or (ROW,):
            given = arguments(exercise, settings, sizes)
            digest.update(srepr(evaluate(exercise, exercise.function, given)).encode())
            for form in exercise.forms:
                digest.update(f"{form.of} {form.wrt} {srepr(evaluate(exercise, form.function, given))}".encode())
    return digest.hexdigest()
