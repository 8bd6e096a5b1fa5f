import numpy
import torch

generator = numpy.random.default_rng(7)


def gumbel_noise(size):
    return torch.from_numpy(generator.gumbel(size=tuple(size)).astype("float32"))
