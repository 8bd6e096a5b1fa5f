# expect: S102 S116 | stopped by: landlock | tries: the formula as a module
import grader_plugins.activations.sigmoid

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
