"""Do the calls that a family makes fit the formula of one sample?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import prod

from ..domains import Classes
from ..drawing.draft import Part
from ..dtypes import FLOAT32, FLOAT64
from ..exercise import Exercise
from ..inputs import Case, cases
from ..judge.answers.small_call import restrict
from ..layout import Layout
from .demand import demand

SEED = 0
FEW = 3  # samples
ENTRIES, ROW = 1 << 12, 1 << 6  # of a timed call
LARGER = 4  # times as many entries as were asked for, at most


def drawn(exercise: Exercise) -> None:
    """Calls are the same for the same seed, and each tensor is full of numbers of its domain and
    format.
    """
    for dtype in (FLOAT32, FLOAT64):
        made = list(cases(exercise, dtype, SEED))
        demand(made, "draws no call")
        again = [(c.call.layout, c.call.data, c.keywords) for c in cases(exercise, dtype, SEED)]
        same = [(c.call.layout, c.call.data, c.keywords) for c in made] == again
        demand(same, "draws other calls for the same seed: numbers come from drawing.random alone")
        for case in made:
            _fits(exercise, case.call.layout, "a call that is drawn")
            _holds_numbers(exercise, case)


def clauses(exercise: Exercise) -> None:
    """Clauses have names of their own, one of them is strided, and all fit the formula."""
    made = exercise.family.clauses(exercise)
    twice = [name for name, count in Counter(c.name for c in made).items() if count > 1]
    demand(not twice, f"has two clauses called {', '.join(twice)}")
    demand(any(c.strided for c in made), "has no clause with strided=True")
    for clause in made:
        _fits(exercise, clause.layout, f'the clause "{clause.name}"')


def samples(exercise: Exercise) -> None:
    """As many samples as are asked for, none of which shares an entry of the first input with
    another: so curves are drawn.
    """
    family = exercise.family
    if family.no_curve or (exercise.reductions and "none" not in exercise.reductions):
        return
    plan = family.sampled(exercise, FEW, family.drawn_sizes(exercise))
    _fits(exercise, plan, "a call of some samples")
    demand(len(plan.samples) == FEW, f"a call of {FEW} samples has {len(plan.samples)}")
    first = exercise.inputs[0].name
    used = Counter(entry for s in plan.samples for name, entry in s.inputs if name == first)
    demand(max(used.values()) == 1, f"samples share entries of {first}: say no_curve=, or lay them out apart")


def parts(exercise: Exercise) -> None:
    """What is cut out of a call is a call, and has the entry that it was cut out for."""
    for case in cases(exercise, FLOAT64, SEED):
        for wrt in ("", *(i.name for i in exercise.differentiable)):
            numbers = case.call.data[wrt] if wrt else case.upstream
            for entry in sorted({0, len(numbers) // 2, len(numbers) - 1} if numbers else ()):
                if wrt in case.omitted:
                    continue
                part = restrict(case, wrt, entry)
                _is_call(part)
                there = part.data[wrt] if wrt else part.upstream
                demand(part.entry < len(there), f"cut for the entry {entry} asks for an entry that is not there")
                demand(there[part.entry] == numbers[entry], f"cut for the entry {entry} holds another one")


def timed(exercise: Exercise) -> None:
    """A timed call is not much larger than was asked for."""
    call = exercise.family.timed(exercise, ENTRIES, ROW)
    if call is not None:
        largest = max(prod(shape) for _, shape in call.given)
        demand(0 < largest <= LARGER * ENTRIES, f"a timed call of {ENTRIES} entries has {largest}")


def _fits(exercise: Exercise, plan: Layout, what: str) -> None:
    """Every sample takes of each input what the formula does, and every result comes from a
    sample.
    """
    names = [i.name for i in exercise.inputs]
    demand(set(plan.shapes) == set(names), f"{what} has shapes for {', '.join(plan.shapes)}, not {', '.join(names)}")
    wanted = {i.name: prod(exercise.family.sample_shape(i, plan.sizes)) for i in exercise.inputs}
    outputs = exercise.family.outputs(exercise, plan.sizes)
    for sample in plan.samples:
        taken = Counter(name for name, _ in sample.inputs)
        demand(
            dict(taken) == wanted, f"{what} has a sample of {_listed(taken)} entries; the formula has {_listed(wanted)}"
        )
        outside = [(n, k) for n, k in sample.inputs if not 0 <= k < prod(plan.shapes[n])]
        demand(not outside, f"{what} has a sample with an entry that is not there: {outside[:1]}")
        count = len(sample.outputs)
        demand(
            count == (outputs[0] if outputs else 1), f"{what} has a sample of {count} outputs; the formula has others"
        )
    given = Counter(entry for sample in plan.samples for entry in sample.outputs)
    demand(set(given) <= set(range(prod(plan.result))), f"{what} has a sample whose output is not in the result")
    if plan.reduction == "none":
        demand(set(given) == set(range(prod(plan.result))), f"{what} leaves entries of the result without a sample")
        demand(max(given.values(), default=1) == 1, f"{what} has two samples for one entry of the result")


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items())


def _holds_numbers(exercise: Exercise, case: Case) -> None:
    for item in exercise.inputs_under(case.call.settings):
        numbers, shape = case.call.data[item.name], case.call.layout.shapes[item.name]
        demand(len(numbers) == prod(shape), f"{item.name} has {len(numbers)} numbers for the shape {shape}")
        foreign = [x for x in _new(numbers) if x not in item.domain and x != item.default]
        demand(not foreign, f"{item.name} is given {foreign[:1]}, which is not in {item.domain}")
        if not isinstance(item.domain, Classes):
            unrounded = [x for x in _new(numbers) if case.dtype.round(x) != x]
            demand(not unrounded, f"{item.name} is given {unrounded[:1]}, which {case.dtype.name} does not hold")


def _new(numbers: tuple[float, ...]) -> Iterator[float]:
    return iter(dict.fromkeys(numbers))


def _is_call(part: Part) -> None:
    for name, numbers in part.data.items():
        demand(len(numbers) == prod(part.shapes[name]), f"cut gives {name} {len(numbers)} numbers for its shape")
    demand(len(part.upstream) == prod(part.result), "cut gives another number of upstream gradients than of results")
