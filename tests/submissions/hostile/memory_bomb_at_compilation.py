# expect: S111 S102 | stopped by: limits | tries: code that grows when it is compiled
exec('x = [' + '[0] * 9, ' * 3_000_000 + ']')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
