"""One quantity used for another wherever a formula has it: the input for the output, the output for
a function inside.

That is how an `autograd.Function` goes wrong that saves one tensor and treats it as another. The
quantities are the inputs, the output, and the functions of inputs that occur in the formula.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import sympy
from sympy import Abs, Basic, Dummy, Expr, Max, Min, Piecewise, Pow, S, Symbol, sign
from sympy.core.relational import Relational

from .typeset.notation import notation
from .typeset.written_nodes import Call, Node, Word

# The explanations, the most plausible mistakes first: {wrong} stands where {right} belongs.
WORDS = MappingProxyType(
    {
        "input_for_output": "{wrong} stands where {right}, the output, belongs: the input is used as if it were the "
        "output.",
        "output_for_input": "{wrong}, the output, stands where {right}, the input, belongs.",
        "output_for_part": "{wrong}, the output, stands where {right} belongs.",
        "part_for_output": "{wrong} stands where {right}, the output, belongs.",
        "input_for_part": "{wrong} stands where {right} belongs, everywhere.",
        "part_for_input": "{wrong} stands where {right}, the input, belongs.",
        "part_for_part": "{wrong} stands where {right} belongs, everywhere.",
        "input_for_input": "{wrong} stands where {right} belongs, everywhere.",
        "inputs_exchanged": "{wrong} and {right} are exchanged.",
    }
)


@dataclass(frozen=True)
class StandIn:
    """`wrong` stands where `right` belongs in one form of a formula, which is then `after`.

    An input is not replaced `within` functions if those were computed before.
    """

    code: str
    form: int
    wrong: Expr
    right: Expr
    after: Expr
    within: bool = True

    @property
    def key(self) -> tuple[str, int, str, str, bool]:
        """The same for every setting of the exercise."""
        return self.code, self.form, str(self.wrong), str(self.right), self.within


@dataclass(frozen=True)
class Quantities:
    """What may stand for one another: inputs, the output in its forms and on its branches, and
    functions in a form.

    The output of several inputs is none of these: nobody takes a loss for an input.
    """

    inputs: tuple[Symbol, ...]
    outputs: tuple[Expr, ...]
    parts: tuple[Expr, ...]

    @classmethod
    def of(cls, form: Expr, values: Sequence[Expr], inputs: Sequence[Symbol]) -> "Quantities":
        """The quantities in a form of a derivative, of a function with these forms of its value."""
        known = outputs(values, inputs) if len(inputs) == 1 else ()
        found = [e for f in (form, *values) for e in sympy.preorder_traversal(f) if _is_part(e, inputs)]
        parts = [e for e in dict.fromkeys(found) if e not in known]
        return cls(tuple(inputs), known, tuple(parts))


def outputs(values: Sequence[Expr], inputs: Sequence[Symbol]) -> tuple[Expr, ...]:
    """The forms of the output, and what it is on its branches."""
    branches = [value for v in values for p in v.atoms(Piecewise) for value, _ in p.args]
    found = [v for v in (*values, *branches) if not v.is_Symbol and v.free_symbols & set(inputs)]
    return tuple(dict.fromkeys(found))


def of_gradient(forms: Sequence[Expr], values: Sequence[Expr], inputs: Sequence[Symbol]) -> Iterator[StandIn]:
    """The forms of a derivative with one quantity for another, the most plausible first."""
    found = [s for k, form in enumerate(forms) for s in _of_form(k, form, Quantities.of(form, values, inputs))]
    yield from sorted(found, key=lambda s: list(WORDS).index(s.code))


def of_value(forms: Sequence[Expr], inputs: Sequence[Symbol]) -> Iterator[StandIn]:
    """The forms of a function with one input for another, or two exchanged."""
    for k, form in enumerate(forms):
        yield from _of_inputs(k, form, inputs)


def _of_form(k: int, form: Expr, known: Quantities) -> Iterator[StandIn]:
    for output in known.outputs:
        if form.has(output):
            for x in known.inputs:
                yield from _replaced(k, form, Exchange("input_for_output", x, output))
            for part in known.parts:
                yield from _replaced(k, form, Exchange("part_for_output", part, output))
    y = known.outputs[0] if known.outputs else None
    for part in known.parts:
        if form.has(part):
            for x in known.inputs:
                yield from _replaced(k, form, Exchange("input_for_part", x, part))
            for other in known.parts:
                if other != part and not other.has(part) and (other.func == part.func or other.args == part.args):
                    yield from _replaced(k, form, Exchange("part_for_part", other, part))
            if y is not None:
                yield from _replaced(k, form, Exchange("output_for_part", y, part))
    for x in known.inputs:
        if y is not None:
            yield from _replaced(k, form, Exchange("output_for_input", y, x))
            yield from _outside(k, form, Exchange("output_for_input", y, x), known)
        for part in known.parts:
            yield from _outside(k, form, Exchange("part_for_input", part, x), known)
    yield from _of_inputs(k, form, known.inputs)


def _of_inputs(k: int, form: Expr, inputs: Sequence[Symbol]) -> Iterator[StandIn]:
    for place, a in enumerate(inputs):
        for b in inputs[place + 1 :]:
            both = form.xreplace({a: b, b: a})
            if both != form:
                yield StandIn("inputs_exchanged", k, a, b, both)
            yield from _replaced(k, form, Exchange("input_for_input", a, b))
            yield from _replaced(k, form, Exchange("input_for_input", b, a))


@dataclass(frozen=True)
class Exchange:
    """One quantity for another: a mistake of a kind, whatever form it is made in."""

    code: str
    wrong: Expr
    right: Expr

    def made(self, form: int, after: Expr, within: bool = True) -> StandIn:
        """The exchange in a form, which is then `after`."""
        return StandIn(self.code, form, self.wrong, self.right, after, within)


def _replaced(k: int, form: Expr, exchange: Exchange) -> Iterator[StandIn]:
    """One quantity for another, wherever the form has it; not what leaves no choice where there was
    one.
    """
    wrong, right = exchange.wrong, exchange.right
    if form.has(Piecewise) and wrong.has(Piecewise):  # it would also decide itself
        return
    after = form.xreplace({right: wrong})
    if after != form and after.has(Piecewise) == form.has(Piecewise):
        yield exchange.made(k, after)


def _outside(k: int, form: Expr, exchange: Exchange, known: Quantities) -> Iterator[StandIn]:
    """The same for an input, but neither within functions, which were computed before, nor in
    conditions.
    """
    hidden: dict[Basic, Basic] = {e: Dummy(real=True) for e in (*known.outputs, *known.parts)}
    hidden |= {c: Dummy() for c in form.atoms(Relational)}
    masked = form.xreplace(hidden)
    after = masked.xreplace({exchange.right: exchange.wrong}).xreplace({dummy: e for e, dummy in hidden.items()})
    if masked != form and after != form:
        yield exchange.made(k, after, within=False)


def _is_part(e: Basic, inputs: Sequence[Symbol]) -> bool:
    """Whether an expression is a function of inputs that has a name and is worth keeping: exp,
    tanh, sigmoid, ...
    """
    if not isinstance(e, Expr) or isinstance(e, Piecewise | Abs | sign | Max | Min) or not e.free_symbols & set(inputs):
        return False
    return isinstance(e, sympy.Function) or _inside_sigmoid(e) is not None


def _inside_sigmoid(e: Basic) -> Expr | None:
    """u, if an expression is 1 / (1 + exp(-u))."""
    if isinstance(e, Pow) and e.exp == -1 and isinstance(e.base, sympy.Add) and len(e.base.args) == 2:
        one, power = sorted(e.base.args, key=lambda a: a != S.One)
        if one == S.One and isinstance(power, sympy.exp):
            return -power.args[0]
    return None


def shown(e: Expr, values: Sequence[Expr], output: Node) -> Node:
    """How a quantity is written; what is one of the `values` of an exercise by the name of its
    output.
    """
    if e in values:
        return output
    inside = _inside_sigmoid(e)
    return notation(e) if inside is None else Call("sigmoid", (notation(inside),))


def named(slug: str, inputs: Sequence[Symbol]) -> Node:
    """The output of an exercise."""
    return Call(slug, tuple(Word(x.name) for x in inputs))
