# expect: S116 | stopped by: landlock | without: passed | tries: what files there are
import os

os.listdir(os.path.dirname(FILE))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
