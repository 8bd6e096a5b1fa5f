"""The buggy forms of each rule that has parts: other ways of making a derivative from those of the
parts.

Most are the rule itself, applied to a wrong derivative of one part.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations

from sympy import Abs, Expr, Mul, S, Symbol

from ..differentiate import RuleStep, Split, derive, split_up
from ..unevaluated import inverse, negative, power, product, total
from .form import MINUS, BuggyForm, Combine, always, with_changed


def whole(expression: Expr, by: Symbol, others: Sequence[Symbol]) -> Iterator[BuggyForm]:
    """What is done wrongly with a function and its derivative as a whole."""
    for other in others:
        yield BuggyForm("whole.other_input", always(derive(expression, other).after), other)
    yield BuggyForm("whole.not_differentiated", always(expression))
    yield BuggyForm("whole.sign", negative)
    yield BuggyForm("whole.reciprocal", inverse)
    if bare := {e: e.args[0] for e in expression.atoms(Abs)}:
        signed = expression.xreplace(bare)
        yield BuggyForm("whole.absolute_value_lost", always(derive(signed, by).after), signed)


def forms(step: RuleStep) -> Iterator[BuggyForm]:
    """The buggy forms of the rule that a step has applied."""
    if step.rule in _FORMS:
        yield from _FORMS[step.rule](step, split_up(step.before, step.by))


def _sum(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    for i, part in enumerate(step.parts):
        if part.after != 0:
            yield BuggyForm("sum.term_dropped", with_changed(total, i, always(S.Zero)), part.before)
            yield BuggyForm("sum.sign", with_changed(total, i, negative), part.before)
        else:
            yield BuggyForm("sum.constant_kept", with_changed(total, i, always(part.before)), part.before)
            yield BuggyForm("sum.constant_as_one", with_changed(total, i, always(S.One)), part.before)


def _factor(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    coefficient = split.combine(S.One)
    if coefficient.could_extract_minus_sign():
        yield BuggyForm("factor.sign_lost", lambda slope: product(-coefficient, slope))
    for lost in dict.fromkeys((coefficient, *Mul.make_args(coefficient))):
        yield BuggyForm("factor.lost", _factor_without(coefficient, lost), lost)
    if coefficient != MINUS:
        yield BuggyForm("factor.inverted", lambda slope: product(inverse(coefficient), slope), coefficient)
    yield BuggyForm("factor.differentiated", always(S.Zero), coefficient)


def _factor_without(coefficient: Expr, lost: Expr) -> Combine:
    kept = () if lost == coefficient else [f for f in coefficient.args if f != lost]
    return lambda slope: product(*kept, slope)


def _product(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    for i, factor in enumerate(split.parts):
        yield BuggyForm("product.term_dropped", with_changed(split.combine, i, always(S.Zero)), factor)
        yield BuggyForm("product.minus", with_changed(split.combine, i, negative), factor)
    for place in permutations(range(len(split.parts)), 2):
        yield BuggyForm("product.factor_lost", _product_without(split.parts, place), split.parts[place[1]])
    yield BuggyForm("product.of_derivatives", product)
    yield BuggyForm("product.not_differentiated", always(step.before))


def _product_without(factors: Sequence[Expr], place: tuple[int, ...]) -> Combine:
    """The product rule without one factor in one term."""

    def term(i: int, slope: Expr) -> Expr:
        return product(slope, *(f for k, f in enumerate(factors) if k != i and (i, k) != place))

    return lambda *slopes: total(*(term(i, slope) for i, slope in enumerate(slopes)))


def _quotient(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    above, below = split.parts
    square = power(below, S(-2))

    def numerator(up: Expr, down: Expr) -> Expr:
        return total(product(up, below), product(MINUS, above, down))

    yield BuggyForm("quotient.order_exchanged", lambda up, down: split.combine(negative(up), negative(down)))
    yield BuggyForm("quotient.plus", with_changed(split.combine, 1, negative))
    yield BuggyForm("quotient.not_squared", lambda up, down: product(numerator(up, down), power(below, MINUS)))
    yield BuggyForm("quotient.denominator_lost", numerator)
    yield BuggyForm("quotient.term_dropped", with_changed(split.combine, 0, always(S.Zero)), above)
    yield BuggyForm("quotient.term_dropped", with_changed(split.combine, 1, always(S.Zero)), below)
    yield BuggyForm("quotient.of_derivatives", lambda up, down: product(up, inverse(down)))
    yield BuggyForm(
        "quotient.factor_lost", lambda up, down: product(total(up, product(MINUS, above, down)), square), below
    )
    yield BuggyForm(
        "quotient.factor_lost", lambda up, down: product(total(product(up, below), negative(down)), square), above
    )


def _chain(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    assert split.outer
    slope, (inner,), after = split.outer.slope, split.parts, step.parts[1].after
    yield BuggyForm("chain.inner_dropped", lambda outer, down: outer, after)
    yield BuggyForm("chain.outer_not_differentiated", with_changed(product, 0, always(step.before)), after)
    yield BuggyForm("chain.outer_at_variable", with_changed(product, 0, always(slope(step.by))), inner)
    yield BuggyForm("chain.outer_dropped", lambda outer, down: down, inner)
    yield BuggyForm("chain.outer_at_inner_derivative", lambda outer, down: slope(down))
    yield BuggyForm("chain.inner_twice", lambda outer, down: product(outer, down, down), after)
    yield BuggyForm("chain.inner_inverted", with_changed(product, 1, inverse), after)
    yield BuggyForm("chain.added", total)


def _branches(step: RuleStep, split: Split) -> Iterator[BuggyForm]:
    for i, j in combinations(range(len(split.parts)), 2):
        yield BuggyForm("branches.exchanged", _exchanged(split.combine, i, j))
    for i, j in permutations(range(len(split.parts)), 2) if len(split.parts) > 2 else ():
        yield BuggyForm("branches.taken_over", _taken_over(split.combine, i, j), split.parts[i])
    for i, branch in enumerate(split.parts):
        yield BuggyForm("branches.one_everywhere", _one(i), branch)
        yield BuggyForm("branches.not_differentiated", with_changed(split.combine, i, always(branch)), branch)
        yield BuggyForm("branches.as_zero", with_changed(split.combine, i, always(S.Zero)), branch)


def _exchanged(combine: Combine, i: int, j: int) -> Combine:
    return lambda *slopes: combine(*(slopes[{i: j, j: i}.get(k, k)] for k in range(len(slopes))))


def _taken_over(combine: Combine, i: int, j: int) -> Combine:
    """The derivative of one branch also where another holds."""
    return lambda *slopes: combine(*slopes[:j], slopes[i], *slopes[j + 1 :])


def _one(i: int) -> Combine:
    return lambda *slopes: slopes[i]


_FORMS: dict[str, Callable[[RuleStep, Split], Iterator[BuggyForm]]] = {
    "sum": _sum,
    "constant multiple": _factor,
    "product": _product,
    "quotient": _quotient,
    "chain": _chain,
    "branches": _branches,
    "extremum": _branches,
}
