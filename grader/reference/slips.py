"""Mistakes that every exercise of a family can be made with: the right formula, asked of another
call.

An author need not declare them. They are about what surrounds a formula: the upstream gradient, the
reduction, the dimension.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from ..domains import Classes
from ..exercise import Exercise
from ..specification import Input, Misconception, Subject
from .expected import Call

Upstream = tuple[float, ...]


@dataclass(frozen=True)
class Slip:
    """What the mistake does to a call, and which exercises it can be made with."""

    id: str
    of: Subject
    explanation: str
    applies: Callable[[Exercise], bool]
    change: Callable[[Call, Upstream], tuple[Call, Upstream]]
    of_shared: bool = False  # a gradient of an input that many samples use, alone
    # this and what follows are as of a misconception that says nothing of it
    wrt: ClassVar[str] = ""
    note: ClassVar[str] = ""
    convention: ClassVar[bool] = False
    same_as: ClassVar[str] = ""

    @property
    def title(self) -> str:
        return self.id.replace("_", " ")

    def inputs(self, exercise: Exercise) -> list[str]:
        """The inputs whose gradients it can be made with."""
        return [i.name for i in exercise.differentiable if not self.of_shared or _used_by_many(i)]


Mistake = Misconception | Slip


def slips(exercise: Exercise) -> list[Slip]:
    """The mistakes of this kind that an exercise can be made with."""
    return [slip for slip in ALL if slip.applies(exercise)]


def _used_by_many(item: Input) -> bool:
    return item.shared or item.shape == ("channel",)


def _averaged(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    uses = [n for n, _ in (e for s in call.layout.samples for e in s.inputs)].count
    most = max(uses(i.name) / max(len(call.data[i.name]), 1) for i in call.exercise.inputs if _used_by_many(i))
    return call, tuple(x / most for x in upstream)


def _upstream_of_ones(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    return call, (1.0,) * len(upstream)


def _upstream_twice(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    return call, tuple(x * x for x in upstream)


def _upstream_as_input(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    return replace(call, data=dict.fromkeys(call.data, upstream)), upstream


def _input_as_upstream(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    return call, next(iter(call.data.values()))


def _divided(reduction: str, by: Callable[[Call], int]) -> Callable[[Call, Upstream], tuple[Call, Upstream]]:
    def change(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
        return (replace(call, divisor=by(call)) if call.layout.reduction == reduction else call), upstream

    return change


def _always(by: Callable[[Call], int]) -> Callable[[Call, Upstream], tuple[Call, Upstream]]:
    """Divided where no mean is asked for."""

    def change(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
        asked = call.layout.reduction in ("sum", "none")
        return (replace(call, divisor=by(call)) if asked else call), upstream

    return change


def _kept(call: Call) -> int:
    """The samples whose class is not the one that is ignored."""
    for item in call.exercise.inputs:
        if isinstance(item.domain, Classes) and item.domain.ignored:
            ignored = call.settings.get(item.domain.ignored, call.exercise.hyperparameters[item.domain.ignored])
            return sum(x != ignored for x in call.data[item.name])
    return _samples(call)


def _one(call: Call) -> int:
    return 1


def _samples(call: Call) -> int:
    return len(call.layout.samples)


def _batch(call: Call) -> int:
    return (*call.layout.shapes[call.exercise.inputs[0].name], 1)[0]


def _entries(call: Call) -> int:
    return len(call.data[call.exercise.inputs[0].name])


def _last_dimension(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
    shape = call.layout.result
    return replace(call, layout=call.exercise.family.along(call.exercise, shape, -1)), upstream


def _has(*reductions: str) -> Callable[[Exercise], bool]:
    return lambda exercise: set(reductions) <= set(exercise.reductions)


def _shares(exercise: Exercise) -> bool:
    return not exercise.reductions and any(map(_used_by_many, exercise.differentiable))


def _of_one_input(exercise: Exercise) -> bool:
    return exercise.has_graph


def _function(exercise: Exercise) -> bool:
    return exercise.family.called


def _keeps_rows(exercise: Exercise) -> bool:
    return exercise.family.along_dim and exercise.output == ("row",)


def _weighted(exercise: Exercise) -> bool:
    return exercise.form("mean weight") is not None


def _plain_mean(exercise: Exercise) -> bool:
    """Whether a mean may be of more numbers than the batch is long: not where the batch is its only
    dimension.
    """
    return "mean" in exercise.reductions and not _weighted(exercise) and not exercise.flat_batch


def _of_vectors(exercise: Exercise) -> bool:
    """Whether a sample is a vector, as the scores of all classes are."""
    return "mean" in exercise.reductions and exercise.inputs[0].shape != ()


SUM_FOR_MEAN = "The sum was not divided: the mean divides it by the number of samples or their total weight."
MEAN_FOR_SUM = "The mean was taken where reduction='sum' asks for the sum: it must not be divided."
MEAN = "The sum was divided by the batch size: a mean divides it by the number of all elements."
ENTRIES = "The sum was divided by the number of all entries of the input: the mean counts samples, not their entries."
BATCHMEAN = "reduction='batchmean' divides the sum by the batch size alone, the length of dimension 0."
WEIGHTS = "The weighted sum was divided by the number of samples: the mean divides it by the sum of their weights."
MEAN_GRADIENT = "The gradient of a mean carries its factor 1/n, which is missing: every sample has only its share."
ENTRIES_GRADIENT = "The gradient was divided by the number of all entries of the input: the mean counts samples."
IGNORED = "The upstream gradient was ignored: the derivative must be multiplied by grad_output, by the chain rule."
TWICE = "The upstream gradient was applied twice: the derivative is to be multiplied by grad_output once."
AT_UPSTREAM = "grad_output stands where the input belongs: the derivative is taken at grad_output, not at the input."
BY_INPUT = "The input stands where grad_output belongs: the derivative is to be multiplied by grad_output."
AVERAGED = "The gradient was averaged over the samples: an input that all of them use gets the sum of their gradients."
DIMENSION = "The result was computed along the last dimension: it must be the dimension that dim names."

KEPT = (
    "The weighted sum was divided by the number of samples that count: the mean divides it by the sum of their weights."
)
KEPT_GRADIENT = (
    "The gradient was divided by the number of samples that count: the mean divides by the sum of their weights."
)
SAMPLES_GRADIENT = "The gradient was divided by the number of samples: the mean divides by the sum of their weights."
BATCH_GRADIENT = "The gradient was divided by the batch size: a mean divides it by the number of all elements."
ALWAYS = "The result is divided in every call: only reduction='mean' asks for that."
ALWAYS_GRADIENT = "The gradient is divided in every call: only reduction='mean' asks for that."
NOT_BATCHMEAN = "The gradient was divided by the number of elements: reduction='batchmean' divides by the batch size."

ALL = (
    Slip("sum_for_mean", "value", SUM_FOR_MEAN, _has("mean"), _divided("mean", _one)),
    Slip("mean_for_sum", "value", MEAN_FOR_SUM, _has("mean", "sum"), _divided("sum", _samples)),
    Slip("batchmean_over_elements", "value", BATCHMEAN, _has("batchmean"), _divided("batchmean", _samples)),
    Slip("mean_over_batch_alone", "value", MEAN, _plain_mean, _divided("mean", _batch)),
    Slip("mean_over_all_entries", "value", ENTRIES, _of_vectors, _divided("mean", _entries)),
    Slip("weights_not_normalised", "value", WEIGHTS, _weighted, _divided("mean", _samples)),
    Slip("weights_counted", "value", KEPT, _weighted, _divided("mean", _kept)),
    Slip("always_divided", "value", ALWAYS, _has("mean", "sum"), _always(_samples)),
    Slip("dimension_ignored", "value", DIMENSION, _keeps_rows, _last_dimension),
    Slip("gradient_of_mean_not_divided", "gradient", MEAN_GRADIENT, _has("mean"), _divided("mean", _one)),
    Slip("gradient_of_mean_over_all_entries", "gradient", ENTRIES_GRADIENT, _of_vectors, _divided("mean", _entries)),
    Slip("gradient_weights_counted", "gradient", KEPT_GRADIENT, _weighted, _divided("mean", _kept)),
    Slip("gradient_weights_not_normalised", "gradient", SAMPLES_GRADIENT, _weighted, _divided("mean", _samples)),
    Slip("gradient_over_batch_alone", "gradient", BATCH_GRADIENT, _plain_mean, _divided("mean", _batch)),
    Slip("gradient_always_divided", "gradient", ALWAYS_GRADIENT, _has("mean", "sum"), _always(_samples)),
    Slip("gradient_over_elements", "gradient", NOT_BATCHMEAN, _has("batchmean"), _divided("batchmean", _samples)),
    Slip("averaged_over_samples", "gradient", AVERAGED, _shares, _averaged, of_shared=True),
    Slip("upstream_ignored", "gradient", IGNORED, _function, _upstream_of_ones),
    Slip("upstream_applied_twice", "gradient", TWICE, _function, _upstream_twice),
    Slip("upstream_for_input", "gradient", AT_UPSTREAM, _of_one_input, _upstream_as_input),
    Slip("input_for_upstream", "gradient", BY_INPUT, _of_one_input, _input_as_upstream),
)
