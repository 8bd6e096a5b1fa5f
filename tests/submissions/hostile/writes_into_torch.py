# expect: S116 | stopped by: seccomp | tries: to change torch for those who come after
import torch

open(torch.__file__, 'a').close()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
