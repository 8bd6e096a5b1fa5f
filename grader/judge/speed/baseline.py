"""What a submission's time is compared with: files without any student's code, run in workers of their own."""

import sympy
from sympy import Expr, Float, Max, Min, Piecewise
from sympy.printing.pytorch import TorchPrinter

from ...exercise import Exercise
from ...reference.formula import build


def of_torch(exercise: Exercise) -> str:
    """A file that defines the exercise as torch's own function; empty if torch has none."""
    if not exercise.torch:
        return ""
    return (
        f"import torch\n\ndef {exercise.slug}(*inputs, **keywords):\n    return {exercise.torch}(*inputs, **keywords)\n"
    )


def of_formula(exercise: Exercise) -> str:
    """A file that computes the author's formula by one operation of torch after the other, as a textbook has it; empty
    for functions of more than one element.
    """
    if exercise.family not in ("elementwise", "loss") or exercise.sizes or any(i.shape for i in exercise.inputs):
        return ""
    formula = build(exercise, {}, {})
    (output,) = formula.outputs
    plain = _plain(output.subs(dict(formula.hyperparameters)))
    names = ", ".join(i.name for i in exercise.inputs)
    code = TorchPrinter().doprint(plain.subs({s: sympy.Symbol(n) for n, (s,) in formula.inputs.items()}))
    mean = ".mean()" if exercise.family == "loss" else ""
    return f"import torch\n\n\ndef {exercise.slug}({names}, **keywords):\n    return ({code}){mean}\n"


def _plain(expression: Expr) -> Expr:
    """Without what torch's functions do not take: numbers that are not floats, and largest of a number and a tensor."""
    branches = expression.rewrite(Piecewise) if expression.has(Max, Min) else expression
    constants = {
        e: Float(e.evalf(17))
        for e in sympy.preorder_traversal(branches)
        if e.is_number and not e.is_Integer and e.is_finite
    }
    return branches.xreplace(constants)
