# expect: S111 | stopped by: limits | tries: 2 GiB in small pieces
kept = [str(i) * 10 for i in range(20_000_000)]

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
