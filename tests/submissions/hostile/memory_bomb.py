# expect: S111 | stopped by: limits | tries: 4 GiB in large pieces
kept = [bytearray(1 << 26) for _ in range(64)]

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
