"""Finds the samples with wrong results: only rows after the first, or samples with two equal
inputs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...exercise import Exercise
from ...layout import Layout, Sample
from ..answers.evidence import Answer

FEW = 4  # right results that are needed to see a rule
# the minimal share of wrong results, of rows after the first or of results with equal inputs
MOST = 0.5


def later_rows(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if the first row, or entry of the batch, is right in every call, and most
    later ones have wrong results.
    """
    if exercise.family.per_entry:
        return None
    rows = [(n, bool(wrong)) for a in answers for n, wrong in _rows(a)]
    if any(len(owners) != 1 for a in answers for owners in _owners(a)):
        return None  # several rows make one result
    later = [wrong for n, wrong in rows if n]
    first = [wrong for n, wrong in rows if not n]
    if any(first) or len(first) < 2 or sum(later) < FEW or sum(later) <= MOST * len(later):
        return None
    what = "row" if exercise.family.along_dim else "entry of the batch"
    several = "rows" if exercise.family.along_dim else "entries"
    return f"The first {what} is right in every call; only results of {several} after the first are wrong."


def equal_inputs(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if a result is wrong only if two of its inputs are equal: the first two, or
    two entries of one row.
    """
    seen: list[tuple[bool, bool]] = []
    for a in answers:
        wrong, samples = set(a.wrong), a.case.call.layout.samples
        equal = [_has_equal(exercise, a, sample) for sample in samples]
        seen += [(any(equal[n] for n in owners), entry in wrong) for entry, owners in enumerate(_owners(a))]
    alike = [wrong for equal, wrong in seen if equal]
    others = [wrong for equal, wrong in seen if not equal]
    if any(others) or len(others) < FEW or sum(alike) <= MOST * len(alike) or not any(alike):
        return None
    if exercise.family.along_dim:
        return "Only results of rows in which two entries are equal are wrong; all others are right."
    first, second = (i.name for i in exercise.inputs[:2])
    return f"Only results for which {first} and {second} are equal are wrong; all others are right."


def _has_equal(exercise: Exercise, answer: Answer, sample: Sample) -> bool:
    """Whether a sample has two equal entries of the first input, or one that equals an entry of the
    second.
    """
    data = answer.case.call.data
    if exercise.family.along_dim:
        row = [data[name][i] for name, i in sample.inputs]
        return len(set(row)) < len(row)
    names = [i.name for i in exercise.inputs[:2]]
    if len(names) < 2 or any(i.shape for i in exercise.inputs[:2]) or any(n not in data for n in names):
        return False
    places = dict(sample.inputs)
    x, y = (data[n][places[n]] for n in names)
    return x == y


def _rows(answer: Answer) -> Iterator[tuple[int, int]]:
    """Yields the samples of calls with several, each with its number of wrong results."""
    wrong, owners = defaultdict[int, int](int), _owners(answer)
    for entry in answer.wrong:
        for n in owners[entry]:
            wrong[n] += 1
    if len(answer.case.call.layout.samples) > 1 or wrong:
        yield from ((n, wrong[n]) for n in range(len(answer.case.call.layout.samples)))


def _owners(answer: Answer) -> list[list[int]]:
    """Returns for each result the samples that make it: it is their output, or the gradient by
    their input.
    """
    return _made_of(answer.case.call.layout, answer.wrt, len(answer.got))


def _made_of(layout: Layout, wrt: str, results: int) -> list[list[int]]:
    owners: list[list[int]] = [[] for _ in range(results)]
    for n, sample in enumerate(layout.samples):
        for entry in {i for name, i in sample.inputs if name == wrt} if wrt else sample.outputs:
            owners[entry].append(n)
    return owners
