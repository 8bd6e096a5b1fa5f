# expect: S116 | stopped by: landlock | without: passed | tries: the users of this machine
open('/etc/passwd').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
