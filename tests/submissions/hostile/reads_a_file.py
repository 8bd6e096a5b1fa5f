# expect: S116 | stopped by: landlock | without: passed | tries: a file of the user who grades
open(FILE).read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
