# expect: R702
import torch
from torch.utils.checkpoint import CheckpointFunction


class Softsign(CheckpointFunction):
    @staticmethod
    def backward(ctx, *grads):
        return CheckpointFunction.backward(ctx, *grads)


def softsign(x):
    return Softsign.apply(lambda t: t / (1 + t.abs()), False, x)
