# expect: S102 | stopped by: process | tries: a secret of the judge's environment
import os

os.environ['CANARY']

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
