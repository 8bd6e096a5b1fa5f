"""In which samples results are wrong: in rows after the first alone, or where two inputs are
equal.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...exercise import Exercise
from ...layout import Layout, Sample
from ..answers.evidence import Answer

FEW = 4  # right results that it takes to see a rule
# the share of rows after the first, or of results with equal inputs, that has to have wrong results
MOST = 0.5


def later_rows(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """The first row, or entry of the batch, is right in every call, and most of those after it have
    wrong results.
    """
    if exercise.family.per_entry:
        return None
    rows = [(n, bool(wrong)) for a in answers for n, wrong in _rows(a)]
    if any(len(owners) != 1 for a in answers for owners in _owners(a)):
        return None  # a result that several rows make
    later = [wrong for n, wrong in rows if n]
    first = [wrong for n, wrong in rows if not n]
    if any(first) or len(first) < 2 or sum(later) < FEW or sum(later) <= MOST * len(later):
        return None
    what = "row" if exercise.family.along_dim else "entry of the batch"
    several = "rows" if exercise.family.along_dim else "entries"
    return f"The first {what} is right in every call; only results of {several} after the first are wrong."


def equal_inputs(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Only results are wrong that have two equal inputs among theirs: the first two, or two entries
    of one row.
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
    """Whether a sample has two entries of the first input that are equal, or one that is equal to
    one of the second.
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
    """The samples of a call that has several, each with how many of its results are wrong."""
    wrong, owners = defaultdict[int, int](int), _owners(answer)
    for entry in answer.wrong:
        for n in owners[entry]:
            wrong[n] += 1
    if len(answer.case.call.layout.samples) > 1 or wrong:
        yield from ((n, wrong[n]) for n in range(len(answer.case.call.layout.samples)))


def _owners(answer: Answer) -> list[list[int]]:
    """The samples that each result is made of: those that it is an output of, or that have the
    input which it is the gradient by.
    """
    return _made_of(answer.case.call.layout, answer.wrt, len(answer.got))


def _made_of(layout: Layout, wrt: str, results: int) -> list[list[int]]:
    owners: list[list[int]] = [[] for _ in range(results)]
    for n, sample in enumerate(layout.samples):
        for entry in {i for name, i in sample.inputs if name == wrt} if wrt else sample.outputs:
            owners[entry].append(n)
    return owners
