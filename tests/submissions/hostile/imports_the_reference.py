# expect: S102 S116 | stopped by: landlock | without: passed | tries: the exact mathematics as a module
import grader.reference.enclose

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
