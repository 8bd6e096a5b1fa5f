# expect: S116 | stopped by: landlock | without: passed | tries: what folders there are
import os

os.listdir('/')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
