"""What a call to an exercise's function should give: values and vector-Jacobian products of whole
tensors, entry by entry.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from math import prod
from typing import Any

from flint import arb, ctx
from sympy import Dummy, Expr, S, Symbol

from ..dtypes import DType
from ..errors import ExerciseError, Where
from ..exercise import Exercise
from ..layout import Layout, Sample
from ..specification import Function, Misconception, place
from .backpropagate import backpropagated
from .differentiate import NoRule, derive, simplified
from .enclose import Band, EqualForm, EqualForms, Reference, compiled
from .formula import Arguments, arguments, as_written, evaluate
from .program import Ball, NoBall, Run
from .unevaluated import power, product, total

DIVISOR = Dummy("n", positive=True)  # what a mean divides by
DIVISOR_BITS = 1 << 12
MOST_OPERATIONS = 2000  # of a wrong Jacobian that is also simplified


Pairs = tuple[tuple[str, Any], ...]
Key = tuple[Exercise, Pairs, Pairs]


@dataclass(frozen=True)
class Call:
    """One call of the function: the layout of its tensors, their entries, and the settings of its
    hyperparameters.

    `divisor` is what a sum of losses is divided by, if that is not what the layout's reduction
    says.
    """

    exercise: Exercise
    layout: Layout
    data: Mapping[str, tuple[float, ...]]
    settings: Mapping[str, Any]
    divisor: float | None = None

    @property
    def key(self) -> Key:
        """What its formulas depend on: the exercise, settings and sizes."""
        return self.exercise, tuple(self.settings.items()), tuple(self.layout.sizes.items())


def values(call: Call, dtype: DType, instead: Misconception | None = None) -> Iterator[Band]:
    """The entries of the result in row-major order; with `instead`, what that misconception would
    give.

    Raises:
        ExerciseError: if the formula cannot be evaluated at these inputs.
    """
    given = _given(*call.key)
    forms = _value_forms(*call.key, instead)
    equal = EqualForms(
        forms=forms, symbols=(*_symbols(given), DIVISOR), by=(None,) * len(forms[0].outputs), known=len(_symbols(given))
    )
    reference = _reference(call, equal, (), dtype, lenient=instead is not None)
    terms: list[list[tuple[int, int]]] = [[] for _ in range(prod(call.layout.result))]
    for n, sample in enumerate(call.layout.samples):
        for k, entry in enumerate(sample.outputs):
            terms[entry].append((n, k))
    return map(reference.band, terms)


def gradient(
    call: Call, upstream: Sequence[float], wrt: str, dtype: DType, instead: Misconception | None = None
) -> Iterator[Band]:
    """The product of the upstream gradient with the Jacobian by the input `wrt`, entry by entry in
    row-major order.

    With `instead` it is what that misconception would give: of the value, differentiated rightly,
    or of the derivative.

    Raises:
        ExerciseError: if the formula cannot be differentiated or evaluated at these inputs.
    """
    given = _given(*call.key)
    by = given.inputs[wrt]
    forms, weights = _gradient_forms(*call.key, instead, wrt)
    equal = EqualForms(forms=forms, symbols=(*_symbols(given), DIVISOR, *weights), by=by, known=len(_symbols(given)))
    reference = _reference(call, equal, upstream, dtype, lenient=instead is not None)
    start = sum(len(symbols) for symbols in takewhile(lambda symbols: symbols != by, given.inputs.values()))
    terms: list[list[tuple[int, int]]] = [[] for _ in range(prod(call.layout.shapes[wrt]))]
    for n, sample in enumerate(call.layout.samples):
        for k in range(len(by)):
            terms[sample.inputs[start + k][1]].append((n, k))
    return map(reference.band, terms)


def _reference(call: Call, equal: EqualForms, upstream: Sequence[float], dtype: DType, lenient: bool) -> Reference:
    """The forms at all samples of a call, with the entries of `upstream` that each has, if there
    are any.
    """
    given, shared_by = _given(*call.key), divisor(call)
    points: list[tuple[float | Ball, ...]] = [
        (
            *_numbers(call, sample),
            *given.hyperparameters.values(),
            shared_by,
            *(upstream[entry] for entry in sample.outputs if upstream),
        )
        for sample in call.layout.samples
    ]
    try:
        return Reference(equal, points, dtype, lenient)
    except NoBall as error:
        message = f"{call.exercise.slug} uses {type(error.args[0]).__name__}, which cannot be evaluated exactly yet"
        raise ExerciseError("A616", message, call.exercise.where) from None


def _symbols(given: Arguments) -> tuple[Symbol, ...]:
    """The author's own: entries of inputs, then hyperparameters."""
    return (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)


def _numbers(call: Call, sample: Sample) -> list[float]:
    return [call.data[name][entry] for name, entry in sample.inputs]


