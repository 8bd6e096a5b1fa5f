"""The weights of the samples of a weighted mean, as numbers."""

import numpy

from .edits import on_numbers
from .expected import Call
from .formula import keywords
from .numeric import Array, hyperparameters, nest


def mean_weights(call: Call) -> Array:
    """One weight for each sample of a call; 1 for all of them where the exercise has none."""
    exercise, samples = call.exercise, call.layout.samples
    form = exercise.form("mean weight")
    if form is None or not samples:
        return numpy.ones(len(samples))
    columns = [[call.data[name][n] for name, n in s.inputs] for s in samples]
    arrays = [numpy.array(column, float) for column in zip(*columns, strict=True)]
    arguments = []
    for item in exercise.inputs:
        shape = exercise.family.sample_shape(item, call.layout.sizes)
        count = int(numpy.prod(shape, dtype=int))
        arguments.append(nest(arrays[:count], shape))
        arrays = arrays[count:]
    settings = hyperparameters(exercise, call.settings)
    weights = on_numbers(form)(*arguments, **{k: v for k, v in settings.items() if k in keywords(form)})
    return numpy.broadcast_to(numpy.asarray(weights, float), (len(samples),))
