# expect: S116 | stopped by: landlock | without: passed | tries: what other students start from
open(f'{ROOT}/exercises/activations/sigmoid.py').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
