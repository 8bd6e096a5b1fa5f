# expect: S119 | stopped by: limits | tries: 1,000 open files
kept = [open('/dev/null') for _ in range(1000)]

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
