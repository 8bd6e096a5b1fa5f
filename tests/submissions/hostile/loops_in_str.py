# expect: S113 | stopped by: deadline | tries: an exception that never finds its words
class Slow(Exception):
    def __str__(self):
        while True:
            pass


raise Slow

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
