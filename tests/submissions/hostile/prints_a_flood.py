# expect: passed | stopped by: limits | tries: 300 MB of output; the right answer still counts
for _ in range(300):
    print('x' * 1_000_000)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
