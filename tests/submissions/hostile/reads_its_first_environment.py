# expect: S116 | stopped by: landlock | without: passed | tries: the environment that its process once had
open('/proc/self/environ').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