def divisor(call: Call) -> Ball:
    """What the reduction divides a sum by: the number of samples, or what they count for
    together.
    """
    exercise, plan, given = call.exercise, call.layout, _given(*call.key)
    if call.divisor is not None:
        return arb(call.divisor)
    if plan.reduction == "batchmean":
        return arb(plan.shapes[exercise.inputs[0].name][0])
    if plan.reduction != "mean":
        return arb(1)
    weight = exercise.form("mean weight")
    if weight is None:
        return arb(len(plan.samples))
    counts_for = compiled(evaluate(exercise, weight, given), _symbols(given))
    points = ([arb(x) for x in (*_numbers(call, s), *given.hyperparameters.values())] for s in plan.samples)
    with ctx.workprec(DIVISOR_BITS):
        return sum((counts_for(point, Run())[0] for point in points), arb(0))


@lru_cache(maxsize=1 << 10)
def _value_forms(exercise: Exercise, settings: Pairs, sizes: Pairs, instead: Misconception | None) -> list[EqualForm]:
    given = _given(exercise, settings, sizes)
    truth = instead.function if instead else exercise.function
    forms = [(evaluate(exercise, truth, given), place(truth))]
    if not instead:
        forms += _written(exercise, given, exercise.function)
    return [EqualForm(tuple(_weighted(exercise, e) for e in outputs), where) for outputs, where in forms]


def _written(exercise: Exercise, given: Arguments, function: Function) -> list[tuple[tuple[Expr, ...], Where]]:
    """A formula of the value and its stable forms as their author wrote them, which is how they are
    computed.
    """
    functions = [function, *(form.function for form in exercise.forms if form.of == "value")]
    return [(as_written(exercise, f, given), place(f)) for f in functions]


@lru_cache(maxsize=1 << 10)
def _gradient_forms(
    exercise: Exercise, settings: Pairs, sizes: Pairs, instead: Misconception | None, wrt: str
) -> tuple[list[EqualForm], tuple[Symbol, ...]]:
    """The forms of the vector-Jacobian product: by the rules, as SymPy collects it, as textbooks
    have it.

    With them the symbols of the upstream gradient, one for each output.
    """
    given = _given(exercise, settings, sizes)
    wrong_value = instead if instead and instead.of == "value" else None
    wrong_gradient = instead if instead and instead.of == "gradient" else None
    differentiated = exercise.form("surrogate") or exercise.function
    outputs = evaluate(exercise, wrong_value.function if wrong_value else differentiated, given)
    by = given.inputs[wrt]
    if wrong_gradient:
        ruled = _rows(wrong_gradient.function, evaluate(exercise, wrong_gradient.function, given), outputs, by)
    else:
        ruled = _jacobian(exercise, outputs, by)
    jacobians = [(ruled, exercise.where)]
    # what a mistake makes of a whole row can take SymPy minutes to collect
    if not instead or _small(ruled):
        jacobians.append(([[simplified(d) for d in row] for row in ruled], exercise.where))
    textbook = [form.function for form in exercise.forms if form.of == "gradient" and form.wrt == wrt and not instead]
    jacobians += [(_rows(f, evaluate(exercise, f, given), outputs, by), place(f)) for f in textbook]
    upstream = tuple(Symbol(f"grad_output_{k}", real=True) for k in range(len(outputs)))
    weights = [_weighted(exercise, g) for g in upstream]
    forms = [EqualForm(tuple(_vjp(weights, jacobian)), where) for jacobian, where in jacobians]
    if not instead:
        written = _written(exercise, given, differentiated)
        if exercise.form("surrogate"):
            written = written[:1]
        forms += [EqualForm(tuple(backpropagated(outputs, weights, by)), where) for outputs, where in written]
    return forms, upstream


def _small(jacobian: Sequence[Sequence[Expr]]) -> bool:
    return sum(int(d.count_ops()) for row in jacobian for d in row) < MOST_OPERATIONS


def _jacobian(exercise: Exercise, outputs: Sequence[Expr], by: Sequence[Symbol]) -> list[list[Expr]]:
    try:
        return [[derive(output, symbol).after for symbol in by] for output in outputs]
    except NoRule as error:
        message = (
            f"{exercise.slug} uses {type(error.args[0]).__name__}, for which there is no rule of differentiation yet"
        )
        raise ExerciseError("A616", message, exercise.where) from None


def _rows(function: Function, flat: Sequence[Expr], outputs: Sequence[Expr], by: Sequence[Symbol]) -> list[list[Expr]]:
    """A Jacobian as an author writes it: outputs x inputs, for one number each just the
    derivative.
    """
    rows, columns = len(outputs), len(by)
    if len(flat) != rows * columns:
        message = f"{function.__name__} must return {rows} rows of {columns} derivatives, not {len(flat)} numbers"
        raise ExerciseError("A613", message, place(function))
    return [list(flat[i * columns : (i + 1) * columns]) for i in range(rows)]


def _vjp(weights: Sequence[Expr], jacobian: Sequence[Sequence[Expr]]) -> list[Expr]:
    return [
        total(*(product(w, d) for w, d in zip(weights, column, strict=True))) for column in zip(*jacobian, strict=True)
    ]


def _weighted(exercise: Exercise, expression: Expr) -> Expr:
    """What the reduction of a loss makes of a term: its share of the mean."""
    return product(expression, power(DIVISOR, S.NegativeOne)) if exercise.reductions else expression


@lru_cache(maxsize=1 << 10)
def _given(exercise: Exercise, settings: Pairs, sizes: Pairs) -> Arguments:
    return arguments(exercise, dict(settings), dict(sizes))
