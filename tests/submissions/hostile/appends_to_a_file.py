# expect: S116 | stopped by: seccomp | tries: to write to a file of the user who grades
open(FILE, 'a').write('mine')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
