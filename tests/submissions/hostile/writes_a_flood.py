# expect: S119 | stopped by: limits | tries: 300 MB written to the descriptor of its output
import os

for _ in range(300):
    os.write(1, b'x' * 1_000_000)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
