# expect: S116 | stopped by: landlock | without: passed | tries: the list of processes
import os

os.listdir('/proc')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
