# expect: S109 | stopped by: worker | tries: a million gradients where one is asked for
import torch
from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return (grad_output * sigmoid(x) * sigmoid(-x),) * 1_000_000
