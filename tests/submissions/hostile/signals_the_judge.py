# expect: S116 | stopped by: seccomp | tries: a signal to the judge
import os

os.kill(JUDGE, 0)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
