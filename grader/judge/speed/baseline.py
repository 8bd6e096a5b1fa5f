"""The baselines for a submission's time: files without any student's code, which run in their own
workers.
"""

from typing import Any

import sympy
from sympy import Expr, Float, Max, Min, Piecewise, Symbol
from sympy.printing.pytorch import TorchPrinter

from ...exercise import Exercise
from ...reference.formula import build

OPTIMIZER = """import torch


class {name}(torch.optim.Optimizer):
    def __init__(self, params):
        super().__init__(params, {{}})

    @torch.no_grad()
    def step(self):
        for p in (p for group in self.param_groups for p in group["params"]):
            state = self.state[p]
            if not state:
                state["t"], state["kept"] = 0, [torch.zeros_like(p) for _ in range({count})]
            state["t"] += 1
            t, g, [{states}] = {number}, p.grad, state["kept"]
{lines}
            state["kept"] = [{new}]
            p.add_({change})
"""
NUMBER = 'float(state["t"])'
TENSOR = 'torch.tensor(float(state["t"]), device=p.device)'  # where a condition asks for it
TORCH_OPTIMIZER = """import torch


class {name}({torch}):
    def __init__(self, params):
        super().__init__(params, **{keywords!r})
"""


def of_torch(exercise: Exercise) -> str:
    """Returns a file that defines the exercise as torch's own function or optimizer; "" if torch
    has none.
    """
    if not exercise.torch:
        return ""
    if exercise.family.steps:
        keywords = dict(exercise.hyperparameters)
        return TORCH_OPTIMIZER.format(name=exercise.target, torch=exercise.torch, keywords=keywords)
    return (
        f"import torch\n\ndef {exercise.slug}(*inputs, **keywords):\n    return {exercise.torch}(*inputs, **keywords)\n"
    )


def of_formula(exercise: Exercise) -> str:
    """Returns a file that computes the author's formula, one operation of torch after the other, as
    in a textbook; "" for functions of more than one element.
    """
    if exercise.family.steps:
        return _optimizer(exercise)
    if exercise.family.multiplies:
        return _layer(exercise)
    if not exercise.scalar or any(i.shape for i in exercise.inputs):
        return ""
    formula = build(exercise, {}, {})
    (output,) = formula.outputs
    plain = _plain(output.subs(dict(formula.hyperparameters)))
    code = TorchPrinter().doprint(plain.subs({s: Symbol(n) for n, (s,) in formula.inputs.items()}))
    mean = ".mean()" if exercise.reductions else ""
    return _function(exercise, f"({code}){mean}")


def _layer(exercise: Exercise) -> str:
    """Returns the code of a layer. With one feature in and out, a weight times an input stands for
    the product of their matrices.
    """
    formula = build(exercise, {}, dict.fromkeys(exercise.sizes[0], 1))
    (output,) = formula.outputs
    plain = _plain(output.subs(dict(formula.hyperparameters)))
    symbols = {name: symbol for name, (symbol,) in formula.inputs.items()}
    first, *rest = exercise.inputs
    products = {i.name: Symbol(f"{i.name}_product") for i in rest if len(i.shape) == 2}
    plain = plain.subs({symbols[name] * symbols[first.name]: p for name, p in products.items()})
    if plain.free_symbols & {symbols[name] for name in (*products, first.name)}:
        return ""  # such a layer consists of products, and this is not one
    code = TorchPrinter().doprint(plain.subs({s: Symbol(n) for n, s in symbols.items()}))
    lines = "".join(f"    {p} = {first.name} @ {name}.T\n" for name, p in products.items())
    return _function(exercise, code, lines)


def _function(exercise: Exercise, code: str, lines: str = "") -> str:
    names = ", ".join(i.name for i in exercise.inputs)
    return f"import torch\n\n\ndef {exercise.slug}({names}, **keywords):\n{lines}    return {code}\n"


def _optimizer(exercise: Exercise) -> str:
    formula = build(exercise, {}, {})
    names = {s: Symbol(n) for n, (s,) in formula.inputs.items()}
    outputs = [_plain(sympy.sympify(o).subs(dict(formula.hyperparameters))).subs(names) for o in formula.outputs]
    shared, (change, *new) = sympy.cse(outputs, symbols=sympy.numbered_symbols("a_"))
    printer = _Arithmetic()
    kept = exercise.family.states(exercise)
    asked = {s for o in outputs for c in o.atoms(sympy.core.relational.Relational) for s in c.free_symbols}
    return OPTIMIZER.format(
        number=TENSOR if Symbol("t") in asked else NUMBER,
        name=exercise.target,
        count=len(kept),
        states=", ".join(kept),
        lines="\n".join(f"            {symbol} = {printer.doprint(e)}" for symbol, e in shared),
        new=", ".join(map(printer.doprint, new)),
        change=printer.doprint(change),
    )


class _Arithmetic(TorchPrinter):  # type: ignore[misc]
    """Prints powers with Python's operator, which takes numbers as well as tensors, because the
    number of the step is not a tensor.
    """

    def _print_Pow(self, expression: Any, **settings: Any) -> str:  # noqa: N802 - as SymPy looks for it
        base, exponent = expression.as_base_exp()
        return f"({self._print(base)})**({self._print(exponent)})"


def _plain(expression: Expr) -> Expr:
    """Returns the expression without what torch's functions reject: numbers that are not floats,
    and the maximum of a number and a tensor.
    """
    branches = expression.rewrite(Piecewise) if expression.has(Max, Min) else expression
    constants = {
        e: Float(e.evalf(17))
        for e in sympy.preorder_traversal(branches)
        if e.is_number and not e.is_Integer and e.is_finite
    }
    return branches.xreplace(constants)
