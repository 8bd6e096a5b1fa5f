# expect: S116 | stopped by: landlock | tries: the model solution in its own place
exec(open(f'{ROOT}/solutions/activations/sigmoid.py').read())

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
