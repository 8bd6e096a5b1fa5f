# expect: S116 | stopped by: landlock | without: passed | tries: a file by way of its own root
open('/proc/self/root/etc/passwd').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
